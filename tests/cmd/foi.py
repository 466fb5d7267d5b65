"""The answer to the usual request for information: five years by sector and by phase, and the outcomes. Years without figures
are reported, and no table is of months, of one year's cross-table or of anything not counted from the records."""
import html
import os
import re
import subprocess
import tempfile

from tap import check, done

program = os.environ["LADOSTAT_PROGRAM"]
# Council: years with figures, years without, a table by sector and one of its rows, tables that have no place here.
COUNCILS = {
    "leicester": ("2019-20, 2020-21, 2021-22, 2022-23 and 2023-24", "", "Who contacts are about", "IFA foster carers",
                  ["Staff beside the number of contacts", "Feedback from agencies"]),
    "somerset": ("2022-23 and 2023-24", "2019-20, 2020-21 and 2021-22", "School staff by phase", "Primary",
                 ["Notifications by month", "School staff by phase and role"]),
    "bromley": ("2022-23", "2018-19, 2019-20, 2020-21 and 2021-22", "Referrals from employment sectors", "Foster carers",
                ["Contacts by quarter"]),
    "milton-keynes": ("2020-21, 2021-22 and 2022-23", "2018-19 and 2019-20", "Allegations according to agency", "School - Primary",
                      ["Contacts by month", "Staff beside the number of contacts"]),
    "birmingham": ("2022-23 and 2023-24", "2019-20, 2020-21 and 2021-22", "Referrals by sector", "Early years",
                   ["Consultations and referrals month by month"]),
}


def number(text):
    return int(text.replace(",", "")) if re.fullmatch(r"[\d,]+", text) else None


def wrong_sums(table):
    """Rows whose last column is not the sum of their years, by the columns' headings; how many are right."""
    head, body = table.split("<tbody>")
    rows = [[(words(cell[1]).strip(), cell[0]) for cell in re.findall(r"<th([^>]*)>(.*?)</th>", row, re.S)]
            for row in re.findall(r"<tr.*?</tr>", head, re.S)]
    if rows[0][-1][0] != "All years":
        return [], 0
    under, columns = [name for name, _ in rows[-1]], []
    for name, attributes in rows[0][1:]:
        if 'scope="colgroup"' in attributes:
            wide = int((re.search(r'colspan="(\d+)"', attributes) or [0, 1])[1])
            columns += [heading if re.match(r"\d{4}", name) else "" for heading in under[:wide]]
            under = under[wide:]
        else:
            columns.append("Count" if re.match(r"\d{4}", name) else name)
    wrong, right = [], 0
    for row in re.findall(r"<tr.*?</tr>", body, re.S):
        cells = [words(cell).strip() for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.S)]
        counts = [cell for name, cell in zip(columns, cells) if name == "Count"]
        if cells[-1] and cells[-1] != (next((cell for cell in counts if number(cell) is None), None)
                                       or f"{sum(map(number, counts)):,}"):
            wrong.append((counts, cells))
        right += number(cells[-1]) is not None
    return wrong, right


def words(text):
    text = re.sub(r"<style.*?</style>|</?span[^>]*>", "", text, flags=re.S)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", text)))


with tempfile.TemporaryDirectory() as folder:
    for council, (there, missing, title, row, without) in COUNCILS.items():
        made = subprocess.run([program, "report", f"fixtures/{council}/profile.yaml", "--template", "foi.md",
                               "--formats", "html,pdf,docx", "--out", f"{folder}/{council}"], capture_output=True, text=True)
        check(f"it_is_made: {council}", made.returncode == 0 and os.path.exists(f"{folder}/{council}/foi.docx"), made.stderr)
        with open(f"{folder}/{council}/foi.html", encoding="utf-8") as file:
            page = file.read()
        text = words(page)
        check(f"about_names_only_what_is_shown: {council}", "All figures are counted from the case records" in text and "supplied the others" not in text
              and "Not available this year" not in text and "No whole number" not in text and "mid-year estimates" not in text, text[-1500:])
        sentence = f"There are figures of {there}" + (f", and none here of {missing}." if missing else ".")
        check(f"it_says_which_of_five_years_it_has: {council}", sentence in text, text[:900])
        check(f"it_says_whether_phase_is_recorded: {council}",
              ("phase of school is recorded" in text) == (council == "somerset")
              and ("phase of school is not recorded by itself" in text) == (council != "somerset"))
        tables = {words(re.search(r"<caption.*?</caption>", table, re.S).group()).strip(): table
                  for table in re.findall(r"<table.*?</table>", page, re.S) if "<caption" in table}
        sums = [wrong_sums(table) for table in tables.values()]
        check(f"all_years_are_the_sum_of_the_years_and_hidden_where_one_is: {council}",
              not any(wrong for wrong, _ in sums) and sum(right for _, right in sums) >= (0 if council == "bromley" else 8), sums)
        check(f"years_separated_by_a_break_are_not_summed: {council}",
              all(not right for (caption, table), (_, right) in zip(tables.items(), sums) if "Break in series" in page.split(table)[1][:3000].split("<table")[0]))
        table = next((table for caption, table in tables.items() if title in caption), "")
        years = re.findall(r"\d{4}-\d\d", there)
        check(f"the_table_by_sector_or_phase_has_every_year_and_row: {council}",
              years and all(year in words(table) for year in years) and row in words(table), sorted(tables))
        check(f"measures_not_by_year_are_absent: {council}", not [t for t in without if t in text])
        notes = [words(note).strip() for note in re.findall(r'<p class="note">(.*?)</p>', page, re.S)]
        general = [note for note in notes if re.match("Change is |All years is |Percentages may not add ", note)]
        about = text.partition(" About these figures ")[2]
        check(f"what_columns_hold_is_explained_once: {council}", not general and ("Change is the difference" in about) == ("Columns." in about)
              and (council == "bromley" or text.count("Change is the difference in count from the year before.") == 1), general)
        printed = subprocess.run(["pdftotext", f"{folder}/{council}/foi.pdf", "-"], capture_output=True, text=True).stdout
        check(f"the_foot_of_its_pages_is_complete: {council}", "\u2026" not in printed and "..." not in printed, printed[-300:])
        check(f"no_table_is_said_to_differ_from_one_of_fewer_cases: {council}", "its row in" not in text)
        check(f"small_numbers_are_mentioned_if_hidden: {council}",
              ("Small numbers are not shown" in text) == (council == "birmingham"))
done()
