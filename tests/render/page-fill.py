"""How full the pages of the five councils' reports and board packs are, as poppler draws them: the number that the editorial
standard sets, and none of the body less than two-thirds full except the last. The same for the page printed from Chromium,
from a wide window and from a narrow one."""
import os
import re
import subprocess
import tempfile
from pathlib import Path

from lxml import html
from PIL import Image

from councils import COUNCILS
from tap import check, done

PROGRAM = os.environ["LADOSTAT_PROGRAM"]
MARGIN, POINTS, LEAST = 22 / 25.4 * 72, 72, 2 / 3
# Pages of the body and of the appendix, the narrative of the samples being shorter than a council's.
REPORT = {"leicester": ((6, 14), (4, 6)), "somerset": ((5, 10), (3, 5)), "birmingham": ((5, 10), (3, 5)),
          "milton-keynes": ((5, 10), (3, 5)), "bromley": ((4, 9), (2, 4))}


def fills(pdf):
    """For each page how far down its text area is drawn on, of 1; None for a page on its side."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-r", str(POINTS), "-gray", str(pdf), f"{folder}/page"], check=True)
        for path in sorted(Path(folder).glob("*.pgm")):
            page = Image.open(path)
            top, bottom = round(MARGIN) - 2, round(page.height - MARGIN)
            drawn = page.crop((0, top, page.width, bottom)).point(lambda shade: 255 if shade < 200 else 0).getbbox()
            yield None if page.width > page.height else (drawn[3] if drawn else 0) / (bottom - top)


def pages(pdf):
    text = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    return text.split("\f")[:-1]


def overlaps(pdf):
    """Words that stand upon one another, page by page."""
    drawn = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True).stdout
    found = []
    for number, page in enumerate(html.fromstring(drawn).iter("page"), 1):
        words = [([float(word.get(side)) for side in ("xmin", "ymin", "xmax", "ymax")], word.text) for word in page.iter("word")]
        found += [(number, one, other) for i, ((left, top, right, bottom), one) in enumerate(words) for (x, y, end, foot), other in words[:i]
                  if min(right, end) - max(left, x) > 1 and min(bottom, foot) - max(top, y) > 5]
    return found


def split(pdf):
    """How full the pages of the body are, and how many come after it."""
    texts, full = pages(pdf), list(fills(pdf))
    # The contents name it as well, on the first page.
    start = next((i for i, text in enumerate(texts) if i and re.search(r"^Appendix", text, re.M)), len(texts))
    return full[:start], len(full) - start


def is_full(name, body):
    short = [(number, f"{fill:.0%}") for number, fill in enumerate(body[:-1], 1) if fill is not None and fill < LEAST]
    check(f"{name}: no page of the body is less than two-thirds full but the last", body and not short, short)


def written(folder, council, template, formats="pdf", year=None):
    out = Path(folder) / f"{council}-{template}"
    subprocess.run([PROGRAM, "report", f"fixtures/{council}/profile.yaml", "--template", str(template), "--formats", formats,
                    "--out", str(out), *(["--year", year] if year else [])], check=True, capture_output=True)
    return out / Path(template).name.replace(".md", ".pdf")


def printed(folder, page, width):
    out = Path(folder) / f"printed-{width}.pdf"
    subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync",
                    f"--user-data-dir={folder}/chromium", f"--window-size={width},900", "--no-pdf-header-footer",
                    f"--print-to-pdf={out}", f"file://{page}"], check=True, capture_output=True)
    return out


def squeeze(text):
    return re.sub(r"\s+", "", text)


def pictures(pdf):
    """A page without its words still shows which drawing of a chart was taken: how high the ink on every page reaches."""
    return [fill and round(fill, 2) for fill in fills(pdf)]


def on_paper(name, folder, page):
    """The page printed: the same from a narrow window as from a wide one, its tables whole, nothing at its right edge."""
    wide, narrow = printed(folder, page, 1280), printed(folder, page, 390)
    check(f"{name}: a narrow window prints what a wide one does", pages(wide) == pages(narrow) and pictures(wide) == pictures(narrow),
          f"{pictures(wide)}\n{pictures(narrow)}")
    texts = [squeeze(text) for text in pages(narrow)]
    cut = []
    for table in html.fromstring(page.read_text()).xpath('//div[@class="exhibit"]//table'):
        rows = [squeeze("".join(row.itertext())) for row in table.iter("tr")]
        if len(rows) < 30 and not any(rows[0] in text and rows[-1] in text for text in texts):
            cut.append(squeeze("".join(table.find("caption").itertext()))[:60])
    check(f"{name}: no table is cut on paper", not cut, cut)


with tempfile.TemporaryDirectory() as folder:
    for council in COUNCILS:
        body, appendix = split(written(folder, council, "annual-report.md"))
        (least, most), (few, many) = REPORT[council]
        check(f"{council}: its report has {least} to {most} pages", least <= len(body) <= most, len(body))
        check(f"{council}: its appendix has {few} to {many} pages", few <= appendix <= many, appendix)
        is_full(f"{council}'s report", body)
        body, appendix = split(written(folder, council, "board-pack.md"))
        check(f"{council}: its board pack has two pages", len(body) == 2 and not appendix, len(body))
        is_full(f"{council}'s board pack", body)
        for kind in ("annual-report", "board-pack"):
            on_paper(f"{council}'s {kind}", folder, written(folder, council, f"{kind}.md", "html").with_suffix(".html"))
        for kind in ("annual-report", "board-pack", "foi"):
            standing = overlaps(written(folder, council, f"{kind}.md"))
            check(f"{council}: no words of its {kind} stand upon others", not standing, standing)
    # Half a year of five, with five changes: as much as a quarterly pack may have to hold.
    body, appendix = split(written(folder, "leicester", "quarterly-pack.md", year="2023-24 Q1-Q2"))
    check("leicester: its quarterly pack has two pages", len(body) == 2 and not appendix, len(body))
    is_full("leicester's quarterly pack", body)
    # The measure would have noticed.
    broken = Path(folder) / "broken.md"
    broken.write_text("# Broken\n\nA line.\n\n{{ page-break }}\n\nAnother.\n")
    short = list(fills(written(folder, "bromley", broken)))
    check("a page with one line is short", len(short) == 2 and max(short) < LEAST, short)
done()
