"""ladostat proof: it accuses neither our own reports nor anything right, and reveals nothing hidden."""
import csv
import io
import os
import random
import re
import resource
import shutil
import subprocess
import tempfile
import zipfile

from councils import COUNCILS
from tap import check, done

program = os.environ["LADOSTAT_PROGRAM"]
OTHERS = ("board-pack", "benchmarking", "foi")


def run(*arguments):
    return subprocess.run([program, *arguments], capture_output=True, text=True)


def proof(council, document, *options):
    """Of a council of the fixtures, or in a folder elsewhere."""
    result = run("proof", f"{os.path.join('fixtures', council)}/profile.yaml", document, "--format", "csv", *options)
    return result.returncode, list(csv.DictReader(io.StringIO(result.stdout)))


def accused(rows):
    return [row for row in rows if row["verdict"] in ("nearly", "contradicted", "hidden")]


UPDATE = '''Sub Update(folder As String, names As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue, word(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  word(0).Name = "FilterName" : word(0).Value = "MS Word 2007 XML"
  Dim document As Object, one, i
  For Each one In Split(names, " ")
    document = StarDesktop.loadComponentFromURL(ConvertToURL(folder &amp; "/" &amp; one &amp; ".docx"), "_blank", 0, hidden())
    For i = 0 To document.getDocumentIndexes().getCount() - 1
      document.getDocumentIndexes().getByIndex(i).update()
    Next i
    document.storeToURL(ConvertToURL(folder &amp; "/again/" &amp; one &amp; ".docx"), word())
    document.close(True)
  Next one
End Sub'''


def update_contents(folder, names):
    """Opens Word files in LibreOffice, brings their contents up to date, and saves them under again/."""
    os.mkdir(f"{folder}/again")
    for kind, name, text in (
            ("library", "script.xlb", 'library:name="Standard" library:readonly="false" library:passwordprotected="false">'
             '<library:element library:name="Contents"/>'),
            ("module", "Contents.xba", f'script:name="Contents" script:language="StarBasic">{UPDATE}')):
        prefix = kind if kind == "library" else "script"
        with open(f"{folder}/office/user/basic/Standard/{name}", "w", encoding="utf-8") as file:
            file.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<{prefix}:{kind} '
                       f'xmlns:{prefix}="http://openoffice.org/2000/{prefix}" {text}</{prefix}:{kind}>')
    subprocess.run(["libreoffice", f"-env:UserInstallation=file://{folder}/office", "--headless",
                    f'macro:///Standard.Contents.Update("{folder}","{" ".join(names)}")'], capture_output=True)


with tempfile.TemporaryDirectory() as folder:
    for council in COUNCILS:
        run("report", f"fixtures/{council}/profile.yaml", "--out", f"{folder}/{council}", "--formats", "html,docx,pdf",
            *(option for name in OTHERS for option in ("--template", f"{name}.md")), "--template", "annual-report.md")
        for kind in ("html", "docx", "pdf"):
            status, rows = proof(council, f"{folder}/{council}/annual-report.{kind}")
            wrong = [row for row in rows if row["verdict"] not in ("supported", "not checked")]
            check(f"{council}_own_{kind}_is_not_accused", status == 0 and len(rows) > 50 and not wrong, wrong[:6])
            checked = sum(row["verdict"] == "supported" for row in rows)
            check(f"{council}_own_{kind}_is_mostly_checked", checked >= (0.5 if kind == "pdf" else 0.6) * len(rows), f"{checked} of {len(rows)}")

        for name in OTHERS:
            for kind in ("html", "docx"):
                status, rows = proof(council, f"{folder}/{council}/{name}.{kind}")
                wrong = accused(rows)
                check(f"{council}_own_{name}_{kind}_is_not_accused", status == 0 and (rows or name == "benchmarking") and not wrong, wrong[:6])

        # What the packs' own prose says in numbers is computed: no file of it has one typed that a figure supports.
        typed = [(name, row["words"]) for name in sorted(os.listdir(f"fixtures/{council}/narrative"))
                 for row in proof(council, f"fixtures/{council}/narrative/{name}")[1] if row["verdict"] != "not checked"]
        check(f"{council}_has_no_figure_typed_in_its_prose", not typed, typed)

    # None of the five hides small counts and has a growing caseload; many a council does.
    shutil.copytree("fixtures/leicester", f"{folder}/small")
    with open(f"{folder}/small/profile.yaml", encoding="utf-8") as file:
        text = re.sub(r"^disclosure:.*\n", "", file.read(), flags=re.M)
    with open(f"{folder}/small/profile.yaml", "w", encoding="utf-8") as file:
        file.write(text.replace("measures:\n", "measures:\n  - {id: caseload, title: Caseload, kind: caseload, of: investigations}\n"))
    with open(f"{folder}/small/caseload.md", "w", encoding="utf-8") as file:
        file.write("# Caseload\n\nCases open at the start and received, less those closed, are open at the end.\n")
    run("report", f"{folder}/small/profile.yaml", "--formats", "html")
    rows = proof(f"{folder}/small", f"{folder}/small/out/annual-report.html")[1]
    check("statements_about_hidden_open_cases_are_not_accused", len(rows) > 50 and not accused(rows), accused(rows)[:6])
    hidden = [row for row in rows if "figures are hidden" in row["sentence"]]
    check("the_number_of_hidden_figures_is_not_shown", not hidden, hidden)
    rows = proof(f"{folder}/small", f"{folder}/small/caseload.md")[1]
    check("a_number_less_closed_cases_is_not_a_change", not rows, rows)

    # Text boxes, notes and tracked changes, as they would read when accepted; contents are nobody's words.
    PARTS = {
        "word/document.xml": "<w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr><w:r><w:t>Number of contacts</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:pStyle w:val='Contents1'/></w:pPr><w:r><w:t>Number of contacts 5</w:t></w:r></w:p>"
        "<w:p><w:hyperlink w:anchor='_Toc1'><w:r><w:t>Number of contacts 6</w:t></w:r></w:hyperlink></w:p>"
        "<w:p><w:r><w:t>There were </w:t></w:r><w:r><w:txbxContent><w:p><w:r><w:t>There were 391 contacts in 2023-24.</w:t></w:r></w:p>"
        "</w:txbxContent></w:r><w:del><w:r><w:delText>395</w:delText></w:r></w:del><w:ins><w:r><w:t>359</w:t></w:r></w:ins>"
        "<w:r><w:t> contacts in 2023-24.</w:t></w:r></w:p>",
        "word/footnotes.xml": "<w:footnote><w:p><w:r><w:t>There were 396 contacts in 2023-24.</w:t></w:r></w:p></w:footnote>"}
    with zipfile.ZipFile(f"{folder}/parts.docx", "w") as package:
        for name, body in PARTS.items():
            package.writestr(name, f"<w:document xmlns:w='w'>{body}</w:document>")
    rows = proof("leicester", f"{folder}/parts.docx")[1]
    check("boxes_notes_and_changes_are_read_and_contents_are_not",
          [(row["words"], row["verdict"]) for row in rows] == [("391", "nearly"), ("359", "nearly"), ("396", "nearly")], rows)

    # One reading for all that is made of elements: tables within tables, lists within items, HTML within Markdown.
    NESTED = """<h2>Number of contacts</h2><ul><li>There were 391 contacts in 2023-24.
<ul><li>There were 396 contacts in 2023-24.</li></ul></li></ul><table></table>
<table><tr><td>Beside it<table><tr><th>Year</th><th>2023-24</th></tr><tr><td>Contacts</td><td>392</td></tr></table></td></tr></table>
<p>There were <b>359</b> contacts<br>in 2023-24.</p>"""
    for name in ("nested.html", "nested.md"):
        with open(f"{folder}/{name}", "w", encoding="utf-8") as file:
            file.write(NESTED)
        rows = proof("leicester", f"{folder}/{name}")[1]
        check(f"each_part_of_{name}_is_read_on_its_own",
              [row["words"] for row in rows] == ["391", "396", "392", "359"]
              and rows[2]["place"].endswith('row "Contacts", column "2023-24"'), rows)

    # The Word files as LibreOffice saves them again.
    for council in COUNCILS:
        os.rename(f"{folder}/{council}/annual-report.docx", f"{folder}/{council}.docx")
    subprocess.run(["libreoffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", "odt",
                    "--outdir", folder, *(f"{folder}/{council}.docx" for council in COUNCILS)], capture_output=True)
    for council in COUNCILS:
        status, rows = proof(council, f"{folder}/{council}.odt")
        check(f"{council}_own_odt_is_not_accused", status == 0 and len(rows) > 50 and not accused(rows), accused(rows)[:6])
    update_contents(folder, COUNCILS)
    for council in COUNCILS:
        status, rows = proof(council, f"{folder}/again/{council}.docx")
        check(f"{council}_own_docx_with_its_contents_updated_is_not_accused", status == 0 and len(rows) > 50 and not accused(rows), accused(rows)[:6])

    rows = proof("leicester", "tests/cmd/proof/right-for-leicester.md")[1]
    check("right_sentences_that_are_hard_to_read_are_supported",
          len(rows) > 20 and all(row["verdict"] in ("supported", "not clear") for row in rows),
          [row for row in rows if row["verdict"] not in ("supported", "not clear")])

    # Sentences made of the figures themselves: right ones pass, a wrong direction or digit is found.
    chance = random.Random(9)
    figures = list(csv.DictReader(io.StringIO(run("figures", "fixtures/leicester/profile.yaml", "--format", "csv").stdout)))
    by_name = {(f["measure"], f["category"], f["part"], f["period"]): f for f in figures}
    pairs = []
    for figure in figures:
        before = by_name.get((figure["measure"], figure["category"], figure["part"], "2022-23"))
        if figure["measure"] in ("harm", "source") and figure["period"] == "2023-24" and figure["category"] \
                and not figure["part"] and before and figure["count"] not in ("", before["count"]) \
                and before["count"] and figure["category"] != "Not recorded":
            pairs.append((figure["measure"], figure["category"], int(figure["count"]), int(before["count"])))
    titles = {"harm": "Contacts by category of harm", "source": "Who makes contact"}
    right, reversed_, slipped = [], [], []
    for measure, category, now, then in pairs:
        verbs = ("rose", "fell") if now > then else ("fell", "rose")
        end = chance.choice(("", " contacts"))
        right.append(f"## {titles[measure]}\n\n{category}: the number {verbs[0]} from {then} to {now}{end}.\n")
        reversed_.append(f"## {titles[measure]}\n\n{category}: the number {verbs[1]} from {then} to {now}{end}.\n")
        if now >= 100:
            slipped.append(f"## {titles[measure]}\n\n{category}: the number was {now + chance.choice((1, 2))}{end}.\n")

    def each(texts):
        for text in texts:
            with open(f"{folder}/one.md", "w", encoding="utf-8") as file:
                file.write(text)
            yield text, proof("leicester", f"{folder}/one.md")[1]

    wrong = [(text, accused(rows)) for text, rows in each(right) if accused(rows)]
    check("right_sentences_are_not_accused", pairs and not wrong, wrong[:3])
    missed = [text for text, rows in each(reversed_) if not any(row["verdict"] == "contradicted" for row in rows)]
    check("a_wrong_direction_is_contradicted", not missed, missed)
    missed = [text for text, rows in each(slipped) if all(row["verdict"] == "supported" for row in rows)]
    check("a_wrong_digit_is_not_supported", slipped and not missed, missed)

    # What cannot be read, and what is passed over.
    for name, contents in (("not.docx", b"PK\x03\x04 cut"), ("binary.txt", b"a\0b"), ("sheet.pdf", b"%PDF-1.7")):
        with open(f"{folder}/{name}", "wb") as file:
            file.write(contents)
        result = run("proof", "fixtures/leicester/profile.yaml", f"{folder}/{name}")
        check(f"{name}_is_refused_in_one_line",
              result.returncode == 3 and result.stderr.count("\n") == 1 and name in result.stderr, result.stderr)
    with zipfile.ZipFile(f"{folder}/bomb.docx", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"<w:document xmlns:w='w'>" + b"<w:p/>" * (8 << 20) + b"</w:document>")
    result = run("proof", "fixtures/leicester/profile.yaml", f"{folder}/bomb.docx")
    check("a_package_that_unpacks_to_too_much_is_refused", result.returncode == 3 and "far more" in result.stderr, result.stderr)
    wide = ["  ".join(["Row"] + cells) for cells in (["2022-23", "2023-24"], [f"h{i}" for i in range(9000)], ["1"] * 9000)]
    with open(f"{folder}/wide.txt", "w", encoding="utf-8") as file:
        file.write("\n".join(wide))
    result = subprocess.run([program, "proof", "fixtures/leicester/profile.yaml", f"{folder}/wide.txt"], capture_output=True,
                            text=True, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (15, 15)))
    check("a_table_of_very_many_columns_is_refused_soon", result.returncode == 3 and "limit" in result.stderr, result)
    with open(f"{folder}/ignored.md", "w", encoding="utf-8") as file:
        file.write("On 12 May 2023, section 47 of part four and page 9 were read by staff aged 16 within 24 hours.\n\n"
                   "<!-- proof: off -->\n\n777 is passed over.\n\n<!-- proof: on -->\n\nWe sent 888 letters.\n")
    with open(f"{folder}/phrases", "w", encoding="utf-8") as file:
        file.write("888 letters\n")
    rows = proof("leicester", f"{folder}/ignored.md")[1]
    check("anything_that_is_not_a_figure_is_ignored", [row["words"] for row in rows] == ["888"], rows)
    status, rows = proof("leicester", f"{folder}/ignored.md", "--ignore", f"{folder}/phrases")
    check("phrases_in_a_file_are_ignored", status == 0 and not rows, rows)

    # Leicester's small counts, as another council would hide them: a number in their place is told without its value.
    os.mkdir(f"{folder}/hiding")
    for name in os.listdir("fixtures/leicester"):
        if name != "profile.yaml":
            os.symlink(os.path.abspath(f"fixtures/leicester/{name}"), f"{folder}/hiding/{name}")
    with open("fixtures/leicester/profile.yaml", encoding="utf-8") as file:
        profile = file.read()
    with open(f"{folder}/hiding/profile.yaml", "w", encoding="utf-8") as file:
        file.write(profile.replace("suppress-below: 0", "suppress-below: 5"))
    hidden = [f for f in csv.DictReader(io.StringIO(run("figures", f"{folder}/hiding/profile.yaml", "--format", "csv").stdout))
              if f["measure"] == "sector" and f["status"] == "c" and f["period"] == "2023-24" and not f["part"]]
    check("some_counts_are_hidden", hidden)
    said = []
    for figure in hidden:
        for number in (1, 3):
            with open(f"{folder}/hidden.md", "w", encoding="utf-8") as file:
                file.write(f"## Who contacts are about\n\n{figure['category']} came to {number} in 2023-24.\n")
            result = run("proof", f"{folder}/hiding/profile.yaml", f"{folder}/hidden.md", "--format", "csv")
            rows = list(csv.DictReader(io.StringIO(result.stdout)))
            said.append((figure["category"], number, result.returncode, [(row["verdict"], row["says"]) for row in rows]))
    check("a_number_where_the_pack_hides_one_is_reported",
          all(status == 1 and [verdict for verdict, _ in rows] == ["hidden"] for _, _, status, rows in said), said)
    check("the_answer_does_not_reveal_whether_it_is_right",
          all(one[3] == other[3] for one, other in zip(said[::2], said[1::2])), said)
done()
