"""A curious reader: everything published about a council, the sums that it must satisfy, and what follows.

It knows nothing of how the program hides. It reads figures files and the profile, writes down which counts are the same
and which are sums of others, and asks a solver of integer programmes (HiGHS, by way of SciPy) whether each small count
could still be any small number. It uses only sums that are true, and reads from the internal figures only which of them are."""
import csv
import itertools
import math
import re

import numpy
import yaml
from scipy.optimize import Bounds, LinearConstraint, milp

MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December"]
OUTCOMES = [("unsubstantiated", "Unsubstantiated"), ("substantiated", "Substantiated"), ("unfounded", "Unfounded"),
            ("false", "False"), ("malicious", "Malicious"), ("ongoing", "Ongoing")]
HARMS = [("physical", "Physical"), ("sexual", "Sexual"), ("emotional", "Emotional"), ("neglect", "Neglect")]


def rows_of(path):
    with open(path, newline="", encoding="utf-8") as file:
        return [row for row in csv.DictReader(line for line in file if not line.startswith(("#", '"# ')))]


def key_of(row):
    return row["measure"], row["period"], row["category"], row["part"]


def number(text):
    return float(text) if text else math.nan


class Reader:
    """Give it editions with see(), then ask attack()."""

    def __init__(self, profile, below=5, zeros_hidden=False):
        with open(profile, encoding="utf-8") as file:
            self.profile = yaml.safe_load(file)
        self.below, self.least = below, 0 if zeros_hidden else 1
        self.populations = {p["id"]: p.get("where", []) for p in self.profile.get("populations", [])}
        self.measures = {m["id"]: m for m in self.profile["measures"]}
        self.several = {f["field"] for f in self.profile.get("fields", []) if "separator" in f}
        self.truth, self.shown, self.stated, self.bygone = {}, {}, set(), set()
        self.sums = []      # (whole, parts): the whole is the sum of the parts
        self.names = {}     # of an edition and key of a figure: the count it gives

    # What is counted, named so that the same records have the same name.

    def population(self, of, within=None):
        parts = [p for p in (of, within) if p and p != "contacts"]
        return " and ".join(sorted(parts)) or "contacts"

    def count_name(self, measure, row):
        kind, of = measure["kind"], measure.get("of", "contacts")
        period, category, part = row["period"], row["category"], row["part"]
        plain = not any(name in measure for name in ("leave-out", "follow-up", "around", "at-year-end"))
        own = ("figure", measure["id"], period, category, part)
        if kind == "benchmark":
            here = row["authority"] == self.profile["authority"]["name"]
            return ("count", of, period) if here and measure.get("of") == "contacts" and not category and not part else own
        if not plain or kind not in ("count", "breakdown", "share"):
            return own
        if kind == "share":
            return ("count", self.population(of, measure["in"]), period) if "in" in measure and not category else own
        if kind == "count":
            if category.startswith("busiest ") and part in MONTHS:
                year = int(period[:4]) + (MONTHS.index(part) < 3)
                return ("count", of, f"{year}-{MONTHS.index(part) + 1:02}")
            if category.startswith("busiest "):
                return ("count", of, f"{period} {part}")
            return own if category else ("count", of, period)
        by = measure["by"]
        if part.startswith("since ") or part in ("of concluded", "estimated"):
            return own
        if len(by) == 2:
            chosen = [(f, c) for f, c in zip(by, (category, part)) if c]
        else:
            chosen = [(by[0], category) + ((part,) if part else ())] if category else []
        return ("count", of, period) + tuple(sorted(chosen))

    # What is published.

    def see(self, public, inside, bygone=False, edition=0):
        """An edition: a public figures file, and the same for internal eyes. What is past can no longer be hidden."""
        truth = {key_of(r): r for r in rows_of(inside)}
        shown = {key_of(r): r for r in rows_of(public)}
        for key, row in truth.items():
            measure = self.measures.get(key[0])
            if not measure or (row["authority"] and row["authority"] != self.profile["authority"]["name"]):
                continue
            name = self.count_name(measure, row)
            count = number(row["count"])
            if math.isnan(count):
                continue
            if name in self.truth and self.truth[name] != count:
                name = ("edition", edition) + name
            self.names[edition, key] = name
            self.truth[name] = count
            self.stated.add(name)
            self.look_at(name, shown.get(key), row, bygone)
        for measure in self.measures.values():
            self.add_sums(edition, measure, [k for k in truth if k[0] == measure["id"] and (edition, k) in self.names], truth)
        self.find_bases(edition, truth, shown, bygone)
        self.find_periods()
        self.find_populations()

    def show(self, name, value, bygone):
        """Shown, or worked out from what is shown: a percent and its base, a change and the year before."""
        if math.isnan(value):
            return
        self.shown[name] = round(value)
        if bygone:
            self.bygone.add(name)

    def look_at(self, name, row, inside, bygone):
        if row is None:
            return
        base, percent = number(row["base"]), number(row["percent"])
        self.show(name, number(row["count"]), bygone)
        self.show(name, percent * base / 100, bygone)
        if self.measures[row["measure"]]["kind"] == "benchmark":
            self.show(name, number(row["value"]) * base / 10000, bygone)
        # From the interval of a count or a share follows the count.
        if not row["count"] and row["upper"] and row["upper"] == inside["upper"]:
            self.show(name, number(inside["count"]), bygone)

    def add_sum(self, whole, parts):
        if whole in self.truth and len(parts) > 0 and all(p in self.truth for p in parts) and \
                self.truth[whole] == sum(self.truth[p] for p in parts) and [whole] != parts:
            self.sums.append((whole, parts))

    def add_rest(self, part, whole):
        """The rest of the whole is a count too, of the records not in the part."""
        if part == whole or self.truth[part] > self.truth[whole]:
            return
        rest = ("rest", part, whole)
        self.truth[rest] = self.truth[whole] - self.truth[part]
        self.add_sum(whole, [part, rest])

    def add_sums(self, edition, measure, keys, truth):
        name = lambda key: self.names[edition, key]
        for period in sorted({k[1] for k in keys}):
            here = [k for k in keys if k[1] == period]
            places = {(k[2], k[3]): name(k) for k in here}
            categories = [c for c, p in places if c and not p]
            if measure["kind"] in ("breakdown", "supplied") and not set(measure.get("by", [])) & self.several:
                self.add_sum(places.get(("", "")), [places[c, ""] for c in categories])
                for c in [""] + categories:
                    parts = [places[k] for k in places if k[0] == c and k[1] and not k[1].startswith("since ")
                             and k[1] not in ("of concluded", "estimated")]
                    self.add_sum(places.get((c, "")), parts)
                columns = {k[1] for k in places if k[1]}
                for column in columns if len(measure.get("by", [])) == 2 else []:
                    self.add_sum(places.get(("", column)), [places[k] for k in places if k[0] and k[1] == column])
            elif measure["kind"] == "caseload":
                balance = [places.get((c, "")) for c in ("open at the start", "received", "closed", "open at the end")]
                if all(balance):
                    through = ("through", measure["id"], period, edition)
                    self.truth[through] = self.truth[balance[0]] + self.truth[balance[1]]
                    self.add_sum(through, balance[:2])
                    self.add_sum(through, balance[2:])
                ages = [places[k] for k in places if k[0] == "open at the end" and k[1]]
                self.add_sum(balance[3], ages)
            elif measure["kind"] == "timeliness":
                done = sorted((places[k] for k in places if k[0].startswith("within ") and not k[1]), key=self.truth.get)
                for shorter, longer in itertools.pairwise(done):
                    self.add_rest(shorter, longer)

    def find_bases(self, edition, truth, shown, bygone):
        """A base is a count too: of the category that a part belongs to, of the measure's records, or its own."""
        for key, row in truth.items():
            base = number(row["base"])
            if math.isnan(base) or (edition, key) not in self.names or self.measures[key[0]]["kind"] == "benchmark":
                continue
            measure = self.measures[key[0]]
            of = measure.get("percent-of", measure.get("of", "contacts"))
            places = [self.names.get((edition, (key[0], key[1], key[2] if key[3] else "", ""))),
                      ("count", of, key[1])]
            whole = next((p for p in places if p in self.truth and self.truth[p] == base), None)
            if whole is None:
                whole = ("base", edition, key[0], key[1], base)
                self.truth[whole] = base
            self.stated.add(whole)
            if key in shown:
                self.show(whole, number(shown[key]["base"]), bygone)
            if measure["kind"] in ("share", "timeliness", "supplied") and not key[3]:
                self.add_rest(self.names[edition, key], whole)

    def find_periods(self):
        """A year is the sum of its quarters and of its months."""
        for name in [n for n in self.truth if n[0] == "count" and re.fullmatch(r"20(\d\d)-(\d\d)", n[2])
                     and int(n[2][5:]) == int(n[2][2:4]) + 1]:
            _, of, period, *rest = name
            year = int(period[:4])
            months = [("count", of, f"{year + (m < 4)}-{m:02}", *rest) for m in (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3)]
            quarters = [("count", of, f"{period} Q{q}", *rest) for q in (1, 2, 3, 4)]
            for slots in (months, quarters):
                self.add_sum(name, [s for s in slots if s in self.truth])

    def find_populations(self):
        """A population defined by one field is the sum of its categories; others are the rest."""
        for name in [n for n in self.truth if n[0] == "count" and len(n) == 3]:
            _, populations, period = name
            for last in populations.split(" and "):
                of = " and ".join(p for p in populations.split(" and ") if p != last) or "contacts"
                where = self.populations.get(last, [])
                if len(where) == 1 and "is" in where[0]:
                    named = [("count", of, period, (where[0]["field"], c)) for c in where[0]["is"]]
                    self.add_sum(name, [n for n in named if n in self.truth])
                if ("count", of, period) in self.truth:
                    self.add_rest(name, ("count", of, period))

    def see_return(self, public, inside):
        """A return: standard measures, of which each category gathers some of the council's own. Inside: a figures file
        that holds the measures that a return is made of (return-harm ...), as a report with comparisons does."""
        shared = self.profile["return"]
        contacts, met = shared.get("contacts", "contacts"), shared["threshold-met"]
        of = {"outcome": met, "timeliness": met}
        fields = {"harm": HARMS, "outcome": OUTCOMES}
        field_of = {measure: shared.get(measure, measure) for measure in fields}
        mapping = {own: name for one in shared.get("categories", {}).values() for own, name in one.items()}
        gathered = {}
        for row in (r for r in rows_of(inside) if r["measure"].startswith("return-") and not r["part"] and r["count"]):
            measure, period, category = row["measure"][len("return-"):], row["period"], row["category"]
            base = ("count", of.get(measure, contacts), period)
            if measure in ("contacts", "threshold-met"):
                name = ("count", contacts if measure == "contacts" else met, period)
            elif measure in fields:
                name = base + (((field_of[measure], category),) if category else ())
            else:
                name = ("return", measure, period, category)
            if self.truth.setdefault(name, float(row["count"])) != float(row["count"]):
                raise AssertionError(f"the return has another count of {name}")
            place = measure, period, standard(category, fields[measure], mapping) if measure in fields and category else category
            if measure not in fields or category:
                gathered.setdefault(place, []).append(name)
            if measure in ("threshold-met", "timeliness", "one-working-day") and row["base"]:
                self.truth[base] = float(row["base"])
                self.add_rest(name, base)
        for (measure, period, category), names in gathered.items():
            name = names[0] if len(names) == 1 else ("return", measure, period, category)
            self.truth[name] = sum(self.truth[n] for n in names)
            self.add_sum(name, names)
            gathered[measure, period, category] = name
        for measure in fields:
            for period in {p for _, p, _ in gathered}:
                whole = ("count", of.get(measure, contacts), period)
                own = [n for n in self.truth if n[:3] == whole and len(n) == 4 and n[3][0] == field_of[measure] and len(n[3]) == 2]
                self.add_sum(whole, own)
        self.find_populations()
        for row in rows_of(public):
            name, of_row = gathered[row["measure"], row["period"], row["category"]], number(row["base"])
            self.stated.add(name)
            self.show(name, number(row["count"]), False)
            self.show(name, number(row["percent"]) * of_row / 100, False)
            self.show(("count", of.get(row["measure"], contacts), row["period"]), of_row, False)

    # What follows.

    def components(self, open_names):
        """Counts connected by sums in which both are unknown."""
        touching = {}
        for i, (whole, parts) in enumerate(self.sums):
            for name in {whole, *parts} & open_names:
                touching.setdefault(name, []).append(i)
        left = set(open_names)
        while left:
            reached, queue, used = set(), [left.pop()], set()
            while queue:
                name = queue.pop()
                reached.add(name)
                for i in touching.get(name, []):
                    used.add(i)
                    for other in ({self.sums[i][0], *self.sums[i][1]} & open_names) - reached:
                        reached.add(other)
                        queue.append(other)
            left -= reached
            yield sorted(reached, key=repr), sorted(used)

    def small(self, name):
        return 0 < self.truth[name] < self.below

    def open_names(self, known):
        # No table shows that nothing is left.
        return {n for n in self.truth if n not in known and (self.truth[n] > 0 or n[0] == "rest")}

    def solve(self, names, used, known, name, value):
        """A possible world in which this count has that value, or None."""
        place = {n: i for i, n in enumerate(names)}
        matrix, right = numpy.zeros((len(used), len(names))), numpy.zeros(len(used))
        for r, i in enumerate(used):
            whole, parts = self.sums[i]
            for n, sign in [(whole, -1)] + [(p, 1) for p in parts]:
                if n in place:
                    matrix[r, place[n]] += sign
                else:
                    right[r] -= sign * (known.get(n, 0) if self.truth[n] else 0)
        low = numpy.array([self.least if n in self.stated else 0 for n in names], float)
        high = numpy.full(len(names), numpy.inf)
        low[place[name]] = high[place[name]] = value
        constraints = [LinearConstraint(matrix, right, right)] if len(used) else []
        found = milp(numpy.zeros(len(names)), constraints=constraints, integrality=numpy.ones(len(names)),
                     bounds=Bounds(low, high), options={"time_limit": 20})
        return found.x if found.status == 0 else None

    def cannot_be(self, known, only=None):
        """For each unknown small count, the small numbers that it cannot be."""
        impossible = {}
        for names, used in self.components(self.open_names(known)):
            targets = [n for n in names if self.small(n) and (only is None or n in only)]
            possible = {n: {int(self.truth[n])} for n in targets}
            for name in targets:
                for value in range(1, self.below):
                    if value in possible[name]:
                        continue
                    found = self.solve(names, used, known, name, value)
                    if found is None:
                        impossible.setdefault(name, set()).add(value)
                        continue
                    for other, x in zip(names, found):
                        if other in possible:
                            possible[other].add(round(x))
        return impossible

    def attack(self):
        """What is given away: small counts that stand there, and those that cannot be every small number though they
        could if more were hidden, as (count, what it cannot be)."""
        open_to_see = [(n, "is shown") for n, v in self.shown.items() if self.small(n) and n not in self.bygone]
        impossible = self.cannot_be(self.shown)
        if not impossible:
            return open_to_see
        whatever = self.cannot_be({n: v for n, v in self.shown.items() if n in self.bygone}, set(impossible))
        return open_to_see + [(n, values - whatever.get(n, set())) for n, values in impossible.items()
                              if values - whatever.get(n, set())]


def standard(category, words, mapping):
    if category in mapping:
        return mapping[category]
    folded = category.lower()
    return next((name for word, name in words if word in folded),
                "Not recorded" if folded == "not recorded" else "Other")
