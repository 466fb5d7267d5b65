"""Every call by which a report, or another command that writes, reads or makes something is failed in turn, and allocations
by samples: each time what stood is as before or the new is whole, the exit status is right, one message says why, and
nothing is left behind."""
import csv
import errno
import os
import re
import shutil
import subprocess
import tempfile

import openpyxl
from folders import digests
from tap import check, done, skip_all

if os.environ.get("LADOSTAT_SANITIZED"):
    skip_all("a preloaded library and the sanitizers do not go together")

if "LADOSTAT_FAULTS" not in os.environ:
    skip_all("the library catches calls on x86-64 alone")

program = os.environ["LADOSTAT_PROGRAM"]
library = os.environ["LADOSTAT_FAULTS"]
root = os.environ["LADOSTAT_ROOT"]

# The most calls of a kind to fail: LADOSTAT_FAULTS_MOST.
most = int(os.environ.get("LADOSTAT_FAULTS_MOST", "8"))
kinds = {"open": errno.EACCES, "read": errno.EIO, "list": errno.EIO, "seek": errno.EIO, "stat": errno.EIO, "readlink": errno.EACCES,
         "write": errno.ENOSPC, "truncate": errno.EIO, "chmod": errno.EPERM, "fcntl": errno.EINVAL, "close": errno.EIO, "fsync": errno.EIO,
         "lock": errno.ENOLCK, "rename": errno.EACCES, "mkdir": errno.ENOSPC, "unlink": errno.EACCES,
         "memfd": errno.EMFILE, "mmap": errno.ENOMEM, "thread": errno.EAGAIN, "malloc": errno.ENOMEM}
# No run in which one of these failed may report success.
never_harmless = {"write", "fsync", "rename"}
# Running out of something concerns no file; without memory there is no tidying up, which the next run does.
of_the_machine = {"memfd", "mmap", "thread", "malloc"}
# A library may print a line of its own before the program's.
by_libraries = ("[ERROR]",)


def sample(places, count):
    """All calls, or, of many, the first and last about each file as far as there is room, then some between."""
    if count <= most:
        return list(range(1, count + 1))
    ends = {}
    for at, place in enumerate(places, 1):
        ends.setdefault(place, [at, at])[1] = at
    wanted = sorted({at for pair in ends.values() for at in pair} | {1, count})
    spread = wanted if len(wanted) > most else [*wanted, *range(1, count + 1, max(1, count // (most - len(wanted) + 1)))]
    return sorted({spread[int(i * len(spread) / most)] for i in range(most)} | {1, count})


class Faults:
    """A command run again and again in a folder of its own, which contains its outputs."""

    def __init__(self, name, folder, arguments, outputs):
        self.name, self.folder, self.arguments, self.outputs = name, folder, arguments, outputs
        self.scratch = os.path.join(folder, "scratch")
        self.kept = os.path.join(folder, "kept")
        os.makedirs(self.scratch, exist_ok=True)
        self.totals = {}

    def run(self, **environment):
        return subprocess.run([program, *self.arguments], capture_output=True, text=True, errors="replace", timeout=120,
                              env={**os.environ, "TMPDIR": self.scratch, "LD_PRELOAD": library, "FAULT_UNDER": self.folder, **environment})

    def standing(self):
        """The outputs, by digest; a folder by its files."""
        found = {}
        for output in self.outputs:
            found[output] = digests(output) if os.path.isdir(output) else digests(os.path.dirname(output)).get(os.path.basename(output))
        return found

    def left(self):
        """What no run may leave: names that begin with a dot, and anything in the temporary folder."""
        places = {self.folder, *map(os.path.dirname, self.outputs)}
        return [os.path.join(place, name) for place in places for name in os.listdir(place) if name.startswith(".")] + \
               [os.path.join(self.scratch, name) for name in os.listdir(self.scratch)]

    def put_back(self):
        for path in [*self.left(), *self.outputs]:
            (shutil.rmtree if os.path.isdir(path) else os.remove)(path) if os.path.lexists(path) else None
        for number, output in enumerate(self.outputs):
            kept = os.path.join(self.kept, str(number))
            shutil.copytree(kept, output) if os.path.isdir(kept) else shutil.copy(kept, output)

    def keep(self):
        """Keeps the current outputs as those from before."""
        shutil.rmtree(self.kept, ignore_errors=True)
        os.mkdir(self.kept)
        for number, output in enumerate(self.outputs):
            kept = os.path.join(self.kept, str(number))
            shutil.copytree(output, kept) if os.path.isdir(output) else shutil.copy(output, kept)
        self.old = self.standing()

    def calls(self, kind):
        """The files that calls of the kind were about, and their number."""
        listed = os.path.join(self.folder, "list")
        made = self.run(FAULT_CALL=kind, FAULT_LIST=listed)
        if made.returncode:
            raise RuntimeError(f"{self.name} cannot be made: {made.stderr}")
        with open(listed, encoding="utf-8", errors="replace") as file:
            *places, count = file.read().splitlines()
        os.remove(listed)
        self.new = self.standing()
        self.put_back()
        return [re.sub(r"\.new-\w+|tmp\.\w+", "", place) for place in places], int(count)

    def whole(self, now):
        """Each output is the old one or the new."""
        return all(now[output] in (self.old[output], self.new[output]) for output in self.outputs)

    def wrong(self, kind, run):
        now, left = self.standing(), self.left()
        if run.returncode == 0:
            if kind in never_harmless:
                return "said done although it failed"
            return None if now == self.new else "said done, and what stands is not new and whole"
        said = [line for line in run.stderr.splitlines() if kind == "malloc" or not line.startswith(by_libraries)]
        if not self.whole(now):
            return f"neither old nor new stands: {run.stderr[:300]}"
        if kind in of_the_machine:
            if run.returncode not in (1, 2, 3, 4) or len(said) != 1:
                return f"status {run.returncode}: {run.stderr[:300]}"
            self.run(FAULT_CALL="")
            return f"the next run does not clear {left}" if self.left() else None
        if len(self.outputs) == 1 and now != self.old:
            return f"not done, and the new stands: {run.stderr[:300]}"
        if run.returncode not in (2, 3, 4) or len(said) != 1 or not re.search(re.escape(self.folder) + r"|tables\.xlsx|font", said[0]):
            return f"status {run.returncode}: {run.stderr[:300]}"
        return f"left {left}" if left else None

    def fail_each(self, kind):
        places, count = self.calls(kind)
        wrong, failed, finished = [], 0, 0
        for at in sample(places, count):
            run = self.run(FAULT_CALL=kind, FAULT_AT=str(at), FAULT_ERRNO=str(kinds[kind]))
            failed += run.returncode != 0
            finished += run.returncode == 0
            fault = self.wrong(kind, run)
            if fault:
                wrong.append(f"{kind} {at} ({places[at - 1] if places else ''}): {fault}")
            self.put_back()
        self.totals[kind] = f"{failed} of {failed + finished} of {count}"
        return wrong

    def fail_all(self):
        for kind in kinds:
            wrong = self.fail_each(kind)
            check(f"{self.name}_where_a_{kind}_fails", not wrong, "\n".join(wrong[:10]))
        print(f"# {self.name}, runs that ended so, of those tried, of calls: " + ", ".join(f"{kind} {total}" for kind, total in self.totals.items()))


def council_in(folder):
    council = os.path.join(folder, "council")
    shutil.copytree(os.path.join(root, "fixtures", "bromley"), council)
    return council, os.path.join(council, "profile.yaml")


def report():
    """In every format, with the styles of a Word file; the pack before is of another text, so that the two differ."""
    with tempfile.TemporaryDirectory() as folder:
        council, profile = council_in(folder)
        out, style = os.path.join(folder, "out"), os.path.join(folder, "style.docx")
        faults = Faults("report", folder, ["report", profile, "--out", out, "--style", style], [out])
        subprocess.run([program, "report", profile, "--out", out, "--formats", "docx"], check=True, capture_output=True)
        shutil.move(os.path.join(out, "annual-report.docx"), style)
        first = faults.run(FAULT_CALL="")
        check("the_first_report_is_made", first.returncode == 0, first.stderr)
        faults.keep()
        with open(os.path.join(council, "narrative", "summary.md"), "a", encoding="utf-8") as file:
            file.write("\n\nOne sentence more.\n")
        faults.fail_all()
        # What a kill leaves if the file system cannot exchange: the old pack moved aside, the new one not yet in its place.
        os.rename(out, os.path.join(folder, ".out.new-killed-old"))
        os.mkdir(os.path.join(folder, ".out.new-killed"))
        run = faults.run(FAULT_CALL="fsync", FAULT_AT="1", FAULT_ERRNO=str(errno.EIO))
        check("an_old_pack_that_was_moved_aside_is_put_back", run.returncode == 4 and faults.standing() == faults.old and not faults.left(),
              f"{run.stderr} {faults.left()}")


def command(name, arguments, made):
    """A command that writes one file or two beside the export."""
    with tempfile.TemporaryDirectory() as folder:
        council, profile = council_in(folder)
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet()
        with open(os.path.join(council, "contacts.csv"), encoding="utf-8") as file:
            for row in csv.reader(file):
                sheet.append(row)
        book.save(os.path.join(council, "contacts.xlsx"))
        with open(profile, encoding="utf-8") as file:
            text = file.read()
        with open(os.path.join(council, "of-workbook.yaml"), "w", encoding="utf-8") as file:
            file.write(text.replace("contacts.csv", "contacts.xlsx"))
        places = [os.path.join(council, output) for output in made]
        for place in places:
            with open(place, "w", encoding="ascii") as file:
                file.write("old\n")
        faults = Faults(name, folder, [words.replace("COUNCIL", council) for words in arguments], places)
        faults.keep()
        faults.fail_all()


report()
command("check", ["check", "COUNCIL/profile.yaml", "--out", "COUNCIL/list.csv"], ["list.csv"])
command("check_of_a_workbook", ["check", "COUNCIL/of-workbook.yaml", "--out", "COUNCIL/list.csv"], ["list.csv"])
command("return", ["return", "COUNCIL/profile.yaml", "--out", "COUNCIL/return.csv"], ["return.csv"])
command("synthesise", ["synthesise", "COUNCIL/profile.yaml", "--figures", "COUNCIL/targets.csv", "--out", "COUNCIL/made.csv"], ["made.csv"])
command("init", ["init", "--force", "COUNCIL/contacts.csv"], ["profile.yaml", "codes.csv"])
done()
