"""The same pack, however an export was saved: every council's records, saved again in each way that a council may hand them
over, by Python and by LibreOffice, give the same figures.csv byte for byte."""
import codecs
import csv
import os
import pathlib
import shutil
import subprocess
import tempfile

from councils import COUNCILS
from tap import check, done

root = pathlib.Path(os.environ["LADOSTAT_ROOT"])
program = os.environ["LADOSTAT_PROGRAM"]


def rows_of(council):
    with open(root / "fixtures" / council / "contacts.csv", encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def text(rows, delimiter, line_end):
    lines = []
    for row in rows:
        cells = ['"' + cell.replace('"', '""') + '"' if any(c in cell for c in '";,\t|\n') else cell for cell in row]
        lines.append(delimiter.join(cells) + line_end)
    return "".join(lines)


def with_notes(rows):
    """A column that no profile names, with the letters and signs by which Windows-1252 shows."""
    return [row + ["Officer’s notes" if i == 0 else "“Café” – £5"] for i, row in enumerate(rows)]


variants = {
    "utf16-tabs.txt": lambda rows: codecs.BOM_UTF16_LE + text(with_notes(rows), "\t", "\r\n").encode("utf-16-le"),
    "utf16-big-endian-unmarked.csv": lambda rows: text(rows, ",", "\n").encode("utf-16-be"),
    "windows-semicolons.csv": lambda rows: text(with_notes(rows), ";", "\r\n").encode("windows-1252"),
    "marked-pipes.csv": lambda rows: codecs.BOM_UTF8 + text(rows, "|", "\r").encode("utf-8"),
    "title-and-total.csv": lambda rows: text(
        [["LADO contacts", "", "all teams"], ["Run on the first, by the case system"], []] + rows
        + [[""] * len(rows[0]), ["Total", str(len(rows) - 1)]], ",", "\n").encode("utf-8"),
}


def save_with_libreoffice(folder):
    """Every sheet.csv becomes XLSX and ODS in one start each; day-first dates become dates of the workbook."""
    for kind in ("xlsx", "ods"):
        sources = []
        for council in COUNCILS:
            source = folder / f"{council}.csv"
            shutil.copy(root / "fixtures" / council / "contacts.csv", source)
            sources.append(str(source))
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
             # comma, double quotes, UTF-8, from line 1, default formats, English (UK), quoted as text no, detect dates
             "--infilter=CSV:44,34,76,1,,2057,false,true", "--convert-to", kind, "--outdir", str(folder), *sources],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=280)


def figures(folder, council, export):
    """figures.csv of the council's profile with this export in the place of its own."""
    place = folder / "council"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(root / "fixtures" / council, place)
    (place / "contacts.csv").unlink()
    shutil.copy(export, place / export.name)
    profile = place / "profile.yaml"
    profile.write_text(profile.read_text().replace("file: contacts.csv", f"file: {export.name}"))
    run = subprocess.run([program, "report", str(profile), "--formats", "csv", "--out", str(place / "out")],
                         capture_output=True, text=True)
    if run.returncode:
        return None, run.stderr
    found = subprocess.run([program, "check", str(profile)], capture_output=True, text=True)
    return (place / "out" / "figures.csv").read_bytes(), found.stdout


def cells_are_dates(path):
    """LibreOffice has made real dates, so that the test is about them."""
    import openpyxl
    sheet = openpyxl.load_workbook(path, read_only=True).worksheets[0]
    return any(cell.is_date for row in sheet.iter_rows(min_row=2, max_row=3) for cell in row if cell.value is not None)


with tempfile.TemporaryDirectory(prefix="resaved-") as name:
    folder = pathlib.Path(name)
    save_with_libreoffice(folder)
    for council in COUNCILS:
        rows = rows_of(council)
        expected, why = figures(folder, council, root / "fixtures" / council / "contacts.csv")
        check(f"{council}_gives_figures_from_its_own_export", expected, why)
        for variant, save in variants.items():
            export = folder / variant
            export.write_bytes(save(rows))
            found, why = figures(folder, council, export)
            check(f"{council}_is_the_same_from_{variant}", found == expected, why)
            if variant == "windows-semicolons.csv":
                check(f"{council}_reports_its_encoding", "read as Windows-1252" in why, why)
            if variant == "title-and-total.csv":
                check(f"{council}_reports_the_titles_and_the_total",
                      "title-lines" in why and "total-lines" in why, why)
        check(f"{council}_has_dates_in_the_workbook_of_libreoffice", cells_are_dates(folder / f"{council}.xlsx"))
        for kind in ("xlsx", "ods"):
            found, why = figures(folder, council, folder / f"{council}.{kind}")
            check(f"{council}_is_the_same_from_{kind}_of_libreoffice", found == expected, why)
done()
