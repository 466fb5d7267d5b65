"""Kinds of leak that were once found, each as a small council in kinds/NAME: what it hides cannot be worked out."""
import os
import random
import re
import shutil
import tempfile

from attacker import Program, attack_council
from tap import check, done
from twins import same_packs

KINDS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "kinds")
# Quarterly packs that some of them publish.
PACKS = {"months-of-a-quarter": ["Q3"]}
RULES = ("outside the limits", "trend of seven", "two of three near a limit", "seven on one side of the mean")
MONTHS = ["", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]


def copied(name, work, suffix=""):
    return shutil.copytree(os.path.join(KINDS, name), os.path.join(work, name + suffix))


def changed(folder, name, change):
    path = os.path.join(folder, name)
    with open(path, encoding="utf-8") as file:
        text = file.read()
    with open(path, "w", encoding="utf-8") as file:
        file.write(change(text))


def moved(text, old, new, times):
    """The first few records of one category moved to another."""
    return re.sub(f",{old}$", f",{new}", text, count=times, flags=re.M)


def exchanged(text, one, two):
    return text.replace(one, "?").replace(two, one).replace("?", two)


def nothing_to_work_out(work):
    for name in sorted(os.listdir(KINDS)):
        if name in ("last-year-from-excel", "order-of-rows", "information-lost"):
            continue
        attack, leaks = attack_council(copied(name, work), random.Random(1), other_year=True, packs=PACKS.get(name, ()))
        said = attack.faults + attack.told + (leaks or [])
        check(f"{name.replace('-', '_')}_gives_nothing_away", not said and leaks is not None, "\n".join(said) or "no pack is made")


def no_rule_of_a_hidden_month(work):
    found = [f"{r['period']} {r['category']}" for r in Program(os.path.join(work, "rules-of-months")).lines("out/figures.csv")
             if r["category"] in RULES and r["status"] == "c"]
    check("no_rule_stands_on_a_hidden_month", not found, "\n".join(found))


def what_is_worth_least_gives_way(work):
    """Months, an outcome and a curve of fields with many values: too much to work out."""
    folder = os.path.join(work, "too-much-to-follow")
    lines = Program(folder).lines("out/figures.csv")
    totals = [r for r in lines if r["measure"] == "contacts"]
    check("too_much_to_work_out_leaves_the_totals", totals and not any(r["status"] == "c" for r in totals), totals)
    check("and_shows_no_month", all(r["status"] == "c" or r["count"] == "0" for r in lines if r["measure"] == "m2" and not r["category"]))
    said = Program(folder).run("check", "profile.yaml", least=1).stdout
    check("and_is_reported", "hidden-by-the-stronger-rule" in said, said)


def own_names_stay_names(work):
    """Each part has its own row in the table, with its count if nothing is hidden."""
    folder = os.path.join(work, "own-parts")
    Program(folder).report("profile.yaml", "page", "--internal", formats="html")
    with open(os.path.join(folder, "page", "annual-report.html"), encoding="utf-8") as file:
        page = file.read()
    for part, count in (("Teachers", 14), ("estimated", 9), ("since 2019", 3), ("of concluded", 8), ("median", 2)):
        row = re.search(rf"<th scope=\"row\"[^>]*>(?:<[^>]*>)*(?i:{part})(?:<[^>]*>)*</th>\s*<td[^>]*>{count}</td>", page)
        check(f"a_part_named_{part.replace(' ', '_')}_has_its_row", row is not None, f"no row of {part} with {count}")


def twins(work):
    """No file shows what is hidden: how much is lost, or the order of rows."""
    lost = [copied("information-lost", work, str(i)) for i in range(4)]
    for folder, (old, new, times) in zip(lost[1:], (("Emotional", "Neglect", 1), ("Neglect", "Emotional", 1), ("Neglect", "Emotional", 2))):
        changed(folder, "contacts.csv", lambda text: moved(text, old, new, times))
    same_packs("information_lost", lost)
    order = [copied("order-of-rows", work, x) for x in "ab"]
    changed(order[1], "contacts.csv", lambda text: exchanged(text, "Zeta", "Alpha"))
    same_packs("order_of_rows", order)


def order_of_a_first_code_list(work):
    """`init` lists categories in an order that does not depend on their frequencies."""
    lists = []
    for place, exchange in (("one", False), ("two", True)):
        folder = os.path.join(work, "init-" + place)
        os.mkdir(folder)
        shutil.copy(os.path.join(KINDS, "order-of-rows", "contacts.csv"), folder)
        if exchange:
            changed(folder, "contacts.csv", lambda text: exchanged(text, "Alpha", "Zeta"))
        Program(folder).run("init", "contacts.csv")
        with open(os.path.join(folder, "codes.csv"), encoding="utf-8-sig") as file:
            lists.append([line.split(",")[:4] for line in file if line.startswith("harm")])
    check("init_orders_categories_by_no_frequency", lists[0] == lists[1] and lists[0], f"{lists[0]} {lists[1]}")


def last_year_from_excel(work):
    """Periods as a spreadsheet writes them are read as they were, or refused with their line."""
    right = copied("last-year-from-excel", work)
    Program(right).report("profile.yaml", "out")
    month = lambda how: lambda m: "," + how(int(m[1]), int(m[2])) + ","
    ways = {"as_Apr_22": month(lambda y, m: f"{MONTHS[m][:3]}-{y % 100:02}"), "as_April_2022": month(lambda y, m: f"{MONTHS[m]} {y}")}
    years = {"as_2022_slash_23": "2022/23", "as_2022_dash_23": "2022\u201323", "as_22_slash_23": "22/23"}
    for name in (*ways, *years):
        folder = copied("last-year-from-excel", work, name)
        changed(folder, "earlier.csv", lambda text: re.sub(r",(20\d\d)-(0[1-9]|1[0-2]),", ways[name], text) if name in ways
                else text.replace("2022-23", years[name]))
        ran = Program(folder).run("report", "profile.yaml", "--formats", "csv", "--out", "out", least=3)
        if ran.returncode == 0:
            same = Program(folder).lines("out/figures.csv") == Program(right).lines("out/figures.csv")
            check(f"last_year_{name}_hides_the_same", same, "what last year hid is shown")
        else:
            check(f"last_year_{name}_is_refused_with_its_line", re.search(r"earlier\.csv:\d+", ran.stderr) is not None, ran.stderr)


with tempfile.TemporaryDirectory() as place:
    nothing_to_work_out(place)
    no_rule_of_a_hidden_month(place)
    what_is_worth_least_gives_way(place)
    own_names_stay_names(place)
    twins(place)
    order_of_a_first_code_list(place)
    last_year_from_excel(place)
done()
