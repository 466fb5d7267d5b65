"""Everything that a user can say or see is in a README: rules about the records, keys of the profile, kinds of measures and
charts, options of commands."""
import os
import pathlib
import re
import subprocess

import tap

root = pathlib.Path(os.environ["LADOSTAT_ROOT"])
program = os.environ["LADOSTAT_PROGRAM"]


def text(path):
    return (root / path).read_text(encoding="utf-8")


# A rule's code is the last string before its severity: findings_add(findings, "date-unreadable", FINDING_ERROR, ...
REPORTED = re.compile(r'"([a-z]+(?:-[a-z]+)*)",\s*(?:[a-z_]+ \? )?FINDING_')
rules = {rule for source in root.glob("analysis/**/*.c") for rule in REPORTED.findall(source.read_text())}
described = text("analysis/records/README.md") + text("analysis/reconciliation/README.md")
words = text("analysis/records/rules.csv")
tap.check("the sources report rules", len(rules) > 30)
for rule in sorted(rules):
    tap.check(f"{rule} has its sentence", re.search(rf"^\|[^|]*`{rule}`", described, re.M), "put it into the README's table")
    tap.check(f"{rule} has words for readers", re.search(rf'^{rule},(records|files|others),"', words, re.M), "put them into rules.csv")

manual = text("analysis/profile/README.md")
disclosure = text("analysis/disclosure/README.md")
keys = {key for source in root.glob("analysis/profile/*.c") for key in re.findall(r'\{(?:\.key = )?"([a-z-]+)"(?:,\s*(?:\.type = )?KEY_|\})', source.read_text())}
tap.check("the sources read keys", len(keys) > 60)
missing = sorted(key for key in keys if not re.search(rf"`{key}\b", manual) and not re.search(rf"`{key}\b", disclosure))
tap.check("every key of the profile is in its README", not missing, missing)

kinds = [kind for source in root.glob("analysis/measures/*.c") for kind in re.findall(r'\.name = "([a-z]+)"', source.read_text())]
definitions = text("analysis/measures/README.md") + text("analysis/benchmark/README.md")
tap.check("measures have kinds", len(kinds) > 8)
for kind in kinds:
    tap.check(f"the kind {kind} has its keys in the README of the profile", re.search(rf"^\| `{kind}` \|", manual, re.M))
    tap.check(f"the kind {kind} has its definition", re.search(rf"^\| `{kind}` \||^# {kind}", definitions, re.M))

names = re.search(r"profile_chart_names\[\] = \{.*?}", text("analysis/profile/measure.c"), re.S)[0]
charts = [name for name in re.findall(r'"([a-z]+)"', names) if name != "none"]
listed = re.search(r"`chart` \(\[([^]]*)\]", manual)[1]
tap.check("the README of the profile lists the charts in their order", re.split(r",\s*", listed) == charts, f"{listed}\n{charts}")
table = "\n".join(re.findall(r"^\|.*", text("render/chart/README.md"), re.M))
missing = [name for name in charts if f"`{name}`" not in table]
tap.check("every kind of chart is in the table of its README", not missing, missing)


def asked(*arguments):
    return subprocess.run([program, *arguments], capture_output=True, text=True).stdout


readme = text("README.md")
help_text = asked("--help")
everywhere = re.search(r"^(.*) mean the same with every command", readme, re.M)[1]
for command in re.findall(r"^  ([a-z]+) ", help_text.split("Commands:")[1].split("\n\n")[0], re.M):
    part = re.search(rf"^ *`?(?:    )?ladostat {command} [A-Z].*?(?=^    ladostat |^`ladostat |^## )", readme.split("## Every command")[1], re.M | re.S)
    options = re.findall(r"^  (--[a-z-]+)", asked(command, "--help"), re.M)
    missing = [option for option in options if option not in (part[0] if part else "") + everywhere]
    tap.check(f"the README tells of {command} and its options", not missing, missing)
tap.done()
