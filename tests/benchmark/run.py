"""./dev bench: exports made by exports.py, their figures computed by ladostat and by what an analyst would use instead.

Figures are compared first; then each is run as often as asked, one after the other in each round, so that a busy machine
slows all of them; medians and ratios of one round are printed as a table. What is not installed is left out, and said.
The reading of the export is held against libcsv alone, with empty callbacks on the same threads, in the same rounds.
"""
import argparse
import csv
import datetime
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import exports
import packs
import release

here = pathlib.Path(__file__).resolve().parent
program = os.environ.get("LADOSTAT_PROGRAM", str(here.parent.parent / "build" / "cmd" / "ladostat"))
fields = exports.broken_down
headings = dict(re.findall(r"^      (\w+): (.+)$", exports.profile, re.M))
libcsv_alone = pathlib.Path(program).parent.parent / "tests" / "libcsv-alone"
python = "/usr/bin/python3"


def available():
    """The name of each program available, and its command for a folder and a number of threads."""
    found = {"ladostat": lambda folder, threads: [program, "report", str(folder / "profile.yaml"), "--formats", "csv", "--out", str(folder / "out"),
                                                  "--timings"]}
    if (here / "node_modules" / "@duckdb" / "node-api").exists():
        found["DuckDB"] = lambda folder, threads: ["node", str(here / "duckdb.mjs"), str(folder / "export.csv"), str(threads), ",".join(fields),
                                                   json.dumps(headings)]
    if subprocess.run([python, "-c", "import pandas"], capture_output=True).returncode == 0:
        found["pandas"] = lambda folder, threads: [python, str(here / "with_pandas.py"), str(folder / "export.csv"), ",".join(fields),
                                                   json.dumps(headings)]
    if shutil.which("Rscript") and subprocess.run(["Rscript", "-e", "library(data.table)"], capture_output=True).returncode == 0:
        names = "|".join(headings[field] for field in ["received", "closed"] + fields)
        found["data.table"] = lambda folder, threads: ["Rscript", "--vanilla", str(here / "with_datatable.R"), str(folder / "export.csv"),
                                                       ",".join(fields), names, str(threads)]
    return found


def run(command, threads):
    """Seconds, seconds of processor time, peak MiB, output, errors."""
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        start = time.monotonic()
        process = subprocess.Popen(command, stdout=out, stderr=err, cwd=here, env=dict(os.environ, LADOSTAT_THREADS=str(threads)))
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - start
        out.seek(0)
        err.seek(0)
        if process.returncode:
            sys.exit(f"{command[0]}: {err.read()}")
        return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, out.read(), err.read()


def figures_of_others(text):
    """(year, field, folded value) -> count; the years' totals and how many were closed in time."""
    figures = {}
    for line in text.splitlines():
        year, field, value, count, four, twelve = line.split("|")
        figures[int(year), field, value] = int(float(count))
        if not field:
            figures[int(year), "timeliness", "within 4 weeks"] = int(float(four))
            figures[int(year), "timeliness", "within 12 weeks"] = int(float(twelve))
    return figures


def figures_of_ours(folder):
    figures = {}
    with open(folder / "out" / "figures.csv", encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            year = int(row["period"][:4])
            if row["part"] or not row["count"] or len(row["period"]) != 7 or row["period"][5:] != f"{(year + 1) % 100:02d}":
                continue
            if row["measure"] == "contacts" and not row["category"]:
                figures[year, "", ""] = int(row["count"])
            elif row["measure"] == "timeliness" or row["measure"] in fields and row["category"]:
                figures[year, row["measure"], row["category"] if row["measure"] == "timeliness" else row["category"].lower()] = int(row["count"])
    return figures


def compare(ours, others, name):
    """Every figure of theirs must be ours; a blank outcome of theirs is our Not recorded or Ongoing."""
    wrong = []
    for (year, field, value), count in others.items():
        if value == "-":
            mine = sum(ours.get((year, field, words), 0) for words in ("not recorded", "ongoing cases"))
        else:
            mine = ours.get((year, field, value), 0)
        if mine != count:
            wrong.append(f"{year} {field} {value}: {mine} here, {count} there")
    if wrong or not others:
        sys.exit(f"{name}: the figures differ:\n" + "\n".join(wrong[:10]))
    return len(others)


def bench(shape, rows, rounds, threads, folder):
    exports.write(folder, shape, rows)
    size = (folder / "export.csv").stat().st_size
    commands = {name: make(folder, threads) for name, make in available().items()}
    outputs = {name: run(command, threads) for name, command in commands.items()}
    ours = figures_of_ours(folder)
    for name in commands:
        if name != "ladostat":
            print(f"{name}: {compare(ours, figures_of_others(outputs[name][3]), name)} figures, all equal", file=sys.stderr)
    seconds, work, memory = ({name: [] for name in commands} for _ in range(3))
    stages, alone = [], []
    for _ in range(rounds):
        for name, command in commands.items():
            took, worked, peak, _, err = run(command, threads)
            seconds[name].append(took)
            work[name].append(worked)
            memory[name].append(peak)
            if name == "ladostat":
                stages.append({line.split()[0]: float(line.split()[1]) for line in err.splitlines() if " ms " in line})
        alone.append(float(run([str(libcsv_alone), str(folder / "export.csv"), str(threads)], threads)[3]))
    print(f"| {shape} | {rows:,} | {size / 1e6:,.0f} MB | {threads} ", end="")
    for name in ["ladostat", "DuckDB", "pandas", "data.table"]:
        if name not in commands:
            print("| not installed ", end="")
            continue
        ratios = [statistics.median(a / b for a, b in zip(of["ladostat"], of[name])) for of in (seconds, work)]
        beside = ["", ""] if name == "ladostat" else [f" (×{ratio:.2f})" for ratio in ratios]
        print(f"| {statistics.median(seconds[name]):.2f} s{beside[0]}, {statistics.median(work[name]):.2f} s{beside[1]}, "
              f"{statistics.median(memory[name]):.0f} MiB ", end="")
    reading = statistics.median(s["records"] for s in stages)
    ratio = statistics.median(s["records"] / a for s, a in zip(stages, alone))
    whole = statistics.median(seconds["ladostat"])
    beyond = max(statistics.median(memory["ladostat"]) - 64, 0) * 1048576 / rows
    print(f"| {reading:.0f} (×{ratio:.2f}) | {statistics.median(s['measures'] for s in stages):.0f} | {whole * 1e6 / rows:.2f} | {beyond:.0f} |",
          flush=True)


def main():
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__.split("\n\n")[0])
    parser.add_argument("--rows", default="10000,100000,1000000", help="numbers of rows of the shape case (default %(default)s; 10000000 takes 2.5 GB)")
    parser.add_argument("--shapes", default="narrow,quoted,wide", help="further shapes, at --shape-rows (default %(default)s)")
    parser.add_argument("--shape-rows", type=int, default=100000)
    parser.add_argument("--pack-rows", type=int, default=2000, help="rows of the export whose whole pack is made; 0: none (default %(default)s)")
    parser.add_argument("--no-releases", action="store_true", help="leave out how long it takes to decide what is hidden, and a region")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--folder", help="where exports are made (default: the system's temporary folder)")
    options = parser.parse_args()
    print(f"{datetime.date.today()}, {os.cpu_count()} processors, medians of {options.rounds} rounds; time, processor time, memory; in brackets ladostat's over theirs\n")
    print("| shape | rows | size | threads | ladostat | DuckDB | pandas | data.table | reading, ms (× libcsv alone) | measures, ms | µs a row | bytes a row beyond 64 MiB |")
    print("|---|---|---|---|---|---|---|---|---|---|---|---|")
    work = [("case", int(rows)) for rows in options.rows.split(",") if rows] + [(s, options.shape_rows) for s in options.shapes.split(",") if s]
    for shape, rows in work:
        with tempfile.TemporaryDirectory(prefix="bench-", dir=options.folder) as folder:
            bench(shape, rows, options.rounds, options.threads, pathlib.Path(folder))
    if options.pack_rows:
        packs.table(sys.modules[__name__], options.pack_rows, options.rounds, options.threads)
    if not options.no_releases:
        release.table(options.rounds)


main()
