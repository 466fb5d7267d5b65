"""Follows the README: its commands are run, its edits made, what it says is printed is printed, and the pack at the end has
the figures that the council published."""
import csv
import os
import re
import shutil
import subprocess
import tempfile
from tap import check, done

root = os.environ["LADOSTAT_ROOT"]
with open(f"{root}/README.md", encoding="utf-8") as stream:
    blocks = re.findall(r"^```(console|diff)\n(.*?)^```", stream.read(), re.M | re.S)
# What the council's own profile calls its measures, and what they and their categories are called at the end of the way.
MEASURES = {"contacts": "contacts", "initial-outcome": "stage", "advice": "stage", "beyond-advice": "stage", "harm": "harm",
            "outcomes": "outcome", "timeliness": "timeliness"}
CATEGORIES = {"advice": "Advice and guidance", "beyond-advice": "Further investigation", "Physical harm": "Physical",
              "Emotional harm": "Emotional", "Ongoing cases": "Ongoing"}
NAMING = ("table", "measure", "period", "category", "subcategory")


def table(path):
    with open(path, newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def disagreements_with_what_was_published(figures):
    """Those of figures.csv that are not as printed, and how many were looked at; what is hidden must be small."""
    council = f"{root}/fixtures/leicester"
    printed = {tuple(row[key] for key in NAMING): row for row in table(f"{council}/published.csv")}
    known = {tuple(row[key] for key in (*NAMING, "printed")) for row in table(f"{council}/disagreements.csv")}
    found = {(row["measure"], row["period"], row["category"]): row for row in table(figures) if not row["part"]}
    wrong, looked_at = [], 0
    for row in table(f"{council}/reconciliation.csv"):
        name, field = tuple(row[key] for key in NAMING), row["our_field"]
        if row["our_measure"] not in MEASURES or field not in ("count", "percent") or (*name, row["printed"]) in known:
            continue
        category = CATEGORIES.get(row["our_measure"]) or CATEGORIES.get(row["our_category"], row["our_category"])
        figure, number = found.get((MEASURES[row["our_measure"]], row["our_period"], category)), float(printed[name][row["printed"]])
        hidden = figure and figure["status"] == "c"
        near = 0 if field == "count" else 0.5
        looked_at += 1
        if not figure or not hidden and not abs(float(figure[field]) - number) <= near or hidden and field == "count" and not 1 <= number <= 4:
            wrong.append(f"{name}: {number}, not {figure}")
    return wrong, looked_at


check("the_readme_has_steps_to_follow", len(blocks) >= 5)

with tempfile.TemporaryDirectory() as folder:
    shutil.copy(f"{root}/fixtures/leicester/contacts.csv", f"{folder}/export.csv")
    environment = {**os.environ, "PATH": f"{os.path.dirname(os.environ['LADOSTAT_PROGRAM'])}:{os.environ['PATH']}"}
    for kind, block in blocks:
        if kind == "diff":
            name = re.match(r"--- (\S+)\n", block)[1]
            with open(f"{folder}/{name}", encoding="utf-8") as stream:
                text = stream.read()
            # Lines taken out next to one another are replaced by those put in after them.
            for out, put in re.findall(r"((?:^-(?!--).*\n)+)((?:^\+.*\n)*)", block, re.M):
                before, after = (re.sub(r"^[-+]", "", lines, flags=re.M) for lines in (out, put))
                check(f"what_the_readme_edits_is_in_{name}", text.count(before) == 1, before)
                text = text.replace(before, after)
            with open(f"{folder}/{name}", "w", encoding="utf-8") as stream:
                stream.write(text)
            continue
        for command, printed in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.M):
            ran = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, text=True,
                                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            expected = printed.rstrip("\n")
            check(f"as_the_readme_prints: {command}", ran.returncode == 0 and ran.stdout.rstrip("\n") == expected,
                  f"status {ran.returncode}, printed:\n{ran.stdout}")
    wrong, looked_at = disagreements_with_what_was_published(f"{folder}/out/figures.csv")
    check("the_steps_end_in_the_published_figures", looked_at > 80 and not wrong, f"{looked_at} looked at\n" + "\n".join(wrong))
done()
