"""The words of the five councils' annual reports and board packs: no method, no mood, no noise told as a finding, and a number
with what it is of. Read from the HTML, sentence by sentence."""
import csv
import html
import os
import re
import subprocess
import tempfile

from councils import COUNCILS
from tap import check, done

program = os.environ["LADOSTAT_PROGRAM"]
NEVER = ("no clear change", "was the largest category", "were the largest categories", "came next", "next came", "a difference of",
         "significant", "slight", "sharply", "dramatic", "as many as", "worrying", "encouraging", "unfortunately", "remains high",
         "respectively", "(s)", "time to close", "time to conclude", "lies behind", "nan ")


def document(council, folder, template):
    out = f"{folder}/{council}-{template}"
    made = subprocess.run([program, "report", f"fixtures/{council}/profile.yaml", "--template", f"{template}.md", "--formats", "html,csv",
                           "--out", out], capture_output=True, text=True)
    if made.returncode:
        raise SystemExit(made.stderr)
    with open(f"{out}/figures.csv", encoding="utf-8-sig") as file:
        figures = list(csv.DictReader(file))
    with open(f"{out}/{template}.html", encoding="utf-8") as file:
        return file.read(), figures


def plain(text):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", "", text))).strip()


def paragraphs(page):
    """What is said in running text: no figures, tables, notes, sources or tiles."""
    page = re.sub(r"<header>.*?</header>", " ", page, flags=re.S)
    page = re.sub(r"<(figure|table|svg|style|script|nav|details|head)\b.*?</\1>", " ", page, flags=re.S)
    page = re.sub(r"<ul class=\"tiles\">.*?</ul>", " ", page, flags=re.S)
    found = re.findall(r"<(?:p|li)(?![^>]*class=\"(?:note|source|up|subtitle))[^>]*>(.*?)</(?:p|li)>", page, re.S)
    return [plain(one) for one in found if plain(one)]


def sentences(texts):
    return [one for text in texts for one in re.split(r"(?<=[.?]) (?=[A-Z‘])", text)]


def listed(page, heading):
    found = re.search(r"<h2[^>]*>" + heading + r".*?</h2>(.*?)<h2", page, re.S)
    return [plain(item) for item in re.findall(r"<li>(.*?)</li>", found.group(1), re.S)] if found else []


with tempfile.TemporaryDirectory() as folder:
    for council in COUNCILS:
        for template, chances in (("annual-report", 8), ("board-pack", 4)):
            page, figures = document(council, folder, template)
            name = f"{council} {template}"
            texts = paragraphs(page)
            said = sentences(texts)
            whole = plain(re.sub(r"<(style|script|head)\b.*?</\1>", " ", page, flags=re.S)).lower()
            check(f"no_clear_change_stands_nowhere: {name}", "no clear change" not in whole)
            wrong = [(word, one) for one in said for word in NEVER if word in one.lower()]
            check(f"no_word_of_method_or_mood_is_in_a_sentence: {name}", not wrong, wrong[:5])
            begun = [one for one in said if re.match(r"\d", one) and not one.startswith("20")]
            check(f"no_sentence_begins_with_a_numeral: {name}", not begun, begun[:5])
            agreed = [one for one in said if re.search(r"(?<![\d,.–-])\b1 (?!of |were |in |was |malicious)[a-z-]+s\b(?<!ss)", one)]
            check(f"one_is_singular: {name}", not agreed, agreed[:5])
            of_chance = [one for one in said if "chance" in one]
            check(f"chance_is_named_at_most_{chances}_times: {name}", len(of_chance) <= chances, of_chance)
            # Where a rise or fall is said, the figures have one: of the year, or of the years shown.
            moved = {row["signal"] for row in figures} & {"higher", "lower"}
            directed = [one for one in said if re.search(r"\b(up|down) from\b", one)]
            check(f"a_direction_stands_only_where_a_change_is_clear: {name}", moved or not directed, directed[:3])
            percents = {f"{float(row['percent']):.0f}%" for row in figures if row["percent"]}
            told = [one for one in said if re.search(r"\(\d+%\)", one) and not re.search(r"\d[\d,]* \(\d+%|\(\d+%\)", one)]
            check(f"a_percentage_has_its_count: {name}", not told and percents, told[:3])
            longest = [one for one in said if len(one.split()) > 45]
            check(f"no_sentence_is_endless: {name}", not longest, longest[:3])
            if template == "annual-report":
                points = listed(page, "Main points")
                check(f"main_points_are_three_to_six: {name}", 3 <= len(points) <= 6, points)
                # A figure with its brackets and years is read as one word.
                lengths = [len(re.sub(r"\([^)]*\)", "", point).split()) for point in points]
                check(f"a_main_point_is_read_at_once: {name}", all(n <= 42 for n in lengths), list(zip(lengths, points)))
            else:
                asked = listed(page, "Questions for the board")
                check(f"questions_have_a_finding_and_ask: {name}", 1 <= len(asked) <= 5
                      and (asked == ["The figures raise no question by themselves."]
                           or all(one.endswith("?") and re.search(r"\d", one) for one in asked)), asked)
done()
