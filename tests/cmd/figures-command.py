"""ladostat figures: what it lists is what the pack holds, and every reference it names can be explained."""
import csv
import io
import json
import os
import subprocess
import tempfile

from tap import check, done

program = os.environ["LADOSTAT_PROGRAM"]
profile = "fixtures/leicester/profile.yaml"


def run(*arguments):
    return subprocess.run([program, *arguments], capture_output=True, text=True)


with tempfile.TemporaryDirectory() as folder:
    run("report", profile, "--formats", "csv", "--out", f"{folder}/out")
    with open(f"{folder}/out/figures.csv", encoding="utf-8") as file:
        pack = list(csv.DictReader(file))

listed = json.loads(run("figures", profile, "--format", "json").stdout)
numbers = ("count", "base", "percent", "lower", "upper", "value", "change")
check("json_lists_every_figure_of_the_pack", len(listed) == len(pack), f"{len(listed)} against {len(pack)}")
differing = [
    one["reference"]
    for one, other in zip(listed, pack)
    for name in numbers
    if (None if other[name] == "" else float(other[name])) != one[name]
]
check("json_has_the_numbers_of_the_pack", not differing, differing[:5])

rows = list(csv.DictReader(io.StringIO(run("figures", profile, "--format", "csv").stdout)))
check("csv_has_the_rows_of_the_pack_behind_the_reference",
      [{k: v for k, v in row.items() if k != "reference"} for row in rows] == pack)

lines = run("figures", profile).stdout.splitlines()
check("text_names_each_reference_once", len({line.rsplit('  ', 1)[0].strip() for line in lines}) == len(lines))
found = run("figures", profile, "--find", "FOSTER").stdout.splitlines()
check("find_keeps_what_holds_the_word", found and all("foster" in line for line in found) and len(found) < len(lines))

explained = run("figures", profile, "--explain", "harm.neglect.percent")
check("explain_says_definition_base_and_method",
      explained.returncode == 0 and all(word in explained.stdout for word in
                                        ("41 records counted", "395", "breakdown by harm", "profile.yaml:", "Table",
                                         "Wilson", "Newcombe", "99.8%")),
      explained.stdout)
wrong = run("figures", profile, "--explain", "harm.neglct")
check("a_slip_is_named_with_what_was_meant", wrong.returncode == 2 and 'did you mean "neglect"' in wrong.stderr, wrong.stderr)
wrong = run("figures", profile, "--format", "xml")
check("an_unknown_format_is_refused", wrong.returncode == 2 and "text, csv, json" in wrong.stderr, wrong.stderr)
done()
