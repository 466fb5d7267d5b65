"""Every rule that the program can report is in a README with its sentence, and has words for readers."""
import os
import pathlib
import re

import tap

root = pathlib.Path(os.environ["LADOSTAT_ROOT"])
# A rule's code is the last string before its severity: findings_add(findings, "date-unreadable", FINDING_ERROR, ...
REPORTED = re.compile(r'"([a-z]+(?:-[a-z]+)*)",\s*(?:[a-z_]+ \? )?FINDING_')
rules = set()
for source in root.glob("analysis/**/*.c"):
    rules |= set(REPORTED.findall(source.read_text()))
described = "".join((root / f"analysis/{room}/README.md").read_text() for room in ("records", "reconciliation"))
words = (root / "analysis/records/findings_groups.c").read_text()
tap.check("the sources report rules", len(rules) > 30)
for rule in sorted(rules):
    tap.check(f"{rule} has its sentence", re.search(rf"^\|[^|]*`{rule}`", described, re.M), "put it into the README's table")
    tap.check(f"{rule} has words for readers", f'{{"{rule}", "' in words, "put them into finding_rule_words")
tap.done()
