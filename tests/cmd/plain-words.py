"""The words of annual reports and board packs, sentence by sentence, against EDITORIAL's rules: of the five councils, of ten
random ones, and of one whose categories have long names. A direction that no figure's test found is a fault, and so is a
sentence that nobody could read aloud."""
import csv
import html
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

from councils import COUNCILS
from tap import check, done

ROOT = pathlib.Path(os.environ["LADOSTAT_ROOT"])
sys.path.insert(0, str(ROOT / "tests/attack"))
import importlib.util  # noqa: E402

# The attack's councils, which are another module of the name.
spec = importlib.util.spec_from_file_location("made_councils", ROOT / "tests/attack/councils.py")
made_councils = importlib.util.module_from_spec(spec)
spec.loader.exec_module(made_councils)

PROGRAM = os.environ["LADOSTAT_PROGRAM"]
NEVER = ("no clear change", "was the largest category", "were the largest categories", "came next", "a difference of", "significant",
         "slight", "sharply", "dramatic", "as many as", "worrying", "encouraging", "unfortunately", "remains high", "respectively",
         "(s)", "time to close", "time to conclude", "lies behind", "nan ", " cases ", "compared to", "n't ", " eg ", "nearly all",
         "vast majority")
MOST_WORDS, COUNTED = 30, re.compile(r"(?<![\d.,])\d[\d,]*(?![\d,]*[-%\d])")


def made(profile, template, out):
    run = subprocess.run([PROGRAM, "report", profile, "--template", f"{template}.md", "--formats", "html,csv", "--out", out],
                         capture_output=True, text=True)
    if run.returncode:
        raise SystemExit(run.stderr)
    with open(f"{out}/figures.csv", encoding="utf-8-sig") as file:
        figures = list(csv.DictReader(file))
    with open(f"{out}/{template}.html", encoding="utf-8") as file:
        return file.read(), figures


def plain(text):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", "", text))).strip()


def running_text(page):
    """The document without exhibits, contents, tiles and what stands at the back about the figures."""
    page = re.sub(r"<(figure|table|svg|style|script|nav|details|head|header)\b.*?</\1>", " ", page, flags=re.S)
    page = re.sub(r"<ul class=\"tiles\">.*?</ul>", " ", page, flags=re.S)
    return re.split(r"<h[23][^>]*>(?:Notes on the figures|About these figures|How far the figures)", page)[0]


def paragraphs(page):
    found = re.findall(r"<(?:p|li)(?![^>]*class=\"(?:note|source|up|subtitle|cover))[^>]*>(.*?)</(?:p|li)>", page, re.S)
    texts = [plain(one) for one in found]
    return [one for one in texts if one and not re.match(r"\d+ \w+ \d{4} to \d+ \w+ \d{4}", one)]


def sentences(text):
    return re.split(r"(?<=[.?]) (?=[A-Z‘])", text)


def listed(page, heading, of="li"):
    found = re.search(r"<h[23][^>]*>" + heading + r".*?</h[23]>(.*?)(?:<h[23]|$)", page, re.S)
    return [plain(item) for item in re.findall(rf"<(?:{of})>(.*?)</(?:{of})>", found.group(1), re.S)] if found else []


class Signals:
    """What the tests found, by direction: the earlier values that a figure is up or down from."""

    def __init__(self, figures, year):
        self.was, by_place = {"up": set(), "down": set()}, {(f["measure"], f["period"], f["category"], f["part"]): f for f in figures}
        for figure in figures:
            way = {"higher": "up", "lower": "down"}.get(figure["signal"])
            if not way or figure["period"] != year:
                continue
            since = re.match(r"since (\S+)$", figure["part"])
            before = since.group(1) if since else self.year_before(year)
            category = "" if figure["category"] == "yearly rate of change" else figure["category"]
            earlier = by_place.get((figure["measure"], before, category, "" if since else figure["part"]))
            if earlier:
                self.was[way] |= {(before, number) for number in self.printed(earlier)}

    @staticmethod
    def year_before(year):
        first = int(year[:4]) - 1
        return str(first) if len(year) == 4 else f"{first}-{(first + 1) % 100:02}"

    @staticmethod
    def printed(figure):
        if figure["count"]:
            yield f"{int(figure['count']):,}"
        if figure["percent"]:
            percent = float(figure["percent"])
            yield from (f"{int(percent + 0.5)}%", f"{int(percent * 10 + 0.5) / 10:.1f}%")

    def disagreeing(self, text):
        """The directions of a text that no figure has."""
        for way, number, _, year in re.findall(r"\b(up|down) from ([\d,.]+%?)(?: \(([\d.]+%)\))? in (\d{4}(?:-\d\d)?)", text):
            if (year, number) not in self.was[way]:
                yield way, number, year


def unbased(said, year):
    """The sentences with a percentage of the year that neither they nor the three before them count."""
    counted = [bool(COUNTED.search(re.sub(r"\d{4}(-\d\d)?|\d+ (weeks|months|days)", "", one))) for one in said]
    for place, one in enumerate(said):
        others = re.search(r"\d{4}(-\d\d)?", one) and year not in one
        if re.search(r"\d%", one) and not others and not any(counted[max(0, place - 3):place + 1]):
            yield one


def check_words(name, page, figures, year, written=()):
    page = running_text(page)
    texts = [one for one in paragraphs(page) if one not in written]
    said = [one for text in texts for one in sentences(text) if one not in written]
    wrong = [(word, one) for one in said for word in NEVER if word in f" {one.lower()} "]
    check(f"no_word_of_method_or_mood_is_in_a_sentence: {name}", not wrong, wrong[:5])
    begun = [one for one in said if re.match(r"\d", one)]
    check(f"no_sentence_begins_with_a_numeral: {name}", not begun, begun[:5])
    agreed = [one for one in said if re.search(r"(?<![\d,.–-])\b1 (?!of |were |in |was |malicious|as )[a-z-]+s\b(?<!ss)", one)]
    check(f"one_is_singular: {name}", not agreed, agreed[:5])
    long = [(len(one.split()), one) for one in said if len(one.split()) > MOST_WORDS]
    check(f"no_sentence_is_longer_than_thirty_words: {name}", not long, long[:5])
    signals = Signals(figures, year)
    found = [(*fault, text) for text in texts for fault in signals.disagreeing(text)]
    check(f"a_direction_is_one_that_a_test_found: {name}", not found, found[:5])
    moved = any(signals.was.values())
    loose = [one for one in said if re.search(r"\b(rose|fell|more|fewer|larger|smaller) .* than in \d{4}|\b(rose|fell) from\b", one)]
    check(f"nothing_rose_or_fell_where_nothing_moved: {name}", moved or not loose, loose[:3])
    bare = list(unbased(said, year))
    check(f"a_percentage_has_its_count: {name}", not bare, bare[:5])
    leads = [one for one in said if re.search(r"‘Other’ (?:made|followed)|(?:most often about|from|concerned) ‘Other’ \(|"
                                              r"(?:Not recorded|Ongoing)[^.]*more than any other", one)]
    check(f"no_residual_category_leads: {name}", not leads, leads[:3])
    body = re.sub(r"<h2[^>]*>Summary.*?<h2", "<h2", page, flags=re.S)
    body = re.sub(r"<h[23][^>]*>(?:Main points|What changed|Questions for the board).*?(?=<h[23])", "<h2", body, flags=re.S)
    repeated = [one for one in paragraphs(body) if paragraphs(body).count(one) > 1]
    check(f"no_paragraph_appears_twice: {name}", not repeated, repeated[:3])
    return said


def check_points(name, page, has_outcome):
    points = listed(page, "Main points")
    check(f"main_points_are_four_to_six: {name}", 4 <= len(points) <= 6, points)
    long = [point for point in points if len(point.split()) > MOST_WORDS or len(sentences(point)) > 1]
    check(f"a_main_point_is_one_sentence_of_thirty_words: {name}", not long, long)
    check(f"a_main_point_has_a_number: {name}", all(re.search(r"\d", point) for point in points), points)
    if has_outcome:
        check(f"a_main_point_is_an_outcome: {name}", any("substantiated" in point for point in points), points)


def check_questions(name, page):
    asked = listed(page, "Questions for the board", "li|p")
    check(f"questions_have_a_finding_and_ask: {name}", 3 <= len(asked) <= 5 and len(set(asked)) == len(asked)
          and all(one.endswith("?") and re.search(r"\d", one) and len(sentences(one)) == 2 for one in asked), asked)


def narrative_of(council):
    """What a person wrote, which is theirs."""
    texts = " ".join(path.read_text() for path in (ROOT / "fixtures" / council / "narrative").glob("*.md"))
    lines = [plain(re.sub(r"^[-#\s]+", "", line)) for line in texts.splitlines()]
    return set(lines) | {one for line in re.split(r"\n\s*\n", texts) for one in sentences(plain(line.replace("\n", " ")))} | {
        plain(line.replace("\n", " ")) for line in re.split(r"\n\s*\n", texts)}


def check_council(council, folder):
    written = narrative_of(council)
    for template, chances in (("annual-report", 8), ("board-pack", 4)):
        page, figures = made(ROOT / f"fixtures/{council}/profile.yaml", template, f"{folder}/{council}-{template}")
        name, year = f"{council} {template}", re.search(r"(?:report|pack) (\d{4}(?:-\d\d)?)", plain(page)).group(1)
        check_words(name, page, figures, year, written)
        whole = plain(re.sub(r"<(style|script|head)\b.*?</\1>", " ", page, flags=re.S)).lower()
        check(f"no_clear_change_is_never_printed: {name}", "no clear change" not in whole)
        of_chance = [one for text in paragraphs(page) for one in sentences(text) if "chance" in one]
        check(f"chance_is_mentioned_at_most_{chances}_times: {name}", len(of_chance) <= chances, of_chance)
        if template == "annual-report":
            check_points(name, page, any(figure["category"] == "Substantiated" for figure in figures))
        else:
            check_questions(name, page)


LONG = ["Adults who work in an independent or non-maintained special school that takes children from several councils",
        "Volunteers and unpaid helpers of clubs, uniformed groups and holiday schemes run by a faith body or charity",
        "Staff of a supported lodging, semi-independent home or other place for young people aged sixteen and over",
        "People employed by an agency to drive children with special educational needs to school and to respite care"]


def long_names(folder):
    """40 categories of a field, each with a name of a dozen words and more."""
    chance = random.Random(40)
    names = [f"{text} ({chance.choice(['north', 'south', 'east', 'west'])} area {i // 4 + 1})" for i, text in enumerate(LONG * 10)]
    rows = []
    for year in (2022, 2023):
        for i in range(900):
            name = names[0] if chance.random() < 0.15 * (year - 2021) else chance.choice(names)
            rows.append((f"R{year}{i}", f"{year}-{chance.randint(4, 12):02}-{chance.randint(1, 28):02}", name, chance.choice(names[:5])))
    folder.mkdir()
    (folder / "profile.yaml").write_text(
        "authority: {name: Test Council, short-name: Test, code: E00000000}\nreport: {year: 2023-24, years: 2}\nrecords:\n"
        "  - {file: contacts.csv, columns: {id: I, received: D, sector: S, source: F}}\ncodes: codes.csv\nmeasures:\n"
        "  - {id: contacts, title: Contacts, kind: count}\n  - {id: sector, title: Sector, kind: breakdown, by: [sector]}\n"
        "  - {id: source, title: Source, kind: breakdown, by: [source]}\n  - {id: months, title: Months, kind: count, per: month}\n")
    with open(folder / "codes.csv", "w", newline="") as file:
        csv.writer(file).writerows([("field", "category", "part", "value"), *(("sector", n, "", "") for n in names),
                                    *(("source", n, "", "") for n in names[:5])])
    with open(folder / "contacts.csv", "w", newline="") as file:
        csv.writer(file).writerows([("I", "D", "S", "F"), *rows])
    return folder / "profile.yaml"


def check_made(name, profile, year, folder):
    for template in ("annual-report", "board-pack"):
        page, figures = made(profile, template, f"{folder}/out-{template}")
        check_words(f"{name} {template}", page, figures, str(year))
        said, asked = running_text(page), listed(page, "Questions")
        check(f"what_sums_up_the_year_says_something: {name} {template}",
              listed(page, "Main points") if template == "annual-report" else re.search(r"In short\.</strong> \w", page), said)
        check(f"no_finding_is_asked_about_twice: {name} {template}", len({one[:35] for one in asked}) == len(asked), asked)
        hidden = {f["measure"] for f in figures if f["period"] == str(year) and f["status"] == "c"}
        missing = re.search(r"Not available this year:</strong>(.*?)</p>", page)
        check(f"what_is_hidden_is_not_called_missing: {name} {template}", not (missing and "contacts" in hidden and " contacts" in missing[1]),
              missing and missing[1])


def check_busy_year(folder):
    """A year with twice the contacts in every month, some in several categories, of which there are more than a sentence holds."""
    harms = [*["Physical"] * 5, "Physical;Neglect", "Sexual", "Emotional", "Conduct", "Online", "Money", "Home"]
    months = [(year + (month < 4), month, count + month % 2) for year, count in ((2022, 10), (2023, 20)) for month in (*range(4, 13), 1, 2, 3)]
    folder.mkdir()
    (folder / "profile.yaml").write_text(
        "authority: {name: Test Council, short-name: Test, code: E00000000}\nreport: {year: 2023-24, years: 2}\nrecords:\n"
        "  - {file: contacts.csv, columns: {received: D, harm: H}}\nfields: [{field: harm, separator: ;}]\n"
        "measures:\n  - {id: months, title: Months, kind: count, per: month}\n  - {id: harm, title: Harm, kind: breakdown, by: [harm]}\n")
    rows = [(f"{year}-{month:02}-{1 + i:02}", harms[i % 12]) for year, month, count in months for i in range(count)]
    with open(folder / "contacts.csv", "w", newline="") as file:
        csv.writer(file).writerows([("D", "H"), *rows])
    said = plain(running_text(made(folder / "profile.yaml", "annual-report", folder / "out")[0]))
    known = [harm for day, harm in rows if day >= "2023-04-01"]
    check("more_months_than_are_named_are_counted", re.search(r"2023 \(\d+\) and \d others were above", said), said)
    check("categories_that_overlap_have_a_leader_too", f"{sum('Physical' in one for one in known)} of {len(known)}" in said
          or f"Of the {len(known)} contacts, {sum('Physical' in one for one in known)} " in said, said)


with tempfile.TemporaryDirectory() as folder:
    check_busy_year(pathlib.Path(folder) / "busy")
    for council in COUNCILS:
        check_council(council, folder)
    for seed in range(1, 11):
        council, place = made_councils.Made(seed), pathlib.Path(folder) / f"made-{seed}"
        council.write(place)
        check_made(f"council {seed}", place / "profile.yaml", council.year(2023), place)
    check_made("long names", long_names(pathlib.Path(folder) / "long"), "2023-24", pathlib.Path(folder) / "long")
done()
