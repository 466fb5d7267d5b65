"""Inputs are read correctly, or refused with the place and what to do: small exports of each kind, and the figures they must
give."""
import csv
import gzip
import io
import os
import pathlib
import re
import subprocess
import tempfile
import zipfile

import openpyxl
from tap import check, done

program = os.environ["LADOSTAT_PROGRAM"]
COUNT = "  - {id: contacts, title: Contacts, kind: count}\n"


class Council:
    """A folder with an export or several, and what the program says of it."""

    def __init__(self, **files):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="right-"))
        for name, content in files.items():
            self.put(name, content)

    def put(self, name, content):
        name = name if "." in name else f"{name}.csv"
        rows = content if isinstance(content, str) else "".join(",".join(map(str, row)) + "\n" for row in content)
        (self.folder / name).write_text(rows, encoding="utf-8")
        return self

    def profile(self, records, more="", year="{year: 2023-24, years: 2}", measures=COUNT, suppress=0):
        return self.put("profile.yaml", f"authority: {{name: Testshire}}\nreport: {year}\nrecords:\n{records}\nmeasures:\n{measures}"
                                        f"disclosure: {{suppress-below: {suppress}}}\nsmall-base: 0\n{more}")

    def run(self, command, *more):
        target = "export.csv" if command == "init" else "profile.yaml"
        run = subprocess.run([program, command, target, *more], capture_output=True, text=True, cwd=self.folder)
        self.status, self.said = run.returncode, run.stdout + run.stderr
        return self

    def figures(self, *columns):
        """Of figures.csv the rows, by these columns."""
        self.run("report", "--formats", "csv")
        path = self.folder / "out/figures.csv"
        if not path.exists():
            return self.said
        with open(path, encoding="utf-8-sig", newline="") as file:
            return [tuple(row[column] for column in columns) for row in csv.DictReader(file)]


def says(name, council, *words, status=None):
    check(name, all(word in council.said for word in words) and status in (None, council.status), f"{council.status}: {council.said}")


def numbered(year, month=4, rows=60):
    return [("Ref", "Received", "Harm"), *((i, f"{i % 28 + 1:02}/{month + i % 6:02}/{year}", "Physical") for i in range(1, rows + 1))]


# Two systems that both number from 1.
ENTRY = "  - {file: %s, columns: {id: Ref, received: Received}%s}\n"
two = Council(old=numbered(2022), new=numbered(2023, 5, 40))
two.profile(ENTRY % ("old.csv", "") + ENTRY % ("new.csv", "")).run("report")
says("numbers_that_two_systems_give_are_refused", two, "new.csv:2: 40 of the 40 ids", "ids: own", status=3)
two.profile(ENTRY % ("old.csv", "") + ENTRY % ("new.csv", ", ids: own"))
check("own_ids_belong_to_another_record", ("2023-24", "40") in two.figures("period", "count") and ("2022-23", "60") in two.figures("period", "count"), two.said)
two.put("old", numbered(2023, rows=20)).put("new", numbered(2023)).profile(ENTRY % ("old.csv", "") + ENTRY % ("new.csv", ""))
check("shared_ids_are_the_same_record", ("2023-24", "60") in two.figures("period", "count"), two.said)
rows = numbered(2023)
two.put("new", [*rows[:5], (5, "28/09/2023", "Physical"), *rows[6:]]).run("check")
says("one_id_with_another_date_is_an_error_of_its_row", two, "id-of-another-record: id, 1 row", "new.csv:6", status=1)

# An identifier that tells no records apart.
people = [("Person ID", "Date received", "Harm"), *((f"P{i % 700:04}", f"{i % 28 + 1:02}/{i % 12 + 1:02}/2023", "Physical") for i in range(2800))]
far = Council(export=people).profile("  - {file: export.csv, columns: {id: Person ID, received: Date received}}\n").run("check")
says("an_id_far_from_unique_is_refused", far, "rows have an id that is further up", "one-record-per: row", status=3)
people[0] = ("Case ID", "Date received", "Harm")
far = Council(export=people).run("init")
says("an_id_far_from_unique_is_not_taken", far, "Case ID: left alone (each value is in several rows", status=0)


# Names that make one reference, and that begin with a digit.
def spread(values, count=12):
    return [("Ref", "Received", "Length"), *((i, f"{i % 28 + 1:02}/{i % 9 + 4:02}/2023", value) for i, value in enumerate(
        value for place, value in enumerate(values) for _ in range(count + place)))]


LENGTH = "  - {file: export.csv, columns: {id: Ref, received: Received, length: Length}}\n"
BY_LENGTH = "  - {id: 1st, title: Lengths, kind: breakdown, by: [length]}\n"
values = ["< 1 month", "1 month", "> 1 month", "-", "?", "1 month 2"]
alike = Council(export=spread(values)).profile(LENGTH, measures=BY_LENGTH).run("figures")
references = {line.split()[0]: line.split()[-1] for line in alike.said.splitlines()}
counts = sorted(value for name, value in references.items() if name.endswith(".count") and name != "1st.count")
check("every_category_has_a_reference_of_its_own", counts == [str(12 + i) for i in range(6)], alike.said)
alike.put("t.md", "# T\n{{ for each measure }}\n{{ measure.title }}\n\n{{ for each category of measure }}\n"
          "- {{ measure.category.name }} has {{ measure.category.count }}\n{{ end }}\n{{ end }}\n")
alike.run("report", "--template", "t.md", "--formats", "html")
page = (alike.folder / "out/t.html").read_text(encoding="utf-8") if alike.status == 0 else alike.said
check("loops_say_each_category_with_its_own_count", all(
    f"{value.replace('<', '&lt;').replace('>', '&gt;')} has {12 + i}" in page for i, value in enumerate(values)), page[-900:])
before = dict(references)
alike.put("export", spread(values[::-1])).run("figures")
after = {line.split()[0] for line in alike.said.splitlines()}
check("references_do_not_depend_on_the_counts", after == set(before), f"{sorted(before)} {sorted(after)}")


# Values that init must not change, columns that it must not leave alone.
def dated(*columns, rows=60):
    """An export of these columns (a heading, then its values by turns) behind an id and the date received."""
    return [("Case ref", "Date received", *(column[0] for column in columns)), *(
        (f"C{i}", f"{i % 28 + 1:02}/{i % 9 + 4:02}/2023", *(column[1:][i % (len(column) - 1)] for column in columns)) for i in range(rows))]


def listed(council):
    """Of codes.csv: field -> {value: category with its part}."""
    fields = {}
    for row in csv.DictReader((council.folder / "codes.csv").read_text(encoding="utf-8-sig").splitlines()):
        fields.setdefault(row["field"], {})[row["value"]] = " - ".join(filter(None, (row["category"], row["part"])))
    return fields


for name, values in {
        "decimals": ["0.5", "1.5", "2.5", "5"], "ratios": ["1:1", "2:1", "11", "21"], "bands": ["0-4 years", "5-9 years", "4 years", "9 years"],
        "lengths": ["< 1 month", "1 month", "> 1 month", "≥ 1 month"], "ages": ["10-15", "16-17", "0-4", "5-9"], "ages_over": ["16+", "16", "<16", "16-17yrs"],
        "signs": ["1", "1%", "£1", "≤1"], "grades": ["A", "A+", "A-", "B"], "numbered_spans": ["1-to-1 support", "to-1 support", "2-to-1 support", "None"],
        "halves": ["½ day", "1½ day", "1 day", "day"], "spans": ["0 - 4", "04", "4", "0"]}.items():
    council = Council(export=dated(("Level", *values))).run("init")
    got = listed(council).get("level", {}) if council.status == 0 else council.said
    check(f"init_leaves_{name}_as_they_are", got == {value: value for value in values}, got)
council = Council(export=dated(("Category of harm", "1 - Physical", "02-Physical", "3. Neglect", "4) Sexual"))).run("init")
check("init_takes_off_a_list_s_numbers", set(listed(council)["harm"].values()) == {"Physical", "Neglect", "Sexual"}, listed(council))
council = Council(export=dated(("Child disabled", 0, 0, 0, 0, 0, 1), ("Age band", "0-4", "5-9", "10-15", "16-17"), ("Financial year", "2021/22", "2022/23"))).run("init")
says("flags_and_bands_are_categories", council, "Child disabled: child-disabled, 2 values", "Age band: age-band, 4 values", "Financial year: financial-year", status=0)

# A text as it is kept from Excel.
kept = [("Case ref", "Date received", "Category of harm"), *((f"'{i:03}", f"'{i % 28 + 1:02}/05/2023", "'Physical") for i in range(30)),
        *((f'="{i:03}"', f'="{i % 28 + 1:02}/06/2023"', '="Neglect"') for i in range(30, 60))]
council = Council(export=kept).run("init").run("check")
says("texts_kept_from_excel_are_read", council, "0 of 60 rows set aside, 0 errors", status=0)
check("and_their_categories", set(listed(council)["harm"]) == {"Physical", "Neglect"}, listed(council))
council = Council(export=[("Case ref", "Date received"), *((i, "soon") for i in range(9))]).run("init")
says("a_heading_that_is_there_is_not_denied", council, 'under "Date received" only 0 of 9 cells can be read as dates', "31/05/2024")

# Headings below a row of their groups.
COLUMNS = "columns: {id: Case ref, received: Date received, closed: Date closed, harm: Category of harm}"
records = [(f"C{i}", f"{i % 28 + 1:02}/05/2023", f"{i % 28 + 1:02}/06/2023", "Neglect" if i % 2 else "Physical") for i in range(30)]
for name, above, below in (("over_merged_groups", ("Case", "Dates", "", "Harm"), ("Case ref", "Date received", "Date closed", "Category of harm")),
                           ("over_repeated_groups", ("Case", "Dates", "Dates", "Harm"), ("Case ref", "Date received", "Date closed", "Category of harm")),
                           ("that_stand_in_either_row", ("Case ref", "Dates", "", "Category of harm"), ("", "Date received", "Date closed", ""))):
    council = Council(export=[above, below, *records]).run("init")
    says(f"init_finds_headings_{name}", council, "Case ref: id", "Date received: received", "Date closed: closed", "Category of harm: harm", status=0)
    council.profile(f"  - {{file: export.csv, {COLUMNS}}}\n").run("check")
    says(f"headings_{name}_are_mapped", council, "0 of 30 rows set aside, 0 errors", status=0)
council = Council(export=[("Ref", "Date received", "Harm", ""), (1, "", "Physical", "x"), *((i, f"{i:02}/05/2023", "Physical", "x") for i in range(2, 9))]).run("init")
says("a_record_is_no_row_of_headings", council, "Ref: id", "8 rows", status=0)

# An encoding can be said to init.
council = Council()
(council.folder / "export.csv").write_bytes("Case ref,Date received,Harm\n".encode() + "".join(f"{i},{i:02}/05/2023,Négligé – Ž\n" for i in range(1, 20)).encode("iso8859-2", "replace"))
council.run("init", "--encoding", "ISO-8859-2")
check("init_takes_an_encoding", council.status == 0 and "encoding: ISO-8859-2" in (council.folder / "profile.yaml").read_text() and
      "Négligé ? Ž" in (council.folder / "codes.csv").read_text(), council.said)
council.run("check")
says("and_stands_in_the_profile", council, "0 of 19 rows set aside", status=0)


# Dates and numbers that cannot be.
DAYS = "  - {file: export.csv, columns: {id: Ref, received: Received, closed: Closed, aware: Aware}}\n"
TIMES = ("  - {id: days, title: Days, kind: duration}\n  - {id: open, title: Open, kind: caseload}\n"
         "  - {id: told, title: Days to tell, kind: duration, from: aware, to: received}\n")
rows = [("Ref", "Received", "Closed", "Aware"), (1, "05/04/2023", "20/03/2023", "10/04/2023"), (2, "01/06/2023", "26/05/2023", "01/06/2023"),
        (3, "01/06/2023", "11/06/2023", "30/05/2023"), (4, "01/06/2023", "21/06/2023", "01/06/2023")]
council = Council(export=rows).profile(DAYS, "fields: [{field: aware, type: date}]\n", "{year: 2023-24, years: 1}", TIMES).run("check")
says("dates_out_of_order_are_told", council, "closed-before-received: closed, 2 rows", "dates-out-of-order: received, 1 row", "received is before aware")
values = {(measure, category): value or count
          for measure, category, part, value, count in council.figures("measure", "category", "part", "value", "count") if not part}
check("nothing_takes_less_than_no_time", [values["days", name] for name in ("lower quartile", "median", "longest")] == ["0", "5", "20"] and
      values["told", "lower quartile"] == "0", values)
flow = [float(values["open", name]) for name in ("open at the start", "received", "closed", "open at the end")]
check("records_that_are_not_open_are_closed", flow[0] + flow[1] - flow[2] == flow[3], flow)
SUPPLIED = COUNT + "  - {id: training, title: Training, kind: supplied}\n"
for name, cells, words in (("more_than_all", "50,20,,", "50 is more than the total of 20"), ("less_than_none", "-3,,,", "-3 is not a whole number of people"),
                           ("over_100_percent", ",,520,", "520% is not a share"), ("half_a_person", "12.5,,,", "12.5 is not a whole number of people")):
    council = Council(export=numbered(2023), figures=f"measure,period,category,count,base,percent,value\ntraining,2023-24,Attended,{cells}\n")
    council.profile(ENTRY % ("export.csv", ""), "figures: [figures.csv]\n", measures=SUPPLIED).run("report")
    says(f"a_supplied_figure_of_{name}_is_refused", council, "figures.csv:2:", words, "delete the row", status=2)
council.put("figures", "measure,period,category,count,base,percent,value\ntraining,2023-24,Attended,12,20,,\ntraining,2023-24,Score,,,,-4.5\n")
check("possible_ones_are_shown", {("Attended", "12"), ("Score", "")} <= set(council.figures("category", "count")), council.said)


# Rows that are no records.
FIVE = "columns: {id: Ref, received: Received, closed: Closed, harm: Harm, sector: Sector}"
head = ("Ref", "Received", "Closed", "Harm", "Sector", "Worker")


def record(number, harm="Physical", sector="Schools"):
    return (number, f"{number % 28 + 1:02}/05/2023", f"{number % 28 + 1:02}/06/2023", harm, sector, "AB")


furniture = [head, ("text", "(dd/mm/yyyy)", "dd/mm/yyyy", "pick", "pick", ""), ("Education", "", "", "", "", ""), *map(record, range(1, 21)), ("Page 1 of 2", "", "", "", "", ""),
             head, ("Ref.", "Received", "Closed on", "Harm", "Sector", "Worker"), ("", "", "", "Health", "", ""), *map(record, range(21, 41)),
             ("Run 01/05/2024 10:32", "", "", "", "", "Page 2 of 2"), ("Confidential", "", "", "", "", "")]
council = Council(export=furniture).profile(f"  - {{file: export.csv, {FIVE}}}\n").run("check")
says("footers_sub_headings_and_page_numbers_are_notes", council, "0 of 40 rows set aside, 0 errors", "lines-between: 6 rows", "total-lines: 1 row", "merged-lines: 1 row", status=0)
furniture.remove(("", "", "", "Health", "", ""))
council.put("export", furniture).run("init", "--force")
check("none_of_them_is_a_value_to_init", council.status == 0 and set(listed(council)["harm"]) == {"Physical"}, council.said)
faulty = [head, record(1), (2, "", "", "", "", ""), ("", "", "01/06/2023", "Physical", "Schools", "AB"), (3, "tbc", "", "Physical", "Schools", ""),
          ("Smith family", "", "01/06/2023", "Neglect", "", "")]
council = Council(export=faulty).profile(f"  - {{file: export.csv, {FIVE}}}\n").run("check")
says("records_without_a_date_stay_errors", council, "received-missing: received, 2 rows", "date-unreadable: received, 1 row", "merged-lines: 1 row",
     "fill-down: [id, received]", status=1)
merged = [head, *(row for number in range(1, 11) for row in (record(number), ("", "", "", "Neglect", "", "")))]
council = Council(export=merged).profile(f"  - {{file: export.csv, {FIVE}, fill-down: [id, received]}}\n", "fields: [{field: harm, separator: ;}]\n",
                                         measures=COUNT + "  - {id: harm, title: Harm, kind: breakdown, by: [harm]}\n")
check("merged_cells_are_filled_down", {("contacts", "2023-24", "", "10"), ("harm", "2023-24", "Physical", "10"), ("harm", "2023-24", "Neglect", "10")} <=
      set(council.figures("measure", "period", "category", "count")), council.said)
os.environ["LADOSTAT_PART_ROWS"] = "3"
check("whatever_parts_it_is_read_in", ("harm", "2023-24", "Neglect", "10") in council.figures("measure", "period", "category", "count"), council.said)
del os.environ["LADOSTAT_PART_ROWS"]
rows = [("Ref", "Received", "Status"), *((i, f"{i:02}/05/2023", ("Open", "Deleted", "TEST 1", "Test 2", "")[i % 5]) for i in range(1, 21))]
SKIP = "  - {file: export.csv, columns: {id: Ref, received: Received}, skip: {Status: [deleted, \"Test*\", \"\"]}}\n"
council = Council(export=rows).profile(SKIP).run("check")
says("rows_are_skipped_by_rule", council, "0 of 4 rows set aside", "rows-skipped: 16 rows", status=0)
council.profile(SKIP.replace("Status", "State")).run("check")
says("a_rule_for_no_column_is_refused", council, "profile.yaml:4", 'no column "State"', status=2)
council.profile(SKIP.replace("skip:", "fill-down: [closed], skip:")).run("check")
says("nothing_is_filled_down_that_is_no_column", council, '"closed" is not a field of these columns', status=2)

# A heading that stands twice.
twice = [("Ref", "Date", "Date", "Harm"), *((i, f"{i:02}/05/2022", f"{i:02}/05/2023", "Physical") for i in range(1, 21))]
council = Council(export=twice).profile("  - {file: export.csv, columns: {id: Ref, received: Date, harm: Harm}}\n").run("check")
says("a_heading_that_stands_twice_is_refused_with_what_to_write", council, 'in columns B and C; write "Date#1" or "Date#2"', status=3)
for number, year in ((1, "2022-23"), (2, "2023-24")):
    council.profile(f'  - {{file: export.csv, columns: {{id: Ref, received: "Date#{number}", harm: Harm}}}}\n')
    check(f"column_{number}_of_its_name_is_read", (year, "20") in council.figures("period", "count"), council.said)
council.profile('  - {file: export.csv, columns: {id: Ref, received: "Date#3", harm: Harm}}\n').run("check")
says("a_third_that_is_not_there_is_refused", council, 'no column "Date#3"', status=2)


# A blank that means none.
TOLD = "  - {file: export.csv, columns: {id: Ref, received: Received, told: Told}}\n"
BY_TOLD = "  - {id: told, title: Told, kind: breakdown, by: [told]}\n"
LISTED = "field,category,part,value\ntold,DBS,,DBS\ntold,Ofsted,,Ofsted\ntold,None,,(blank)\n"
rows = [("Ref", "Received", "Told"), *((i, f"{i:02}/05/2023", ("DBS", "", "Ofsted", "", "#N/A")[i % 5]) for i in range(1, 26))]
council = Council(export=rows, codes=LISTED).profile(TOLD, "codes: codes.csv\n", measures=BY_TOLD)
check("a_blank_can_mean_none", {("None", "10"), ("DBS", "5"), ("Not recorded", "5")} <= set(council.figures("category", "count")), council.said)
council.put("old", [("Ref", "Received"), *((i, f"{i - 30:02}/06/2023") for i in range(31, 41))])
council.profile(TOLD + ENTRY % ("old.csv", ""), "codes: codes.csv\n", measures=BY_TOLD)
check("a_column_that_is_not_there_means_nothing", {("None", "10"), ("Not recorded", "15")} <= set(council.figures("category", "count")), council.said)
rows = [("Ref", "Received", "Told"), (1, "01/05/2023", ""), (1, "01/05/2023", "DBS"), (2, "02/05/2023", "DBS"), (2, "02/05/2023", ""), (3, "03/05/2023", ""),
        (4, "04/05/2023", "DBS;;Ofsted")]
council = Council(export=rows, codes=LISTED).profile(TOLD, "codes: codes.csv\nfields: [{field: told, separator: ;}]\n", measures=BY_TOLD)
check("a_blank_beside_a_value_means_nothing", {("DBS", "3"), ("Ofsted", "1"), ("None", "1")} <= set(council.figures("category", "count")), council.said)
council.put("codes", LISTED.replace("(blank)", "")).run("check")
says("what_a_blank_may_be_made_to_mean_is_said", council, "the value (blank) to codes.csv")


# A base that is given is shown; a year that is missing between two is said.
def page(council):
    council.run("report", "--formats", "html", "--template", "t.md")
    return " ".join(re.sub(r"<[^>]*>", "", re.sub(r"</(t[dh]|tr|p|li|h.|caption)>|<br>", " ", (council.folder / "out/t.html").read_text(encoding="utf-8"))).split()) if council.status == 0 else council.said


BASES = "measure,period,category,percent,base\ntraining,2023-24,Helpful,93,58\ntraining,2023-24,Timely,80,%s\n"
council = Council(export=numbered(2023), figures=BASES % 58).profile(ENTRY % ("export.csv", ""), "figures: [figures.csv]\n", measures=SUPPLIED)
council.put("t.md", "# T\n\n{{ table training }}\n")
check("the_base_of_supplied_figures_is_shown", "Helpful (of 58) 93% Timely (of 58) 80%" in page(council), page(council)[-500:])
council.put("figures.csv", (BASES % "").replace("58", ""))
check("and_none_that_is_not_given", "Helpful 93% Timely 80%" in page(council), page(council)[-500:])
council.put("figures.csv", BASES % 40).run("report", "--formats", "xlsx")
cells = [str(cell.value) for sheet in openpyxl.load_workbook(council.folder / "out/tables.xlsx") for row in sheet for cell in row]
check("the_workbook_says_each_base", any("Percentages of 2023-24 are of 58 (Helpful) and 40 (Timely)." in cell for cell in cells), cells)
gap = Council(export=[*numbered(2021), *((i + 100, *rest) for i, *rest in numbered(2023)[1:])])
gap.profile("  - {file: export.csv, columns: {id: Ref, received: Received, harm: Harm}}\n", year="{year: 2023-24, years: 3}",
            measures=COUNT + "  - {id: harm, title: Harm, kind: breakdown, by: [harm]}\n").put("t.md", "# T\n\n{{ table harm }}\n\n{{ chart contacts }}\n").run("check")
says("a_year_missing_between_two_is_a_finding", gap, "year-missing", "no record was received in 2022-23")
shown = page(gap)
check("tables_and_charts_show_the_year_as_not_available", "Physical 60 100% [x] [x] 60 100%" in shown and shown.count("2022-23") >= 1 and
      "[x] is a figure that is not available" in shown, shown[-900:])
gap.put("figures.csv", "measure,period,count\ncontacts,2022-23,55\n").profile(ENTRY % ("export.csv", ""), "figures: [figures.csv]\n", "{year: 2023-24, years: 3}").run("check")
check("a_figures_file_may_have_the_year", "year-missing" not in gap.said, gap.said)
says("empty_months_are_counted_as_months", Council(export=numbered(2023)).profile(ENTRY % ("export.csv", "")).run("check"), "month-empty: received, 6 months")

# Nothing is known of what came before the first year of the exports.
AGAIN = "  - {file: export.csv, columns: {id: Ref, received: Received, closed: Closed, adult: Adult}}\n"
LOOK_BACK = COUNT + "  - {id: again, title: Repeat referrals, kind: share, repeat: adult}\n  - {id: open, title: Open cases, kind: caseload}\n"
ADULT = "fields: [{field: adult, type: identifier}]\n"


def again(*years):
    """Of each year 150 records of other adults, and from the second on 50 of adults of the year before."""
    rows = [("Ref", "Received", "Closed", "Adult")]
    for place, year in enumerate(years):
        for i in range(200):
            day, month = i % 28 + 1, i % 9 + 4
            adult = f"A{year - 1}-{i + 100}" if place and i < 50 else f"A{year}-{i}"
            rows.append((f"{year}-{i}", f"{day:02}/{month:02}/{year}", f"{day:02}/{month:02}/{year + 1}" if i % 3 else "", adult))
    return rows


council = Council(export=again(2022, 2023)).profile(AGAIN, ADULT, measures=LOOK_BACK)
council.put("t.md", "# T\n\n{{ table again }}\n\n{{ table open }}\n\n{{ commentary again }}\n\n{{ commentary open }}\n")
figures = {row[:3]: row[3:] for row in council.figures("measure", "period", "category", "count", "change", "signal")}
check("repeats_of_the_second_year_have_no_direction", figures["again", "2023-24", ""] == ("50", "", ""), figures)
shown = page(council)
check("and_the_table_says_why", "the exports begin with 2022-23, so nothing before it counts as an earlier record" in shown and
      "Cases that were open before are not among them" in shown, shown[-1500:])
council = Council(export=again(2021, 2022, 2023)).profile(AGAIN, ADULT, measures=LOOK_BACK)
rows = council.figures("measure", "period", "change", "signal")
check("later_years_are_compared", ("again", "2023-24", "0", "no clear change") in rows, rows)
council = Council(export=again(2023)).profile(AGAIN, ADULT, "{year: 2023-24, years: 1}", LOOK_BACK).put("t.md", "# T\n\n{{ table again }}\n")
check("of_one_year_it_is_a_note", "The exports begin with 2023-24, so nothing before it" in page(council), page(council)[-500:])

# The children's list: one row an authority, whatever it is called.
BENCH = "  - {id: n, title: N, kind: benchmark, of: contacts}\n"
WITH = 'benchmark: {figures: [ret.csv], population: children.csv, neighbours: ["%s"]}\n'
for name, there, code in (("County Durham", "Durham UA", ""), ("Hammersmith and Fulham", "LB of Hammersmith & Fulham", ""), ("Ynys Môn", "Isle of Anglesey County Council", ""),
                          ("City of York Council", "York", ""), ("Rotherham MBC", "Rotherham Metropolitan Borough Council", ""),
                          ("The Safeguarding Trust", "Somerset", "E06000066")):
    council = Council(export=numbered(2023), children=f'la_name,gss_code,mid_2023\nTestshire,,"50,000"\n{there},{code.replace("E06000066", "E10000027")},100000.0\nEngland,E92000001,12000000\nLondon,E12000007,2000000\nCity of London,E09000001,900\n',
                      ret=(f"# return: aggregate figures of a LADO service\n# definitions: 1\n# authority: {name}\n# code: {code}\n" if code else "") + f"authority,measure,period,count\n{name},contacts,2023-24,300\n")
    council.profile(ENTRY % ("export.csv", ""), WITH % (there if code else name), measures=BENCH)
    rates = {(whose, round(float(rate), 6)) for whose, rate in council.figures("authority", "value") if rate}
    check(f"{name}_is_matched_with_{there}".replace(" ", "_"), ("Testshire", 12) in rates and any(whose != "Testshire" and rate == 30 for whose, rate in rates), f"{rates} {council.said}")
council.put("children", "la_name,mid_2023\nTestshire,50000\nCounty Durham,100000\nDurham,20000\n").run("check")
says("two_rows_of_one_authority_are_an_error", council, 'children.csv:4: "Durham" is another name for the authority in line 3', status=2)
council.put("children", "la_name,mid_2023\nTestshire,50k\n").run("check")
says("a_number_of_children_that_is_none_is_refused", council, 'children.csv:2: "50k" is not a number of children for Testshire in 2023', status=2)
council.put("children", "la_name,mid_2023\nTestshire,50000\nDurhan,100000\n").put("ret", "authority,measure,period,count\nDurham,contacts,2023-24,300\n")
council.profile(ENTRY % ("export.csv", ""), WITH % "Durham", measures=BENCH).run("check")
says("what_is_not_matched_is_said", council, 'the list of children has no "Durham"; is it "Durhan" there?')
for former, today in (("Cumbria County Council", "Cumberland and Westmorland and Furness"), ("Northamptonshire", "North Northamptonshire and West Northamptonshire"),
                      ("Borough of Poole", "part of Bournemouth, Christchurch and Poole")):
    council.put("children", "la_name,mid_2023\nTestshire,50000\nCumberland,50000\nNorth Northamptonshire,80000\n").put("ret", f"authority,measure,period,count\n{former},contacts,2023-24,300\n")
    council.profile(ENTRY % ("export.csv", ""), WITH % former, measures=BENCH).run("check")
    says(f"{former}_is_no_other_council".replace(" ", "_"), council, f'the list of children has no "{former}"; it became {today} in April')

# Bank holidays beyond the years that are known.
LIMIT = "  - {id: soon, title: Soon, kind: timeliness, within: [2 working days]}\n"
CLOSED = "  - {file: export.csv, columns: {id: Ref, received: Received, closed: Closed}}\n"
rows = [("Ref", "Received", "Closed"), *((i, "28/12/2028", "02/01/2029") for i in range(1, 9)), *((i, "20/12/2028", "21/12/2028") for i in range(9, 13))]
council = Council(export=rows).profile(CLOSED, year="{year: 2028-29, years: 1}", measures=LIMIT).run("check")
says("bank_holidays_that_are_not_known_are_a_finding", council, "holidays-unknown", "8 of 12 rows", "only from 2015 to 2028")
check("they_count_as_working_days", ("soon", "4") in council.figures("measure", "count"), council.figures("measure", "count"))
council.profile(CLOSED, "bank-holidays: [2029-01-01]\n", "{year: 2028-29, years: 1}", LIMIT).run("check")
check("further_ones_can_be_given", "holidays-unknown" not in council.said and ("soon", "12") in council.figures("measure", "count"), council.said)
council.profile(CLOSED, "bank-holidays: [1/1/2029]\n", "{year: 2028-29, years: 1}", LIMIT).run("check")
says("and_must_be_dates", council, "bank-holidays must be a list of dates", status=2)

# Dates as people and programs write them, and marks that are not seen.
for name, date in {"eight_digits_of_a_day": "01052023", "eight_digits_of_a_late_day": "25052023", "eight_digits_of_a_year": "20230501", "two_digits_of_a_year": "01/05/23",
                   "a_no_break_space": "\u00a001/05/2023\u00a0", "marks_of_direction": "\u200e01/05/2023\u202c", "a_zero_width_space": "01\u200b/05/2023",
                   "an_escaped_line_end": "01/05/2023_x000D_", "an_escape_within": "2023-05-01_x0020_10:30", "a_narrow_space": "1\u202fMay\u202f2023",
                   "dashes": "01\u201305\u20132023"}.items():
    council = Council(export=[("Ref", "Received"), *((i, date) for i in range(9))]).profile(ENTRY % ("export.csv", ""))
    got = council.figures("period", "count")
    check(f"a_date_with_{name}_is_read", ("2023-24", "9") in got and council.run("check").status == 0, f"{got} {council.said}")
for name, date in {"six_digits": "010523", "eight_digits_of_no_day": "32132023", "seven_digits": "1052023"}.items():
    council = Council(export=[("Ref", "Received"), (1, "01/05/2023"), (2, date)]).profile(ENTRY % ("export.csv", "")).run("check")
    says(f"a_date_of_{name}_is_none", council, "1 of 2 rows set aside, 1 error", status=1)
council = Council(export=[("Ref", "Received"), *((i, f"05{i:02}2023") for i in range(1, 29))]).profile(ENTRY % ("export.csv", "")).run("check")
says("eight_digits_that_are_month_first_are_refused", council, "month first", "dates: month-first", status=3)

# A line break in a category is a space.
council = Council(export=[("Ref", "Received", "Harm"), *((i, f"{i:02}/05/2023", '"Physical\nabuse\r\nhere"') for i in range(1, 10))])
council.profile("  - {file: export.csv, columns: {id: Ref, received: Received, harm: Harm}}\n", measures="  - {id: harm, title: Harm, kind: breakdown, by: [harm]}\n")
check("a_category_is_one_line", ("Physical abuse here", "9") in council.figures("category", "count"), council.figures("category", "count"))
council.run("figures", "--format", "csv")
check("so_that_a_figure_is_one_line", all(line.count(",") == council.said.splitlines()[0].count(",") for line in council.said.splitlines()), council.said)
council.put("codes", 'field,category,part,value\nharm,"Physical\nharm",,"Physical\nabuse\nhere"\n').profile(
    "  - {file: export.csv, columns: {id: Ref, received: Received, harm: Harm}}\n", "codes: codes.csv\n", measures="  - {id: harm, title: Harm, kind: breakdown, by: [harm]}\n")
check("of_a_code_list_too", ("Physical harm", "9") in council.figures("category", "count"), council.said)

# Every reference that is listed can be asked about.
council = Council(export=numbered(2023)).put("figures", "measure,period,count\ncontacts,2018-19,55\n")
council.profile(ENTRY % ("export.csv", ""), "figures: [figures.csv]\n", "{year: 2023-24, years: 6}").run("figures")
for reference in [" ".join(line.split()[:-1]) for line in council.said.splitlines()]:
    says(f"explain_knows_{reference}", council.run("figures", "--explain", reference), reference.split(" ")[0], status=0)
    says(f"and_without_its_field_{reference}", council.run("figures", "--explain", reference.replace(".count", "")), "count", status=0)

# What is no export is refused by its right name, with what to do.
def archive(**members):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as out:
        for name, content in members.items():
            out.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return whole.getvalue()


ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
manifest = ('<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="content.xml">'
            '<manifest:encryption-data/></manifest:file-entry></manifest:manifest>')
for name, content, words in (
        ("xls", ole + "Workbook".encode("utf-16-le"), ("old workbook (.xls)", "save it as .xlsx")),
        ("password.xlsx", ole + "EncryptedPackage".encode("utf-16-le"), ("protected by a password", "without one")),
        ("label.xlsx", ole + "EncryptedPackage".encode("utf-16-le") + "DRMEncryptedDataSpace".encode("utf-16-le"), ("sensitivity label", "does not encrypt")),
        ("doc", ole + "WordDocument".encode("utf-16-le"), ("old Word document",)),
        ("xlsb", archive(xl__workbook_dot_bin="x", _rels___dot_rels="x"), ("binary workbook (.xlsb)", "save it as .xlsx")),
        ("numbers", archive(Index__Document_dot_iwa="x"), ("Numbers file", "Export To")),
        ("docx", archive(word__document_dot_xml="x"), ("Word document",)),
        ("password.ods", archive(content_dot_xml="x", **{"META-INF__manifest_dot_xml": manifest}), ("protected by a password",)),
        ("zip", archive(export_dot_csv="Ref,Received\n"), ("archive that is not a workbook", "unpack it")),
        ("fods", b'<?xml version="1.0"?>\n<office:document xmlns:office="x">', ("flat OpenDocument", ".ods")),
        ("2003.xml", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', ("Excel 2003", ".xlsx")),
        ("html.xls", b"<html><form>Log in</form></html>", ("web page without a table",)),
        ("mht", b"MIME-Version: 1.0\nContent-Type: multipart/related;", ("web archive (MHTML)", ".xlsx")),
        ("json", b'[\n  {"Ref": 1}\n]', ("JSON", ".csv")), ("object.json", b'{"records": []}', ("JSON", ".csv")),
        ("gz", gzip.compress(b"Ref,Received\n"), ("gzip", "unpack it")), ("mdb", b"\0\1\0\0Standard Jet DB\0", ("Access database",))):
    council = Council()
    (council.folder / "export.csv").write_bytes(content)
    says(f"{name}_is_refused_by_its_name", council.run("init"), "export.csv: ", *words, status=3)
council = Council(export=[("[Ref]", "Received"), *((i, f"{i:02}/05/2023") for i in range(1, 9))]).run("init")
says("a_heading_in_brackets_is_no_json", council, "Received: received", status=0)

# A table of a web page, which web systems call a workbook.
cells = "".join(f"<tr><td>{i:03}<td class=d>{i:02}/05/2023<td>&nbsp;<td>Physical\n <b>abuse</b><br>at &eacute;cole<td>Jane Canary</tr>" for i in range(1, 21))
web = ("<html><head><meta http-equiv=Content-Type content='text/html; charset=windows-1252'></head><body><table><tr><td><table border=1>"
       "<tr><th colspan=5>LADO contacts</th></tr><tr><th>Case ref<th>Date received<th>Date closed<th>Category of harm<th>Name</tr>" + cells + "</table></table>")
council = Council()
for name, start in (("html", ""), ("xhtml", '<?xml version="1.0"?>\n<!DOCTYPE html>')):
    (council.folder / "export.csv").write_bytes((start + web).encode("cp1252"))
    council.run("init", "--force")
    says(f"a_table_of_{name}_is_read", council, "20 rows", "Case ref: id", "Date received: received", "Category of harm: harm, 1 value", "Name: left alone", status=0)
check("its_cells_are_as_they_are_shown", list(listed(council)["harm"].values()) == ["Physical abuse at école"], listed(council))
council.profile(f"  - {{file: export.csv, {COLUMNS.replace(', closed: Date closed', '')}}}\n")
check("and_its_records_are_counted", ("2023-24", "20") in council.figures("period", "count"), council.said)
council.put("export", "<table><tr><th>Case ref<th>Date received<th>Category of harm</tr>" + "".join(
    f"<tr><td rowspan=2>{i}<td rowspan=2>{i:02}/05/2023<td>Physical</tr><tr><td>Neglect</tr>" for i in range(1, 9)) + "</table>")
council.profile(f"  - {{file: export.csv, {COLUMNS.replace(', closed: Date closed', '')}, fill-down: [id, received]}}\n", "fields: [{field: harm, separator: ;}]\n",
                measures="  - {id: harm, title: Harm, kind: breakdown, by: [harm]}\n")
check("merged_cells_of_a_page_can_be_filled_down", {("Physical", "8"), ("Neglect", "8")} <= set(council.figures("category", "count")), council.said)

done()
