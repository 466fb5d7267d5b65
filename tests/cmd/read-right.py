"""What goes in is read right, or refused with the place and what to do: small exports of each kind, and the figures that must come."""
import csv
import os
import pathlib
import subprocess
import tempfile

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
check("own_ids_are_another_record_s", ("2023-24", "40") in two.figures("period", "count") and ("2022-23", "60") in two.figures("period", "count"), two.said)
two.put("old", numbered(2023, rows=20)).put("new", numbered(2023)).profile(ENTRY % ("old.csv", "") + ENTRY % ("new.csv", ""))
check("shared_ids_are_the_same_record", ("2023-24", "60") in two.figures("period", "count"), two.said)
rows = numbered(2023)
two.put("new", [*rows[:5], (5, "28/09/2023", "Physical"), *rows[6:]]).run("check")
says("one_id_with_another_date_is_an_error_of_its_row", two, "id-of-another-record: id, 1 row", "new.csv:6", status=1)

# An identifier that tells no records apart.
people = [("Person ID", "Date received", "Harm"), *((f"P{i % 700:04}", f"{i % 28 + 1:02}/{i % 12 + 1:02}/2023", "Physical") for i in range(2800))]
far = Council(export=people).profile("  - {file: export.csv, columns: {id: Person ID, received: Date received}}\n").run("check")
says("an_id_far_from_unique_is_refused", far, "rows have an id that stands further up", "one-record-per: row", status=3)
people[0] = ("Case ID", "Date received", "Harm")
far = Council(export=people).run("init")
says("an_id_far_from_unique_is_not_taken", far, "Case ID: left alone (stands in several rows each", status=0)


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
check("references_do_not_hang_on_the_counts", after == set(before), f"{sorted(before)} {sorted(after)}")


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
says("a_heading_that_is_there_is_not_denied", council, 'under "Date received" only 0 of 9 cells are dates', "31/05/2024")

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
check("an_encoding_is_said_to_init", council.status == 0 and "encoding: ISO-8859-2" in (council.folder / "profile.yaml").read_text() and
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
check("what_comes_in_and_is_not_open_is_closed", flow[0] + flow[1] - flow[2] == flow[3], flow)
SUPPLIED = COUNT + "  - {id: training, title: Training, kind: supplied}\n"
for name, cells, words in (("more_than_all", "50,20,,", "50 is more than all 20"), ("less_than_none", "-3,,,", "-3 is no number of people"),
                           ("over_100_percent", ",,520,", "520% is no share"), ("half_a_person", "12.5,,,", "12.5 is no number of people")):
    council = Council(export=numbered(2023), figures=f"measure,period,category,count,base,percent,value\ntraining,2023-24,Attended,{cells}\n")
    council.profile(ENTRY % ("export.csv", ""), "figures: [figures.csv]\n", measures=SUPPLIED).run("report")
    says(f"a_supplied_figure_of_{name}_is_refused", council, "figures.csv:2:", words, "take the row out", status=2)
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
os.environ["LADOSTAT_PART_BYTES"] = "64"
check("whatever_parts_it_is_read_in", ("harm", "2023-24", "Neglect", "10") in council.figures("measure", "period", "category", "count"), council.said)
del os.environ["LADOSTAT_PART_BYTES"]
rows = [("Ref", "Received", "Status"), *((i, f"{i:02}/05/2023", ("Open", "Deleted", "TEST 1", "Test 2", "")[i % 5]) for i in range(1, 21))]
SKIP = "  - {file: export.csv, columns: {id: Ref, received: Received}, skip: {Status: [deleted, \"Test*\", \"\"]}}\n"
council = Council(export=rows).profile(SKIP).run("check")
says("rows_are_skipped_by_rule", council, "0 of 4 rows set aside", "rows-skipped: 16 rows", status=0)
council.profile(SKIP.replace("Status", "State")).run("check")
says("a_rule_for_no_column_is_refused", council, "profile.yaml:4", 'no column "State"', status=2)
council.profile(SKIP.replace("skip:", "fill-down: [closed], skip:")).run("check")
says("nothing_is_filled_down_that_is_no_column", council, '"closed" is no field of these columns', status=2)

# A heading that stands twice.
twice = [("Ref", "Date", "Date", "Harm"), *((i, f"{i:02}/05/2022", f"{i:02}/05/2023", "Physical") for i in range(1, 21))]
council = Council(export=twice).profile("  - {file: export.csv, columns: {id: Ref, received: Date, harm: Harm}}\n").run("check")
says("a_heading_that_stands_twice_is_refused_with_what_to_write", council, 'in columns B and C; say which is meant, "Date#1" or "Date#2"', status=3)
for number, year in ((1, "2022-23"), (2, "2023-24")):
    council.profile(f'  - {{file: export.csv, columns: {{id: Ref, received: "Date#{number}", harm: Harm}}}}\n')
    check(f"column_{number}_of_its_name_is_read", (year, "20") in council.figures("period", "count"), council.said)
council.profile('  - {file: export.csv, columns: {id: Ref, received: "Date#3", harm: Harm}}\n').run("check")
says("a_third_that_is_not_there_is_refused", council, 'no column "Date#3"', status=2)

done()
