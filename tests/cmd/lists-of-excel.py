"""Code lists, figures files and lists of authorities are the same however Excel saved them: with a byte order mark,
semicolons, tabs, empty columns and rows at the end, as one sheet of a workbook among others, as an .ods; every figure is
that of the plain CSV. init adds new values to a list with semicolons, and leaves a workbook to its owner."""
import csv
import os
import pathlib
import shutil
import subprocess
import tempfile

import openpyxl
from tap import check, done

program, root = os.environ["LADOSTAT_PROGRAM"], pathlib.Path(os.environ["LADOSTAT_ROOT"])
LISTS = {"codes.csv": "codes", "training-and-feedback.csv": "figures", "children.csv": "children", "neighbours.csv": "neighbours"}


def rows_of(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def as_text(delimiter, mark=False, behind=0, encoding="utf-8", ending="\r\n"):
    def save(path, rows):
        with open(path, "w", encoding="utf-8-sig" if mark else encoding, newline="") as file:
            csv.writer(file, delimiter=delimiter, lineterminator=ending).writerows([*row, *[""] * behind] for row in rows)
            file.write((delimiter * (len(rows[0]) + behind - 1) + ending) * behind)
        return path
    return save


def as_book(path, rows):
    """Numbers as numbers, on the third sheet, below a title."""
    book = openpyxl.Workbook()
    book.active.append(["Lists"])
    book.create_sheet("Other").append(["a", "b"])
    sheet = book.create_sheet("The list")
    if not rows[0][0].startswith(("#", "la_", "authority")):
        sheet.append(["A title above it"])
    for row in rows:
        sheet.append([int(cell) if cell.isdigit() and len(cell) < 9 else cell or None for cell in row])
    if rows[0][0].startswith(("#", "la_", "authority")):
        book.move_sheet(sheet, -2)
    made = path.with_suffix(".xlsx")
    book.save(made)
    return made


def as_ods(path, rows):
    made = as_book(path, rows)
    subprocess.run(["soffice", f"-env:UserInstallation=file://{path.parent}/office", "--headless", "--convert-to", "ods", "--outdir", path.parent, made],
                   check=True, capture_output=True)
    made.unlink()
    return made.with_suffix(".ods")


def figures(save):
    """figures.csv of Leicester with its lists saved so, or what was said."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        shutil.copytree(root / "fixtures/leicester", folder / "leicester")
        folder /= "leicester"
        profile = (folder / "profile.yaml").read_text(encoding="utf-8")
        for file in LISTS if save else ():
            rows = rows_of(folder / file)
            (folder / file).unlink()
            profile = profile.replace(file, save(folder / file, rows).name)
        (folder / "profile.yaml").write_text(profile, encoding="utf-8")
        ran = subprocess.run([program, "report", folder / "profile.yaml", "--formats", "csv"], capture_output=True, text=True)
        return (folder / "out/figures.csv").read_text(encoding="utf-8") if ran.returncode == 0 else ran.stderr


plain = figures(None)
check("the_plain_lists_are_read", plain.count("\n") > 300, plain[:400])
for name, save in (("with a byte order mark", as_text(",", mark=True)), ("with semicolons", as_text(";", mark=True)), ("with tabs", as_text("\t")),
                   ("with empty columns and rows behind", as_text(",", behind=3)), ("with semicolons and empty columns", as_text(";", behind=2)),
                   ("with line feeds alone", as_text(";", ending="\n")), ("on a sheet of a workbook", as_book), ("on a sheet of an .ods", as_ods)):
    found = figures(save)
    check(f"the same figures {name}", found == plain, found[:600] if found != plain else "")

with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    export = "Case ref,Date received,Category of harm\n" + "".join(f"{n},0{n % 9 + 1}/05/2023,{'Physical' if n % 2 else 'Neglect'}\n" for n in range(40))
    (folder / "export.csv").write_text(export)
    assert subprocess.run([program, "init", folder / "export.csv"], capture_output=True).returncode == 0
    rows = rows_of(folder / "codes.csv")
    as_text(";", mark=True, behind=2)(folder / "codes.csv", rows)
    before = (folder / "codes.csv").read_bytes()
    (folder / "export.csv").write_text(export + "".join(f"x{n},03/05/2023,Online; or by phone\n" for n in range(6)))
    ran = subprocess.run([program, "init", folder / "export.csv"], capture_output=True, text=True)
    after = (folder / "codes.csv").read_bytes()
    check("init_goes_on_with_semicolons", ran.returncode == 0 and after.startswith(before) and
          after[len(before):] == b'harm;;;"Online; or by phone";6\r\n', f"{after[len(before):]} {ran.stdout}{ran.stderr}")
    check("and_reads_them", subprocess.run([program, "check", folder / "profile.yaml"], capture_output=True).returncode == 0)
    (folder / "codes.csv").unlink()
    as_book(folder / "codes.csv", rows)
    profile = (folder / "profile.yaml").read_text(encoding="utf-8").replace("codes: codes.csv", "codes: codes.xlsx")
    (folder / "profile.yaml").write_text(profile, encoding="utf-8")
    book = (folder / "codes.xlsx").read_bytes()
    ran = subprocess.run([program, "init", folder / "export.csv"], capture_output=True, text=True)
    check("init_leaves_a_workbook_to_its_owner", ran.returncode == 0 and (folder / "codes.xlsx").read_bytes() == book and
          '"Online; or by phone", 6 rows, to be decided' in ran.stdout and "it is a workbook" in ran.stdout, ran.stdout + ran.stderr)
    wrong = openpyxl.Workbook()
    wrong.active.append(["Field", "Kategory"])
    wrong.save(folder / "codes.xlsx")
    ran = subprocess.run([program, "check", folder / "profile.yaml"], capture_output=True, text=True)
    check("a_workbook_without_the_list_is_reported", ran.returncode == 2 and "no sheet has the headings of a code list" in ran.stderr, ran.stderr)
done()
