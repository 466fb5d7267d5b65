"""What a report shows: each thing once, no more charts and tables than a reader can take in, every full table at the end.

For the five councils, and for random councils whose measures repeat one another in every known way."""
import csv
import html
import os
import random
import re
import shutil
import subprocess
import tempfile

import docx
from councils import COUNCILS
from tap import check, done

PROGRAM = os.environ["LADOSTAT_PROGRAM"]
ORDER = ["Main points", "Introduction", "Role and thresholds", "How many ", "What was alleged", "Who .* were about", "Where .* came from",
         "What came of ", "How quickly ", "Open ", "How we compare", "The voice of the child", "Partnership and training", "Feedback",
         "Quality assurance", "Further figures", "Progress on last year's actions", "Next steps", "Conclusion", "About these figures",
         "Appendix: tables", "Technical annex"]

# What the technical annex calls a method, and the rows of figures.csv that are made by it.
METHODS = {"log-linear Poisson regression": "yearly rate of change", "Kaplan-Meier": "estimated", "an XmR chart": "control limits",
           "a funnel plot": "99.8% limits"}


def plain(text):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", "", text))).strip()


def report(profile, out):
    made = subprocess.run([PROGRAM, "report", profile, "--formats", "html,csv", "--out", out], capture_output=True, text=True)
    if made.returncode:
        raise SystemExit(made.stderr)
    with open(f"{out}/figures.csv", encoding="utf-8-sig") as file:
        figures = list(csv.DictReader(file))
    with open(f"{out}/annual-report.html", encoding="utf-8") as file:
        page = re.sub(r"<(style|script|head|nav)\b.*?</\1>", " ", file.read(), flags=re.S)
    return re.sub(r"<details.*?</details>", " ", page, flags=re.S), figures


def captions(page):
    return [plain(one) for one in re.findall(r"<(?:figcaption|caption)\b.*?</(?:figcaption|caption)>", page, re.S)]


def budget(figures, year):
    """Charts by the years that have a count or share of the council's own records."""
    years = {row["period"] for row in figures if re.fullmatch(r"\d{4}-\d\d", row["period"]) and row["count"] and row["status"] != "s"}
    return 8 if len(years) > 2 else 6 if len(years) == 2 else 4


def check_page(name, page, figures):
    body, _, end = page.partition('<h2 id="appendix-tables">')
    shown = captions(body)
    charts = [one for one in shown if one.startswith("Figure ")]
    strips = re.findall(r'<div class="strip">.*?</div>\s*(?=<)', body, re.S)
    used = len(charts) - sum(max(len(re.findall("<figcaption", strip)) - 1, 0) for strip in strips)
    check(f"charts_are_no_more_than_are_looked_at: {name}", used <= budget(figures, None), charts)
    tables = [one for one in shown if re.match(r"Table \d", one) and "Actions with owner" not in one]
    check(f"the_body_has_three_tables_of_figures_at_most: {name}", 1 <= len(tables) <= 3, tables)
    headings = [(int(level), plain(words)) for level, words in re.findall(r"<h([23])\b[^>]*>(.*?)</h\1>", page, re.S)]
    seconds = [words for level, words in headings if level == 2]
    places = [next((i for i, begin in enumerate(ORDER) if re.match(begin, words)), -1) for words in seconds]
    check(f"sections_are_in_the_order_of_a_report: {name}", -1 not in places and places == sorted(set(places)), seconds)
    repeated = [(two, three) for (_, two), (level, three) in zip(headings, headings[1:]) if level == 3 and two.lower() == three.lower()]
    check(f"no_heading_says_what_the_one_above_it_says: {name}", not repeated, repeated)
    hollow = re.findall(r"<h2\b[^>]*>([^<]*)</h2>\s*(?:<p class=\"up\">.*?</p>\s*)?(?=<h2|</main)", page, re.S)
    check(f"no_heading_has_nothing_below_it: {name}", not hollow, hollow)
    said = [plain(one) for one in re.findall(r"<p>(.*?)</p>", body, re.S)]
    twice = [one for one in set(said) if one and said.count(one) > 1]
    check(f"no_paragraph_appears_twice: {name}", not twice, twice)
    numbered = re.findall(r"Table (A\d+): ", " ".join(captions(end)))
    check(f"the_tables_at_the_end_are_numbered_on: {name}", numbered == [f"A{i + 1}" for i in range(len(numbered))] and numbered, numbered)
    seen = re.findall(r"\(Table (A\d+)\)", " ".join(captions(page)))
    check(f"a_chart_leads_to_a_table_that_is_there: {name}", seen and set(seen) <= set(numbered), seen)
    check(f"its_number_stays_beside_the_word: {name}", not re.search(r"\(Table[ \n]", page) and not re.search(r"\d \[p\]", page))
    annex = plain(end.partition('<h2 id="technical-annex">')[2])
    made = {method for method, label in METHODS.items() if any(label in row["category"] + row["part"] for row in figures)}
    check(f"the_annex_explains_the_methods_that_were_used_and_no_others: {name}", {method for method in METHODS if method in annex} == made, made)
    return end


def check_appendix(name, end, figures, profile):
    """Each count of a yearly breakdown, count or share of the year reported is in some table at the end."""
    with open(profile, encoding="utf-8") as file:
        text = file.read()
    apart = set(re.findall(r"id: ([\w-]+),(?=[^{}]*(?:per: |kind: supplied|kind: benchmark|kind: curve|by: \[[^\]]*,|around: ))", text))
    apart |= {row["measure"] for row in figures if row["measure"].startswith("return-") or "around" in row["part"]}
    apart |= {one for one in re.findall(r"- id: ([\w-]+)", text)}
    last = max(row["period"] for row in figures if re.fullmatch(r"\d{4}-\d\d", row["period"]))
    cells = {plain(cell).replace(",", "") for cell in re.findall(r"<td\b.*?</td>", end, re.S)}
    lost = [(row["measure"], row["category"], row["count"]) for row in figures if row["period"] == last and row["measure"] not in apart
            and row["category"] and not row["part"] and row["count"] and row["status"] != "s" and row["count"] not in cells
            and not (row["base"] and str(int(row["base"]) - int(row["count"])) in cells)  # what a share leaves
            and not re.search("of the (months|quarters)|all (months|quarters)|busiest|of concluded", row["category"] + row["part"])]
    check(f"every_number_of_a_category_is_in_a_table_at_the_end: {name}", not lost, lost[:10])


def check_tables(name, page):
    """No column of a table is empty but for [x], and no table says three notes again that the table before it has said."""
    empty, again, before = [], [], set()
    for part in page.split("<table")[1:]:
        rows = [[plain(cell) for cell in re.findall(r"<td\b.*?</td>", row, re.S)] for row in re.findall(r"<tr>.*?</tr>", part, re.S)]
        rows = [row for row in rows if row]
        for column in zip(*rows) if len({len(row) for row in rows}) == 1 else []:
            if set(column) <= {"", "[x]"} and "[x]" in column and len(column) > 1:
                empty.append((plain(part)[:60], column))
        notes = {plain(note) for note in re.findall(r"<p class=\"note\">(.*?)</p>", part, re.S)}
        again += [(plain(part)[:60], sorted(notes & before))] if len(notes & before) > 2 else []
        before = notes
    check(f"no_column_has_only_what_is_not_available: {name}", not empty, empty)
    check(f"no_table_repeats_the_notes_of_the_one_before: {name}", not again, again)


# Every way in which one measure says what another has said, each behind the one that says it.
REPEATS = """authority: {name: Test Council, short-name: Test, code: E00000000}
report: {year: 2023-24, years: YEARS, as-at: 2024-06-30}
records:
  - file: contacts.csv
    columns: {id: Ref, received: Received, closed: Closed, stage: Stage, harm: Harm, sector: Sector, outcome: Outcome}
codes: codes.csv
populations:
  - {id: met, words: referrals, where: [{field: stage, is: [Referral]}]}
  - {id: same, words: contacts that were referred, where: [{field: stage, is-not: [Advice, Closed]}, {field: stage, is: [Referral, Advice]}]}
  - {id: rest, words: contacts that needed no referral, where: [{field: stage, is: [Advice, Closed]}]}
  - {id: harmed, words: contacts about physical harm, where: [{field: harm, is: [Physical]}]}
measures:
  - {id: contacts, title: Contacts, kind: count}
  - {id: again, title: Contacts again, kind: count}
  - {id: met, title: Referrals, kind: share, in: met}
  - {id: same, title: Referred, kind: share, in: same}
  - {id: rest, title: Not referred, kind: share, in: rest}
  - {id: harm, title: Harm, kind: breakdown, by: [harm]}
  - {id: harm-of-known, title: Harm of those known, kind: breakdown, by: [harm], leave-out: [Not recorded]}
  - {id: harm-of-some, title: Harm of those harmed, kind: breakdown, of: harmed, by: [harm]}
  - {id: sector, title: Sectors, kind: breakdown, by: [sector]}
  - {id: outcomes, title: Outcomes, kind: breakdown, of: met, by: [outcome]}
  - {id: time, title: Times, kind: timeliness, within: [4 weeks, 3 months], target: [80, 90]}
  - {id: own, title: Times against our own targets, kind: timeliness, within: [4 weeks, 3 months], target: [60, 70]}
  - {id: load, title: Caseload, kind: caseload}
disclosure: {suppress-below: 0}
"""
FIELDS = {"stage": ["Advice", "Referral", "Closed"], "harm": ["Physical", "Sexual", "Neglect", "Emotional"],
          "sector": ["Education", "Health", "Police", "Faith", "Sport"], "outcome": ["Substantiated", "Unfounded"]}


def made_by_chance(chance, folder):
    os.mkdir(folder)
    years = chance.choice([1, 2, 3, 5])
    weights = {name: [chance.choice([1, 1, 2, 6]) for _ in values] for name, values in FIELDS.items()}
    rows = ["Ref,Received,Closed,Stage,Harm,Sector,Outcome"]
    for i in range(chance.choice([60, 200, 500]) * years):
        year, month, day = chance.randint(2024 - years, 2023), chance.randint(4, 12), chance.randint(1, 28)
        cells = {name: chance.choices(FIELDS[name], weights[name])[0] for name in FIELDS}
        closed = f"{day:02}/{chance.randint(1, 5):02}/{year + 1}" if cells["stage"] != "Referral" or chance.random() < 0.8 else ""
        rows.append(f"{i},{day:02}/{month:02}/{year},{closed}," + ",".join(
            cells[name] if name != "outcome" or (closed and cells["stage"] == "Referral") else "" for name in FIELDS))
    for name, text in (("contacts.csv", "\n".join(rows) + "\n"), ("profile.yaml", REPEATS.replace("YEARS", str(years))),
                       ("codes.csv", "field,category\n" + "".join(f"{f},{c}\n" for f, cs in FIELDS.items() for c in cs))):
        with open(f"{folder}/{name}", "w", encoding="utf-8") as file:
            file.write(text)
    return f"{folder}/profile.yaml"


def check_beside(work):
    """Few bars of outcomes stand to the right of the words that they show, in every format."""
    out = f"{work}/beside"
    subprocess.run([PROGRAM, "report", "fixtures/leicester/profile.yaml", "--formats", "html,docx,pdf", "--out", out], check=True,
                   capture_output=True)
    with open(f"{out}/annual-report.html", encoding="utf-8") as file:
        page = file.read()
    for width in re.findall(r'<div class="beside (\w+)"', page):
        check(f"the_width_{width}_of_a_chart_beside_words_is_one_that_the_style_knows", f".{width} {{ --chart: {width[2:]}mm; }}" in page, width)
    pair = re.search(r'<div class="beside[^"]*".*?</figure>\s*</div>', page, re.S).group()
    check("words_come_before_the_chart_beside_them", re.match("Of the 205 contacts taken further, 181 .* Figure 6: ", plain(pair)), plain(pair))
    tables = [table for table in docx.Document(f"{out}/annual-report.docx").tables if table.style.name == "Strip Table"]
    pairs = [[cell.text for cell in table.rows[0].cells] for table in tables]
    check("in_word_they_are_two_cells", any(left.startswith("Of the 205") and right.startswith("Figure 6: ") for left, right in pairs), pairs)
    boxes = subprocess.run(["pdftotext", "-bbox", f"{out}/annual-report.pdf", "-"], check=True, capture_output=True, text=True).stdout
    places = [(float(x), float(y), word) for x, y, word in re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)".*?>([^<]*)</word>', boxes)]
    chart = next(place for place, after in zip(places, places[1:]) if place[2] == "Figure" and after[2] == "6:")
    words = [place for place, one, two in zip(places, places[1:], places[2:]) if (place[2], one[2], two[2]) == ("Of", "the", "205")][-1]
    check("in_the_pdf_they_begin_at_one_height", chart[0] > words[0] + 100 and abs(chart[1] - words[1]) < 3, (chart, words))


def check_own_sentences(work):
    """What is supplied is told in the profile's own sentences; its table stands at the end."""
    profile = "fixtures/leicester/profile.yaml"
    page, _ = report(profile, f"{work}/told")
    body, _, end = page.partition('<h2 id="appendix-tables">')
    check("a_sentence_of_the_profile_has_its_numbers", "<p>The survey of agencies drew 37 responses. Of those who answered, 93% said" in body)
    check("the_two_in_front_have_their_earlier_shares", "education services (94, 24%); in 2022-23 their shares were 38% and 27%." in plain(body))
    check("a_limit_that_did_not_move_comes_after_the_one_that_did", "the first clear fall in the five years; within 4 weeks it was 68% then." in plain(body))
    somerset = plain(report("fixtures/somerset/profile.yaml", f"{work}/closing")[0])
    check("a_closing_sentence_comes_after_the_last_one", "more than any other source. No other group changed by more than chance" in somerset)
    titles = "Feedback from agencies" in " ".join(captions(body)), "Feedback from agencies" in " ".join(captions(end))
    check("and_its_table_stands_at_the_end", titles == (False, True), titles)
    with open(profile, encoding="utf-8") as file:
        text = file.read()
    for name, old, new, says in (("a_name_without_a_figure", "{Responses}", "{Replies}", "{Replies}: it has no figure with that name"),
                                 ("a_brace_that_stays_open", "{Responses}", "{Responses", "it has no figure with that name")):
        wrong = f"{work}/{name}"
        shutil.copytree("fixtures/leicester", wrong)
        with open(f"{wrong}/profile.yaml", "w", encoding="utf-8") as file:
            file.write(text.replace(old, new))
        ran = subprocess.run([PROGRAM, "report", f"{wrong}/profile.yaml", "--out", f"{wrong}/out"], capture_output=True, text=True)
        line = ran.stderr.strip().splitlines()[-1]
        check(f"{name}_is_reported_with_its_place", ran.returncode == 2 and re.search(r"profile.yaml:\d+:\d+: feedback: says: ", line) and says in line,
              ran.stderr)


with tempfile.TemporaryDirectory() as work:
    check_beside(work)
    check_own_sentences(work)
    for council in COUNCILS:
        profile = f"fixtures/{council}/profile.yaml"
        page, figures = report(profile, f"{work}/{council}")
        check_appendix(council, check_page(council, page, figures), figures, profile)
        check_tables(council, page)
    for number in range(12):
        profile = made_by_chance(random.Random(number), f"{work}/{number}")
        page, figures = report(profile, f"{work}/{number}/out")
        name = f"council {number} by chance"
        check_appendix(name, check_page(name, page, figures), figures, profile)
        keys = re.search(r"<caption[^>]*>(?:(?!</caption>).)*Key measures.*?</table>", page, re.S).group()
        rows = [plain(row) for row in re.findall(r"<th scope=\"row\"[^>]*>(.*?)</th>", keys, re.S)]
        check(f"a_count_a_share_and_its_rest_appear_once: {name}",
              rows == ["Contacts received", "Referrals, % of contacts", "Closed within 4 weeks, %", "Closed within three months, %"], rows)
        targets = re.search(r"<caption[^>]*>(?:(?!</caption>).)*the targets.*?</table>", page, re.S)
        heads = plain(targets.group()) if targets else "no table of targets"
        check(f"the_same_times_have_both_their_targets: {name}", "Our own targets" in heads and "80%" in heads and "60%" in heads, heads)
        words = plain(page)
        check(f"nothing_is_said_twice: {name}", not re.search("were referred|of the contacts about physical harm", words)
              and words.count("needed no referral") <= 2, words)  # once in the summary, once in the body
        tiles = [plain(one) for one in re.findall(r"<li>(.*?)</li>", re.search(r'<ul class="tiles">.*?</ul>', page, re.S).group(), re.S)]
        check(f"no_tile_is_another_one: {name}", len(set(tiles)) == len(tiles) > 1, tiles)
        titles = " ".join(captions(page))
        check(f"only_other_percentages_have_a_table_of_their_own: {name}",
              "Harm of those known" in titles and "Harm of those harmed" not in titles and "against our own" not in titles, titles)
done()
