"""A report that is killed, stands in another's way, has no room or no leave to write, or reads what somebody is writing:
the old pack stands whole or the new one does, one line says why, and the next run clears what was left.
LADOSTAT_KILLS says how often it is killed (40)."""
import os
import random
import shutil
import signal
import subprocess
import tempfile
import threading
import time

from folders import digests
from tap import check, done

program, root = os.environ["LADOSTAT_PROGRAM"], os.environ["LADOSTAT_ROOT"]
kills = int(os.environ.get("LADOSTAT_KILLS", "40"))
is_root = os.getuid() == 0


def run(*arguments, **options):
    return subprocess.run([program, *arguments], capture_output=True, text=True, timeout=120, **options)


def told(process, status, *words):
    """The status, and one line with these words."""
    return process.returncode == status and process.stderr.count("\n") == 1 and all(word in process.stderr for word in words)


def council(folder, sentence=""):
    shutil.copytree(os.path.join(root, "fixtures", "bromley"), folder)
    with open(os.path.join(folder, "narrative", "introduction.md"), "a", encoding="utf-8") as file:
        file.write(sentence)
    return os.path.join(folder, "profile.yaml")


def left_beside(out):
    return [name for name in os.listdir(os.path.dirname(out)) if name.startswith("." + os.path.basename(out))]


def killed(folder):
    old_profile, new_profile = council(folder + "/old"), council(folder + "/new", "\n\nOne sentence more.\n")
    out = folder + "/out"
    some = ["--out", out, "--formats", "csv,html,svg,xlsx"]
    begun = time.monotonic()
    run("report", new_profile, *some)
    lasts = time.monotonic() - begun
    new = digests(out)
    run("report", old_profile, *some)
    old = digests(out)
    chance, wrong, seen = random.Random(1), [], {"old": 0, "new": 0, "left": 0}
    for i in range(kills):
        # Half of them towards the end, where the pack is written.
        moment = lasts * chance.uniform(0, 1.2) if i % 2 else lasts * chance.uniform(0.7, 1.1)
        process = subprocess.Popen([program, "report", new_profile, *some], stderr=subprocess.DEVNULL)
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        process.wait()
        now = digests(out)
        seen["left"] += bool(left_beside(out))
        if now == new:
            seen["new"] += 1
            run("report", old_profile, *some)
        elif now == old:
            seen["old"] += 1
        else:
            wrong.append(f"killed after {moment:.3f} s: neither the old pack nor the new")
    check("a_killed_report_leaves_the_old_pack_or_the_new", not wrong and seen["old"], "\n".join(wrong[:5]) or str(seen))
    run("report", old_profile, *some)
    check("the_next_run_removes_what_killed_ones_left", not left_beside(out), left_beside(out))
    print(f"# killed {kills} times: the old pack {seen['old']}, the new {seen['new']}; something left {seen['left']} times")

    listed = folder + "/list.csv"
    for i in range(kills // 2):
        process = subprocess.Popen([program, "check", old_profile, "--out", listed], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0, 0.05))
        process.send_signal(signal.SIGKILL)
        process.wait()
    run("check", old_profile, "--out", listed)
    check("nor_is_anything_left_of_a_killed_check", os.path.exists(listed) and not left_beside(listed), left_beside(listed))


def two_at_once(folder):
    profiles = [council(folder + "/one"), council(folder + "/other", "\n\nOne sentence more.\n")]
    out, packs, wrong = folder + "/pack", [], []
    for profile in profiles:
        run("report", profile, "--out", out, "--formats", "csv,html,svg")
        packs.append(digests(out))
        shutil.rmtree(out)
    for attempt in range(15):
        if attempt % 2:
            shutil.rmtree(out)  # with no pack there both want to be the first
        both = [subprocess.Popen([program, "report", profile, "--out", out, "--formats", "csv,html,svg"], stderr=subprocess.PIPE, text=True) for profile in profiles]
        errors = [process.communicate(timeout=60)[1] for process in both]
        if any(process.returncode for process in both):
            wrong.append(f"{[process.returncode for process in both]}: {errors}")
        if digests(out) not in packs:
            wrong.append(f"attempt {attempt}: the pack is neither's")
    check("two_reports_at_once_leave_one_complete_pack", not wrong, "\n".join(wrong[:5]))
    check("and_nothing_is_left_of_either", not left_beside(out), left_beside(out))


def links(folder):
    profile = council(folder + "/council")
    real, link = folder + "/real", folder + "/link"
    run("report", profile, "--out", real, "--formats", "csv")
    os.symlink(real, link)
    process = run("report", profile, "--out", link, "--formats", "csv,html")
    check("a_link_to_a_pack_stays_and_its_folder_is_exchanged", process.returncode == 0 and os.path.islink(link)
          and not os.path.islink(real) and os.path.exists(real + "/annual-report.html"), process.stderr)
    outside = folder + "/outside"
    os.mkdir(outside)
    with open(outside + "/kept.txt", "w") as file:
        file.write("kept")
    os.symlink(outside, real + "/charts")
    run("report", profile, "--out", real, "--formats", "csv")
    check("a_link_in_an_old_pack_is_not_followed_when_it_is_removed", os.path.exists(outside + "/kept.txt"))
    os.symlink(outside, folder + "/other")
    process = run("report", profile, "--out", folder + "/other", "--formats", "csv")
    check("a_link_to_somebody_elses_folder_is_refused", told(process, 4, "no ladostat pack") and os.listdir(outside) == ["kept.txt"], process.stderr)
    os.symlink(outside + "/kept.txt", folder + "/file")
    process = run("report", profile, "--out", folder + "/file", "--formats", "csv")
    check("a_link_to_a_file_is_refused", told(process, 4, folder + "/file") and os.path.getsize(outside + "/kept.txt") == 4, process.stderr)
    os.symlink(folder + "/nowhere", folder + "/dangling")
    process = run("report", profile, "--out", folder + "/dangling", "--formats", "csv")
    check("a_broken_link_is_refused", told(process, 4, "dangling") and not os.path.exists(folder + "/nowhere")
          and not left_beside(folder + "/dangling"), process.stderr)

    listed = folder + "/list.csv"
    with open(folder + "/target.csv", "w") as file:
        file.write("old")
    os.symlink(folder + "/target.csv", listed)
    process = run("check", profile, "--out", listed)
    check("a_single_file_is_written_where_its_link_leads", os.path.islink(listed) and os.path.getsize(folder + "/target.csv") > 10, process.stderr)
    check("and_is_for_its_owner_alone", os.stat(folder + "/target.csv").st_mode & 0o777 == 0o600)
    export = folder + "/council/contacts.csv"
    before = digests(folder + "/council")
    for command in (["check", profile], ["return", profile]):
        process = run(*command, "--out", export)
        check(f"{command[0]}_never_overwrites_an_input", told(process, 4, export, "is an input"), process.stderr)
    check("which_stays_as_it_is", digests(folder + "/council") == before)
    process = run("return", profile, "--out", "/dev/stdout")
    check("standard_output_may_be_named_as_a_file", process.returncode == 0 and process.stdout.startswith("# return"), process.stderr)
    with open("/dev/full", "w") as full:
        process = subprocess.run([program, "figures", profile], stdout=full, stderr=subprocess.PIPE, text=True)
    check("a_full_standard_output_is_reported", told(process, 4, "standard output"), process.stderr)


def no_room(folder):
    profile, small = council(folder + "/council"), folder + "/small"
    os.mkdir(small)
    if not is_root or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "none", small], capture_output=True).returncode:
        for name in ("a_full_disk_is_reported_and_the_old_pack_stays", "a_folder_that_may_not_be_written_to_is_reported"):
            check(name + " # SKIP no leave to mount", True)
        return
    try:
        out = small + "/out"
        first = run("report", profile, "--out", out, "--formats", "csv")
        old = digests(out)
        process = run("report", profile, "--out", out)
        check("a_full_disk_is_reported_and_the_old_pack_stays", first.returncode == 0 and told(process, 4, out, "No space left")
              and digests(out) == old and os.listdir(small) == ["out"], process.stderr)
        with open(small + "/filler", "wb") as filler:
            try:
                filler.write(bytes(2 << 20))
            except OSError:
                pass
        failed = []
        for command in (["check", profile], ["return", profile]):
            process = run(*command, "--out", small + "/one.csv")
            failed.append(told(process, 4, small + "/one.csv", "No space left"))
        check("so_is_it_where_one_file_is_written", all(failed) and sorted(os.listdir(small)) == ["filler", "out"], process.stderr + str(os.listdir(small)))
        os.remove(small + "/filler")
        subprocess.run(["mount", "-o", "remount,ro", small], check=True)
        process = run("report", profile, "--out", out, "--formats", "csv")
        check("a_folder_that_may_not_be_written_to_is_reported", told(process, 4, out, "Read-only") and digests(out) == old, process.stderr)
        process = run("return", profile, "--out", small + "/one.csv")
        check("so_is_it_of_one_file", told(process, 4, "Read-only"), process.stderr)
    finally:
        subprocess.run(["umount", small], check=True)


def no_leave(folder):
    """The same without leave to mount: the folder is another's, or its owner has shut it."""
    profile, shut = council(folder + "/council"), folder + "/shut"
    os.mkdir(shut)
    options = {}
    if is_root:
        options = {"user": 65534, "group": 65534}
        for place, _, files in os.walk(folder):
            os.chmod(place, 0o755)
            for name in files:
                os.chmod(os.path.join(place, name), 0o644)
        os.chmod(folder, 0o755)
        reachable = shutil.copy(program, folder)
        os.chmod(reachable, 0o755)
    else:
        os.chmod(shut, 0o500)
        reachable = program
    process = subprocess.run([reachable, "report", profile, "--out", shut + "/out", "--formats", "csv"], capture_output=True, text=True, **options)
    check("a_closed_folder_is_reported", told(process, 4, shut + "/out", "Permission denied") and not os.listdir(shut), process.stderr)


def changed(folder):
    """The export, or another input, is written to, cut, replaced or touched while a report reads it. The report waits in
    the middle: one of its exports is a pipe's worth of time away, as FAULT_PAUSE makes it."""
    profile = council(folder + "/council")
    inside = folder + "/council"
    library = os.environ["LADOSTAT_FAULTS"]
    out = folder + "/out"
    run("report", profile, "--out", out, "--formats", "csv,html")
    old = digests(out)
    names = ["contacts.csv", "profile.yaml", "codes.csv", "narrative/introduction.md"] + [
        name for name in sorted(os.listdir(inside)) if name.endswith(".csv") and name not in ("contacts.csv", "codes.csv")
        and name in open(profile, encoding="utf-8").read()]
    everything = {name: open(os.path.join(inside, name), "rb").read() for name in names}

    def grown(path, text):
        with open(path, "ab") as file:
            file.write(text[-200:])

    def cut(path, text):
        with open(path, "r+b") as file:
            file.truncate(len(text) // 2)

    def replaced(path, text):
        with open(path + ".other", "wb") as file:
            file.write(text)
        os.rename(path + ".other", path)

    def written_again(path, text):
        with open(path, "r+b") as file:
            file.write(text)

    def removed(path, text):
        os.remove(path)

    wrong = []
    for name in names:
        for change in (grown, cut, replaced, written_again, removed):
            path = os.path.join(inside, name)
            reached = folder + "/reached"
            process = subprocess.Popen([program, "report", profile, "--out", out, "--formats", "csv,html"], stderr=subprocess.PIPE, text=True,
                                       env={**os.environ, "LD_PRELOAD": library, "FAULT_PAUSE": name, "FAULT_REACHED": reached})
            waited = time.monotonic()
            while not os.path.exists(reached) and process.poll() is None and time.monotonic() - waited < 20:
                time.sleep(0.002)
            change(path, everything[name])
            if os.path.exists(reached):
                os.remove(reached)
            errors = process.communicate(timeout=60)[1]
            if process.returncode != 3 or errors.count("\n") != 1 or name not in errors or "changed while" not in errors or digests(out) != old:
                wrong.append(f"{name} {change.__name__}: status {process.returncode}: {errors}")
            with open(path, "wb") as file:
                file.write(everything[name])
    check("an_input_that_changes_while_it_is_read_ends_the_report", len(names) > 3 and not wrong, "\n".join(wrong[:8]))
    print(f"# {len(names)} inputs, changed in five ways each")
    process = run("report", profile, "--out", out, "--formats", "csv,html")
    check("and_the_next_report_is_made", process.returncode == 0, process.stderr)


parts = [two_at_once, links, no_room, no_leave, killed]
if not os.environ.get("LADOSTAT_SANITIZED") and "LADOSTAT_FAULTS" in os.environ:
    parts.append(changed)
for part in parts:
    with tempfile.TemporaryDirectory() as folder:
        part(folder)
done()
