"""Text is text: formulas, markup, control and bidirectional characters and very long names in categories, titles and
narrative are in every output as words, as programs of others open it; and paths lead nowhere but where they may."""
import csv
import os
import re
import shutil
import subprocess
import tempfile
import xml.dom.minidom
import zipfile

import openpyxl

from tap import check, done

program, root = os.environ["LADOSTAT_PROGRAM"], os.environ["LADOSTAT_ROOT"]
FORMULAS = ['=HYPERLINK("http://example.com","x")', "+1+1", "-2+3", "@SUM(1,1)", "=cmd|' /C calc'!A0"]
MARKUP = ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "]]></title><svg onload=alert(1)>", '" onmouseover="alert(1)', "&lt;b&gt; & <b>",
          "<!-- a comment --> ?> <?xml x?>", "**bold** _it_ [link](http://example.com) `code`", "{{ contacts.count }}", "# No heading", "| a | b |", "javascript:alert(1)"]
STRANGE = ["left \u202eright\u202c turned", "isolated \u2066one\u2069", "bell \x07 and escape \x1b[31m", "Long " + "name " * 400, "nul-like \u2400", "combining " + "a\u0301" * 50]
NAMES = FORMULAS + MARKUP + STRANGE


def run(*arguments, **options):
    return subprocess.run([program, *arguments], capture_output=True, text=True, errors="replace", timeout=200, **options)


def make_council(folder, names=NAMES):
    os.makedirs(folder + "/narrative")
    with open(folder + "/contacts.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Ref", "Received", "Closed", "Harm", "Sector"])
        writer.writerows([f"r{i}", f"{i % 28 + 1:02d}/{4 + i % 9:02d}/{2022 + i % 2}", "", f"v{i % len(names)}", f"v{i * 7 % len(names)}"] for i in range(3000))
    with open(folder + "/codes.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["field", "category", "part", "value"])
        for field in ("harm", "sector"):
            writer.writerows([field, name, "", f"v{i}"] for i, name in enumerate(names))
    with open(folder + "/profile.yaml", "w", encoding="utf-8") as file:
        file.write(f"""authority: {{name: "=1+1 <b>Council</b> & 'Co'", short-name: "<i>Test</i>", code: E00000000, author: "@Author <x>"}}
report: {{year: 2023-24, years: 2}}
records:
  - file: contacts.csv
    columns: {{id: Ref, received: Received, closed: Closed, harm: Harm, sector: Sector}}
codes: codes.csv
measures:
  - {{id: contacts, title: "=Contacts <u>by</u> year", kind: count}}
  - {{id: by-month, title: "Months & <months>", kind: count, per: month}}
  - {{id: harm, title: "</title><script>alert(2)</script>", kind: breakdown, by: [harm]}}
  - {{id: sector, title: "+Sector", kind: breakdown, by: [sector]}}
""")
    return folder + "/profile.yaml"


def plain(text):
    return re.sub(r"\s+", " ", text).strip()


def parsed(name, data, wrong):
    """XML without a script or handler, as a parser sees it."""
    try:
        tree = xml.dom.minidom.parseString(data)
    except Exception as error:
        wrong.append(f"{name}: {error}")
        return
    for element in tree.getElementsByTagName("*"):
        local = element.tagName.lower().split(":")[-1]
        if local in ("script", "foreignobject", "iframe", "object", "embed"):
            wrong.append(f"{name}: <{element.tagName}>")
        for attribute, value in element.attributes.items():
            if attribute.lower().startswith("on") or value.strip().lower().startswith("javascript:"):
                wrong.append(f"{name}: {attribute}={value[:60]}")
    if tree.doctype and tree.doctype.internalSubset:
        wrong.append(f"{name}: defines entities")


def look_at_pack(folder):
    profile, out = make_council(folder + "/council"), folder + "/out"
    process = run("report", profile, "--out", out)
    check("a_report_of_hostile_names_is_made", process.returncode == 0, process.stderr[:500])
    wrong, count = [], 0
    for place, _, names in os.walk(out):
        for name in names:
            path = os.path.join(place, name)
            if name.endswith(".svg"):
                count += 1
                with open(path, "rb") as file:
                    parsed(name, file.read(), wrong)
            if name.endswith((".docx", ".xlsx", ".ods")):
                with zipfile.ZipFile(path) as package:
                    for member in package.namelist():
                        if member.startswith("/") or ".." in member:
                            wrong.append(f"{name}: {member}")
                        if member.endswith((".xml", ".rels", ".svg")):
                            count += 1
                            parsed(f"{name}/{member}", package.read(member), wrong)
    check("every_part_is_xml_without_a_script", count > 40 and not wrong, "\n".join(wrong[:10]))

    with open(out + "/annual-report.html", encoding="utf-8") as file:
        page = file.read()
    tags = re.findall(r"<[a-zA-Z][^>]*>", page)
    live = [tag for tag in tags if re.match(r"<(script|iframe|object|embed|img src=x)", tag, re.I) or re.search(r"[\s\"']on[a-z]+\s*=", re.sub(r'"[^"]*"', '""', tag))
            or re.search(r"(href|src)=\"\s*javascript:", tag, re.I)]
    check("the_page_runs_nothing", "&lt;script&gt;alert(1)" in page and not live, "\n".join(live[:5]))
    check("markdown_in_a_name_stays_as_it_is", "**bold** _it_ [link](http://example.com) `code`" in page and "{{ contacts.count }}" in page)

    books = {}
    book = openpyxl.load_workbook(out + "/tables.xlsx")
    books["openpyxl"] = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    formulas = [f"{cell.parent.title}!{cell.coordinate}: {cell.value}" for cell in books["openpyxl"] if cell.data_type == "f"]
    texts = {plain(str(cell.value)).lower() for cell in books["openpyxl"] if cell.data_type == "s"}
    absent = [name for name in FORMULAS + MARKUP if plain(name).lower() not in texts]
    check("no_cell_of_the_workbook_is_a_formula", not formulas and not absent, f"{formulas[:5]} {absent[:5]}")

    # As LibreOffice opens them, and the open data as a spreadsheet would.
    converted = folder + "/converted"
    for source in ("tables.xlsx", "tables.ods", "figures.csv"):
        subprocess.run(["soffice", "-env:UserInstallation=file://" + folder + "/office", "--headless", "--convert-to", "fods", "--outdir", converted, f"{out}/{source}"],
                       capture_output=True, timeout=200)
        made = f"{converted}/{source.rpartition('.')[0]}.fods"
        with open(made, encoding="utf-8") as file:
            text = file.read()
        os.remove(made)
        live = re.findall(r'table:formula="[^"]*"', text)
        kept = all(f">{name}<".replace("&", "&amp;").replace('"', "&quot;") in text.replace("'", "&apos;").replace("&apos;", "'") or name.replace('"', "&quot;") in text
                   for name in FORMULAS[1:4])
        check(f"libreoffice_sees_no_formula_in_{source.replace('.', '_')}", not live and kept, f"{live[:5]}, kept: {kept}")

    with open(out + "/figures.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    categories = {row["category"] for row in rows if row["measure"] == "harm"}
    check("figures_csv_gives_names_back", sum(any(plain(name) in (plain(c), plain(c.lstrip("'"))) for c in categories) for name in NAMES) >= len(NAMES) - 2,
          sorted(categories)[:5])
    internal, live, seen = folder + "/internal", [], set()
    run("report", profile, "--out", internal, "--internal", "--formats", "csv")
    for pack in (out, internal):
        for name in os.listdir(pack):
            if name.endswith(".csv"):
                with open(f"{pack}/{name}", encoding="utf-8", newline="") as file:
                    cells = [cell for row in csv.reader(file) for cell in row]
                seen.add(name)
                live += [f"{name}: {cell[:60]}" for cell in cells if cell[:1] in tuple("=+@\t\r") or re.match(r"-[^\d.]|-[\d.]+[^\d.e-]", cell)]
    check("no_cell_of_a_csv_begins_like_a_formula", {"figures.csv", "data-quality.csv", "suppression.csv"} <= seen and not live, "\n".join(live[:5]) + str(seen))
    text = subprocess.run(["pdftotext", out + "/annual-report.pdf", "-"], capture_output=True, text=True).stdout
    check("the_pdf_has_the_names_as_words", "<script>alert(1)</script>" in plain(text) and "\x1b" not in text and "\x07" not in text)
    raw = open(out + "/annual-report.pdf", "rb").read()
    check("the_pdf_has_no_action", not re.search(rb"/(JavaScript|JS|Launch|OpenAction|AA|EmbeddedFile)\b", raw))
    controls = []
    for place, _, names in os.walk(out):
        for name in names:
            if name.endswith((".svg", ".html", ".csv", ".json")):
                with open(os.path.join(place, name), "rb") as file:
                    found = re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", file.read())
                if found:
                    controls.append(f"{name}: {found.group()!r} at {found.start()}")
    check("no_control_character_is_in_any_text", not controls, "\n".join(controls))
    process = run("check", profile)
    process2 = run("figures", profile)
    check("nor_on_the_terminal", not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", process.stdout + process2.stdout + process.stderr), "a control character is printed")
    return profile, out


def unlisted(folder):
    """What stands in a cell and in no code list is printed by check, and written where it may be worked on in Excel."""
    profile = make_council(folder + "/unlisted")
    with open(folder + "/unlisted/contacts.csv", "a", encoding="utf-8") as file:
        file.write('x1,01/05/2023,,"=1+1",v1\nx2,01/05/2023,,"esc \x1b[2J\x07",v1\nx3,01/05/2023,,"<script>\u202e",v1\nx4,01/05/2023,,"@SUM(A1)",v1\n')
    listed = folder + "/unlisted/list.csv"
    process = run("check", profile, "--out", listed)
    check("values_are_printed_without_terminal_controls", process.returncode in (0, 1) and not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", process.stdout),
          repr(process.stdout[-600:]))
    with open(listed, encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    check("the_list_to_work_on_begins_no_cell_like_a_formula", cells and not [cell for cell in cells if cell[:1] in "=+@\t\r" and cell], [c for c in cells if c[:1] in ("=", "+", "@")][:5])


def paths(folder):
    profile = make_council(folder + "/paths", ["A", "B"])
    inside, outside = folder + "/paths", folder + "/outside"
    os.mkdir(outside)
    with open(outside + "/secret.md", "w") as file:
        file.write("the secret outside")
    with open(outside + "/actions.csv", "w") as file:
        file.write("action,owner,due,status\nthe secret outside,a,b,c\n")
    os.symlink(outside + "/secret.md", inside + "/narrative/link.md")
    os.symlink(outside, inside + "/folder")
    os.symlink(inside + "/narrative", inside + "/own")
    with open(inside + "/narrative/own.md", "w") as file:
        file.write("words of our own")
    tricks = ["../outside/secret.md", outside + "/secret.md", "narrative/../../outside/secret.md", "narrative/link.md", "folder/secret.md", "./../outside/secret.md",
              "narrative/./../../outside/secret.md", "/etc/passwd", "~/secret.md", "file:///etc/passwd", "..", ".", "nowhere/../../outside/secret.md"]
    wrong = []
    for trick in tricks:
        for words in (f"{{{{ include {trick} }}}}", f"{{{{ actions {trick.replace('secret.md', 'actions.csv')} }}}}"):
            with open(inside + "/template.md", "w") as file:
                file.write(words + "\n")
            process = run("report", profile, "--out", folder + "/tricked", "--formats", "html", "--template", inside + "/template.md")
            if process.returncode != 2 or "template.md:1:1: " not in process.stderr or os.path.exists(folder + "/tricked") or "secret outside" in process.stderr:
                wrong.append(f"{words}: {process.returncode} {process.stderr}")
    check("a_template_reads_only_below_the_profiles_folder", not wrong, "\n".join(wrong[:6]))
    with open(inside + "/template.md", "w") as file:
        file.write("{{ include own/own.md }}\n\n{{ if file ../outside/secret.md }}there{{ end }}\n")
    process = run("report", profile, "--out", folder + "/tricked", "--formats", "html", "--template", inside + "/template.md")
    check("nor_tells_whether_a_file_outside_is_there", process.returncode == 2 and ":3:" in process.stderr, process.stderr)
    with open(inside + "/template.md", "w") as file:
        file.write("{{ include own/own.md }}\n\n{{ include ../outside/secret.md }}\n")
    with open(profile, "a") as file:
        file.write("include-from: [../outside]\n")
    process = run("report", profile, "--out", folder + "/told", "--formats", "html", "--template", inside + "/template.md")
    page = open(folder + "/told/annual-report.html" if os.path.exists(folder + "/told/annual-report.html") else folder + "/told/template.html").read() if process.returncode == 0 else ""
    check("unless_the_profile_names_the_folder", "the secret outside" in page and "words of our own" in page, process.stderr)

    # Members of a package are never written anywhere, whatever their names; a relation out of it leads nowhere.
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    wrong = []
    for target in ("../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "../../outside/secret.md", "http://example.com/a.xml"):
        with zipfile.ZipFile(inside + "/contacts.xlsx", "w") as book:
            book.writestr("_rels/.rels", f'<R><Relationship Id="a" Type="{kind}officeDocument" Target="xl/workbook.xml"/></R>')
            book.writestr("xl/_rels/workbook.xml.rels", f'<R><Relationship Id="b" Type="{kind}worksheet" TargetMode="External" Target="{target}"/></R>')
            book.writestr("xl/workbook.xml", '<w xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="b"/></sheets></w>')
            book.writestr("../../escaped.txt", "x")
            book.writestr("/tmp/escaped-" + os.path.basename(folder), "x")
        with open(inside + "/other.yaml", "w") as file:
            file.write(open(profile).read().replace("contacts.csv", "contacts.xlsx"))
        process = run("check", inside + "/other.yaml")
        if process.returncode != 3 or process.stderr.count("\n") != 1 or "root:" in process.stderr:
            wrong.append(f"{target}: {process.returncode} {process.stderr}")
    escaped = [path for path in (folder + "/escaped.txt", "/tmp/escaped-" + os.path.basename(folder), os.path.dirname(folder) + "/escaped.txt") if os.path.exists(path)]
    check("a_package_leads_nowhere_outside_itself", not wrong and not escaped, "\n".join(wrong[:5]) + str(escaped))
    # Figures and styles that are something else: their contents are not repeated.
    with open(outside + "/figures.csv", "w") as file:
        file.write("root:x:0:0:the secret outside:/root:/bin/bash\n" * 3)
    told = []
    for arguments in (["report", profile, "--style", outside + "/figures.csv"], ["proof", profile, outside + "/figures.csv"],
                      ["synthesise", profile, "--figures", outside + "/actions.csv"]):
        process = run(*arguments)
        told += [f"{arguments}: {process.returncode} {process.stderr}"] if process.returncode not in (2, 3) or "the secret" in process.stderr else []
    check("the_contents_of_a_wrong_file_are_not_repeated", not told, "\n".join(told))


with tempfile.TemporaryDirectory(prefix="injection-") as folder:
    look_at_pack(folder)
    unlisted(folder)
    paths(folder)
done()
