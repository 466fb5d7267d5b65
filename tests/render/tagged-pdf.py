"""The PDF of every council, read by qpdf and poppler and compared with its HTML page and with the rules of PDF/UA-1 that a
machine can check (with the numbers of the Matterhorn protocol)."""
import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from lxml import html
from pdf import Pdf, read_content, squeeze
from councils import COUNCILS
from tap import check, done

ROOT, PROGRAM = Path(os.environ["LADOSTAT_ROOT"]), os.environ["LADOSTAT_PROGRAM"]
# Prose of every kind, a table without its chart, links that cross lines, a title that needs escaping.
TEMPLATE = """# Everything & more (it's a "test")

Before [a link to a page](https://www.gov.uk/a?b='c') and [a link of so many words that it must go on over the end of
the line and into the next one](https://www.gov.uk/), with [a place in it](#deeper) and [no such scheme](javascript:x).

## Contents

{{ contents }}

## Text

> Quoted.

1. one
2. two
   - within two

   and after it

### Deeper

#### Deepest

##### Deeper than that

###### And *than* that

    code in a block

---

{{ table harm }}

{{ page-break }}

{{ chart harm }}
"""
# A table of more columns than a page is wide, between upright pages.
MANY = "# Many columns\n\n## Contents\n\n{{ contents }}\n\n## Before\n\nA line.\n\n{{ chart harm }}\n\n## Wide\n\n" \
    "{{ table wide }}\n\n## Long\n\n{{ table long }}\n\n## After\n\nA line.\n\n{{ table harm }}\n\n{{ table sector }}\n\n{{ table source }}\n\n" \
    "{{ table outcomes }}\n\n## Last\n\nA line.\n"
# Headings with what may follow them, at so many places of a page that many of them stand where one ends.
FOLLOWERS = ["A lead.\n\n- short\n- list\n", "A lead.\n\n" + "".join(f"- entry {i} of a long list\n" for i in range(20)),
             "".join(f"{i}. entry without a lead\n" for i in range(1, 16)), "#### Deeper\n\nA lead.\n\n- list\n- of two\n",
             "> Quoted.\n", "    code\n", "{{ key-figures }}\n", "{{ key-figures }}\n", "A paragraph. " * 40 + "\n\n- list\n"]
BREAKS = "# Breaks\n\n" + "".join(
    f"## Part {i}\n\n" + "A line that fills.\n\n" * (i * 7 % 23) + f"### Heading {i}\n\n{FOLLOWERS[i % len(FOLLOWERS)]}\n" for i in range(90))
CHILDREN = {"Table": {"Caption", "THead", "TBody", "TR"}, "THead": {"TR"}, "TBody": {"TR"}, "TR": {"TH", "TD"},
            "L": {"LI"}, "LI": {"Lbl", "LBody"}, "TOC": {"TOCI"}, "TOCI": {"Reference", "TOC"}, "Reference": {"Link"}}
PARENTS = {child: {p for p, c in CHILDREN.items() if child in c} for child in {"THead", "TBody", "TR", "TH", "TD", "LI",
                                                                              "Lbl", "LBody", "TOCI"}}
TYPES = set(CHILDREN) | set().union(*CHILDREN.values()) | {
    "Document", "H1", "H2", "H3", "H4", "H5", "H6", "P", "Div", "Figure", "BlockQuote"}


def report(profile, out, *options, **settings):
    subprocess.run([PROGRAM, "report", str(profile), "--out", str(out), "--formats",
                    "pdf,html", *options], check=True, capture_output=True, **settings)


def words(node):
    return squeeze("".join(node.itertext()))


def html_tables(page):
    """Caption, then rows of (tag, scope, columns, rows, words), of the numbered tables."""
    for table in page.xpath('//div[starts-with(@id, "table_")]//table'):
        rows = [[(cell.tag.upper(), {"col": "Column", "colgroup": "Column", "row": "Row"}.get(cell.get("scope")),
                  int(cell.get("colspan", 1)), int(cell.get("rowspan", 1)), words(cell)) for cell in row]
                for row in table.iter("tr")]
        yield words(table.find("caption")), rows


def whole_tables(pdf):
    """Each table with its parts: what has no caption goes on with further columns of the one before it."""
    parts = []
    for table in pdf.document.walk("Table"):
        if table.children[0].type == "Caption" and parts:
            yield parts
            parts = []
        parts.append(table)
    if parts:
        yield parts


def pdf_tables(pdf):
    for parts in whole_tables(pdf):
        rows = []
        for part in parts:
            for place, row in enumerate(part.walk("TR")):
                cells = [(cell.type, cell.attributes.get("/Scope", "/")[1:] or None, cell.attributes.get("/ColSpan", 1),
                          cell.attributes.get("/RowSpan", 1), cell.words()) for cell in row.children]
                if part is parts[0]:
                    rows.append(cells)
                else:  # the headings of the rows, and theirs, come again
                    again = bool(rows[place]) and cells[:1] == rows[place][:1]
                    rows[place] += cells[1:] if again else cells
        yield parts[0].children[0].words(), rows


def headings(pdf):
    return [element for element in pdf.document.walk() if re.fullmatch("H[1-6]", element.type)]


def same_as_page(name, pdf, page):
    """The document of the PDF is the document of the page."""
    def but_contents(texts):
        return [text for text in texts if text != "Contents"]
    there = but_contents(words(node) for node in page.xpath("//h1|//main//*[self::h2 or self::h3 or self::h4 or self::h5 or self::h6]"))
    here = but_contents(element.words() for element in headings(pdf))
    check(f"{name}: the same headings in the same order", here == there and len(here) > 2, f"{here}\n{there}")
    here, there = list(pdf_tables(pdf)), list(html_tables(page))
    check(f"{name}: the same {len(there)} tables, cell for cell, with scope and span",
          here == there and there, next(((a, b) for a, b in zip(here, there) if a != b), (len(here), len(there))))
    here = [squeeze(element.alt or "") for element in pdf.document.walk("Figure")]
    there = [squeeze(image.get("alt")) for image in page.xpath('//main//figure//img[@class="desk"]')]
    check(f"{name}: the same {len(there)} figures with the same alternative text", here == there and there)
    here = [element.words() for element in pdf.document.walk("P", "BlockQuote")]
    there = [words(node) for node in page.xpath('//main//p[not(@class="up") '
                                                'and not(ancestor::details) and not(ancestor::ul)]')]
    missing = [text for text in there if text not in here]
    check(f"{name}: the same paragraphs, notes and sources", there and not missing, missing)
    here = [element.words() for element in pdf.document.walk("LBody")]
    there = [words(node) for node in page.xpath("//main//li")]
    check(f"{name}: the same lists", here == there, f"{here}\n{there}")


def content_is_tagged(name, pdf):
    """Matterhorn 01-003 to 01-005, and the tree and its way back agree."""
    loose, mixed, lost, seen = [], [], [], set()
    for number, content in enumerate(pdf.contents, 1):
        way_back = pdf.parents[pdf.pages[number - 1]["/StructParents"]]
        for operator, marks in read_content(content):
            owned = [mark for mark in marks if isinstance(mark, int)]
            if not owned and "Artifact" not in marks:
                loose.append((number, operator))
            if len(owned) + marks.count("Artifact") > 1:
                mixed.append((number, marks))
            for mark in owned:
                seen.add((number, mark))
                element = pdf.references.get(way_back[mark])
                if element is None or (number, mark) not in element.marks:
                    lost.append((number, mark))
    placed = [mark for element in pdf.document.walk() for mark in element.marks]
    check(f"{name}: all that is painted is tagged or an artifact", not loose and len(seen) > 50, loose)
    check(f"{name}: no artifact in a tag, no tag in an artifact", not mixed, mixed)
    check(f"{name}: marks and elements lead to each other", not lost and seen <= set(placed), lost)
    check(f"{name}: no mark is used twice", len(placed) == len(set(placed)))


def structure_is_sound(name, pdf):
    """Matterhorn 02, 09, 13-004, 14, 15-003."""
    wrong = [f"{e.type} in {e.parent.type}" for e in pdf.document.walk() if e.parent and (
        e.type not in CHILDREN.get(e.parent.type, TYPES) or e.parent.type not in PARENTS.get(e.type, TYPES))]
    check(f"{name}: elements of the standard's types, each in its place", not wrong and
          {e.type for e in pdf.document.walk()} <= TYPES, wrong)
    levels = [int(element.type[1]) for element in headings(pdf)]
    check(f"{name}: one heading of the first level, then none skipped", levels[0] == 1 and levels.count(1) == 1 and
          all(b <= a + 1 for a, b in zip(levels, levels[1:])), levels)
    check(f"{name}: every header cell has a scope", all(cell.attributes.get("/Scope") in ("/Row", "/Column")
                                                        for cell in pdf.document.walk("TH")))
    uneven = []
    for table in pdf.document.walk("Table"):
        rows, reach = list(table.walk("TR")), {}
        for number, row in enumerate(rows):
            width = sum(cell.attributes.get("/ColSpan", 1) for cell in row.children)
            for cell in row.children:
                for below in range(number + 1, number + cell.attributes.get("/RowSpan", 1)):
                    reach[below] = reach.get(below, 0) + cell.attributes.get("/ColSpan", 1)
            uneven.append(width + reach.get(number, 0) if number else width)
        if len(set(uneven)) > 1:
            break
        uneven = []
    check(f"{name}: every row of a table has as many columns", not uneven, uneven)
    sizes = [pdf.pages[min(figure.pages()) - 1]["/MediaBox"] for figure in pdf.document.walk("Figure")]
    boxes = [figure.attributes.get("/BBox") for figure in pdf.document.walk("Figure")]
    check(f"{name}: every figure has its words and a box on its page",
          all(figure.alt for figure in pdf.document.walk("Figure")) and
          all(box and 0 <= box[0] < box[2] <= size[2] and 0 <= box[1] < box[3] <= size[3]
              for box, size in zip(boxes, sizes)), boxes)


def links_lead(name, pdf):
    """Matterhorn 28: every annotation is a link, tagged, described, and leads somewhere."""
    places, wrong, count = pdf.destinations(), [], 0
    for page in pdf.pages:
        if page.get("/Tabs") != "/S":
            wrong.append("a page without /Tabs /S")
        for reference in pdf.get(page.get("/Annots", [])):
            count += 1
            link = pdf.get(reference)
            element = pdf.references.get(pdf.parents.get(link.get("/StructParent")))
            place = pdf.get(link.get("/Dest"))  # a name, or the place itself
            target = pdf.get(link["/A"]).get("/URI") if "/A" in link else place if isinstance(place, list) else places.get(place)
            if link["/Subtype"] != "/Link" or element is None or element.type != "Link" or \
                    reference not in element.annotations or not link.get("/Contents", "u:")[2:] or \
                    (target[0] not in pdf.page_references if isinstance(target, list) else not str(target).startswith("u:http")):
                wrong.append((link, target))
    check(f"{name}: its {count} links are tagged, described and lead somewhere", count and not wrong, wrong)
    shown = {e.children[0].children[0].words(): e for e in pdf.document.walk("TOCI")}
    pages = {element.words(): min(element.pages()) for element in reversed(headings(pdf))}
    wrong = [text for text, entry in shown.items() if not any(
        text == heading + str(page) for heading, page in pages.items())
        and sum(heading == re.sub(r"\d+$", "", text) for heading in (h.words() for h in headings(pdf))) < 2]
    check(f"{name}: the contents name the page of each heading", shown and not wrong, wrong)

    def titles(entries):
        for entry in entries:
            yield squeeze(entry["title"])
            yield from titles(entry["kids"])
    check(f"{name}: a bookmark for every heading", list(titles(pdf.outlines)) == [h.words() for h in headings(pdf)])


def file_is_described(name, pdf):
    """Matterhorn 06, 07, 11, 31, and what reads the file finds no fault."""
    catalog = pdf.catalog
    metadata = pdf.stream(catalog["/Metadata"]).decode()
    title = pdf.get(pdf.trailer["/Info"])["/Title"][2:]
    check(f"{name}: language, mark, title in the window", catalog.get("/Lang") == "u:en-GB" and
          catalog["/MarkInfo"].get("/Marked") is True and pdf.get(catalog["/ViewerPreferences"])["/DisplayDocTitle"])
    check(f"{name}: metadata with the title and the part of PDF/UA", "<pdfuaid:part>1</pdfuaid:part>" in metadata and
          words(html.fromstring(metadata[metadata.index("<dc:title>"):metadata.index("</dc:title>")])) == squeeze(title))
    checked = subprocess.run(["qpdf", "--check", pdf.path], capture_output=True, text=True)
    check(f"{name}: qpdf and poppler find no fault", checked.returncode == 0 and not pdf.complaints,
          checked.stdout + checked.stderr + pdf.complaints)
    fonts = subprocess.run(["pdffonts", pdf.path], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    check(f"{name}: every font is embedded, a subset, and maps to Unicode",
          fonts and all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in fonts), fonts)
    bare = [o for o in (entry.get("value") for entry in pdf.objects.values()) if isinstance(o, dict) and
            o.get("/Subtype") == "/CIDFontType2" and "/CIDToGIDMap" not in o]
    check(f"{name}: every composite font maps to its glyphs", not bare, bare)
    days = set(re.findall(r"\d{8}(?=\d{6}Z)|\d{4}-\d\d-\d\d(?=T)", str(pdf.get(pdf.trailer["/Info"])) + metadata))
    check(f"{name}: one day in it, the document's", len({day.replace("-", "") for day in days}) == 1, days)


def nothing_is_left_over(name, pdf):
    """Every object of the file is one that the trailer leads to."""
    seen, ahead = set(), [pdf.trailer]
    while ahead:
        value = ahead.pop()
        if isinstance(value, (dict, list)):
            ahead += value.values() if isinstance(value, dict) else value
        elif isinstance(value, str) and f"obj:{value}" in pdf.objects and value not in seen:
            seen.add(value)
            ahead.append(pdf.get(value))
    holders = {name for name, entry in pdf.objects.items() if "stream" in entry and
               entry["stream"]["dict"].get("/Type") in ("/ObjStm", "/XRef")}
    left = set(pdf.objects) - holders - {"trailer"} - {f"obj:{name}" for name in seen}
    check(f"{name}: every object is reachable", len(seen) > 100 and not left, left)


def headings_come_again(pdfs):
    """A table that goes on over a page has its heading rows there for the eye, and only once for the ear."""
    found, wrong = 0, []
    for pdf in pdfs:
        for table in pdf.document.walk("Table"):
            head = next(table.walk("THead"))
            if len(head.pages()) != 1:
                wrong.append(table.words()[:60])
            body = next(table.walk("TBody"))
            for page in sorted(body.pages() - head.pages()):
                found += 1
                run = ["pdftotext", "-raw", "-f", str(page), "-l", str(page), pdf.path, "-"]
                text = squeeze(subprocess.run(run, capture_output=True, text=True, check=True).stdout)
                if not text.startswith(head.children[0].children[0].words()) and \
                        not all(cell.words() in text[:400] for cell in head.children[0].children):
                    wrong.append((page, text[:120]))
    check(f"heading rows come again on the {found} pages that tables go on to", found and not wrong, wrong)


def rows_stay_together(pdfs):
    """Where a table goes on to another page, at least four of its rows stand on each."""
    few, split = [], 0
    for pdf in pdfs:
        for table in pdf.document.walk("Table"):
            pages = [min(row.pages()) for row in next(table.walk("TBody")).children]
            split += len(set(pages)) > 1
            few += [(table.children[0].words()[:40], page) for page in set(pages) if len(set(pages)) > 1 and pages.count(page) < 4]
    check(f"no page of the {split} tables that go on has a row or two of them", split and not few, few)


def headings_stay(name, pdf):
    """A heading stands on the page of what follows it, and so does what leads to a list."""
    blocks = [e for e in pdf.document.walk() if e.marks or e.type in ("L", "Table")]
    parted = []
    for one, other in zip(blocks, blocks[1:]):
        leads = one.type == "P" and one.parent is other.parent is pdf.document and other.type == "L"
        if (re.fullmatch("H[2-6]", one.type) or leads) and max(one.pages()) != min(other.pages()):
            parted.append((one.words()[:40], max(one.pages()), min(other.pages())))
    pages = len(pdf.pages)
    check(f"{name}: on {pages} pages no heading or lead is separated from what follows", not parted and pages > 1, parted)


def many_columns(work):
    """Leicester's profile with a cross-table of more columns than a page is wide, and one of more rows than a page is high."""
    shutil.copytree(ROOT / "fixtures/leicester", work / "many")
    profile = work / "many/profile.yaml"
    lines = profile.read_text().replace("measures:\n", "measures:\n  - {id: wide, title: Sources by sector, "
                                        "kind: breakdown, by: [source, sector]}\n"
                                        "  - {id: long, title: Sectors and sources, kind: breakdown, by: [sector, source], years: 2}\n", 1)
    profile.write_text(lines)
    return profile


def wide_tables_lie_on_their_side(pdf):
    def across(parts):
        return sum(cell.attributes.get("/ColSpan", 1) for part in parts for cell in next(part.walk("TR")).children)

    def pages_of(parts):
        return set().union(*(part.pages() for part in parts))
    table = next(parts for parts in whole_tables(pdf) if "Sourcesbysector" in parts[0].words())
    boxes = [pdf.pages[page - 1]["/MediaBox"] for page in pages_of(table)]
    columns = across(table)
    check("tables_too_wide_for_a_page_are_split", len(table) > 1, columns)
    check(f"a table of {columns} columns lies on its side", columns > 12 and all(box[2] > box[3] for box in boxes), boxes)
    wide = {number for number, page in enumerate(pdf.pages, 1) if page["/MediaBox"][2] > page["/MediaBox"][3]}
    broad = set().union(*(pages_of(other) for other in whole_tables(pdf) if across(other) > 10))
    check("all pages but those of tables of many columns stand", wide and not wide - broad and len(wide) < len(pdf.pages) - 2,
          wide)


def type_is_never_small(name, path):
    """By the boxes that poppler gives words, which are 1.117 times as tall as the body's type is large."""
    boxes = subprocess.run(["pdftotext", "-bbox", str(path), "-"], check=True, capture_output=True, text=True).stdout
    sizes = [(float(bottom) - float(top)) / 1.117 for top, bottom in re.findall(r'<word [^>]*yMin="([^"]*)"[^>]*yMax="([^"]*)"', boxes)]
    check(f"{name}: no type is smaller than 7.5 points", sizes and min(sizes) > 7.45, sorted(sizes)[:3])


def digest(folder):
    return hashlib.sha256((folder / "annual-report.pdf").read_bytes()).hexdigest()


with tempfile.TemporaryDirectory() as folder:
    work, pdfs = Path(folder), []
    (work / "everything.md").write_text(TEMPLATE)
    (work / "breaks.md").write_text(BREAKS)
    cases = [(council, ROOT / "fixtures" / council / "profile.yaml", []) for council in COUNCILS]
    cases.append(("every kind of text", cases[2][1], ["--template", str(work / "everything.md"), "--internal"]))
    (work / "many.md").write_text(MANY)
    cases.append(("many columns", many_columns(work), ["--template", str(work / "many.md")]))
    for name, profile, options in cases:
        out = work / squeeze(name)
        report(profile, out, *options)
        stem = Path(options[1]).stem if options else "annual-report"
        pdf = Pdf(out / f"{stem}.pdf")
        page = html.fromstring((out / f"{stem}.html").read_text())
        same_as_page(name, pdf, page)
        content_is_tagged(name, pdf)
        structure_is_sound(name, pdf)
        links_lead(name, pdf)
        file_is_described(name, pdf)
        nothing_is_left_over(name, pdf)
        headings_stay(name, pdf)
        type_is_never_small(name, out / f"{stem}.pdf")
        pdfs.append(pdf)
    for council in COUNCILS:
        for template in ("board-pack.md", "foi.md", str(work / "breaks.md")):
            out = work / f"{council}-{Path(template).stem}"
            report(ROOT / "fixtures" / council / "profile.yaml", out, "--template", template)
            headings_stay(out.name, Pdf(out / f"{Path(template).stem}.pdf"))
    wide_tables_lie_on_their_side(pdfs[-1])
    headings_come_again(pdfs)
    rows_stay_together(pdfs)
    here = {**os.environ, "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "de_DE.UTF-8", "G_SLICE": "always-malloc",
            "SOURCE_DATE_EPOCH": "86400"}
    report(cases[-3][1], work / "again", env=here, umask=0o077, cwd=folder)
    check("the same bytes in another time zone, locale, umask and folder", digest(work / "again") == digest(work / "somerset"))
done()
