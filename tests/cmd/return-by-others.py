"""A return written and read by an independent program that knows only the page in analysis/figures/README.md."""
import csv
import datetime
import io
import os
import re
import shutil
import subprocess
import tempfile

from councils import COUNCILS
from tap import check, done

program, root = os.environ["LADOSTAT_PROGRAM"], os.environ["LADOSTAT_ROOT"]
KEYS = {"return", "definitions", "authority", "code", "as at", "contacts", "threshold-met", "bases", "suppression"}
CATEGORIES = {
    "contacts": [""], "threshold-met": [""], "one-working-day": [""],
    "harm": ["Physical", "Sexual", "Emotional", "Neglect", "Other", "Not recorded"],
    "outcome": ["Substantiated", "Unsubstantiated", "Unfounded", "False", "Malicious", "Ongoing", "Other", "Not recorded"],
    "timeliness": ["within 1 month", "within 3 months", "within 12 months"],
}
OF_CONTACTS, OF_THRESHOLD = ("threshold-met", "harm", "one-working-day"), ("outcome", "timeliness")


def run(*arguments):
    return subprocess.run([program, *arguments], capture_output=True, text=True)


def read(text):
    """What it says, and its rows; every rule of the page that a row breaks is a fault."""
    said, lines, faults = {}, text.removeprefix("\ufeff").splitlines(keepends=True), []
    while lines and lines[0].lstrip('"').startswith("#"):
        cells = next(csv.reader([lines.pop(0)]))
        key, _, value = cells[0][1:].partition(":")
        said[key.strip()] = value.strip()
    rows = list(csv.DictReader(lines))
    faults += [f"no {key}" for key in ("return", "definitions", "authority") if key not in said]
    faults += [f"unknown key {key}" for key in said if key not in KEYS]
    by_place = {}
    for row in rows:
        place = (row["measure"], row["period"], row["category"])
        by_place.setdefault(place[:2], {})[row["category"]] = row
        count, base = (int(row[name]) if row[name] else None for name in ("count", "base"))
        faults += [f"{place}: {words}" for words, wrong in {
            "no such measure or category": row["category"] not in CATEGORIES.get(row["measure"], []),
            "no year": not re.fullmatch(r"\d{4}-\d\d", row["period"]),
            "a hidden row with a number": row["status"] == "c" and any(row[n] for n in ("count", "base", "percent", "lower", "upper")),
            "a row without a number": row["status"] not in ("c", "x") and count is None,
            "a small count": count is not None and 0 < count < 5,
            "more than its base": base is not None and count is not None and count > base,
            "a base where there is none": row["measure"] == "contacts" and base is not None,
        }.items() if wrong]
    if len(rows) != sum(len(places) for places in by_place.values()):
        faults.append("a row twice")
    for (measure, period), places in by_place.items():
        total = by_place.get(("contacts" if measure in OF_CONTACTS else "threshold-met", period), {}).get("")
        bases = {row["base"] for row in places.values() if row["base"]}
        if measure in OF_CONTACTS + OF_THRESHOLD and total and total["count"] and bases - {total["count"]}:
            faults.append(f"{measure} {period}: base {bases} is not {total['count']}")
        counts = [row["count"] for row in places.values()]
        if measure in ("harm", "outcome") and all(counts) and total and len(bases) == 1 and sum(map(int, counts)) != int(bases.pop()):
            faults.append(f"{measure} {period}: the categories are not all")
        if measure in ("harm", "outcome", "timeliness") and sum(row["status"] == "c" for row in places.values()) == 1 \
                and measure != "timeliness" and total["count"]:
            faults.append(f"{measure} {period}: one hidden row alone is given away")
    return said, rows, faults


def write(name, code, cases, day):
    """Cases: (received, closed or None, harm, met, outcome or None, days after the employer knew)."""
    out = io.StringIO()
    for key, value in {"return": "made by another program", "definitions": "1", "authority": name, "code": code,
                       "as at": day.isoformat(), "contacts": "contacts, advice included",
                       "threshold-met": "cases with a strategy meeting", "a key of its own": "is passed over"}.items():
        csv.writer(out, lineterminator="\r\n").writerow([f"# {key}: {value}"])
    met = [case for case in cases if case[3]]
    counts = {("contacts", ""): (len(cases), ""), ("threshold-met", ""): (len(met), len(cases))}
    for harm in CATEGORIES["harm"]:
        counts["harm", harm] = (sum(case[2] == harm for case in cases), len(cases))
    for outcome in CATEGORIES["outcome"]:
        counts["outcome", outcome] = (sum((case[4] or "Ongoing") == outcome for case in met), len(met))
    for limit, months in zip(CATEGORIES["timeliness"], (1, 3, 12)):
        counts["timeliness", limit] = (sum(case[1] is not None and (case[1] - case[0]).days <= 30 * months for case in met), len(met))
    counts["one-working-day", ""] = (sum(case[5] <= 1 for case in cases), len(cases))
    # Columns in an order of its own, those that are not needed left out.
    sheet = csv.DictWriter(out, ["period", "measure", "category", "status", "base", "count"], lineterminator="\r\n")
    sheet.writeheader()
    for (measure, category), (count, base) in counts.items():
        hidden = 0 < count < 5
        sheet.writerow({"period": "2023-24", "measure": measure, "category": category, "status": "c" if hidden else "",
                        "base": "" if hidden else base, "count": "" if hidden else count})
    return "\ufeff" + out.getvalue()


# The page's own example is a return, and the program takes it for one.
page = open(f"{root}/analysis/figures/README.md", encoding="utf-8").read()
example = "".join(line[4:] for line in re.search(r"(?:    [^\n]*\n)+", page[page.index("## A return"):]).group().splitlines(keepends=True))

with tempfile.TemporaryDirectory() as folder:
    for council in COUNCILS:
        made = run("return", f"fixtures/{council}/profile.yaml")
        said, rows, faults = read(made.stdout)
        check(f"what_the_program_writes_is_what_the_page_says: {council}", not faults and rows, faults[:5])
        absent = {measure: not any(row["measure"] == measure for row in rows) for measure in CATEGORIES}
        check(f"measures_a_council_does_not_count_are_absent: {council}",
              ("contacts" in said) == (not absent["contacts"]) and absent["harm"] == (council in ("bromley", "milton-keynes", "birmingham")), absent)

    with open(f"{folder}/none.csv", "w", encoding="utf-8") as file:
        file.write("Ref,Received\n1,01/05/2023\n")
    with open(f"{folder}/none.yaml", "w", encoding="utf-8") as file:
        file.write("authority: {name: Dale}\nreport: {year: 2023-24}\n"
                   "records: [{file: none.csv, columns: {id: Ref, received: Received}}]\n")
    made = run("return", f"{folder}/none.yaml")
    check("an_authority_without_a_code_has_no_line_for_it", "# authority: Dale" in made.stdout and "code" not in made.stdout,
          made.stdout + made.stderr)

    day, cases = datetime.date(2023, 4, 3), []
    for number in range(120):
        received = day + datetime.timedelta(number)
        closed = received + datetime.timedelta(20 + number) if number % 4 else None
        met = number % 3 == 0
        cases.append((received, closed, CATEGORIES["harm"][number % 4], met,
                      ("Substantiated" if number % 2 else "Unfounded") if met and closed else None, number % 3))
    with open(f"{folder}/devon.csv", "w", encoding="utf-8", newline="") as file:
        file.write(write("Devon County Council", "E10000008", cases, datetime.date(2024, 5, 31)))
    with open(f"{folder}/example.csv", "w", encoding="utf-8") as file:
        file.write(example)
    shutil.copy("fixtures/somerset/children.csv", folder)
    with open(f"{folder}/profile.yaml", "w", encoding="utf-8") as file:
        file.write("authority: {name: Two}\nreport: {year: 2023-24, years: 1}\n"
                   "benchmark: {figures: [devon.csv, example.csv], population: children.csv}\n"
                   "measures:\n  - {id: rates, title: Contacts, kind: benchmark, of: contacts}\n"
                   "  - {id: outcome, title: Outcomes, kind: benchmark, of: outcome}\n")
    made = run("report", f"{folder}/profile.yaml", "--template", "benchmarking.md", "--formats", "csv,html", "--out", f"{folder}/out")
    check("the_program_takes_both", made.returncode == 0, made.stderr)
    figures = list(csv.DictReader(open(f"{folder}/out/figures.csv", encoding="utf-8")))
    counts = {(row["authority"], row["measure"], row["category"]): row["count"] or row["status"] for row in figures if not row["part"]}
    check("the_counts_are_those_written", counts.get(("Devon", "rates", "")) == "120" and counts.get(("Somerset", "rates", "")) == "742"
          and counts.get(("Devon", "outcome", "Ongoing")) == "10" and counts.get(("Somerset", "outcome", "Malicious")) == "c", counts)
    rules = [row["rule"] for row in csv.DictReader(open(f"{folder}/out/data-quality.csv", encoding="utf-8-sig"))]
    check("nothing_is_found_wrong_with_them", not rules, rules)
    said = open(f"{folder}/out/benchmarking.html", encoding="utf-8").read()
    check("what_each_counts_is_under_the_table", "contacts, advice included (Devon)" in said and "notifications (Somerset)" in said)
    merged = run("return", f"{folder}/profile.yaml", "--merge")
    check("together_they_keep_their_words", "# contacts of Somerset: notifications" in merged.stdout
          and '"# contacts of Devon: contacts, advice included"' in merged.stdout, merged.stdout[:600])
done()
