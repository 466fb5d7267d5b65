"""The same bytes, messages and exit status on any number of threads, wherever a text is cut for them: the nastiest exports,
read whole on one thread and in small pieces on several."""
import os
import pathlib
import random
import subprocess
import tempfile

from tap import check, done

program = os.environ["LADOSTAT_PROGRAM"]
profile = """authority: {name: Test Council, short-name: Test, code: E00000000}
report: {year: 2023-24, years: 2, as-at: 2024-05-31}
records:
  - file: export.csv
    columns: {id: Ref, received: Received, harm: Harm, themes: Themes, person: Worker, outcome: Outcome, closed: Closed, place: Place}
fields:
  - {field: themes, separator: ";"}
  - {field: person, type: identifier}
codes: codes.csv
disclosure: {suppress-below: 0}
"""
codes = "field,category,part,value\nharm,Neglect,,\nharm,Physical,,Physical harm\nthemes,Home,,\nthemes,School,,\n"
headings = "Ref,Received,Harm,Themes,Worker,Outcome,Closed,Place,Notes"
choose = random.Random(7)


def date():
    return f"{choose.randint(1, 28):02d}/{choose.randint(1, 12):02d}/{choose.choice([2022, 2023, 2023, 2024])}"


def row(number):
    """A row with something wrong in many of them: blanks, strangers, days that there are not, ids met before."""
    received = choose.choice([date()] * 12 + ["", "31/02/2023", "n/k", "01/01/1900", "2023-05-06", "45000", "03/04/2030"])
    harm = choose.choice(["Neglect", "neglect ", "Physical harm", "Pysical", "", "Other", "NEGLECT"])
    themes = choose.choice(["Home", "School; Home", "Home;Pets", "", "School;school;Home", "Zoo"])
    note = choose.choice(["plain", '"two\nlines"', '"three\r\n\r\nlines"', '"a ""quoted"" word, and a comma"', '""', '"line end\n"', "  ", "é £"])
    closed = choose.choice([date(), "", "", "99/99/2023"])
    place = choose.choice(["North", "South", "north", "East side", f"Place {number % 50}"])
    ref = choose.choice([f"R{number}"] * 8 + ["", f"r{max(number - choose.randint(1, 200), 0)} "])
    person = choose.choice(["", f"P{choose.randint(1, 60)}"])
    extra = choose.choice([""] * 30 + [",more", ",,"])
    return f"{ref},{received},{harm},{themes},{person},{choose.choice(['', 'Unfounded', 'False'])},{closed},{place},{note}{extra}"


def rows(count):
    out = []
    for number in range(count):
        out.append(row(number))
        if choose.random() < 0.02:
            out.append(choose.choice(["", ",,,,,,,,", "   ", headings, "Total,,,,,,,,12", "Subtotal: 4"]))
    return out


body = "\n".join([headings] + rows(700)) + "\n"
title = '"Contacts, all\nteams"\n\nRun by the case system\n'
inches = body.replace("plain", '5" pipe', 3)
many_inches = body.replace("plain", '5" pipe')
month_first = "\n".join([headings] + [f"M{i},{i % 12 + 1:02d}/{i % 28 + 1:02d}/2023,Neglect,Home,,,,North,x" for i in range(300)])
exports = {
    "all_that_goes_wrong_in_rows": body.encode(),
    "titles_above_the_headings": (title + body).encode(),
    "windows_line_ends": body.replace("\n", "\r\n").encode(),
    "old_mac_line_ends": body.replace("\r\n", "\n").replace("\n", "\r").encode(),
    "utf16": b"\xff\xfe" + body.encode("utf-16-le"),
    "windows_1252": body.encode("windows-1252"),
    "a_byte_order_mark": b"\xef\xbb\xbf" + body.encode(),
    "a_few_stray_quotes": inches.encode(),
    "stray_quotes_in_every_few_rows": many_inches.encode(),
    "no_line_end_at_the_end": body.rstrip("\n").encode(),
    "month_first_dates": month_first.encode(),
    "one_row_longer_than_all_pieces": (body + f'L,01/04/2023,Neglect,Home,,,,North,"{"long and longer " * 4000}"\n' + body[200:]).encode(),
    "blank_lines_by_the_hundred": body.replace("\nR1", "\n\n\n\nR1").encode(),
    "a_quote_that_is_never_closed": (body + 'U,01/04/2023,Neglect,Home,,,,North,"open\n' + body[len(headings):].replace('"', "")).encode(),
    "a_quote_behind_a_quoted_cell": (body + 'U,01/04/2023,Neglect,Home,,,,North,"shut"x\n' + body).encode(),
    "a_nul_byte": (body + "U,01/04/2023,Negl\0ect\n" + body).encode(),
    "cut_in_a_character": (body + "U,01/04/2023,Caf").encode() + b"\xc3",
    "a_fault_and_another_behind_it": (body + 'U,"a"x\n' + "U,01/04/2023,Caf").encode("utf-16") + b"\x00",
    "a_row_of_too_many_cells": (body + "," * 5000 + "\n" + body).encode(),
    "headings_alone": (headings + "\n").encode(),
}


def outcome(folder, threads, size):
    environment = dict(os.environ, LADOSTAT_THREADS=str(threads), SOURCE_DATE_EPOCH="1700000000")
    environment.pop("LADOSTAT_PART_ROWS", None)
    if size:
        environment["LADOSTAT_PART_ROWS"] = str(size)
    run = subprocess.run([program, "report", "profile.yaml", "--formats", "csv", "--internal", "--out", "out"], cwd=folder, env=environment,
                         capture_output=True, text=True)
    files = {path.name: path.read_bytes() for path in sorted((folder / "out").glob("*"))} if run.returncode == 0 else {}
    return run.returncode, run.stderr, files


for name, content in exports.items():
    with tempfile.TemporaryDirectory(prefix="threads-") as made:
        folder = pathlib.Path(made)
        (folder / "profile.yaml").write_text(profile)
        (folder / "codes.csv").write_text(codes)
        (folder / "export.csv").write_bytes(content)
        whole = outcome(folder, 1, 0)
        different = []
        for threads in (1, 2, 3, 7):
            for size in (1, 5, 100):
                got = outcome(folder, threads, size)
                if got != whole:
                    parts = [part for part in whole[2] if got[2].get(part) != whole[2][part]]
                    different.append(f"{threads} threads, {size} rows: {got[0]} {got[1][-300:]} {parts}")
        expected = 3 if name.startswith(("a_quote", "a_nul", "cut", "a_fault", "a_row", "month")) else 0
        check(name, not different and whole[0] == expected, "\n".join([f"whole: {whole[0]} {whole[1][-300:]}"] + different[:4]))
done()
