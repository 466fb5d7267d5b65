"""A whole pack of 2,000 rows beside what an analyst would make with pandas or R: figures compared first, then wall time and
memory in turn. The packs of two councils, and how long the program takes to start at all, stand beneath."""
import json
import pathlib
import shutil
import statistics
import subprocess
import tempfile

import exports

councils = pathlib.Path(__file__).resolve().parent.parent.parent / "fixtures"
here = pathlib.Path(__file__).resolve().parent


def others(bench, folder):
    """The packs of others: name -> command, for those installed."""
    names = "|".join(bench.headings[field] for field in ["received", "closed"] + bench.fields)
    common = [str(folder / "export.csv"), ",".join(bench.fields)]
    found = {}
    if subprocess.run([bench.python, "-c", "import pandas, matplotlib, xlsxwriter, docx"], capture_output=True).returncode == 0:
        found["pandas"] = [bench.python, str(here / "pack_pandas.py"), *common, json.dumps(bench.headings), str(folder / "pandas")]
    libraries = "library(ggplot2); library(openxlsx); library(rmarkdown); stopifnot(pandoc_available())"
    if shutil.which("Rscript") and subprocess.run(["Rscript", "-e", libraries], capture_output=True).returncode == 0:
        found["R"] = ["Rscript", "--vanilla", str(here / "pack.R"), *common, names, str(folder / "R")]
    return found


def time_in_turn(bench, commands, rounds, threads):
    """name -> a list of (seconds, of processor time, MiB), one a round."""
    taken = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            taken[name].append(bench.run(command, threads)[:3])
    return taken


def row(what, taken, name, beside=None):
    seconds = [took for took, _, _ in taken[name]]
    ratio = ""
    if beside and beside != name:
        ratio = f"{statistics.median(theirs / ours for (ours, _, _), theirs in zip(taken[beside], seconds)):.1f} times"
    work, peak = (statistics.median(one[i] for one in taken[name]) for i in (1, 2))
    print(f"| {what} | {statistics.median(seconds) * 1000:,.0f} ms | {work * 1000:,.0f} ms | {peak:.0f} MiB | {ratio} |", flush=True)


def table(bench, rows, rounds, threads):
    print(f"\n| whole pack, {threads} threads | time | processor time | memory | beside ladostat |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="bench-") as made:
        folder = pathlib.Path(made)
        exports.write(folder, "case", rows)
        whole = [bench.program, "report", str(folder / "profile.yaml"), "--out", str(folder / "out")]
        commands = {"ladostat": whole, **others(bench, folder), "alike": [*whole[:-1], str(folder / "alike"), "--formats", "xlsx,docx,png"]}
        outputs = {name: bench.run(command, threads)[3] for name, command in commands.items()}
        for name in commands:
            if name in ("pandas", "R"):
                bench.compare(bench.figures_of_ours(folder), bench.figures_of_others(outputs[name]), name)
        taken = time_in_turn(bench, commands, rounds, threads)
        row(f"ladostat, {rows:,} rows, 15 tables and charts, DOCX, PDF, HTML, XLSX, ODS, SVG, PNG, CSV", taken, "ladostat")
        row("ladostat, the same with DOCX, XLSX and PNG alone, as those below", taken, "alike", "ladostat")
        for name, what in (("pandas", "pandas, XlsxWriter, matplotlib, python-docx: 12 tables, PNG, XLSX, DOCX"),
                           ("R", "R, openxlsx, ggplot2, rmarkdown: 12 tables, PNG, XLSX, DOCX")):
            if name in taken:
                row(what, taken, name, "ladostat")
            else:
                print(f"| {what} | not installed | | | |")
        single = {name: [bench.program, "report", str(councils / name / "profile.yaml"), "--out", str(folder / name)]
                  for name in ("leicester", "birmingham")}
        taken = time_in_turn(bench, {**single, "start": [bench.program, "--version"]}, rounds, threads)
        for name in single:
            row(f"ladostat, {name.capitalize()}'s whole pack", taken, name)
        row("ladostat --version: loading the program and its libraries", taken, "start")
