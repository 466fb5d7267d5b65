"""Different people (`count` with `distinct`) and the sum of a number: every count is that of Python's sets, and blanks and
further records of one person do not count; sums and averages are Python's. In hundreds of small councils, a reader who
tries every possibility by her own rules works out no small number of people, of records or of what is left of either."""
import collections
import csv
import datetime
import itertools
import pathlib
import random
import statistics
import tempfile

import openpyxl
from program import run
from tap import check, done

PROFILE = """authority: {name: Anytown Council, short-name: Anytown}
report: {year: 2023-24, years: 2}
words: {contact: referral, contacts: referrals}
records:
  - file: export.csv
    columns: {id: Ref, received: Received, harm: Harm, adult: Adult, child: Children}
fields: [{field: adult, type: identifier}, {field: child, type: number}]
populations:
  - {id: physical, words: referrals about physical harm, where: [{field: harm, is: [Physical]}]}
  - {id: others, words: referrals about other harm, where: [{field: harm, is-not: [Physical]}]}
measures:
  - {id: referrals, title: Referrals, kind: count}
  - {id: adults, title: Adults, kind: count, distinct: adult}
  - {id: adults-physical, title: Adults and physical harm, kind: count, distinct: adult, of: physical}
  - {id: adults-others, title: Adults and other harm, kind: count, distinct: adult, of: others}
  - {id: children, title: Children involved, kind: sum, number: child}
  - {id: children-physical, title: Children and physical harm, kind: sum, number: child, of: physical}
  - {id: harm, title: Harm, kind: breakdown, by: [harm]}
"""


def write(folder, rows, rule=""):
    with open(folder / "export.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, ["Ref", "Received", "Harm", "Adult", "Children"])
        writer.writeheader()
        writer.writerows(rows)
    (folder / "profile.yaml").write_text(PROFILE + rule, encoding="utf-8")


def shown(folder):
    made = run(folder, "report", "profile.yaml", "--formats", "csv")
    if made.returncode:
        raise AssertionError(made.stderr)
    with open(folder / "out/figures.csv", newline="", encoding="utf-8-sig") as file:
        return {(row["measure"], row["period"], row["category"]): row for row in csv.DictReader(file) if not row["part"]}


def year(text):
    day = datetime.datetime.strptime(text, "%d/%m/%Y")
    return "2022-23" if day < datetime.datetime(2023, 4, 1) else "2023-24"


chance = random.Random(22)
NUMBERS = {"": None, "1": 1, "2": 2, "4": 4, "0": 0, "2.5": 2.5, "1,000": 1000, "two": None, "-1": None}
rows = [{"Ref": n, "Received": (datetime.date(2022, 4, 1) + datetime.timedelta(days=chance.randrange(730))).strftime("%d/%m/%Y"),
         "Harm": chance.choice(["Physical", "Sexual", "Neglect"]), "Adult": chance.choice(["", *(f"A{k}" for k in range(150))] + [" a7 ", "A 8"]),
         "Children": chance.choice(["1", "1", "2", "2", "4", "0", "2.5", "", "", *(["1,000", "two", "-1"] if n % 40 == 0 else [])])} for n in range(600)]
with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    write(folder, rows, "disclosure: {suppress-below: 0}\n")
    found = shown(folder)
    people, numbers = collections.defaultdict(set), collections.defaultdict(list)
    for row in rows:
        kinds = ["", "-physical" if row["Harm"] == "Physical" else "-others"]
        for kind in kinds:
            if row["Adult"]:
                people[f"adults{kind}", year(row["Received"])].add(" ".join(row["Adult"].casefold().split()))
            if NUMBERS[row["Children"]] is not None and kind != "-others":
                numbers[f"children{kind}", year(row["Received"])].append(NUMBERS[row["Children"]])
    wrong = {key: (len(those), found[(*key, "")]["count"]) for key, those in people.items() if found[(*key, "")]["count"] != str(len(those))}
    check("every_count_of_people_is_pythons", len(people) == 6 and not wrong, wrong)
    wrong = {key: (sum(those), found[(*key, "")]) for key, those in numbers.items()
             if abs(float(found[(*key, "")]["value"]) - sum(those)) > 1e-6 or found[(*key, "")]["base"] != str(len(those))
             or abs(float(found[(*key, "average")]["value"]) - statistics.fmean(those)) > 1e-6}
    check("every_sum_and_average_is_pythons", len(numbers) == 4 and not wrong, wrong)
    said = run(folder, "check", "profile.yaml").stdout
    check("a_value_that_is_not_a_number_is_reported", "number-unreadable: child" in said and '"two": not a number of 0 or more; read as blank: export.csv:' in said, said)
    check("blanks_are_reported", "value-not-recorded: adult" in said and "value-not-recorded: child" in said, said)
    run(folder, "report", "profile.yaml", "--formats", "html,xlsx")
    page = (folder / "out/annual-report.html").read_text(encoding="utf-8")
    count = len(people["adults", "2023-24"])
    check("a_sentence_says_how_many", f"concerned {count} different adults" in page, page)
    values = numbers["children", "2023-24"]
    check("and_one_the_sum", f"The number of children is given for {len(values)} referrals" in page and f"{sum(values):,.1f} in all" in page.replace(".0 in all", " in all")
          or f"{sum(values):,.0f} in all" in page, [line for line in page.split("<p>") if "in all" in line])
    book = openpyxl.load_workbook(folder / "out/tables.xlsx")
    cells = [[cell.value for cell in line] for sheet in book for line in sheet.iter_rows()]
    check("both_are_in_the_workbook", any(line[0] == "Different adults" and count in line for line in cells) and any(line[0] == "Children" for line in cells), "")
    explained = run(folder, "figures", "profile.yaml", "--explain", "adults-physical.count").stdout
    check("explain_says_what_is_counted", f"{len(people['adults-physical', '2023-24'])} different ones counted" in explained and "harm is Physical" in explained and "each adult once" in explained, explained)
    inside = "".join(path.read_text(encoding="utf-8", errors="replace") for path in (folder / "out").rglob("*.*") if path.suffix in (".csv", ".html", ".json"))
    check("no_identifier_is_shown", "A149" not in inside and "a149" not in inside)
    for wrong, said in (("distinct: adult", "distinct: harm", ), ("number: child", "number: harm")):
        (folder / "profile.yaml").write_text(PROFILE.replace(wrong, said), encoding="utf-8")
        ran = run(folder, "check", "profile.yaml")
        check(f"refused: {said}", ran.returncode == 2 and "harm is not a" in ran.stderr, ran.stderr)
    for old, new, said in (("kind: sum, number: child}", "kind: sum}", "a sum needs number"), ("kind: count, distinct: adult}", "kind: count, distinct: adult, per: month}", "for whole years"),
                           ("by: [harm]", "by: [harm], distinct: adult", "distinct is for a count"), ("kind: count}", "kind: count, number: child}", "number is for a sum"),
                           ("field: harm, is: [Physical]", "field: child, is: [Physical]", "child is a number and has no categories"),
                           ("child: Children}", "child: Children, many: Children}", "uses the same column as many")):
        (folder / "profile.yaml").write_text(PROFILE.replace(old, new, 1), encoding="utf-8")
        ran = run(folder, "check", "profile.yaml")
        check(f"refused: {new}", ran.returncode == 2 and said in ran.stderr, ran.stderr)

# A reader: worlds are how many records and people there are of physical harm (p) and of the others (o), and people in both.
NAMES = ["all", "p", "o", "people", "people-p", "people-o"]
PLACES = {"all": ("referrals", ""), "p": ("harm", "Physical"), "o": ("harm", "Neglect"), "people": ("adults", ""), "people-p": ("adults-physical", ""), "people-o": ("adults-others", "")}
LARGEST = 16


def worlds():
    for p, o in itertools.product(range(LARGEST), repeat=2):
        for people_p, people_o in itertools.product(range(1 if p else 0, p + 1), range(1 if o else 0, o + 1)):
            for both in range(min(people_p, people_o) + 1):
                yield p + o, p, o, people_p + people_o - both, people_p, people_o


WORLDS = list(worlds())
# What is small by itself, or left over of a printed number and one within it.
SENSITIVE = {**{name: (lambda world, place=place: world[place], [name]) for place, name in enumerate(NAMES)},
             "who came again": (lambda world: world[0] - world[3], ["all", "people"]), "again, physical": (lambda world: world[1] - world[4], ["p", "people-p"]),
             "in others alone": (lambda world: world[3] - world[4], ["people", "people-p"]), "in physical alone": (lambda world: world[3] - world[5], ["people", "people-o"])}


def council(size):
    people = [f"A{k}" for k in range(chance.randrange(1, size))]
    return [{"Ref": n, "Received": "01/05/2023", "Harm": chance.choices(["Physical", "Neglect"], [1, chance.choice([1, 1, 3])])[0],
             "Adult": chance.choice(people), "Children": chance.choice("01234")} for n in range(size)]


exposed, tried, hidden, told = [], 0, 0, 0
with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    for number in range(150):
        rows = council(chance.randrange(6, 2 * LARGEST - 8))
        truth = {"all": len(rows), "p": sum(row["Harm"] == "Physical" for row in rows)}
        truth["o"] = truth["all"] - truth["p"]
        if max(truth["p"], truth["o"]) >= LARGEST:
            continue
        for kind, harms in (("people", ("Physical", "Neglect")), ("people-p", ("Physical",)), ("people-o", ("Neglect",))):
            truth[kind] = len({row["Adult"] for row in rows if row["Harm"] in harms})
        write(folder, rows)
        (folder / "codes.csv").write_text("field,category\nharm,Physical\nharm,Neglect\n", encoding="utf-8")
        (folder / "profile.yaml").write_text(PROFILE + "codes: codes.csv\n", encoding="utf-8")
        figures = shown(folder)
        seen = [figures[PLACES[name][0], "2023-24", PLACES[name][1]]["count"] for name in NAMES]
        possible = [world for world in WORLDS if all(str(number) == text if text else number > 0 for number, text in zip(world, seen))]
        tried += 1
        hidden += seen.count("")
        told += len(NAMES) - seen.count("")
        assert tuple(truth[name] for name in NAMES) in possible
        for what, (value, of) in SENSITIVE.items():
            true = value([truth[name] for name in NAMES])
            if 0 < true < 5 and len({value(world) for world in possible}) == 1:
                exposed.append((number, what, true, dict(zip(NAMES, seen)), truth))
        total, bases = figures["children", "2023-24", ""], [figures["referrals", "2023-24", ""]["count"], figures["children", "2023-24", ""]["base"]]
        inner = figures["children-physical", "2023-24", ""]
        if inner["value"] and total["value"] and 0 < len(rows) - truth["p"] < 5 or (inner["value"] and truth["p"] < 5):
            exposed.append((number, "a sum of few", inner, total))
check("small_councils_were_tried", tried > 100 and hidden > 100 and told > 150, (tried, hidden, told))
check("no_reader_works_out_a_small_number", not exposed, f"{len(exposed)} of {tried}\n" + "\n".join(map(str, exposed[:6])))
done()
