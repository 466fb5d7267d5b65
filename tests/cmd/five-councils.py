"""The five councils beside one another: each makes its return, a reader compares like with like, and anything else is left
out. None of the ten neighbours of four of them is known, which is reported and never filled in."""
import csv
import os
import subprocess
import tempfile

from tap import check, done

program = os.environ["LADOSTAT_PROGRAM"]
COUNCILS = ["leicester", "somerset", "bromley", "milton-keynes", "birmingham"]
REGION = """authority: {name: Five councils}
report: {year: 2022-23, years: 1}
benchmark: {figures: [FILES], population: children.csv}
measures:
  - {id: contacts, title: Contacts, kind: benchmark, of: contacts}
  - {id: met, title: Met the threshold, kind: benchmark, of: threshold-met}
  - {id: share, title: Share that met the threshold, kind: benchmark, of: threshold-share}
  - {id: harm, title: Harm, kind: benchmark, of: harm}
"""


def run(*arguments):
    return subprocess.run([program, *arguments], capture_output=True, text=True)


def rows_of(path):
    with open(path, encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def report(profile, out, *options):
    made = run("report", profile, "--formats", "csv,html", "--out", out, *options)
    if made.returncode:
        raise SystemExit(made.stderr)
    return rows_of(f"{out}/figures.csv")


def numbers(figures, measure, field):
    return {row["authority"]: round(float(row[field]), 1) for row in figures
            if row["measure"] == measure and not row["category"] and not row["part"] and row[field]}


# What a council said in words without printing a number: the first together are more than half, or each is more than the next.
MORE_THAN_HALF = [("bromley", "source", ["Education", "Early years"]), ("bromley", "ongoing-quarters", ["Q4"]),
                  ("birmingham", "harm", ["Physical abuse"]), ("birmingham", "result-of-advice", ["Dealt with by the employer"]),
                  ("birmingham", "investigation", ["Police consulted", "Police investigation"]),
                  ("birmingham", "investigation", ["Employer only", "Police consulted"])]
IN_ORDER = [("bromley", "harm", ["Physical abuse", "Behaviour in personal life"]),
            ("birmingham", "harm", ["Physical abuse", "Practice issues", "Inappropriate boundaries", "Sexual abuse"]),
            ("birmingham", "advice-by-agency", ["Residential care", "Fostering agencies", "Early years settings"]),
            ("birmingham", "advice-by-agency", ["Schools", "Fostering agencies", "Social care"]),
            ("somerset", "source", ["Academies", "Independent schools", "Maintained schools"])]


def counts_of(council):
    """The counts of the latest year by measure and category, or quarter."""
    told = run("figures", f"fixtures/{council}/profile.yaml", "--internal", "--format", "csv").stdout
    rows = list(csv.DictReader(told.splitlines()))
    year = next(row["period"] for row in rows if not row["reference"].count("@"))
    return {(row["measure"], row["category"] or row["period"][8:]): int(row["count"]) for row in rows
            if row["period"].startswith(year) and not row["part"] and row["count"]}


samples = {council: counts_of(council) for council in COUNCILS}
for council, measure, first in MORE_THAN_HALF:
    every = {name: count for (of, name), count in samples[council].items() if of == measure and name and not name.endswith(("quarter", "quarters"))}
    check(f"more_than_half_{council}_{measure}", sum(every[name] for name in first) > sum(every.values()) / 2, every)
for council, measure, order in IN_ORDER:
    counts = [samples[council][measure, name] for name in order]
    check(f"in_the_order_given_{council}_{measure}", sorted(counts, reverse=True) == counts and len(set(counts)) == len(counts), counts)
check("milton_keynes_shows_its_contacts_without_what_is_new", samples["milton-keynes"]["like-for-like", ""] == 1086)

with tempfile.TemporaryDirectory() as folder:
    returns = [run("return", f"fixtures/{council}/profile.yaml", "--out", f"{folder}/{council}.csv") for council in COUNCILS]
    check("each_of_the_five_makes_its_return", not [one.stderr for one in returns if one.returncode or one.stderr],
          "".join(one.stderr for one in returns))
    with open(f"{folder}/children.csv", "w", encoding="utf-8") as file:
        lines = [line for council in COUNCILS for line in open(f"fixtures/{council}/children.csv", encoding="utf-8")]
        file.write("".join(dict.fromkeys(lines)))
    with open(f"{folder}/profile.yaml", "w", encoding="utf-8") as file:
        file.write(REGION.replace("FILES", ", ".join(f"{council}.csv" for council in COUNCILS)))
    figures = report(f"{folder}/profile.yaml", f"{folder}/out", "--template", "benchmarking.md")

    # Printed: 412, 747, 500 contacts; 1,423 in Milton Keynes, 337 of them checks of new staff; children of mid-2022.
    contacts = numbers(figures, "contacts", "count")
    check("contacts_are_those_that_were_printed_without_checks_of_new_staff",
          contacts == {"Leicester": 412, "Somerset": 747, "Bromley": 500, "Milton Keynes": 1423 - 337}, contacts)
    check("birminghams_referrals_are_not_contacts", "Birmingham" not in contacts)
    rates = numbers(figures, "contacts", "value")
    check("contacts_for_each_child", rates == {"Leicester": 46.8, "Somerset": 67.4, "Bromley": 68.9, "Milton Keynes": 152.9}, rates)
    # Printed: 47% of 412 beyond advice, 212 and 161 by their own stages, 1,224 referrals.
    met = numbers(figures, "met", "count")
    check("the_threshold_is_each_councils_own_stage",
          {name: met.get(name) for name in ("Leicester", "Bromley", "Milton Keynes", "Birmingham")}
          == {"Leicester": 194, "Bromley": 212, "Milton Keynes": 161, "Birmingham": 1224}, met)
    rates = numbers(figures, "met", "value")
    check("above_the_threshold_milton_keynes_is_no_longer_the_highest", rates["Milton Keynes"] == 22.7 and rates["Bromley"] == 29.2
          and rates["Birmingham"] == 42.6, rates)
    shares = numbers(figures, "share", "percent")
    check("a_share_of_contacts_needs_contacts", shares == {"Leicester": 47.1, "Somerset": 42.0, "Bromley": 42.4,
                                                           "Milton Keynes": 14.8}, shares)
    harm = {row["authority"] for row in figures if row["measure"] == "harm" and row["category"] == "Physical" and not row["part"]}
    check("harm_of_referrals_is_not_compared_with_harm_of_contacts", harm == {"Leicester", "Somerset"}, harm)
    page = open(f"{folder}/out/benchmarking.html", encoding="utf-8").read()
    check("each_councils_own_words_stand_under_the_table",
          "contacts taken further (Leicester)" in page and "referrals (Birmingham, Bromley)" in page
          and "contacts other than checks of new staff (Milton Keynes)" in page)

    # Together in one file they are the same return.
    merged = run("return", f"{folder}/profile.yaml", "--merge", "--out", f"{folder}/together.csv")
    with open(f"{folder}/profile.yaml", "w", encoding="utf-8") as file:
        file.write(REGION.replace("FILES", "together.csv"))
    again = report(f"{folder}/profile.yaml", f"{folder}/again", "--template", "benchmarking.md")
    check("merged_returns_say_the_same", merged.returncode == 0 and again == figures
          and open(f"{folder}/again/benchmarking.html", encoding="utf-8").read() == page, merged.stderr)

    for council in COUNCILS:
        own = report(f"fixtures/{council}/profile.yaml", f"{folder}/{council}", "--template", "board-pack.md")
        page = open(f"{folder}/{council}/board-pack.html", encoding="utf-8").read()
        if council == "somerset":
            continue
        name = own[0]["authority"]
        check(f"nobody_elses_figure_is_there: {council}", {row["authority"] for row in own} == {name})
        known = [row for row in own if row["category"] == "neighbours known"]
        check(f"none_of_ten_is_known: {council}", known and all((row["value"], row["base"]) == ("0", "10") for row in known), known)
        check(f"that_is_reported_and_no_chart_is_drawn: {council}", "No figure is available for any of its ten statistical neighbours." in page
              and "beside those of our statistical neighbours" not in page)
done()
