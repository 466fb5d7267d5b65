"""The styles of Word and of the page on paper have the sizes that the PDF and the charts have (render/font/sizes.h)."""
import os
import re
from pathlib import Path
from xml.etree import ElementTree

from tap import check, done

ROOT = Path(os.environ["LADOSTAT_ROOT"])
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SIZES = {name: float(value) for name, value in re.findall(r"^#define ([A-Z_]+) ([\d.]+)", (ROOT / "render/font/sizes.h").read_text(), re.M)}
WORD = {"Title": "SIZE_TITLE", "Heading1": "SIZE_HEADING", "Heading2": "SIZE_PART_HEADING", "Caption": "SIZE_CAPTION",
        "ExhibitSubtitle": "SIZE_SUBTITLE", "TableText": "SIZE_TABLE", "TableTextDense": "SIZE_TABLE_LEAST", "ExhibitNote": "SIZE_NOTE",
        "ExhibitSource": "SIZE_NOTE", "KeyFigure": "SIZE_KEY_FIGURE", "KeyFigureLabel": "SIZE_LABEL", "KeyFigureNote": "SIZE_NOTE"}
PAPER = {"html": "SIZE_BODY", "h1": "SIZE_TITLE", "h2": "SIZE_HEADING", "h3": "SIZE_PART_HEADING", "figcaption, caption": "SIZE_CAPTION",
         "figcaption .subtitle, caption .subtitle": "SIZE_SUBTITLE", ".note": "SIZE_NOTE"}


def value(node, path, attribute="val"):
    found = node.find("/".join(W + part for part in path.split("/")))
    return None if found is None else float(found.get(W + attribute))


styles = ElementTree.parse(ROOT / "templates/house-styles.xml").getroot()
size = {style.get(W + "styleId"): value(style, "rPr/sz") for style in styles.iter(W + "style")}
wrong = {style: size[style] for style, name in WORD.items() if size[style] is None or size[style] / 2 != SIZES[name]}
check("Word's styles have the sizes of the PDF", not wrong, wrong)
body = next(style for style in styles.iter(W + "style") if style.get(W + "styleId") == "BodyText")
check("running text in Word is as large, as close and as wide",
      value(styles, "docDefaults/rPrDefault/rPr/sz") / 2 == SIZES["SIZE_BODY"] and value(body, "pPr/spacing", "line") / 20 == SIZES["LEADING"]
      and value(body, "pPr/spacing", "after") / 20 == SIZES["PARAGRAPH_SPACE"]
      and round(value(body, "pPr/ind", "right") / 1440 * 25.4) == SIZES["EXHIBIT_ACROSS"] - SIZES["TEXT_ACROSS"])

above = {style.get(W + "styleId"): value(style, "pPr/spacing", "before") for style in styles.iter(W + "style")}
check("headings in Word have the space above them, less what its leading puts there",
      [above["Heading1"] / 20, above["Heading2"] / 20] == [SIZES["HEADING_SPACE"] + 2, SIZES["PART_HEADING_SPACE"] + 2], above)

css = (ROOT / "templates/house-style.css").read_text()
paper = css[css.index("@media print"):]
said = {rule: re.search(rf"^ *{re.escape(rule)} {{[^}}]*?font-size: ([\d.]+)pt", paper, re.M) for rule in PAPER}
wrong = {rule: found and found[1] for rule, found in said.items() if not found or float(found[1]) != SIZES[PAPER[rule]]}
check("the page on paper has the sizes of the PDF", not wrong, wrong)
margins = [float(re.search(rf"^ *{rule} {{[^}}]*?margin: (\d+)pt", paper, re.M)[1]) for rule in ("h2", "h3")]
check("and as much above headings", margins == [SIZES["HEADING_SPACE"], SIZES["PART_HEADING_SPACE"]], margins)
table = float(re.search(r"^ *table {[^}]*?font-size: ([\d.]+)pt", paper, re.M)[1])
check("its tables are within those of tables", SIZES["SIZE_TABLE_LEAST"] <= table <= SIZES["SIZE_TABLE"], table)
widths = {float(width) for width in re.findall(r"max-width: (\d+)mm", paper)}
check("its words and exhibits are as wide", widths == {SIZES["TEXT_ACROSS"], SIZES["EXHIBIT_ACROSS"]}, widths)
beside = dict(re.findall(r"^\.(mm\d+) { --chart: (\d+)mm; }", css, re.M))
check("charts beside words have the widths there are", beside == {f"mm{n:g}": f"{n:g}" for n in (SIZES["HALF_ACROSS"], SIZES["BESIDE_ACROSS"])}, beside)
done()
