"""What each figure of a council counts, by the definitions of the published READMEs: a set of records, as a value.

A set is And, Or, Not over tests of one axis: `time` (days of a record), a coded field, or whether an identifier stands in
an earlier record. No test is about another figure."""
import calendar
import csv
import itertools
import os
from datetime import date, timedelta
from functools import lru_cache

import numpy
import yaml

NEVER = 10 ** 7      # a day that has not come
LATER = NEVER - 2    # a day after all that counts
FIRST, LAST = date(2014, 1, 1).toordinal(), date(2028, 1, 1).toordinal()


# ---- the calendar ----

def easter(year):
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


@lru_cache(None)
def holidays():
    """England's bank holidays."""
    days = {date(2020, 5, 8), date(2022, 6, 2), date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8)}
    for year in range(2014, 2029):
        may = [day for day in (date(year, 5, n) for n in range(1, 32)) if day.weekday() == 0]
        august = [day for day in (date(year, 8, n) for n in range(1, 32)) if day.weekday() == 0]
        days |= {easter(year) - timedelta(2), easter(year) + timedelta(1), august[-1]}
        days |= set() if year == 2020 else {may[0]}
        days |= set() if year == 2022 else {may[-1]}
        for day in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
            while day.weekday() > 4 or day in days:
                day += timedelta(1)
            days.add(day)
    return days


@lru_cache(None)
def limit_days(limit):
    """The last day within `limit` of each day from FIRST."""
    number, unit = limit.split(" ", 1)
    number, unit = int(number), unit.rstrip("s")
    starts = numpy.arange(FIRST, LAST)
    if unit in ("day", "week"):
        return starts + number * (7 if unit == "week" else 1)
    ends = []
    working = [day for day in range(FIRST, LAST + 400)
               if date.fromordinal(day).weekday() < 5 and date.fromordinal(day) not in holidays()]
    for start in starts:
        if unit == "working day":
            ends.append(working[min(len(working) - 1, int(numpy.searchsorted(working, start, "right")) + number - 1)])
            continue
        day = date.fromordinal(int(start))
        month = day.year * 12 + day.month - 1 + number * (12 if unit == "year" else 1)
        last = calendar.monthrange(month // 12, month % 12 + 1)[1]
        ends.append(date(month // 12, month % 12 + 1, min(day.day, last)).toordinal())
    return numpy.array(ends)


def after(limit, days):
    return limit_days(limit)[numpy.clip(days - FIRST, 0, LAST - FIRST - 1)]


# ---- sets ----

class Set:
    numbers = itertools.count()

    def __new__(cls, *_, **__):
        made = super().__new__(cls)
        made.uid = next(Set.numbers)
        return made

    def __and__(self, other):
        return Joined("and", [self, other])

    def __or__(self, other):
        return Joined("or", [self, other])

    def __sub__(self, other):
        return Joined("and", [self, Not(other)])

    def holds(self, values):
        """Of each record, whether it is in the set; `values` says for each axis what tests look at."""


class Test(Set):
    """One test of one axis. Of time, `closed` or `aware` is the day compared, as a function of the day received."""

    def __init__(self, axis, key, look, closed=None, aware=None):
        self.axis, self.key, self.look, self.closed, self.aware = axis, (axis, *key), look, closed, aware

    def tests(self):
        return {self.key: self}

    def holds(self, values):
        return self.look(values[self.axis])


class Not(Set):
    def __init__(self, inner):
        self.inner = inner

    def tests(self):
        return self.inner.tests()

    def holds(self, values):
        return ~self.inner.holds(values)


class Joined(Set):
    def __init__(self, how, members):
        self.how, self.members = how, members

    def tests(self):
        return {key: test for member in self.members for key, test in member.tests().items()}

    def holds(self, values):
        result = self.members[0].holds(values)
        for member in self.members[1:]:
            result = result & member.holds(values) if self.how == "and" else result | member.holds(values)
        return result


def received(first, last):
    return Test("time", ("received", first, last), lambda t: (t[0] >= first) & (t[0] <= last))


def old_enough(limit, day, strictly=False):
    """The limit's day has come by `day` (strictly: is past)."""
    return Test("time", ("old", limit, day, strictly),
                lambda t: after(limit, t[0]) < day if strictly else after(limit, t[0]) <= day)


def done_by(day):
    return Test("time", ("done", day), lambda t: t[1] <= day, closed=lambda r: numpy.full_like(r, day))


def done_within(limit):
    return Test("time", ("within", limit), lambda t: t[1] <= after(limit, t[0]), closed=lambda r: after(limit, r))


def done_in_days(days):
    return Test("time", ("days", days), lambda t: t[1] - t[0] <= days, closed=lambda r: r + days)


def told_within(limit):
    """Received within the limit of becoming aware."""
    return Test("time", ("told", limit), lambda t: (t[2] < NEVER) & (t[0] <= after(limit, t[2])), aware=())


def aware_between(first, last):
    return Test("time", ("aware", first, last), lambda t: (t[2] >= first) & (t[2] <= last), aware=(first, last))


def aware_known():
    return Test("time", ("aware",), lambda t: t[2] < NEVER, aware=())


def everyone():
    return Test("time", ("all",), lambda t: t[0] > 0)


# ---- what the profile says ----

def fold(text):
    return " ".join(text.lower().split())


def ordinal(text):
    text = str(text).strip()
    if not text:
        return NEVER
    try:
        day, month, year = (int(p) for p in text.split("/")) if "/" in text else reversed([int(p) for p in text.split("-")])
        return date(year, month, day).toordinal()
    except ValueError:
        return NEVER


class Field:
    """A coded field: its categories, what each value of a cell means, and one class for each different cell."""

    def __init__(self, name, codes, separator, cells):
        self.name, self.separator, self.listed = name, separator, bool(codes)
        self.means, self.leaves = {}, []
        for category, part, value in codes:
            leaf = (category, part)
            self.means[fold(value or part or category)] = leaf
            self.leaves += [leaf] if leaf not in self.leaves else []
        for cell in cells:
            for value in self.values(cell):
                if not codes and fold(value) not in self.means:
                    self.means[fold(value)] = (value, "")
                    self.leaves.append((value, ""))
        self.leaves += [("Unrecognised", "")] if codes else []
        if separator:
            self.atoms = [frozenset(leaf for i, leaf in enumerate(self.leaves) if n >> i & 1) for n in range(2 ** len(self.leaves))]
        else:
            self.atoms = [frozenset()] + [frozenset([leaf]) for leaf in self.leaves]
        self.number = {atom: i for i, atom in enumerate(self.atoms)}

    def values(self, cell):
        return [v.strip() for v in (cell.split(self.separator) if self.separator else [cell]) if v.strip()]

    def read(self, cell):
        return frozenset(self.means.get(fold(value), ("Unrecognised", "")) for value in self.values(cell))

    def any_of(self, wanted):
        """Records with any of these leaves."""
        wanted = frozenset(wanted)
        table = numpy.array([bool(atom & wanted) for atom in self.atoms])
        return Test(self.name, (wanted,), lambda codes: table[codes])

    def blank(self):
        return Test(self.name, ("blank",), lambda codes: codes == 0)

    def categories(self):
        return list(dict.fromkeys(category for category, _ in self.leaves))

    def parts(self, category):
        return [part for c, part in self.leaves if c == category and part]


class Figure:
    def __init__(self, measure, period, category, part, role, count=None, base=None, **more):
        self.measure, self.period, self.category, self.part, self.role = measure, period, category, part, role
        self.count, self.base, self.more = count, base, more

    def __repr__(self):
        return " / ".join(x for x in (self.measure, self.period, self.category, self.part) if x)


class Council:
    """Profile and records; `figures()` says what each row counts."""

    def __init__(self, path, year=None, now=None):
        """`now`: of an earlier edition, the council as it is today, whose records its sets are to be about."""
        with open(path, encoding="utf-8") as file:
            self.profile = yaml.safe_load(file)
        self.folder = os.path.dirname(path)
        report = self.profile["report"]
        self.start_month = {"April": 4, "September": 9, "January": 1}[report.get("year-start", "April")]
        last = int(str(year or report["year"])[:4])
        self.years = list(range(last - report.get("years", 5) + 1, last + 1))
        self.words = self.profile.get("words", {}).get("contacts", "contacts")
        self.then = None
        self.read_records()
        if now:
            # What was not closed then had no outcome yet.
            self.fields, self.records, self.then = now.fields, now.records, done_by(self.as_at)
        self.populations = {"contacts": received(0, self.as_at) if now else everyone()}
        for population in self.profile.get("populations", []):
            every = [self.condition(where) for where in population["where"]]
            self.populations[population["id"]] = Joined("and", [self.populations["contacts"], *every])

    def read_records(self):
        types = {f["field"]: f for f in self.profile.get("fields", [])}
        codes = {}
        if "codes" in self.profile:
            with open(os.path.join(self.folder, self.profile["codes"]), encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    codes.setdefault(row["field"], []).append((row["category"], row["part"], row["value"]))
        source = self.profile["records"][0]
        with open(os.path.join(self.folder, source["file"]), encoding="utf-8", newline="") as file:
            rows = [{field: row[heading] for field, heading in source["columns"].items()} for row in csv.DictReader(file)]
        kind = lambda f: types.get(f, {}).get("type") or {"received": "date", "closed": "date", "id": "identifier"}.get(f, "coded")
        columns = list(source["columns"])
        self.has_closed = "closed" in columns
        self.dates = [f for f in columns if kind(f) == "date"]
        self.identifiers = [f for f in columns if kind(f) == "identifier" and f != "id"]
        self.aware = next((f for f in self.dates if f not in ("received", "closed")), None)
        coded = [f for f in columns if kind(f) == "coded"]
        self.ongoing = types.get("outcome", {}).get("ongoing-category", "Ongoing")
        kept, seen = [], {}
        for row in rows:
            row = dict(row, **{f: ordinal(row[f]) for f in self.dates})
            if row["received"] == NEVER:
                continue
            if row.get("id") and row["id"] in seen:
                first = seen[row["id"]]
                for f in coded:
                    if types.get(f, {}).get("separator"):
                        first[f] += types[f]["separator"] + row[f]
                continue
            seen[row.get("id", "")] = row
            kept.append(row)
        given = self.profile["report"].get("as-at")
        self.given = given is not None
        self.as_at = ordinal(given) if given else max(row[f] for row in kept for f in self.dates if row[f] < NEVER)
        kept = [row for row in kept if row["received"] <= self.as_at]
        self.fields = {f: Field(f, codes.get(f, []), types.get(f, {}).get("separator"), [row[f] for row in kept]) for f in coded}
        days = lambda f: numpy.array([row[f] for row in kept], dtype=int)
        r = days("received")
        c = numpy.maximum(days("closed"), r) if self.has_closed else numpy.full_like(r, NEVER)
        c = numpy.where((c > self.as_at) & (c < NEVER), LATER, c)
        a = days(self.aware) if self.aware else numpy.full_like(r, NEVER)
        a = numpy.where(a > self.as_at, NEVER, a)
        self.records = {"time": (r, c, a)}
        for name, field in self.fields.items():
            self.records[name] = numpy.array([field.number[field.read(row[name])] for row in kept], dtype=int)
        for name in self.identifiers:
            firsts = {}
            for row in kept:
                if row[name].strip():
                    firsts[row[name]] = min(firsts.get(row[name], NEVER), row["received"])
            seen, flags = set(), []
            for i in sorted(range(len(kept)), key=lambda i: (kept[i]["received"], i)):
                value = kept[i][name].strip()
                flags.append((i, int(bool(value) and firsts[value] < kept[i]["received"])))
            self.records["repeat " + name] = numpy.array([flag for _, flag in sorted(flags)], dtype=int)

    # -- conditions --

    def open_at(self, day):
        return Not(done_by(day))

    def in_category(self, name, field, state=None):
        """`state`: who counts as concluded, for outcomes that are judged at another moment."""
        f, state = self.fields[field], state or self.then
        leaves = [leaf for leaf in f.leaves if leaf[0] == name] or [leaf for leaf in f.leaves if leaf[1] == name]
        blank = f.blank()
        if field == "outcome" and self.has_closed:
            open_now = Not(state) if state else self.open_at(self.as_at)
            coded = f.any_of(leaves) if leaves else None
            if name == self.ongoing:
                if state:
                    return open_now | coded if coded else open_now
                waiting = blank & open_now
                return waiting | coded if coded else waiting
            if name == "Not recorded":
                return blank - open_now
            return coded - open_now if state else coded
        return blank if name == "Not recorded" else f.any_of(leaves)

    def condition(self, where):
        field = where["field"]
        if "is" in where or "is-not" in where:
            sets = [self.in_category(str(name), field) for name in where.get("is", where.get("is-not"))]
            union = Joined("or", sets)
            return union if "is" in where else Not(union)
        if "answered" in where:
            return Not(self.in_category("Not recorded", field))
        first, last = ordinal(where.get("from", "2014-01-01")), ordinal(where.get("until", "2027-12-31"))
        if field == "received":
            return received(first, last)
        if field == "closed":
            return done_by(min(last, self.as_at)) - done_by(first - 1)
        return aware_between(first, last)

    # -- periods --

    def year_label(self, year):
        return str(year) if self.start_month == 1 else f"{year}-{(year + 1) % 100:02}"

    def year_span(self, year):
        return date(year, self.start_month, 1).toordinal(), date(year + 1, self.start_month, 1).toordinal() - 1

    def spans(self, year, per):
        """(label, first day, last day) of each year, quarter or month of a year."""
        months = [(year + (self.start_month - 1 + i) // 12, (self.start_month - 1 + i) % 12 + 1) for i in range(12)]
        ends = [date(y, m, calendar.monthrange(y, m)[1]).toordinal() for y, m in months]
        starts = [date(y, m, 1).toordinal() for y, m in months]
        if per == "month":
            return [(f"{y}-{m:02}", s, e) for (y, m), s, e in zip(months, starts, ends)]
        if per == "quarter":
            return [(f"{self.year_label(year)} Q{q + 1}", starts[3 * q], ends[3 * q + 2]) for q in range(4)]
        return [(self.year_label(year), starts[0], ends[-1])]

    # -- figures --

    def figures(self):
        for measure in self.profile.get("measures", self.standard()):
            yield from self.of_measure(measure)
        if any(m["kind"] == "benchmark" for m in self.profile.get("measures", [])):
            for measure in self.return_measures():
                yield from self.of_measure(dict(measure, id="return-" + measure["id"]))

    def standard(self):
        names = [f for f in ("stage", "harm", "sector", "source", "outcome") if f in self.fields]
        return ([{"id": "contacts", "kind": "count"}, {"id": "contacts-by-month", "kind": "count", "per": "month"}]
                + [{"id": {"outcome": "outcomes"}.get(f, f), "kind": "breakdown", "by": [f]} for f in names]
                + ([{"id": "timeliness", "kind": "timeliness", "within": ["1 month", "3 months", "12 months"]},
                    {"id": "time-open", "kind": "curve"}] if self.has_closed else [])
                + ([{"id": "sector-by-harm", "kind": "breakdown", "by": ["sector", "harm"]}]
                   if {"harm", "sector"} <= set(self.fields) else []))

    def of_measure(self, m):
        population = self.populations[m.get("of", "contacts")] if m["kind"] not in ("benchmark", "supplied") else None
        first = int(str(m.get("since", "0"))[:4])
        if m["kind"] == "supplied":
            yield from self.supplied(m)
        elif m["kind"] == "benchmark":
            yield from self.benchmark(m)
        elif m.get("around"):
            yield from self.around(m, population)
        elif m["kind"] == "breakdown" and len(m["by"]) == 2:
            yield from self.cross(m, population)
        else:
            for year in self.years:
                if year >= first:
                    yield from getattr(self, m["kind"])(m, population, year)

    def count(self, m, population, year):
        label, start, end = self.spans(year, "year")[0]
        per = m.get("per", "year")
        if per == "year":
            yield Figure(m["id"], label, "", "", "count", population & received(start, end))
            return
        spans = [s for s in self.spans(year, per) if s[1] <= self.as_at or not self.given]
        sets = [population & received(s, e) for _, s, e in spans]
        whole = population & received(start, end)
        for (name, _, _), one in zip(spans, sets):
            yield Figure(m["id"], name, "", "", "count", one)
            for rule in ("outside the limits", "trend of seven", "two of three near a limit", "seven on one side of the mean",
                         "long run on one side of the median"):
                yield Figure(m["id"], name, rule, "", "rule", one)
            for rest in ("control limits", "run chart median", "crossings of the median"):
                yield Figure(m["id"], name, rest, "", "series")
        yield Figure(m["id"], label, f"all {per}s", "", "count", whole)
        yield Figure(m["id"], label, f"mean of the {per}s", "", "mean", None, whole, times=len(spans), of=whole)
        parts = [date.fromordinal(s).strftime("%B") if per == "month" else name[-2:] for name, s, _ in spans]
        for part, one in zip(parts, sets):
            yield Figure(m["id"], label, f"busiest {per}", part, "busiest", one,
                         others=[(p, o) for p, o in zip(parts, sets) if o is not one])

    def around(self, m, population):
        for event in m["around"]:
            day = ordinal(event["date"])
            year = next((y for y in self.years if self.year_span(y)[0] <= day <= self.year_span(y)[1]), None)
            if year is None:
                continue
            when = date.fromordinal(day)
            name = f"{event['note']}, {when.day} {when.strftime('%B %Y')}"
            for part, s, e in (("4 weeks before", day - 28, day - 1), ("4 weeks from then", day, day + 27)):
                yield Figure(m["id"], self.year_label(year), name, part, "count", population & received(s, e))

    def concluded(self, m, year):
        """When outcomes are judged: (who was concluded then, who is in rows and base)."""
        if m.get("at") == "year-end":
            return done_by(min(self.year_span(year)[1], self.as_at)), None
        if m.get("follow-up"):
            return done_within(m["follow-up"]) & done_by(self.as_at), old_enough(m["follow-up"], self.as_at)
        return None, None

    def names(self, field):
        f = self.fields[field]
        names = f.categories()
        if field == "outcome" and self.has_closed and self.ongoing not in names:
            names.append(self.ongoing)
        return names + ["Not recorded"]

    def breakdown(self, m, population, year):
        field = m["by"][0]
        f = self.fields[field]
        state, old = self.concluded(m, year)
        out = m.get("leave-out", [])
        for label, s, e in self.spans(year, m.get("per", "year")):
            everybody = population & received(s, e)
            everybody = everybody & old if old else everybody
            whole = everybody
            left = [name for name in self.names(field) if name not in out]
            if len(left) < len(self.names(field)):
                whole = whole & Joined("or", [self.in_category(name, field, state) for name in left])
            base = whole
            if m.get("percent-of"):
                base = self.populations[m["percent-of"]] & received(s, e)
                base = base & old if old else base
            entries = None
            if f.separator:
                entries = {name: [everybody & f.any_of([leaf]) for leaf in f.leaves if leaf[0] == name]
                           or [everybody & self.in_category(name, field, state)] for name in self.names(field) if name not in out}
            # The total's value counts what was left out, too, of records that stay.
            yield Figure(m["id"], label, "", "", "count", whole, base, entries=entries and [whole & f.any_of([leaf]) for leaf in f.leaves])
            ongoing = whole & self.in_category(self.ongoing, field, state) if field == "outcome" and self.ongoing in left else None
            for name in self.names(field):
                if name in out:
                    continue
                one = everybody & self.in_category(name, field, state)
                yield Figure(m["id"], label, name, "", "count", one, base, entries=entries and entries[name])
                for part in f.parts(name):
                    mine = everybody & f.any_of([(name, part)])
                    mine = mine - ongoing if state and field == "outcome" else mine
                    yield Figure(m["id"], label, name, part, "count", mine, base if m.get("parts-of") == "all" else one)
                if ongoing is not None and name == "Substantiated":
                    yield Figure(m["id"], label, name, "of concluded", "count", one, whole - ongoing)

    def cross(self, m, population):
        a, b = m["by"]
        year = self.years[-1]
        state, old = self.concluded(m, year)
        label, s, e = self.spans(year, "year")[0]
        whole = population & received(s, e)
        whole = whole & old if old else whole
        base = self.populations[m["percent-of"]] & received(s, e) if m.get("percent-of") else whole
        out = m.get("leave-out", [])
        sets = {x: {n: self.in_category(n, x, state) for n in self.names(x) if n not in out} for x in (a, b)}
        for x in (a, b):
            whole = whole & Joined("or", list(sets[x].values())) if out else whole
        base = base if m.get("percent-of") else whole
        yield Figure(m["id"], label, "", "", "count", whole, base)
        for two, there in sets[b].items():
            yield Figure(m["id"], label, "", two, "count", whole & there, base)
        for one, here in sets[a].items():
            yield Figure(m["id"], label, one, "", "count", whole & here, base)
            for two, there in sets[b].items():
                yield Figure(m["id"], label, one, two, "count", whole & here & there, base if m.get("percent-of") else whole & here)

    def share(self, m, population, year):
        for label, s, e in self.spans(year, m.get("per", "year")):
            base = population & received(s, e)
            if "in" in m:
                inside = self.populations[m["in"]]
                if m.get("follow-up"):
                    base = base & old_enough(m["follow-up"], self.as_at)
                    inside = inside & done_within(m["follow-up"]) & done_by(self.as_at)
            elif "repeat" in m:
                inside = Test("repeat " + m["repeat"], (), lambda codes: codes == 1)
            else:
                limit = m["within"][0] if isinstance(m["within"], list) else m["within"]
                inside = self.in_time(m, limit)
            yield Figure(m["id"], label, "", "", "count", base & inside, base)

    def in_time(self, m, limit):
        if m.get("from", "received") == "received":
            return done_within(limit) & done_by(self.as_at)
        return told_within(limit)

    def timeliness(self, m, population, year):
        by_closing = m.get("from", "received") == "received"
        done = done_by(self.as_at) if by_closing else aware_known()
        limits = m["within"]
        for label, s, e in self.spans(year, m.get("per", "year")):
            whole = population & received(s, e)
            followed = whole if by_closing else whole & aware_known()
            base = {limit: {"received": whole, "closed": whole & done,
                            "due": whole & (done | old_enough(limit, self.as_at, True))}[m.get("base", "received")] for limit in limits}
            for limit in limits:
                inside = self.in_time(m, limit)
                yield Figure(m["id"], label, f"within {limit}", "", "count", base[limit] & inside, base[limit])
                yield Figure(m["id"], label, f"within {limit}", "estimated", "estimate", None, followed, of=followed, done=followed & inside,
                             lost=followed - inside - old_enough(limit, self.as_at) if by_closing else None)
            yield Figure(m["id"], label, "median", "estimated", "other", None, followed)
            if m.get("bands") and m.get("base") != "due":
                bands = [(f"up to {limits[0]}", self.in_time(m, limits[0]))]
                for a, b in zip(limits, limits[1:]):
                    bands.append((f"over {a} to {b}", self.in_time(m, b) - self.in_time(m, a)))
                last = "" if m.get("base") == "closed" or not by_closing else " or open"
                bands.append((f"over {limits[-1]}{last}", Not(self.in_time(m, limits[-1]))))
                for name, inside in bands:
                    yield Figure(m["id"], label, name, "", "count", base[limits[-1]] & inside, base[limits[-1]])

    def duration(self, m, population, year):
        for label, s, e in self.spans(year, m.get("per", "year")):
            whole = population & received(s, e)
            done = whole & done_by(self.as_at)
            for name, share in (("lower quartile", .25), ("median", .5), ("upper quartile", .75), ("longest", 1)):
                yield Figure(m["id"], label, name, "", "quantile", None, done, share=share, of=done)
            yield Figure(m["id"], label, "median", "estimated", "other", None, whole)

    def curve(self, m, population, year):
        label, s, e = self.spans(year, "year")[0]
        whole = population & received(s, e)
        times = m.get("within") or [f"{n} week{'s' if n > 1 else ''}" for n in (1, 2, 3, 4, 6, 8, 10, 12, 16, 20, 26, 39, 52)]
        yield Figure(m["id"], label, "followed from the start", "", "count", whole)
        for time in times:
            beyond = (whole & old_enough(time, self.as_at)) - done_within(time)
            done = whole & done_within(time) & done_by(self.as_at)
            yield Figure(m["id"], label, f"open after {time}", "", "curve", beyond, done=done, of=whole,
                         lost=whole - done - old_enough(time, self.as_at))
        yield Figure(m["id"], label, "median", "", "other", None, whole)

    def caseload(self, m, population, year):
        label, s, e = self.spans(year, "year")[0]
        end = min(e, self.as_at)
        before = received(0, s - 1)
        until = received(0, end)
        at_start = population & before - done_by(s - 1)
        at_end = population & until - done_by(end)
        yield Figure(m["id"], label, "open at the start", "", "count", at_start)
        yield Figure(m["id"], label, "received", "", "count", population & received(s, e))
        yield Figure(m["id"], label, "closed", "", "count", population & until & done_by(end) - done_by(s - 1))
        yield Figure(m["id"], label, "open at the end", "", "count", at_end)
        limits = m.get("within") or ["4 weeks", "3 months", "6 months", "12 months"]
        ages = [(f"open up to {limits[0]}", None, limits[0])]
        ages += [(f"open over {a} to {b}", a, b) for a, b in zip(limits, limits[1:])] + [(f"open over {limits[-1]}", limits[-1], None)]
        for name, low, high in ages:
            one = at_end & old_enough(low, end, True) if low else at_end
            one = one - old_enough(high, end, True) if high else one
            yield Figure(m["id"], label, "open at the end", name, "count", one, at_end)

    def supplied(self, m):
        if not m.get("against"):
            return
        for year in self.years:
            label, s, e = self.spans(year, "year")[0]
            against = next(x for x in self.profile["measures"] if x["id"] == m["against"])
            whole = self.populations[against.get("of", "contacts")] & received(s, e)
            yield Figure(m["id"], label, "*against", "", "against", None, whole)

    # -- the standard measures, for the return and for comparisons --

    def return_fields(self):
        given = self.profile.get("return", {})
        pick = lambda key: given.get(key, key) if given.get(key, key) in (*self.fields, *self.dates) else None
        return {key: pick(key) for key in ("harm", "outcome", "closed", "aware")}, given

    def return_measures(self):
        fields, given = self.return_fields()
        contacts, met = given.get("contacts", "contacts"), given.get("threshold-met")
        yield {"id": "contacts", "kind": "count", "of": contacts}
        if fields["harm"]:
            yield {"id": "harm", "kind": "breakdown", "of": contacts, "by": [fields["harm"]]}
        if fields["aware"]:
            yield {"id": "one-working-day", "kind": "share", "of": contacts, "within": "1 working day", "from": "aware"}
        if met:
            yield {"id": "threshold-met", "kind": "share", "of": contacts, "in": met}
            if fields["outcome"]:
                yield {"id": "outcome", "kind": "breakdown", "of": met, "by": [fields["outcome"]]}
            if self.has_closed:
                yield {"id": "timeliness", "kind": "timeliness", "of": met, "within": ["1 month", "3 months", "12 months"]}

    STANDARD = {"harm": ["Physical", "Sexual", "Emotional", "Neglect", "Other", "Not recorded"],
                "outcome": ["Substantiated", "Unsubstantiated", "Unfounded", "False", "Malicious", "Ongoing", "Other", "Not recorded"]}

    def as_standard(self, measure, name):
        for standard, own in self.profile.get("return", {}).get("categories", {}).get(measure, {}).items():
            if name in (own if isinstance(own, list) else [own]):
                return standard
        if measure == "outcome" and name == self.ongoing:
            return "Ongoing"
        return name if name in self.STANDARD[measure] else "Other"

    def merged(self, measure, figures):
        """The council's own categories as the standard ones: a set each, and their base."""
        sums, order = {}, []
        for figure in figures:
            if figure.role == "count" and figure.category and not figure.part:
                key = (figure.period, self.as_standard(measure, figure.category))
                sums.setdefault(key, (Joined("or", []), figure.base))[0].members.append(figure.count)
        for (period, name), (count, base) in sums.items():
            yield Figure(measure, period, name, "", "count", count, base)

    def return_figures(self):
        for measure in self.return_measures():
            rows = self.of_measure(measure)
            yield from self.merged(measure["id"], rows) if measure["kind"] == "breakdown" else (
                f for f in rows if f.role == "count")

    def benchmark(self, m):
        of = {"threshold-share": "threshold-met", "substantiated": "outcome"}.get(m["of"], m["of"])
        for measure in self.return_measures():
            if measure["id"] != of:
                continue
            rows = self.of_measure(measure)
            rows = self.merged(of, rows) if measure["kind"] == "breakdown" else (f for f in rows if f.role == "count")
            for f in rows:
                rate = m["of"] in ("contacts", "threshold-met")
                if m["of"] == "substantiated":
                    if f.category != "Substantiated":
                        continue
                    f.category = ""
                yield Figure(m["id"], f.period, f.category, f.part, "rate" if rate else "count", f.count, None if rate else f.base)
