"""The councils of the fixtures: each folder with a profile."""
import os
import pathlib

COUNCILS = sorted(path.parent.name for path in pathlib.Path(os.environ["LADOSTAT_ROOT"]).glob("fixtures/*/profile.yaml"))
