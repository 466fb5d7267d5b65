"""Every council's whole pack made twice, as if on two machines: another place, time zone, language, umask, number of
processors, home and memory. Every byte of every file is the same."""
import os
import re
import subprocess
import tempfile

from councils import COUNCILS
from folders import digests
from tap import check, done

ROOT, PROGRAM = os.environ["LADOSTAT_ROOT"], os.environ["LADOSTAT_PROGRAM"]


# A program built with sanitizers needs theirs on every machine.
SANITIZERS = {name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")}


def one_machine(work):
    """A server: no language, world-readable files, every processor, started from the project."""
    environment = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "LC_ALL": "C.UTF-8", "TZ": "UTC", **SANITIZERS}
    return {"env": environment, "cwd": ROOT, "umask": 0o022}


def another_machine(work):
    """A desk in Auckland, in Turkish (a decimal comma, and an i whose capital is no I), one processor, a home that holds
    no fonts' cache and takes none, memory that is never zero by chance."""
    subprocess.run(["localedef", "-i", "tr_TR", "-f", "UTF-8", f"{work}/tr_TR.UTF-8"], check=True)
    environment = {"PATH": os.environ["PATH"], "HOME": f"{work}/nobody", "XDG_CACHE_HOME": "/dev/null/cache",
                   "LOCPATH": work, "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr",
                   "TZ": "Pacific/Auckland", "MALLOC_PERTURB_": "165", "G_SLICE": "always-malloc", "USER": "somebody",
                   "HOSTNAME": "elsewhere", "TMPDIR": work, "COLUMNS": "40", **SANITIZERS}
    return {"env": environment, "cwd": f"{ROOT}/fixtures", "umask": 0o077,
            "preexec_fn": lambda: os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})}


def language_differs(machine):
    """Whether the other language is there at all: without it the test would compare a machine with itself."""
    shown = subprocess.run(["printf", "%.1f", "0"], env=machine["env"], capture_output=True, text=True).stdout
    return shown == "0,0"


def make(machine, council, out, *options):
    """The profile is named from where the machine stands: from the project on one, from the fixtures on the other."""
    profile = os.path.relpath(f"{ROOT}/fixtures/{council}/profile.yaml", machine["cwd"])
    result = subprocess.run([PROGRAM, "report", profile, "--out", out, *options], capture_output=True, text=True,
                            **machine)
    return result.returncode, result.stderr


def compare(name, work, machines, council, *options):
    packs, statuses = [], []
    for i, machine in enumerate(machines):
        out = f"{work}/{i}-{name}"
        statuses.append(make(machine, council, out, *options))
        packs.append(digests(out))
    one, other = packs
    check(f"{name}_is_made_on_both_machines", all(status == 0 for status, _ in statuses) and len(one) > 5, statuses)
    differing = sorted(f for f in one.keys() | other.keys() if one.get(f) != other.get(f))
    check(f"{name}_is_the_same_bytes_on_both_machines", not differing, "\n".join(differing))


def main():
    with tempfile.TemporaryDirectory() as work:
        machines = [one_machine(work), another_machine(work)]
        check("the_other_machine_writes_a_decimal_comma", language_differs(machines[1]))
        for council in COUNCILS:
            compare(council, work, machines, council)
        with open(f"{work}/0-leicester/figures.csv", encoding="utf-8") as file:
            numbers = [(whole + part).lstrip("0") for whole, part in re.findall(r"(?<=,)-?([0-9]+)\.([0-9]+)(?=,)", file.read())]
        # What another compiler rounds otherwise stands from the sixteenth digit on.
        check("no_number_has_digits_that_machines_do_not_agree_on", numbers and max(map(len, numbers)) <= 12, max(numbers, key=len))
        compare("internal", work, machines, "leicester", "--internal")
        compare("charts_alone", work, machines, "leicester", "--formats", "png,svg")
        whole, charts = digests(f"{work}/0-leicester"), digests(f"{work}/0-charts_alone")
        drawn = [name for name in charts if name.startswith("charts/")]
        check("charts_made_alone_are_those_of_the_whole_pack", drawn and all(charts[n] == whole[n] for n in drawn), drawn)
    done()


main()
