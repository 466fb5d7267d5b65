"""The program for Windows, run by Wine: the packs are those of Linux, and what only Windows has (names, locks, ends of lines)
is met. LADOSTAT_WINDOWS names the folder it was built in, LADOSTAT_WINE the program that runs it."""
import csv
import os
import pathlib
import shutil
import subprocess
import tempfile
import time

from councils import COUNCILS
from folders import digests
from tap import check, done

ROOT, PROGRAM = pathlib.Path(os.environ["LADOSTAT_ROOT"]), os.environ["LADOSTAT_PROGRAM"]
BUILT, WINE = pathlib.Path(os.environ["LADOSTAT_WINDOWS"]), os.environ["LADOSTAT_WINE"]
# What a newer library writes otherwise.
OTHERWISE = (".docx", ".pdf", ".xlsx", ".ods", ".png", "manifest.json")


def start(program, *arguments):
    return subprocess.Popen([WINE, str(BUILT / program), *map(str, arguments)], text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                            stderr=subprocess.DEVNULL)


def end(process):
    process.stdin.close()
    return process.wait(timeout=300)


def run(*arguments, program="cmd/ladostat.exe", **options):
    """What it says goes into files: what Wine starts besides, and leaves running, would hold a pipe."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as out, tempfile.TemporaryFile("w+", encoding="utf-8") as err:
        returned = subprocess.run([WINE, str(BUILT / program), *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=out, stderr=err,
                                  timeout=300, **options).returncode
        out.seek(0)
        err.seek(0)
        return subprocess.CompletedProcess(arguments, returned, out.read(), err.read())


def on_linux(*arguments):
    subprocess.run([PROGRAM, *map(str, arguments)], check=True, capture_output=True)


def packs(work):
    for council in COUNCILS:
        profile = ROOT / "fixtures" / council / "profile.yaml"
        made = run("report", profile, "--out", work / "windows" / council)
        on_linux("report", profile, "--out", work / "linux" / council)
        here, there = digests(work / "windows" / council), digests(work / "linux" / council)
        check(f"{council}_is_made", made.returncode == 0, made.stderr)
        check(f"{council}_has_the_same_files", sorted(here) == sorted(there) and len(here) > 9, sorted(here))
        differing = [name for name in there if not name.endswith(OTHERWISE) and here.get(name) != there[name]]
        check(f"{council}_has_the_same_figures_pages_and_charts", not differing, differing)


def way_of_an_export(work, name, encode):
    """From the export of an analyst's folder to a checked pack, with what is said compared with what Linux says."""
    folder = work / "Fälle & Zahlen 2024" / name
    folder.mkdir(parents=True)
    text = (ROOT / "fixtures/leicester/contacts.csv").read_text("utf-8")
    export = folder / "Kontakte – Jänner.csv"
    export.write_bytes(encode(text))
    said = [run("init", export.name, cwd=folder), run("check", "profile.yaml", "--out", "zu prüfen.csv", cwd=folder),
            run("report", "profile.yaml", cwd=folder)]
    check(f"{name}_is_taken", [one.returncode for one in said[::2]] == [0, 0], [one.stderr for one in said])
    check(f"{name}_is_named_as_it_is", "Kontakte – Jänner.csv: 1768 rows" in said[0].stdout, said[0].stdout)
    there = folder / "linux"
    there.mkdir()
    for file in ("profile.yaml", "codes.csv", export.name):
        shutil.copy(folder / file, there)
    on_linux("report", there / "profile.yaml")
    check(f"{name}_gives_the_figures_that_linux_gives", (folder / "out/figures.csv").read_bytes() == (there / "out/figures.csv").read_bytes())
    check(f"{name}_is_listed", (folder / "zu prüfen.csv").stat().st_size > 100)
    left = [path.name for path in folder.rglob(".*")]
    check(f"{name}_leaves_nothing_behind", not left, left)


def proof(work):
    document = work / "windows/leicester/annual-report.docx"
    judged = run("proof", ROOT / "fixtures/leicester/profile.yaml", document)
    check("proof_reads_the_word_file", judged.returncode == 0 and "annual-report.docx" in judged.stdout, judged.stdout + judged.stderr)


def an_export_alone(work):
    folder = work / "dropped"
    folder.mkdir()
    shutil.copy(ROOT / "fixtures/leicester/contacts.csv", folder / "export.csv")
    made = run(folder / "export.csv")
    check("an_export_alone_makes_a_first_pack", made.returncode == 0 and (folder / "out/annual-report.docx").exists(), made.stderr)


def in_use(work):
    council = work / "in use"
    shutil.copytree(ROOT / "fixtures/bromley", council)
    profile, out = council / "profile.yaml", council / "out"
    check("a_pack_is_made", run("report", profile).returncode == 0)
    before = digests(out)
    with open(council / "narrative/introduction.md", "a", encoding="utf-8") as file:
        file.write("\n\nOne sentence more.\n")
    holder = start("tests/hold.exe", council / "contacts.csv")
    held = holder.stdout.readline().strip()
    read = run("report", profile, "--out", council / "other")
    end(holder)
    check("an_export_that_excel_has_open_is_read", held == "held" and read.returncode == 0, held + read.stderr)
    holder = start("tests/hold.exe", out / "tables.xlsx")
    held = holder.stdout.readline().strip()
    refused = run("report", profile)
    end(holder)
    # Wine lets a folder have another name while one of its files is open; Windows does not.
    left = refused.returncode == 4 and digests(out) == before and refused.stderr.count("\n") == 1 and "untouched" in refused.stderr
    check("a_pack_that_excel_has_open_is_left_whole_or_replaced_whole", held == "held" and (left or refused.returncode == 0 and digests(out) != before),
          f"{held} {refused.returncode} {refused.stderr}")
    check("it_is_replaced_once_it_is_closed", run("report", profile).returncode == 0 and digests(out) != before)
    left = [path.name for path in council.glob(".*")]
    check("nothing_is_left_beside_it", not left, left)


def told(process, *words):
    """Refused, in one line that says where and why."""
    return process.returncode == 4 and process.stderr.count("\n") == 1 and all(word in process.stderr for word in words)


def held_and_only_to_be_read(work):
    council = work / "held"
    shutil.copytree(ROOT / "fixtures/bromley", council)
    profile, listed, out = council / "profile.yaml", council / "list.csv", council / "out"
    listed.write_text("mine\n", "utf-8")
    holder = start("tests/hold.exe", listed)
    holder.stdout.readline()
    refused = run("check", profile, "--out", listed)
    end(holder)
    check("a_list_that_excel_has_open_is_left", told(refused, "list.csv", "another program has it open") and listed.read_text("utf-8") == "mine\n",
          refused.stderr)
    check("a_pack_is_made_to_be_marked", run("report", profile, "--formats", "csv").returncode == 0)
    for path in out.iterdir():
        path.chmod(0o444)
    again = run("report", profile)
    left = [path.name for path in council.glob(".*")]
    check("a_pack_that_is_marked_as_only_to_be_read_is_replaced_and_gone", again.returncode == 0 and (out / "tables.xlsx").exists() and not left,
          f"{again.stderr} {left}")


def no_room(work):
    small, profile = work / "small", ROOT / "fixtures/bromley/profile.yaml"
    small.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "none", small], capture_output=True).returncode:
        check("a_full_disk_is_told_and_the_old_pack_stands # SKIP no leave to mount", True)
        return
    try:
        first = run("report", profile, "--out", small / "out", "--formats", "csv")
        before = digests(small / "out")
        full = run("report", profile, "--out", small / "out")
        check("a_full_disk_is_reported_and_the_old_pack_stays", first.returncode == 0 and told(full, "No space left", "untouched")
              and digests(small / "out") == before and [path.name for path in small.iterdir()] == ["out"], full.stderr)
    finally:
        subprocess.run(["umount", small], check=True)


def names(work):
    for name in ("aux.csv", "NUL", "com1.csv"):
        refused = run("check", ROOT / "fixtures/leicester/profile.yaml", "--out", work / name)
        check(f"{name}_is_refused_in_one_line", told(refused, name, "name another file"), refused.stderr)
    deep = work / ("a" * 120) / ("b" * 120) / ("c" * 60)
    made = run("report", ROOT / "fixtures/leicester/profile.yaml", "--out", deep, "--formats", "csv")
    check("a_path_of_more_than_260_characters_serves_or_is_refused_in_one_line",
          made.returncode == 0 and (deep / "figures.csv").exists() or made.returncode == 4 and made.stderr.count("\n") == 1, made.stderr)
    missing = run("check", work / "nö such" / "profile.yaml")
    check("what_is_not_there_is_named", missing.returncode == 2 and "nö such" in missing.stderr, missing.stderr)


def memory_of(process):
    with open(f"/proc/{process.pid}/maps", encoding="ascii") as maps, open(f"/proc/{process.pid}/mem", "rb") as memory:
        for line in maps:
            span, rights = line.split()[:2]
            first, last = (int(end, 16) for end in span.split("-"))
            if "r" in rights and "[v" not in line:
                memory.seek(first)
                try:
                    yield memory.read(last - first)
                except OSError:  # of a device
                    pass


def memory(work):
    """Once the records are read nothing of them is in memory but what is coded. The program waits where another run writes
    the same file."""
    council = work / "memory"
    shutil.copytree(ROOT / "fixtures/leicester", council)
    with open(council / "contacts.csv", encoding="utf-8", newline="") as file:
        headings, *rows = csv.reader(file)
    with open(council / "contacts.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[*headings, "Name"]] + [[f"qzxident{i}", *row[1:], f"qzxuncoded{i}"] for i, row in enumerate(rows)])
    made = council / ".return.csv.new"
    made.touch()
    holder = start("tests/hold.exe", made)
    holder.stdout.readline()
    process = start("cmd/ladostat.exe", "return", council / "profile.yaml", "--out", council / "return.csv")
    time.sleep(10)
    waits = process.poll() is None and not (council / "return.csv").exists()
    parts = list(memory_of(process)) if waits else []
    looked = any(b"Leicester City Council" in part for part in parts)
    found = [part[max(at - 40, 0):at + 60] for part in parts for marker in ("qzxident", "qzxuncoded")
             for text in (marker.encode(), marker.encode("utf-16-le")) if (at := part.find(text)) >= 0]
    end(holder)
    returned = end(process)
    check("no_value_of_an_uncoded_column_is_in_memory_once_records_are_read", waits and looked and not found, f"{waits} {looked} {found[:5]}")
    check("who_has_waited_writes_once_the_other_has", returned == 0 and (council / "return.csv").stat().st_size > 100, returned)


def in_own_window(work):
    """As by a double click, and as by a file that is dropped on the program."""
    folder = work / "window"
    folder.mkdir()
    shutil.copy(ROOT / "fixtures/leicester/contacts.csv", folder / "export.csv")
    for name, dropped, status, words in (("alone", [], 0, "Drop an export"), ("an_export", [folder / "export.csv"], 0, "export.csv: 1768 rows"),
                                         ("a_folder", [folder], 0, "profile.yaml: 0 of 1,768 rows"), ("what_is_none", [folder / "nothing.csv"], 2, "nothing.csv")):
        told_in_window = run(str(BUILT / "cmd/ladostat.exe"), *dropped, program="tests/window.exe")
        returned, out = told_in_window.returncode, told_in_window.stdout
        lines = [line for line in out.split("\n") if line]
        check(f"{name}_is_told_of_in_a_window_that_stays", returned == status and words in out and lines[-1].startswith("Press Enter"),
              f"{returned} {out}")
        check(f"{name}_is_told_of_in_few_lines", len(lines) < 8 or dropped == [folder / "export.csv"], out)
    check("what_was_dropped_has_its_pack", (folder / "out/annual-report.docx").exists())


with tempfile.TemporaryDirectory() as place:
    packs(pathlib.Path(place))
    way_of_an_export(pathlib.Path(place), "CRLF", lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"))
    way_of_an_export(pathlib.Path(place), "UTF-16", lambda text: text.replace(",", "\t").replace("\n", "\r\n").encode("utf-16"))
    way_of_an_export(pathlib.Path(place), "Windows-1252", lambda text: text.encode("cp1252"))
    proof(pathlib.Path(place))
    an_export_alone(pathlib.Path(place))
    in_use(pathlib.Path(place))
    held_and_only_to_be_read(pathlib.Path(place))
    no_room(pathlib.Path(place))
    names(pathlib.Path(place))
    memory(pathlib.Path(place))
    in_own_window(pathlib.Path(place))
done()
