"""A rule in codes.csv (`Restraint*`) places every value that matches and has no row of its own: each value is read as by
Python's fnmatch, a row wins over a rule, and an earlier rule over a later one. check says which values a rule placed; init
beside the profile adds no row for them."""
import collections
import csv
import fnmatch
import pathlib
import tempfile

from program import run
from tap import check, done

PROFILE = """authority: {name: Anytown Council, short-name: Anytown}
report: {year: 2023-24, years: 1}
records:
  - file: export.csv
    columns: {id: Ref, received: Received, harm: Harm, sector: Setting}
codes: codes.csv
measures: [{id: harm, title: Harm, kind: breakdown, by: [harm]}, {id: sector, title: Sector, kind: breakdown, by: [sector]}]
disclosure: {suppress-below: 0}
"""
CODES = [("harm", "Physical", "", "Physical abuse"), ("harm", "Physical", "Restraint", "restraint*"), ("harm", "Neglect", "", ""), ("harm", "Other", "", "*"),
         ("sector", "Nurseries", "", "*nursery school"), ("sector", "Schools", "", "*school*"), ("sector", "Care", "Home", "Home*for*"), ("sector", "Care", "", "")]
HARMS = ["Physical abuse", "Restraint", "RESTRAINT - prone", "restraint (other)", "Mechanical restraint", "*", "Neglect", "neglect ", "Restraint*", ""]
SETTINGS = ["Hill School", "hill  school", "Elm Nursery School", "St Anne's Schoolhouse", "Home (for six)", "Home", "Care", "Old School Farm"]


def expected(field, value):
    """Not recorded, the row that has the value, the first rule that fits, or Unrecognised."""
    folded = " ".join(value.casefold().split())
    rows = [(category, part, (written or part or category).casefold()) for of, category, part, written in CODES if of == field]
    for category, part, written in rows:
        if folded == written:
            return category, part
    for category, part, written in rows:
        if "*" in written and written != "*" and fnmatch.fnmatchcase(folded, written):
            return category, part
    return ("Unrecognised" if folded else "Not recorded"), ""


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    rows = [(n, "01/05/2023", HARMS[n * 7 % len(HARMS)], SETTINGS[n % len(SETTINGS)]) for n in range(200)]
    with open(folder / "export.csv", "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("Ref", "Received", "Harm", "Setting"), *rows])
    with open(folder / "codes.csv", "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("field", "category", "part", "value"), *CODES])
    (folder / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    made = run(folder, "report", "profile.yaml", "--formats", "csv")
    check("a_report_is_made", made.returncode == 0, made.stderr)
    with open(folder / "out/figures.csv", newline="", encoding="utf-8-sig") as file:
        found = {(row["measure"], row["category"], row["part"]): int(row["count"]) for row in csv.DictReader(file)}
    truth = collections.Counter()
    for _, _, harm, setting in rows:
        for field, value in (("harm", harm), ("sector", setting)):
            category, part = expected(field, value)
            truth[field, category, ""] += 1
            if part:
                truth[field, category, part] += 1
    wrong = {key: (count, found.get(key)) for key, count in truth.items() if found.get(key) != count}
    check("every_value_is_taken_for_what_fnmatch_says", len(truth) >= 10 and not wrong, wrong)
    said = run(folder, "check", "profile.yaml").stdout
    lines = [n + 2 for n, row in enumerate(rows) if row[2] == "RESTRAINT - prone"]
    check("check_says_what_a_rule_took", f'"RESTRAINT - prone": taken as "Restraint" by the rule "restraint*" of the code list: export.csv:{lines[0]} ({len(lines)} rows)' in said, said)
    check("and_nothing_of_a_row", '"Physical abuse"' not in said and '"Restraint*"' not in said, said)
    with open(folder / "next.csv", "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("Ref", "Received", "Harm", "Setting"), *((n, "01/05/2024", "Restraint - new" if n % 2 else "Quite new", "Care") for n in range(60))])
    run(folder, "init", "next.csv")
    after = (folder / "codes.csv").read_text(encoding="utf-8-sig")
    check("init_adds_no_row_for_values_that_a_rule_places", "Quite new" in after and "Restraint - new" not in after, after)
done()
