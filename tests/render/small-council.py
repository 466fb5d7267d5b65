"""A small council's Word file, part by part, and its page, compared with small/golden/. After an intended change, ./dev golden
writes them again, to be reviewed like code."""
import difflib
import os
import re
import subprocess
import tempfile
import zipfile
from xml.etree import ElementTree

from tap import check, done

HERE = os.path.dirname(os.path.abspath(__file__))
GOLDEN = os.path.join(HERE, "small", "golden")
# Sizes of pictures belong to the charts; the pictures themselves are looked at elsewhere.
IGNORED = [(r' (cx|cy|width|height)="\d+"', r' \1=""'), (r'="data:image/svg\+xml;base64,[^"]*"', '="data:"')]


def without_what_is_ignored(text):
    for pattern, put in IGNORED:
        text = re.sub(pattern, put, text)
    return text


def normal(xml):
    root = ElementTree.fromstring(xml)
    for node in root.iter():
        node.attrib = dict(sorted(node.attrib.items()))
    ElementTree.indent(root)
    return without_what_is_ignored(ElementTree.tostring(root, encoding="unicode")) + "\n"


def made():
    """The parts as they are made now, by the name of their golden file."""
    spaces = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
              "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
              "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
              "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
              "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
              "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
              "dc": "http://purl.org/dc/elements/1.1/", "dcterms": "http://purl.org/dc/terms/",
              "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"}
    for prefix, space in spaces.items():
        ElementTree.register_namespace(prefix, space)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([os.environ["LADOSTAT_PROGRAM"], "report", f"{HERE}/small/profile.yaml", "--template",
                        f"{HERE}/small/report.md", "--formats", "docx,html", "--out", f"{folder}/pack"], check=True,
                       stderr=subprocess.DEVNULL)
        parts = {}
        with zipfile.ZipFile(f"{folder}/pack/report.docx") as package:
            for name in package.namelist():
                if not name.startswith(("word/media/", "word/embeddings/")):
                    parts["docx-" + re.sub(r"[^a-z]+", "-", name.lower()).strip("-") + ".xml"] = normal(package.read(name))
        with open(f"{folder}/pack/report.html", encoding="utf-8") as page:
            text = re.sub(r"<style>.*?</style>", "<style></style>", page.read(), flags=re.S)
            parts["page.html"] = without_what_is_ignored(text)
        return parts


def write(parts):
    os.makedirs(GOLDEN, exist_ok=True)
    for name in set(os.listdir(GOLDEN)) - set(parts):
        os.remove(os.path.join(GOLDEN, name))
    for name, text in parts.items():
        with open(os.path.join(GOLDEN, name), "w", encoding="utf-8") as file:
            file.write(text)


def compare(parts):
    check("the_parts_are_those_of_golden", sorted(os.listdir(GOLDEN)) == sorted(parts))
    for name, text in sorted(parts.items()):
        path = os.path.join(GOLDEN, name)
        golden = open(path, encoding="utf-8").read() if os.path.exists(path) else ""
        difference = difflib.unified_diff(golden.splitlines(), text.splitlines(), name, "made now", lineterm="")
        check(f"{name}_is_as_it_was", text == golden, "\n".join(list(difference)[:40]) + "\nif it is meant: ./dev golden")


parts = made()
if os.environ.get("LADOSTAT_GOLDEN") == "write":
    write(parts)
compare(parts)
done()
