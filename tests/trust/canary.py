"""Canaries: marked words in every column that the profile does not name, in every identifier, in values of no code list and
in dates that are none. Every command with every option makes what it makes; outputs are taken apart and none of the first
two is in any of them, nor in a message; the others are only where the README says that a value is named. Files are for
their owner alone, and nothing is left in the folders for temporary files."""
import base64
import csv
import io
import os
import re
import shutil
import subprocess
import tempfile
import time
import zipfile
import zlib

import openpyxl

from tap import check, done

program, root = os.environ["LADOSTAT_PROGRAM"], os.environ["LADOSTAT_ROOT"]
UNCODED, IDENTIFIER, UNKNOWN, DATE = "qzxuncoded", "qzxident", "qzxunlisted", "qzxnodate"
PERSONAL = ["Child name", "Date of birth", "Address", "Allegation", "Free notes", "Column of nobody"]
COLUMNS = ["Ref", *PERSONAL[:3], "Received", "Closed", "Stage", "Harm", "Sector", "Source", "Outcome", *PERSONAL[3:]]
ROWS = 1200


def rows():
    for i in range(ROWS):
        about = {name: f"{UNCODED}{k}n{i} of \"{i}\", at home\nand at =school" for k, name in enumerate(PERSONAL)}
        year = 2021 + i % 3
        yield about | {"Ref": f"{IDENTIFIER}{i - (i % 97 == 0)}", "Received": f"{DATE}{i}" if i % 251 == 250 else f"{i % 28 + 1:02d}/{4 + i % 9:02d}/{year}",
                       "Closed": f"{DATE}c{i}" if i % 301 == 7 else f"{i % 28 + 1:02d}/{1 + i % 12:02d}/{year + 1}",
                       "Stage": ["Advice", "Further"][i % 2], "Harm": f"{UNKNOWN}h{i}" if i % 50 == 9 else ["Neglect", "Physical", "Sexual"][i % 3],
                       "Sector": f"{UNKNOWN}s{i % 4}" if i % 60 == 11 else ["Schools", "Health", "Police", "Foster carers"][i % 4],
                       "Source": ["School", "Police", "", "Health"][i % 4], "Outcome": ["Substantiated", "Unfounded", ""][i % 3]}


def write_csv(path):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows())


def write_xlsx(path):
    book = openpyxl.Workbook()
    book.active.append(COLUMNS)
    for row in rows():
        book.active.append([row[name] for name in COLUMNS])
    book.properties.creator = UNCODED
    book.save(path)


def write_council(folder, export):
    os.makedirs(folder + "/narrative")
    (write_xlsx if export.endswith(".xlsx") else write_csv)(f"{folder}/{export}")
    with open(folder + "/codes.csv", "w", encoding="utf-8") as file:
        file.write("field,category,part,value\n")
        for field, names in (("stage", ["Advice", "Further"]), ("harm", ["Neglect", "Physical", "Sexual"]), ("sector", ["Schools", "Health", "Police", "Foster carers"]),
                             ("source", ["School", "Police", "Health"]), ("outcome", ["Substantiated", "Unfounded"])):
            file.writelines(f"{field},{name},,\n" for name in names)
    with open(folder + "/narrative/summary.md", "w", encoding="utf-8") as file:
        file.write("There were {{ contacts.count }} contacts.\n")
    with open(folder + "/edited.md", "w", encoding="utf-8") as file:
        file.write("# Report\n\nThere were 395 contacts, 5% more; neglect rose to 37%.\n")
    with open(folder + "/targets.csv", "w", encoding="utf-8") as file:
        file.write("measure,period,count\ncontacts,2023-24,40\n")
    profile = folder + "/profile.yaml"
    with open(profile, "w", encoding="utf-8") as file:
        file.write(f"""authority: {{name: Canary Council, short-name: Canary, code: E00000000}}
report: {{year: 2023-24, years: 3, as-at: 2025-03-31}}
records:
  - file: {export}
    columns: {{id: Ref, received: Received, closed: Closed, stage: Stage, harm: Harm, sector: Sector, source: Source, outcome: Outcome}}
codes: codes.csv
populations:
  - {{id: further, words: taken further, where: [{{field: stage, is: [Further]}}]}}
return: {{threshold-met: further}}
""")
    return profile


def layers(name, data, depth=0):
    """A file as it is, and whatever can be unpacked from it."""
    yield name, data
    if data[:2] == b"PK" and depth < 3:
        with zipfile.ZipFile(name if depth == 0 else io.BytesIO(data)) as package:
            yield name + " comment", package.comment
            for member in package.infolist():
                yield from layers(f"{name}!{member.filename}", package.read(member), depth + 1)
                yield f"{name}!{member.filename} name", member.filename.encode() + member.extra + member.comment
    if data[:5] == b"%PDF-":
        for i, found in enumerate(re.finditer(rb"stream\r?\n(.*?)endstream", data, re.S)):
            try:
                yield f"{name} stream {i}", zlib.decompressobj().decompress(found.group(1))
            except zlib.error:
                pass
        text = subprocess.run(["pdftotext", name, "-"], capture_output=True).stdout if depth == 0 else b""
        yield name + " text", text
        yield name + " information", subprocess.run(["pdfinfo", "-meta", name], capture_output=True).stdout if depth == 0 else b""
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        at = 8
        while at + 8 <= len(data):
            length, kind = int.from_bytes(data[at:at + 4], "big"), data[at + 4:at + 8]
            if kind in (b"tEXt", b"iTXt", b"zTXt", b"eXIf"):
                yield f"{name} {kind}", data[at + 8:at + 8 + length]
                text = data[at + 8:at + 8 + length].partition(b"\0\0")[2]
                try:
                    yield f"{name} {kind} unpacked", zlib.decompress(text)
                except zlib.error:
                    pass
            at += 12 + length
    for i, found in enumerate(re.findall(rb"base64,([A-Za-z0-9+/=]{40,})", data)):
        yield from layers(f"{name} picture {i}", base64.b64decode(found), depth + 1)


def holds(data, marker):
    folded = data.lower()
    return any(marker.encode(encoding) in folded for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


class Watched:
    """Runs commands, and looks at everything that each produces."""

    def __init__(self, folder):
        self.folder, self.home, self.temporary = folder, folder + "/home", folder + "/temporary"
        os.makedirs(self.home)
        os.makedirs(self.temporary)
        self.leaks, self.modes, self.remains, self.failed, self.named, self.runs, self.layers = [], [], [], [], set(), 0, 0

    def look(self, what, name, data, may_name):
        for place, layer in layers(name, data):
            self.layers += 1
            for marker in (UNCODED, IDENTIFIER, UNKNOWN, DATE):
                if holds(layer, marker):
                    if marker in may_name:
                        self.named.add((what.split()[0], marker))
                    else:
                        at = layer.lower().find(marker.encode())
                        self.leaks.append(f"{what}: {marker} in {place}: {layer[max(at - 60, 0):at + 60]!r}")

    def run(self, arguments, statuses=(0,), makes=(), may_name=()):
        self.runs += 1
        what = " ".join(arg if not arg.startswith("/") else os.path.basename(arg) for arg in arguments)
        process = subprocess.run([program, *arguments], capture_output=True, timeout=300, cwd=self.folder,
                                 env={**os.environ, "TMPDIR": self.temporary, "HOME": self.home, "XDG_CACHE_HOME": self.home})
        if process.returncode not in statuses:
            self.failed.append(f"{what}: status {process.returncode}: {process.stderr[:300]!r}")
        self.look(what, "standard output", process.stdout, may_name)
        self.look(what, "standard error", process.stderr, may_name)
        for made in makes:
            paths = [made] if os.path.isfile(made) else [os.path.join(place, name) for place, _, names in os.walk(made) for name in names]
            folders = [place for place, _, _ in os.walk(made)] if os.path.isdir(made) else []
            if not paths and process.returncode in (0, 1):
                self.failed.append(f"{what}: makes nothing")
            self.modes += [f"{path} {os.stat(path).st_mode & 0o777:o}" for path in paths if os.stat(path).st_mode & 0o777 != 0o600]
            self.modes += [f"{path} {os.stat(path).st_mode & 0o777:o}" for path in folders if os.stat(path).st_mode & 0o777 != 0o700]
            for path in paths:
                with open(path, "rb") as file:
                    self.look(what, path, file.read(), may_name)
                self.look(what, path + " name", os.path.basename(path).encode(), may_name)
            (shutil.rmtree if os.path.isdir(made) else os.remove)(made) if os.path.exists(made) else None
        for place in (self.home, self.temporary):
            self.remains += [f"{what}: {place}/{name}" for name in os.listdir(place)]


def every_command(watched, council, profile, export, everything):
    out, named = watched.folder + "/out", (UNKNOWN, DATE)
    board = os.path.join(root, "templates", "board-pack.md")
    watched.run(["report", profile, "--out", out, "--timings"], makes=[out])
    watched.run(["report", profile, "--out", out, "--internal"], makes=[out], may_name=named)
    watched.run(["check", profile], (1,), may_name=named)
    watched.run(["check", profile, "--out", council + "/list.csv"], (1,), makes=[council + "/list.csv"], may_name=named)
    watched.run(["init", export, "--force"], makes=[council + "/codes.csv", council + "/profile.yaml"], may_name=named)
    if not everything:
        return
    write_council_again(council, export)
    watched.run(["report", profile, "--out", out, "--template", "annual-report.md", "--template", board, "--year", "2022-23"], makes=[out])
    watched.run(["report", profile, "--out", out, "--strict"], (1,))
    check("a_strict_report_that_falls_short_writes_nothing", not os.path.exists(out))
    for form in ("docx", "pdf", "html", "xlsx", "ods", "svg", "png", "csv"):
        watched.run(["report", profile, "--out", out, "--formats", form], makes=[out])
    watched.run(["check", profile, "--strict", "--year", "2022-23"], (1,), may_name=named)
    for options in ([], ["--internal"], ["--find", "harm"], ["--year", "2022-23"]):
        for form in ("text", "csv", "json"):
            watched.run(["figures", profile, "--format", form, *options], may_name=named if "--internal" in options else ())
    for reference in ("contacts.count", "harm.neglect.percent", "harm.unrecognised.count", "outcome.not-recorded.count", "timeliness.within-1-month.percent"):
        for options in ([], ["--internal"]):
            watched.run(["figures", profile, "--explain", reference, *options], (0, 2), may_name=named if options else ())
    watched.run(["return", profile])
    watched.run(["return", profile, "--out", council + "/return.csv", "--year", "2022-23"], makes=[council + "/return.csv"])
    for options in ([], ["--all"], ["--format", "csv"], ["--internal", "--all"]):
        watched.run(["proof", profile, council + "/edited.md", *options], (0, 1))
    watched.run(["synthesise", profile, "--figures", council + "/targets.csv"], (0, 2))
    watched.run(["synthesise", profile, "--figures", council + "/targets.csv", "--out", council + "/made.csv"], (0, 2))
    watched.run(["report", profile, "--out", council + "/no-folder/" + "x" * 300], (4,))


def write_council_again(council, export):
    shutil.rmtree(council)
    write_council(council, os.path.basename(export))


def faults_of_exports(watched):
    """What cannot be read is reported with its place and never with its words."""
    folder = watched.folder + "/broken"
    profile = write_council(folder, "contacts.csv")
    export = folder + "/contacts.csv"
    with open(export, encoding="utf-8", newline="") as file:
        whole = file.read()
    lines = whole.splitlines(keepends=True)
    broken = {
        "a quote is missing": whole[:20000] + '"' + whole[20000:],
        "a quote too many": whole.replace('at home', 'at "home"', 1),
        "cut short": whole[:len(whole) // 2],
        "a NUL byte": whole[:20000] + "\0" + whole[20000:],
        "ragged": whole + f"{IDENTIFIER}9,{UNCODED},{UNCODED},{UNCODED},01/05/2023,,Advice,Neglect,Schools,School,Substantiated,{UNCODED},{UNCODED},{UNCODED},{UNCODED}\n"
                          f"{IDENTIFIER}8,{UNCODED}\n",
        "no heading": "".join(lines[1:]),
        "another column": whole.replace("Received", "Took in", 1),
        "twice": whole.replace("Free notes", "Received", 1),
        "month first": re.sub(r"(?m)^(qzxident[^\n]*)", r"\1", whole).replace("/04/", "/24/").replace("/05/", "/25/").replace("/06/", "/26/"),
        "titles": f"{UNCODED} title\n{UNCODED}\n" + whole + f"Total,{UNCODED}\n",
        "not UTF-8": None,
    }
    for words, text in broken.items():
        with open(export, "wb") as file:
            file.write(text.encode("utf-8") if text is not None else whole.encode("utf-8")[:9000] + b"\xff\xfe" + whole.encode("utf-8")[9000:])
        for command in ("check", "report", "init"):
            # A heading is not a value: if one is missing, the existing ones are listed.
            watched.run([command, export if command == "init" else profile] + (["--force"] if command == "init" else []), (0, 1, 2, 3),
                        makes=[folder + "/out"] if command == "report" and os.path.exists(folder + "/out") else [],
                        may_name=(UNKNOWN, DATE) if command != "report" else ())
            if command == "init":
                os.rename(export, folder + "/kept")
                shutil.rmtree(folder + "/narrative")
                data = open(folder + "/kept", "rb").read()
                shutil.rmtree(folder)
                write_council(folder, "contacts.csv")
                with open(export, "wb") as file:
                    file.write(data)


def memory_of(process):
    with open(f"/proc/{process.pid}/maps", encoding="ascii") as maps, open(f"/proc/{process.pid}/mem", "rb") as memory:
        for line in maps:
            span, rights = line.split()[:2]
            first, last = (int(end, 16) for end in span.split("-"))
            if "r" in rights and "[v" not in line:
                memory.seek(first)
                yield memory.read(last - first)


def look_into_memory(folder):
    """Once the records are read, nothing of them is there but what is coded. The report stops where it reads its first
    text; only root can look into it."""
    global ROWS
    library = os.environ["LADOSTAT_FAULTS"]
    found, councils, reached = [], 0, folder + "/reached"
    for export, ROWS in (("contacts.csv", 1000), ("contacts.csv", 15000), ("contacts.xlsx", 1000)):
        council = f"{folder}/memory{councils}"
        profile = write_council(council, export)
        process = subprocess.Popen([program, "report", profile, "--out", council + "/out", "--formats", "html"], stderr=subprocess.DEVNULL,
                                   env={**os.environ, "LD_PRELOAD": library, "FAULT_PAUSE": "narrative/summary.md", "FAULT_REACHED": reached})
        begun = time.monotonic()
        while not os.path.exists(reached) and process.poll() is None and time.monotonic() - begun < 30:
            time.sleep(0.005)
        parts = [part.lower() for part in memory_of(process)]
        # Finding the profile's words shows that the search works.
        councils += any(b"canary council" in part for part in parts)
        found += [f"{export}, {ROWS} rows: {marker}: {part[max(at - 40, 0):at + 60]!r}" for part in parts
                  for marker in (UNCODED, IDENTIFIER) if (at := part.find(marker.encode())) >= 0]
        os.remove(reached)
        process.wait(timeout=60)
    check("no_value_of_an_uncoded_column_is_in_memory_once_records_are_read", councils == 3 and not found, "\n".join(found[:10]) or councils)


with tempfile.TemporaryDirectory(prefix="canary-") as folder:
    if os.getuid() or os.environ.get("LADOSTAT_SANITIZED"):
        check("no_value_of_an_uncoded_column_is_in_memory_once_records_are_read # SKIP only root can look, and not through sanitizers", True)
    else:
        look_into_memory(folder)
    ROWS = 1200
    watched = Watched(folder)
    for export, everything in (("contacts.csv", True), ("contacts.xlsx", False)):
        council = f"{folder}/{export.partition('.')[2]}"
        profile = write_council(council, export)
        every_command(watched, council, profile, f"{council}/{export}", everything)
    faults_of_exports(watched)
    check("every_command_does_what_it_should", not watched.failed, "\n".join(watched.failed[:10]))
    check("no_canary_is_where_it_must_not_be", watched.layers > 400 and not watched.leaks, "\n".join(watched.leaks[:10]))
    check("values_in_no_code_list_are_shown_to_whoever_holds_the_export", {("check", UNKNOWN), ("report", UNKNOWN), ("init", UNKNOWN)} <= watched.named, watched.named)
    check("every_file_is_for_its_owner_alone", not watched.modes, "\n".join(watched.modes[:10]))
    check("nothing_is_left_in_folders_for_temporary_files", not watched.remains, "\n".join(watched.remains[:10]))
    print(f"# {watched.runs} runs, {watched.layers} layers of outputs; named where they may be: {sorted(watched.named)}")
done()
