"""Random councils, from export to published figures and return: no reader with a solver finds a small count.

LADOSTAT_ROUNDS sets the number of councils (60), LADOSTAT_SEED the first."""
import os
import random
import subprocess
import tempfile

from reader import Reader
from tap import check, done

PROGRAM = os.environ["LADOSTAT_PROGRAM"]
ROUNDS, SEED = int(os.environ.get("LADOSTAT_ROUNDS", "60")), int(os.environ.get("LADOSTAT_SEED", "1"))
FIELDS = {"stage": ["Advice", "Referral", "Closed"], "harm": ["Physical", "Sexual", "Neglect", "Emotional"],
          "sector": ["Education", "Health", "Police"]}


def some(chance, fields):
    field = chance.choice(fields)
    return field, chance.sample(FIELDS[field], chance.randint(1, len(FIELDS[field]) - 1))


def make_populations(chance):
    """Of one field, of two, and all but some of one."""
    field, names = some(chance, ["stage"])
    lines = {"met": f"{{field: {field}, is: [{', '.join(names)}]}}"}
    field, names = some(chance, ["harm", "sector"])
    lines["some"] = f"{{field: {field}, {chance.choice(['is', 'is-not'])}: [{', '.join(names)}]}}"
    field, names = some(chance, ["sector"])
    lines["both"] = f"{lines['met']}, {{field: {field}, is: [{', '.join(names)}]}}"
    return lines


def make_measures(chance):
    lines = [f"{{id: contacts, title: Contacts, kind: count{chance.choice(['', ', per: quarter'])}}}"]
    of = lambda: chance.choice(["contacts", "contacts", "met", "some", "both"])
    for i in range(chance.randint(1, 5)):
        kind = chance.choice(["breakdown", "breakdown", "cross", "share", "count"])
        if kind == "breakdown":
            more = chance.choice(["", "", ", percent-of: contacts", ", leave-out: [Not recorded]"])
            lines.append(f"{{id: m{i}, title: M{i}, kind: breakdown, of: {of()}, by: [{chance.choice(list(FIELDS))}]{more}}}")
        elif kind == "cross":
            lines.append(f"{{id: m{i}, title: M{i}, kind: breakdown, of: {of()}, by: [{', '.join(chance.sample(list(FIELDS), 2))}]}}")
        elif kind == "share":
            lines.append(f"{{id: m{i}, title: M{i}, kind: share, of: {of()}, in: {chance.choice(['met', 'some', 'both'])}}}")
        else:
            lines.append(f"{{id: m{i}, title: M{i}, kind: count, of: {of()}}}")
    return lines


def make_council(chance, folder):
    os.mkdir(folder)
    weights = {name: [chance.choice([0.1, 1, 4]) for _ in values] for name, values in FIELDS.items()}
    rows = ["Ref,Received,Stage,Harm,Sector"]
    for i in range(chance.choice([8, 15, 30, 60])):
        cells = ["" if chance.random() < 0.04 else chance.choices(FIELDS[name], weights[name])[0] for name in FIELDS]
        rows.append(f"{i},{chance.randint(1, 28):02}/{chance.randint(4, 12):02}/{chance.choice([2022, 2023])}," + ",".join(cells))
    with open(os.path.join(folder, "contacts.csv"), "w", encoding="utf-8") as file:
        file.write("\n".join(rows) + "\n")
    # With a code list, or with the values as they stand for categories.
    listed = chance.random() < 0.5
    if listed:
        with open(os.path.join(folder, "codes.csv"), "w", encoding="utf-8") as file:
            file.write("field,category,part,value\n" + "".join(f"{f},{c},,{c}\n" for f, cs in FIELDS.items() for c in cs))
    head = f"""authority: {{name: Test Council, short-name: Test, code: E00000000}}
report: {{year: 2023-24, years: 2}}
records:
  - file: contacts.csv
    columns: {{id: Ref, received: Received, stage: Stage, harm: Harm, sector: Sector}}
{'codes: codes.csv' if listed else ''}
populations:
""" + "".join(f"  - {{id: {name}, words: {name}, where: [{where}]}}\n" for name, where in make_populations(chance).items())
    head += "return: {threshold-met: met}\nmeasures:\n" + "".join(f"  - {line}\n" for line in make_measures(chance))
    rule = "disclosure: {suppress-below: 5}\n"
    profiles = {"profile": head + rule, "inside":
                head + "  - {id: beside, title: Beside, kind: benchmark, of: contacts}\nbenchmark: {figures: [none.csv]}\n" + rule}
    for name, text in profiles.items():
        with open(os.path.join(folder, name + ".yaml"), "w", encoding="utf-8") as file:
            file.write(text)


def run(*arguments):
    result = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True)
    if result.returncode:
        raise AssertionError(f"{arguments}: {result.stderr}")


def attack(folder):
    """What a reader finds in the report, and in report and return together, and how many small counts there are."""
    place = lambda name: os.path.join(folder, name)
    run("report", place("profile.yaml"), "--formats", "csv", "--out", place("out"))
    run("report", place("inside.yaml"), "--formats", "csv", "--internal", "--out", place("in"))
    run("return", place("profile.yaml"), "--out", place("return.csv"))
    reader = Reader(place("profile.yaml"))
    reader.see(place("out/figures.csv"), place("in/figures.csv"))
    found = reader.attack()
    # The return comes after the report, which cannot be taken back.
    reader.bygone |= set(reader.shown)
    reader.see_return(place("return.csv"), place("in/figures.csv"))
    return reader, found or reader.attack(), sum(reader.small(name) for name in reader.truth)


def describe(folder, reader, found):
    with open(os.path.join(folder, "profile.yaml"), encoding="utf-8") as file:
        profile = file.read()
    return "\n".join([f"{name} {what} {reader.truth[name]:g}" for name, what in found] + [profile])


with tempfile.TemporaryDirectory() as work:
    small = 0
    for seed in range(SEED, SEED + ROUNDS):
        folder = os.path.join(work, str(seed))
        make_council(random.Random(seed), folder)
        reader, found, count = attack(folder)
        small += count
        if found:
            check(f"council_{seed}_gives_nothing_away", False, describe(folder, reader, found))
    check(f"{ROUNDS}_councils_give_nothing_away", True)
    check("and_had_small_counts_to_give", small > 5 * ROUNDS, small)
done()
