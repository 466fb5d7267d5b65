"""init makes the same profile and code list from an export however it was saved, and the report has the same figures."""
import csv
import datetime
import os
import shutil
import subprocess
import tempfile

import openpyxl
import tap
from councils import COUNCILS

program, root = os.environ["LADOSTAT_PROGRAM"], os.environ["LADOSTAT_ROOT"]


def rows_of(council):
    with open(f"{root}/fixtures/{council}/contacts.csv", encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def as_utf16_tabs(rows, folder):
    path = f"{folder}/export.txt"
    with open(path, "w", encoding="utf-16", newline="") as file:
        csv.writer(file, delimiter="\t").writerows(rows)
    return path


def as_windows_semicolons(rows, folder):
    path = f"{folder}/export.csv"
    with open(path, "w", encoding="cp1252", newline="") as file:
        file.write("LADO contacts, run by the case system\r\n\r\n")
        csv.writer(file, delimiter=";").writerows(rows)
    return path


def as_workbook(rows, folder):
    path = f"{folder}/export.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["LADO contacts"])
    sheet.append([])
    for row in rows:
        cells = []
        for cell in row:
            try:
                cells.append(datetime.datetime.strptime(cell, "%d/%m/%Y"))
            except ValueError:
                cells.append(int(cell) if cell.isdigit() else cell or None)
        sheet.append(cells)
    book.save(path)
    return path


def starter(rows, save):
    """profile.yaml without the line of the file's name, codes.csv, and figures.csv."""
    folder = tempfile.mkdtemp()
    try:
        path = save(rows, folder)
        done = subprocess.run([program, "init", path], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        profile = f"{folder}/profile.yaml"
        done = subprocess.run([program, "report", profile, "--formats", "csv"], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        texts = []
        for name in ("profile.yaml", "codes.csv", "out/figures.csv"):
            with open(f"{folder}/{name}", encoding="utf-8") as file:
                texts.append("".join(line for line in file if "- file:" not in line))
        return texts
    finally:
        shutil.rmtree(folder)


def as_it_is(rows, folder):
    path = f"{folder}/export.csv"
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


for council in COUNCILS:
    rows = rows_of(council)
    expected = starter(rows, as_it_is)
    for save in (as_utf16_tabs, as_windows_semicolons, as_workbook):
        found = starter(rows, save)
        for name, one, other in zip(("profile", "code list", "figures"), expected, found):
            tap.check(f"{council} {save.__name__} has the same {name}", one == other)
tap.done()
