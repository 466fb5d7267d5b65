"""Rates by district or phase (`kind: rate`): every count is Python's, every rate and its limits SciPy's exact ones. The
sentence names the highest and the lowest only if each is outside the other's limits; a hidden count has no rate; wrong
lists are refused with their line; a category without people has no rate and is a finding."""
import collections
import csv
import datetime
import pathlib
import random
import tempfile

from scipy.stats import chi2
from program import figures, run
from tap import check, done

PROFILE = """authority: {name: Anytown Council, short-name: Anytown}
report: {year: 2023-24, years: 2}
words: {contact: referral, contacts: referrals}
records:
  - file: export.csv
    columns: {id: Ref, received: Received, district: District}
codes: codes.csv
measures: [{id: rates, title: Referrals by district, kind: rate, by: [district], people: people.csv}]
disclosure: {suppress-below: 0}
"""
WEIGHTS = {"Hill": 5, "Vale": 2, "Riverside": 9, "Moor": 0.15}
PEOPLE = {("Hill", "2022-23"): 41000, ("Hill", "2023-24"): 42000, ("Vale", "2022-23"): 30500, ("Vale", "2023-24"): 31000,
          ("Riverside", "2022-23"): 20100, ("Riverside", "2023-24"): 20300, ("Moor", "2022-23"): 900}
chance, rows = random.Random(8), []
for n in range(900):
    day = datetime.date(2022, 4, 1) + datetime.timedelta(days=chance.randrange(730))
    rows.append((n, day, chance.choices(list(WEIGHTS), list(WEIGHTS.values()))[0] if n % 60 else ""))


def report(folder, formats="csv"):
    return {(row["category"], row["period"]): row for row in figures(folder, formats)}


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    with open(folder / "export.csv", "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("Ref", "Received", "District"), *((n, day.strftime("%d/%m/%Y"), district) for n, day, district in rows)])
    (folder / "codes.csv").write_text("field,category\n" + "".join(f"district,{district}\n" for district in WEIGHTS), encoding="utf-8")
    # One year by its label, the other by the middle of a calendar year.
    listed = [(district, year if year == "2023-24" else "2022", f"{people:,}" if people > 40000 else people) for (district, year), people in PEOPLE.items()]
    with open(folder / "people.csv", "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("category", "year", "people", "source"), *((*row, "ONS") for row in listed)])
    (folder / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    found = report(folder, "csv,html")
    truth = collections.Counter((district or "Not recorded", "2022-23" if day < datetime.date(2023, 4, 1) else "2023-24") for _, day, district in rows)
    wrong = {key: (count, found.get(key)) for key, count in truth.items() if found.get(key, {}).get("count") != str(count)}
    check("every_count_is_pythons", len(truth) == 10 and not wrong, wrong)
    far = []
    for key, people in PEOPLE.items():
        count, row = truth[key], found[key]
        exact = [chi2.ppf(0.025, 2 * count) / 2 if count else 0, chi2.ppf(0.975, 2 * count + 2) / 2]
        for mine, theirs in ((row["value"], count), (row["lower"], exact[0]), (row["upper"], exact[1])):
            far += [(key, mine, theirs / people * 10000)] if abs(float(mine) - theirs / people * 10000) > 1e-5 else []
    check("every_rate_and_its_limits_are_scipys", not far, far)
    check("without_people_there_is_no_rate", not found["Moor", "2023-24"]["value"] and not found["Not recorded", "2023-24"]["value"] and found["Moor", "2023-24"]["count"], found["Moor", "2023-24"])
    said = run(folder, "check", "profile.yaml")
    check("and_that_is_a_finding", "Moor: no number of people for 2023-24, so no rate" in said.stdout + said.stderr, said.stdout + said.stderr)
    page = (folder / "out/annual-report.html").read_text(encoding="utf-8")
    rate = lambda district: f"{truth[district, '2023-24'] / PEOPLE[district, '2023-24'] * 10000:.1f}"
    high, low = (rate(district) if float(rate(district)) < 100 else f"{float(rate(district)):.0f}" for district in ("Riverside", "Vale"))
    check("the_sentence_names_the_ends", f"For every 10,000 people there were {high} referrals in Riverside, and {low} in Vale." in page, [line for line in page.split("<p>") if "10,000" in line])
    explained = run(folder, "figures", "profile.yaml", "--explain", "rates.hill.value").stdout
    check("explain_says_what_is_counted", "district is Hill" in explained and "Records for every 10,000 people" in explained, explained)
    with open(folder / "people.csv", "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("category", "year", "people"), *((district, "2023-24", count * 300) for district, count in (("Hill", 300), ("Vale", 120), ("Riverside", 500)))])
    (folder / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    run(folder, "report", "profile.yaml", "--formats", "html")
    check("the_table_is_in_the_appendix", "Number of referrals, and rate per 10,000 people" in page)
    check("equal_rates_are_not_told_apart", "For every 10,000" not in (folder / "out/annual-report.html").read_text(encoding="utf-8"))
    for rule in ("suppress-below: 5", "round-to: 5"):
        (folder / "profile.yaml").write_text(PROFILE.replace("suppress-below: 0", rule), encoding="utf-8")
        with open(folder / "people.csv", "w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([("category", "year", "people"), *((district, year, people) for (district, year), people in {**PEOPLE, ("Moor", "2023-24"): 950}.items())])
        (folder / "export.csv").write_text("Ref,Received,District\n" + "".join(f"{n},01/05/2023,{'Moor' if n < 3 else 'Hill' if n < 60 else 'Vale'}\n" for n in range(120)), encoding="utf-8")
        found = report(folder)
        row = found["Moor", "2023-24"]
        check(f"a_small_count_gives_no_rate: {rule}", not row["value"] and (rule.startswith("round") or not row["lower"]) and row["count"] != "3", row)
        if rule.startswith("round"):
            check("nor_does_any_exact_rate_stand_beside_rounded_counts", not any(row["value"] for row in found.values()), found)
    (folder / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    for text, wrong in (("category,year,people\nHil,2023-24,5\n", 'people.csv:2: "Hil" is not a category of district'), ("category,year,people\nHill,23,5\n", 'people.csv:2: "23" is not a year'),
                        ("category,year,people\nHill,2023-24,many\n", 'people.csv:2: "many" is not a number of people'), ("category,year\nHill,2023-24\n", "category,year,people"),
                        ("category,year,people\nHill,2023-24,5\nhill,2023,5\n", "people.csv:3: hill already has a row for that year")):
        (folder / "people.csv").write_text(text, encoding="utf-8")
        ran = run(folder, "check", "profile.yaml")
        check(f"refused: {wrong}", ran.returncode in (2, 3) and wrong in ran.stderr, ran.stderr)
    for old, new, wrong in ((", people: people.csv", "", "a rate needs by: one field, and people"), ("kind: rate", "kind: breakdown", "people is for a rate"), ("people.csv", "nobody.csv", "nobody.csv")):
        (folder / "profile.yaml").write_text(PROFILE.replace(old, new), encoding="utf-8")
        ran = run(folder, "check", "profile.yaml")
        check(f"refused: {wrong}", ran.returncode in (2, 3) and wrong in ran.stderr, ran.stderr)
done()
