"""Row percentages: a share with `by: FIELD` gives for each category how many of its records are counted, out of how many, over
the years. Counts and bases are Python's own, intervals SciPy's; years compare as in R. The sentence names only categories
that are far from the others; small counts are hidden; the table of all rows says what each percentage is of."""
import collections
import csv
import datetime
import os
import pathlib
import random
import subprocess
import tempfile

import openpyxl
from scipy.stats import binomtest
from tap import check, done

program = os.environ["LADOSTAT_PROGRAM"]
SECTORS, HARMS = ["Schools", "Residential care", "Foster care", "Health", "Faith"], ["Physical", "Sexual", "Neglect"]
PROFILE = """authority: {name: Anytown Council, short-name: Anytown}
report: {year: 2023-24, years: 2}
words: {contact: referral, contacts: referrals}
records:
  - file: export.csv
    columns: {id: Ref, received: Received, closed: Closed, harm: Harm, sector: Sector, outcome: Outcome, worker: Worker}
fields: [{field: harm, separator: ";"}, {field: worker, type: identifier}]
populations:
  - {id: proven, words: referrals that were substantiated, says: were substantiated, where: [{field: outcome, is: [Substantiated]}]}
measures:
  - {id: proven-by-sector, title: Substantiated by sector, kind: share, in: proven, by: [sector]}
  - {id: in-time-by-harm, title: Closed within 3 months by harm, kind: share, within: 3 months, by: [harm]}
  - {id: again-by-sector, title: The same worker again by sector, kind: share, repeat: worker, by: [sector]}
disclosure: {suppress-below: 0}
"""
chance, rows = random.Random(21), []
for n in range(1400):
    day = datetime.date(2022, 4, 1) + datetime.timedelta(days=chance.randrange(730))
    sector = chance.choices(SECTORS, [8, 4, 4, 3, 0.25])[0]
    days = chance.choice([5, 40, 91, 92, 93, 200, None])
    proven = chance.random() < (0.6 if sector == "Residential care" else 0.25)
    rows.append({"Ref": n, "Received": day, "Closed": day + datetime.timedelta(days=days) if days else None,
                 "Harm": ";".join(chance.sample(HARMS, chance.choice([1, 1, 2]))), "Sector": sector,
                 "Outcome": "Substantiated" if proven else "Unfounded", "Worker": f"W{chance.randrange(900)}"})


def year(day):
    first = day.year - (day.month < 4)
    return f"{first}-{(first + 1) % 100:02}"


def months_later(day, months):
    month = day.month - 1 + months
    first = datetime.date(day.year + month // 12, month % 12 + 1, 1)
    last = (first.replace(day=28) + datetime.timedelta(days=4)).replace(day=1) - datetime.timedelta(days=1)
    return min(first + datetime.timedelta(days=day.day - 1), last)


def run(folder, *words):
    return subprocess.run([program, *map(str, words)], capture_output=True, text=True, cwd=folder)


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    with open(folder / "export.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows({key: value.strftime("%d/%m/%Y") if isinstance(value, datetime.date) else value for key, value in row.items()} for row in rows)
    (folder / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    made = run(folder, "report", "profile.yaml", "--formats", "csv,html,xlsx")
    check("a_report_is_made", made.returncode == 0, made.stderr)
    with open(folder / "out/figures.csv", newline="", encoding="utf-8-sig") as file:
        found = {(row["measure"], row["period"], row["category"]): row for row in csv.DictReader(file) if not row["part"]}
    truth = collections.defaultdict(lambda: [0, 0])
    seen = set()
    for row in sorted(rows, key=lambda row: (row["Received"], row["Ref"])):
        in_time = row["Closed"] is not None and row["Closed"] <= months_later(row["Received"], 3)
        counted = {"proven-by-sector": (row["Outcome"] == "Substantiated", [row["Sector"]]), "in-time-by-harm": (in_time, row["Harm"].split(";")),
                   "again-by-sector": (row["Worker"] in seen, [row["Sector"]])}
        seen.add(row["Worker"])
        for measure, (holds, categories) in counted.items():
            for category in ["", *categories]:
                truth[measure, year(row["Received"]), category][0] += holds
                truth[measure, year(row["Received"]), category][1] += 1
    wrong = {key: (value, found.get(key)) for key, value in truth.items()
             if not found.get(key) or [int(found[key]["count"]), int(found[key]["base"])] != value}
    check("every_count_and_base_is_pythons", len(truth) == 2 * (2 * 6 + 4) and not wrong, wrong)
    far = []
    for key, row in found.items():
        if row["percent"] and row["base"] != "0":
            interval = binomtest(int(row["count"]), int(row["base"])).proportion_ci(0.95, "wilson")
            far += [key for mine, theirs in ((row["lower"], interval.low), (row["upper"], interval.high)) if abs(float(mine) - 100 * theirs) > 1e-6]
    check("every_interval_is_scipys", not far, far)
    page = (folder / "out/annual-report.html").read_text(encoding="utf-8")
    of_all = truth["proven-by-sector", "2023-24", ""]
    expected = of_all[0] / of_all[1]
    # The adjusted residual of each row in the table of those counted and the others.
    apart = {sector: (count - base * expected) / (base * expected * (1 - expected) * (1 - base / of_all[1])) ** 0.5
             for sector in SECTORS for count, base in [truth["proven-by-sector", "2023-24", sector]] if count >= 10 and base >= 20}
    far = sorted((sector for sector in apart if abs(apart[sector]) > 3), key=lambda sector: -abs(apart[sector]))[:2]
    check("somebody_is_far_off", far and far[0] == "Residential care", apart)
    for sector in far:
        count, base = truth["proven-by-sector", "2023-24", sector]
        sentence = (f"Of the {base} referrals about {sector.lower()}, {count} ({100 * count / base:.0f}%) were substantiated, compared with {100 * expected:.0f}% of all."
                    if sector == far[0] else f"Among the {base} about {sector.lower()}, {count} ({100 * count / base:.0f}%) were.")
        check(f"the_sentence_names_who_is_far_off: {sector}", sentence in page, [line for line in page.split("<p>") if "of all." in line])
    count, base = truth["proven-by-sector", "2023-24", "Residential care"]
    check("and_nobody_else", page.count("% of all.") == 1 and page.count("Among the ") == len(far) - 1, page.count("Among the "))
    check("the_table_says_of_what", "Each percentage is of the referrals of its own row, not of all." in page)
    book = openpyxl.load_workbook(folder / "out/tables.xlsx")
    sheet = next((sheet for sheet in book if "Substantiated by sector" in str(sheet["A1"].value)), None)
    cells = [[cell.value for cell in line] for line in sheet.iter_rows()] if sheet else [sheet["A1"].value for sheet in book]
    check("it_stands_in_the_workbook", sheet and any(line[0] == "Residential care" and count in line for line in cells), cells)
    said = run(folder, "figures", "profile.yaml", "--explain", "proven-by-sector.residential-care.percent").stdout
    check("explain_says_what_is_counted", f"base         {base}" in said and "outcome is Substantiated; sector is Residential care" in said, said)

    (folder / "profile.yaml").write_text(PROFILE.replace("suppress-below: 0", "suppress-below: 5"), encoding="utf-8")
    run(folder, "report", "profile.yaml", "--formats", "csv")
    with open(folder / "out/figures.csv", newline="", encoding="utf-8-sig") as file:
        shown = {(row["measure"], row["period"], row["category"]): row for row in csv.DictReader(file) if not row["part"]}
    small = [key for key, (holds, all_of_them) in truth.items() if 0 < holds < 5 or 0 < all_of_them - holds < 5 or 0 < all_of_them < 5]
    check("small_counts_and_small_rests_are_hidden", small and all(shown[key]["status"] == "c" and not shown[key]["percent"] for key in small),
          {key: (truth[key], shown[key]) for key in small if shown[key]["status"] != "c"})

    for wrong, said in (("by: [sector, harm]", "a share must be by one field"), ("by: [sektor]", 'did you mean "sector"?'),
                        ("by: [sector], per: month", "a share by a field must be for whole years")):
        (folder / "profile.yaml").write_text(PROFILE.replace("in: proven, by: [sector]", f"in: proven, {wrong}"), encoding="utf-8")
        ran = run(folder, "check", "profile.yaml")
        check(f"refused: {wrong}", ran.returncode == 2 and said in ran.stderr, ran.stderr)
done()
