"""How long it takes to decide what a release hides, by what it crosses, and to compare a region.

`./dev bench` prints the table; by itself this prints the large release alone, as often as asked. LADOSTAT_PROGRAM names
another program than the build's.
"""
import csv
import datetime
import os
import pathlib
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time

import exports

here = pathlib.Path(__file__).resolve().parent
program = os.environ.get("LADOSTAT_PROGRAM", str(here.parent.parent / "build" / "cmd" / "ladostat"))
harms = {"Physical": 5, "Emotional": 4, "Sexual": 3, "Neglect": 2, "Conduct": 1, "Suitability": 0.5}
parts = ["", "employed", "voluntary"]
sectors = [(f"Sector {i:02d}", part) for i in range(25) for part in (parts if i % 2 else parts[1:])]
profile = """authority: {name: Bench Council, short-name: Bench, code: E00000000}
report: {year: 2023-24, years: 5, as-at: 2024-05-31}
records:
  - {file: contacts.csv, columns: {id: Ref, received: Received, closed: Closed, harm: Harm, sector: Sector}}
codes: codes.csv
measures:
  - {id: contacts, title: Contacts, kind: count}
  - {id: harm, title: Harm, kind: breakdown, by: [harm]}
  - {id: sector, title: Sector, kind: breakdown, by: [sector]}
  - {id: harm-quarters, title: Harm, kind: breakdown, by: [harm], per: quarter}
  - {id: sector-quarters, title: Sector, kind: breakdown, by: [sector], per: quarter}
  - {id: sector-harm, title: Sector by harm, kind: breakdown, by: [sector, harm]}
  - {id: timeliness, title: Time to close, kind: timeliness, within: [4 weeks, 6 weeks, 3 months, 6 months, 1 year]}
  - {id: curve, title: Open, kind: curve}
  - {id: duration, title: Length, kind: duration}
disclosure: {suppress-below: 5}
"""
crossed = [("sector", "harm"), ("source", "outcome"), ("sector", "source"), ("harm", "outcome"), ("stage", "sector"), ("age", "harm")]
populations = """populations:
  - {id: met, words: met, where: [{field: stage, is: [Consultation, Further investigation]}]}
disclosure: {suppress-below: 5}
"""


def write_large(folder, rows=6000):
    """6,000 records of five years; sector (25 categories with parts) and harm by year and by quarter, sector by harm, five limits
    of time, a curve, lengths."""
    choose = random.Random(20)
    codes = [f"harm,{harm},," for harm in harms] + [f"sector,{name},{part},{name} {part}".rstrip() for name, part in sectors]
    often = [1 / (1 + i / 2) ** 1.2 for i in range(len(sectors))]
    records = ["Ref,Received,Closed,Harm,Sector"]
    for number in range(rows):
        received = datetime.date(2019, 4, 1) + datetime.timedelta(days=choose.randrange(1826))
        closed = received + datetime.timedelta(days=int(choose.expovariate(1 / 45)))
        is_closed = choose.random() < .95 and closed < datetime.date(2024, 5, 31)
        name, part = choose.choices(sectors, often)[0]
        harm = choose.choices(list(harms), list(harms.values()))[0]
        records.append(f"{number},{received},{closed if is_closed else ''},{harm},{name} {part}".rstrip())
    (folder / "profile.yaml").write_text(profile)
    (folder / "codes.csv").write_text("\n".join(["field,category,part,value"] + codes) + "\n")
    (folder / "contacts.csv").write_text("\n".join(records) + "\n")


def write_crossed(folder, tables):
    """The benchmark's 2,000 rows, and this many tables of two fields, each of all contacts and of a population."""
    exports.write(folder, "case", 2000)
    path = folder / "profile.yaml"
    measures = "".join(f"  - {{id: x{i}-{of}, title: {one} by {other} {of}, kind: breakdown, by: [{one}, {other}], of: {of}}}\n"
                       for i, (one, other) in enumerate(crossed[:tables]) for of in ("contacts", "met"))
    path.write_text(path.read_text().replace("disclosure: {suppress-below: 0}\n", measures + populations))


def write_region(folder, councils=153):
    """So many councils, of five years each, compared by rate: places, limits of a funnel, neighbours of the first."""
    choose, years = random.Random(153), [f"{year}-{(year + 1) % 100}" for year in range(2019, 2024)]
    names = [f"Council {i:03d}" for i in range(councils)]
    tables = {"figures.csv": [("authority", "measure", "period", "count"), *((name, "contacts", year, choose.randrange(100, 1500))
                                                                              for name in names for year in years)],
              "children.csv": [("la_code", "gss_code", "la_name", *(f"mid_{year}" for year in range(2018, 2025))),
                               *((200 + i, f"E0600{i:04d}", name, *[choose.randrange(20000, 200000)] * 7) for i, name in enumerate(names))],
              "neighbours.csv": [("la_name", "la_code", "model_version", "rank", "neighbour_code", "neighbour_name", "closeness"),
                                 *((names[0], 200, "2021-04", i, 200 + i, names[i], "Close") for i in range(1, 11))]}
    for name, rows in tables.items():
        with open(folder / name, "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    (folder / "profile.yaml").write_text(
        f"authority: {{name: {names[0]}, short-name: {names[0]}, code: E06000000}}\nreport: {{year: 2023-24, years: 5}}\nfigures: [figures.csv]\n"
        "measures:\n  - {id: contacts, title: Contacts, kind: supplied}\n"
        "  - {id: all, title: Contacts for each child beside all, kind: benchmark, of: contacts, show: funnel}\n"
        "  - {id: near, title: Contacts beside neighbours, kind: benchmark, of: contacts}\n"
        "benchmark: {figures: [figures.csv], population: children.csv, neighbours: neighbours.csv, version: 2021-04}\n")


def run(folder, formats="csv"):
    """Seconds of processor time and wall time, and figures hidden."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run([program, "report", str(folder / "profile.yaml"), "--formats", formats, "--out", str(folder / "out")], check=True,
                   capture_output=True)
    after, took = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic() - start
    hidden = sum(line.endswith(",c") for line in (folder / "out" / "figures.csv").read_text().splitlines())
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, took, hidden


def table(rounds):
    print("\n| release | processor time | time | figures hidden |\n|---|---|---|---|")
    releases = [(f"2,000 rows, {tables} table{'s'[:tables > 1]} of two fields by two populations", lambda folder, t=tables: write_crossed(folder, t))
                for tables in (1, 2, 4, 6)]
    releases += [("6,000 rows, five years, by quarter, two fields, limits, a curve", write_large), ("a region of 153 councils, no records", write_region)]
    for what, write in releases:
        with tempfile.TemporaryDirectory(prefix="release-") as name:
            write(pathlib.Path(name))
            taken = [run(pathlib.Path(name)) for _ in range(rounds)]
        print(f"| {what} | {statistics.median(t[0] for t in taken):.2f} s | {statistics.median(t[1] for t in taken):.2f} s | {taken[0][2]} |", flush=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="release-") as name:
        write_large(pathlib.Path(name))
        for _ in range(int(sys.argv[1]) if len(sys.argv) > 1 else 3):
            print("{:.2f} s of processor time, {:.2f} s in all, {} figures hidden".format(*run(pathlib.Path(name))))
