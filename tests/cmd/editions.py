"""Last year's edition of every council's report, then this year's, and the return: what a reader makes of all of them.

The reader of judges/reader.py knows every sum and solves whole-number programmes. No small count may be narrowed down by one
edition, by both, or by the return beside them."""
import os
import re
import shutil
import subprocess
import tempfile

from councils import COUNCILS
from reader import Reader, key_of, rows_of
from tap import check, done

ROOT, PROGRAM = os.environ["LADOSTAT_ROOT"], os.environ["LADOSTAT_PROGRAM"]
# The rule: Birmingham's counts are too large for 5 to hide any. Bromley's last year, of which only some measures are
# known, has none either.
BELOW = {**dict.fromkeys(COUNCILS, 5), "birmingham": 40}


def run(*arguments):
    result = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True)
    if result.returncode:
        raise AssertionError(f"{arguments}: {result.stderr}")


def a_year_earlier(match):
    year = int(match[2])
    return f"{match[1]}{year - 1}" + (f"-{year % 100:02}" if len(match[3]) == 3 else match[3])


def write_profile(folder, name, text, below, more=""):
    text = re.sub(r"^disclosure:.*\n", "", text, flags=re.M) + f"disclosure: {{suppress-below: {below}{more}}}\n"
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def edition(profile, out):
    """Public and internal figures."""
    run("report", profile, "--formats", "csv", "--out", out)
    run("report", profile, "--formats", "csv", "--out", out + "-inside", "--internal")
    return os.path.join(out, "figures.csv"), os.path.join(out + "-inside", "figures.csv")


def say(reader, given_away):
    return "\n".join(f"{name} {what} {reader.truth[name]:g}" for name, what in given_away[:8])


def slight_changes(before, now, below):
    """Counts of parts, shown in both, that differ by a small number: it tells of so many people what has become of them."""
    earlier, later = ({key_of(row): row for row in rows_of(path)} for path in (before, now))
    return [key for key, row in earlier.items() if key in later and key[2] and row["count"] and later[key]["count"]
            and not re.match("all |busiest |mean ", key[2]) and row["status"] != "s"
            and 0 < abs(float(row["count"]) - float(later[key]["count"])) < below]


def check_nothing_follows(name, reader):
    found = reader.attack()
    check(name, not found, say(reader, found))
    return sum(reader.small(count) for count in reader.truth)


def check_council(council, below, work):
    folder = os.path.join(work, council)
    shutil.copytree(os.path.join(ROOT, "fixtures", council), folder)
    with open(os.path.join(folder, "profile.yaml"), encoding="utf-8") as file:
        text = file.read()
    # As it was a year ago: what was closed since was open then.
    old = re.sub(r"^(  as-at: )(\d{4})(-\d\d-\d\d)", a_year_earlier, text, flags=re.M)
    old = re.sub(r"^(  year: )(\d{4})(-\d\d)", a_year_earlier, old, flags=re.M)
    profile = write_profile(folder, "profile.yaml", text, below, ", previous-release: old/figures.csv")
    before = edition(write_profile(folder, "old.yaml", old, below), os.path.join(folder, "old"))
    now = edition(profile, os.path.join(folder, "now"))
    reader = Reader(profile, below)
    reader.see(*before, bygone=True, edition=1)
    first = check_nothing_follows(f"{council}_last_year_gives_nothing_away", reader)
    reader.see(*now, edition=2)
    both = check_nothing_follows(f"{council}_two_editions_together_give_nothing_away", reader)
    check(f"{council}_has_small_counts_in_both_editions", both > first > 0 or council == "bromley" and both > 0, f"{first} {both}")
    changes = slight_changes(before[0], now[0], below)
    check(f"{council}_shows_no_part_that_changed_by_a_few", not changes, changes[:5])
    run("return", profile, "--out", os.path.join(folder, "return.csv"))
    reader.see_return(os.path.join(folder, "return.csv"), now[1])
    check_nothing_follows(f"{council}_with_the_return_they_give_nothing_away", reader)


def check_report_without_comparisons(council, below, work):
    """Where the report has no measures of the return, the return is hidden beside it."""
    folder = os.path.join(work, council)
    with open(os.path.join(folder, "profile.yaml"), encoding="utf-8") as file:
        text = re.sub(r"^(benchmark:.*|  - .*kind: benchmark.*)\n", "", file.read(), flags=re.M)
    profile = write_profile(folder, "alone.yaml", text, below)
    public, inside = edition(profile, os.path.join(folder, "alone"))
    run("return", profile, "--out", os.path.join(folder, "return-alone.csv"))
    reader = Reader(profile, below)
    reader.see(public, inside)
    reader.bygone |= set(reader.shown)
    reader.see_return(os.path.join(folder, "return-alone.csv"), os.path.join(folder, "now-inside/figures.csv"))
    check_nothing_follows(f"{council}_report_and_return_give_nothing_away", reader)


def check_own_figures_again(council, work):
    """A pack's own figures, named as the edition before it: all of them are known, and what they hide stays hidden."""
    folder = os.path.join(work, "again-" + council)
    shutil.copytree(os.path.join(ROOT, "fixtures", council), folder)
    with open(os.path.join(folder, "profile.yaml"), encoding="utf-8") as file:
        text = file.read()
    packs = []
    for out, more in (("first", ""), ("again", ", previous-release: first/figures.csv")):
        path = write_profile(folder, out + ".yaml", text, 5, more)
        run("report", path, "--formats", "csv", "--out", os.path.join(folder, out))
        packs.append({key_of(row): row["status"] for row in rows_of(os.path.join(folder, out, "figures.csv"))})
    shown = [key for key, status in packs[0].items() if status == "c" and packs[1].get(key, "c") != "c"]
    check(f"what_it_hid_stays_hidden: {council}", not shown and "c" in packs[0].values(), shown[:9])
    said = subprocess.run([PROGRAM, "check", path], capture_output=True, text=True).stdout
    check(f"its_own_rows_are_of_their_periods: {council}", said and "figure-period" not in said, said)


def check_that_the_reader_finds(work):
    """The same reader, given figures in which the small counts alone are hidden, works many of them out."""
    import csv
    inside = os.path.join(work, "milton-keynes/now-inside/figures.csv")
    rows = rows_of(inside)
    for row in rows:
        row["lower"] = row["upper"] = ""
        if row["count"] and 0 < float(row["count"]) < 5:
            row.update(dict.fromkeys(("count", "base", "percent", "value", "change"), ""), status="c")
    naive = os.path.join(work, "naive.csv")
    with open(naive, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    reader = Reader(os.path.join(work, "milton-keynes/profile.yaml"))
    reader.see(naive, inside)
    check("hiding_small_counts_alone_would_not_be_enough", len(reader.attack()) > 20)


with tempfile.TemporaryDirectory() as work:
    for council, below in BELOW.items():
        check_council(council, below, work)
        check_report_without_comparisons(council, below, work)
    check_that_the_reader_finds(work)
    for one in ("leicester", "somerset"):
        check_own_figures_again(one, work)
done()
