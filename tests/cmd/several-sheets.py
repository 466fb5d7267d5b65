"""Several sheets and files at once: `sheet:` takes a name, a pattern, a list or all; the sheet with the headings is found
behind a cover; Excel's temporary files are ignored; an export alone gets a profile and a draft; every page of a draft says
so; an export given as a profile is recognised. Counts are those of what openpyxl wrote."""
import csv
import datetime
import pathlib
import re
import subprocess
import os
import tempfile
import zipfile

import openpyxl
from tap import check, done

program = os.environ["LADOSTAT_PROGRAM"]
place = tempfile.TemporaryDirectory()
folder = pathlib.Path(place.name)
HEADINGS = ["Case ref", "Date received", "Date closed", "Category of harm", "Final outcome"]


def rows(year, count, letter):
    return [[f"{letter}{n:03}", datetime.date(year, 5, 1 + n % 28), datetime.date(year, 6, 1 + n % 28),
             ["Physical", "Neglect", "Sexual"][n % 3], ["Substantiated", "Unfounded"][n % 2]] for n in range(count)]


def book(name, *sheets):
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, lines, state in sheets:
        sheet = made.create_sheet(title)
        sheet.sheet_state = state
        for line in lines:
            sheet.append(line)
    made.save(folder / name)


def run(*words):
    return subprocess.run([program, *map(str, words)], capture_output=True, text=True, cwd=folder)


book("years.xlsx", ("Cover", [["LADO cases"], ["Run by the system"]], "visible"), ("2022-23", [HEADINGS, *rows(2022, 30, "A")], "visible"),
     ("2023-24", [HEADINGS, *rows(2023, 40, "B")], "visible"), ("Notes", [["a", "b"], ["c", "d"]], "visible"),
     ("Old", [HEADINGS, *rows(2021, 9, "C")], "hidden"))
book("blank.xlsx", ("Sheet1", [], "visible"), ("Cases", [HEADINGS, *rows(2023, 20, "D")], "visible"))
with open(folder / "more.csv", "w", newline="", encoding="utf-8") as file:
    csv.writer(file).writerows([HEADINGS, *[[cell.strftime("%d/%m/%Y") if hasattr(cell, "year") else cell for cell in row] for row in rows(2023, 7, "E")]])
(folder / "~$years.xlsx").write_bytes(b"\x04Canary")


def counted(file, sheet=None):
    """How many were received in the years, or what was said."""
    (folder / "p.yaml").write_text(f"""authority: {{name: A}}
report: {{year: 2023-24, years: 3}}
records:
  - file: {file}
    {f'sheet: {sheet}' if sheet else ''}
    columns: {{id: Case ref, received: Date received, closed: Date closed, harm: Category of harm, outcome: Final outcome}}
disclosure: {{suppress-below: 0}}
""")
    ran = run("figures", "p.yaml", "--find", "contacts")
    found = re.findall(r"^contacts\.count(?: @(\S+))? +(\d+)", ran.stdout, re.M)
    return {year or "2023-24": int(count) for year, count in found} if ran.returncode == 0 else ran.stderr


two, all_three = {"2022-23": 30, "2023-24": 40}, {"2021-22": 9, "2022-23": 30, "2023-24": 40}
for sheet, expected in (("2023-24", {"2023-24": 40}), ('"20*"', two), ('"202?-2?"', two), ("[2022-23, 2023-24]", two),
                        ("all", two), ("[all, Old]", all_three), ("OLD", {"2021-22": 9, "2023-24": 0})):
    found = counted("years.xlsx", sheet)
    check(f"sheet: {sheet}", isinstance(found, dict) and {year: count for year, count in found.items() if count or year == "2023-24"} ==
          {"2023-24": 0, **expected}, found)
check("a_missing_sheet_is_reported", 'did you mean "2023-24"?' in (said := str(counted("years.xlsx", "[2022-23, 2023-25]"))), said)
check("a_named_sheet_must_have_the_headings", "years.xlsx [Notes] has no column" in (said := str(counted("years.xlsx", "[Notes, 2022-23]"))), said)
check("a_pattern_must_match_a_sheet", 'there is no sheet or table "19*"' in (said := str(counted("years.xlsx", '"19*"'))), said)
check("a_text_file_has_no_sheets", "a text file has no sheets" in (said := str(counted("more.csv", "all"))), said)
counted("years.xlsx", "all")
said = run("check", "p.yaml").stdout
check("skipped_rows_are_reported", "sheet-without-records" in said and "[Cover]" in said and "[Notes]" in said, said)
check("behind_a_cover_the_first_with_the_headings_is_read", counted("years.xlsx") == {"2022-23": 30, "2023-24": 0}, counted("years.xlsx"))
check("and_behind_a_blank_sheet", counted("blank.xlsx") == {"2023-24": 20}, counted("blank.xlsx"))
check("several_files_are_a_list", counted("[blank.xlsx, more.csv]") == {"2023-24": 27}, counted("[blank.xlsx, more.csv]"))
check("each_of_which_must_be_there", "there is no file mroe.csv" in (said := str(counted("[blank.xlsx, mroe.csv]"))), said)
check("excels_temporary_files_are_ignored", counted('"*.xlsx"') ==
      {"2022-23": 30, "2023-24": 20}, counted('"*.xlsx"'))

said = run("report", "years.xlsx")
check("an_export_is_not_a_profile", said.returncode == 2 and "this is an export" in said.stderr and "ladostat init years.xlsx" in said.stderr, said.stderr)

counted("years.xlsx", "2022-23")
unread = [line.rpartition(": ")[2] for line in run("check", "p.yaml").stdout.split("\n") if "no entry of the profile reads it" in line]
check("a_sheet_with_the_headings_that_nothing_reads_is_told", unread == ["years.xlsx [2023-24]"], unread)
counted("years.xlsx", "all")
check("and_none_where_all_are_read", "sheet-not-read" not in run("check", "p.yaml").stdout)

alone = run("more.csv")
check("an_export_alone_gets_a_pack", alone.returncode == 0 and (folder / "out/annual-report.docx").exists(), alone.stdout + alone.stderr)
check("and_a_profile_and_a_code_list", (folder / "profile.yaml").exists() and (folder / "codes.csv").exists())
check("it_says_what_it_found", "Category of harm: harm, 3 values" in alone.stdout and "marked as a draft" in alone.stdout, alone.stdout)
before = (folder / "profile.yaml").read_bytes()


def marks():
    """The outputs that say that they are a draft."""
    page = (folder / "out/annual-report.html").read_text(encoding="utf-8")
    word = zipfile.ZipFile(folder / "out/annual-report.docx")
    sheets = openpyxl.load_workbook(folder / "out/tables.xlsx")
    text = subprocess.run(["pdftotext", "-layout", folder / "out/annual-report.pdf", "-"], capture_output=True, text=True).stdout
    pages = [part for part in text.split("\f") if part.strip()]
    return {"html": "Draft: " in page, "docx": any(b"Draft: " in word.read(name) for name in word.namelist() if "header" in name),
            "xlsx": all(str(sheet["A2"].value).startswith("Draft: ") for sheet in sheets), "pdf": all("Draft: " in part for part in pages)}


check("every_page_of_it_is_marked", all(marks().values()), marks())
again = run("more.csv")
check("an_existing_profile_is_used_as_it_is", again.returncode == 0 and (folder / "profile.yaml").read_bytes() == before, again.stderr)
other = run("years.xlsx")
check("unless_it_belongs_to_another_export", other.returncode == 2 and "ladostat init years.xlsx" in other.stderr, other.stderr)
said = run("report", "more.csv")
check("the_profile_beside_it_is_named", said.returncode == 2 and "profile.yaml" in said.stderr, said.stderr)
final = run("report", "profile.yaml")
check("the_next_pack_is_not_a_draft", final.returncode == 0 and not any(marks().values()), marks())
place.cleanup()
done()
