"""How many findings of ladostat proof on reports that people wrote are right: python3 tests/benchmark/proof-texts.py
JUDGED.csv PROFILE TEXT [PROFILE TEXT ...]. The first time, every finding is written into JUDGED.csv, whose column "right"
a careful reader fills in with yes or no; from then on the table is printed, and findings that are new are added."""
import collections
import csv
import io
import os
import subprocess
import sys

FIELDS = ["document", "place", "verdict", "words", "sentence", "says", "right"]
VERDICTS = ["contradicted", "nearly", "not clear", "hidden"]


def proof(profile, text):
    program = os.environ.get("LADOSTAT_PROGRAM", "ladostat")
    result = subprocess.run([program, "proof", profile, text, "--format", "csv"], capture_output=True, text=True)
    if result.returncode not in (0, 1):
        sys.exit(result.stderr.strip())
    return list(csv.DictReader(io.StringIO(result.stdout)))


def key(row):
    return row["document"], row["place"], row["words"], row["verdict"]


def judged_before(path):
    if not os.path.exists(path):
        return {}
    with open(path, newline="", encoding="utf-8") as file:
        return {key(row): row["right"].strip().lower() for row in csv.DictReader(file)}


def main(judged, *arguments):
    known, found, lines = judged_before(judged), [], []
    for profile, text in zip(arguments[::2], arguments[1::2]):
        rows = [{**row, "document": os.path.basename(text)} for row in proof(profile, text)]
        told = [{**row, "right": known.get(key(row), "")} for row in rows if row["verdict"] in VERDICTS]
        found += told
        counts = collections.Counter(row["verdict"] for row in rows)
        cells = [os.path.basename(text)]
        for verdict in VERDICTS:
            right = sum(row["right"] == "yes" for row in told if row["verdict"] == verdict)
            cells.append(f"{right} of {counts[verdict]}" if counts[verdict] else "–")
        lines.append(cells + [str(counts["supported"]), str(counts["not checked"])])
    with open(judged, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, FIELDS, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)
    print("| text | contradicted, right | nearly, right | not clear, right | hidden, right | supported | not checked |\n"
          "|---|---|---|---|---|---|---|")
    for cells in lines:
        print("| " + " | ".join(cells) + " |")
    blank = sum(row["right"] not in ("yes", "no") for row in found)
    if blank:
        print(f"\n{judged}: {blank} findings wait for a yes or no in the column \"right\"")


if len(sys.argv) < 4 or len(sys.argv) % 2:
    sys.exit(__doc__)
main(*sys.argv[1:])
