"""Exports that are broken, or made to do harm: one clear line with its place, exit status 3, and limited memory."""
import os
import pathlib
import subprocess
import tempfile
import zipfile

from tap import check, done

program = os.environ["LADOSTAT_PROGRAM"]
profile = """authority: {name: Test Council, short-name: Test, code: E00000000}
report: {year: 2023-24, years: 1}
records:
  - file: %s
    columns: {id: Ref, received: Received, harm: Harm}
"""
headings = b"Ref,Received,Harm\n"
sanitized = bool(os.environ.get("LADOSTAT_SANITIZED"))  # what is freed is kept for a while, to be watched
mebibytes = 2048 if sanitized else 64  # of memory: the most that any of these may take


def run(folder, export):
    (folder / "profile.yaml").write_text(profile % export)
    process = subprocess.Popen([program, "check", str(folder / "profile.yaml")], stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE, text=True)
    message = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, message, usage.ru_maxrss / 1024


def refused(name, folder, export, *words):
    status, message, memory = run(folder, export)
    told = message.count("\n") == 1 and export in message and all(word in message for word in words)
    check(name, status == 3 and told and memory < mebibytes, f"status {status}, {memory:.0f} MiB: {message[:400]}")


def package(path, sheet, more=None):
    """A workbook of the fewest parts, its sheet written piece by piece."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
        book.writestr("_rels/.rels", f'<R><Relationship Id="a" Type="{kind}officeDocument" Target="xl/workbook.xml"/></R>')
        if "xl/_rels/workbook.xml.rels" not in (more or {}):
            book.writestr("xl/_rels/workbook.xml.rels",
                          f'<R><Relationship Id="b" Type="{kind}worksheet" Target="worksheets/sheet1.xml"/></R>')
        book.writestr("xl/workbook.xml", '<w xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="b"/></sheets></w>')
        with book.open("xl/worksheets/sheet1.xml", "w") as out:
            for piece in sheet:
                out.write(piece)
        for member, content in (more or {}).items():
            book.writestr(member, content)


def cell(place, text):
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'.encode()


heading_row = b'<row r="1">' + cell("A1", "Ref") + cell("B1", "Received") + cell("C1", "Harm") + b"</row>"

with tempfile.TemporaryDirectory(prefix="hostile-") as name:
    folder = pathlib.Path(name)

    def text(export, *pieces):
        with open(folder / export, "wb") as out:
            for piece in pieces:
                out.write(piece)
        return export

    refused("an_unclosed_quote", folder, text("a.csv", headings, b'1,01/04/2023,"Neglect\n2,02/04/2023,Neglect\n'), "a.csv:2: ")
    refused("a_quote_behind_a_quoted_cell", folder, text("a.csv", headings, b'1,01/04/2023,A\n2,02/04/2023,"A"B\n'), "a.csv:3:16: ")
    refused("a_quote_that_swallows_lines", folder,
            text("a.csv", headings, b'1,01/04/2023,"A\n', b"2,02/04/2023,B\n" * 5, b'3,03/04/2023,"C"\n'), "a.csv:8:", "line 2")
    refused("a_nul_byte", folder, text("a.csv", headings, b"1,01/04/2023,A\n2,02/04/2023,B\0\n"), "a.csv:3:15: ", "NUL")
    refused("a_cell_of_100_megabytes", folder, text("a.csv", headings, b"1,01/04/2023,", *[b"x" * 1000000] * 100), "a.csv:2: ", "1 MiB")
    refused("a_quoted_cell_of_100_megabytes", folder, text("a.csv", headings, b'1,01/04/2023,"', *[b"x\n" * 500000] * 100), "a.csv:2: ", "1 MiB")
    refused("a_heading_of_100_megabytes", folder, text("a.csv", *[b"x" * 1000000] * 100), "a.csv:1: ", "1 MiB")
    refused("a_row_of_10000_columns", folder, text("a.csv", headings, b"1,01/04/2023,A\n", b"," * 9999, b"\n"), "a.csv:3: ", "4,096")
    refused("utf16_cut_short", folder, text("a.csv", b"\xff\xfe" + headings.decode().encode("utf-16-le") + b"1"), "a.csv:2: ", "cut short")
    refused("utf8_cut_short", folder, text("a.csv", headings, "1,01/04/2023,Café\n2,02/04/2023,Caf".encode() + b"\xc3"), "a.csv:3: ", "cut short")
    refused("a_stray_byte_in_utf8", folder, text("a.csv", headings, "1,01/04/2023,Café\n2,02/04/2023,Naïve\n".encode() + b"3,03/04/2023,\xa3\n"), "a.csv:4: ", "encoding:")
    refused("nothing", folder, text("a.csv"), "empty")
    refused("blank_lines_alone", folder, text("a.csv", b"\n\r\n  \n"), "empty")
    (folder / "folder.csv").mkdir()
    refused("a_folder", folder, "folder.csv", "folder")
    os.mkfifo(folder / "pipe.csv")
    refused("a_pipe", folder, "pipe.csv", "not a file")
    report = subprocess.run([program, "report", str(folder / "profile.yaml"), "--out", str(folder / "out")], capture_output=True, text=True,
                            timeout=60)
    check("a_report_does_not_wait_for_a_pipe", report.returncode == 3 and "not a file" in report.stderr, report.stderr)
    refused("month_first_dates", folder,
            text("a.csv", headings, *[f"{i},0{i % 3 + 1}/{i + 10}/2023,A\n".encode() for i in range(1, 10)]),
            "a.csv:4: ", "lines 4 (__/13/____), 5 (__/14/____), 6 (__/15/____) and 4 more", "dates: month-first")
    refused("dates_of_both_orders", folder,
            text("a.csv", headings, b"1,25/04/2023,A\n2,04/25/2023,A\n3,04/26/2023,A\n4,26/04/2023,A\n"), "a.csv:3: ",
            "in lines 3 (__/25/____), 4 (__/26/____)", "day first in 2 others", "dates: day-first")
    refused("a_heading_that_stands_twice", folder, text("a.csv", b"Ref,Received,Harm,Notes,Received\n1,01/04/2023,A,,02/04/2023\n"),
            "a.csv:1: ", '"Received"', "columns B and E")

    text("a.csv", headings, *[f"{i},0{i % 3 + 1}/{i + 10}/2023,A\n".encode() for i in range(1, 10)])
    status, message, _ = run(folder, "a.csv\n    dates: month-first")
    check("month_first_dates_are_read_where_the_profile_says_so", status == 0, message)
    text("a.csv", headings, *[b"%d,2023-%02d-%02d,A\n" % (i, i % 12 + 1, i % 12 + 1) for i in range(14)],
         *[b"%d,%d/04/2023,A\n" % (i, i) for i in range(14, 30)])
    refused("dates_that_a_spreadsheet_has_turned_round", folder, "a.csv", "a.csv:1: ", "all 14 date cells", "all 16 text cells",
            "dates: day-first")
    text("a.csv", headings, *[b"%d,%02d/04/2023,A\n" % (i, i % 30 + 1) for i in range(60)], b"99,04/25/2023,A\n")
    status, message, _ = run(folder, "a.csv")
    check("one_slip_among_many_dates_is_set_aside", status == 1, message)
    text("a.csv", headings, b"1,01/04/2023,caf\xe9\n")
    status, message, _ = run(folder, "a.csv\n    encoding: latin-nine")
    check("an_unknown_encoding_is_a_fault_of_the_profile", status == 2 and "profile.yaml:5:15: " in message, message)

    def sheet_of(*pieces):
        return [b"<worksheet><sheetData>", heading_row, *pieces, b"</sheetData></worksheet>"]

    package(folder / "good.xlsx", sheet_of(b'<row r="2">', cell("A2", "1"), cell("B2", "01/04/2023"), cell("C2", "A"), b"</row>"))
    status, message, _ = run(folder, "good.xlsx")
    check("a_workbook_of_the_fewest_parts_is_read", status == 0, message)
    package(folder / "bomb.xlsx", sheet_of(*[b"<row/>" * 100000] * 400))
    refused("a_zip_bomb", folder, "bomb.xlsx", "sheet1.xml", "unpacks")
    package(folder / "long.xlsx", sheet_of(b'<row r="2">', cell("A2", "x" * 2000000), b"</row>"))
    refused("a_cell_of_2_megabytes", folder, "long.xlsx", "long.xlsx:2: ", "1 MiB")
    stray = b"<row r='%d'><c r='XFD%d'><v>1</v></c></row>"
    package(folder / "wide.xlsx", sheet_of(*[stray % (i, i) for i in range(2, 19)]))
    refused("cells_beyond_the_columns", folder, "wide.xlsx", "wide.xlsx:18: ", "4,096", "XFD18")
    package(folder / "entity.xlsx", [b'<!DOCTYPE a [<!ENTITY b "bbbb">]>', *sheet_of()])
    refused("a_document_type", folder, "entity.xlsx", "sheet1.xml", "document type")
    package(folder / "torn.xlsx", sheet_of(b'<row r="2"><c r="A2"><v>1</c>'))
    refused("torn_xml", folder, "torn.xlsx", "sheet1.xml", "damaged")
    package(folder / "missing.xlsx", sheet_of(b'<row r="2">', cell("A2", "1"), b'<c r="B2" t="s"><v>9</v></c></row>'))
    refused("a_shared_string_that_is_not_there", folder, "missing.xlsx", "missing.xlsx:2: ", "B2")
    whole = (folder / "good.xlsx").read_bytes()
    text("cut.xlsx", whole[: len(whole) // 2])
    refused("a_workbook_cut_short", folder, "cut.xlsx", "cut short")
    with zipfile.ZipFile(folder / "other.xlsx", "w") as other:
        other.writestr("word/document.xml", "<w/>")
    refused("an_archive_that_is_no_workbook", folder, "other.xlsx", "a Word document")

    # Pages that are long, deep, or wide by what they say of themselves.
    for export, body, times, words in (("long.xls", b"<b>", 6000000, "16 MiB"), ("spans.xls", b"<tr><td rowspan=4096 colspan=4096>", 400000, "50 million cells"),
                                       ("wide.xls", b"<tr><td colspan=4096>x<td>y<td>z</tr>", 100, "4,096 cells"), ("cell.xls", b"x", 2000000, "1 MiB"),
                                       ("deep.xls", b"<div>", 3000000, "deep.xls:1: the web page cannot be read further"),
                                       ("nested.xls", b"<table><tr><td>", 900000, "nested.xls:1: the web page cannot be read further")):
        with open(folder / export, "wb") as out:
            out.write(b"<table><tr><th>Ref<th>Received<th>Harm</tr><tr><td>")
            for _ in range(times // 100):
                out.write(body * 100)
        status, message, memory = run(folder, export)
        check(f"a_page_is_bounded_{export}", status == 3 and words in message and memory < 600, f"{status} {memory} {message[:300]}")

    # An ODS whose one cell says that it stands in 16,384 columns of a million rows, and blank ones that may.
    row = '<table:table-row><table:table-cell/></table:table-row>'
    for export, cells in (("many.ods", 'table:number-columns-repeated="16384"'), ("rows.ods", "")):
        with zipfile.ZipFile(folder / export, "w", zipfile.ZIP_DEFLATED) as ods:
            ods.writestr("content.xml", '<o xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
                         'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><table:table table:name="S">'
                         + "<table:table-row>" + "".join(f'<table:table-cell office:value-type="string"><text:p>{h}</text:p></table:table-cell>'
                                                         for h in ("Ref", "Received", "Harm")) + "</table:table-row>"
                         + '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
                         + f'<table:table-row><table:table-cell {cells} office:value-type="string"><text:p>7</text:p></table:table-cell></table:table-row>'
                         + "</table:table></o>")
    refused("an_ods_cell_that_repeats_too_often", folder, "many.ods", "many.ods:1048002: ", "4,096")
    status, message, memory = run(folder, "rows.ods")
    check("blank_ods_rows_that_repeat_cost_nothing", status == 1 and memory < mebibytes, f"{status} {memory} {message}")

    # Memory does not grow with columns that nobody asked for: 100 MB of notes beside 50,000 records.
    notes = b"the quick brown fox jumps over the lazy dog " * 45
    text("notes.csv", b"Ref,Received,Harm,Notes\n", *[b"%d,01/04/2023,Neglect,%s\n" % (i, notes) for i in range(50000)])
    text("plain.csv", headings, *[b"%d,01/04/2023,Neglect\n" % i for i in range(50000)])
    _, message, with_notes = run(folder, "notes.csv")
    _, _, without = run(folder, "plain.csv")
    check("memory_does_not_grow_with_unmapped_columns", with_notes < without + 4, f"{with_notes:.1f} and {without:.1f} MiB {message}")
    shared = ["".join(f"<si><t>{i} {'note ' * 60}</t></si>" for i in range(start, start + 1000)) for start in range(0, 60000, 1000)]
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    relations = (f'<R><Relationship Id="b" Type="{kind}worksheet" Target="worksheets/sheet1.xml"/>'
                 f'<Relationship Id="c" Type="{kind}sharedStrings" Target="sharedStrings.xml"/></R>')
    rows = [b'<row r="%d">' % (i + 2) + cell(f"A{i + 2}", str(i)) + cell(f"B{i + 2}", "01/04/2023") + cell(f"C{i + 2}", "A")
            + b'<c r="D%d" t="s"><v>%d</v></c></row>' % (i + 2, i) for i in range(60000)]
    package(folder / "notes.xlsx", sheet_of(*rows), {"xl/_rels/workbook.xml.rels": relations,
                                                     "xl/sharedStrings.xml": "<sst>" + "".join(shared) + "</sst>"})
    status, message, memory = run(folder, "notes.xlsx")
    check("nor_in_a_workbook", status == 0 and memory < without + (256 if sanitized else 12), f"{status}: {memory:.1f} and {without:.1f} MiB {message}")
done()
