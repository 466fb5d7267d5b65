"""Twin councils: what their figures show is the same, what they hide differs. Every file of their packs has the same bytes.

LADOSTAT_ROUNDS says how many pairs (10 if left out), LADOSTAT_SEED which council is the first, LADOSTAT_KEEP keeps pairs that
differ below the folder it names."""
import csv
import json
import os
import random
import shutil
import tempfile

from attacker import Program
from councils import Made
from tap import check, done

FORMATS = "docx,pdf,html,xlsx,ods,svg,png,csv"
TEMPLATES = ("--template", "annual-report.md", "--template", "board-pack.md", "--template", "foi.md")
PRESENT = ("outside the limits", "trend of seven", "two of three near a limit", "seven on one side of the mean",
           "long run on one side of the median", "busiest month", "busiest quarter")


def figures(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith(("#", '"#'))))


def shown(rows):
    """What figures show, in no order, and which counts there are. What only some months have a row for is a pack's to hide."""
    return sorted(str(r) for r in rows if r["status"] != "c"), sorted(
        (r["measure"], r["period"], r["category"], r["part"]) for r in rows if r["category"] not in PRESENT)


def publish(folder, formats):
    program = Program(folder)
    if not program.report("profile.yaml", "out", *(TEMPLATES if formats == FORMATS else ()), formats=formats):
        return None
    with open(os.path.join(folder, "out", "listed.txt"), "w", encoding="utf-8") as file:
        listed = program.run("figures", "profile.yaml").stdout
        file.write(listed)
        names = [line["reference"] for line in csv.DictReader(program.run("figures", "profile.yaml", "--format", "csv").stdout.splitlines())
                 if line["status"] == "c"]
        for name in names[:3]:
            file.write(program.run("figures", "profile.yaml", "--explain", name).stdout)
    program.run("return", "profile.yaml", "--out", os.path.join(folder, "out", "return.csv"))
    return figures(folder, "out/figures.csv")


def difference(one, two):
    """The files of two packs that differ; of manifests all but the checksums and sizes of what was read."""
    names = sorted({os.path.relpath(os.path.join(base, name), place) for place in (one, two)
                    for base, _, found in os.walk(place) for name in found})
    result = []
    for name in names:
        both = []
        for place in (one, two):
            path = os.path.join(place, name)
            data = b""
            if os.path.exists(path):
                with open(path, "rb") as file:
                    data = file.read()
            if name == "manifest.json" and data:
                manifest = json.loads(data)
                for entry in manifest["inputs"]:
                    entry.pop("bytes"), entry.pop("sha256")
                data = json.dumps(manifest)
            both.append(data)
        if both[0] != both[1]:
            at = next((i for i, (a, b) in enumerate(zip(*both)) if a != b), 0)
            text = [x[max(0, at - 60):at + 60] for x in both] if name.endswith((".csv", ".txt", ".html", ".svg", ".json")) else ""
            result.append(f"{name} {text}")
    return result


def change(chance, made):
    """One record moves from a category to another, to another day received or to another day closed."""
    rows = [dict(row) for row in made.rows]
    row = chance.choice([r for r in rows if r["received"]])
    what = chance.choice([*made.fields, *made.fields, "received"] + ["closed"] * made.closing)
    if what in made.fields:
        values = sorted({r[what] for r in rows if r[what]} - {row[what]})
        if not row[what] or not values:
            return None
        row[what] = chance.choice(values)
        return rows
    other = chance.choice([r for r in rows if r[what]] or [row])
    last = made.as_at or max(r[f] for r in rows for f in ("received", "closed", "aware") if r.get(f))
    if what == "closed" and not (row["closed"] and other["closed"] and max(row["closed"], other["closed"]) < last):
        return None
    row[what] = other[what]
    return rows if not made.closing or not row["closed"] or row["closed"] >= row["received"] else None


def pairs(seed, work):
    """Twins, one pair of a council at most."""
    while True:
        seed += 1
        chance, made = random.Random(seed), Made(seed)
        if len(made.rows) > 120 or made.edition or len({r["id"] for r in made.rows}) < len(made.rows):
            continue
        folders = [os.path.join(work, f"{seed}{x}") for x in "ab"]
        made.edition = False
        made.write(folders[0])
        mine = publish(folders[0], "csv")
        if not mine or not any(r["status"] == "c" for r in mine):
            continue
        Program(folders[0]).report("profile.yaml", "in", "--internal")
        inside = figures(folders[0], "in/figures.csv")
        rows = made.rows
        for _ in range(8):
            made.rows = rows
            made.rows = change(chance, made)
            if made.rows is None:
                continue
            shutil.rmtree(folders[1], ignore_errors=True)
            made.write(folders[1])
            theirs = publish(folders[1], "csv")
            same = theirs and shown(mine) == shown(theirs) and shown(figures(folders[0], "out/return.csv")) == shown(figures(folders[1], "out/return.csv"))
            if same:
                Program(folders[1]).report("profile.yaml", "in", "--internal")
                if figures(folders[1], "in/figures.csv") != inside:
                    yield seed, folders
                    break


def same_packs(name, folders, formats=FORMATS):
    for folder in folders:
        publish(folder, formats)
    for other in folders[1:]:
        found = difference(os.path.join(folders[0], "out"), os.path.join(other, "out"))
        check(f"{name}_has_the_same_bytes", not found, "\n".join(found))
        if found and os.environ.get("LADOSTAT_KEEP"):
            for folder in (folders[0], other):
                shutil.copytree(folder, os.path.join(os.environ["LADOSTAT_KEEP"], os.path.basename(folder)), dirs_exist_ok=True)


if __name__ == "__main__":
    rounds, start = int(os.environ.get("LADOSTAT_ROUNDS", "10")), int(os.environ.get("LADOSTAT_SEED", "1"))
    with tempfile.TemporaryDirectory() as work:
        for i, (seed, folders) in enumerate(pairs(start, work)):
            same_packs(f"pair_{seed}", folders, FORMATS if i < 3 else "csv,html")
            if i + 1 == rounds:
                break
    done()
