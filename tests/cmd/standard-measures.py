"""One measure is changed without retyping the others: init --measures prints the standard set, and a profile with the printed
set gives the same figures as one without any; measures can add to the set, replace by id and leave out."""
import csv
import os
import pathlib
import subprocess
import tempfile

import yaml
from tap import check, done

program, root = os.environ["LADOSTAT_PROGRAM"], pathlib.Path(os.environ["LADOSTAT_ROOT"])
place = tempfile.TemporaryDirectory()
folder = pathlib.Path(place.name)
(folder / "export.csv").write_bytes((root / "fixtures/leicester/contacts.csv").read_bytes())


def run(*words):
    return subprocess.run([program, *map(str, words)], capture_output=True, text=True)


assert run("init", folder / "export.csv").returncode == 0
standard = (folder / "profile.yaml").read_text(encoding="utf-8")


def figures(extra):
    """The rows of figures.csv of the starter's profile with more at its end, or what was said."""
    (folder / "mine.yaml").write_text(f"{standard}\n{extra}\n", encoding="utf-8")
    made = run("report", folder / "mine.yaml", "--formats", "csv", "--internal", "--out", folder / "out")
    if made.returncode:
        return made.stderr
    with open(folder / "out/figures.csv", newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def order(rows):
    return list(dict.fromkeys(row["measure"] for row in rows))


def of(rows, measure):
    return [row for row in rows if row["measure"] == measure]


plain = figures("")
printed = run("init", "--measures", folder / "profile.yaml")
check("the_set_is_printed", printed.returncode == 0 and len(yaml.safe_load(printed.stdout)["measures"]) == 10, printed.stderr)
check("the_printed_set_is_the_default", figures(printed.stdout) == plain)
check("an_empty_list_is_the_standard_set", figures("measures: []") == plain)
every = [measure["id"] for measure in yaml.safe_load(run("init", "--measures").stdout)["measures"]]
check("all_are_printed_where_there_is_no_profile", set(order(plain)) <= set(every), every)
check("init_asks_for_its_export", run("init").returncode == 2)

met = """populations: [{id: "met: yes", where: {field: stage, is: [Further investigation]}}]
return: {threshold-met: "met: yes"}"""
narrower = figures(met)
base = [row["count"] for row in of(narrower, "outcome") if row["period"] == "2023-24" and not row["category"]]
with open(folder / "export.csv", newline="", encoding="utf-8") as file:
    taken = [row for row in csv.DictReader(file) if row["Initial Outcome"] == "Further investigation"]
days = [row["Date Notified to LADO"].split("/")[::-1] for row in taken]
expected = sum(["2023", "04", "01"] <= day <= ["2024", "03", "31"] for day in days)
check("final_outcomes_are_of_those_that_met_the_threshold", base == [str(expected)], f"{base} {expected}")
printed = run("init", "--measures", folder / "mine.yaml").stdout
check("and_are_printed_so", '{id: outcome, title: Final outcome, kind: breakdown, by: [outcome], of: "met: yes"}' in printed, printed)
check("and_mean_the_same_when_pasted", figures(f"{met}\n{printed}") == narrower)

changed = figures("""measures:
  standard:
    - {id: timeliness, within: [4 weeks, 12 weeks]}
    - {id: harm, title: Harm, kind: breakdown, by: [harm], percent-of: contacts}
    - {id: by-quarter, title: Received by quarter, kind: count, per: quarter}
  without: [sector-by-harm, contacts-by-month]""")
check("one_is_replaced_in_place_others_are_added_or_left_out", order(changed) == [
    measure for measure in order(plain) if measure not in ("sector-by-harm", "contacts-by-month")] + ["by-quarter"], order(changed))
times = {row["category"] for row in of(changed, "timeliness")}
check("keys_not_given_stay_as_they_were", {"within 4 weeks", "within 12 weeks"} <= times and "within 1 month" not in times, times)
check("the_others_are_as_they_were", all(of(changed, name) == of(plain, name) for name in ("contacts", "stage", "sector", "source")))

for wrong, said in (("{without: [sectr]}", 'did you mean "sector"?'), ("{standard: [{id: timelines, within: [4 weeks]}]}", 'did you mean "timeliness"?'),
                    ("{standart: []}", 'did you mean "standard"?'), (f"{{without: [{', '.join(every)}]}}", "no measure is left"),
                    ("{standard: [contacts]}", "expected keys")):
    answer = figures(f"measures: {wrong}")
    check(f"what_is_wrong_is_reported: {wrong}", isinstance(answer, str) and said in answer and "mine.yaml:" in answer, answer)
place.cleanup()
done()
