"""Every chart of the five councils' packs, as in its SVG file: titles that the figures support, subtitles that name the years
and colours drawn, text of one size and dark enough, one hue beside grey and the targets' orange."""
import base64
import csv
import glob
import os
import re
import subprocess
import tempfile
from xml.etree import ElementTree

from tap import check, done

program, root = os.environ["LADOSTAT_PROGRAM"], os.environ["LADOSTAT_ROOT"]
GREYS = {"#0b0c0c", "#3d3d3d", "#595959", "#8c8c8c", "#bfbfbf", "#d9d9d9", "#ffffff"}
ORANGE = "#f46a25"
YEAR = re.compile(r"20\d\d-\d\d")
DIRECTIONS = {"more": "higher", "larger": "higher", "fewer": "lower", "smaller": "lower"}


def channels(colour):
    return [int(colour[i:i + 2], 16) for i in (1, 3, 5)]


def luminance(colour):
    linear = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def is_shade_of_blue(colour):
    """On the way from white to #12436d: every channel has gone as far."""
    gone = [(255 - c) / (255 - own) for c, own in zip(channels(colour), (0x12, 0x43, 0x6d))]
    return max(gone) - min(gone) < 0.03


class Svg:
    def __init__(self, path):
        self.id = os.path.basename(path)[:-4]
        root_element = ElementTree.parse(path).getroot()
        marks = [(e.tag.split("}")[1], e) for e in root_element]
        self.title = next(e.text for kind, e in marks if kind == "title")
        self.alt = next(e.text for kind, e in marks if kind == "desc")
        self.texts = [e for kind, e in marks if kind == "text"]
        self.rectangles = [e for kind, e in marks if kind == "rect"][1:]  # but the ground
        self.colours = {e.get(key) for _, e in marks for key in ("fill", "stroke") if (e.get(key) or "").startswith("#")}
        self.height = float(root_element.get("height")[:-2])
        words = [e.text for e in self.texts if e.get("fill") == "#3d3d3d" and float(e.get("font-size")) == 9.5]
        title_lines = sum(float(e.get("font-size")) == 11 for e in self.texts)
        # The subtitle's lines are the first after the title's.
        self.subtitle = words[0] if title_lines else ""
        following = [e for e in self.texts[title_lines + 1:title_lines + 3]]
        for e in following:
            if e.get("fill") == "#3d3d3d" and e.get("x") == "0.00" and e.get("text-anchor") == "start":
                self.subtitle += " " + e.text
            else:
                break

    def ground_of(self, text):
        """The last rectangle drawn that the start of the text lies on."""
        x, y = float(text.get("x")), float(text.get("y")) - 3
        ground = "#ffffff"
        for r in self.rectangles:
            left, top = float(r.get("x")), float(r.get("y"))
            if left < x < left + float(r.get("width")) and top < y < top + float(r.get("height")):
                ground = r.get("fill")
        return ground


def moved(figures, measure, direction):
    return any(f["measure"] == measure and f["signal"] == direction for f in figures)


with tempfile.TemporaryDirectory() as folder:
    for profile in sorted(glob.glob(f"{root}/fixtures/*/profile.yaml")):
        council = os.path.basename(os.path.dirname(profile))
        out = f"{folder}/{council}"
        subprocess.run([program, "report", profile, "--formats", "svg,csv,html", "--out", out], check=True, capture_output=True)
        with open(f"{out}/figures.csv", encoding="utf-8-sig", newline="") as file:
            figures = list(csv.DictReader(file))
        charts = [Svg(path) for path in sorted(glob.glob(f"{out}/charts/*.svg"))]
        check(f"there_are_charts: {council}", len(charts) >= 5, len(charts))
        with open(f"{out}/annual-report.html", encoding="utf-8") as file:
            drawn = [base64.b64decode(code).decode() for code in re.findall(r"data:image/svg\+xml;base64,([^\"]+)", file.read())]
        broken = [text for svg in drawn for text in re.findall(r">([^<]*)</text>", svg) if re.fullmatch(r"20\d\d-\d?", text)]
        check(f"no_year_is_broken_on_a_desk_or_a_phone: {council}", len(drawn) >= 6 and not broken, broken)

        def every(rule, holds):
            wrong = [(c.id, c.title, c.subtitle, c.alt) for c in charts if not holds(c)]
            check(f"{rule}: {council}", not wrong, wrong)

        every("a_title_is_of_at_most_twelve_words", lambda c: len(c.title.split()) <= 12 and not c.title.endswith("."))
        every("nothing_is_said_of_chance", lambda c: not re.search("chance|no clear change|significan", f"{c.title} {c.subtitle}"))
        every("an_alternative_is_one_short_sentence", lambda c: len(c.alt) <= 150 and c.alt.endswith(".") and ". " not in c.alt)
        every("a_direction_has_a_clear_change", lambda c: all(
            moved(figures, c.id, DIRECTIONS[word]) for word in re.findall("(?<!open for )more|larger|fewer|smaller", c.title.lower().split(" than half")[0])
            if not re.search(" than (half|three-quarters)", c.title) and "outside" not in c.title))
        every("text_is_of_one_scale", lambda c: all(9 <= float(t.get("font-size")) <= 11 for t in c.texts))
        every("text_stands_out", lambda c: all(contrast(t.get("fill"), c.ground_of(t)) >= 4.5 for t in c.texts))
        every("one_hue_beside_grey_and_targets", lambda c: all(
            colour in GREYS or colour == ORANGE or is_shade_of_blue(colour) for colour in c.colours))
        every("orange_is_said_and_only_where_it_is", lambda c: (ORANGE in c.colours) == ("targets in orange" in c.subtitle))
        every("a_year_in_grey_is_said_and_only_where_it_is", lambda c: "#8c8c8c" not in c.colours if " in grey" not in c.subtitle
              and "Somerset in blue" not in c.subtitle else "#8c8c8c" in c.colours)
        # The first and the last year of a course stand beneath it.
        every("a_course_has_the_years_that_are_said", lambda c: all(
            any(t.text == year for t in c.texts) for course in re.findall(r"20\d\d-\d\d to 20\d\d-\d\d", c.subtitle)
            for year in YEAR.findall(course)))
        every("no_chart_is_taller_than_its_room", lambda c: c.height <= (120 + 40) * 72 / 25.4)
done()
