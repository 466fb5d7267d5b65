"""Possible records fall into classes that no set tells apart; claims are equations over the number in each.

Fields that no set crosses share only totals: each group of fields has a table of classes of its own, and the tables agree on
what they share. The calendar says which days of receipt and closing go together."""
import itertools

import numpy
from definitions import LATER, NEVER
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix, vstack

CELLS = 4000  # of one table


class Claim:
    """low <= sum of weight times number in the set <= high; `stage`: of the pack that says so."""

    def __init__(self, source, terms, low, high, stage=0):
        self.source, self.terms, self.low, self.high, self.stage = source, terms, low, high, stage


def roots(length, links):
    """For each of `length` things, one that represents all it is linked to."""
    up = list(range(length))

    def root(x):
        while up[x] != x:
            up[x] = up[up[x]]
            x = up[x]
        return x
    for a, b in links:
        up[root(a)] = root(b)
    return numpy.array([root(x) for x in range(length)], dtype=int)


def apart(tests, values):
    """For each value, the tests that it meets, as a key."""
    length = len(values[0] if isinstance(values, tuple) else values)
    return [column.tobytes() for column in numpy.stack([t.look(values) for t in tests]).T] if tests else [b""] * length


class Classes:
    """Tables of classes for sets, and the vector of each set over all tables."""

    def __init__(self, council, sets, one_table=False):
        self.council, self.known = council, {s.uid: s.tests() for s in sets}
        every = {key: t for tests in self.known.values() for key, t in tests.items()}
        self.values = {t.axis: numpy.arange(len(council.fields[t.axis].atoms) if t.axis in council.fields else 2)
                       for t in every.values() if t.axis != "time"}
        self.values["time"] = self.days([t for t in every.values() if t.axis == "time"])
        families = {}
        for s in sets:
            families.setdefault(self.fields(s), []).append(s)
        self.tables = [Table(self, frozenset().union(*families), sets)] if one_table else \
            self.merged([Table(self, fields, members) for fields, members in families.items()])
        if one_table and self.tables[0].cells > 40 * CELLS:
            self.tables = []
        self.width, self.vectors = 0, {}
        for table in self.tables:
            table.fill()
        self.ties = [tie for a, b in itertools.combinations(self.tables, 2) for tie in a.ties(b)]
        truths = [table.truth() for table in self.tables]
        self.truth = None if any(t is None for t in truths) else numpy.concatenate(truths)

    def fields(self, s):
        return frozenset(t.axis for t in (self.known.get(s.uid) or s.tests()).values()) - {"time"}

    def days(self, tests):
        """Days received, closed and of becoming aware: one for each combination of tests that the calendar allows."""
        c = self.council
        r = numpy.arange(min(c.year_span(c.years[0])[0] - 400, int(c.records["time"][0].min())), c.as_at + 1)
        spread = lambda rows: numpy.unique([numpy.tile(r, len(rows)), numpy.concatenate(rows)], axis=1)
        ends = [e + step for t in tests if t.closed for e in [t.closed(r)] for step in (0, 1)]
        later = LATER if any(t.key == ("time", "done", NEVER - 1) for t in tests) else NEVER
        closed = spread([r, numpy.full_like(r, NEVER)] + [numpy.where(e < r, NEVER, numpy.where(e > c.as_at, later, e)) for e in ends])
        edges = [day for t in tests for e in t.aware or () for day in (e - 1, e, e + 1)]
        told = spread([r - i for i in range(15)] + [numpy.full_like(r, NEVER)] + [numpy.where(e <= r, e, NEVER) for e in edges])
        # Closing and becoming aware are connected only through the day received.
        never = lambda pairs: numpy.full_like(pairs[0], NEVER)
        of_closing = apart([t for t in tests if t.aware is None], (closed[0], closed[1], never(closed)))
        of_telling = apart([t for t in tests if t.aware is not None], (told[0], never(told), told[1]))
        on = {}
        for place, (pairs, keys) in enumerate(((closed, of_closing), (told, of_telling))):
            for day, other, key in zip(*pairs.tolist(), keys):
                on.setdefault(day, ({}, {}))[place].setdefault(key, other)
        found = {}
        for day, (closings, tellings) in on.items():
            for (x, closing), (y, telling) in itertools.product(closings.items(), tellings.items()):
                found.setdefault((x, y), (day, closing, telling))
        return tuple(numpy.array(x) for x in zip(*found.values()))

    def merged(self, tables):
        """Small tables with most in common become one; what is still too large is left out."""
        nested = lambda a, b: a.fields <= b.fields or b.fields <= a.fields
        while True:
            pairs = sorted(itertools.combinations(tables, 2), key=lambda p: (-len(p[0].fields & p[1].fields), p[0].cells * p[1].cells))
            for a, b in pairs:
                if nested(a, b) or a.cells * b.cells <= 40 * CELLS:
                    both = Table(self, a.fields | b.fields, a.sets + b.sets)
                    if both.cells <= CELLS * (1 + nested(a, b)):
                        tables = [t for t in tables if t not in (a, b)] + [both]
                        break
            else:
                return [t for t in tables if t.cells <= 8 * CELLS]

    def subset(self, small, large):
        """Whether every possible record in the one is in the other."""
        axes = ["time", *sorted(self.fields(small) | self.fields(large))]
        lengths = [len(self.values["time"][0]) if axis == "time" else len(self.values[axis]) for axis in axes]
        if numpy.prod(lengths) > 400000:
            return False
        values = self.at(axes, numpy.indices(lengths).reshape(len(axes), -1))
        return not (small.holds(values) & ~large.holds(values)).any()

    def at(self, axes, index):
        return {axis: tuple(x[i] for x in self.values["time"]) if axis == "time" else self.values[axis][i] for axis, i in zip(axes, index)}


class Table:
    def __init__(self, classes, fields, sets):
        self.classes, self.fields, self.sets, self.axes = classes, fields, sets, ["time", *sorted(fields)]
        tests = {key: t for s in sets for key, t in classes.known[s.uid].items()}
        self.tests = {axis: [t for t in tests.values() if t.axis == axis] for axis in self.axes}
        # For each axis the class of each value, and the number and the first value of each class.
        self.number, self.of, self.first, self.cells = {}, {}, {}, 1
        for axis in self.axes:
            keys = apart(self.tests[axis], classes.values[axis])
            self.number[axis] = number = {key: i for i, key in enumerate(dict.fromkeys(keys))}
            self.of[axis] = numpy.array([number[key] for key in keys])
            self.first[axis] = numpy.unique(self.of[axis], return_index=True)[1]
            self.cells *= len(number)

    def fill(self):
        self.offset = self.classes.width
        self.index = numpy.indices([len(self.first[axis]) for axis in self.axes]).reshape(len(self.axes), -1)
        values = self.classes.at(self.axes, [self.first[axis][i] for axis, i in zip(self.axes, self.index)])
        for s in self.sets:
            self.classes.vectors[s.uid] = self.offset + numpy.flatnonzero(s.holds(values))
        self.classes.width += self.index.shape[1]

    def truth(self):
        """The number of records in each class, or None if one is in no class."""
        records, index = self.classes.council.records, 0
        for axis in self.axes:
            places = [self.number[axis].get(key) for key in apart(self.tests[axis], records[axis])]
            if None in places:
                return None
            index = index * len(self.number[axis]) + numpy.array(places)
        return numpy.bincount(index, minlength=self.index.shape[1])

    def ties(self, other):
        """Sums over what two tables share are equal: pairs of places."""
        keys = ([], [])
        for axis in ["time", *sorted(self.fields & other.fields)]:
            size = len(self.first[axis])
            shared = roots(size + len(other.first[axis]), zip(self.of[axis].tolist(), (other.of[axis] + size).tolist()))
            keys[0].append(shared[self.index[self.axes.index(axis)]])
            keys[1].append(shared[other.index[other.axes.index(axis)] + size])
        groups = {}
        for place, table in enumerate((self, other)):
            for i, key in enumerate(zip(*[k.tolist() for k in keys[place]])):
                groups.setdefault(key, ([], []))[place].append(table.offset + i)
        return [(numpy.array(a), numpy.array(b)) for a, b in groups.values()]


class System:
    """Whole numbers, not negative, that satisfy ties and claims; `forms` are the sums in question."""

    def __init__(self, classes, claims, asked):
        zero, rows, self.solves, self.unknown, self.kept, self.faults = numpy.zeros(classes.width, bool), [], 0, 0, {}, []
        vectors = classes.vectors
        for claim in claims:
            if all(s.uid in vectors for _, s in claim.terms):
                if claim.low == claim.high == 0 and all(w > 0 for w, _ in claim.terms):
                    zero[numpy.concatenate([vectors[s.uid] for _, s in claim.terms])] = True
                else:
                    rows.append((*line([(w, vectors[s.uid]) for w, s in claim.terms]), claim.low, claim.high, claim.source))
        rows += [(*line([(1, a), (-1, b)]), 0, 0, "") for a, b in classes.ties]
        forms = [line([(w, vectors[s.uid]) for w, s in terms]) for terms in asked]
        for at, weights, low, high, source in rows:
            truth = (classes.truth[at] * weights).sum() if classes.truth is not None else low
            if not low - 1e-3 <= truth <= high + 1e-3:
                self.faults.append(f"an equation of {source or 'a tie'} does not hold: {truth:g}, not {low:g} to {high:g}")
        # Classes that nothing tells apart are merged; those of empty sets are removed.
        chance, code = numpy.random.default_rng(3), numpy.zeros(classes.width)
        for at, weights, *_ in rows + forms:
            code[at] += chance.random() * weights
        number = numpy.unique(numpy.round(code, 9), return_inverse=True)[1]
        number[zero] = -1

        def shortened(at, weights):
            chosen = {c: w for c, w in zip(number[at].tolist(), weights.tolist()) if c >= 0}
            return numpy.array(sorted(chosen), dtype=int), numpy.array([chosen[c] for c in sorted(chosen)])
        self.forms = [shortened(*form) for form in forms]
        known = {}
        for at, weights, *rest in rows:
            at, weights = shortened(at, weights)
            if len(at):
                known.setdefault((at.tobytes(), weights.tobytes(), *rest[:2]), (at, weights, *rest))
        self.rows, self.width = list(known.values()), number.max() + 1
        self.part = roots(self.width, [(int(r[0][0]), x) for r in self.rows for x in r[0].tolist()])

    def group(self, parts):
        """Columns and rows of the components, with the matrix of those rows."""
        if parts not in self.kept:
            columns, place = numpy.flatnonzero(numpy.isin(self.part, list(parts))), numpy.full(self.width, -1)
            place[columns] = numpy.arange(len(columns))
            rows = [r for r in self.rows if self.part[r[0][0]] in parts]
            self.kept[parts] = columns, place, rows, matrix([(place[r[0]], r[1]) for r in rows], len(columns))
        return self.kept[parts]

    def solve(self, form, low, high, towards=0, sources=None):
        """Numbers with the form from low to high, or None. `towards` 1, -1: the least, the greatest; `sources`: by these alone."""
        at, weights = form
        if not len(at):
            return {} if low <= 0 <= high else None
        columns, place, rows, table = self.group(frozenset(self.part[at].tolist()))
        off = numpy.array([sources is not None and r[4] and r[4] not in sources for r in rows], dtype=bool)
        lows = numpy.where(off, -numpy.inf, numpy.array([r[2] for r in rows], dtype=float))
        highs = numpy.where(off, numpy.inf, numpy.array([r[3] for r in rows], dtype=float))
        one = matrix([(place[at], weights)], len(columns))
        whole = LinearConstraint(vstack([table, one]), numpy.append(lows, low), numpy.append(highs, high))
        # Older releases of HiGHS sometimes presolve away a programme that has a solution, so its answer is checked again.
        for presolve in (True, False):
            self.solves += 1
            result = milp(towards * one.toarray()[0], integrality=numpy.ones(len(columns)), bounds=Bounds(0, numpy.inf), constraints=whole,
                          options={"time_limit": 3, "presolve": presolve})
            if result.x is not None:
                return dict(zip(columns.tolist(), numpy.round(result.x).tolist()))
        self.unknown += result.status != 2
        return None if result.status == 2 else {}

    def value(self, form, solution):
        """The value of the form in a solution, or None if that does not give one."""
        at, weights = form
        if not len(at) or not all(x in solution for x in at.tolist()):
            return None
        return sum(w * solution[x] for x, w in zip(at.tolist(), weights.tolist()))


def line(terms):
    total = {}
    for weight, places in terms:
        for p in places.tolist():
            total[p] = total.get(p, 0) + weight
    kept = sorted(p for p, w in total.items() if w)
    return numpy.array(kept, dtype=int), numpy.array([float(total[p]) for p in kept])


def matrix(rows, width):
    whole = lambda which, kind: numpy.concatenate([numpy.zeros(0, kind)] + [r[which] for r in rows])
    return csr_matrix((whole(1, float), whole(0, int), numpy.cumsum([0] + [len(r[0]) for r in rows])), shape=(len(rows), width))
