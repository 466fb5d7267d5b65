"""Quarterly packs. Plain Python counts the five councils' exports itself, quarter by quarter of every year, and compares
figures.csv with that; four quarters and the year together give away no small count."""
import calendar
import csv
import datetime
import html
import itertools
import math
import os
import re
import shutil
import subprocess
import tempfile

import yaml

from councils import COUNCILS
from tap import check, done

ROOT, PROGRAM = os.environ["LADOSTAT_ROOT"], os.environ["LADOSTAT_PROGRAM"]
# The months of each part, as years that start in April have them.
PARTS = {"Q1": (4, 5, 6), "Q2": (7, 8, 9), "Q3": (10, 11, 12), "Q4": (1, 2, 3), "Q1-Q2": tuple(range(4, 10)), "Q2-Q4": (7, 8, 9, 10, 11, 12, 1, 2, 3)}


def day_of(text):
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.datetime.strptime(text.strip(), form).date()
        except ValueError:
            pass
    return None


def months_later(day, months):
    year, month = divmod(day.month - 1 + months, 12)
    year += day.year
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def last_day(day, limit):
    number, unit = re.fullmatch(r"(\d+) (week|month|year|day)s?", limit).groups()
    number = int(number)
    if unit in ("week", "day"):
        return day + datetime.timedelta(number * (7 if unit == "week" else 1))
    return months_later(day, number * (12 if unit == "year" else 1))


def fold(text):
    return " ".join(text.split()).casefold()


def copy_of(council, folder, disclosure):
    """A council's folder with another rule of disclosure."""
    shutil.copytree(os.path.join(ROOT, "fixtures", council), folder)
    path = os.path.join(folder, "profile.yaml")
    with open(path, encoding="utf-8") as file:
        text = re.sub(r"^disclosure:.*\n", "", file.read(), flags=re.M)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text + f"disclosure: {{{disclosure}}}\n")
    return folder


class Council:
    """The records of an export as a profile reads them: days, and categories with their parts."""

    def __init__(self, name, work):
        self.folder = copy_of(name, os.path.join(work, name), "suppress-below: 0")
        with open(os.path.join(self.folder, "profile.yaml"), encoding="utf-8") as file:
            self.profile = yaml.safe_load(file)
        self.as_at = self.profile["report"].get("as-at", datetime.date.max)
        codes = {}
        with open(os.path.join(self.folder, "codes.csv"), encoding="utf-8-sig") as file:
            for row in csv.DictReader(file):
                codes[row["field"], fold(row["value"] or row["part"] or row["category"])] = (row["category"], row["part"])
        self.separators = {field["field"]: field["separator"] for field in self.profile.get("fields", []) if "separator" in field}
        self.records = []
        for entry in self.profile["records"]:
            with open(os.path.join(self.folder, entry["file"]), encoding="utf-8-sig") as file:
                for row in csv.DictReader(file):
                    self.records.append(self.record(row, entry["columns"], codes))

    def record(self, row, columns, codes):
        record = {}
        for field, heading in columns.items():
            text = row[heading]
            if field in ("received", "closed", "aware"):
                day = day_of(text)
                record[field] = day if day and day <= self.as_at else None
            else:
                cells = text.split(self.separators[field]) if field in self.separators else [text]
                record[field] = [codes.get((field, fold(cell)), ("Not recorded", "") if not cell.strip() else (cell.strip(), "")) for cell in cells]
        return record

    def members(self, population):
        wanted = next((one for one in self.profile.get("populations", []) if one["id"] == population), {"where": []})
        records = self.records
        if any(condition["field"] == "outcome" for condition in wanted["where"]):  # what is ongoing is none of its cells
            return None
        for condition in wanted["where"]:
            def holds(record, condition=condition):
                of = record[condition["field"]]
                if not isinstance(of, list):
                    return None
                names = {fold(name) for pair in of for name in pair if name}
                return ("is" not in condition or names & set(map(fold, condition["is"]))) and not (
                    names & set(map(fold, condition.get("is-not", [])))) and not (condition.get("answered") and "not recorded" in names)
            if not isinstance(records[0][condition["field"]], list):
                return None
            records = [record for record in records if holds(record)]
        return records


def within(records, months, year):
    """Received in these months of the year that starts in April."""
    return [r for r in records if r["received"] and r["received"].month in months and r["received"].year - (r["received"].month < 4) == year]


def first_and_last(months, year):
    first, last = months[0], months[-1]
    of = year + (last < 4)
    return datetime.date(year + (first < 4), first, 1), datetime.date(of, last, calendar.monthrange(of, last)[1])


def expected(council, measure, months, year):
    """(category, part) -> count, of what plain counting can tell; nothing of measures of other kinds."""
    members = council.members(measure.get("of", "contacts"))
    if members is None or measure.get("per", "year") != "year" or "around" in measure or "follow-up" in measure or "at" in measure:
        return {}
    records = within(members, months, year)
    if measure["kind"] == "count":
        return {("", ""): len(records)}
    if measure["kind"] == "breakdown" and len(measure["by"]) == 1 and measure["by"][0] != "outcome" and "leave-out" not in measure:
        found = {("", ""): len(records)}
        for record in records:
            for pair in {(category, "") for category, _ in record[measure["by"][0]]} | {pair for pair in record[measure["by"][0]] if pair[1]}:
                found[pair] = found.get(pair, 0) + 1
        return found
    if measure["kind"] == "share" and "in" in measure and council.members(measure["in"]) is not None:
        inside = {id(record) for record in council.members(measure["in"])}
        return {("", ""): sum(id(record) in inside for record in records)}
    if measure["kind"] == "timeliness" and "from" not in measure and "to" not in measure and measure.get("base", "received") == "received":
        return {(f"within {limit}", ""): sum(bool(r["closed"]) and r["closed"] <= last_day(r["received"], limit) for r in records)
                for limit in measure["within"] if "working" not in limit}
    if measure["kind"] == "caseload" and "from" not in measure and "to" not in measure:
        first, last = first_and_last(months, year)
        left = [(r["received"], max(r["closed"], r["received"]) if r["closed"] else datetime.date.max) for r in members if r["received"]]
        return {("open at the start", ""): sum(a < first <= b for a, b in left), ("received", ""): len(records),
                ("closed", ""): sum(first <= b <= last for _, b in left), ("open at the end", ""): sum(a <= last < b for a, b in left)}
    return {}


def central_p(now, before):
    """Of two Poisson counts of equal times, given their sum."""
    total = now + before
    tails = [sum(math.comb(total, k) for k in range(*ends)) / 2 ** total for ends in ((0, now + 1), (now, total + 1))]
    return min(1, 2 * min(tails))


def figures(profile, year, out):
    run = subprocess.run([PROGRAM, "report", profile, "--year", year, "--out", out, "--formats", "csv"], capture_output=True, text=True)
    if run.returncode:
        raise AssertionError(run.stderr)
    with open(os.path.join(out, "figures.csv"), encoding="utf-8") as file:
        return list(csv.DictReader(file))


def counts_of(rows):
    return {(row["measure"], row["period"], row["category"], row["part"]): row for row in rows}


def check_council(name, folder):
    council = Council(name, folder)
    path, reported = os.path.join(council.folder, "profile.yaml"), council.profile["report"]
    last = int(str(reported["year"])[:4])
    sums = {}
    for part, months in PARTS.items():
        there = counts_of(figures(path, f"{reported['year']} {part}", os.path.join(folder, name + part)))
        wrong, held, signals = [], 0, []
        for measure, year in itertools.product(council.profile["measures"], range(last - reported.get("years", 5) + 1, last + 1)):
            period = f"{year}-{(year + 1) % 100:02} {part}"
            for (category, of), count in expected(council, measure, months, year).items():
                row = there.get((measure["id"], period, category, of))
                if row is None or row["status"] == "s":
                    continue
                held += 1
                if row["count"] != str(count):
                    wrong.append((measure["id"], period, category, of, count, row["count"]))
                if measure["kind"] == "count" and part in ("Q1", "Q2", "Q3", "Q4"):
                    sums.setdefault((measure["id"], year), []).append(count)
                before = there.get((measure["id"], f"{year - 1}-{year % 100:02} {part}", category, of))
                if measure["kind"] == "count" and before:
                    clear = central_p(count, int(before["count"])) < 0.05
                    said = row["signal"] or "no clear change"
                    if row["change"] != str(count - int(before["count"])) or (said != "no clear change") != clear:
                        signals.append((period, count, before["count"], row["change"], row["signal"]))
        check(f"plain_counting_gives_every_count_of_{part}: {name}", not wrong and held >= 20, (held, wrong[:9]))
        check(f"a_change_is_of_like_quarters_{part}: {name}", not signals, signals)
        others = {row["period"] for row in there.values() if not re.fullmatch(r"\d{4}-\d\d", row["period"]) or row["measure"] not in
                  {m["id"] for m in council.profile["measures"] if m.get("per") == "month"}}
        check(f"every_period_of_{part}_is_that_part_of_a_year: {name}",
              all(period.endswith(" " + part) or re.fullmatch(r"\d{4}-\d\d Q[1-4]", period) for period in others), others)
        check(f"no_quarter_stands_beside_others_years_{part}: {name}", not [row for row in there.values() if row["authority"] != council.profile["authority"]["name"]])
    whole = counts_of(figures(path, str(reported["year"]), os.path.join(folder, name + "-year")))
    apart = [(key, counts) for key, counts in sums.items() if len(counts) == 4
             and (row := whole.get((key[0], f"{key[1]}-{(key[1] + 1) % 100:02}", "", ""))) and row["count"] != str(sum(counts))]
    check(f"four_quarters_make_the_year: {name}", not apart and sums, apart)


def check_protection(folder):
    """Most of Leicester's counts of a quarter are small: of four quarters and the year each hides what the others would
    give away."""
    path = os.path.join(copy_of("leicester", os.path.join(folder, "hidden"), "suppress-below: 5"), "profile.yaml")
    rows = {part: counts_of(figures(path, ("2023-24 " + part).strip(), os.path.join(folder, "hidden-" + part))) for part in ("", "Q1", "Q2", "Q3", "Q4")}
    told, hidden = [], 0
    for (measure, period, category, of), year in rows[""].items():
        quarters = [rows[part].get((measure, f"{period} {part}", category, of)) for part in ("Q1", "Q2", "Q3", "Q4")]
        if any(row is None for row in quarters) or category.startswith("open ") or category == "median":
            continue
        hidden += sum(row["status"] == "c" and not row["count"] for row in quarters)
        for number in ("count", "base"):
            there = [bool(row[number]) for row in quarters]
            left = year[number] and int(year[number]) - sum(int(row[number]) for row in quarters if row[number])
            if year[number] and 0 < left < 5 and (there.count(False) == 1 or there == [True, True, False, False]):
                told.append((measure, period, category, of, number, there))
    check("no_quarter_is_the_year_less_the_other_three", not told and hidden > 8, (hidden, told))


def check_open(folder):
    """What is open at the as-at date stands in no quarter's section on what was open at its end."""
    path = os.path.join(copy_of("bromley", os.path.join(folder, "open"), "suppress-below: 0"), "profile.yaml")
    subprocess.run([PROGRAM, "report", path, "--year", "2022-23 Q1", "--out", os.path.join(folder, "open-Q1"), "--template", "quarterly-pack.md",
                    "--formats", "html"], capture_output=True, check=True)
    with open(os.path.join(folder, "open-Q1", "quarterly-pack.html"), encoding="utf-8") as file:
        text = re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", file.read())))
    check("only_what_was_open_then_is_told_of_a_quarter", "On 30 June 2022, 22 referrals were open" in text and "9 open referrals" not in text
          and not re.search(r"Open referrals 9\b", text) and "Records are held from April 2022 on" in text, text[-2500:])


def check_noughts(folder):
    """Where zeros are hidden, the year and three quarters do not tell that nobody was left for the fourth."""
    place = os.path.join(folder, "noughts")
    os.mkdir(place)
    months = ("2023-04", "2023-07", "2023-10", "2024-01")
    rows = [f"{month}-15,{harm}" for harm, counts in {"Physical": (20, 22, 24, 0), "Sexual": (20, 21, 22, 23), "Neglect": (25, 26, 27, 28)}.items()
            for month, count in zip(months, counts) for _ in range(count)]
    texts = {"contacts.csv": "\n".join(["Received,Harm", *rows, ""]),
             "codes.csv": "field,category,part,value\n" + "".join(f"harm,{harm},,{harm}\n" for harm in ("Physical", "Sexual", "Neglect")),
             "profile.yaml": """authority: {name: Test Council, short-name: Test}
report: {year: 2023-24, years: 1, as-at: 2024-03-31}
records: [{file: contacts.csv, columns: {received: Received, harm: Harm}}]
codes: codes.csv
disclosure: {suppress-below: 5, zeros: hidden}
measures: [{id: harm, title: Harm, kind: breakdown, by: [harm]}]
"""}
    for name, text in texts.items():
        with open(os.path.join(place, name), "w", encoding="utf-8") as file:
            file.write(text)
    packs = {part: counts_of(figures(os.path.join(place, "profile.yaml"), f"2023-24 {part}".strip(), os.path.join(place, "out" + part))) for part in ("", "Q1", "Q2", "Q3", "Q4")}
    counts = {part: rows["harm", f"2023-24 {part}".strip(), "Physical", ""]["count"] for part, rows in packs.items()}
    check("a_fourth_quarter_of_nobody_is_not_the_year_less_the_other_three", counts[""] == "66" and not counts["Q4"] and
          not all(counts[part] for part in ("Q1", "Q2", "Q3")), counts)


def check_words(folder):
    path = os.path.join(ROOT, "fixtures/somerset/profile.yaml")
    out = os.path.join(folder, "words")
    run = subprocess.run([PROGRAM, "report", path, "--year", "2023-24 Q2", "--template", "quarterly-pack.md", "--out", out, "--formats", "html,pdf,docx,csv"],
                         capture_output=True, text=True)
    check("the_pack_is_made", run.returncode == 0, run.stderr)
    with open(os.path.join(out, "quarterly-pack.html"), encoding="utf-8") as file:
        page = re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", re.sub(r"<style.*?</style>|<script.*?</script>", "", file.read(), flags=re.S))))
    check("documents_name_the_months", "July to September 2023" in page and "July to September 2022" in page, page[:500])
    check("documents_know_no_code_of_a_quarter", not re.findall(r"\bQ[1-4]\b", page), re.findall(r".{30}\bQ[1-4]\b.{30}", page))
    check("no_quarter_is_called_a_year", not re.findall(r"(?:during the year|the year before|the year from|20\d\d-\d\d)", page, re.I),
          re.findall(r".{40}(?:during the year|the year before|the year from|20\d\d-\d\d).{40}", page, re.I))
    pages = subprocess.run(["pdfinfo", os.path.join(out, "quarterly-pack.pdf")], capture_output=True, text=True).stdout
    check("the_pack_has_two_pages", re.search(r"Pages:\s+2\b", pages), pages)
    # What a pack has published is read back as the edition before, and what changed since is told.
    council = copy_of("somerset", os.path.join(folder, "next"), "suppress-below: 5, previous-release: last.csv")
    with open(os.path.join(out, "figures.csv"), encoding="utf-8") as file:
        before = file.read()
    for changed, edition in ((False, before), (True, re.sub(r"(,notifications,2023-24 Q2,,,)\d+", r"\g<1>170", before))):
        with open(os.path.join(council, "last.csv"), "w", encoding="utf-8") as file:
            file.write(edition)
        run = subprocess.run([PROGRAM, "check", os.path.join(council, "profile.yaml"), "--year", "2023-24 Q2"], capture_output=True, text=True)
        check(f"an_edition_of_the_quarter_is_compared_with_its_like: {changed}",
              ("figure-changed" in run.stdout + run.stderr) == changed, run.stdout + run.stderr)


def check_refusals(folder):
    path = os.path.join(folder, "refused", "profile.yaml")
    shutil.copytree(os.path.join(ROOT, "fixtures/somerset"), os.path.dirname(path))
    with open(path, encoding="utf-8") as file:
        text = file.read()
    for part in ("Q5", "Q0", "Q2-Q1", "Q1-Q4", "second", "Q1-", "2", ""):
        with open(path, "w", encoding="utf-8") as file:
            file.write(text.replace("  years: 2\n", f"  years: 2\n  part: \"{part}\"\n"))
        run = subprocess.run([PROGRAM, "check", path], capture_output=True, text=True)
        check(f"a_wrong_part_is_one_line_with_its_place: {part}", run.returncode == 2 and run.stderr.count("\n") == 1
              and re.search(rf"profile\.yaml:6:9: \"{part}\" is not a part of a year; write Q2", run.stderr), run.stderr)
    for year in ("2023-24 Q5", "2023-24 ", "Q2", "Q2 2023-24"):
        run = subprocess.run([PROGRAM, "check", os.path.join(ROOT, "fixtures/somerset/profile.yaml"), "--year", year], capture_output=True, text=True)
        check(f"nor_is_it_after_a_year: {year}", run.returncode == 2 and "2023-24 Q2" in run.stderr and run.stderr.count("\n") == 1, run.stderr)


with tempfile.TemporaryDirectory() as work:
    for one in COUNCILS:
        check_council(one, work)
    check_protection(work)
    check_noughts(work)
    check_words(work)
    check_open(work)
    check_refusals(work)
done()
