"""Spellings that init finds together: those that differ only in case, white space, hyphens or one typing error are suggested
as one category, and reported; values that may be two categories never are, however similar; equally frequent ones are named
for the council to decide."""
import csv
import os
import pathlib
import subprocess
import tempfile

from tap import check, done

program = os.environ["LADOSTAT_PROGRAM"]
ONE = {("Residential care", "Residental care"), ("Physical abuse", "Phsyical abuse"), ("Physical abuse", "Physical-abuse"), ("Physical abuse", "PHYSICAL  abuse"),
       ("Supported lodgings", "Suported lodgings"), ("Ambulance service", "Ambulence service"), ("Sports clubs", "Sports club")}
TWO = {("Foster care", "Foster carer"), ("Employer", "Employee"), ("Internal placement", "External placement"), ("Teaching staff", "Teacher staff"),
       ("Primary school", "Primary schooling"), ("Maternal family", "Paternal family"), ("Group 1 visits", "Group 2 visits"), ("Trainer visits", "Trainee visits"),
       ("Mother of child", "Other of child"), ("Tier one", "Tier two")}
ALIKE = ("Independent school", "Independant school")


def init(counts):
    """The category of each value in the code list, and what init says, of a column that holds the values so often."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        values = [value for value, count in counts.items() for _ in range(count)]
        with open(folder / "e.csv", "w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([("Case ref", "Date received", "Setting"), *((n, f"{1 + n % 28:02}/0{1 + n % 9}/2023", value) for n, value in enumerate(values))])
        ran = subprocess.run([program, "init", "e.csv"], capture_output=True, text=True, cwd=folder)
        with open(folder / "codes.csv", newline="", encoding="utf-8-sig") as file:
            rows = list(csv.DictReader(file))
        return {" ".join(row["value"].split()).casefold(): (row["category"], row["part"]) for row in rows}, ran.stdout + ran.stderr, rows


for common, rare in sorted(ONE):
    found, said, rows = init({common: 40, rare: 6, "Health": 20, "Police": 20})
    one, other = (found.get(" ".join(value.split()).casefold()) for value in (common, rare))
    check(f"suggested_as_one: {rare}", one == other, found)
    if common.casefold().replace("-", " ") != " ".join(rare.casefold().replace("-", " ").split()):
        check(f"and_reported: {rare}", f'"{rare}" for {common}' in said, said)
        places = [row["category"] for row in rows]
        check(f"and_beside_one_another: {rare}", abs(places.index(common) - (len(places) - 1 - places[::-1].index(common))) == 1, rows)
for common, rare in sorted(TWO):
    found, said, _ = init({common: 40, rare: 6, "Health": 20, "Police": 20})
    check(f"stays_two: {rare}", found[common.casefold()] != found[rare.casefold()] and rare not in said, (found, said))
found, said, _ = init({ALIKE[0]: 20, ALIKE[1]: 18, "Health": 20, "Police": 20})
check("equally_frequent_values_stay_two", found[ALIKE[0].casefold()] != found[ALIKE[1].casefold()], found)
check("and_is_named", "similar, and perhaps the same" in said and f'"{ALIKE[1]}" and "{ALIKE[0]}"' in said, said)
done()
