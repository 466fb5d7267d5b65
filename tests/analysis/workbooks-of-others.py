"""Workbooks by openpyxl, as it writes them and as LibreOffice saves them again: both date systems, formats by which a
number is a date or is not, merged titles, a sheet and a table by their names, cells of every kind."""
import datetime
import json
import os
import pathlib
import subprocess
import tempfile

import openpyxl
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.table import Table
from tap import check, done

day = datetime.date(2023, 4, 1)
moment = datetime.datetime(2024, 2, 29, 23, 59, 59)
headings = ["Ref", "Received", "Closed", "Harm", "Number"]


def read(path, *sheet):
    run = subprocess.run([os.environ["LADOSTAT_EXPORT_ROWS"], str(path), *sheet], capture_output=True, text=True)
    if run.returncode:
        return {"fault": run.stderr, "headings": [], "rows": []}
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    return {**lines[0], "rows": lines[1:]}


def fill(sheet):
    sheet["A1"] = "LADO contacts"
    sheet.merge_cells("A1:E1")
    sheet.append([])
    sheet.append(headings)
    sheet.append(["SYN-1", day, moment, "Neglect & <b> – “quoted”", 45017])
    sheet.append([7, day, None, "two\nlines", 0.25])
    sheet.append([True, day, None, "  kept  ", 1e-7])
    for row in range(4, 7):
        sheet.cell(row, 2).number_format = '[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy'
        sheet.cell(row, 3).number_format = "dd/mm/yyyy hh:mm:ss"
    sheet["E4"].number_format = '0.00" days";[Red]-0.00'  # letters of a date, quoted; a colour that begins with d
    sheet["D4"].comment = Comment("not part of the cell", "somebody")


expected = [
    ["SYN-1", "2023-04-01", "2024-02-29T23:59:59", "Neglect & <b> – “quoted”", "45017"],
    ["7", "2023-04-01", "", "two\nlines", "0.25"],
    ["TRUE", "2023-04-01", "", "  kept  ", "1e-07"],
]


def judge(name, found, true="TRUE"):
    check(f"{name}_has_its_headings", found["headings"] == headings and found["line"] == 3, found)
    cells = [[true if cell == "TRUE" else cell for cell in row] for row in expected]
    check(f"{name}_reads_back_equal", [row["cells"] for row in found["rows"]] == cells, found)


with tempfile.TemporaryDirectory(prefix="workbooks-") as name:
    folder = pathlib.Path(name)
    for system in ("1900", "1904"):
        book = openpyxl.Workbook()
        if system == "1904":
            book.epoch = CALENDAR_MAC_1904
        fill(book.active)
        book.active.title = "Contacts 2023"
        other = book.create_sheet("Other")
        for row in [["x"], ["Ref", "Received"], ["1", "soon"], ["Total", ""]]:
            other.append(row)
        other.add_table(Table(displayName="Second", ref="A2:B3"))
        book.save(folder / f"openpyxl-{system}.xlsx")
    for kind in ("xlsx", "ods"):
        subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind,
                        "--outdir", str(folder / "again"), str(folder / "openpyxl-1900.xlsx"),
                        str(folder / "openpyxl-1904.xlsx")],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=280)
    for system in ("1900", "1904"):
        judge(f"openpyxl_{system}", read(folder / f"openpyxl-{system}.xlsx"))
        judge(f"openpyxl_{system}_by_the_name_of_the_sheet", read(folder / f"openpyxl-{system}.xlsx", "contacts 2023"))
        judge(f"openpyxl_{system}_saved_by_libreoffice", read(folder / "again" / f"openpyxl-{system}.xlsx"))
        # LibreOffice makes a number of a truth that has no format of its own.
        judge(f"openpyxl_{system}_saved_by_libreoffice_as_ods", read(folder / "again" / f"openpyxl-{system}.ods"), "1")
    for place in ("", "again/"):
        found = read(folder / f"{place}openpyxl-1900.xlsx", "Second")
        check(f"a_table_is_found_by_its_name_{place or 'as_written'}",
              found["headings"] == ["Ref", "Received"] and [row["cells"] for row in found["rows"]] == [["1", "soon"]], found)
    found = read(folder / "again" / "openpyxl-1900.ods", "Othr")
    check("a_sheet_that_is_not_there_is_named_with_the_likely_one", 'did you mean "Other"' in found.get("fault", ""), found)
done()
