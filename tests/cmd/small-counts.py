"""Councils small enough to see through: what each rule of the profile hides, and what is refused."""
import csv
import hashlib
import json
import os
import random
import re
import shutil
import subprocess
import tempfile

import openpyxl

from tap import check, done

PROGRAM = os.environ["LADOSTAT_PROGRAM"]
PROFILE = """authority: {{name: Test Council, short-name: Test, code: E00000000}}
report: {{year: 2023-24, years: {years}}}
records:
  - file: contacts.csv
    columns: {{id: Ref, received: Received, harm: Harm, met: Met}}
populations:
  - {{id: met, words: contacts that met the threshold, where: [{{field: met, is: ["Yes"]}}]}}
{populations}measures:
  - {{id: contacts, title: Contacts, kind: count}}
  - {{id: harm, title: Harm, kind: breakdown, by: [harm]}}
  - {{id: met, title: Met the threshold, kind: share, in: met}}
{measures}disclosure: {rule}
"""


class Council:
    """Records are (year they are received in, harm, met); none is about anyone."""

    def __init__(self, work, name, records, rule, years=1, populations="", measures=""):
        self.folder = os.path.join(work, name)
        os.mkdir(self.folder)
        self.write("contacts.csv", "\n".join(["Ref,Received,Harm,Met"] + [
            f"{i},{1 + i % 28:02}/{4 + i % 9:02}/{year},{harm},{met}" for i, (year, harm, met) in enumerate(records)])
                   + "\n")
        self.more = {"populations": populations and populations + "\n", "measures": measures and measures + "\n"}
        self.rule(rule, years)

    def write(self, name, text):
        with open(os.path.join(self.folder, name), "w", encoding="utf-8") as file:
            file.write(text)

    def rule(self, rule, years=1):
        self.write("profile.yaml", PROFILE.format(rule=rule, years=years, **self.more))

    def run(self, command, *options):
        return subprocess.run([PROGRAM, command, os.path.join(self.folder, "profile.yaml"), *options],
                              capture_output=True, text=True)

    def report(self, *options):
        result = self.run("report", "--formats", "csv", *options)
        if result.returncode:
            raise AssertionError(result.stderr)
        with open(os.path.join(self.folder, "out/figures.csv"), newline="", encoding="utf-8") as file:
            rows = {(r["measure"], r["period"], r["category"]): r for r in csv.DictReader(file)}
        return {key: "[c]" if row["status"] == "c" else row["count"] for key, row in rows.items()}

    def digest(self):
        digests = {}
        for place, _, names in os.walk(os.path.join(self.folder, "out")):
            for name in names:
                with open(os.path.join(place, name), "rb") as file:
                    digests[name] = hashlib.sha256(file.read()).hexdigest()
        return digests


YEAR = "2023-24"
# 37 of 40 met the threshold: three did not. The field has no code list, its values are its categories.
ALMOST_ALL = [(2023, ["Physical", "Sexual"][i % 2], "Yes" if i >= 3 else "No") for i in range(40)]


def check_keep(work):
    council = Council(work, "keep", ALMOST_ALL, "{suppress-below: 5}")
    shown = council.report()
    check("the_rest_of_a_base_is_a_small_count_too",
          (shown["met", YEAR, ""], shown["contacts", YEAR, ""]) == ("[c]", "40"), shown)
    council.rule("{suppress-below: 5, keep: [met]}")
    shown = council.report()
    check("a_kept_total_is_shown_and_another_hidden",
          (shown["met", YEAR, ""], shown["contacts", YEAR, ""]) == ("37", "[c]"), shown)
    check("and_its_other_totals_with_it", shown["harm", YEAR, ""] == "[c]", shown)


def check_refusal(work):
    council = Council(work, "refused", ALMOST_ALL, "{suppress-below: 5}")
    council.report()
    before = council.digest()
    council.rule("{suppress-below: 5, keep: [contacts, met]}")
    result = council.run("report")
    check("a_release_that_gives_a_count_away_is_refused", result.returncode == 1, result)
    check("and_the_old_pack_stays_byte_for_byte", before and council.digest() == before)
    check("and_nothing_is_left_beside_it", sorted(os.listdir(council.folder)) == ["contacts.csv", "out", "profile.yaml"],
          os.listdir(council.folder))
    lines = result.stderr.splitlines()
    check("one_line_says_where_which_count_and_what_to_do",
          len(lines) == 1 and "profile.yaml:12:13: refused" in lines[0] and "what is left of contacts 2023-24 without met 2023-24" in lines[0]
          and "contacts and met" in lines[0] and "out of keep" in lines[0] and " 3" not in lines[0], result.stderr)
    listed = council.run("figures")
    check("figures_refuses_alike", (listed.returncode, listed.stdout) == (1, ""), listed)
    returned = council.run("return")
    check("return_refuses_alike", (returned.returncode, returned.stdout) == (1, ""), returned)
    checked = council.run("check")
    check("check_says_so_before", checked.returncode == 1 and checked.stderr == result.stderr and "0 of 40 rows set aside"
          in checked.stdout, checked)
    inside = council.run("figures", "--internal")
    check("internally_everything_is_shown", inside.returncode == 0 and "37" in inside.stdout, inside)


def check_zeros(work):
    # Nobody of 12 met the threshold, and every one of 12 is of one kind of harm; another year has some of each.
    records = [(2023, "Physical", "No")] * 12 + [(2022, ["Physical", "Sexual"][i % 2], ["No", "Yes"][i % 2]) for i in range(40)]
    council = Council(work, "zeros", records, "{suppress-below: 5}", years=2)
    shown = council.report()
    check("zeros_are_shown_by_default",
          (shown["met", YEAR, ""], shown["harm", YEAR, "Sexual"], shown["harm", YEAR, "Physical"]) == ("0", "0", "12"), shown)
    council.rule("{suppress-below: 5, zeros: hidden}", 2)
    shown = council.report()
    check("zeros_can_be_hidden", (shown["met", YEAR, ""], shown["harm", YEAR, "Sexual"]) == ("[c]", "[c]"), shown)
    check("and_what_is_of_everyone_with_them", shown["harm", YEAR, "Physical"] == "[c]", shown)
    check("and_nothing_that_is_neither", (shown["contacts", YEAR, ""], shown["met", "2022-23", ""]) == ("12", "20"), shown)


def check_return(work):
    """The report and the return of one council are both public: 25 in all, 12 in the one and 10 in the other leave 3."""
    records = [(2023, "Advice" if i < 12 else "Met" if i < 22 else "Other", "") for i in range(25)]
    council = Council(work, "return", records, "{suppress-below: 5}\nreturn: {threshold-met: referred}", populations=
                      '  - {id: referred, words: contacts that were referred, where: [{field: harm, is: [Met]}]}')
    report = council.report()
    hidden = {category for (measure, _, category), count in report.items() if measure == "harm" and count == "[c]"}
    check("the_report_hides_the_small_one_and_one_more_that_the_return_does_not_have", hidden == {"Other", "Advice"}, report)
    rows = {row["measure"]: row for row in csv.DictReader(
        line for line in council.run("return").stdout.splitlines() if not line.startswith(("#", '"#')))
        if not row["category"]}
    check("the_return_was_considered_when_the_report_was_decided",
          (rows["contacts"]["count"], rows["threshold-met"]["count"]) == ("25", "10"), rows)


def check_comparison(work):
    """A hidden count does not come back as a rate, a rank or a place in a funnel, nor from a neighbour's file."""
    records = [(2023, "Physical", "Yes")] * 3 + [(2022, "Physical", "Yes")] * 30
    council = Council(work, "comparison", records, """{suppress-below: 5}
benchmark: {figures: [others.csv], population: children.csv, neighbours: [Elsewhere, Otherwise]}""", years=2, measures=
                      "  - {id: beside, title: Beside others, kind: benchmark, of: contacts}\n"
                      "  - {id: funnel, title: Funnel, kind: benchmark, of: contacts, show: funnel}\n"
                      "  - {id: mix, title: Harm beside others, kind: benchmark, of: harm, show: mix}")
    council.write("children.csv", "la_name,mid_2021,mid_2022\nTest Council,30000,30000\nElsewhere,30000,30000\nOtherwise,50000,50000\n")
    council.write("others.csv", "authority,measure,period,category,part,count\n" + "".join(
        f"{name},contacts,{period},,,{count}\n" for name, count in (("Elsewhere", 40), ("Otherwise", 50), ("Test Council", 3))
        for period in ("2022-23", "2023-24")))
    result = council.run("report", "--formats", "csv")
    with open(os.path.join(council.folder, "out/figures.csv"), newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["authority"] == "Test Council"]
    year_before = [row for row in rows if row["period"] == "2022-23" and row["measure"] == "beside" and not row["category"]]
    check("a_count_that_may_be_shown_has_a_rate", [row["value"] for row in year_before] == ["10"], result.stderr)
    own = [row for row in rows if row["period"] == YEAR and row["measure"] in ("beside", "funnel", "mix")
           and row["category"] not in ("median of neighbours", "neighbours known") and row["part"] != "median of neighbours"]
    numbers = ("count", "percent", "lower", "upper", "value", "signal")
    check("a_hidden_count_has_no_rate_rank_or_limits", own and not any(row[n] for row in own for n in numbers), own)


OPEN_WITH_OUTCOME = """authority: {{name: Test Council, short-name: Test, code: E00000000}}
report: {{year: 2023-24, years: 1, as-at: 2024-03-31}}
records:
  - {{file: contacts.csv, columns: {{id: Ref, received: Received, closed: Closed, outcome: Outcome, sector: Sector}}}}
codes: codes.csv
measures:
  - {{id: outcomes, title: Outcomes, kind: breakdown, by: [outcome]}}
disclosure: {{suppress-below: {below}}}
"""


def what_findings_tell(work, name, records, below=5, *options):
    """All that a pack says of its findings, the rows read and its inputs, but for their checksums."""
    folder = os.path.join(work, name)
    os.makedirs(folder, exist_ok=True)
    for file, text in (("profile.yaml", OPEN_WITH_OUTCOME.format(below=below)),
                       ("codes.csv", "field,category\noutcome,Substantiated\noutcome,False\nsector,Health\n"),
                       ("contacts.csv", "Ref,Received,Closed,Outcome,Sector\n" + "".join(
                           f"{i},{1 + i % 28:02}/05/{year},{closed},{outcome},{sector}\n"
                           for i, (year, closed, outcome, sector) in enumerate(records)))):
        with open(os.path.join(folder, file), "w", encoding="utf-8") as stream:
            stream.write(text)
    made = subprocess.run([PROGRAM, "report", os.path.join(folder, "profile.yaml"), "--formats", "csv,html,xlsx", *options],
                          capture_output=True, text=True)
    if made.returncode:
        raise AssertionError(made.stderr)
    with open(os.path.join(folder, "out/data-quality.csv"), encoding="utf-8-sig") as file:
        told = file.read()
    sheet = [row for row in openpyxl.load_workbook(os.path.join(folder, "out/tables.xlsx"))["Data_quality"].iter_rows(values_only=True)]
    with open(os.path.join(folder, "out/annual-report.html"), encoding="utf-8") as file:
        section = re.findall(r"Findings about the records.*?</table>", file.read(), re.S)
    with open(os.path.join(folder, "out/manifest.json"), encoding="utf-8") as file:
        manifest = json.load(file)
    return told, sheet, section, manifest["rows"], [entry.get("bytes") for entry in manifest["inputs"]]


def check_findings(work):
    """Whatever is wrong with records is as good as a count of them, and that nothing is would be one, too."""
    closed = ("2023", "30/06/2023", "Substantiated", "Health")
    sound = [closed] * 40
    odd = {"nothing": [],
           "an_outcome_that_is_open": [("2023", "", "Substantiated", "Health")] * 3,
           "an_outcome_that_is_not_known": [("2023", "30/06/2023", "", "Health")] * 2,
           "a_field_that_is_not_filled_in": [("2023", "30/06/2023", "Substantiated", "")] * 4,
           "an_unknown_value": [("2023", "30/06/2023", "Substantiated", "Helth")],
           "closed_before_it_came": [("2023", "30/04/2023", "Substantiated", "Health")] * 2,
           "no_date": [("not known", "30/06/2023", "Substantiated", "Health")] * 2,
           "another_year": [("2019", "30/06/2019", "Substantiated", "Health")] * 3}
    told = {name: what_findings_tell(work, name, sound[:40 - len(rows)] + rows) for name, rows in odd.items()}
    different = [name for name in told if told[name] != told["nothing"]]
    check("findings_in_records_reveal_nothing", not different, [told[name] for name in different[:2]])
    check("nor_does_the_manifest", told["nothing"][3:] == (dict.fromkeys(("read", "kept", "merged", "set-aside")), [None] * 3),
          told["nothing"][3:])
    for name, below, options in (("told", 0, ()), ("inside", 5, ("--internal",))):
        list_, sheet, section, rows, lengths = what_findings_tell(
            work, name, sound[:37] + odd["an_outcome_that_is_open"], below, *options)
        check(f"{name}_they_are_all_there", list_.count("outcome-without-closure") == 3 and "An outcome, but not closed" in str(section)
              and ("An outcome, but not closed", "Warning", "closed", 3) in sheet and rows["read"] == rows["kept"] == 40 and all(lengths), (list_, section, rows))


def supplied(work, name, rows, measure="survey", rule="suppress-below: 5"):
    """What is shown of figures supplied in a file: (count, base, percent) or [c], by category and part."""
    council = Council(work, "supplied-" + name, [(2023, "Physical", "Yes")] * 40,
                      f"{{{rule}}}\nfigures: [given.csv]",
                      measures="  - {id: survey, title: Survey, kind: supplied}")
    council.write("given.csv", "measure,period,category,part,count,base,percent\n" + "".join(
        f"{measure},{YEAR},{row}\n" for row in rows))
    council.report()
    with open(os.path.join(council.folder, "out/figures.csv"), newline="", encoding="utf-8") as file:
        return {r["part"] or r["category"]: "[c]" if r["status"] == "c" else (r["count"], r["base"], r["percent"])
                for r in csv.DictReader(file) if r["measure"] == measure}


def check_supplied(work):
    shown = supplied(work, "base", ["Happy,,18,20,90", "Sad,,2,20,10"])
    check("a_base_is_a_total_of_what_was_supplied", set(shown.values()) == {"[c]"}, shown)
    shown = supplied(work, "alone", ["Happy,,18,20,90"])
    check("what_one_row_leaves_of_its_base_is_a_small_count", shown == {"Happy": ("18", "", "")}, shown)
    shown = supplied(work, "three", ["A,,10,20,", "B,,8,20,", "C,,2,20,"])
    check("one_more_row_is_hidden_beside_a_small_one", shown["C"] == "[c]" and "[c]" in (shown["A"], shown["B"]),
          shown)
    shown = supplied(work, "percents", ["Happy,,,20,90", "Sad,,,20,10"])
    check("a_percentage_and_its_base_are_a_count", set(shown.values()) == {"[c]"}, shown)
    shown = supplied(work, "responses", ["Responses,,37,,", "Very good,,,,81", "Good,,,,16", "Average,,,,3"])
    check("also_where_the_base_is_another_row", shown["Average"] == "[c]" and
          "[c]" in (shown["Very good"], shown["Good"]), shown)
    shown = supplied(work, "told", ["Happy,,18,,90", "Sad,,,,10"])
    check("also_where_a_count_and_its_percentage_give_the_base", shown["Sad"] == "[c]" and
          shown["Happy"] in ("[c]", ("18", "", "")), shown)
    shown = supplied(work, "parts", ["A,,20,40,", "B,,20,40,", "A,x,,,90", "A,y,,,10"])
    check("also_where_it_is_of_its_category", (shown["x"], shown["y"]) == ("[c]", "[c]"), shown)
    shown = supplied(work, "large", ["A,,,1000,90", "B,,,1000,10", "C,,,1000,0"])
    check("a_percentage_that_may_be_any_small_number_is_shown", "[c]" not in shown.values(), shown)
    shown = supplied(work, "free", ["Happy,,18,20,90", "Sad,,2,20,10"],
                     rule="suppress-below: 5, not-about-cases: [survey]")
    check("what_is_not_about_cases_is_shown", "[c]" not in shown.values(), shown)


def check_leicester(work):
    """A council's pack that hides small counts, and the one for its own eyes."""
    folder = os.path.join(work, "leicester")
    shutil.copytree(os.path.join(os.environ["LADOSTAT_ROOT"], "fixtures/leicester"), folder)
    profile = os.path.join(folder, "profile.yaml")
    with open(profile, encoding="utf-8") as file:
        text = file.read().replace("suppress-below: 0", "suppress-below: 5")
    with open(profile, "w", encoding="utf-8") as file:
        file.write(text)
    subprocess.run([PROGRAM, "report", profile, "--formats", "xlsx"], capture_output=True, check=True)
    rows = list(openpyxl.load_workbook(os.path.join(folder, "out/tables.xlsx"))["Outcomes"].values)
    check("a_percentage_whose_base_is_hidden_is_suppressed_and_not_missing",
          any("[c]" in row for row in rows) and not any("[x]" in row for row in rows), rows)
    subprocess.run([PROGRAM, "report", profile, "--formats", "svg,png", "--internal"], capture_output=True, check=True)
    charts = os.path.join(folder, "out/charts")
    drawn = {name: open(os.path.join(charts, name), encoding="utf-8").read() for name in os.listdir(charts)
             if name.endswith(".svg")}
    check("every_chart_that_hides_nothing_says_that_it_is_internal",
          len(drawn) > 5 and all("Internal: not for publication" in text for text in drawn.values()), sorted(drawn))


def check_ring(work):
    """Four cross-tables whose fields form a ring: what they tell together is too much to follow."""
    fields, chance = ["harm", "sector", "source", "setting"], random.Random(4)
    folder = os.path.join(work, "ring")
    os.mkdir(folder)
    rows = [["Ref", "Received", *fields]] + [
        [i, f"{1 + i % 28:02}/{4 + i % 9:02}/2023", *(f"{f} {chance.choices(range(18), range(18, 0, -1))[0]}" for f in fields)]
        for i in range(900)]
    tables = "".join(f"  - {{id: {a}-{b}, title: {a} by {b}, kind: breakdown, by: [{a}, {b}]}}\n"
                     for a, b in zip(fields, fields[1:] + fields[:1]))
    with open(os.path.join(folder, "contacts.csv"), "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    with open(os.path.join(folder, "profile.yaml"), "w", encoding="utf-8") as file:
        file.write("authority: {name: Test Council, short-name: Test, code: E00000000}\nreport: {year: 2023-24, years: 1}\n"
                   "records:\n  - file: contacts.csv\n    columns: {id: Ref, received: Received, "
                   + ", ".join(f"{f}: {f}" for f in fields) + "}\n"
                   f"measures:\n{tables}disclosure: {{suppress-below: 5}}\n")
    ended = subprocess.run([PROGRAM, "report", "profile.yaml", "--formats", "csv", "--out", "out"], cwd=folder, capture_output=True, text=True)
    found = subprocess.run([PROGRAM, "check", "profile.yaml"], cwd=folder, capture_output=True, text=True).stdout
    cells = {}
    with open(os.path.join(folder, "out", "figures.csv"), encoding="utf-8-sig") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            if row["category"] and row["part"]:
                cells.setdefault(row["measure"], []).append(row["status"] == "c")
    check("too_many_cross_tables_are_not_a_fault", ended.returncode == 0, ended.stderr)
    check("the_last_of_them_is_hidden_with_its_zeros", all(cells["setting-harm"]), cells["setting-harm"].count(False))
    check("the_first_is_not", not all(cells["harm-sector"]))
    check("and_that_is_reported", "hidden-by-the-stronger-rule" in found and "setting-harm" in found, found)


with tempfile.TemporaryDirectory() as work:
    check_findings(work)
    check_keep(work)
    check_return(work)
    check_comparison(work)
    check_refusal(work)
    check_zeros(work)
    check_ring(work)
    check_supplied(work)
    check_leicester(work)
done()
