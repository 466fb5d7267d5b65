"""The Word file of every council, read back with python-docx and with LibreOffice: the same headings and the same tables,
cell for cell, as the page; nothing formatted but by styles; and the styles of a council's own document taken over."""
import html.parser
import os
import re
import subprocess
import tempfile
import zipfile
from xml.etree import ElementTree

import docx
from docx.shared import RGBColor
from councils import COUNCILS
from tap import check, done

ROOT = os.environ["LADOSTAT_ROOT"]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
ODF_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
ODF_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def squeezed(text):
    return re.sub(r"\s+", " ", text).strip()


class Page(html.parser.HTMLParser):
    """Headings as (level, text) but for that of the contents, and tables as rows of (text, columns, rows)."""

    def __init__(self, text):
        super().__init__()
        self.headings, self.tables, self.into, self.nav = [], [], None, False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "nav":
            self.nav = True
        elif re.fullmatch("h[1-6]", tag) and not self.nav:
            self.headings.append([int(tag[1]), ""])
            self.into = self.headings[-1]
        elif tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("th", "td"):
            self.into = ["", ""]
            self.tables[-1][-1].append((self.into, int(attributes.get("colspan", 1)), int(attributes.get("rowspan", 1))))

    def handle_data(self, data):
        if self.into is not None:
            self.into[1] += data

    def handle_endtag(self, tag):
        if tag == "nav":
            self.nav = False
        if re.fullmatch("h[1-6]|th|td", tag):
            self.into = None


def flat(table):
    """The rows of a page's table with its one or two heading rows made one, as "2023-24" over "%" is "2023-24 %"."""
    rows = [[(squeezed(cell[1]), columns, down) for cell, columns, down in row] for row in table]
    if all(down == 1 for _, _, down in rows[0]):
        return [[text for text, _, _ in row] for row in rows]
    below = iter(rows[1])
    headings = []
    for text, columns, down in rows[0]:
        headings += [text] if down == 2 else [f"{text} {next(below)[0]}" for _ in range(columns)]
    return [headings] + [[text for text, _, _ in row] for row in rows[2:]]


def same_headings(ours, theirs):
    """A share is headed by % under its year on the page, and by the word where the heading stands alone."""
    return [text.replace(" %", " percent") for text in ours] == theirs


def parts(path):
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def make(out, council, *options):
    subprocess.run([os.environ["LADOSTAT_PROGRAM"], "report", f"{ROOT}/fixtures/{council}/profile.yaml", "--formats", "docx,html",
                    "--out", out, *options], check=True, stderr=subprocess.DEVNULL)
    return f"{out}/annual-report.docx"


def check_against_page(name, path, page):
    document = docx.Document(path)
    headings = [[1, document.paragraphs[0].text]] if document.paragraphs[0].style.name == "Title" else []
    headings += [[int(p.style.name[-1]) + 1, squeezed(p.text)] for p in document.paragraphs if re.fullmatch(r"Heading \d", p.style.name)]
    wanted = [[level, squeezed(text)] for level, text in page.headings]
    check(f"{name}_has_the_headings_of_the_page", headings == wanted and len(wanted) > 5, f"{headings}\n{wanted}")
    tables = [[[squeezed(cell.text) for cell in row.cells] for row in table.rows] for table in document.tables
              if table.style.name == "Figures Table"]
    pages = [flat(table) for table in page.tables]
    differ = [i + 1 for i, (ours, theirs) in enumerate(zip(pages, tables))
              if ours[1:] != theirs[1:] or not same_headings(ours[0], theirs[0])]
    check(f"{name}_has_the_tables_of_the_page_cell_for_cell", len(tables) == len(pages) > 3 and not differ,
          f"{len(tables)} and {len(pages)} tables; tables {differ} differ")


def check_structure(name, path):
    package = parts(path)
    body, styles = (ElementTree.fromstring(package[f"word/{part}.xml"]) for part in ("document", "styles"))
    ids = {style.get(W + "styleId") for style in styles.iter(W + "style")}
    used = {node.get(W + "val") for tag in ("pStyle", "rStyle", "tblStyle") for node in body.iter(W + tag)}
    check(f"{name}_names_only_styles_that_are_there", used <= ids, used - ids)
    named = [style.find(W + "name").get(W + "val").lower() + style.get(W + "type") for style in styles.iter(W + "style")]
    check(f"{name}_has_every_style_once", len(ids) == len(named) == len(set(named)), sorted(named))
    direct = {node.tag for properties in body.iter(W + "rPr") for node in properties} - {W + "rStyle"}
    direct |= {node.tag for properties in body.iter(W + "pPr") for node in properties} - {W + "pStyle", W + "numPr", W + "sectPr"}
    check(f"{name}_formats_nothing_but_by_styles", not direct, direct)
    tables = list(body.iter(W + "tbl"))
    flagged = [table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None and len(table.findall(f"{W}tr/{W}trPr/{W}tblHeader")) == 1
               and table.find(f"{W}tblPr/{W}tblLook").get(W + "firstRow") == "1" for table in tables]
    check(f"{name}_flags_one_heading_row_in_every_table", all(flagged) and flagged)
    told = [bool(table.find(f"{W}tblPr/{W}tbl{what}").get(W + "val")) for table in tables for what in ("Caption", "Description")]
    check(f"{name}_describes_every_table", all(told))
    check(f"{name}_merges_no_cells", not list(body.iter(W + "gridSpan")) and not list(body.iter(W + "vMerge")))
    relations = {r.get("Id"): r.get("Target") for r in ElementTree.fromstring(package["word/_rels/document.xml.rels"])}
    pictures = list(body.iter(WP + "inline"))
    whole = [len(p.find(WP + "docPr").get("descr")) > 40 and relations[p.find(f".//{A}blip").get(R + "embed")].endswith(".png")
             and any(relations.get(node.get(R + "embed"), "").endswith(".svg") for node in p.iter()) for p in pictures]
    check(f"{name}_has_words_and_a_vector_for_every_picture", all(whole) and len(whole) > 3)
    missing = [target for target in relations.values() if "://" not in target and f"word/{target}" not in package]
    check(f"{name}_has_every_part_it_refers_to", not missing, missing)
    check_contents(name, body)
    languages = {node.get(W + "val") for node in styles.iter(W + "lang")}
    check(f"{name}_is_in_british_english", languages == {"en-GB"}, languages)
    core = docx.Document(path).core_properties
    check(f"{name}_says_what_it_is_and_by_whom", core.title and core.author and core.language == "en-GB")
    check(f"{name}_numbers_its_pages", b" PAGE " in package["word/footer.xml"])


def check_contents(name, body):
    text = lambda node: "".join(t.text or "" for t in node.iter(W + "t"))
    style = lambda p: (p.find(f"{W}pPr/{W}pStyle").get(W + "val") if p.find(f"{W}pPr/{W}pStyle") is not None else "")
    fields = [node.text.split() for node in body.iter(W + "instrText")]
    counted = {}
    for kind in (field[1] for field in fields if field[0] == "SEQ"):
        counted[kind] = counted.get(kind, 0) + 1
    captions = [text(p) for p in body.iter(W + "p") if style(p).lower() == "caption" and not re.match(r"Table A\d+: ", text(p))]
    numbered = [c for kind in counted for c in [f"{kind} {n + 1}: " for n in range(counted[kind])]]
    check(f"{name}_counts_its_captions_by_fields", sorted(c[:c.index(": ") + 2] for c in captions) == sorted(numbered) and counted)
    entries = [(text(link), link.get(W + "anchor")) for link in body.iter(W + "hyperlink") if link.find(f".//{W}instrText") is not None]
    places = {}
    for p in body.iter(W + "p"):
        mark = p.find(W + "bookmarkStart")
        if mark is not None:
            places[mark.get(W + "name")] = (style(p), text(p))
    check(f"{name}_has_its_contents_filled_in", ["TOC", "\\o", '"1-1"', "\\h", "\\z", "\\u"] in fields
          and [entry for entry, _ in entries] == [words for kind, words in places.values() if kind == "Heading1"])
    check(f"{name}_leads_from_the_contents_to_each_heading", entries and all(places[anchor][1] == words for words, anchor in entries))


def odt(path):
    root = ElementTree.fromstring(parts(path)["content.xml"])
    text = lambda node: squeezed("".join(node.itertext()))
    headings = [(int(h.get(ODF_TEXT + "outline-level")), text(h)) for h in root.iter(ODF_TEXT + "h") if text(h)]
    rows = lambda table: [[text(cell) for cell in row.findall(ODF_TABLE + "table-cell")]
                          for row in table.iter(ODF_TABLE + "table-row")]
    repeated = lambda table: table.find(ODF_TABLE + "table-header-rows") is not None
    tables = [(rows(table), repeated(table)) for table in root.iter(ODF_TABLE + "table")]
    return headings, tables


def check_in_libreoffice(folder, files):
    subprocess.run(["libreoffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", "odt", "--outdir",
                    f"{folder}/odt", *files.values()], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for name, path in files.items():
        headings, tables = odt(f"{folder}/odt/{name}.odt")
        document = docx.Document(path)
        wanted = [(int(p.style.name[-1]), squeezed(p.text)) for p in document.paragraphs if re.fullmatch(r"Heading \d", p.style.name)]
        check(f"libreoffice_reads_the_headings_of_{name}", [h for h in headings if h[1] != "Contents"] == wanted)
        cells = [[[squeezed(cell.text) for cell in row.cells] for row in table.rows] for table in document.tables]
        check(f"libreoffice_reads_the_tables_of_{name}", [rows for rows, _ in tables] == cells)
        check(f"libreoffice_repeats_the_heading_rows_of_{name}", all(again for _, again in tables))


def council_document(path):
    document = docx.Document()
    document.styles["Normal"].font.name = "Georgia"
    document.styles["Heading 1"].font.color.rgb = RGBColor(0, 0x70, 0x30)
    document.styles.add_style("Table Number", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH).font.name = "Courier New"
    document.add_paragraph("What the document says is not taken over", style="List Number")
    document.save(path)


def check_style(folder):
    own = f"{folder}/council.docx"
    council_document(own)
    path = make(f"{folder}/styled", "leicester", "--style", own)
    document, plain = docx.Document(path), docx.Document(f"{folder}/leicester/annual-report.docx")
    check("a_style_file_gives_its_look", document.styles["Heading 1"].font.color.rgb == RGBColor(0, 0x70, 0x30)
          and document.styles["Normal"].font.name == "Georgia" and document.styles["Table Number"].font.name == "Courier New")
    check("what_a_style_file_lacks_is_added", document.styles["Exhibit Note"].base_style.name == "Normal"
          and document.styles["Key Figure"].font.color.rgb == plain.styles["Key Figure"].font.color.rgb)
    check("a_style_file_changes_no_word", [p.text for p in document.paragraphs] == [p.text for p in plain.paragraphs])
    check("no_text_of_a_style_file_is_kept", not any(b"taken over" in part for part in parts(path).values()))
    check_structure("a_styled_report", path)
    return path


with tempfile.TemporaryDirectory() as folder:
    files = {}
    for council in COUNCILS:
        path = make(f"{folder}/{council}", council)
        with open(f"{folder}/{council}/annual-report.html", encoding="utf-8") as page:
            check_against_page(council, path, Page(page.read()))
        check_structure(council, path)
        files[council] = path
    files["styled"] = check_style(folder)
    named = {}
    for name, path in files.items():
        named[name] = f"{folder}/{name}.docx"
        os.rename(path, named[name])
    check_in_libreoffice(folder, named)
done()
