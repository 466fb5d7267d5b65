"""Works out hidden counts from what a council publishes.

Every public number is an equation or a bound on how many records are in each class, a class being what no set of
`definitions` tells apart. A protected quantity leaks where one of the values 1 to k-1 is impossible, and would not be if all
counts but the zeros were hidden."""
import csv
import itertools
import json
import os
import random
import re
import subprocess
import time

import numpy
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix, vstack
from scipy.stats import chi2

from definitions import LATER, NEVER, Council, Joined, Not, done_by, done_in_days, everyone, received

CELLS = 4000       # of one table of classes
QUANTITIES = 400   # protected, of one council
number = lambda text: float(text) if text else None


class Program:
    """Runs the program, and reads what it writes."""

    def __init__(self, folder):
        self.folder, self.program, self.authority = folder, os.environ["LADOSTAT_PROGRAM"], ""

    def place(self, name):
        return os.path.join(self.folder, name)

    def run(self, command, profile, *arguments, least=1):
        done = subprocess.run([self.program, command, profile, *arguments], cwd=self.folder, capture_output=True, text=True)
        if not 0 <= done.returncode <= least:
            raise AssertionError(f"{command} {profile} {arguments}: {done.returncode} {done.stderr}")
        return done

    def report(self, profile, out, *arguments, formats="csv"):
        """Whether a pack was made: it is refused where nothing else helps."""
        return self.run("report", profile, "--formats", formats, "--out", self.place(out), *arguments).returncode == 0

    def rows(self, name):
        with open(self.place(name), encoding="utf-8-sig", newline="") as file:
            lines = [line for line in file if not line.startswith(("#", '"#'))]
        found = {}
        for row in csv.DictReader(lines):
            if row["authority"] == self.authority:
                found.setdefault((row["measure"], row["period"], row["category"], row["part"]), []).append(row)
        return found


class Claim:
    """low <= sum of weight times how many are in the set <= high."""

    def __init__(self, source, terms, low, high, soft=False):
        self.source, self.terms, self.low, self.high, self.soft = source, terms, low, high, soft


class Attack:
    def __init__(self, council, k, zeros_shown=True):
        self.council, self.k, self.zeros_shown = council, k, zeros_shown
        self.claims, self.base, self.printed, self.faults, self.told = [], [], {}, [], []
        self.members = {}

    def size(self, s):
        """How many records are in a set: the plain loop over the records."""
        return int(self.inside(s).sum())

    def inside(self, s):
        if s.uid not in self.members:
            self.members[s.uid] = (s, s.holds(self.council.records))
        return self.members[s.uid][1]

    def claim(self, source, terms, low, high=None, soft=False):
        truth = sum(w * self.size(s) for w, s in terms)
        high = low if high is None else high
        if low - 1e-6 * max(1, abs(low)) <= truth <= high + 1e-6 * max(1, abs(high)):
            self.claims.append(Claim(source, terms, low, high, soft))
        elif not soft:
            self.faults.append(f"{source}: {truth:g} by the definitions, not {low:g} to {high:g}")

    # -- reading --

    def see(self, source, figures, public, internal):
        """A figures file: what it shows, and by the internal one what it prints at all."""
        figures, at, seen = list(figures), {}, {}
        self.speaking(source, public)
        # Where noughts of a table are hidden with the rest, [c] does not say that there is someone.
        self.veiled = {key[0] for key, rows in public.items() for row, inner in zip(rows, internal.get(key, []))
                       if row["status"] == "c" and inner["count"] == "0"}
        for f in figures:
            key = (f.measure, f.period, f.category, f.part)
            if f.role == "against":
                key = next((k for k in internal if k[:2] == key[:2] and internal[k][0]["base"]), None)
            place = seen[key] = seen.get(key, -1) + 1
            inner = internal.get(key, [])[place:place + 1]
            shown = public.get(key, [])
            outer = shown[place:place + 1] if len(shown) == len(internal.get(key, [])) else []
            at[id(f)] = outer[0] if outer else None
            if inner:
                self.check(f, inner[0])
            elif f.role == "count" and self.size(f.count):
                self.faults.append(f"{f}: no row, and by the definitions {self.size(f.count)}")
            self.read(f"{source} {f.measure}", f, outer[0] if outer else None, inner[0] if inner else None, public)
        self.changes(source, figures, at, public)

    def speaking(self, source, public):
        """A hidden figure has no number at all, but for a target and a number of children."""
        measures = {m["id"]: m for m in self.council.profile.get("measures", [])}
        for key, rows in public.items():
            m = measures.get(key[0], {})
            for row in rows:
                silent = {"base"} if m.get("kind") == "benchmark" else set()
                silent |= {"value"} if m.get("target") and not key[3] else set()
                said = [f"{x} {row[x]}" for x in ("count", "base", "percent", "lower", "upper", "value", "change", "signal") if row[x] and x not in silent]
                if row["status"] == "c" and said:
                    self.told.append(f"{source} {' / '.join(x for x in key if x)} is hidden, and has {', '.join(said)}")

    def check(self, f, row):
        for what, s in (("count", f.count), ("base", f.base)):
            if row[what] and s is not None and not (what == "base" and f.role == "rate") and not (what == "count" and f.role == "other"):
                if int(float(row[what])) != self.size(s):
                    self.faults.append(f"{f}: {what} {row[what]}, and by the definitions {self.size(s)}")
                elif f.role != "series":
                    self.printed.setdefault(s.uid, (f.period, s, f"{f}{' (base)' if what == 'base' else ''}"))
        if f.role == "busiest":
            f.named = True

    def hidden(self, source, s):
        """A hidden count: not nought, where noughts are shown."""
        if self.zeros_shown and self.size(s) > 0:
            self.claims.append(Claim(source, [(1, s)], 1, numpy.inf))

    def read(self, source, f, row, inner, public):
        if inner is None:
            # What has no row among those that have is nought.
            if f.role == "count" and f.category and any(k[:2] == (f.measure, f.period) for k in public) and self.size(f.count) == 0:
                self.claim(source, [(1, f.count)], 0)
                self.base.append(self.claims[-1])
            return
        for s in (f.count, f.base):
            if s is not None and f.role not in ("series", "other"):
                self.base.append(Claim("", [(1, s)], *((0, 0) if self.size(s) == 0 else (1, numpy.inf))))
        if row is None:
            return
        count, base, percent, value, lower = (number(row[x]) for x in ("count", "base", "percent", "value", "lower"))
        if f.count is not None:
            if count is None and percent is not None and base is not None and f.role in ("count", "busiest"):
                count = round(percent * base / 100)
            if count is None and percent is None and lower is not None and f.role in ("count", "busiest", "curve"):
                count = next((x for x in range(1, 3000) if abs(chi2.ppf(.025, 2 * x) / 2 - lower) < 1e-6 * lower), None)
            if count is None and f.role == "rate" and value is not None and base:
                count = round(value * base / 10000)
            if count is not None:
                self.claim(source, [(1, f.count)], count)
            elif row["status"] == "c" and f.role != "busiest":
                if f.measure not in self.veiled:
                    self.hidden(source, f.count)
        if f.base is not None and f.role not in ("rate", "series"):
            if base is None and count and percent:
                base = round(100 * count / percent)
            if base is not None:
                self.claim(source, [(1, f.base)], base)
        if f.role == "mean" and value is not None:
            self.claim(source, [(1, f.more["of"])], round(value * f.more["times"]))
        if f.role == "busiest":
            named = {k[3] for k in public if k[:3] == (f.measure, f.period, f.category)}
            for part, other in f.more["others"]:
                self.claim(source, [(1, f.count), (-1, other)], 0 if part in named else 1, numpy.inf, soft=True)
        if f.more.get("entries") and value is not None:
            self.claim(source, [(1, s) for s in f.more["entries"]], value)
        if "done" in f.more and percent is not None:
            # Kaplan and Meier's estimate: as many as are done at least, and at most what would be if who is lost had never been.
            percent = 100 - percent if f.role == "curve" else percent
            self.claim(source, [(100, f.more["done"]), (-percent, f.more["of"])], -numpy.inf, 1e-6)
            if f.more["lost"] is not None:
                self.claim(source, [(100, f.more["done"]), (-percent, f.more["of"]), (percent, f.more["lost"])], -1e-6, numpy.inf)
        if f.role == "against" and value and base is None:
            given = public.get((f.measure, f.period, "", ""), [{"value": ""}])[0]["value"]
            self.claim(source, [(1, f.base)], round(value * number(given))) if given else None
        if f.role == "quantile" and value is not None:
            self.quantile(source, f, value)

    def quantile(self, source, f, value):
        of, share = f.more["of"], f.more["share"]
        below, above = of & done_in_days(int(numpy.floor(value))), of - done_in_days(int(numpy.ceil(value)) - 1)
        if share == 1:
            self.claim(source, [(1, below), (-1, of)], 0)
            self.claim(source, [(1, above)], 1, numpy.inf)
        else:
            self.claim(source, [(1, below), (-share, of)], -share, numpy.inf)
            self.claim(source, [(1, above), (share - 1, of)], share - 1, numpy.inf)

    def changes(self, source, figures, at, public):
        """A change on the year before is a difference of counts; months of control limits have a mean."""
        places = {(f.measure, f.period, f.category, f.part): f for f in figures if f.role in ("count", "busiest")}
        series = {}
        for f in figures:
            row = at[id(f)]
            if row and f.role == "count" and row["change"]:
                year = int(f.period[:4])
                before = re.sub(r"^\d{4}(-\d\d(?= |$))?", lambda m: str(year - 1) + (f"-{year % 100:02}" if m[1] else ""), f.period)
                if re.fullmatch(r"\d{4}-\d\d", f.period) and (f.measure, before, f.category, f.part) not in places:
                    before = f"{year - 1}{f.period[4:]}"
                old = places.get((f.measure, before, f.category, f.part))
                if old and not (row["count"] and at[id(old)] and at[id(old)]["count"]):
                    self.claim(f"{source} {f.measure}", [(1, f.count), (-1, old.count)], number(row["change"]), soft=True)
            if row and f.role == "series" and f.category == "control limits" and row["value"]:
                series.setdefault((f.measure, row["value"]), []).append(places[(f.measure, f.period, "", "")].count)
        self.trends(source, figures, at)
        self.over_years(source, figures, public)
        for (measure, value), sets in series.items():
            self.claim(f"{source} {measure}", [(1, s) for s in sets], round(float(value) * len(sets)), soft=True)

    def over_years(self, source, figures, public):
        """A share's points since the first year; and what rests on counts of which some are hidden."""
        places = {(f.measure, f.period, f.category): f for f in figures if f.role == "count" and not f.part}
        for (measure, period, category, part), rows in public.items():
            since = re.fullmatch(r"since (\S+)", part)
            now, first = places.get((measure, period, category)), places.get((measure, since[1], category)) if since else None
            if first and now and now.base and rows[-1]["value"] and not rows[-1]["count"]:
                bases = [public[measure, f.period, category, ""][0]["base"] for f in (now, first)]
                if all(bases):
                    terms = [(100 / float(bases[0]), now.count), (-100 / float(bases[1]), first.count)]
                    value = float(rows[-1]["value"])
                    self.claim(f"{source} {measure}", terms, value - 1e-6, value + 1e-6, soft=True)
            if category in ("control limits", "run chart median", "yearly rate of change", "rank") and rows[0]["status"] != "c":
                length = 4 if category == "yearly rate of change" else len(period)
                if category == "rank":
                    rest = [r for k, v in public.items() if k[:2] == (measure, period) and not k[3] for r in v if r["base"] and r["status"] == "c"]
                else:
                    rest = [r for k, v in public.items() if k[0] == measure and not k[2] and not k[3] for r in v if r["status"] == "c" and len(k[1]) >= length]
                if rest:
                    self.told.append(f"{source} {measure} {period} {category} is shown, and counts it rests on are hidden")

    def trends(self, source, figures, at):
        """Of seven months in a row each is above, or below, the one before: the rows stand on hidden months, too."""
        rows = [f for f in figures if f.role == "rule" and f.category == "trend of seven"]
        for a, b in zip(rows, rows[1:]):
            signals = {at[id(f)]["signal"] for f in (a, b) if at[id(f)]}
            if a.measure == b.measure and at[id(a)] and at[id(b)] and signals - {""}:
                up = 1 if "higher" in signals else -1
                self.claim(f"{source} {a.measure}", [(up, b.count), (-up, a.count)], 1, numpy.inf, soft=True)

    def see_return(self, public, internal):
        self.veiled = set()
        for f in self.council.return_figures():
            key = (f.measure, f.period, f.category, "")
            f.measure = "return " + f.measure
            inner = internal.get(key, [None])[0]
            if inner:
                self.check(f, inner)
            self.read("return", f, public.get(key, [None])[0], inner, public)

    def see_findings(self, program, out, inner):
        """How many records a finding is about, and how many rows were kept."""
        c = self.council
        with open(program.place(f"{out}/manifest.json"), encoding="utf-8") as file:
            rows = json.load(file)["rows"]
        if isinstance(rows.get("kept"), int):
            self.claim("manifest", [(1, everyone())], rows["kept"], soft=True)
        years = [received(*c.year_span(y)) for y in c.years]
        sets = {("received-outside-years", "received"): Not(Joined("or", years))}
        if "outcome" in c.fields and c.has_closed:
            answered = Not(c.fields["outcome"].blank())
            sets["outcome-without-closure", "closed"] = answered - done_by(c.as_at)
        if c.given and c.has_closed:
            sets["date-after-as-at", "closed"] = done_by(NEVER - 1) - done_by(c.as_at)
        for name in c.fields:
            sets["value-not-recorded", name] = c.in_category("Not recorded", name)
        counted = []
        for name in (out, inner):
            counted.append({})
            with open(program.place(f"{name}/data-quality.csv"), encoding="utf-8-sig", newline="") as file:
                for row in csv.DictReader(file):
                    counted[-1].setdefault((row["rule"], row["field"]), []).append(row["rows"])
        plain = lambda cells: all(x.isdigit() for x in cells)
        for key, s in sets.items():
            shown, truth = counted[0].get(key, []), counted[1].get(key, [])
            if not plain(truth) or sum(map(int, truth)) != self.size(s):
                continue  # the rule looks at fewer records than this set
            self.base.append(Claim("", [(1, s)], *((1, numpy.inf) if truth else (0, 0))))
            if truth:
                self.printed.setdefault(s.uid, ("findings", s, f"finding {key[0]} {key[1]}"))
            if plain(shown):
                self.claim("findings", [(1, s)], sum(map(int, shown)), soft=True)
            else:
                self.hidden("findings", s)
        for name in c.fields:
            # Fewer than 95% of the year's records have it.
            if ("field-incomplete", name) in counted[0]:
                self.claim("findings", [(20, years[-1] & sets["value-not-recorded", name]), (-1, years[-1])], 1, numpy.inf, soft=True)

    def see_sums(self, program, figures, chance):
        """What a template of the council's own prints of two categories together, and of what is hidden."""
        listed = list(csv.DictReader(program.run("figures", "profile.yaml", "--format", "csv").stdout.splitlines()))
        sets = {(f.measure, f.category): f for f in figures if f.role == "count" and not f.part and not f.more.get("entries")
                and f.period == self.council.year_label(self.council.years[-1])}
        one_field = {m["id"] for m in self.council.profile.get("measures", []) if m["kind"] == "breakdown" and len(m["by"]) == 1}
        wanted, hidden = [], []
        fields = ("count", "base", "percent", "lower", "upper", "value", "change", "change-percent", "change-points", "words")
        for row in listed:
            if row["measure"] in one_field and "@" not in row["reference"] and row["category"] and not row["part"]:
                if (row["measure"], row["category"]) in sets:
                    wanted.append((row["reference"], sets[row["measure"], row["category"]]))
            if row["status"] == "c" and "@" not in row["reference"]:
                hidden.append((row["reference"], [x for x in fields if not row.get(x)]))
        pairs = [(a, b) for a, b in itertools.combinations(wanted, 2) if a[1].measure == b[1].measure]
        pairs = chance.sample(pairs, min(12, len(pairs)))
        lines = [f"S{i}: {{{{ {a[0]}+{b[0].split('.', 1)[1]}.count }}}}" for i, (a, b) in enumerate(pairs)]
        lines += [f"H{i}: " + "".join(f"{{{{ {name}.{field} }}}}" for field in empty) + ";" for i, (name, empty) in enumerate(hidden[:30])]
        with open(program.place("sums.md"), "w", encoding="utf-8") as file:
            file.write("\n\n".join(lines) + "\n")
        if not program.report("profile.yaml", "out-sums", "--template", program.place("sums.md"), formats="html"):
            return
        with open(program.place("out-sums/sums.html"), encoding="utf-8") as file:
            text = re.sub(r"<[^>]*>", "", file.read().split("<main")[1])
        for i, (a, b) in enumerate(pairs):
            found = re.search(rf"S{i}: ([\d,]+)", text)
            if found:
                self.claim("sums", [(1, a[1].count), (1, b[1].count)], int(found[1].replace(",", "")))
        for i, (name, _) in enumerate(hidden[:30]):
            found = re.search(rf"H{i}: ([^;]*);", text)
            if found and re.search(r"\d", found[1]):
                self.told.append(f"a template prints {found[1]} of {name}, which is hidden")

    # -- classes --

    def tests(self, s):
        if s.uid not in self.test_cache:
            self.test_cache[s.uid] = s.tests()
        return self.test_cache[s.uid]

    def axes(self, s):
        return frozenset(t.axis for t in self.tests(s).values()) - {"time"}

    def time_atoms(self, tests):
        """One (received, closed, aware) for each combination of the tests of time that the calendar allows."""
        c = self.council
        r = numpy.arange(min(c.year_span(c.years[0])[0] - 400, int(c.records["time"][0].min())), c.as_at + 1)
        ends = [numpy.maximum(t.closed(r), r - 1) for t in tests if t.closed]
        closed = numpy.stack([r, numpy.full_like(r, NEVER), *ends, *(numpy.maximum(e + 1, r) for e in ends)])
        closed = numpy.where((closed < r) | (closed >= NEVER), NEVER, closed)
        future = any(t.key == ("time", "done", NEVER - 1) for t in tests)
        closed = numpy.where((closed > c.as_at) & (closed < NEVER), LATER if future else NEVER, closed)
        rs = numpy.broadcast_to(r, closed.shape).ravel()
        pairs = numpy.unique(numpy.stack([rs, closed.ravel()]), axis=1)
        others = [t for t in tests if t.aware is None]
        with_aware = [t for t in tests if t.aware is not None]
        code, first = self.tell_apart(others, (pairs[0], pairs[1], numpy.full_like(pairs[0], NEVER)))
        if not with_aware:
            return tuple(x[first] for x in (pairs[0], pairs[1], numpy.full_like(pairs[0], NEVER)))
        edges = [d for t in with_aware for e in t.aware for d in (e - 1, e, e + 1)]
        told = numpy.stack([r - i for i in range(15)] + [numpy.full_like(r, NEVER)]
                           + [numpy.where((e <= r) & (e > r - 900), e, NEVER) for e in edges])
        aware = numpy.unique(numpy.stack([numpy.broadcast_to(r, told.shape).ravel(), told.ravel()]), axis=1)
        code2, _ = self.tell_apart(with_aware, (aware[0], numpy.full_like(aware[0], NEVER), aware[1]))
        mine, seen, result = {}, set(), []
        for day, x, y in zip(pairs[0].tolist(), code.tolist(), pairs[1].tolist()):
            mine.setdefault(day, ({}, {}))[0].setdefault(x, y)
        for day, x, y in zip(aware[0].tolist(), code2.tolist(), aware[1].tolist()):
            mine[day][1].setdefault(x, y)
        for day, (closings, tellings) in mine.items():
            for (x, closing), (y, telling) in itertools.product(closings.items(), tellings.items()):
                if (x, y) not in seen:
                    seen.add((x, y))
                    result.append((day, closing, telling))
        return tuple(numpy.array(x) for x in zip(*result))

    def tell_apart(self, tests, days):
        """A number for each class of days that the tests do not tell apart, and the first of each class."""
        chance = numpy.random.default_rng(7)
        code = numpy.zeros(len(days[0]), dtype=numpy.uint64)
        for t in tests:
            code ^= numpy.where(t.look(days), chance.integers(1, 2 ** 63, dtype=numpy.uint64), numpy.uint64(0))
        _, first, number = numpy.unique(code, return_index=True, return_inverse=True)
        return number, first

    def build(self, sets):
        """Tables of classes: one for each group of fields that sets cross; each set has its vector over all classes."""
        self.test_cache = {}
        every = {}
        for s in sets:
            every.update(self.tests(s))
        self.time = self.time_atoms([t for t in every.values() if t.axis == "time"])
        self.values = {"time": self.time}
        for axis in {t.axis for t in every.values()} - {"time"}:
            self.values[axis] = numpy.arange(len(self.council.fields[axis].atoms) if axis in self.council.fields else 2)
        families = {}
        for s in sets:
            families.setdefault(self.axes(s), []).append(s)
        tables = [Table(self, axes, members) for axes, members in families.items()]
        # Small tables with most in common become one.
        merged = True
        while merged:
            merged = False
            for a, b in sorted(itertools.combinations(tables, 2), key=lambda p: (-len(p[0].fields & p[1].fields), p[0].cells * p[1].cells)):
                if a.cells * b.cells > CELLS * 40 and not (a.fields <= b.fields or b.fields <= a.fields):
                    continue
                both = Table(self, a.fields | b.fields, a.sets + b.sets, most=CELLS if not (a.fields <= b.fields or b.fields <= a.fields) else 2 * CELLS)
                if both.cells <= both.most:
                    tables = [t for t in tables if t not in (a, b)] + [both]
                    merged = True
                    break
        self.tables = [t for t in tables if t.cells <= 8 * CELLS]
        offset = 0
        self.vectors = {}
        for t in self.tables:
            t.fill(offset)
            offset += t.width
        self.width = offset
        rows = []
        for a, b in itertools.combinations(self.tables, 2):
            rows += a.ties(b)
        self.ties = rows
        truths = [t.truth() for t in self.tables]
        self.truth = None if any(t is None for t in truths) else numpy.concatenate(truths)
        if self.truth is None:
            self.faults.append("a record is in no class")


class Table:
    def __init__(self, attack, fields, sets, most=CELLS):
        self.attack, self.fields, self.sets, self.most = attack, frozenset(fields), sets, most
        tests = {}
        for s in sets:
            tests.update(attack.tests(s))
        self.tests = tests
        self.axes = ["time", *sorted(self.fields)]
        self.parts, self.cells = {}, 1
        for axis in self.axes:
            # The classes that the tests tell apart: the class of each value, and the first value of each class.
            keys = self.keys(axis, attack.values[axis])
            number = {key: i for i, key in enumerate(dict.fromkeys(keys))}
            first = {key: i for i, key in reversed(list(enumerate(keys)))}
            self.parts[axis] = numpy.array([number[key] for key in keys]), numpy.array([first[key] for key in number]), number
            self.cells *= len(number)

    def keys(self, axis, values):
        length = len(values[0] if axis == "time" else values)
        rows = [t.look(values) for t in self.tests.values() if t.axis == axis]
        return [column.tobytes() for column in numpy.stack(rows).T] if rows else [b""] * length

    def truth(self):
        """How many records there are in each class, or None where one is in a class that the calendar does not know."""
        index = numpy.zeros(len(self.attack.council.records["time"][0]), dtype=int)
        for axis in self.axes:
            number = self.parts[axis][2]
            places = [number.get(key) for key in self.keys(axis, self.attack.council.records[axis])]
            if None in places:
                return None
            index = index * len(number) + numpy.array(places)
        return numpy.bincount(index, minlength=self.width)

    def fill(self, offset):
        shape = [len(self.parts[axis][1]) for axis in self.axes]
        index = numpy.indices(shape).reshape(len(shape), -1)
        values = {}
        for axis, i in zip(self.axes, index):
            first = self.parts[axis][1][i]
            values[axis] = tuple(x[first] for x in self.attack.time) if axis == "time" else first
        bits = numpy.stack([s.holds(values) for s in self.sets]) if self.sets else numpy.zeros((0, index.shape[1]), bool)
        self.index, self.offset, self.width = index, offset, index.shape[1]
        for s, row in zip(self.sets, bits):
            self.attack.vectors[s.uid] = (offset + numpy.flatnonzero(row)).astype(int)

    def ties(self, other):
        """The two tables count the same records: sums over what both can tell are equal."""
        codes = []
        for axis in ["time", *sorted(self.fields & other.fields)]:
            mine, theirs = self.parts[axis][0], other.parts[axis][0]
            up = list(range(mine.max() + 1 + theirs.max() + 1))

            def root(x):
                while up[x] != x:
                    up[x] = up[up[x]]
                    x = up[x]
                return x
            for a, b in set(zip(mine.tolist(), (theirs + mine.max() + 1).tolist())):
                up[root(a)] = root(b)
            codes.append((numpy.array([root(x) for x in range(mine.max() + 1)]), numpy.array([root(x + mine.max() + 1) for x in range(theirs.max() + 1)])))
        shared = ["time", *sorted(self.fields & other.fields)]
        mine = list(zip(*(codes[i][0][self.index[self.axes.index(axis)]].tolist() for i, axis in enumerate(shared))))
        theirs = list(zip(*(codes[i][1][other.index[other.axes.index(axis)]].tolist() for i, axis in enumerate(shared))))
        groups = {}
        for place, (keys, offset) in enumerate(((mine, self.offset), (theirs, other.offset))):
            for i, key in enumerate(keys):
                groups.setdefault(key, ([], []))[place].append(offset + i)
        return [(numpy.array(a), numpy.array(b)) for a, b in groups.values()]


class System:
    """Whole numbers, not negative, that fulfil ties and claims."""

    def __init__(self, attack, claims, quantities):
        self.attack, self.rows, self.solves, self.unknown = attack, [], 0, 0
        zero = numpy.zeros(attack.width, bool)
        for claim in claims:
            terms = [(w, attack.vectors[s.uid]) for w, s in claim.terms if s.uid in attack.vectors]
            if len(terms) < len(claim.terms):
                continue
            if claim.low == claim.high == 0 and all(w > 0 for w, _ in terms):
                for _, v in terms:
                    zero[v] = True
            else:
                self.rows.append((*self.line(terms), claim.low, claim.high, claim.source))
        for a, b in attack.ties:
            self.rows.append((*self.line([(1, a), (-1, b)]), 0, 0, ""))
        self.forms = [self.line([(w, attack.vectors[s.uid]) for w, s in q.terms]) for q in quantities]
        # Classes that nothing tells apart are one.
        chance = numpy.random.default_rng(3)
        code = numpy.zeros(attack.width)
        for at, weights in [(r[0], r[1]) for r in self.rows] + self.forms:
            code[at] += chance.random() * weights
        code[zero] = -1
        _, number = numpy.unique(numpy.round(code, 9), return_inverse=True)
        for at, weights, low, high, source in self.rows:
            got = (attack.truth[at] * weights).sum() if attack.truth is not None else low
            if not low - 1e-3 <= got <= high + 1e-3:
                attack.faults.append(f"an equation of {source or 'a tie'} does not hold: {got:g}, not {low:g} to {high:g}")
        self.class_of = numpy.where(zero, -1, number)
        self.width = number.max() + 1
        self.rows = [(*self.shorten(r[0], r[1]), *r[2:]) for r in self.rows]
        known = {}
        for r in self.rows:
            if len(r[0]):
                known.setdefault((r[0].tobytes(), r[1].tobytes(), r[2], r[3]), r)
        self.rows = list(known.values())
        self.forms = [self.shorten(*f) for f in self.forms]
        up = list(range(self.width))

        def root(x):
            while up[x] != x:
                up[x] = up[up[x]]
                x = up[x]
            return x
        for r in self.rows:
            first = root(int(r[0][0]))
            for x in r[0][1:].tolist():
                up[root(x)] = first
        self.part = numpy.array([root(x) for x in range(self.width)])
        self.kept = {}

    def line(self, terms):
        total = {}
        for weight, places in terms:
            for p in places.tolist():
                total[p] = total.get(p, 0) + weight
        items = [(p, w) for p, w in sorted(total.items()) if w]
        return numpy.array([p for p, _ in items], dtype=int), numpy.array([float(w) for _, w in items])

    def shorten(self, at, weights):
        """In merged classes; each class stands for all of its members, whose weights are the same."""
        chosen = {}
        for c, w in zip(self.class_of[at].tolist(), weights.tolist()):
            if c >= 0:
                chosen[c] = w
        keys = sorted(chosen)
        return numpy.array(keys, dtype=int), numpy.array([chosen[x] for x in keys])

    def group(self, parts):
        """Columns and rows of some components, with the matrix of those rows."""
        key = tuple(sorted(parts))
        if key not in self.kept:
            columns = numpy.flatnonzero(numpy.isin(self.part, key))
            place = numpy.full(self.width, -1)
            place[columns] = numpy.arange(len(columns))
            rows = [r for r in self.rows if self.part[r[0][0]] in parts]
            self.kept[key] = columns, place, rows, matrix([(place[r[0]], r[1]) for r in rows], len(columns))
        return self.kept[key]

    def solve(self, form, low, high, towards=None, without=()):
        """A solution with the form's value from low to high, or None. `towards` 1 or -1: the least or greatest."""
        at, weights = form
        if not len(at):
            return {} if low <= 0 <= high else None
        columns, place, rows, table = self.group(set(self.part[at].tolist()))
        lows, highs = numpy.array([r[2] for r in rows]), numpy.array([r[3] for r in rows])
        if without:
            off = numpy.array([r[4] in without for r in rows], dtype=bool)
            lows, highs = numpy.where(off, -numpy.inf, lows), numpy.where(off, numpy.inf, highs)
        one = matrix([(place[at], weights)], len(columns))
        cost = numpy.zeros(len(columns)) if towards is None else towards * one.toarray()[0]
        self.solves += 1
        result = milp(cost, integrality=numpy.ones(len(columns)), bounds=Bounds(0, numpy.inf), options={"time_limit": 3},
                      constraints=LinearConstraint(vstack([table, one]) if len(rows) else one, numpy.append(lows, low), numpy.append(highs, high)))
        if result.x is not None:
            return dict(zip(columns.tolist(), numpy.round(result.x).tolist()))
        if result.status != 2:
            self.unknown += 1
            return {}
        return None

    def value(self, form, solution):
        """What a solution gives a form, or None where it says nothing about it."""
        at, weights = form
        if not len(at) or any(x not in solution for x in at.tolist()):
            return None
        return sum(w * solution[x] for x, w in zip(at.tolist(), weights.tolist()))


def matrix(rows, width):
    data = numpy.concatenate([w for _, w in rows]) if rows else numpy.zeros(0)
    columns = numpy.concatenate([a for a, _ in rows]) if rows else numpy.zeros(0, int)
    starts = numpy.cumsum([0] + [len(a) for a, _ in rows])
    return csr_matrix((data, columns, starts), shape=(len(rows), width))


class Quantity:
    def __init__(self, name, terms, truth):
        self.name, self.terms, self.truth = name, terms, truth


def subset(attack, small, large):
    """By the classes, not by the records that happen to be there."""
    axes = ["time", *sorted(attack.axes(small) | attack.axes(large))]
    lengths = [len(attack.time[0]) if a == "time" else len(attack.values[a]) for a in axes]
    if numpy.prod(lengths) > 400000:
        return False
    index = numpy.indices(lengths).reshape(len(axes), -1)
    values = {a: tuple(x[i] for x in attack.time) if a == "time" else i for a, i in zip(axes, index)}
    return not (small.holds(values) & ~large.holds(values)).any()


def protected(attack, chance):
    """Printed counts and bases from 1 to k-1, and what two of one period leave over: a rest or a corner."""
    k, result, periods, seen = attack.k, [], {}, set()
    for period, s, name in attack.printed.values():
        if s.uid not in attack.vectors:
            continue
        key = (attack.vectors[s.uid].tobytes(),)
        if key not in seen:
            seen.add(key)
            periods.setdefault(period, []).append((s, name))
            if 0 < attack.size(s) < k:
                result.append(Quantity(name, [(1, s)], attack.size(s)))
    found = []
    for members in periods.values():
        records = numpy.stack([attack.inside(s) for s, _ in members]).astype(int)
        both, sizes = records @ records.T, records.sum(axis=1)
        for i, j in zip(*numpy.nonzero((both == sizes[:, None]) & (sizes[None, :] - sizes[:, None] > 0) & (sizes[None, :] - sizes[:, None] < k))):
            found.append((members[j], members[i], None, None, int(sizes[j] - sizes[i])))
        known = {}
        for i, row in enumerate(records):
            known.setdefault(row.tobytes(), []).append(i)
        for u in range(len(members)):
            inside = numpy.flatnonzero((both[u] == sizes) & (sizes < sizes[u]) & (sizes > 0))
            for a, b in itertools.combinations(inside.tolist(), 2):
                left = sizes[u] - sizes[a] - sizes[b] + both[a, b]
                if 0 < left < k and both[a, b] not in (sizes[a], sizes[b]) and both[a, b] > 0:
                    for c in known.get((records[a] * records[b]).tobytes(), [])[:2]:
                        found.append((members[u], members[a], members[b], members[c], int(left)))
    chance.shuffle(found)
    cache = {}

    def within(a, b):
        if (a.uid, b.uid) not in cache:
            cache[a.uid, b.uid] = subset(attack, a, b)
        return cache[a.uid, b.uid]
    rests = 0
    for u, a, b, c, left in found[:4 * QUANTITIES]:
        if rests >= QUANTITIES:
            break
        if b is None:
            if within(a[0], u[0]):
                result.append(Quantity(f"{u[1]} less {a[1]}", [(1, u[0]), (-1, a[0])], left))
                rests += 1
        elif within(a[0], u[0]) and within(b[0], u[0]) and within(a[0] & b[0], c[0]) and within(c[0], a[0] & b[0]):
            result.append(Quantity(f"{u[1]} in neither {a[1]} nor {b[1]}", [(1, u[0]), (-1, a[0]), (-1, b[0]), (1, c[0])], left))
            rests += 1
    return result


class Leak:
    def __init__(self, quantity, low, high, impossible, sources):
        self.quantity, self.low, self.high, self.impossible, self.sources = quantity, low, high, impossible, sources
        self.exact = low == high

    def __str__(self):
        q = self.quantity
        most = f"to {self.high:g}" if self.high < 1e8 else "or more"
        how = "exact" if self.exact else f"narrowed to {self.low:g} {most}, not {', '.join(map(str, self.impossible))}"
        return f"{q.name} is {q.truth}: {how}; from {', '.join(self.sources)}"


def find(attack, chance, explain=True, most=40):
    """The leaks of what an attack has seen."""
    sets = [s for claim in attack.claims + attack.base for _, s in claim.terms] + [s for _, s, _ in attack.printed.values()]
    sets = list({s.uid: s for s in sets}.values())
    attack.build(sets)
    quantities = protected(attack, chance)
    system = System(attack, attack.claims, quantities)
    bottom = System(attack, [c for c in attack.base if attack.zeros_shown or c.low == -1], quantities)
    possible = [{q.truth} for q in quantities]
    leaks = []
    for i, q in enumerate(quantities):
        impossible = []
        for value in range(1, attack.k):
            if value in possible[i]:
                continue
            solution = system.solve(system.forms[i], value, value)
            if solution is None:
                if bottom.solve(bottom.forms[i], value, value) is not None:
                    impossible.append(value)
                continue
            for j, form in enumerate(system.forms):
                got = system.value(form, solution)
                if got is not None:
                    possible[j].add(int(got))
        if impossible and len(leaks) < most:
            least, greatest = system.solve(system.forms[i], -1e9, 1e9, 1), system.solve(system.forms[i], -1e9, 1e9, -1)
            low, high = (system.value(system.forms[i], x) if x else -1 for x in (least, greatest))
            sources = sorted({r[4] for r in system.rows if r[4]})
            needed = list(sources)
            if explain and len(leaks) < 6:
                for source in sources:
                    rest = [x for x in needed if x != source]
                    if system.solve(system.forms[i], impossible[0], impossible[0], without=set(sources) - set(rest)) is None:
                        needed = rest
            leaks.append(Leak(q, low, high, impossible, needed if explain and len(leaks) < 6 else ["..."]))
    attack.size_of_it = dict(quantities=len(quantities), classes=int((system.class_of >= 0).sum()), width=system.width, rows=len(system.rows),
                             solves=system.solves + bottom.solves, unknown=system.unknown + bottom.unknown)
    return leaks


def attack_council(made, folder, chance=None):
    """Makes a council's publications, and attacks them. Returns the attack and its leaks, or None where no pack is made."""
    chance = chance or random.Random(1)
    program = Program(folder)
    council = Council(os.path.join(folder, "profile.yaml"))
    program.authority = council.profile["authority"]["name"]
    rule = council.profile.get("disclosure", {})
    attack = Attack(council, rule.get("suppress-below", 5), rule.get("zeros") != "hidden")
    earlier = made.edition and program.report("earlier.yaml", "earlier")
    program.report("profile.yaml", "in", "--internal")
    if not program.report("profile.yaml", "out"):
        return attack, None
    attack.see("report", council.figures(), program.rows("out/figures.csv"), program.rows("in/figures.csv"))
    attack.see_findings(program, "out", "in")
    if made.sums:
        attack.see_sums(program, list(council.figures()), chance)
    if made.other_year and len(council.years) > 1:
        year = council.year_label(council.years[-1] - 1)
        if program.report("profile.yaml", "out-year", "--year", year):
            program.report("profile.yaml", "in-year", "--internal", "--year", year)
            other = Council(os.path.join(folder, "profile.yaml"), year)
            attack.see("year", other.figures(), program.rows("out-year/figures.csv"), program.rows("in-year/figures.csv"))
    if program.run("return", "profile.yaml", "--out", program.place("return.csv")).returncode == 0:
        program.run("return", "truth.yaml", "--out", program.place("return-in.csv"))
        attack.see_return(program.rows("return.csv"), program.rows("return-in.csv"))
    if earlier:
        program.report("earlier.yaml", "in-earlier", "--internal")
        then = Council(os.path.join(folder, "earlier.yaml"), now=council)
        before = len(attack.claims)
        attack.see("earlier", then.figures(), program.rows("earlier/figures.csv"), program.rows("in-earlier/figures.csv"))
        # What was published then cannot be taken back.
        attack.base += attack.claims[before:]
    return attack, find(attack, chance)
