"""Parts that a figures file gives, compared with their category: a sum that differs is reported once for each category, in
whatever order the rows are; parts that add up, those of another year and those of the records are not reported."""
import pathlib
import random
import tempfile

from program import run
from tap import check, done

PROFILE = """authority: {name: Anytown Council, short-name: Anytown}
report: {year: 2023-24, years: 3}
records:
  - {file: export.csv, columns: {id: Ref, received: Received, sector: Sector}}
codes: codes.csv
figures: [printed.csv]
measures: [{id: sector, title: By sector, kind: breakdown, by: [sector]}]
disclosure: {suppress-below: 0}
"""
CATEGORIES = {f"Sector {n}": [f"Part {n}.{k}" for k in range(n % 4)] for n in range(12)}
chance = random.Random(5)
rows, wrong = [], set()
for year in ("2021-22", "2022-23"):
    for category, parts in CATEGORIES.items():
        counts = [chance.randrange(30) for _ in parts]
        amiss = chance.choice((0, 0, 1, -1)) if parts else 0
        if amiss:
            wrong.add(f"sector {year}, {category}: its parts add up to {sum(counts)}, but it is {sum(counts) + amiss}")
        rows += [f"sector,{year},{category},,{sum(counts) + amiss}"]
        rows += [f"sector,{year},{category},{part},{count}" for part, count in zip(parts, counts)]

with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    (folder / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    lines = [f"sector,{category},{part},{part or category}" for category, parts in CATEGORIES.items() for part in parts or [""]]
    (folder / "codes.csv").write_text("\n".join(["field,category,part,value"] + lines) + "\n", encoding="utf-8")
    (folder / "export.csv").write_text("Ref,Received,Sector\n1,01/05/2023,Part 1.0\n2,02/05/2023,Part 3.1\n", encoding="utf-8")
    for order in ("as written", "any"):
        if order == "any":
            chance.shuffle(rows)
        (folder / "printed.csv").write_text("\n".join(["measure,period,category,part,count"] + rows) + "\n", encoding="utf-8")
        said = [line for line in run(folder, "check", "profile.yaml").stdout.splitlines() if "its parts add up to" in line]
        check(f"every_category_whose_parts_differ_is_named_and_no_other: in the order {order}",
              wrong and {line.strip().rsplit(": printed.csv", 1)[0] for line in said} == wrong and len(said) == len(wrong), (said, wrong))
done()
