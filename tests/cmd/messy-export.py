"""From a tracker as councils keep them to a report, with no editing except the council's name: dates in three formats, typing
errors, plurals, duplicates, blank rows, merged headings, one date ten years ahead. The figures are what Python counts from
the same rows."""
import collections
import csv
import datetime
import os
import random
import subprocess
import tempfile
from pathlib import Path

from openpyxl import Workbook

from tap import check, done

program = os.environ["LADOSTAT_PROGRAM"]
chance = random.Random(11)
HEADINGS = ["Case Ref No", "Date Received", "Date of Closure", "Decision", "Type of Abuse", "Adult's Sector", "Referrer Agency",
            "Final Outcome", "Adult Name", "DOB", "Gender", "Case Notes"]
SECTORS = {"Education": ["Education", "Education", "education "], "Foster Carers": ["Foster Carers", "Foster Carers", "Foster carer"],
           "Residential": ["Residential"], "Transport": ["Transport"], "Police": ["Police"]}
HARMS = {"Physical": ["Physical", "Physical", "physical"], "Sexual": ["Sexual"], "Neglect": ["Neglect"], "Emotional": ["Emotional"]}
FORMATS = ["%d/%m/%Y", "%d/%m/%Y", "%Y-%m-%d", "%d %b %Y"]


def slipped(word):
    """One letter left out, in one of a hundred."""
    return word[:3] + word[4:] if chance.random() < 0.01 else word


def written(day):
    return day.strftime(chance.choice(FORMATS))


def records():
    """Rows as they are kept, and what is in them: year and sector and harm, or None where the row is not to be counted."""
    rows, truth = [], []
    for number in range(6000):
        day = datetime.date(2021, 4, 1) + datetime.timedelta(days=int(chance.random() ** 0.85 * 1095))
        closed = day + datetime.timedelta(days=int(chance.expovariate(1 / 40)))
        sector, harm = chance.choice(list(SECTORS)), chance.choice(list(HARMS))
        is_open, undated = closed > datetime.date(2024, 5, 20), chance.random() < 0.01
        rows.append([f"LADO/{10000 + number}", "" if undated else written(day), "" if is_open else written(closed),
                     chance.choice(["Advice", "Referral"]), slipped(chance.choice(HARMS[harm])), slipped(chance.choice(SECTORS[sector])),
                     chance.choice(["Police", "School", "Ofsted"]), "" if is_open else chance.choice(["Substantiated", "Unfounded", "NFA"]),
                     "Canary, Jane", "01/01/1980", chance.choice(["M", "Male", "F", "Female"]), "Met, agreed plan;\n\"next\" steps"])
        truth.append(None if undated else (f"{day.year - (day.month < 4)}-{(day.year - (day.month < 4) + 1) % 100:02}", sector, harm))
    # Slips that no one can put right: they are set aside, or in no year.
    for row, date in ((100, "31/02/2023"), (200, "tbc"), (300, "12/05/2033")):
        rows[row][1], truth[row] = date, None
    for _ in range(60):
        where = chance.randrange(5000, len(rows))
        rows.insert(where, list(rows[chance.randrange(5000)]))
        truth.insert(where, None)
    for _ in range(25):
        where = chance.randrange(len(rows))
        rows.insert(where, [""] * len(HEADINGS))
        truth.insert(where, None)
    return rows, [place for place in truth if place]


def write(rows, folder):
    with open(folder / "csv/export.csv", "w", newline="", encoding="cp1252") as file:
        csv.writer(file).writerows([HEADINGS, *rows])
    book = Workbook()
    sheet = book.active
    for line in (["LADO tracker"], ["Printed 3 June 2024"], [], ["Case", "", "", "Allegation", "", "", "", "", "Adult", "", "", ""], HEADINGS):
        sheet.append(line)
    for cells in ("A1:L1", "A4:C4", "D4:H4", "I4:K4"):
        sheet.merge_cells(cells)
    for row in rows:
        cells = list(row)
        # Excel takes half of what looks like a date for one.
        if cells[1].count("/") == 2 and cells[1] != "31/02/2023" and chance.random() < 0.5:
            cells[1] = datetime.datetime.strptime(cells[1], "%d/%m/%Y")
        sheet.append(cells)
    sheet.append(["Total", len(rows)])
    book.save(folder / "xlsx/export.xlsx")


def run(*arguments):
    return subprocess.run([program, *map(str, arguments)], capture_output=True, text=True)


with tempfile.TemporaryDirectory() as name:
    folder = Path(name)
    rows, truth = records()
    for kind in ("csv", "xlsx"):
        (folder / kind).mkdir()
    write(rows, folder)
    codes = []
    for kind in ("csv", "xlsx"):
        home = folder / kind
        started = run("init", home / f"export.{kind}")
        profile = (home / "profile.yaml").read_text()
        check(f"init_takes_the_last_complete_year_and_those_before: {kind}", started.returncode == 0
              and "year: 2023-24 " in profile and "years: 3 " in profile, started.stdout + started.stderr)
        check(f"init_says_what_it_read_as_another_spelling: {kind}",
              '"Foster carer" for Foster Carers' in started.stdout and '"Sexal" for Sexual' in started.stdout, started.stdout)
        codes.append((home / "codes.csv").read_text(encoding="utf-8-sig"))
        checked = run("check", home / "profile.yaml")
        check(f"check_names_what_is_wrong: {kind}", checked.returncode == 1 and all(
            rule in checked.stdout for rule in ("received-missing", "date-impossible", "date-unreadable", "id-duplicate", "date-far-ahead")),
            checked.stdout)
        made = run("report", home / "profile.yaml", "--out", home / "out")
        with open(home / "out/figures.csv", newline="", encoding="utf-8") as file:
            figures = {(f["measure"], f["period"], f["category"], f["part"]): f["count"] for f in csv.DictReader(file)}
        wanted = collections.Counter()
        for year, sector, harm in truth:
            wanted.update([("contacts", year, "", ""), ("sector", year, sector, ""), ("harm", year, harm, "")])
        wrong = {key: (count, figures.get(key)) for key, count in wanted.items() if figures.get(key) != str(count)}
        check(f"every_count_is_pythons: {kind}", made.returncode == 0 and len(wanted) == 3 * (1 + len(SECTORS) + len(HARMS)) and not wrong, wrong)
        held = b"".join(path.read_bytes() for path in (home / "out").rglob("*") if path.is_file())
        check(f"nobody_is_named: {kind}", b"Canary" not in held and "Canary" not in profile + codes[-1])
    check("the_workbook_is_read_like_the_text", codes[0] == codes[1])
done()
