"""Twin councils: their figures show the same and hide different things. Every file of their packs has the same bytes.

LADOSTAT_ROUNDS sets the number of pairs (10), LADOSTAT_SEED the council after which to begin, LADOSTAT_KEEP a folder in which
to keep pairs that differ."""
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
# Only some months have a row for these: the pack must hide whether it is there.
PRESENT = ("outside the limits", "trend of seven", "two of three near a limit", "seven on one side of the mean",
           "long run on one side of the median", "busiest month", "busiest quarter")


def shown(rows):
    """What figures show, in any order, and which counts there are."""
    return sorted(str(r) for r in rows if r["status"] != "c"), sorted(
        (r["measure"], r["period"], r["category"], r["part"]) for r in rows if r["category"] not in PRESENT)


def publish(folder, formats):
    """Makes a pack, what the command line prints about it, and the return; returns its figures, or None."""
    program = Program(folder)
    if not program.report("profile.yaml", "out", *TEMPLATES * (formats == FORMATS), formats=formats):
        return None
    listed = csv.DictReader(program.run("figures", "profile.yaml", "--format", "csv").stdout.splitlines())
    hidden = [line["reference"] for line in listed if line["status"] == "c"]
    said = [program.run("figures", "profile.yaml")] + [program.run("figures", "profile.yaml", "--explain", name) for name in hidden[:3]]
    with open(program.place("out/listed.txt"), "w", encoding="utf-8") as file:
        file.writelines(done.stdout for done in said)
    program.run("return", "profile.yaml", "--out", "out/return.csv")
    return program.lines("out/figures.csv"), program.lines("out/return.csv")


def content(path):
    """A file's bytes; for a manifest, without the checksums and sizes of the inputs."""
    if not os.path.exists(path):
        return b""
    with open(path, "rb") as file:
        data = file.read()
    if os.path.basename(path) == "manifest.json":
        manifest = json.loads(data)
        manifest["inputs"] = [entry["file"] for entry in manifest["inputs"]]
        data = json.dumps(manifest).encode()
    return data


def difference(one, two):
    """The files of two packs that differ, and where."""
    names = sorted({os.path.relpath(os.path.join(base, name), place) for place in (one, two)
                    for base, _, found in os.walk(place) for name in found})
    result = []
    for name in names:
        a, b = (content(os.path.join(place, name)) for place in (one, two))
        if a != b:
            at = next((i for i, pair in enumerate(zip(a, b)) if pair[0] != pair[1]), 0)
            readable = name.endswith((".csv", ".txt", ".html", ".svg", ".json"))
            result.append(f"{name} {[x[max(0, at - 60):at + 60] for x in (a, b)] if readable else ''}")
    return result


def same_packs(name, folders, formats=FORMATS):
    for folder in folders:
        publish(folder, formats)
    for other in folders[1:]:
        found = difference(os.path.join(folders[0], "out"), os.path.join(other, "out"))
        check(f"{name}_has_the_same_bytes", not found, "\n".join(found))
        for folder in (folders[0], other) if found and os.environ.get("LADOSTAT_KEEP") else ():
            shutil.copytree(folder, os.path.join(os.environ["LADOSTAT_KEEP"], os.path.basename(folder)), dirs_exist_ok=True)


def change(chance, made):
    """The rows with one record changed: in another category, or received or closed on another day."""
    rows = [dict(row) for row in made.rows]
    row = chance.choice([r for r in rows if r["received"]])
    what = chance.choice([*made.fields, *made.fields, "received"] + ["closed"] * made.closing)
    others = [r[what] for r in rows if r[what] and r[what] != row[what]]
    if not row[what] or not others:
        return None
    row[what] = chance.choice(others)
    # Corrected or refused dates are findings, whose lines would differ.
    last = made.as_at or max(r[f] for r in rows for f in ("received", "closed", "aware") if r.get(f))
    right = row["received"] <= (row.get("closed") or last) < last or what not in ("closed", "received")
    return rows if right else None


def pairs(seed, work):
    """Twins, at most one pair for each council."""
    while True:
        seed += 1
        chance, made, folders = random.Random(seed), Made(seed), [os.path.join(work, f"{seed}{x}") for x in "ab"]
        if len(made.rows) > 120 or made.edition or len({r["id"] for r in made.rows}) < len(made.rows):
            continue
        made.write(folders[0])
        mine, rows, one = publish(folders[0], "csv"), made.rows, Program(folders[0])
        if not mine or not any(r["status"] == "c" for r in mine[0]):
            continue
        one.report("profile.yaml", "in", "--internal")
        for _ in range(8):
            made.rows = rows
            made.rows = change(chance, made)
            if made.rows is None:
                continue
            shutil.rmtree(folders[1], ignore_errors=True)
            made.write(folders[1])
            theirs, two = publish(folders[1], "csv"), Program(folders[1])
            if theirs and all(shown(a) == shown(b) for a, b in zip(mine, theirs)):
                two.report("profile.yaml", "in", "--internal")
                if two.lines("in/figures.csv") != one.lines("in/figures.csv"):
                    yield seed, folders
                    break


if __name__ == "__main__":
    rounds, start = int(os.environ.get("LADOSTAT_ROUNDS", "10")), int(os.environ.get("LADOSTAT_SEED", "0"))
    with tempfile.TemporaryDirectory() as place:
        for i, (number, both) in zip(range(rounds), pairs(start, place)):
            same_packs(f"pair_{number}", both, FORMATS if i < 3 else "csv,html")
    done()
