"""Numbers typed where the pack hides one, however they are written, and sentences beside them that give nothing away:
Leicester's figures with small counts hidden, and the packs of all five councils in the same way."""
import csv
import io
import os
import re
import shutil
import subprocess
import tempfile

from councils import COUNCILS
from tap import check, done

ROOT, PROGRAM = os.environ["LADOSTAT_ROOT"], os.environ["LADOSTAT_PROGRAM"]
ABOVE = ("", "## Final outcomes\n\n")
SMALL = """authority: {name: Test Council, short-name: Test, code: E00000000}
report: {year: 2023-24, years: 1}
records: [{file: contacts.csv, columns: {id: Ref, received: Received, met: Met}}]
populations:
  - {id: met, words: contacts that met the threshold, where: [{field: met, is: ["Yes"]}]}
measures:
  - {id: contacts, title: Contacts, kind: count}
  - {id: monthly, title: Contacts by month, kind: count, per: month}
  - {id: met, title: Met the threshold, kind: share, in: met}
"""
# With the number that is taken for given away; each under every heading above.
GIVEN_AWAY = [
    ("There were 3 malicious allegations.", "3"),
    ("Malicious (n=3).", "3"),
    ("Malicious: 3", "3"),
    ("Malicious \u2013 3", "3"),
    ("Two were false.", "Two"),
    ("Of these, four were found to be false.", "four"),
    ("Three in forty were malicious.", "Three"),
    ("Only one was found to be malicious.", "one"),
    ("There was a single malicious allegation.", "single"),
    ("Malicious allegations made up 2% of outcomes.", "2%"),
    ("In 2023-24 the outcome was malicious in 1 case.", "1"),
    ("Last year ended with 3 allegations that were false.", "3"),
    ("- malicious: 3\n- anything else: none", "3"),
    ("| Outcome | Cases |\n|---|---|\n| Malicious | 3 |", "3"),
    ("| Outcome | Cases |\n|---|---|\n| False | two |", "two"),
    ("| Malicious | 3 |\n|---|---|\n| Withdrawn | 9 |", "3"),
]
NOTHING_AWAY = [
    "On 3 May 2023 a malicious allegation was discussed.",
    "3. Malicious allegations are recorded apart.",
    "A malicious allegation is closed within 3 months.",
    "We held 3 training sessions on malicious and false allegations.",
    "Two briefings for schools explained what false means.",
    "No one was found to have been malicious.",
    "Table 3 shows what was malicious.",
    "One of the aims is to record malicious allegations well.",
    "There were 53 substantiated allegations, and some were false.",
    "The board asked 3 questions.",
    "Three people joined the team.",
    "Anyone aged 3 may be the child of a malicious allegation.",
    "| Outcome | Cases |\n|---|---|\n| Substantiated | 53 |\n| Malicious | [c] |",
]


def run(*arguments):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True)


def hiding(council, work):
    folder = os.path.join(work, council)
    shutil.copytree(os.path.join(ROOT, "fixtures", council), folder)
    path = os.path.join(folder, "profile.yaml")
    with open(path, encoding="utf-8") as file:
        text = re.sub(r"^disclosure:.*\n", "", file.read(), flags=re.M)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text + "disclosure: {suppress-below: 5}\n")
    return path


def proof(profile, document):
    result = run("proof", profile, document, "--format", "csv")
    if result.returncode not in (0, 1):
        raise AssertionError(result.stderr)
    return result.returncode, list(csv.DictReader(io.StringIO(result.stdout)))


def proof_of(profile, text, ending, work):
    path = os.path.join(work, f"one.{ending}")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return proof(profile, path)


def as_docx(text, path):
    """A table typed without headings, in a Word file of its own."""
    import docx
    document = docx.Document()
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if not line.startswith("|---")]
    table = document.add_table(len(lines), len(lines[0]))
    for i, line in enumerate(lines):
        for j, cell in enumerate(line):
            table.cell(i, j).text = cell
    document.save(path)


with tempfile.TemporaryDirectory(prefix="proof-") as work:
    profile = hiding("leicester", work)
    figures = list(csv.DictReader(io.StringIO(run("figures", profile, "--format", "csv").stdout)))
    hidden = {row["category"] for row in figures if row["measure"] == "outcomes" and row["period"] == "2023-24" and row["status"] == "c"}
    check("malicious_and_false_are_hidden", {"Malicious", "False"} <= hidden, hidden)

    missed, answers = [], {}
    for text, word in GIVEN_AWAY:
        for above in ABOVE:
            status, rows = proof_of(profile, above + text + "\n", "md", work)
            if status != 1 or (word, "hidden") not in [(row["words"], row["verdict"]) for row in rows]:
                missed.append((above, text, status, [(row["words"], row["verdict"]) for row in rows]))
    check("a_number_in_place_of_a_hidden_one_is_given_away", not missed, "\n".join(map(str, missed)))

    # What is said is the same whether the number is right or not.
    told = []
    for number in ("1", "2", "3", "4"):
        rows = proof_of(profile, f"There were {number} malicious allegations and {number} false ones.\n", "md", work)[1]
        told.append([(row["verdict"], row["says"], row["reference"]) for row in rows])
    check("and_whether_it_is_right_is_not_revealed", len(told[0]) == 2 and all(one == told[0] for one in told), told)

    tables = [text for text, _ in GIVEN_AWAY if text.startswith("|")]
    missed = []
    for text in tables:
        as_docx(text, os.path.join(work, "table.docx"))
        status, rows = proof(profile, os.path.join(work, "table.docx"))
        if status != 1 or [row["verdict"] for row in rows].count("hidden") != 1:
            missed.append((text, rows))
    check("so_it_is_in_a_table_of_a_word_file", not missed, missed)

    accused = []
    for text in NOTHING_AWAY:
        for above in ABOVE:
            status, rows = proof_of(profile, above + text + "\n", "md", work)
            accused += [(above, text, row["words"]) for row in rows if row["verdict"] == "hidden"]
    check("text_that_gives_nothing_away_is_not_accused", not accused, "\n".join(map(str, accused)))

    # A number of another year that the pack shows may be said again; beside others that it shows of the row as well.
    years = "earlier.csv"
    with open(os.path.join(work, "leicester", years), "w", encoding="utf-8") as file:
        file.write("measure,period,category,count,base\noutcomes,2016-17,Malicious,3,120\n")
    with open(profile, encoding="utf-8") as file:
        text = file.read()
    with open(profile, "w", encoding="utf-8") as file:
        file.write(re.sub(r"years: \d+", "years: 8", text.replace("figures: [", f"figures: [{years}, ")))
    shown = [row for row in csv.DictReader(io.StringIO(run("figures", profile, "--format", "csv").stdout))
             if (row["measure"], row["period"], row["category"], row["status"], row["count"]) == ("outcomes", "2016-17", "Malicious", "s", "3")]
    for above in ABOVE:
        rows = proof_of(profile, above + "In 2016-17 there were 3 malicious allegations.\n", "md", work)[1] if shown else []
        check(f"another_year's_is_not_accused_{ABOVE.index(above)}", not [row for row in rows if row["verdict"] == "hidden"], rows)

    # A month, and what a share is of.
    small = os.path.join(work, "small")
    os.mkdir(small)
    counts = [9, 3, 8, 9, 2, 7, 9, 11, 12, 9, 8, 10]
    with open(os.path.join(small, "contacts.csv"), "w", encoding="utf-8") as file:
        file.write("Ref,Received,Met\n" + "".join(
            f"{month * 20 + i},{1 + i:02}/{(month + 3) % 12 + 1:02}/{2023 + (month > 8)},{'No' if month == i == 0 else 'Yes'}\n"
            for month in range(12) for i in range(counts[month])))
    profile = os.path.join(small, "profile.yaml")
    with open(profile, "w", encoding="utf-8") as file:
        file.write(SMALL)
    missed, accused = [], []
    for text in ("There were 3 contacts in May.", "In May 2023 we received three contacts.", "Two contacts came in August.",
                 "Only one contact had not met the threshold.", "| Month | Contacts |\n|---|---|\n| May | 3 |"):
        status, rows = proof_of(profile, text, "md", work)
        if status != 1 or [row["verdict"] for row in rows].count("hidden") != 1:
            missed.append((text, rows))
    for text in ("There were 9 contacts in April.", "We met 3 times in May.", "In May 2023 we wrote to 3 schools.", "In June there were 8 contacts."):
        accused += [(text, rows) for rows in [proof_of(profile, text, "md", work)[1]] if "hidden" in [row["verdict"] for row in rows]]
    check("months_and_shares_are_given_away_too", not missed and not accused, (missed, accused))

    for council in COUNCILS:
        path = os.path.join(work, "leicester/profile.yaml") if council == "leicester" else hiding(council, work)
        run("report", path, "--formats", "html,docx")
        for kind in ("html", "docx"):
            rows = proof(path, os.path.join(os.path.dirname(path), f"out/annual-report.{kind}"))[1]
            wrong = [row for row in rows if row["verdict"] in ("hidden", "contradicted")]
            check(f"{council}_own_{kind}_that_hides_is_not_accused", len(rows) > 20 and not wrong, wrong[:6])
done()
