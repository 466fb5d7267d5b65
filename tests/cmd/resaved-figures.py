"""Figures files as Excel saves them: 2022-04 has become Apr-22 and 2011-12 Dec-11, and both are read as they were; anything
that is not a period of its measure is refused with its line."""
import csv
import os
import re
import subprocess
import tempfile

from tap import check, done

PROGRAM = os.environ["LADOSTAT_PROGRAM"]
PROFILE = """authority: {{name: Test Council, short-name: Test, code: E00000000}}
report: {{year: {year}, years: 2}}
records: [{{file: contacts.csv, columns: {{id: Ref, received: Received, harm: Harm}}}}]
{figures}measures:
  - {{id: contacts, title: Contacts, kind: count}}
  - {{id: monthly, title: Contacts by month, kind: count, per: month}}
  - {{id: harm, title: Harm, kind: breakdown, by: [harm]}}
disclosure: {{suppress-below: 5{disclosure}}}
"""
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


class Council:
    def __init__(self, folder, first):
        self.folder, self.year = folder, f"{first}-{(first + 1) % 100:02}"
        os.mkdir(folder)
        days = [f"{1 + i % 28:02}/{1 + month:02}/{first + (month < 3)}" for month in range(12)
                for i in range([9, 8, 7, 3, 9, 8, 2, 8, 12, 9, 11, 14][month])]
        self.write("contacts.csv", "Ref,Received,Harm\n" + "".join(
            f"{i},{day},{'Sexual' if i % 30 == 0 else 'Physical'}\n" for i, day in enumerate(days)))

    def write(self, name, text):
        with open(os.path.join(self.folder, name), "w", encoding="utf-8") as file:
            file.write(text)

    def report(self, figures="", disclosure=""):
        self.write("profile.yaml", PROFILE.format(year=self.year, figures=figures, disclosure=disclosure))
        run = subprocess.run([PROGRAM, "report", os.path.join(self.folder, "profile.yaml"), "--formats", "csv"],
                             capture_output=True, text=True)
        if run.returncode:
            return run.returncode, run.stderr
        with open(os.path.join(self.folder, "out/figures.csv"), encoding="utf-8") as file:
            return 0, file.read()


def saved_by_excel(text):
    """What looks like a month to Excel is one, whatever it was; the rest stays."""
    rows = list(csv.reader(text.splitlines()))
    for row in rows[1:]:
        month = re.fullmatch(r"(\d\d)(\d\d)-(\d\d)", row[2])
        if month and 1 <= int(month[3]) <= 12:
            row[2] = f"{MONTHS[int(month[3]) - 1]}-{month[2]}"
    return "\n".join(",".join(f'"{cell}"' if "," in cell else cell for cell in row) for row in rows) + "\n"


def hidden(text):
    return {(row["measure"], row["period"], row["category"]) for row in csv.DictReader(text.splitlines()) if row["status"] == "c"}


with tempfile.TemporaryDirectory(prefix="figures-") as work:
    for first in (2022, 2011):
        council = Council(os.path.join(work, str(first)), first)
        status, before = council.report()
        resaved = saved_by_excel(before)
        check(f"{first}_excel_makes_months_of_periods", f"monthly,Apr-{first % 100}," in resaved
              and (first != 2011 or ",contacts,Dec-11," in resaved), resaved[:500])
        # So many more that every month could be shown, were it not for the edition before.
        with open(os.path.join(council.folder, "contacts.csv"), encoding="utf-8") as file:
            more = file.read() + "".join(f"{400 + i},{2 + i % 20:02}/{1 + i % 12:02}/{first + (i % 12 < 3)},Sexual\n" for i in range(96))
        council.write("contacts.csv", more)
        council.write("last.csv", before)
        told = [council.report(disclosure=", previous-release: last.csv")]
        council.write("last.csv", resaved)
        told.append(council.report(disclosure=", previous-release: last.csv"))
        check(f"{first}_figures_hidden_in_the_previous_edition_stay_hidden", not told[0][0] and hidden(before) <= hidden(told[0][1]),
              (hidden(before), told[0]))
        check(f"{first}_and_so_it_does_when_excel_has_saved_it", told[1] == told[0], told[1][1][:2000])

    council = Council(os.path.join(work, "earlier"), 2022)
    for name, period, measure in (("a_year_with_a_stroke", "2021/22", "contacts"), ("a_year_with_a_dash", "2021\u201322", "contacts"),
                                  ("a_year_in_four_digits", "21/22", "contacts"), ("a_month_of_excel", "Apr-21", "monthly"),
                                  ("a_month_in_words", "April 2021", "monthly")):
        council.write("earlier.csv", f"measure,period,count\n{measure},{period},77\n")
        status, text = council.report("figures: [earlier.csv]\n")
        check(f"{name}_is_read", status == 0 and f",{measure},{'2021-22' if measure == 'contacts' else '2021-04'},,,77," in text, text)
    for name, period, measure, words in (
            ("a_month_of_a_yearly_count", "Apr-21", "contacts", ":2: contacts is counted by year, and 2021-04 is not one; write it like 2022-23"),
            ("a_year_of_another_start", "2021", "contacts", ":2: contacts is counted by year, and 2021 is not one"),
            ("a_year_of_a_monthly_count", "2021-22", "monthly", ":2: monthly is counted by month, and 2021-22 is not one; write it like 2022-04"),
            ("what_is_no_period", "last year", "contacts", ":2:2: \"last year\" is not a period; write a year like 2022-23")):
        council.write("earlier.csv", f"measure,period,count\n{measure},{period},77\n")
        status, text = council.report("figures: [earlier.csv]\n")
        check(f"{name}_is_refused_at_its_line", status == 2 and "earlier.csv" + words in text, (status, text))
    council.write("earlier.csv", "measure,period,count\ncontacts,2021-22 Q1,77\ncontacts,Q1-Q2 2021/22,78\n")
    status, text = council.report("figures: [earlier.csv]\n")
    with open(os.path.join(council.folder, "out/data-quality.csv"), encoding="utf-8-sig") as file:
        found = [row for row in csv.DictReader(file) if row["rule"] == "figure-other-period"]
    check("quarters_of_a_yearly_count_are_for_the_quarterly_pack_and_reported", status == 0 and ",77," not in text and len(found) == 1, found)
    council.write("last.csv", "measure,period,count\ncontacts,Apr-22,7\n")
    status, text = council.report(disclosure=", previous-release: last.csv")
    with open(os.path.join(council.folder, "out/data-quality.csv"), encoding="utf-8-sig") as file:
        found = [row for row in csv.DictReader(file) if row["rule"] == "figure-period"]
    check("a_month_of_a_yearly_count_in_the_previous_edition_is_reported", status == 0 and len(found) == 1 and found[0]["line"] == "2", found)
done()
