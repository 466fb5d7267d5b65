"""What each figure of a council counts, by the published definitions alone: a set of records, as a value.

A set is and, or, not of tests of one axis: `time` (the days of a record), a coded field, or whether an identifier is in an
earlier record. No test is about another figure."""
import calendar
import csv
import itertools
import os
from datetime import date
from functools import lru_cache

import numpy
import yaml

NEVER = 10 ** 7     # a day that has not come
LATER = NEVER - 2   # a day after all that counts
FIRST, LAST = date(2014, 1, 1).toordinal(), date(2028, 1, 1).toordinal()
# England's bank holidays, month and day.
HOLIDAYS = {2019: "0101 0419 0422 0506 0527 0826 1225 1226", 2020: "0101 0410 0413 0508 0525 0831 1225 1228",
            2021: "0101 0402 0405 0503 0531 0830 1227 1228", 2022: "0103 0415 0418 0502 0602 0603 0829 0919 1226 1227",
            2023: "0102 0407 0410 0501 0508 0529 0828 1225 1226", 2024: "0101 0329 0401 0506 0527 0826 1225 1226",
            2025: "0101 0418 0421 0505 0526 0825 1225 1226"}


@lru_cache(None)
def limit_days(limit):
    """The last day within `limit` of each day from FIRST."""
    number, unit = limit.split(" ", 1)
    number, unit = int(number), unit.rstrip("s")
    starts = numpy.arange(FIRST, LAST)
    if unit in ("day", "week"):
        return starts + number * (7 if unit == "week" else 1)
    if unit == "working day":
        holidays = {date(y, int(d[:2]), int(d[2:])).toordinal() for y, days in HOLIDAYS.items() for d in days.split()}
        working = numpy.array([d for d in range(FIRST, LAST + 900) if date.fromordinal(d).weekday() < 5 and d not in holidays])
        return working[numpy.searchsorted(working, starts, "right") + number - 1]
    ends = []
    for start in starts.tolist():
        day = date.fromordinal(start)
        year, month = divmod(day.year * 12 + day.month - 1 + number * (12 if unit == "year" else 1), 12)
        ends.append(date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1])).toordinal())
    return numpy.array(ends)


def after(limit, days):
    return limit_days(limit)[numpy.clip(days - FIRST, 0, LAST - FIRST - 1)]


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


class Test(Set):
    """`look` says which values of the axis meet it. Of time, `closed` is the day closed that decides, as a function of the
    day received, and `aware` the days of becoming aware that do."""

    def __init__(self, axis, key, look, closed=None, aware=None):
        self.axis, self.key, self.look, self.closed, self.aware = axis, (axis, *key), look, closed, aware

    def tests(self):
        return {self.key: self}

    def holds(self, values):
        return self.look(values[self.axis])


class Not(Set):
    def __init__(self, inner):
        self.inner, self.tests = inner, inner.tests

    def holds(self, values):
        return ~self.inner.holds(values)


class Joined(Set):
    def __init__(self, how, members):
        self.how, self.members = how, members

    def tests(self):
        return {key: test for member in self.members for key, test in member.tests().items()}

    def holds(self, values):
        join = numpy.logical_and if self.how == "and" else numpy.logical_or
        return join.reduce([member.holds(values) for member in self.members])


def received(first, last):
    return Test("time", ("received", first, last), lambda t: (t[0] >= first) & (t[0] <= last))


def everyone():
    return received(0, NEVER)


def old_enough(limit, day, strictly=False):
    """The limit's last day is `day` or earlier; strictly: earlier."""
    return Test("time", ("old", limit, day, strictly), lambda t: after(limit, t[0]) + strictly <= day)


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


def ordinal(text):
    """A date in an export or a profile; a blank is a day that has not come."""
    parts = str(text).strip().split("/")[::-1] if "/" in str(text) else str(text).strip().split("-")
    return date(*map(int, parts)).toordinal() if len(parts) == 3 else NEVER


class Field:
    """A coded field: what its values mean, and one atom for each different cell. A leaf is a category and a part."""

    def __init__(self, name, codes, separator, cells):
        self.name, self.separator, self.means = name, separator, {}
        self.fold = fold = lambda text: " ".join(text.lower().split())
        self.values = lambda cell: [v.strip() for v in (cell.split(separator) if separator else [cell]) if v.strip()]
        for category, part, value in codes or [(value, "", "") for cell in cells for value in self.values(cell)]:
            self.means.setdefault(fold(value or part or category), (category, part))
        self.leaves = list(dict.fromkeys(self.means.values())) + ([("Unrecognised", "")] if codes else [])
        every = range(2 ** len(self.leaves) if separator else len(self.leaves) + 1)
        self.atoms = [frozenset(leaf for i, leaf in enumerate(self.leaves) if (n >> i & 1 if separator else n == i + 1)) for n in every]
        self.number = {atom: i for i, atom in enumerate(self.atoms)}

    def read(self, cell):
        return self.number[frozenset(self.means.get(self.fold(value), ("Unrecognised", "")) for value in self.values(cell))]

    def any_of(self, leaves):
        wanted = frozenset(leaves)
        table = numpy.array([bool(atom & wanted) for atom in self.atoms])
        return Test(self.name, (wanted,), lambda codes: table[codes])

    def blank(self):
        return Test(self.name, ("blank",), lambda codes: codes == 0)


class Figure:
    """`more` holds what else its numbers say about sets: `of`, `done`, `lost`, `entries`, `others`, `times`, `share`."""

    def __init__(self, measure, period, category, part, role, count, base, more):
        self.measure, self.period, self.category, self.part, self.role = measure, period, category, part, role
        self.count, self.base, self.more = count, base, more

    def __repr__(self):
        return " / ".join(x for x in (self.measure, self.period, self.category, self.part) if x)


class Council:
    """Profile and records. `figures` says what each row of figures.csv counts, `return_figures` each row of the return."""

    def __init__(self, path, year=None, now=None):
        """`year`: of a pack, with its part if it is a quarterly one ("2023-24 Q1-Q2"). `now`: for an earlier edition, the council
        as it is today, whose records its sets are about."""
        with open(path, encoding="utf-8") as file:
            self.profile = yaml.safe_load(file)
        self.folder, report = os.path.dirname(path), self.profile["report"]
        self.start_month = {"April": 4, "September": 9, "January": 1}[report.get("year-start", "April")]
        last, self.part = int(str(year or report["year"])[:4]), str(year or "").partition(" ")[2]
        # Years begin and end as the quarters of a part do.
        self.quarters = range(int(self.part[1]) - 1, int(self.part[-1])) if self.part else range(4)
        self.years, self.then = list(range(last - report.get("years", 5) + 1, last + 1)), None
        self.read_records()
        if now:
            # A case not closed then had no outcome yet.
            self.fields, self.records, self.then = now.fields, now.records, done_by(self.as_at)
        self.populations = {"contacts": received(0, self.as_at) if now else everyone()}
        for population in self.profile.get("populations", []):
            conditions = [self.condition(where) for where in population["where"]]
            self.populations[population["id"]] = Joined("and", [self.populations["contacts"], *conditions])

    def read_records(self):
        types, codes = {f["field"]: f for f in self.profile.get("fields", [])}, {}
        if "codes" in self.profile:
            with open(os.path.join(self.folder, self.profile["codes"]), encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    codes.setdefault(row["field"], []).append((row["category"], row["part"], row["value"]))
        source = self.profile["records"][0]
        kind = lambda f: types.get(f, {}).get("type") or {"received": "date", "closed": "date", "id": "identifier"}.get(f, "coded")
        of_kind = lambda name: [f for f in source["columns"] if kind(f) == name]
        self.dates, coded, separator = of_kind("date"), of_kind("coded"), lambda f: types.get(f, {}).get("separator")
        self.has_closed, self.aware = "closed" in self.dates, next((f for f in self.dates if f not in ("received", "closed")), None)
        self.ongoing = types.get("outcome", {}).get("ongoing-category", "Ongoing")
        kept = {}
        with open(os.path.join(self.folder, source["file"]), encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file)):
                row = {f: ordinal(row[heading]) if f in self.dates else row[heading] for f, heading in source["columns"].items()}
                if row["received"] == NEVER:
                    continue
                first = kept.setdefault(row.get("id") or number, row)
                if first is not row:
                    first.update({f: first[f] + separator(f) + row[f] for f in coded if separator(f)})
        given = self.profile["report"].get("as-at")
        self.given, self.as_at = given, ordinal(given) if given else max(
            row[f] for row in kept.values() for f in self.dates if row[f] < NEVER)
        kept = [row for row in kept.values() if row["received"] <= self.as_at]
        self.fields = {f: Field(f, codes.get(f), separator(f), [row[f] for row in kept]) for f in coded}
        day = lambda f: numpy.array([row[f] if f else NEVER for row in kept])
        r, c, a = day("received"), day("closed" if self.has_closed else None), day(self.aware)
        c = numpy.where((c > self.as_at) & (c < NEVER), LATER, numpy.maximum(c, r))
        self.records = {"time": (r, c, numpy.where(a > self.as_at, NEVER, a))}
        for name, field in self.fields.items():
            self.records[name] = numpy.array([field.read(row[name]) for row in kept])
        for name in of_kind("identifier"):
            firsts = {}
            for place, row in enumerate(kept):
                firsts[row[name]] = min(firsts.get(row[name], (NEVER, 0)), (row["received"], place))
            self.records["repeat " + name] = numpy.array([int(bool(row[name]) and firsts[row[name]] < (row["received"], place))
                                                          for place, row in enumerate(kept)])

    # -- conditions --

    def in_category(self, name, field, state=None):
        """`state`: who was concluded, for outcomes judged at another time than as-at."""
        f, state = self.fields[field], state or self.then
        if name == "Not recorded" or name == self.ongoing and field == "outcome":
            if field != "outcome" or not self.has_closed:
                return f.blank() if name == "Not recorded" else f.any_of([leaf for leaf in f.leaves if leaf[0] == name])
            still_open = Not(state or done_by(self.as_at))
            if name == "Not recorded":
                return f.blank() - still_open
            coded = f.any_of([leaf for leaf in f.leaves if leaf[0] == name])
            return (still_open if state else f.blank() & still_open) | coded
        coded = f.any_of([leaf for leaf in f.leaves if leaf[0] == name] or [leaf for leaf in f.leaves if leaf[1] == name])
        return coded & state if state and field == "outcome" and self.has_closed else coded

    def condition(self, where):
        field = where["field"]
        if "is" in where or "is-not" in where:
            union = Joined("or", [self.in_category(str(name), field) for name in where.get("is", where.get("is-not"))])
            return union if "is" in where else Not(union)
        if "answered" in where:
            return Not(self.in_category("Not recorded", field))
        first, last = ordinal(where.get("from", "2014-01-01")), ordinal(where.get("until", "2027-12-31"))
        if field == "closed":
            return done_by(min(last, self.as_at)) - done_by(first - 1)
        return received(first, last) if field == "received" else aware_between(first, last)

    # -- periods --

    def year_label(self, year):
        label = str(year) if self.start_month == 1 else f"{year}-{(year + 1) % 100:02}"
        return f"{label} {self.part}".strip()

    def year_span(self, year):
        return self.spans(year, "year")[0][1:]

    def spans(self, year, per):
        """Label, first and last day of each year, quarter or month of a year."""
        first, last = 3 * self.quarters[0], 3 * self.quarters[-1] + 3
        months = [divmod(year * 12 + self.start_month - 1 + i, 12) for i in range(first, last + 1)]
        starts = [date(y, m + 1, 1).toordinal() for y, m in months]
        if per == "month":
            return [(f"{y}-{m + 1:02}", s, e - 1) for (y, m), s, e in zip(months, starts, starts[1:])]
        if per == "quarter":
            label = self.year_label(year).split(" ")[0]
            return [(f"{label} Q{q + 1}", starts[3 * i], starts[3 * i + 3] - 1) for i, q in enumerate(self.quarters)]
        return [(self.year_label(year), starts[0], starts[-1] - 1)]

    # -- figures --

    def figures(self):
        measures = self.profile.get("measures", self.standard())
        for measure in measures:
            if measure["kind"] == "benchmark" and self.part:
                continue
            # In a pack of one quarter, by quarter is by year.
            yield from self.of_measure(dict(measure, per="year") if measure.get("per") == "quarter" and len(self.quarters) == 1 else measure)
        if any(m["kind"] == "benchmark" for m in measures) and not self.part:
            for measure in self.return_measures():
                yield from self.of_measure(dict(measure, id="return-" + measure["id"]))

    def standard(self):
        """The standard measures, if a profile has none."""
        given = [{"id": "contacts", "kind": "count"}, {"id": "contacts-by-month", "kind": "count", "per": "month"}]
        given += [{"id": {"outcome": "outcomes"}.get(f, f), "kind": "breakdown", "by": [f]}
                  for f in ("stage", "harm", "sector", "source", "outcome") if f in self.fields]
        if self.has_closed:
            given += [{"id": "timeliness", "kind": "timeliness", "within": ["1 month", "3 months", "12 months"]},
                      {"id": "time-open", "kind": "curve"}]
        return given + [{"id": "sector-by-harm", "kind": "breakdown", "by": ["sector", "harm"]}] * ({"harm", "sector"} <= set(self.fields))

    def of_measure(self, m):
        kind = "around" if m.get("around") else "cross" if len(m.get("by", [])) == 2 else m["kind"]
        make = getattr(self, kind)
        population = self.populations[m.get("of", "contacts")] if kind != "benchmark" else None
        if kind == "benchmark":
            yield from make(m)
            return
        for year in self.years[-1:] if kind == "cross" else self.years:
            if year >= int(str(m.get("since", 0))[:4]):
                for label, first, last in self.spans(year, m.get("per", "year") if kind != "count" else "year"):
                    for category, part, role, count, base, *more in make(m, population, received(first, last), year):
                        more = more[0] if more else {}
                        yield Figure(m["id"], more.get("period", label), category, part, role, count, base, more)

    def count(self, m, population, when, year):
        whole = population & when
        per = m.get("per", "year")
        if per == "year":
            yield "", "", "count", whole, None
            return
        spans = [s for s in self.spans(year, per) if s[1] <= self.as_at or not self.given]
        sets = [population & received(first, last) for _, first, last in spans]
        parts = [date.fromordinal(s[1]).strftime("%B") if per == "month" else s[0][-2:] for s in spans]
        for (period, *_), part, one in zip(spans, parts, sets):
            yield "", "", "count", one, None, {"period": period}
            for rule in ("outside the limits", "trend of seven", "two of three near a limit", "seven on one side of the mean",
                         "long run on one side of the median"):
                yield rule, "", "rule", one, None, {"period": period}
            for other in ("control limits", "run chart median", "crossings of the median"):
                yield other, "", "series", None, None, {"period": period}
            yield f"busiest {per}", part, "busiest", one, None, {"others": [(p, o) for p, o in zip(parts, sets) if o is not one]}
        yield f"all {per}s", "", "count", whole, None
        yield f"mean of the {per}s", "", "mean", None, whole, {"times": len(spans), "of": whole}

    def around(self, m, population, when, year):
        for event in m["around"]:
            day = ordinal(event["date"])
            # Four weeks cut short by as-at are not counted.
            if self.year_span(year)[0] <= day <= self.year_span(year)[1] and (day + 27 <= self.as_at or not self.given):
                name = f"{event['note']}, {date.fromordinal(day).strftime('%-d %B %Y')}"
                for part, first, last in (("4 weeks before", day - 28, day - 1), ("4 weeks from then", day, day + 27)):
                    yield name, part, "count", population & received(first, last), None

    def concluded(self, m, year):
        """When outcomes are judged: who was concluded then, and who is in rows and base."""
        if m.get("at") == "year-end":
            return done_by(min(self.year_span(year)[1], self.as_at)), everyone()
        if m.get("follow-up"):
            return done_within(m["follow-up"]) & done_by(self.as_at), old_enough(m["follow-up"], self.as_at)
        return None, everyone()

    def names(self, field, out=()):
        names = list(dict.fromkeys(category for category, _ in self.fields[field].leaves))
        names += [self.ongoing] * (field == "outcome" and self.has_closed and self.ongoing not in names)
        return [name for name in [*names, "Not recorded"] if name not in out]

    def breakdown(self, m, population, when, year):
        whole = population & when
        field, out = m["by"][0], m.get("leave-out", [])
        f, names, (state, old) = self.fields[field], self.names(field, out), self.concluded(m, year)
        everybody, sets = whole & old, {name: self.in_category(name, field, state) for name in names}
        whole = everybody & Joined("or", list(sets.values())) if len(names) < len(self.names(field)) else everybody
        base = self.populations[m["percent-of"]] & when & old if m.get("percent-of") else whole
        # Each entry of a cell counts, if it is in the table's rows.
        many = lambda sets: {"entries": sets} if f.separator else {}
        yield "", "", "count", whole, base, many([whole & f.any_of([leaf]) for leaf in f.leaves if leaf[0] not in out])
        for name in names:
            one, leaves = everybody & sets[name], [leaf for leaf in f.leaves if leaf[0] == name]
            yield name, "", "count", one, base, many([everybody & f.any_of([leaf]) for leaf in leaves] or [one])
            for part in [part for _, part in leaves if part]:
                yield name, part, "count", one & f.any_of([(name, part)]), base if m.get("parts-of") == "all" else one
            if name != self.ongoing and field == "outcome" and self.ongoing in names and m.get("per", "year") == "year":
                yield name, "of concluded", "count", one, whole - sets[self.ongoing]

    def cross(self, m, population, when, year):
        whole = population & when
        (a, b), out, (state, old) = m["by"], m.get("leave-out", []), self.concluded(m, year)
        sets = {x: {n: self.in_category(n, x, state) for n in self.names(x, out)} for x in (a, b)}
        whole = Joined("and", [whole & old] + [Joined("or", list(sets[x].values())) for x in (a, b) if out])
        yield "", "", "count", whole, whole
        for two, there in sets[b].items():
            yield "", two, "count", whole & there, whole
        for one, here in sets[a].items():
            yield one, "", "count", whole & here, whole
            for two, there in sets[b].items():
                yield one, two, "count", whole & here & there, whole & here

    def in_time(self, m, limit):
        return done_within(limit) & done_by(self.as_at) if m.get("from", "received") == "received" else told_within(limit)

    def share(self, m, population, when, year):
        whole = population & when
        state, old = self.concluded(m, year)
        if "in" in m:
            inside = self.populations[m["in"]] & state if state else self.populations[m["in"]]
        elif "repeat" in m:
            inside = Test("repeat " + m["repeat"], (), lambda codes: codes == 1)
        else:
            inside = self.in_time(m, m["within"][0] if isinstance(m["within"], list) else m["within"])
        yield "", "", "count", whole & old & inside, whole & old
        for name in self.names(m["by"][0], []) if m.get("by") else []:
            one = whole & old & self.in_category(name, m["by"][0])
            yield name, "", "count", one & inside, one, {"nobody": one}

    def timeliness(self, m, population, when, year):
        whole = population & when
        done, limits = done_by(self.as_at), m["within"]
        inside = {limit: self.in_time(m, limit) for limit in limits}
        base = {limit: {"received": whole, "closed": whole & done, "due": whole & (done | old_enough(limit, self.as_at, True))}[
            m.get("base", "received")] for limit in limits}
        for limit in limits:
            yield f"within {limit}", "", "count", base[limit] & inside[limit], base[limit]
            yield f"within {limit}", "estimated", "estimate", None, whole, {"of": whole, "done": whole & inside[limit], "lost":
                                                                            whole - inside[limit] - old_enough(limit, self.as_at)}
        yield "median", "estimated", "other", None, whole
        if m.get("bands") and m.get("base") != "due":
            last, whole = limits[-1], base[limits[-1]]
            yield f"up to {limits[0]}", "", "count", whole & inside[limits[0]], whole
            for a, b in zip(limits, limits[1:]):
                yield f"over {a} to {b}", "", "count", whole & (inside[b] - inside[a]), whole
            yield f"over {last}{'' if m.get('base') == 'closed' else ' or open'}", "", "count", whole - inside[last], whole

    def duration(self, m, population, when, year):
        whole = population & when
        done = whole & done_by(self.as_at)
        for name, share in (("lower quartile", .25), ("median", .5), ("upper quartile", .75), ("longest", 1)):
            yield name, "", "quantile", None, done, {"share": share, "of": done}
        yield "median", "estimated", "other", None, whole

    def curve(self, m, population, when, year):
        whole = population & when
        yield "followed from the start", "", "count", whole, None
        for time in m.get("within") or [f"{n} week{'s' * (n > 1)}" for n in (1, 2, 3, 4, 6, 8, 10, 12, 16, 20, 26, 39, 52)]:
            done, old = whole & done_within(time) & done_by(self.as_at), old_enough(time, self.as_at)
            yield f"open after {time}", "", "curve", (whole & old) - done, None, {"of": whole, "done": done, "lost": whole - done - old}
        yield "median", "", "other", None, whole

    def caseload(self, m, population, when, year):
        whole = population & when
        start, end = self.year_span(year)
        days = self.records["time"][0]
        if not ((days >= start) & (days <= end)).any():
            return  # a year without records has no figures
        end = min(end, self.as_at)
        until, at_end = received(0, end), (population & received(0, end)) - done_by(end)
        yield "open at the start", "", "count", (population & received(0, start - 1)) - done_by(start - 1), None
        yield "received", "", "count", whole, None
        yield "closed", "", "count", (population & until & done_by(end)) - done_by(start - 1), None
        yield "open at the end", "", "count", at_end, None
        limits = m.get("within") or ["4 weeks", "3 months", "6 months", "12 months"]
        older = [at_end & old_enough(limit, end, True) for limit in limits]
        yield "open at the end", f"open up to {limits[0]}", "count", at_end - older[0], at_end
        for a, b, up, down in zip(limits, limits[1:], older, older[1:]):
            yield "open at the end", f"open over {a} to {b}", "count", up - down, at_end
        yield "open at the end", f"open over {limits[-1]}", "count", older[-1], at_end

    def supplied(self, m, population, when, year):
        whole = population & when
        if m.get("against"):
            yield "*against", "", "against", None, whole

    # -- the standard measures, for the return and for comparisons --

    STANDARD = {"harm": ["Physical", "Sexual", "Emotional", "Neglect", "Other", "Not recorded"],
                "outcome": ["Substantiated", "Unsubstantiated", "Unfounded", "False", "Malicious", "Ongoing", "Other", "Not recorded"]}

    def return_measures(self):
        given = self.profile.get("return", {})
        contacts, met = given.get("contacts", "contacts"), given.get("threshold-met")
        yield {"id": "contacts", "kind": "count", "of": contacts}
        if "harm" in self.fields:
            yield {"id": "harm", "kind": "breakdown", "of": contacts, "by": ["harm"]}
        if self.aware:
            yield {"id": "one-working-day", "kind": "share", "of": contacts, "within": "1 working day", "from": "aware"}
        if met:
            yield {"id": "threshold-met", "kind": "share", "of": contacts, "in": met}
        if met and "outcome" in self.fields:
            yield {"id": "outcome", "kind": "breakdown", "of": met, "by": ["outcome"]}
        if met and self.has_closed:
            yield {"id": "timeliness", "kind": "timeliness", "of": met, "within": ["1 month", "3 months", "12 months"]}

    def return_figures(self):
        """The council's own categories as the standard ones: any other name is Other."""
        for m in self.return_measures():
            merged = {}
            for f in self.of_measure(m):
                if f.role != "count" or f.part or m["kind"] == "breakdown" and not f.category:
                    continue
                name = f.category
                if m["kind"] == "breakdown":
                    name = "Ongoing" if name == self.ongoing and m["id"] == "outcome" else name if name in self.STANDARD[m["id"]] else "Other"
                merged.setdefault((f.period, name), (Joined("or", []), f.base))[0].members.append(f.count)
            for (period, name), (count, base) in merged.items():
                yield Figure(m["id"], period, name, "", "count", count, base, {})

    def benchmark(self, m):
        for f in self.return_figures():
            if f.measure == {"threshold-share": "threshold-met"}.get(m["of"], m["of"]):
                rate = m["of"] in ("contacts", "threshold-met")
                yield Figure(m["id"], f.period, f.category, "", "rate" if rate else "count", f.count, None if rate else f.base, {})
