"""A column of numbers put into bands (`type: number`, `bands`): every count is that of numpy.digitize, in every kind of
measure that takes categories. A value in no band, not a number or blank is reported with its lines and counted as such;
bands that overlap or fall are refused; only a number's band is ever shown; init puts ages into bands."""
import collections
import csv
import datetime
import pathlib
import random
import tempfile

import numpy
from program import run
from tap import check, done

PROFILE = """authority: {name: Anytown Council, short-name: Anytown}
report: {year: 2023-24, years: 2}
words: {contact: referral, contacts: referrals}
records:
  - file: export.csv
    columns: {id: Ref, received: Received, harm: Harm, age: Child age}
fields: [{field: age, type: number, bands: [0-4, 5 to 9, 10–15, 16, 17+]}]
codes: codes.csv
populations:
  - {id: young, words: referrals about young children, where: [{field: age, is: [0-4, 5 to 9]}]}
measures:
  - {id: ages, title: Age of the child, kind: breakdown, by: [age]}
  - {id: harm-by-age, title: Harm by age, kind: breakdown, by: [harm, age]}
  - {id: young, title: Young children, kind: share, in: young}
  - {id: young-by-harm, title: Young children by harm, kind: share, in: young, by: [harm]}
disclosure: {suppress-below: 0}
"""
BANDS = ["0-4", "5 to 9", "10–15", "16", "17+"]
WRITTEN = ["0", "4", "4.9", "5", "9", "9.0", "10", "15", "15.99", "16", "17", "17", "1,000", " 7 ", "12", "13", "14", "3"]
ODD = {"": "Not recorded", "Not recorded": "Not recorded", "n/k": "Unrecognised", "6 months": "Unrecognised", "-1": "Unrecognised", "1e1": "Unrecognised",
       "Unborn": "0-4", "unborn": "0-4", "5 to 9": "5 to 9", "Over age": "Adult"}
chance, rows, years = random.Random(5), [], []
for n in range(900):
    day = datetime.date(2022, 4, 1) + datetime.timedelta(days=chance.randrange(730))
    years.append("2022-23" if day < datetime.date(2023, 4, 1) else "2023-24")
    rows.append({"Ref": n, "Received": day.strftime("%d/%m/%Y"), "Harm": chance.choice(["Physical", "Sexual", "Neglect"]),
                 "Child age": chance.choice(list(ODD)) if chance.random() < 0.15 else chance.choice(WRITTEN)})


def write(path, table):
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, table[0])
        writer.writeheader()
        writer.writerows(table)


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    write(folder / "export.csv", rows)
    (folder / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    (folder / "codes.csv").write_text("field,category,value\nage,0-4,Unborn\nage,Adult,Over age\nharm,Physical,\nharm,Sexual,\nharm,Neglect,\n", encoding="utf-8")
    numbers = [row["Child age"] for row in rows if row["Child age"] in WRITTEN]
    bands = iter(BANDS[place - 1] for place in numpy.digitize([float(number.replace(",", "")) for number in numbers], [0, 5, 10, 16, 17]))
    truth = [(year, row["Harm"], next(bands) if row["Child age"] in WRITTEN else ODD[row["Child age"]]) for year, row in zip(years, rows)]
    made = run(folder, "report", "profile.yaml", "--formats", "csv,html")
    check("a_report_is_made", made.returncode == 0, made.stderr)
    with open(folder / "out/figures.csv", newline="", encoding="utf-8-sig") as file:
        found = {(row["measure"], row["period"], row["category"], row["part"]): row for row in csv.DictReader(file)}
    counts = collections.Counter((year, band) for year, harm, band in truth)
    wrong = {key: (count, found.get(("ages", *key, ""))) for key, count in counts.items() if found.get(("ages", *key, ""), {}).get("count") != str(count)}
    check("every_band_is_numpys", len(counts) == 2 * (len(BANDS) + 3) and not wrong, wrong)
    listed = [category for measure, period, category, _ in found if measure == "ages" and period == "2023-24" and category]
    check("bands_stand_in_their_order", listed[:6] == [*BANDS, "Adult"], listed)
    crossed = collections.Counter((harm, band) for year, harm, band in truth if year == "2023-24")
    wrong = {key: count for key, count in crossed.items() if found["harm-by-age", "2023-24", *key]["count"] != str(count)}
    check("so_is_every_cell_of_a_cross_table", len(crossed) == 24 and not wrong, wrong)
    young = collections.Counter(year for year, harm, band in truth if band in BANDS[:2])
    check("a_population_is_of_bands", all(found["young", year, "", ""]["count"] == str(count) for year, count in young.items()), young)
    by_harm = collections.Counter((year, harm) for year, harm, band in truth if band in BANDS[:2])
    check("and_a_share_by_a_field", all(found["young-by-harm", year, harm, ""]["count"] == str(count) for (year, harm), count in by_harm.items()), by_harm)
    said = run(folder, "check", "profile.yaml").stderr + run(folder, "check", "profile.yaml").stdout
    for value, words in (("-1", "a number outside all bands"), ("n/k", "not a number, and not in the code list"),
                         ("1e1", "not a number, and not in the code list"), ("6 months", "not a number, and not in the code list")):
        line = 2 + next(n for n, row in enumerate(rows) if row["Child age"] == value)
        check(f"a_value_in_no_band_is_reported: {value}", f'"{value}": {words}: export.csv:{line} ({sum(row["Child age"] == value for row in rows)} rows)' in said, said)
    check("blanks_are_reported", "value-not-recorded: age" in said, said)
    explained = run(folder, "figures", "profile.yaml", "--explain", "ages.0-4.count").stdout
    check("explain_says_which_numbers", 'numbers of 0-4, "Unborn"' in explained and "age is 0-4" in explained, explained)
    (folder / "profile.yaml").write_text(PROFILE.replace("suppress-below: 0", "suppress-below: 5"), encoding="utf-8")
    rare = [row for row in rows if row["Child age"] not in ("16", "10", "15", "15.99", "12", "13", "14")] + \
           [{"Ref": 5000 + n, "Received": "01/05/2023", "Harm": "Neglect", "Child age": "16"} for n in range(3)]
    write(folder / "export.csv", rare)
    run(folder, "report", "profile.yaml", "--formats", "csv,html")
    with open(folder / "out/figures.csv", newline="", encoding="utf-8-sig") as file:
        shown = {(row["measure"], row["period"], row["category"], row["part"]): row for row in csv.DictReader(file)}
    check("a_small_band_is_hidden", shown["ages", "2023-24", "16", ""]["status"] == "c" and not shown["ages", "2023-24", "16", ""]["count"], shown)
    page = (folder / "out/annual-report.html").read_text(encoding="utf-8")
    check("no_number_is_shown_itself", "15.99" not in page and "1,000" not in page and "6 months" not in page)

    for bands, said in (("[0-5, 5-9]", '"5-9" does not begin after "0-5" ends'), ("[5-9, 0-4]", '"0-4" does not begin after "5-9" ends'),
                        ("[0+, 5-9]", '"5-9" does not begin after "0+" ends'), ("[9-5]", '"9-5" is not a band'), ("[young]", '"young" is not a band'),
                        ("[-3-4]", '"-3-4" is not a band'), ("[0-4 years]", '"0-4 years" is not a band'), ("[0-9999999]", '"0-9999999" is not a band')):
        (folder / "profile.yaml").write_text(PROFILE.replace("[0-4, 5 to 9, 10–15, 16, 17+]", bands), encoding="utf-8")
        ran = run(folder, "check", "profile.yaml")
        check(f"refused: {bands}", ran.returncode == 2 and "profile.yaml:7:" in ran.stderr and said in ran.stderr, ran.stderr)
    for fields, said in (("type: coded, bands: [0-4]", "bands are for numbers: add type: number"), ("bands: [0-4]", "bands are for numbers: add type: number"),
                         ("type: numbers, bands: [0-4]", '"numbers" is not one of coded, date, identifier, number; did you mean "number"?')):
        (folder / "profile.yaml").write_text(PROFILE.replace("type: number, bands: [0-4, 5 to 9, 10–15, 16, 17+]", fields), encoding="utf-8")
        ran = run(folder, "check", "profile.yaml")
        check(f"refused: {fields}", ran.returncode == 2 and said in ran.stderr, ran.stderr)

    # init puts ages into bands, and what it writes is a profile; next year's export adds no numbers to the code list.
    for folder_name, ages, bands in (("children", list(range(18)), "0-4, 5-9, 10-15, 16-17, 18+"), ("adults", list(range(19, 70)), "0-17, 18-24, 25-34, 35-44, 45-54, 55-64, 65+")):
        place = folder / folder_name
        place.mkdir()
        rows_of = [{"Ref": n, "Received": f"{1 + n % 28:02}/0{1 + n % 9}/2023", "Harm": ["Physical", "Sexual"][n % 2], "Age at referral": ages[n * 7 % len(ages)]} for n in range(300)]
        write(place / "export.csv", rows_of)
        made = run(place, "init", "export.csv")
        profile = (place / "profile.yaml").read_text(encoding="utf-8")
        check(f"init_puts_ages_of_{folder_name}_into_bands", f"type: number, bands: [{bands}]" in profile and "put into bands" in made.stdout + made.stderr, profile)
        ran = run(place, "check", "profile.yaml")
        check(f"and_check_finds_nothing_{folder_name}", ran.returncode == 0 and "value-unrecognised" not in ran.stdout + ran.stderr, ran.stderr)
        before = (place / "codes.csv").read_text(encoding="utf-8")
        write(place / "next.csv", [{**row, "Ref": 1000 + row["Ref"], "Age at referral": row["Age at referral"] + 1} for row in rows_of])
        run(place, "init", "next.csv")
        check(f"init_again_adds_no_numbers_{folder_name}", (place / "codes.csv").read_text(encoding="utf-8") == before and "age-at-referral" not in before, before)
done()
