"""Workbooks as programs of all kinds write them, and what each must be read as: the smallest that show each kind."""
import json
import os
import pathlib
import subprocess
import tempfile
import zipfile

from tap import check, done

main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
odf = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{word}:1.0"' for name, word in
               (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("draw", "drawing")))
odf += ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
headings = ["Ref", "Received", "Harm"]


def text(value, place=""):
    return f'<c {place} t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c>'


def row(*cells, number=""):
    return f"<row {number}>{''.join(cells)}</row>"


head = row(*map(text, headings))


def xlsx(path, rows, workbook="", sheets=None, formats="", strings="", rename=lambda name: name, targets=lambda name: name):
    sheets = sheets or [("Data", "", head + rows)]
    relations = [("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml"), *(("worksheet", f"worksheets/sheet{i}.xml") for i in range(len(sheets)))]

    def rels(pairs):
        return '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + "".join(
            f'<Relationship Id="r{i}" Type="{kinds}{kind}" Target="{targets(target)}"/>' for i, (kind, target) in enumerate(pairs)) + "</Relationships>"

    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": rels([("officeDocument", "xl/workbook.xml")]),
        "xl/_rels/workbook.xml.rels": rels(relations),
        "xl/workbook.xml": f"<workbook {main}>{workbook}<sheets>" + "".join(
            f'<sheet name="{name}" sheetId="{i + 1}" {more} r:id="r{i + 2}"/>' for i, (name, more, _) in enumerate(sheets)) +
            '</sheets><extLst><ext xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main"><x15:workbookPr chartTrackingRefBase="1"/></ext></extLst></workbook>',
        "xl/styles.xml": f'<styleSheet {main}><numFmts><numFmt numFmtId="165" formatCode="{formats}"/></numFmts>'
                         '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="165"/></cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f"<sst {main}>{strings}</sst>",
    }
    parts |= {f"xl/worksheets/sheet{i}.xml": f"<worksheet {main}><sheetData>{content}</sheetData></worksheet>" for i, (_, _, content) in enumerate(sheets)}
    with zipfile.ZipFile(path, "w") as book:
        for name, content in parts.items():
            info = zipfile.ZipInfo("x")
            info.filename = rename(name)  # as it is said, whatever strokes it has
            book.writestr(info, content)


def ods(path, rows, styles="", before=""):
    words = "".join(f'<table:table-cell office:value-type="string"><text:p>{h}</text:p></table:table-cell>' for h in headings)
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("content.xml", f'<office:document-content {odf}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>'
                      f'{before}<table:table table:name="D"><table:table-row>{words}</table:table-row>{rows}</table:table></office:spreadsheet></office:body></office:document-content>')


def odf_row(cell):
    return ('<table:table-row><table:table-cell office:value-type="string"><text:p>1</text:p></table:table-cell>'
            f'<table:table-cell office:value-type="date" office:date-value="2023-04-05"/>{cell}</table:table-row>')


folder = pathlib.Path(tempfile.mkdtemp(prefix="odd-"))


def read(path):
    run = subprocess.run([os.environ["LADOSTAT_EXPORT_ROWS"], str(path)], capture_output=True, text=True)
    return [json.loads(line)["cells"] for line in run.stdout.splitlines()[1:]] if run.returncode == 0 else run.stderr


def reads(name, expected):
    path = next(folder.glob("odd.*"))
    got = read(path)
    path.unlink()
    check(name, got == expected, f"{got!r} where {expected!r} was to be")


record = [["1", "2023-04-05", "Neglect"]]


def x(name, rows, expected=record, **more):
    xlsx(folder / "odd.xlsx", rows, **more)
    reads(name, expected)


def o(name, cell, expected=record, **more):
    ods(folder / "odd.ods", odf_row(cell) if cell else "", **more)
    reads(name, expected)


day = '<c s="1"><v>45021</v></c>'
plain = row(text(1), day, text("Neglect"))
x("a_workbook_of_the_fewest_parts", plain)
x("days_count_from_1904_whatever_an_extension_says", row(text(1), '<c s="1"><v>43559</v></c>', text("Neglect")), workbook='<workbookPr date1904="1"/>')
x("a_row_may_be_written_in_pieces", row(text(1, 'r="A2"'), number='r="2"') + row('<c r="B2" s="1"><v>45021</v></c>', number='r="2"')
  + row(text("Neglect", 'r="C2"'), number='r="2"'))
xlsx(folder / "odd.xlsx", row(text(1), number='r="9"') + row(text(2), number='r="5"'))
check("a_row_behind_a_later_one_is_refused", "odd.xlsx:5: the row comes after row 9" in read(folder / "odd.xlsx"))
x("an_inline_text_has_no_value_beside_it", row(text(1), day, '<c t="inlineStr"><v>1.0</v><is><t>Neglect</t></is></c>'))
x("a_value_has_no_inline_text_beside_it", row(text(1), '<c s="1"><v>45021</v><is><t>1</t></is></c>', text("Neglect")))
x("errors_are_told", row(text(1), '<c t="e"><f>A</f><v>#N/A</v></c>', '<c t="e"><v>#REF!</v></c>'), [["1", "#N/A", "#REF!"]])
x("a_formula_without_a_value_is_told", row(text(1), '<c s="1"><f>DATE(2023,4,5)</f></c>', '<c t="str"><f>""</f><v></v></c>'), [["1", "#NOT CALCULATED", ""]])
x("names_of_parts_differ_in_case", plain, rename=lambda name: name.replace("sheet0", "Sheet0").replace("workbook.xml", "Workbook.xml"))
x("folders_may_be_parted_by_backslashes", plain, rename=lambda name: name.replace("/", "\\"), targets=lambda name: name.replace("/", "\\"))
x("a_sheet_may_say_that_it_is_shown", "", sheets=[("D", 'state="show"', head + plain), ("E", "", head)])
x("hidden_sheets_are_passed_over", "", sheets=[("D", 'state="hidden"', head), ("E", 'state="veryHidden"', head), ("F", "", head + plain)])
x("a_cell_far_to_the_right_is_passed_over", plain + row('<c r="XFD3"><v>1</v></c>', number='r="3"') + plain, record + record)
xlsx(folder / "odd.xlsx", "", sheets=[("Cover", "", ""), ("Cases", "", head + plain)])
message = read(folder / "odd.xlsx")
check("behind_an_empty_cover_the_sheets_are_named", '"Cover", "Cases"' in message and "sheet:" in message, message)
for name, serial, expected in (("just_before_midnight_is_the_day_before", "45016.99999996", "2023-03-31T23:59:59"),
                               ("midnight_by_a_hair_is_the_day", "45016.9999999999", "2023-04-01"),
                               ("a_time_is_rounded_to_its_second", "45017.41666666666", "2023-04-01T10:00:00")):
    x(name, row(text(1), f'<c s="1"><v>{serial}</v></c>', text("Neglect")), [["1", expected, "Neglect"]])
for formats, date in (("[Blue]General", False), ("&quot;n=&quot;General", False), ("General&quot; days&quot;", False), ("[&gt;100]General;General", False),
                      ("[Red]0.00E+00", False), ("0;dd/mm/yyyy", False), ("[=0]&quot;&quot;;dd/mm/yyyy", True), ("dd/mm/yyyy;@", True), ("[$-809]d mmmm yyyy", True)):
    x(f"a_number_as_{formats}_is_{'a' if date else 'no'}_date", row(text(1), '<c s="2"><v>45021</v></c>', text("Neglect")),
      [["1", "2023-04-05" if date else "45021", "Neglect"]], formats=formats)
escaped = "<si><t>Physical_x000D_\nabuse</t></si><si><t>_x005F_x000D_ kept</t></si><si><t>a_x0000_b_x0041_c_xD83D__xDE00_ _x00_ _xD800_</t></si>"
x("letters_that_are_escaped_are_read", "".join(row(f'<c t="s"><v>{i}</v></c>', day, text("in_x0020_line_x000A_")) for i in range(3)),
  [[first, "2023-04-05", "in line\n"] for first in ("Physical\nabuse", "_x000D_ kept", "abAc\U0001F600 _x00_ ")], strings=escaped)

string = '<table:table-cell office:value-type="string"'
o("ods_of_the_fewest_parts", string + "><text:p>Neglect</text:p></table:table-cell>")
o("shapes_are_no_part_of_a_cell", string + "><draw:frame><draw:text-box><text:p>BOX</text:p></draw:text-box></draw:frame><text:p>Neg<draw:a><text:p>x</text:p></draw:a>lect</text:p></table:table-cell>")
o("what_says_how_a_word_is_spoken_is_no_part_of_it", string + "><text:p><text:ruby><text:ruby-base>Neglect</text:ruby-base><text:ruby-text>x</text:ruby-text></text:ruby></text:p></table:table-cell>")
o("a_text_as_a_machine_writes_it_is_taken", string + ' office:string-value="Neglect"><text:p>Neg…</text:p></table:table-cell>')
o("an_error_of_ods_is_told", string + ' office:string-value="" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>', [["1", "2023-04-05", "#N/A"]])
o("values_of_other_kinds_are_not_taken", '<table:table-cell office:value-type="float" office:value="7" calcext:value-type="string"><text:p>07</text:p></table:table-cell>',
  [["1", "2023-04-05", "7"]])
o("a_hidden_sheet_of_ods_is_passed_over", string + "><text:p>Neglect</text:p></table:table-cell>",
  styles='<style:style style:name="h" style:family="table"><style:table-properties table:display="false"/></style:style>',
  before='<table:table table:name="H" table:style-name="h"><table:table-row><table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell></table:table-row></table:table>')


def told(name, command, words, *rows):
    """What the program says of a workbook of such rows."""
    xlsx(folder / "odd.xlsx", "".join(rows), workbook='<workbookPr date1904="1"/>')
    (folder / "profile.yaml").write_text("""authority: {name: Test Council, short-name: Test, code: E00000000}
report: {year: 2023-24, years: 1}
records: [{file: odd.xlsx, columns: {received: Received, harm: Harm}}]
""")
    run = subprocess.run([os.environ["LADOSTAT_PROGRAM"], *command], capture_output=True, text=True, cwd=folder)
    check(name, all(word in run.stdout + run.stderr for word in words), run.stdout + run.stderr)


rows = [row(text(i), '<c s="1"><v>43559</v></c>', '<c t="e"><v>#N/A</v></c>' if i < 2 else '<c><f>A1</f></c>' if i < 3 else text("Neglect")) for i in range(9)]
told("errors_and_formulas_are_findings_with_their_cells", ["check", "profile.yaml"],
     ["cell-error: harm, 2 rows", "odd.xlsx:2", "formula-not-calculated: harm, 1 row", "odd.xlsx:4", "Excel"], *rows)
told("general_numbers_of_1904_count_from_there", ["check", "profile.yaml"], ["no record was received in 2023-05"],
     *[row(text(i), "<c><v>43559</v></c>", text("Neglect")) for i in range(60)])
told("dates_that_are_all_formulas_are_no_missing_heading", ["init", "odd.xlsx", "--force"], ['"Received"', "formulas without stored values"],
     *[row(text(i), '<c s="1"><f>DATE(2023,4,5)</f></c>', text("Neglect")) for i in range(9)])
told("rows_that_are_hidden_or_filtered_are_counted_and_said", ["check", "profile.yaml"], ["0 of 9 rows", "rows-hidden", "3 rows are counted although hidden"],
     *[row(text(i), '<c s="1"><v>43559</v></c>', text("Neglect"), number='hidden="1"' if i % 3 == 1 else 'hidden="0"') for i in range(9)])
hidden = '<table:table-row table:visibility="%s"><table:table-cell office:value-type="string"><text:p>1</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2023-04-05"/></table:table-row>'
ods(folder / "odd.ods", "".join(hidden % kind for kind in ("visible", "filter", "collapse", "visible")))
(folder / "profile.yaml").write_text((folder / "profile.yaml").read_text().replace("odd.xlsx", "odd.ods"))
run = subprocess.run([os.environ["LADOSTAT_PROGRAM"], "check", "profile.yaml"], capture_output=True, text=True, cwd=folder)
check("and_those_of_ods", "2 rows are counted although hidden" in run.stdout, run.stdout + run.stderr)
for file in folder.iterdir():
    file.unlink()
folder.rmdir()
done()
