"""Over every limit in analysis/inputs/README.md: one line that says where, the right status, in little time and
memory. Each row of that table has a case here, and each constant that it names is in the code."""
import itertools
import os
import pathlib
import re
import subprocess
import tempfile
import time
import zipfile

from tap import check, done

program, root = os.environ["LADOSTAT_PROGRAM"], os.environ["LADOSTAT_ROOT"]
sanitized = bool(os.environ.get("LADOSTAT_SANITIZED"))
# A child's peak is at least its parent's when it was made: this script holds little.
# Of seconds and mebibytes a case may take: a busy machine, and sanitizers, take more.
seconds, mebibytes = (300, 4096) if sanitized else (30, 220)
MIB = 1024 * 1024

with open(os.path.join(root, "analysis", "inputs", "README.md"), encoding="utf-8") as file:
    table = re.findall(r"^\| (?!what \|)(?!---)(.+?) \| (.+?) \| (.*?) ?\|$", file.read(), re.M)
stated = {what: most for what, most, _ in table}
missing = []
for what, most, where in table:
    for constant, source in re.findall(r"`(\w+)` in ([\w/.]+\.[ch])", where):
        if constant not in open(os.path.join(root, source), encoding="utf-8").read():
            missing.append(f"{what}: {constant} is not in {source}")
check("every_constant_of_the_table_is_in_the_code", len(table) > 25 and not missing, "\n".join(missing))
seen = set()

profile = """authority: {name: Test Council, short-name: Test, code: E00000000}
report: {year: 2023-24, years: 1}
records:
  - file: a.csv
    columns: {id: Ref, received: Received, harm: Harm}
"""
headings = "Ref,Received,Harm\n"
rows = "".join(f"{i},{i % 28 + 1:02d}/04/2023,{'Neglect' if i % 2 else 'Physical'}\n" for i in range(60))


def run(arguments):
    begun = time.monotonic()
    process = subprocess.Popen([program, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace")
    try:
        message = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
    finally:
        process.kill()
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, message, time.monotonic() - begun, usage.ru_maxrss / 1024


def past(what, status, arguments, *words, lines=1, most=mebibytes):
    """Refused: `what` is the row of the table."""
    seen.add(what)
    got, message, took, memory = run(arguments)
    told = message.count("\n") == lines and all(word in message for word in words)
    name = re.sub(r"\W+", "_", what.strip("`")).strip("_")
    check(f"past_{name}", what in stated and got == status and told and took < seconds and memory < most,
          f"{what}: status {got}, {took:.1f} s, {memory:.0f} MiB: {message[:400]}")


def package(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        for name, pieces in members.items():
            with book.open(name, "w") as out:
                for piece in [pieces] if isinstance(pieces, bytes) else pieces:
                    out.write(piece)


def workbook(path, sheet, more=None):
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    package(path, {"[Content_Types].xml": b"<Types/>",
                   "_rels/.rels": b'<R><Relationship Id="a" Type="%sofficeDocument" Target="xl/workbook.xml"/></R>' % kind,
                   "xl/_rels/workbook.xml.rels": b'<R><Relationship Id="b" Type="%sworksheet" Target="worksheets/sheet1.xml"/></R>' % kind,
                   "xl/workbook.xml": b'<w xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="b"/></sheets></w>',
                   "xl/worksheets/sheet1.xml": sheet} | (more or {}))


def word(path, body, name="word/document.xml"):
    package(path, {name: [b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>',
                          *body, b"</w:body></w:document>"]})


with tempfile.TemporaryDirectory(prefix="limits-") as name:
    folder = pathlib.Path(name)
    place = {"profile": str(folder / "profile.yaml")}

    def write(file, text):
        with open(folder / file, "w", encoding="utf-8") as out:
            for piece in [text] if isinstance(text, str) else text:
                out.write(piece)
        return str(folder / file)

    def of(export):
        return ["check", write("other.yaml", profile.replace("a.csv", export))]

    # Bytes a row, before this script has grown: what a larger export takes more than a smaller one, which leaves out what the program takes itself.
    seen.add("rows of an export")
    if not sanitized:
        columns = ["Ref", "Received", "Closed", "Harm", "Sector", "Source", "Outcome"]
        long_profile = profile.replace("columns: {id: Ref, received: Received, harm: Harm}",
                                       "columns: {id: Ref, received: Received, closed: Closed, harm: Harm, sector: Sector, source: Source, outcome: Outcome}")
        peaks = {}
        for length in (200000, 1000000):
            with open(folder / "a.csv", "w", encoding="ascii") as out:
                out.write(",".join(columns) + ",Notes\n")
                out.writelines(f"L{i:07d},{i % 28 + 1:02d}/{i % 12 + 1:02d}/{2019 + i % 5},{i % 28 + 1:02d}/{i % 12 + 1:02d}/{2020 + i % 5},harm {i % 6},sector {i % 25},"
                               f"source {i % 9},outcome {i % 5},\"notes, of {i}\"\n" for i in range(length))
            status, message, _, peaks[length] = run(["report", write("long.yaml", long_profile), "--formats", "csv", "--out", str(folder / "out")])
            check(f"an_export_of_{length}_rows_is_read", status == 0, message)
        each = (peaks[1000000] - peaks[200000]) * MIB / 800000
        check("a_row_takes_under_80_bytes", 4 < each < 80, f"{each:.1f} bytes a row: {peaks}")
        check("a_million_rows_take_under_48_bytes_each_beyond_64_mebibytes", (peaks[1000000] - 64) * MIB < 48 * 1000000, f"{peaks}")
        print(f"# {each:.1f} bytes a row; {peaks[1000000]:.0f} MiB for a million rows")

    profile_path = write("profile.yaml", profile)
    write("a.csv", headings + rows)
    status, message, _, _ = run(["check", profile_path])
    check("within_the_limits_all_is_read", status == 0, message)

    # Exports.
    write("cell.csv", [headings, "1,01/04/2023,", *["x" * MIB] * 3])
    past("a cell of an export or any CSV", 3, of("cell.csv"), "cell.csv:2: ", "1 MiB")
    write("row.csv", [headings, "1,01/04/2023,", *["x" * 900000 + ","] * 6])
    past("a row", 3, of("row.csv"), "row.csv:2: ", "4 MiB")
    write("cells.csv", [headings, "," * 5000, "\n"])
    past("cells in a row", 3, of("cells.csv"), "cells.csv:2: ", "4,096")
    sheet = [b"<worksheet><sheetData>", b"</sheetData></worksheet>"]
    # A hundredth of these is noise that deflate cannot compress, so that it expands a hundred times and no more.
    noise = b'<row a="%s%s"/>' % (os.urandom(10000).hex().encode(), b"x" * MIB)
    workbook(folder / "big.xlsx", itertools.chain([sheet[0]], itertools.repeat(noise, 1100), [sheet[1]]))
    past("a member of a workbook or document, unpacked", 3, of("big.xlsx"), "big.xlsx", "sheet1.xml", "unpacks")
    os.remove(folder / "big.xlsx")
    workbook(folder / "bomb.xlsx", [sheet[0], *[b"<row/>" * 100000] * 60, sheet[1]])
    past("its expansion, from 16 MiB on", 3, of("bomb.xlsx"), "bomb.xlsx", "sheet1.xml", "unpacks")
    # Small files that claim to be huge.
    def row(number, cells):
        return b'<row r="%d">%s</row>' % (number, cells)

    def texts(path, strings, *pieces):
        kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
        workbook(path, [sheet[0], heading, *pieces, sheet[1]],
                 {"xl/sharedStrings.xml": strings, "xl/_rels/workbook.xml.rels":
                  b'<R><Relationship Id="b" Type="%sworksheet" Target="worksheets/sheet1.xml"/>'
                  b'<Relationship Id="c" Type="%ssharedStrings" Target="sharedStrings.xml"/></R>' % (kind, kind)})

    def inline(text):
        return b'<c t="inlineStr"><is><t>%s</t></is></c>' % text

    def ods(path, *pieces):
        spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("table", "office", "text"))
        words = "".join(f'<table:table-cell office:value-type="string"><text:p>{h}</text:p></table:table-cell>' for h in ("Ref", "Received", "Harm"))
        package(path, {"content.xml": [f'<o {spaces}><table:table table:name="S"><table:table-row>{words}</table:table-row>'.encode(), *pieces,
                                       b"</table:table></o>"]})

    heading = row(1, inline(b"Ref") + inline(b"Received") + inline(b"Harm"))
    texts(folder / "row.xlsx", b"<sst><si><t>" + b"x" * 1000000 + b"</t></si></sst>", 
          row(3, b'<c t="s"><v>0</v></c>' * 4000))
    past("a row of a workbook", 3, of("row.xlsx"), "row.xlsx:3: ", "4 MiB")
    workbook(folder / "rows.xlsx", [sheet[0], heading, row(1048577, inline(b"x")), sheet[1]])
    past("rows of a sheet", 3, of("rows.xlsx"), "rows.xlsx:1048577: ", "1,048,576")
    ods(folder / "repeat.ods", b'<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="string" '
        b'table:number-columns-repeated="4000"><text:p>x</text:p></table:table-cell></table:table-row>')
    past("of them, rows that an ODS writes once and repeats", 3, of("repeat.ods"), "repeat.ods:2: ", "100,000")
    ods(folder / "cells.ods", *[b'<table:table-row table:number-rows-repeated="900"><table:table-cell office:value-type="float" office:value="1" '
        b'table:number-columns-repeated="4000"/></table:table-row>'] * 100)
    past("cells of a sheet that are filled", 3, of("cells.ods"), "cells.ods:", "50 million")
    ods(folder / "text.ods", *[b'<table:table-row><table:table-cell office:value-type="float" office:value="1"><text:p><text:s text:c="1048576"/></text:p>'
                               b"</table:table-cell></table:table-row>"] * 20000)
    past("their text", 3, of("text.ods"), "text.ods:", "1 GiB of text")
    texts(folder / "text.xlsx", b"<sst><si><t>" + b"x" * 1000000 + b"</t></si></sst>",
          *(row(i, b'<c t="s"><v>0</v></c>' * 4) for i in range(2, 3000)))
    past("their text", 3, of("text.xlsx"), "text.xlsx:", "1 GiB of text")
    words = [b"<si><t>Total</t></si>" * 100000] * 60
    texts(folder / "totals.xlsx", [b"<sst>", *itertools.chain.from_iterable((b"<!--%s-->" % os.urandom(10000).hex().encode(), piece) for piece in words), b"</sst>"])
    past("texts of an XLSX that are kept in memory", 3, of("totals.xlsx"), "totals.xlsx", "256 MiB", most=max(mebibytes, 500))
    sheets = b'<sheet name="S" sheetId="1" r:id="b"/>' * 100000
    workbook(folder / "sheets.xlsx", [*sheet], {"xl/workbook.xml": b'<w xmlns:r="r"><sheets>%s</sheets></w>' % sheets})
    past("sheets and tables of a workbook", 3, of("sheets.xlsx"), "sheets.xlsx", "4,096")
    ods(folder / "sheets.ods", b"</table:table>", b'<table:table table:name="x"/>' * 100000, b"<table:table>")
    past("sheets and tables of a workbook", 3, of("sheets.ods"), "sheets.ods", "4,096")
    workbook(folder / "parts.xlsx", [*sheet], {"xl/workbook.xml": [b'<w xmlns:r="r">', *[noise] * 40, b"</w>"]})
    past("parts of an XLSX beside its sheets and texts, unpacked, together", 3, of("parts.xlsx"), "parts.xlsx", "workbook.xml", "32 MiB")
    package(folder / "members.xlsx", {f"m{i}": b"" for i in range(10001)})
    past("members of a package", 3, of("members.xlsx"), "members.xlsx", "10,000")
    workbook(folder / "deep.xlsx", [sheet[0], b"<a>" * 300, b"</a>" * 300, sheet[1]])
    past("XML elements within one another", 3, of("deep.xlsx"), "deep.xlsx", "sheet1.xml", "line 1")
    workbook(folder / "entity.xlsx", b'<!DOCTYPE a [<!ENTITY b "b"><!ENTITY c "&b;&b;">]><worksheet>&c;</worksheet>')
    past("XML entities and document types", 3, of("entity.xlsx"), "entity.xlsx", "sheet1.xml", "document type")
    write("wide.csv", [headings, *(f"{i},01/04/2023,text {i}\n" for i in range(6000))])
    past("categories of a field in a table", 2, of("wide.csv"), "other.yaml:", "harm", "6002", "400")
    write("crossed.csv", ["Ref,Received,Harm,Sector\n", *(f"{i},01/04/2023,harm {i % 300},sector {i % 299}\n" for i in range(6000))])
    past("cells of a table by two fields", 2, ["check", write("other.yaml", profile.replace("a.csv", "crossed.csv").replace("Harm}", "Harm, sector: Sector}"))],
         "other.yaml:", "sector-by-harm", "10000")

    # The profile.
    past("a profile", 2, ["check", write("long.yaml", profile + "#" * MIB)], "long.yaml: ", "1 MiB")
    past("its values", 2, ["check", write("long.yaml", "a:\n" + "- x\n" * 30000)], "long.yaml:19999:", "20,000")
    past("its lists and mappings, nested", 2, ["check", write("long.yaml", "a: " + "[" * 900000)], "long.yaml:1:", "64")
    past("its anchors; an alias is one value, never a copy", 2, ["check", write("long.yaml", "a:\n" + "".join(f"- &a{i} x\n" for i in range(10000)))],
         "long.yaml:102:", "100")
    laughs = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(9))
    status, message, took, memory = run(["check", write("laughs.yaml", laughs)])
    check("aliases_of_aliases_are_never_multiplied", status == 2 and message.startswith(str(folder / "laughs.yaml") + ":1:1: ") and memory < 64 and took < seconds, message)
    status, message, _, _ = run(["check", write("merge.yaml", profile.replace("report:", "report: &r").replace("records:", "words: {<<: *r}\nrecords:"))])
    check("merge_keys_are_refused_in_a_profile", status == 2 and "merge.yaml:3:" in message and "<<" in message, message)
    status, message, _, _ = run(["check", write("self.yaml", profile.replace("authority: {", "authority: &a {author: *a, "))])
    check("a_mapping_inside_itself_is_refused", status == 2 and "self.yaml:1:" in message and message.count("\n") == 1, message)

    past("a web page that is an export", 3, ["init", write("page.xls", ["<table>", *["<tr><td>" + "x" * 900000 + "</tr>"] * 20])], "page.xls", "16 MiB")

    # Code lists, figures, children.
    coded = profile + "codes: codes.csv\n"
    write("codes.csv", ["field,category,part,value\n", *["harm,Neglect,," + "x" * 900000 + "\n"] * 20])
    past("a code list", 3, ["check", write("coded.yaml", coded)], "codes.csv", "16 MiB")
    write("codes.csv", ["field,category,part,value\n", *(f"harm,Neglect,,v{i}\n" for i in range(110000))])
    past("its rows", 2, ["check", write("coded.yaml", coded)], "codes.csv:100002: ", "100000 rows")
    given = profile + "figures: [given.csv]\n"
    write("given.csv", ["measure,period,category,count\n", *["harm,2022-23," + "x" * 900000 + ",1\n"] * 80])
    past("a figures file or return", 3, ["check", write("given.yaml", given)], "given.csv", "64 MiB")
    write("given.csv", ["measure,period,category,count\n", *(f"harm,2022-23,c{i},1\n" for i in range(500010))])
    past("its figures", 2, ["check", write("given.yaml", given)], "given.csv:500002: ", "500000")
    beside = profile + "benchmark: {figures: [], population: children.csv, neighbours: [Devon]}\n"
    write("children.csv", ["la_name,mid_2023\n", *["x" * 900000 + ",1\n"] * 20])
    past("a list of children or neighbours", 3, ["report", write("beside.yaml", beside)], "children.csv", "16 MiB")

    # Templates.
    def template(text, **more):
        for file, words in more.items():
            write(file + ".md", words)
        return ["report", profile_path, "--formats", "html", "--template", write("template.md", text)]

    past("a template", 3, template(["words and words\n" * 1000] * 700), "template.md: ", "10 MiB")
    past("a text that a template includes", 2, template("\n{{ include long.md }}\n", long=["words and words\n" * 1000] * 700), "template.md:2:1: ", "10 MiB")
    past("a template with all it includes", 2, template("{{ include half.md }}\n" * 30 + "{{ contacts.count }}", half=["words and words\n" * 1000] * 40),
         "template.md:", "10 MiB")
    chain = {f"i{i}": f"{{{{ include i{i + 1}.md }}}}" for i in range(20)}
    past("includes within one another", 2, template("{{ include i0.md }}", **chain), "i15.md:1:1: ", "16")
    double = {f"i{i}": f"{{{{ include i{i + 1}.md }}}} {{{{ include i{i + 1}.md }}}}" for i in range(15)} | {"i15": ""}
    past("includes of a document", 2, template("{{ include i0.md }}", **double), ".md:1:", "1000")
    loops = "{{ for each measure }}" * 14 + "{{ end }}" * 14
    past("blocks within one another", 2, template("{{ if disclosure }}" * 20000 + "{{ end }}" * 20000), "template.md:1:1: ", "64")
    past("bytes between braces", 2, template("{{ if " + "not " * 2000000 + "disclosure }}{{ end }}"), "template.md:1:1: ", "4096")
    past("references and loops run through", 2, template(loops), "template.md:1:", "200000")
    past("a list of actions", 2, template("{{ actions actions.csv }}") if write("actions.csv", ["action,owner,due,status\n", *["x" * 900000 + ",a,b,c\n"] * 2]) else [],
         "template.md:1:1: ", "actions.csv", "1 MiB")
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    package(folder / "style.docx", {"_rels/.rels": b'<Relationships><Relationship Id="a" Type="%sofficeDocument" Target="word/document.xml"/></Relationships>' % kind,
                                    "word/document.xml": [b"<document>", *[b"<p/>" * 250000] * 40, b"</document>"]})
    past("a part of the Word file of `--style`", 3, ["report", profile_path, "--style", str(folder / "style.docx")], "style.docx: ", "32 MiB")

    # Documents for proof.
    def proof(document, *options):
        return ["proof", profile_path, str(folder / document), *options]

    write("long.txt", ["words and words\n" * 1000] * 4400)
    past("a document for `proof`", 3, proof("long.txt"), "long.txt", "64 MiB")
    os.remove(folder / "long.txt")
    word(folder / "long.docx", [noise] * 80)
    past("a part of one, unpacked", 3, proof("long.docx"), "long.docx", "document.xml", "unpacks")
    word(folder / "many.docx", [b"<w:p><w:r><w:t>words</w:t></w:r></w:p>"] * 30000)
    past("its paragraphs, rows and cells", 3, proof("many.docx"), "many.docx", "20000")
    write("few.txt", "There were 60 contacts.\n")
    write("phrases.txt", "words\n" * 300000)
    past("a list of phrases for `proof`", 3, proof("few.txt", "--ignore", str(folder / "phrases.txt")), "phrases.txt", "1 MiB")
    write("targets.csv", "measure,period,count\ncontacts,2023-24,2000000\n")
    past("records of `synthesise`", 2, ["synthesise", profile_path, "--figures", str(folder / "targets.csv")], "2023-24", "1000000")

    # Not a file.
    refused = []
    os.symlink("/dev/zero", folder / "zero.csv")
    for words in ("codes: zero.csv\n", "codes: .\n", "figures: [zero.csv]\n"):
        status, message, took, memory = run(["check", write("device.yaml", profile + words)])
        if status != 3 or message.count("\n") != 1 or "cannot be read" not in message or memory > mebibytes:
            refused.append(f"{words}: {status} {message}")
    for arguments in (["check", "/dev/zero"], ["report", profile_path, "--template", "/dev/zero"], ["proof", profile_path, "/dev/zero"],
                      ["report", profile_path, "--style", "/dev/zero"], ["init", "/dev/zero"], ["check", str(folder)], ["proof", profile_path, str(folder)]):
        status, message, took, memory = run(arguments)
        if status not in (2, 3) or message.count("\n") != 1 or arguments[-1] not in message or memory > mebibytes:
            refused.append(f"{arguments}: {status} {memory:.0f} MiB {message}")
    check("devices_and_folders_are_refused_as_inputs", not refused, "\n".join(refused))

unseen = [what for what in stated if what not in seen ]
check("every_stated_limit_is_exceeded_by_a_test", not unseen and len(seen) == len(stated), f"{unseen} {seen - set(stated)}")
done()
