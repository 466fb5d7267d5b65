"""What the report says about changes: rose, fell or no clear change as the test decides, estimates beside simple shares,
counts alone where they are few, and nothing derived from hidden figures."""
import csv
import html
import os
import pathlib
import re
import subprocess
import tempfile

from tap import check, done

PROFILE = """
authority: {{name: Test Council, short-name: Test, code: E00000000}}
report: {{year: 2023-24, years: 2, as-at: 2024-05-31}}
records:
  - file: contacts.csv
    columns: {{id: Ref, received: Received, closed: Closed, harm: Harm, outcome: Outcome}}
codes: codes.csv
populations:
  - {{id: few, words: contacts about neglect, where: [{{field: harm, is: [Neglect]}}]}}
measures:
  - {{id: contacts, title: Contacts, kind: count}}
  - {{id: harm, title: Harm, kind: breakdown, by: [harm]}}
  - {{id: few, title: Outcomes of few, kind: breakdown, of: few, by: [outcome]}}
  - {{id: outcomes, title: Outcomes, kind: breakdown, by: [outcome]}}
  - {{id: time, title: Time, kind: timeliness, within: [4 weeks, 3 months, 5 years]}}
  - {{id: curve, title: Open, kind: curve}}
  - {{id: load, title: Caseload, kind: caseload}}
disclosure: {{suppress-below: {below}}}
"""
CODES = "field,category,part,value\nharm,Physical,,\nharm,Sexual,,\nharm,Neglect,,\noutcome,Substantiated,,\noutcome,Unfounded,,\n"


def rows():
    number = 0
    plan = [(100, "2022-06-01", "2022-06-20", "Physical", "Unfounded"), (100, "2022-06-01", "2022-06-20", "Sexual", "Substantiated"),
            (240, "2023-06-01", "2023-06-20", "Physical", "Unfounded"), (90, "2023-06-01", "2023-06-20", "Sexual", "Substantiated"),
            (7, "2023-06-01", "2023-06-20", "Neglect", "Unfounded"), (2, "2023-06-01", "2023-07-20", "Neglect", "Substantiated"),
            (20, "2023-06-01", "2023-08-15", "Physical", "Unfounded"), (40, "2024-03-25", "", "Sexual", ""), (10, "2023-08-01", "", "Sexual", "")]
    for count, received, closed, harm, outcome in plan:
        for _ in range(count):
            number += 1
            yield number, received, closed, harm, outcome


def report(folder, below):
    (folder / "profile.yaml").write_text(PROFILE.format(below=below))
    (folder / "codes.csv").write_text(CODES)
    with open(folder / "contacts.csv", "w", newline="") as file:
        csv.writer(file).writerows([("Ref", "Received", "Closed", "Harm", "Outcome"), *rows()])
    out = folder / f"out-{below}"
    run = subprocess.run([os.environ["LADOSTAT_PROGRAM"], "report", folder / "profile.yaml", "--formats", "html,csv",
                          "--out", out], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    page = re.sub(r"<svg.*?</svg>", "", (out / "annual-report.html").read_text(), flags=re.S)
    page = re.sub(r"<style.*?</style>", "", page, flags=re.S)
    page = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())
    page = re.sub(r" ([.,;:])", r"\1", page)
    with open(out / "figures.csv", newline="") as file:
        figures = {(f["measure"], f["period"], f["category"], f["part"]): f for f in csv.DictReader(file)}
    return page, figures


with tempfile.TemporaryDirectory() as name:
    page, figures = report(pathlib.Path(name), 0)
    check("a_count_that_rose_is_said_to_rise", "The service received 409 contacts in 2023-24, up from 200 in 2022-23." in page, page[:3000])
    check("a_row_is_said_to_change_only_at_its_level",
          re.search(r"Sexual 100 50% 140 34% \+40 yes, down", page) and re.search(r"Neglect 0 0% 9 2% \+9 no", page), page)
    check("few_are_counted_without_a_percent",
          "Of the 9 contacts about neglect, 7 were unfounded and 2 substantiated." in page and "78%" not in page
          and "Percentages of fewer than 20 are not shown" in page, page)
    check("the_estimate_is_shown_if_far_from_the_simple_share",
          "Contacts that came in after 29 February 2024 had not been open for three months by 31 May 2024. "
          "Allowing for open contacts, an estimated 94% are closed within three months." in page
          and "even the newest" in page and "Within 3 months, estimated" in page, page)
    check("times_to_which_nobody_was_followed_are_not_estimated", "are closed within 5 years" not in page, page)
    check("the_substantiation_rate_names_its_bases",
          "Of the 409 contacts, 359 had been concluded by 31 May 2024; the other 50 were still open. "
          "Of those concluded, 267 were unfounded and 92 substantiated (26%)." in page, page)
    check("a_share_that_fell_while_its_number_rose_is_given_as_a_share",
          "Of the 409 contacts, 140 (34%) concerned sexual harm, down from 50% in 2022-23." in page, page)
    check("open_cases_withhold_a_direction", re.search(r"Within 5 years 200 100% 359 88% \+159 not yet", page), page)
    check("the_total_of_a_breakdown_is_given_once_and_as_a_number", "200 in 2022-23 to 100%" not in page
          and page.count("up from 200 in 2022-23") == 3, page)
    check("a_caseload_is_not_compared_with_that_of_the_records_first_year",
          "its caseload is too low to compare with" in page
          and all(figures["load", "2023-24", row, ""]["signal"] == "" for row in ("open at the start", "received", "closed", "open at the end")),
          [figure for figure in figures.items() if figure[0][0] == "load"])
    check("signals_are_in_the_open_data", figures["contacts", "2023-24", "", ""]["signal"] == "higher"
          and figures["few", "2023-24", "Unfounded", ""]["percent"] != "")
    page, figures = report(pathlib.Path(name), 5)
    hidden = {key: figure for key, figure in figures.items() if figure["status"] == "c"}
    small = figures["few", "2023-24", "Substantiated", ""]
    check("figures_that_depend_on_a_hidden_one_are_hidden", small["status"] == "c"
          and figures["few", "2023-24", "Substantiated", "of concluded"]["status"] == "c", hidden)
    steps = [figures["curve", "2023-24", f"open after {n} weeks", ""] for n in (6, 8)]
    check("a_step_of_the_curve_that_is_a_case_or_two_is_hidden", steps[1]["status"] == "c" and steps[0]["count"] == "72", steps)
done()
