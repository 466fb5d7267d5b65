"""Every read, write, open, rename, fsync and mkdir that a report makes is failed in turn, and allocations by samples:
each time the old pack is as before, the exit status is right, one message is said, and nothing is left behind."""
import errno
import os
import shutil
import subprocess
import tempfile

from folders import digests
from tap import check, done, skip_all

if os.environ.get("LADOSTAT_SANITIZED"):
    skip_all("a preloaded library and the sanitizers do not go together")

program = os.environ["LADOSTAT_PROGRAM"]
library = os.environ["LADOSTAT_FAULTS"]
root = os.environ["LADOSTAT_ROOT"]
# How many calls of a kind are failed at most, the first and last among them: LADOSTAT_FAULTS_MOST.
most = int(os.environ.get("LADOSTAT_FAULTS_MOST", "15"))
calls = {"open": errno.EACCES, "read": errno.EIO, "write": errno.ENOSPC, "fsync": errno.EIO, "rename": errno.EACCES,
         "mkdir": errno.ENOSPC, "malloc": errno.ENOMEM}


def report(profile, out, **environment):
    return subprocess.run([program, "report", profile, "--out", out, "--formats", "csv,html,xlsx"], capture_output=True, text=True, errors="replace",
                          env={**os.environ, **environment}, timeout=120)


def preloaded(**environment):
    return {"LD_PRELOAD": library, "FAULT_UNDER": council, **environment}


def sample(count):
    """All calls, or, of many, the first and last ones and some between."""
    if count <= most:
        return list(range(1, count + 1))
    step = count / most
    return sorted({1, count} | {int(i * step) + 1 for i in range(most)})


with tempfile.TemporaryDirectory() as folder:
    council = os.path.join(folder, "council")
    shutil.copytree(os.path.join(root, "fixtures", "bromley"), council)
    profile, out = os.path.join(council, "profile.yaml"), os.path.join(folder, "out")
    first = report(profile, out)
    check("the_first_report_is_made", first.returncode == 0, first.stderr)
    old = digests(out)
    kept = os.path.join(folder, "kept")
    shutil.copytree(out, kept)
    # Another year's pack would differ: a failed run must leave this one.
    with open(os.path.join(council, "narrative", "summary.md"), "a", encoding="utf-8") as file:
        file.write("\n\nOne sentence more.\n")
    whole = os.path.join(folder, "whole")
    report(profile, whole)
    new = digests(whole)
    shutil.rmtree(whole)
    # Of memory: a library may say a line of its own before the program's.
    for call, number in calls.items():
        counted = os.path.join(folder, "count")
        scratch = os.path.join(folder, "scratch")
        report(profile, scratch, **preloaded(FAULT_CALL=call, FAULT_COUNT=counted))
        shutil.rmtree(scratch, ignore_errors=True)
        with open(counted, encoding="ascii") as file:
            count = int(file.read())
        failed = finished = 0
        wrong = []
        for at in sample(count):
            run = report(profile, out, **preloaded(FAULT_CALL=call, FAULT_AT=str(at), FAULT_ERRNO=str(number)))
            now = digests(out)
            if run.returncode == 0 and call in ("read", "write", "fsync", "rename"):
                wrong.append(f"{call} {at}: said done although it failed")
            if run.returncode == 0:
                # A call whose failure does no harm (a cache that cannot be read): the new pack is whole.
                finished += 1
                if now == old or len(now) != len(old):
                    wrong.append(f"{call} {at}: said done, and the pack is not new and whole")
                shutil.rmtree(out)
                shutil.copytree(kept, out)
                continue
            failed += 1
            if call == "malloc" and now == new:
                # Memory ran out behind the exchange: the new pack stands, whole.
                shutil.rmtree(out)
                shutil.copytree(kept, out)
            elif now != old:
                wrong.append(f"{call} {at}: the old pack changed")
            if call != "malloc" and run.returncode not in (2, 3, 4):
                wrong.append(f"{call} {at}: exit status {run.returncode}")
            lines = [line for line in run.stderr.splitlines() if line.strip()]
            if call != "malloc" and len(lines) != 1:
                wrong.append(f"{call} {at}: {len(lines)} lines: {run.stderr[:300]}")
            if call != "malloc" and folder not in run.stderr and "font" not in run.stderr:
                wrong.append(f"{call} {at}: names no file: {run.stderr[:300]}")
            # libxlsxwriter says what it could not do before we do.
            own = [line for line in lines if not line.startswith("[ERROR]")]
            if call == "malloc" and (run.returncode < 1 or not 0 < len(own) <= 2 or not own[-1].startswith(("ladostat: ", "tables.xlsx: ", "the font "))):
                wrong.append(f"{call} {at}: exit status {run.returncode}: {run.stderr[:300]}")
            left = [name for name in os.listdir(folder) if name.startswith(".out")]
            if left and call != "malloc":
                wrong.append(f"{call} {at}: left {left}")
            elif left:
                report(profile, out)
                if [name for name in os.listdir(folder) if name.startswith(".out")]:
                    wrong.append(f"{call} {at}: the next run does not clear {left}")
                shutil.rmtree(out)
                shutil.copytree(kept, out)
        check(f"a_failed_{call}_leaves_the_old_pack", count > 0 and not wrong, "\n".join(wrong[:10]))
        print(f"# {call}: {count} calls, {failed} failed the report, {finished} did not")
    # What is left by a kill where the file system has no exchange: the old pack aside, the new one not yet in its place.
    os.rename(out, os.path.join(folder, ".out.new-killed-old"))
    os.mkdir(os.path.join(folder, ".out.new-killed"))
    run = report(profile, out, **preloaded(FAULT_CALL="fsync", FAULT_AT="1", FAULT_ERRNO=str(errno.EIO)))
    check("an_old_pack_that_was_moved_aside_is_put_back", run.returncode == 4 and digests(out) == old
          and not [name for name in os.listdir(folder) if name.startswith(".out")], f"{run.stderr} {os.listdir(folder)}")


def write_one(name, arguments, makes, folder):
    """A command that writes one file or two: where a call fails, each stands as before or whole and new."""
    places = [os.path.join(council, made) for made in makes]

    def contents():
        return [open(place, "rb").read() if os.path.exists(place) else None for place in places]

    def go(**environment):
        return subprocess.run([program, *arguments], capture_output=True, text=True, errors="replace", env={**os.environ, **environment},
                              timeout=120)

    go()
    new = contents()
    wrong, failed, calls_made = [], 0, 0
    for call, number in calls.items():
        counted = os.path.join(folder, "count")
        go(**preloaded(FAULT_CALL=call, FAULT_COUNT=counted))
        with open(counted, encoding="ascii") as file:
            count = int(file.read())
        calls_made += count
        for at in sample(count):
            for place in places:
                with open(place, "w", encoding="ascii") as file:
                    file.write("old")
            run = go(**preloaded(FAULT_CALL=call, FAULT_AT=str(at), FAULT_ERRNO=str(number)))
            now = contents()
            whole = all(one in (b"old", made) for one, made in zip(now, new))
            if not whole or (run.returncode == 0 and now != new):
                wrong.append(f"{call} {at}: status {run.returncode}, and what stands is neither old nor new")
            if run.returncode == 0:
                continue
            failed += 1
            said = [line for line in run.stderr.splitlines() if line.strip()]
            if call != "malloc" and (run.returncode not in (2, 3, 4) or len(said) != 1 or folder not in run.stderr):
                wrong.append(f"{call} {at}: status {run.returncode}: {run.stderr[:300]}")
            left = [place for place in os.listdir(council) if place.startswith(".") and place.endswith(".new")]
            if left and call != "malloc":
                wrong.append(f"{call} {at}: left {left}")
    go()
    left = [place for place in os.listdir(council) if place.startswith(".") and place.endswith(".new")]
    check(f"where_{name}_fails_what_it_writes_is_old_or_whole", failed > 5 and not wrong and not left, "\n".join(wrong[:10]) + str(left))
    print(f"# {name}: {calls_made} calls, {failed} failed it")


with tempfile.TemporaryDirectory() as folder:
    council = os.path.join(folder, "council")
    shutil.copytree(os.path.join(root, "fixtures", "bromley"), council)
    profile = os.path.join(council, "profile.yaml")
    write_one("check", ["check", profile, "--out", council + "/list.csv"], ["list.csv"], folder)
    write_one("return", ["return", profile, "--out", council + "/return.csv"], ["return.csv"], folder)
    write_one("synthesise", ["synthesise", profile, "--figures", council + "/targets.csv", "--out", council + "/made.csv"], ["made.csv"], folder)
    write_one("init", ["init", "--force", council + "/contacts.csv"], ["codes.csv", "profile.yaml"], folder)
done()
