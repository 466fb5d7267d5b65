"""A release that crosses much: how long it takes to decide what of it is hidden. 6,000 records of five years; sector (25
categories with parts) and harm by year and by quarter, sector by harm, five limits of time, a curve, lengths. It prints the
processor time of the whole command, of as many runs as asked. LADOSTAT_PROGRAM names another program than the build's.
"""
import datetime
import os
import pathlib
import random
import resource
import subprocess
import sys
import tempfile

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


def write(folder, rows):
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


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with tempfile.TemporaryDirectory(prefix="release-") as name:
        folder = pathlib.Path(name)
        write(folder, 6000)
        for _ in range(rounds):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([program, "report", str(folder / "profile.yaml"), "--formats", "csv"], check=True, capture_output=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            hidden = sum(line.endswith(",c") for line in (folder / "out" / "figures.csv").read_text().splitlines())
            print(f"{after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime:.2f} s of processor time, {hidden} figures hidden")


main()
