"""Everything that a user can say or see is in a README: rules about the records, keys of the profile, kinds of measures and
charts, options of commands."""
import csv
import os
import pathlib
import re
import subprocess

import tap

root = pathlib.Path(os.environ["LADOSTAT_ROOT"])
program = os.environ["LADOSTAT_PROGRAM"]


def text(path):
    return (root / path).read_text(encoding="utf-8")


with open(root / "analysis/records/rules.csv", encoding="utf-8", newline="") as file:
    rules = list(csv.DictReader(file))
sources = "".join(source.read_text() for place in ("analysis", "cmd") for source in root.glob(f"{place}/**/*.c"))
described = text("analysis/records/README.md") + text("analysis/reconciliation/README.md")
tap.check("the rules are listed", len(rules) > 30)
for row in rules:
    rule = row["rule"]
    tap.check(f"{rule} is of a known kind", row["about"] in ("records", "files", "others") and row["severity"] in ("error", "warning", "note") and row["words"], row)
    tap.check(f"{rule} is reported", f'"{rule}"' in sources, "nothing reports it")
    tap.check(f"{rule} has its sentence", re.search(rf"^\|[^|]*`{rule}`", described, re.M), "put it into the README's table")
    said = re.search(rf"^\|[^|]*`{rule}`[^|]*\| (error|warning|note) \|", described, re.M)
    tap.check(f"{rule} has its severity there", not said or said[1] == row["severity"], row["severity"])

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
