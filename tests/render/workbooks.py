"""The five councils' workbooks as openpyxl, exceljs and LibreOffice read them: every number is one of figures.csv, in the
place that its row and column name."""
import csv
import json
import os
import re
import shutil
import subprocess
import tempfile
import zipfile

import openpyxl
from councils import COUNCILS
from tap import check, done

ROOT, PROGRAM = os.environ["LADOSTAT_ROOT"], os.environ["LADOSTAT_PROGRAM"]
FRONT = ["Cover", "Contents", "Notes", "Data_quality"]
MONTHS = ["April", "May", "June", "July", "August", "September", "October", "November", "December", "January",
          "February", "March"]
FIELDS = {"Count": "count", "percent": "percent", "Value": "value", "Followed": "count"}
# Rows that are named otherwise than their category, with the field that they show.
NAMED = {"Half closed within, days": ("median", "value")}


def report(profile, out, *options):
    subprocess.run([PROGRAM, "report", profile, "--out", out, *options], check=True, stderr=subprocess.DEVNULL)


def openpyxl_values(path):
    workbook = openpyxl.load_workbook(path)
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in workbook}


def exceljs_values(path):
    script = f"{ROOT}/tests/render/sheet_values.mjs"
    return json.loads(subprocess.run(["node", script, path], check=True, capture_output=True, text=True).stdout)


def libreoffice(files, to, out):
    """One start of LibreOffice, with a profile of its own, over all files."""
    subprocess.run(["libreoffice", f"-env:UserInstallation=file://{out}/profile", "--headless", "--convert-to", to,
                    "--outdir", out, *files], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def table_of(rows):
    """The rows of a sheet's table, with their headings first: from the first row that fills more than column A."""
    start = next((i for i, row in enumerate(rows) if len([v for v in row if v not in (None, "")]) > 1), None)
    return [] if start is None else [[v for v in row if v not in (None, "")] for row in rows[start:]]


COMPARED = {"Count": "count", "Children": "base", "Rate": "value", "From": "lower", "To": "upper"}


CLEAR_CHANGE = {"no": "no clear change", "yes, up": "higher", "yes, down": "lower", "not yet": ""}


class Figures:
    """figures.csv of one pack, by measure, period, category and part."""

    def __init__(self, path, authority, short):
        every = list(csv.DictReader(open(path, encoding="utf-8")))
        self.rows = [row for row in every if row["authority"] == authority]
        # Measures that set authorities beside one another have rows named after them.
        self.compared = {row["measure"] for row in every if row["category"] == "median of neighbours"}
        self.others = {(row["measure"], short if row["authority"] == authority else row["authority"].removesuffix(" Council")): row for row in every
                       if row["measure"] in self.compared and row["period"] == every[-1]["period"] and not row["category"] and not row["part"]}
        self.at = {self.key(row["measure"], row["period"], row["category"], row["part"]): row for row in self.rows}
        self.sheets = {}
        for row in self.rows:
            stem = re.sub("[^A-Za-z0-9]", "_", row["measure"])[:25]
            self.sheets.setdefault(stem[0].upper() + stem[1:], row["measure"])

    @staticmethod
    def key(measure, period, category, part):
        return measure, period, category.casefold(), part.casefold()

    def find(self, measure, period, category, part):
        return self.at.get(self.key(measure, period, category, part))

    def moved(self, measure, label, signal):
        names = {label.casefold(), re.sub(r" \(target [0-9.]+%\)$", "", label).casefold(), *(part.casefold() for part in re.split(": |, ", label)), ""}
        return any(row["signal"] == signal for row in self.rows if row["measure"] == measure and row["category"].casefold() in names)

    def signals(self, measure, label):
        return {row["signal"].replace("change", "difference") for row in self.rows if row["measure"] == measure
                and row["category"].casefold() == label.casefold()}


def column_meaning(heading, year):
    """(period, field, part) of a column; a field of None is to be found by the measure."""
    match = re.fullmatch(r"(\d{4}-\d{2})([ \u00a0]\[p\])?( (Count|percent|Value|Followed))?", heading)
    if match:
        return match[1], FIELDS.get(match[4]), None
    if heading == "Change":
        return year, "change", None
    name = heading.removesuffix(" percent")
    months = [i for i, month in enumerate(MONTHS) if month[:3] == name]
    if months:
        return month_period(year, months[0]), "percent" if name != heading else None, None
    if re.fullmatch(r"Q\d", name):
        return f"{year} {name}", "percent" if name != heading else None, None
    return year, "count", "" if heading == "Total" else heading


def month_period(year, slot):
    first = int(year[:4])
    return f"{first}-{slot + 4:02d}" if slot < 9 else f"{first + 1}-{slot - 8:02d}"


def row_places(label, period, part):
    """The (period, category, part) that a row may stand for, likeliest first."""
    label = re.sub(r" \(target [0-9.]+%\)$", "", label)
    if label in MONTHS:
        return [(month_period(period, MONTHS.index(label)), "", "")]
    quarter = re.match(r"Quarter (\d):", label)
    if quarter:
        return [(f"{period} Q{quarter[1]}", "", "")]
    places = [(period, label, part or "")]
    places += [(period, label[:i], label[i + 2:]) for i in range(len(label)) if label.startswith(": ", i)]
    places += [(period, label[:i], label[i + 2:]) for i in range(len(label)) if label.startswith(", ", i)]
    return places + ([] if part else [(period, "", "")]) + [(period, "", part or "")]


def numbers_for(figures, measure, label, heading, year, concluded):
    """What figures.csv has for the cell: numbers, and the symbols of figures without one. `concluded`: percentages are of those."""
    if measure in figures.compared:
        row = figures.find(measure, year, "median of neighbours", "") if label.startswith("Median of") else \
            figures.others.get((measure, label))
        return ([row[COMPARED[heading]]], {row["status"]}) if row and heading in COMPARED else ([], set())
    period, field, part = column_meaning(heading, year)
    label, field = NAMED.get(label, (label, field))
    fields = [field] if field else ["count", "percent", "value"]
    if label.startswith("All "):
        rows = [row for row in figures.rows if row["measure"] == measure and row["period"] == period]
        totals = [row for row in rows if not row["category"] and (not part or row["part"].casefold() == part.casefold())]
        numbers = [row[name] for row in totals for name in fields + ["value"]]
        if "count" in fields and not part:
            numbers += [row["base"] for row in rows]
        return numbers, {row["status"] for row in totals}
    share = figures.find(measure, period, label, "of concluded") if concluded and fields == ["percent"] else None
    if share:
        return [share["percent"]], {share["status"]}
    for place in row_places(label, period, part):
        row = figures.find(measure, *place)
        if row:
            return [row[name] for name in fields], {row["status"]}
    return [], set()


def faults(sheets, figures):
    """Every cell of the tables that figures.csv does not bear out, and how many were held against it."""
    wrong, compared = [], 0
    for name, rows in sheets.items():
        if name in FRONT:
            continue
        measure = figures.sheets.get(name)
        if measure is None:
            wrong.append(f"sheet {name} is of no measure")
            continue
        headings, *body = table_of(rows)
        named = [h[:7] for h in headings if re.match(r"\d{4}-\d{2}\b", h)]
        year = named[-1] if named else re.search(r"\d{4}-\d{2}", sheets["Cover"][0][0])[0]
        concluded = any("that are concluded" in str(row[0]) for row in rows if row)
        for label, *cells in body:
            for heading, cell in zip(headings[1:], cells):
                if measure in figures.compared and heading in ("Source", "Against the average"):
                    continue
                if heading.startswith("Clear change"):
                    if cell != "[z]" and not figures.moved(measure, label, CLEAR_CHANGE.get(cell)):
                        wrong.append(f"{name}: {label} / {heading}: {cell!r}, and figures.csv has no such signal")
                    continue
                numbers, statuses = numbers_for(figures, measure, label, heading, year, concluded)
                if isinstance(cell, (int, float)):
                    compared += 1
                    if not any(n != "" and abs(float(n) - cell) <= 1e-12 * max(1, abs(cell)) for n in numbers):
                        wrong.append(f"{name}: {label} / {heading}: {cell}, and figures.csv has {numbers}")
                elif cell == "[c]" and "c" not in statuses and not (heading.endswith("percent") and numbers and not any(numbers)):  # its base is
                    wrong.append(f"{name}: {label} / {heading}: {cell}, and figures.csv has {numbers}")
                elif not re.fullmatch(r"\[[cuxz]\]", str(cell)) and cell not in figures.signals(measure, label):
                    wrong.append(f"{name}: {label} / {heading}: {cell!r} is neither number nor symbol")
    return wrong, compared


# Names of categories that a spreadsheet program would make something else of, or that stand in a table already.
AWKWARD = ["=1+1", "+44 20 7946 0000", "-5", "@SUM(A1)", "007", "1/2", "TRUE", "Total", "Harm", "<b>&\"'", "Ünïcödé \U0001F600"]
AWKWARD_PROFILE = """authority: {name: Test Council, short-name: Test, code: E00000000}
report: {year: 2023-24, years: 1}
records:
  - {file: contacts.csv, columns: {received: Received, harm: Harm, sector: Sector}}
disclosure: {suppress-below: 0}
measures:
  - {id: q1, title: Contacts by category of harm, kind: breakdown, by: [harm]}
  - {id: Q1, title: Harm by sector, kind: breakdown, by: [harm, sector]}
"""


def make_awkward_council(folder):
    os.mkdir(folder)
    open(f"{folder}/profile.yaml", "w", encoding="utf-8").write(AWKWARD_PROFILE)
    with open(f"{folder}/contacts.csv", "w", encoding="utf-8", newline="") as records:
        rows = csv.writer(records)
        rows.writerow(["Received", "Harm", "Sector"])
        for i, name in enumerate(AWKWARD):
            rows.writerows([["01/05/2023", name, AWKWARD[-1 - i]]] * (i + 1))


def make_suppressed_council(folder):
    """Leicester's records with small numbers suppressed, so that symbols stand beside numbers, and nobody to ask: a contact
    that is blank is one not given."""
    shutil.copytree(f"{ROOT}/fixtures/leicester", folder)
    profile = open(f"{folder}/profile.yaml", encoding="utf-8").read()
    suppressed = re.sub("suppress-below: 0", "suppress-below: 5", profile)
    assert suppressed != profile
    suppressed = re.sub('contact: "This[^"]*"', 'contact: ""', suppressed)
    assert 'contact: ""' in suppressed
    open(f"{folder}/profile.yaml", "w", encoding="utf-8").write(suppressed)


def check_awkward(work):
    readers = {"openpyxl": f"{work}/awkward-x.xlsx", "libreoffice_of_xlsx": f"{work}/read/awkward-x.xlsx",
               "libreoffice_of_ods": f"{work}/read/awkward-o.xlsx"}
    for reader, path in readers.items():
        workbook = openpyxl.load_workbook(path)
        name = next(s for s in workbook.sheetnames if s not in FRONT)
        labels = {row[0].value: row for row in workbook[name].iter_rows()}
        odd = [label for label in AWKWARD if label not in labels or labels[label][0].data_type != "s"]
        check(f"{reader}_reads_awkward_names_as_text", not odd, odd)
        counts = [labels[label][1].value for label in AWKWARD if label in labels]
        check(f"{reader}_reads_the_counts_beside_awkward_names", counts == list(range(1, len(AWKWARD) + 1)), counts)
        headings = table_of([[c.value for c in row] for row in workbook[workbook.sheetnames[-1]].iter_rows()])[0]
        check(f"{reader}_reads_no_heading_twice", len({h.casefold() for h in headings}) == len(headings), headings)


def check_internal(work):
    report(f"{ROOT}/fixtures/leicester/profile.yaml", f"{work}/internal", "--internal", "--formats", "xlsx")
    marks = {sheet["A2"].value for sheet in openpyxl.load_workbook(f"{work}/internal/tables.xlsx")}
    check("every_sheet_of_an_internal_workbook_is_marked", marks == {"Internal: not for publication"}, marks)


def cells_of(sheet, formula):
    """The cells of "'Harm'!$B$7:$B$9", or of several such places in brackets."""
    found = [sheet[part.split("!")[1].replace("$", "")] for part in formula.strip("()").split(",")]
    return [cell for area in found for row in (area if isinstance(area, tuple) else ((area,),)) for cell in row]


def check_charts(council, workbook, path):
    """Each chart has words of its own, and draws numbers of its own sheet's table and nothing else."""
    package = zipfile.ZipFile(path)
    drawings = [package.read(n).decode() for n in package.namelist() if n.startswith("xl/drawings/drawing")]
    words = [re.search(r'<xdr:cNvPr [^>]*descr="([^"]*)"', drawing) for drawing in drawings]
    check(f"{council}_charts_have_alternative_text", len(drawings) > 4 and all(w and len(w[1]) > 40 for w in words), words)
    odd, charts = [], 0
    for sheet in workbook:
        for chart in sheet._charts:
            charts += 1
            for series in chart.series:
                places = cells_of(sheet, series.val.numRef.f)
                odd += [f"{sheet.title}!{place.coordinate}: {place.value!r}" for place in places if not isinstance(place.value, (int, float))]
        odd += [f"{sheet.title}: more than one chart"] * (len(sheet._charts) > 1)
    check(f"{council}_charts_draw_numbers_of_their_sheet", charts == len(drawings) and not odd, [charts, *odd])


def check_heads_of_tables(council, workbook):
    """Heads stand on the rule beneath them; counts and percentages of a year have columns of one width, so both break alike."""
    odd = []
    for sheet in workbook:
        for table in sheet.tables.values():
            heads = sheet[table.ref][0]
            odd += [f"{sheet.title}!{cell.coordinate}" for cell in heads if cell.alignment.vertical not in (None, "bottom")]
            widths = {}
            for cell in heads[1:]:
                if year := re.fullmatch(r"(.*) (?:Count|percent)", str(cell.value)):
                    widths.setdefault(year[1], set()).add(sheet.column_dimensions[cell.column_letter].width)
            odd += [f"{sheet.title}: {year}: {found}" for year, found in widths.items() if len(found) > 1]
    check(f"{council}_heads_of_tables_stand_on_their_rule_and_break_alike", not odd, odd)


def check_headings(council, workbook, ods):
    """Readers and screen readers find titles by Excel's own styles; pages have neither header nor footer; notes go up."""
    styles = {sheet["A1"].style for sheet in workbook} | {f"cover: {cell.style}" for cell in workbook["Cover"]["A"] if cell.font.sz == 14}
    check(f"{council}_titles_and_sections_are_headings_by_style", styles == {"Heading 1", "cover: Heading 2"}, styles)
    edges = [sheet.title for sheet in workbook for edge in (sheet.oddHeader, sheet.oddFooter, sheet.evenHeader, sheet.evenFooter)
             if edge.left.text or edge.center.text or edge.right.text]
    check(f"{council}_pages_have_no_header_and_no_footer", not edges, edges)
    marks = [[int(n) for n in re.findall(r"\[note (\d+)\]", str(sheet["A1"].value))] for sheet in workbook]
    firsts = list(dict.fromkeys(n for of in marks for n in of))
    check(f"{council}_notes_are_numbered_in_the_order_in_which_they_appear",
          all(of == sorted(of) for of in marks) and firsts == list(range(1, len(firsts) + 1)), marks)
    content = zipfile.ZipFile(ods).read("content.xml").decode()
    check(f"{council}_ods_titles_are_headings_by_style",
          content.count('table:style-name="Heading_20_1"') == len(workbook.sheetnames) and 'table:style-name="Heading_20_2"' in content)


def same(one, other):
    """LibreOffice writes fifteen digits of a number."""
    if isinstance(one, dict):
        return isinstance(other, dict) and list(one) == list(other) and all(same(one[k], other[k]) for k in one)
    if isinstance(one, list):
        return isinstance(other, list) and len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return abs(one - other) <= 1e-12 * max(1, abs(one))
    return one == other


def check_xlsx(council, path):
    workbook = openpyxl.load_workbook(path)
    properties = workbook.properties
    check(f"{council}_xlsx_says_title_author_and_language",
          properties.title and properties.creator and properties.language == "en-GB", properties)
    odd = []
    for sheet in workbook:
        if sheet.merged_cells.ranges or sheet.freeze_panes or sheet.auto_filter.ref or sheet._images:
            odd.append(f"{sheet.title}: merged, frozen, filtered or with a picture")
        if len(sheet.tables) > 1 or any(t.autoFilter for t in sheet.tables.values()):
            odd.append(f"{sheet.title}: tables {list(sheet.tables)}")
        if sheet.title not in ["Cover", *[t.displayName.capitalize() for t in sheet.tables.values()]] and sheet.tables:
            odd.append(f"{sheet.title}: table {list(sheet.tables)}")
        for row in sheet.iter_rows():
            odd += [f"{sheet.title}!{c.coordinate}: a formula" for c in row if c.data_type == "f"]
            wide = row[0].row > 1 and sheet.tables and row[0].row >= int(
                re.search(r"\d+", next(iter(sheet.tables.values())).ref)[0])
            odd += [f"{sheet.title}!{c.coordinate}: blank" for c in row if wide and c.value in (None, "")]
    check(f"{council}_xlsx_has_one_plain_table_a_sheet_and_nothing_blank", not odd, "\n".join(odd))
    links = [row[0].hyperlink.location for row in workbook["Contents"].iter_rows(min_row=4)]
    check(f"{council}_xlsx_contents_lead_to_every_sheet", links == [f"'{s}'!A1" for s in workbook.sheetnames[2:]], links)


def check_rules(council, workbook):
    """The Analysis Function's guidance, as far as cells tell it: names of sheets, lines above a table, notes, symbols."""
    sheets = {sheet.title: [[cell.value for cell in row if cell.value not in (None, "")] for row in sheet.iter_rows()]
              for sheet in workbook}
    odd = [name for name in sheets if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,30}", name)]
    odd += ["two sheets of one name"] * (len({name.casefold() for name in sheets}) != len(sheets))
    odd += [f"the first sheets are {list(sheets)[:4]}"] * (list(sheets)[:4] != FRONT)
    marked, numbered = set(), {row[0] for row in sheets["Notes"] if str(row[0]).startswith("[note ")}
    for name, rows in sheets.items():
        above, table = rows[:len(rows) - len(table_of(rows))], table_of(rows)
        lines = [row[0] for row in above if len(row) == 1]
        notes = set(re.findall(r"\[note \d+\]", str(rows))) if name != "Notes" else set()
        marked |= notes
        odd += [f"{name}: a row above the table is not one cell"] * (len(lines) != len(above))
        odd += [f"{name}: whether it has a table"] * (("This worksheet contains one table." in lines) != bool(table))
        odd += [f"{name}: whether it has notes"] * (any("found in the Notes worksheet" in line for line in lines) != bool(notes))
        odd += [f"{name}: two columns of one heading"] * (len({h.casefold() for h in table[0]}) != len(table[0]) if table else 0)
        odd += [f"{name}: rows of several lengths"] * (len({len(row) for row in table}) > 1)
        odd += [f"{name}: the cover does not explain {cell}" for row in table for cell in row
                if re.fullmatch(r"\[[a-z]\]", str(cell)) and not any(str(line[0]).startswith(cell) for line in sheets["Cover"])]
    odd += [f"notes {marked ^ numbered} are marked or listed alone"] * (marked != numbered)
    check(f"{council}_xlsx_keeps_the_rules_of_accessible_workbooks", not odd, "\n".join(odd))


def check_too_long(work):
    """A category of 300 letters cannot head a column in Excel: no pack is written, and the message says where and what to do."""
    make_awkward_council(f"{work}/long-council")
    with open(f"{work}/long-council/contacts.csv", "a", encoding="utf-8", newline="") as records:
        csv.writer(records).writerow(["01/05/2023", "Harm", "x" * 300])
    run = subprocess.run([PROGRAM, "report", f"{work}/long-council/profile.yaml", "--out", f"{work}/long", "--formats", "xlsx"],
                         capture_output=True, text=True)
    check("a_heading_longer_than_excel_holds_is_refused_with_its_place", run.returncode == 4 and not os.path.exists(f"{work}/long") and
          re.search(r"sheet \w+, cell [A-Z]+\d+: the text has 300 characters.*holds 255; give it a shorter name", run.stderr), run.stderr)


def check_ods(council, path):
    package = zipfile.ZipFile(path)
    first = package.infolist()[0]
    check(f"{council}_ods_begins_with_its_type_uncompressed", first.filename == "mimetype" and
          first.compress_type == zipfile.ZIP_STORED and open(path, "rb").read()[38:84] ==
          b"application/vnd.oasis.opendocument.spreadsheet", first)
    meta = package.read("meta.xml").decode()
    check(f"{council}_ods_says_title_author_and_language", "<dc:language>en-GB</dc:language>" in meta and
          "<dc:title>" in meta and "<dc:creator>" in meta, meta)


def check_council(council, work):
    pack = f"{work}/{council}"
    xlsx, ods = f"{pack}/tables.xlsx", f"{pack}/tables.ods"
    values = openpyxl_values(xlsx)
    authority = next(csv.DictReader(open(f"{pack}/figures.csv", encoding="utf-8")))["authority"]
    own = f"{ROOT}/fixtures/{council}" if council in COUNCILS else f"{work}/{council}-council"
    short = re.search(r"short-name: ([^,}]+)", open(f"{own}/profile.yaml", encoding="utf-8").read())
    figures = Figures(f"{pack}/figures.csv", authority, short[1] if short else authority)
    readers = [("openpyxl", values), ("exceljs", exceljs_values(xlsx)),
               ("libreoffice_of_xlsx", openpyxl_values(f"{work}/read/{council}-x.xlsx")),
               ("libreoffice_of_ods", openpyxl_values(f"{work}/read/{council}-o.xlsx"))]
    for reader, sheets in readers:
        wrong, compared = faults(sheets, figures)
        check(f"{council}_{reader}_reads_the_numbers_of_figures_csv", not wrong and compared > 50,
              "\n".join([f"{compared} compared", *wrong[:20]]))
    tables = [{name: table_of(rows) for name, rows in sheets.items()} for _, sheets in (readers[0], readers[3])]
    check(f"{council}_xlsx_and_ods_hold_the_same_tables", same(*tables),
          [name for name in tables[0] if not same(tables[0][name], tables[1].get(name))])
    symbols = sum(cell == "[c]" for name in values if name not in FRONT for row in values[name] for cell in row)
    check(f"{council}_has_symbols_where_figures_are_suppressed",
          (symbols > 0) == any(row["status"] == "c" for row in figures.rows), symbols)
    check_xlsx(council, xlsx)
    check_rules(council, openpyxl.load_workbook(xlsx))
    check_charts(council, openpyxl.load_workbook(xlsx), xlsx)
    check_headings(council, openpyxl.load_workbook(xlsx), ods)
    check_heads_of_tables(council, openpyxl.load_workbook(xlsx))
    check_ods(council, ods)


def main():
    with tempfile.TemporaryDirectory() as work:
        os.mkdir(f"{work}/read")
        copies = []
        make_awkward_council(f"{work}/awkward-council")
        make_suppressed_council(f"{work}/suppressed-council")
        profiles = {council: f"{ROOT}/fixtures/{council}/profile.yaml" for council in COUNCILS}
        for council, profile in {**profiles, "awkward": f"{work}/awkward-council/profile.yaml",
                                 "suppressed": f"{work}/suppressed-council/profile.yaml"}.items():
            report(profile, f"{work}/{council}", "--formats", "xlsx,ods,csv")
            for ending in ("xlsx", "ods"):
                copies.append(f"{work}/{council}-{ending[0]}.{ending}")
                shutil.copy(f"{work}/{council}/tables.{ending}", copies[-1])
        libreoffice(copies, "xlsx", f"{work}/read")
        for council in [*COUNCILS, "suppressed"]:
            check_council(council, work)
        check_awkward(work)
        check_internal(work)
        check_too_long(work)
    done()


main()
