"""The names in a funnel of few, ten and 153 authorities cover no dot, no limit line and no other name; if there are many, only
those outside the limits are named, and every name leads to its dot."""
import math
import os
import random
import subprocess
import tempfile
from xml.etree import ElementTree

from tap import check, done

program = os.environ["LADOSTAT_PROGRAM"]
PROFILE = """authority: {name: The region}
report: {year: 2023-24, years: 1}
benchmark: {figures: [returns.csv], population: children.csv}
measures:
  - {id: funnel, title: Contacts by size, kind: benchmark, of: contacts, show: funnel}
"""


def number(element, name):
    return float(element.get(name))


def read(svg):
    """Names as boxes inside their letters (half an em a letter is less than they take), dots, limits, leaders."""
    names, dots, limits, leaders = [], [], [], []
    for element in ElementTree.parse(svg).getroot():
        kind = element.tag.split("}")[1]
        if kind == "circle":
            dots.append((number(element, "cx"), number(element, "cy"), number(element, "r")))
        elif kind == "text" and (element.text or "").startswith("Council"):
            x, y, width = number(element, "x"), number(element, "y"), 4.35 * len(element.text)
            names.append((element.text, (x, y - 5.5, x + width, y)))
        elif kind == "line" and element.get("stroke-width") in ("1.00", "0.75"):
            line = tuple(number(element, key) for key in ("x1", "y1", "x2", "y2"))
            (limits if element.get("stroke-width") == "1.00" else leaders).append(line)
    return names, dots, limits, leaders


def within(box, x, y, grow=0.0):
    return box[0] - grow < x < box[2] + grow and box[1] - grow < y < box[3] + grow


def crossed(box, line):
    return any(within(box, line[0] + (line[2] - line[0]) * t / 50, line[1] + (line[3] - line[1]) * t / 50) for t in range(51))


def far_from_dot(box, dots, leaders):
    """How far the box is from the nearest dot, or from a leader's far end."""
    ends = [(x, y, r) for x, y, r in dots] + [(line[2], line[3], 0) for line in leaders]
    return min(math.hypot(max(box[0] - x, 0, x - box[2]), max(box[1] - y, 0, y - box[3])) - r for x, y, r in ends)


for councils, spread, rounds in ((4, 1.2, 12), (10, 1.3, 12), (14, 1.05, 6), (153, 1.3, 3)):
    upon_dots, upon_names, upon_limits, lost, named = [], [], [], [], 0
    for seed in range(rounds):
        chance = random.Random(f"{councils} {seed}")
        with tempfile.TemporaryDirectory() as folder:
            children = {f"Council {i}": chance.randrange(20000, 150000) for i in range(councils)}
            files = {"profile.yaml": PROFILE,
                     "children.csv": "la_name,mid_2023\n" + "".join(f"{n},{c}\n" for n, c in children.items()),
                     "returns.csv": "authority,measure,period,count\n" + "".join(
                         f"{n},contacts,2023-24,{round(c * 0.005 * chance.uniform(1 / spread, spread))}\n" for n, c in children.items())}
            for name, text in files.items():
                with open(f"{folder}/{name}", "w", encoding="utf-8") as file:
                    file.write(text)
            subprocess.run([program, "report", f"{folder}/profile.yaml", "--template", "benchmarking.md", "--formats", "svg",
                            "--out", f"{folder}/out"], check=True, capture_output=True)
            names, dots, limits, leaders = read(f"{folder}/out/charts/funnel.svg")
        named += len(names)
        assert len(dots) == councils, len(dots)
        for name, box in names:
            upon_dots += [(seed, name) for x, y, r in dots if within(box, x, y, r - 1)]
            upon_names += [(seed, name, other) for other, there in names if other < name and box[0] < there[2] and there[0] < box[2]
                           and box[1] < there[3] and there[1] < box[3]]
            upon_limits += [(seed, name)] * any(crossed(box, line) for line in limits)
            lost += [(seed, name)] * (far_from_dot(box, dots, leaders) > 8)
    check(f"no_name_covers_a_dot: {councils}", not upon_dots, upon_dots)
    check(f"no_name_covers_another: {councils}", not upon_names, upon_names)
    # Among many crowded dots a line may have to be crossed; with a few it never has.
    check(f"hardly_a_name_is_crossed_by_a_limit: {councils}", len(upon_limits) <= named * (0 if councils == 4 else 0.12), upon_limits)
    check(f"every_name_is_at_its_dot_or_leader: {councils}", not lost, lost)
    least = {4: 4, 10: 8, 14: 8, 153: 3}[councils]
    check(f"as_many_are_named_as_have_room: {councils}", least * rounds <= named <= 15 * rounds, named / rounds)
done()
