"""A cross-table of several years (`years`): every cell and margin of every year is Python's, and intervals and tests of two
years are SciPy's; a row of one year is in all; a year not asked for has none; small cells are hidden in each year."""
import collections
import csv
import datetime
import pathlib
import random
import tempfile

import openpyxl
from scipy.stats import binomtest
from program import figures, run
from tap import check, done

PROFILE = """authority: {name: Anytown Council, short-name: Anytown}
report: {year: 2023-24, years: 4}
words: {contact: referral, contacts: referrals}
records:
  - file: export.csv
    columns: {id: Ref, received: Received, harm: Harm, sector: Sector}
fields: [{field: harm, separator: ";"}]
measures: [{id: cross, title: Sector by harm, kind: breakdown, by: [sector, harm], years: 3}]
disclosure: {suppress-below: 0}
"""
SECTORS, HARMS, YEARS = ["Schools", "Care", "Health"], ["Physical", "Sexual", "Neglect"], ["2020-21", "2021-22", "2022-23", "2023-24"]
chance, rows = random.Random(4), []
for n in range(1600):
    day = datetime.date(2020, 4, 1) + datetime.timedelta(days=chance.randrange(4 * 365))
    rows.append({"Ref": n, "Received": day, "Sector": "" if n % 97 == 0 and day < datetime.date(2022, 4, 1) else chance.choices(SECTORS, [6, 3, 0.3])[0],
                 "Harm": ";".join(chance.sample(HARMS, chance.choice([1, 1, 2])))})
    if day >= datetime.date(2023, 4, 1) and chance.random() < 0.7 and rows[-1]["Sector"] == "Care":
        rows[-1]["Harm"] = "Neglect"


def year(day):
    first = day.year - (day.month < 4)
    return f"{first}-{(first + 1) % 100:02}"


def counted(folder, formats="csv"):
    return {(row["period"], row["category"], row["part"]): row for row in figures(folder, formats)}


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    with open(folder / "export.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows({**row, "Received": row["Received"].strftime("%d/%m/%Y")} for row in rows)
    (folder / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    found = counted(folder, "csv,html,xlsx")
    truth = collections.Counter()
    for row in rows:
        for sector in ("", row["Sector"] or "Not recorded"):
            for harm in ("", *row["Harm"].split(";")):
                truth[year(row["Received"]), sector, harm] += 1
    shown = {key: count for key, count in truth.items() if key[0] != YEARS[0]}
    wrong = {key: (count, found.get(key)) for key, count in shown.items() if not found.get(key) or found[key]["count"] != str(count)}
    check("every_cell_of_three_years_is_pythons", len(shown) >= 3 * 15 and not wrong, wrong)
    check("a_year_not_asked_for_has_none", not any(key[0] == YEARS[0] for key in found), "")
    places = [{key[1:] for key in found if key[0] == year} for year in YEARS[1:]]
    check("a_row_of_one_year_is_in_all_years", places[0] == places[1] == places[2] and ("Not recorded", "") in places[2] and truth[YEARS[3], "Not recorded", ""] == 0, places)
    far, bases = [], []
    for (period, sector, harm), row in found.items():
        base = truth[period, sector if harm else "", ""]
        bases += [(period, sector, harm)] if row["base"] != str(base) else []
        if base:
            interval = binomtest(int(row["count"]), base).proportion_ci(0.95, "wilson")
            if abs(float(row["lower"]) - 100 * interval.low) > 1e-6 or abs(float(row["upper"]) - 100 * interval.high) > 1e-6:
                far.append((period, sector, harm))
    check("a_cells_base_is_its_row", not bases, bases)
    check("every_interval_is_scipys", not far, far)
    check("a_clear_change_is_told", found[YEARS[3], "Care", "Neglect"]["signal"] == "higher", found[YEARS[3], "Care", "Neglect"])
    book = openpyxl.load_workbook(folder / "out/tables.xlsx")
    cells = [[cell.value for cell in line] for sheet in book for line in sheet.iter_rows()]
    counts = [truth[period, "Care", "Neglect"] for period in YEARS[1:]]
    check("a_row_of_the_workbook_has_all_years", any(line[0] == "Care: Neglect" and all(count in line for count in counts) for line in cells), counts)
    (folder / "profile.yaml").write_text(PROFILE.replace("suppress-below: 0", "suppress-below: 5"), encoding="utf-8")
    found = counted(folder)
    small = [key for key, count in shown.items() if 0 < count < 5]
    check("small_cells_of_each_year_are_hidden", small and all(found[key]["status"] == "c" for key in small), [key for key in small if found[key]["status"] != "c"])
    for old, new, said in (("by: [sector, harm], years: 3", "by: [sector], years: 3", "years is for a cross-table"), ("years: 3}", "years: 3, chart: heat}", "has no chart"),
                           ("years: 3}", "years: 0}", "must be a whole number from 1 to 50")):
        (folder / "profile.yaml").write_text(PROFILE.replace(old, new), encoding="utf-8")
        ran = run(folder, "check", "profile.yaml")
        check(f"refused: {new}", ran.returncode == 2 and said in ran.stderr, ran.stderr)
done()
