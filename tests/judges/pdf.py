"""A PDF as qpdf's JSON and poppler's structure tree show it: elements, marks, annotations, the content of pages."""
import base64
import json
import re
import subprocess


class Element:
    """One element of the structure tree: type, attributes, children, and its marks as (page number, MCID)."""

    def __init__(self, type, parent=None):
        self.type, self.parent = type, parent
        self.children, self.marks, self.annotations = [], [], []
        self.attributes, self.alt, self.content = {}, None, []

    def walk(self, *types):
        if not types or self.type in types:
            yield self
        for child in self.children:
            yield from child.walk(*types)

    def words(self):
        """All text of the element and below it, as poppler reads it, without white space and labels of lists."""
        return squeeze("".join(part if isinstance(part, str) else part.words() for part in self.content
                               if isinstance(part, str) or part.type != "Lbl"))

    def pages(self):
        found = {page for page, _ in self.marks}
        return found.union(*(child.pages() for child in self.children)) if self.children else found


def squeeze(text):
    return re.sub(r"\s+", "", text)


class Pdf:
    def __init__(self, path):
        self.path = str(path)
        run = ["qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=generalized", self.path]
        tree = json.loads(subprocess.run(run, check=True, capture_output=True).stdout)
        self.objects = tree["qpdf"][1]
        self.trailer = self.objects["trailer"]["value"]
        self.catalog = self.get(self.trailer["/Root"])
        self.outlines = tree["outlines"]
        self.page_references = [page["object"] for page in tree["pages"]]
        self.pages = [self.get(reference) for reference in self.page_references]
        self.contents = [b"".join(self.stream(part) for part in page["contents"]) for page in tree["pages"]]
        root = self.get(self.catalog["/StructTreeRoot"])
        self.references = {}  # object -> Element
        top = root["/K"] if isinstance(root["/K"], str) else root["/K"][0]
        self.document = self._element(top, None, self.catalog["/StructTreeRoot"], None)
        self.parents = self._numbers(root["/ParentTree"])
        self._read_text()

    def get(self, value):
        if isinstance(value, str) and re.fullmatch(r"\d+ \d+ R", value):
            entry = self.objects["obj:" + value]
            return entry["value"] if "value" in entry else entry["stream"]["dict"]
        return value

    def stream(self, reference):
        return base64.b64decode(self.objects["obj:" + reference]["stream"]["data"])

    def _page_number(self, reference):
        return self.page_references.index(reference) + 1

    def _element(self, reference, parent, parent_reference, page):
        entry = self.get(reference)
        assert entry["/P"] == parent_reference, "an element names another parent"
        element = Element(entry["/S"][1:], parent)
        self.references[reference] = element
        attributes = self.get(entry.get("/A", {}))
        for each in attributes if isinstance(attributes, list) else [attributes]:
            element.attributes.update(self.get(each))
        element.alt = entry["/Alt"][2:] if "/Alt" in entry else None
        page = entry.get("/Pg", page)
        kids = self.get(entry.get("/K", []))
        for kid in kids if isinstance(kids, list) else [kids]:
            value = self.get(kid)
            if isinstance(value, int):
                element.marks.append((self._page_number(page), value))
            elif value.get("/Type") == "/MCR":
                element.marks.append((self._page_number(value["/Pg"]), value["/MCID"]))
            elif value.get("/Type") == "/OBJR":
                element.annotations.append(value["/Obj"])
            else:
                element.children.append(self._element(kid, element, reference, page))
        return element

    def _numbers(self, reference):
        """A number tree as a dictionary."""
        node, found = self.get(reference), {}
        for kid in node.get("/Kids", []):
            found.update(self._numbers(kid))
        pairs = node.get("/Nums", [])
        found.update(zip(pairs[::2], (self.get(v) if isinstance(self.get(v), list) else v for v in pairs[1::2])))
        return found

    def destinations(self):
        """Named places: name -> [page reference, kind, ...]."""
        def names(reference):
            node, found = self.get(reference), {}
            for kid in node.get("/Kids", []):
                found.update(names(kid))
            pairs = node.get("/Names", [])
            found.update(zip(pairs[::2], map(self.get, pairs[1::2])))
            return found
        return names(self.get(self.catalog.get("/Names", {})).get("/Dests", {}))

    def _read_text(self):
        """Puts poppler's text into the elements; its tree must be the same as qpdf's."""
        out = subprocess.run(["pdfinfo", "-struct-text", self.path], check=True, capture_output=True, text=True)
        self.complaints = out.stderr
        elements = self.document.walk()
        depths = []
        for line in out.stdout.splitlines():
            depth, words = (len(line) - len(line.lstrip(" "))) // 2, line.strip()
            heading = re.fullmatch(r"([A-Z][A-Za-z0-9]*)(?: \((?:block|inline)\))?:?", words)
            if words.startswith('"'):
                while depths[-1][0] >= depth:
                    depths.pop()
                depths[-1][1].content.append(words[1:-1])
            elif heading:
                current = next(elements)
                assert current.type == heading[1], f"poppler sees {heading[1]}, qpdf {current.type}"
                depths = [pair for pair in depths if pair[0] < depth]
                if depths:
                    depths[-1][1].content.append(current)
                depths.append((depth, current))
        assert next(elements, None) is None, "poppler sees fewer elements than qpdf"


TOKEN = re.compile(rb"\s+|\((?:\\.|[^()\\])*\)|<<|>>|<[0-9A-Fa-f\s]*>|\[|\]|/[^\s()<>\[\]/]*|[^\s()<>\[\]/]+", re.S)
PAINTING = {b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"Tj", b"TJ", b"'", b'"', b"Do", b"sh", b"EI"}


def read_content(content):
    """What a page paints: a list of (operator, the marks around it, outermost first). A mark is a name or an MCID."""
    painted, open_marks, operands, depth, end = [], [], [], 0, 0
    for match in TOKEN.finditer(content):
        assert match.start() == end, f"content not understood at {content[end:end + 40]}"
        end, token = match.end(), match.group()
        if token.isspace():
            continue
        depth += (token in (b"<<", b"[")) - (token in (b">>", b"]"))
        if depth or token[:1] in b"(</[]>" or re.fullmatch(rb"[-+.0-9]+", token):
            operands.append(token)
            continue
        if token in (b"BDC", b"BMC"):
            name = operands[0].decode()[1:]
            open_marks.append(int(operands[operands.index(b"/MCID") + 1]) if b"/MCID" in operands else name)
        elif token == b"EMC":
            open_marks.pop()
        elif token in PAINTING:
            painted.append((token.decode(), tuple(open_marks)))
        operands = []
    assert not open_marks, "a mark is not closed"
    return painted
