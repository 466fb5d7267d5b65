"""Others' figures that cannot be compared: each is named with its file, line and reason, and none is guessed."""
import csv
import os
import re
import subprocess
import tempfile

from tap import check, done

program = os.environ["LADOSTAT_PROGRAM"]
PROFILE = """authority: {name: Hill}
report: {year: 2023-24, years: 2}
benchmark: {figures: [returns/*.csv], population: children.csv}
measures:
  - {id: rates, title: Contacts, kind: benchmark, of: contacts}
  - {id: share, title: Share, kind: benchmark, of: threshold-share}
  - {id: harm, title: Harm, kind: benchmark, of: harm}
  - {id: funnel, title: Funnel, kind: benchmark, of: contacts, show: funnel}
"""
CHILDREN = "la_name,gss_code,mid_2022,mid_2023\nDale,E1,40000,41000\nMoor,E2,30000,\nCity of London,E3,850,850\n\"Wold, County of\",E4,50000,50000\n"
HEAD = "authority,measure,period,category,count,base,status\n"
RETURN = "# return: yes\n# definitions: 1\n# authority: {}\n"


def run(files, *options):
    """Figures by (authority, measure, period, category) and findings of a comparison of these files."""
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(f"{folder}/returns")
        for name, text in {"profile.yaml": PROFILE, "children.csv": CHILDREN, **files}.items():
            with open(f"{folder}/{name}", "w", encoding="utf-8") as file:
                file.write(text)
        made = subprocess.run([program, "report", f"{folder}/profile.yaml", "--template", "benchmarking.md", "--formats", "csv,html",
                               "--out", f"{folder}/out", *options], capture_output=True, text=True)
        if made.returncode:
            return made.stderr, [], ""
        figures = list(csv.DictReader(open(f"{folder}/out/figures.csv", encoding="utf-8")))
        findings = [f"{row['rule']} {os.path.basename(row['file'])}:{row['line']} {row['message']}"
                    for row in csv.DictReader(open(f"{folder}/out/data-quality.csv", encoding="utf-8-sig"))]
        return ({(row["authority"], row["measure"], row["period"], row["category"]): row for row in figures if not row["part"]},
                findings, open(f"{folder}/out/benchmarking.html", encoding="utf-8").read())


def refused(name, rule, where, rows, head=RETURN.format("Dale") + HEAD, gone=(), there=()):
    """The findings are this one alone; what is refused is not among the figures, and the rest is."""
    figures, findings, _ = run({"returns/dale.csv": head + rows})
    found = [line for line in findings if line.startswith(f"{rule} dale.csv:{where} ")]
    check(f"{name}: reported once with its line", len(found) == 1 and len(findings) == 1, findings)
    check(f"{name}: left out alone", all(place not in figures or not figures[place]["count"] for place in gone)
          and all(figures.get(place, {}).get("count") for place in there), sorted(figures) if isinstance(figures, dict) else figures)


DALE, DALE_BEFORE = ("Dale", "rates", "2023-24", ""), ("Dale", "rates", "2022-23", "")
GOOD = "Dale,contacts,2022-23,,180,,\n"
refused("a_figure_without_an_authority", "return-authority", 3, "Dale,contacts,2022-23,,180,,\n,contacts,2023-24,,200,,\n", HEAD,
        gone=[DALE], there=[DALE_BEFORE])
refused("no_standard_measure", "return-measure", 5, "Dale,referrals,2023-24,,200,,\n", gone=[DALE])
refused("a_month_is_no_year", "return-period", 6, GOOD + "Dale,contacts,2023-04,,20,,\n",
        there=[DALE_BEFORE])
refused("a_category_of_the_councils_own", "return-category", 6, GOOD + "Dale,harm,2023-24,Boundaries,20,200,\n", there=[DALE_BEFORE],
        gone=[("Dale", "harm", "2023-24", "Boundaries")])
for name, row in {"more_than_its_base": "Dale,threshold-met,2023-24,,210,200,", "below_zero": "Dale,contacts,2023-24,,-3,,",
                  "half_a_contact": "Dale,contacts,2023-24,,20.5,,"}.items():
    refused(name, "return-impossible", 6, GOOD + row + "\n", gone=[DALE], there=[DALE_BEFORE])
refused("a_count_that_should_be_hidden", "return-small", 6, GOOD + "Dale,harm,2023-24,Neglect,3,200,\n",
        gone=[("Dale", "harm", "2023-24", "Neglect")], there=[DALE_BEFORE])

# 150 less 43, 46, 43 and 15 are 3; a rest of a base, and what lies between two limits, are counts as well.
COUNTS = {"Substantiated": 43, "Unsubstantiated": 46, "Unfounded": 43, "Malicious": 3, "Ongoing": 15}
MORE = ("  - {id: outcomes, title: Outcomes, kind: benchmark, of: outcome}\n"
        "  - {id: times, title: Times, kind: benchmark, of: timeliness}\n")
ROWS = "Dale,contacts,2023-24,,200,,\nDale,threshold-met,2023-24,,150,200,\n"
figures, findings, _ = run({"profile.yaml": PROFILE + MORE, "returns/dale.csv": RETURN.format("Dale") + HEAD + ROWS + "".join(
    f"Dale,outcome,2023-24,{name},{count},150,\n" for name, count in COUNTS.items())
    + "Dale,timeliness,2023-24,within 1 month,50,150,\nDale,timeliness,2023-24,within 3 months,52,150,\n"})
hidden = [name for name in COUNTS if figures["Dale", "outcomes", "2023-24", name]["status"] == "c"]
check("what_would_give_a_hidden_count_of_a_return_away_is_hidden_too", "Malicious" in hidden and len(hidden) == 2, hidden)
times = [figures["Dale", "times", "2023-24", f"within {limit}"]["status"] for limit in ("1 month", "3 months")]
check("and_one_of_two_limits_with_few_between_them", "c" in times, times)
check("and_that_is_reported_once_a_file", [line.split()[0] for line in findings].count("return-small") == 1, findings)
for name, line in {"another_version": "# definitions: 2\n", "no_version": ""}.items():
    refused(name, "return-version", 1, GOOD, f"# return: yes\n{line}# authority: Dale\n" + HEAD, gone=[DALE_BEFORE])
refused("the_code_of_another", "return-code", 1, GOOD, "# return: yes\n# definitions: 1\n# authority: Dale\n# code: E2\n" + HEAD,
        gone=[DALE_BEFORE], there=[("Moor", "rates", "2022-23", "")])
figures, findings, _ = run({"profile.yaml": PROFILE.replace("{name: Hill}", "{name: Dale, code: E2}"), "returns/wold.csv": RETURN.format("Wold") + HEAD})
check("an_authority_with_the_code_of_another_is_reported", any(f.startswith("authority-code ") and "Dale" in f and "Moor" in f for f in findings), findings)

# What is known by its code or by another way of writing it is the same council.
figures, findings, page = run({"returns/wold.csv": "# return: yes\n# definitions: 1\n# authority: Wold Children's Trust\n# code: E4\n" + HEAD
                               + "Wold Children's Trust,contacts,2023/24,,250,,\n"})
check("a_trust_is_known_by_its_code_and_a_year_with_a_slash_is_read",
      figures.get(("County of Wold", "rates", "2023-24", ""), {}).get("value") == "50" and not findings, (sorted(figures), findings))

# Two files of one council and year: the same twice is nothing, a difference takes both out, whatever the order.
twice = {f"returns/{name}.csv": RETURN.format("Dale") + HEAD + f"Dale,contacts,2022-23,,180,,\nDale,contacts,2023-24,,{count},,\n"
         for name, count in (("a", 200), ("b", 200))}
figures, findings, _ = run(twice)
check("the_same_twice_is_one", figures[DALE]["count"] == "200" and not findings, findings)
twice["returns/b.csv"] = twice["returns/b.csv"].replace(",200,", ",201,")
figures, findings, _ = run(twice)
check("two_that_differ_are_neither_shown_and_both_named", not figures[DALE]["count"] and figures[DALE_BEFORE]["count"] == "180"
      and len(findings) == 1 and findings[0].startswith("return-differs b.csv:6") and "a.csv line 6" in findings[0], findings)
figures, findings, _ = run({**twice, "returns/c.csv": twice["returns/a.csv"]})
check("a_third_does_not_decide", not figures[DALE]["count"], figures[DALE])

# Children: none of a year, fewer than mean anything, and no such file.
rows = "".join(f"{name},contacts,{period},,{count},,\n{name},threshold-met,{period},,{met},{count},{status}\n"
               for name, count, met, status in (("Moor", 90, 30, ""), ("City of London", 12, 6, ""), ("Dale", 200, 90, ""))
               for period in ("2022-23", "2023-24"))
figures, findings, page = run({"returns/all.csv": "# return: yes\n# definitions: 1\n" + HEAD + rows})
moor, city = ("Moor", "rates", "2023-24", ""), ("City of London", "rates", "2023-24", "")
check("without_children_of_the_year_there_is_a_count_and_no_rate", figures[moor]["count"] == "90" and not figures[moor]["value"]
      and figures[("Moor", "rates", "2022-23", "")]["value"] == "30"
      and any(line.startswith("population-missing") and "Moor" in line and "mid-2023" in line for line in findings), (figures[moor], findings))
check("850_children_have_no_rate_in_any_year_and_this_is_reported_once", not figures[city]["value"] and not figures[city]["lower"]
      and not figures[("City of London", "rates", "2022-23", "")]["value"]
      and sum(line.startswith("population-small") and "City of London" in line for line in findings) == 1, findings)
check("authorities_without_a_rate_are_in_no_median_or_funnel",
      figures[("Hill", "rates", "2023-24", "median of neighbours")]["base"] == "1" and "Funnel plot" not in page
      and "Median of 1 of 3 authorities" in page and "nan" not in re.findall(r"Median of \w+", page), re.findall(r"Median of [^<]*", page))
row = "".join(re.findall(r"<tr><th[^>]*>City of London</th><td>12</td><td>850</td>.*?</tr>", page))
check("a_rate_of_850_children_is_not_shown", row and row.count("[x]") >= 3, row)
figures, findings, _ = run({"children.csv": "council,2023\nDale,41000\n", "returns/dale.csv": RETURN.format("Dale") + HEAD + GOOD})
check("a_list_of_children_with_other_columns_is_refused_with_its_line", isinstance(figures, str) and "children.csv:1:" in figures
      and "la_name" in figures, figures)
figures, findings, _ = run({"returns/dale.csv": RETURN.format("Dale") + HEAD + GOOD + GOOD})
check("a_row_twice_is_refused_with_its_line", isinstance(figures, str) and "dale.csv:6" in figures, figures)
done()
