"""True sentences in many wordings, made from the figures by a separate writer, and the same with one thing wrong: ladostat
proof accuses none of the first, and nearly all of the others. Seeds may be given; -v prints what is missed."""
import csv
import io
import os
import random
import re
import subprocess
import sys

from proof_of import proof_of
from tap import check, done

# Measure: its heading, and how a sentence names what is counted with a category.
COUNCILS = {
    "leicester": {
        "contacts": "contacts", "whole": ("contacts", "Number of contacts"), "year": "2023-24", "previous": "2022-23",
        "rows": {"harm": "Contacts by category of harm", "source": "Who makes contact", "sector": "Who contacts are about",
                 "outcomes": "Final outcomes"},
        "time": ("timeliness", "Time to close", "closed"),
    },
    "somerset": {
        "contacts": "notifications", "whole": ("notifications", "Notifications received"), "year": "2023-24",
        "previous": "2022-23",
        "rows": {"harm": "Notifications by category of harm", "source": "Notifications by organisation",
                 "outcomes": "Outcomes from investigation"},
        "time": ("timeliness", "Time to conclude", "concluded"),
    },
    "milton-keynes": {
        "contacts": "consultations and referrals", "whole": ("referrals", "Referrals"), "year": "2022-23",
        "previous": "2021-22",
        "rows": {"agency": "Allegations according to agency", "harm": "Categories of abuse", "outcomes": "Outcomes"},
        "time": None,
    },
    "birmingham": {
        "contacts": "referrals", "whole": ("referrals", "Referrals"), "year": "2023-24", "previous": "2022-23",
        "rows": {"harm": "Referrals by category of allegation", "sector": "Referrals by sector",
                 "investigation": "Who investigates"},
        "time": ("six-weeks", "Referrals resolved within six weeks", "resolved"),
    },
}

# Wordings; {up:A|B} is A where it rose and B where it fell. Each is followed by the kinds of error that it can carry.
OF_ROWS = [
    ("{Cat} accounted for {p}% of {contacts} ({n}).", "digit swap year"),
    ("There were {n} {contacts} about {cat} in {year}, {p}% of all.", "digit swap year"),
    ("{n} {contacts} ({p}%) concerned {cat}.", "digit swap year"),
    ("In {year}, {p}% of {contacts} were about {cat}.", "digit year"),
    ("The proportion of {contacts} relating to {cat} stood at {p}%.", "digit year"),
    ("{Cat} made up {p}% of the total in {year}.", "digit year"),
    ("{Cat} was recorded for {n} {contacts}.", "digit swap year"),
    ("We saw {n} {contacts} where {cat} was the main matter.", "digit swap year"),
    ("{Cat} {up:rose|fell} from {n0} to {n}.", "digit direction"),
    ("{Contacts} about {cat} {up:increased|decreased} by {d}, from {n0} in {previous} to {n} in {year}.", "digit direction"),
    ("{Cat} made up {p}% of {contacts}, {pup:up|down} from {p0}% last year.", "digit direction year"),
    ("The share of {cat} {pup:increased|dropped} by {pts} percentage points to {p}%.", "digit direction points"),
    ("At {p}%, the share of {cat} was {pts} percentage points {pup:higher|lower} than in {previous}.", "direction points"),
    ("Compared with {previous}, the number of {contacts} about {cat} {up:grew|declined} by {pc}%.", "digit direction"),
    ("There was {up:an increase|a decrease} in the number of {contacts} about {cat} this year.", "direction"),
    ("{n} were about {cat}, {d} {up:more|fewer} than the year before.", "digit direction"),
    ("{Cat}: {n} this year compared with {n0} last year.", "digit"),
    ("The number of {contacts} about {cat} has {up:gone up|gone down} since {previous}.", "direction"),
    ("The share of {contacts} about {cat} has {pup:risen|fallen}, from {p0}% to {p}%.", "digit direction"),
    ("{Cat} saw {up:a rise|a fall} of {pc}% in number, from {n0} to {n}.", "digit direction"),
    ("{up:More|Fewer} {contacts} were about {cat} than last year ({n} against {n0}).", "digit direction"),
    ("With {n} {contacts}, {cat} was {d} {up:above|below} the previous year.", "digit"),
]
OF_LARGEST = [
    ("{Cat} was the largest group, at {p}%.", "superlative digit"),
    ("The highest number of {contacts} was about {cat}.", "superlative"),
    ("The most common category was {cat}, with {n}.", "superlative digit"),
    ("The largest share of {contacts} concerned {cat}.", "superlative"),
]
OF_WHOLES = [
    ("The service received {n} {contacts} in {year}, compared with {n0} in {previous}.", "digit swap"),
    ("{n} {contacts} were received during the year.", "digit swap year"),
    ("The number of {contacts} {up:rose|fell} from {n0} to {n}.", "digit direction"),
    ("{Contacts} {up:increased|decreased} by {pc}% to {n}.", "digit direction"),
    ("There were {d} {up:more|fewer} {contacts} than the year before.", "digit direction"),
    ("Compared with {previous}, there was {up:a rise|a reduction} in the number of {contacts}.", "direction"),
    ("Overall, {contacts} are {up:up|down} by {d} on {previous}.", "digit direction"),
]
OF_TIMES = [
    ("{p}% were {done} {limit}.", "digit year"),
    ("{Limit}, {p}% had been {done}, against {p0}% in {previous}.", "digit"),
    ("The share {done} {limit} {pup:rose|fell} by {pts} percentage points to {p}%.", "digit direction points"),
    ("{p}% were {done} {limit}, {pup:up|down} from {p0}% last year.", "digit direction year"),
    ("Performance {limit} {pup:improved|declined} from {p0}% to {p}%.", "digit direction"),
]


def read(council):
    result = subprocess.run([os.environ["LADOSTAT_PROGRAM"], "figures", f"fixtures/{council}/profile.yaml", "--format", "csv"],
                            capture_output=True, text=True, check=True)
    return {(f["measure"], f["category"], f["part"], f["period"]): f for f in csv.DictReader(io.StringIO(result.stdout))}


def whole(number):
    """Half away from zero, as the report prints it."""
    return int(abs(float(number)) + 0.5 + 1e-9)


def values(now, then, profile):
    """What a sentence may say of a figure and the one of the year before."""
    n, n0 = int(now["count"]), int(then["count"])
    say = {"n": f"{n:,}", "n0": f"{n0:,}", "d": f"{abs(n - n0):,}", "up": n > n0, "year": profile["year"],
           "previous": profile["previous"], "contacts": profile["contacts"], "Contacts": profile["contacts"].capitalize(),
           "moved": n != n0, "signal": now["signal"], "pc": str(whole(100 * (n - n0) / n0)) if n0 else "0"}
    if now["percent"]:
        p, p0 = whole(now["percent"]), whole(then["percent"])
        say.update(p=str(p), p0=str(p0), pts=str(abs(p - p0)), pup=p > p0, shifted=p != p0)
    return say


def write(wording, say):
    def choose(match):
        rose, fell = match[2].split("|")
        return rose if say[match[1]] else fell
    text = re.sub(r"\{(p?up):([^}]*)\}", choose, wording).format(**say)
    text = re.sub(r"\b1 percentage points", "1 percentage point", text)
    return text[0].upper() + text[1:]


def can_say(wording, say):
    """Whether the wording is true, and a writer would choose it."""
    if re.search(r"\{up:|\{d\}|\{pc\}|\{n0\}", wording) and not say["moved"]:
        return False
    if re.search(r"\{pup:|\{pts\}|\{p0\}", wording) and not say.get("shifted"):
        return False
    # Where the number and the share went different ways, what is said without a word which is ambiguous.
    if re.search(r"\{up:", wording) and "pup" in say and say["up"] != say["pup"] and not re.search("number|\\{n", wording):
        return False
    return not ("{pc}" in wording and (say["pc"] in ("0", say.get("pts")) or int(say["n0"].replace(",", "")) < 20))


def other_digit(number, chance):
    places = [i for i, c in enumerate(number) if c.isdigit()]
    place = chance.choice(places)
    digit = chance.choice([d for d in "0123456789" if d != number[place] and not (place == 0 and d == "0")])
    return number[:place] + digit + number[place + 1:]


def swapped(number):
    digits = number.replace(",", "")
    for i in range(len(digits) - 1, 0, -1):
        if digits[i] != digits[i - 1] and not (i == 1 and digits[i] == "0"):
            return f"{int(digits[:i - 1] + digits[i] + digits[i - 1] + digits[i + 1:]):,}"
    return None


def spoil(kind, wording, say, rival, chance):
    """The sentence with one thing wrong; None where it cannot be."""
    wrong = dict(say)
    level = [name for name in ("n", "p") if "{%s}" % name in wording]
    if kind == "digit":
        name = chance.choice([name for name in ("n", "p", "d", "pts", "pc", "n0", "p0") if "{%s}" % name in wording])
        wrong[name] = other_digit(say[name], chance)
        if name in ("p", "p0", "pc", "pts") and wrong[name] == say.get("p"):
            return None
    elif kind == "swap":
        wrong["n"] = swapped(say["n"]) if len(say["n"]) > 1 else None
        if not wrong["n"]:
            return None
    elif kind == "year":
        wrong.update({name: say[name + "0"] for name in level if name + "0" in say})
        if all(wrong[name] == say[name] for name in level):
            return None
    elif kind == "direction":
        wrong.update(up=not say["up"], pup=not say.get("pup"))
    elif kind == "points":
        wording = re.sub(r"\{pts\} percentage points", "{pts}%", wording)
    elif kind == "superlative":
        wrong.update(rival)
    return write(wording, wrong)


def sentences(council, profile, chance):
    """(heading, true sentence, {kind of error: spoilt sentence}, what the release calls the change it tells of)"""
    figures = read(council)
    year, previous = profile["year"], profile["previous"]

    def add(wordings, heading, say, rival, how_many):
        fit = [one for one in wordings if can_say(one[0], say)]
        for wording, kinds in chance.sample(fit, min(how_many, len(fit))):
            spoilt = {kind: spoil(kind, wording, say, rival, chance) for kind in kinds.split()
                      if kind != "superlative" or rival}
            true = write(wording, say)
            made.append((heading, true, {kind: text for kind, text in spoilt.items() if text and text != true},
                         say["signal"] if re.search(r"\{p?up:", wording) else None))

    made = []
    measure, heading = profile["whole"]
    say = values(figures[measure, "", "", year], figures[measure, "", "", previous], profile)
    say.pop("p", None)
    if measure == "referrals":
        say.update(contacts="referrals", Contacts="Referrals")
    add(OF_WHOLES, heading, say, None, len(OF_WHOLES))
    for measure, heading in profile["rows"].items():
        rows = [f for key, f in figures.items() if key[0] == measure and key[2] == "" and key[3] == year and key[1]
                and key[1] not in ("Not recorded", "Unrecognised") and f["count"] and f["base"]]
        rows.sort(key=lambda f: -int(f["count"]))
        for rank, row in enumerate(rows):
            then = figures.get((measure, row["category"], "", previous))
            if not then or not then["count"] or not then["percent"]:
                continue
            say = values(row, then, profile)
            name = re.split(r" \(| / | eg ", row["category"])[0] if chance.random() < 0.5 else row["category"]
            if sum(other["category"].startswith(name) for other in rows) > 1:
                name = row["category"]
            lower = name if name.isupper() or name[1:2].isupper() else name[0].lower() + name[1:]
            say.update(Cat=name, cat=lower)
            add(OF_ROWS, heading, say, None, 5)
            if rank == 0 and len(rows) > 2 and int(rows[1]["count"]) < int(row["count"]):
                rival = chance.choice(rows[1:])["category"]
                add(OF_LARGEST, heading, say, {"Cat": rival, "cat": rival[0].lower() + rival[1:]}, len(OF_LARGEST))
    if profile["time"]:
        measure, heading, closed = profile["time"]
        for key in [k for k in figures if k[0] == measure and k[1].startswith("within") and not k[2] and k[3] == year]:
            say = values(figures[key], figures[measure, key[1], "", previous], profile)
            say.update(done=closed, limit=key[1], Limit=key[1].capitalize())
            add(OF_TIMES, heading, say, None, len(OF_TIMES))
    return made


def accused(findings):
    return [finding for finding in findings if finding[1] in ("nearly", "contradicted", "hidden")]


seeds = [int(seed) for seed in sys.argv[1:] if seed.isdigit()] or [20, 1, 2]
true_ones, silent, rates, missed = 0, 0, {}, {}
wrong, called, miscalled = [], [], []
for seed in seeds:
    chance = random.Random(seed)
    for council, profile in COUNCILS.items():
        made = sentences(council, profile, chance)
        for (heading, text, _, signal), findings in zip(made, proof_of(council, [one[:2] for one in made])):
            true_ones += 1
            unclear = any(verdict == "not clear" for _, verdict in findings)
            if signal == "no clear change":
                called.append(unclear)
            elif unclear:
                miscalled.append((council, heading, text, signal))
            silent += any(verdict == "not checked" for _, verdict in findings)
            if accused(findings):
                wrong.append((council, heading, text, accused(findings)))
            elif any(verdict == "not checked" for _, verdict in findings) and "-v" in sys.argv:
                print("# not checked:", council, heading, "|", text, findings)
        spoilt = [(kind, heading, text) for heading, _, kinds, _ in made for kind, text in kinds.items()]
        for (kind, heading, text), findings in zip(spoilt, proof_of(council, [(heading, text) for _, heading, text in spoilt])):
            found, told, all_ = rates.get(kind, (0, 0, 0))
            hit, seen = bool(accused(findings)), any(verdict != "supported" for _, verdict in findings)
            rates[kind] = (found + hit, told + seen, all_ + 1)
            if not hit:
                missed.setdefault(kind, []).append((council, heading, text, findings))

check("there_are_sentences_enough", true_ones >= 150, true_ones)
check("no_true_sentence_is_accused", not wrong, "\n".join(map(str, wrong)))
check("nearly_every_true_sentence_is_checked_whole", silent <= 0.05 * true_ones, f"{silent} of {true_ones}")
check("changes_called_not_clear_are_not_clear_in_the_release", not miscalled, "\n".join(map(str, miscalled)))
check("most_directions_that_are_not_clear_are_called_so", sum(called) > 0.9 * len(called), f"{sum(called)} of {len(called)}")
print(f"# not clear: {sum(called)} of {len(called)} sentences with a direction that the release calls not clear")
print(f"# {true_ones} true sentences, {silent} with something not checked")
for kind, (found, told, all_) in sorted(rates.items()):
    print(f"# {kind}: {found} of {all_} accused, {told} at least not supported")
    if "-v" in sys.argv:
        for one in missed.get(kind, []):
            print(f"# missed {kind}:", *one)
    check(f"errors_of_{kind}_are_found", found >= 0.96 * all_, "\n".join(map(str, missed.get(kind, []))))
done()
