"""The program in a folder, and the figures of the pack that it makes there."""
import csv
import os
import subprocess


def run(folder, *words):
    return subprocess.run([os.environ["LADOSTAT_PROGRAM"], *map(str, words)], capture_output=True, text=True, cwd=folder)


def figures(folder, formats="csv"):
    made = run(folder, "report", "profile.yaml", "--formats", formats)
    if made.returncode:
        raise AssertionError(made.stderr)
    with open(os.path.join(folder, "out", "figures.csv"), newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))
