"""Works out hidden counts from what a council publishes.

Every public number becomes a claim about the sets of `definitions`. A protected count leaks if one of the values 1 to k-1 is
impossible, and would be possible if all counts except the zeros were hidden."""
import csv
import itertools
import json
import os
import re
import subprocess

import numpy
from definitions import NEVER, Council, Joined, Not, done_by, done_in_days, everyone, received
from scipy.stats import chi2
from system import Claim, Classes, System

QUANTITIES = 400  # remainders and overlaps of one council
MANY = numpy.inf
number = lambda text: float(text) if text else None


class Program:
    """Runs the program in a council's folder, and reads what it writes."""

    def __init__(self, folder):
        self.folder = folder

    def place(self, name):
        return os.path.join(self.folder, name)

    def run(self, command, profile, *arguments, least=1):
        done = subprocess.run([os.environ["LADOSTAT_PROGRAM"], command, profile, *arguments], cwd=self.folder, capture_output=True, text=True)
        if not 0 <= done.returncode <= least:
            raise AssertionError(f"{command} {profile} {arguments}: {done.returncode} {done.stderr}")
        return done

    def report(self, profile, out, *arguments, formats="csv"):
        """Whether a pack was made: it is refused if nothing else helps."""
        return self.run("report", profile, "--formats", formats, "--out", out, *arguments).returncode == 0

    def lines(self, name):
        with open(self.place(name), encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(line for line in file if not line.startswith(("#", '"#'))))

    def rows(self, name, authority):
        found = {}
        for row in self.lines(name):
            if row["authority"] == authority:
                found.setdefault((row["measure"], row["period"], row["category"], row["part"]), []).append(row)
        return found


class Attack:
    """`claims`: what is public; `base`: what would be public if all counts except the zeros were hidden; `past`: what was published before; `printed`: the sets whose counts
    an internal pack prints, with their period and its stage; `stage`: how many packs were decided before, 0 for the report and
    what belongs to it; `faults`: where the program does not count what the definitions say; `told`:
    hidden figures that have a number all the same."""

    def __init__(self, council):
        rule = council.profile.get("disclosure", {})
        self.council, self.k, self.zeros_shown = council, rule.get("suppress-below", 5), rule.get("zeros") != "hidden"
        self.claims, self.base, self.past, self.printed, self.faults, self.told, self.members, self.veiled, self.tables = [], [], [], {}, [], [], {}, set(), {}
        self.stage, self.left, self.absent = 0, [], []

    def inside(self, s):
        """For each record, whether it is in the set, by looking at every one."""
        if s.uid not in self.members:
            self.members[s.uid] = s.holds(self.council.records)
        return self.members[s.uid]

    def size(self, s):
        return int(self.inside(s).sum())

    def claim(self, source, terms, low, high=None, soft=False):
        """`soft`: if the definitions leave it open, the truth decides whether a reader may assume it."""
        high, truth = low if high is None else high, sum(w * self.size(s) for w, s in terms)
        if low - 1e-6 * max(1, abs(low)) <= truth <= high + 1e-6 * max(1, abs(high)):
            self.claims.append(Claim(source, terms, low, high, self.stage))
        elif not soft:
            self.faults.append(f"{source}: {truth:g} by the definitions, not {low} to {high:g}")

    def there(self, source, s):
        """A hidden count: not zero, if zeros are shown."""
        if self.zeros_shown and self.size(s) > 0:
            self.claims.append(Claim(source, [(1, s)], 1, MANY, self.stage))

    def no_row(self, s):
        """What has no row is known whatever is hidden."""
        self.absent.append(Claim("", [(1, s)], 0, 0 if self.size(s) == 0 else MANY))

    # -- figures files --

    def see(self, source, figures, public, internal):
        """A figures file: what it shows and, from the internal one, what it prints at all."""
        self.source = source
        self.speaking(source, public)
        # If the zeros of a table are hidden with the rest, [c] does not mean that there is someone.
        self.veiled = {key[0] for key, rows in public.items() for row, inner in zip(rows, internal.get(key, []))
                       if row["status"] == "c" and inner["count"] == "0"}
        figures, at, seen = list(figures), {}, {}
        for f in figures:
            key = (f.measure, f.period, f.category, f.part)
            if f.role == "against":
                key = next((k for k in internal if k[:2] == key[:2] and internal[k][0]["base"]), None)
            # A council may use the name of an estimate: the rows come in this order.
            place = seen[key] = seen.get(key, -1) + 1
            inner, shown = (rows.get(key, [])[place:place + 1] for rows in (internal, public))
            at[f] = shown[0] if shown and len(public[key]) == len(internal.get(key, [])) else None
            self.print(f, inner[0] if inner else None)
            self.read(f"{source} {f.measure}", f, at[f], inner[0] if inner else None, public)
        self.compare(source, figures, at, public)

    def speaking(self, source, public):
        """A hidden figure has no number except a target and a number of children."""
        measures = {m["id"]: m for m in self.council.profile.get("measures", [])}
        for key, rows in public.items():
            m = measures.get(key[0], {})
            silent = {"base"} if m.get("kind") == "benchmark" else {"value"} if m.get("target") and not key[3] else set()
            for row in rows:
                said = [f"{x} {row[x]}" for x in ("count", "base", "percent", "lower", "upper", "value", "change", "signal")
                        if row[x] and x not in silent]
                if row["status"] == "c" and said:
                    self.told.append(f"{source} {' / '.join(x for x in key if x)} is hidden, and has {', '.join(said)}")

    def print(self, f, row):
        if row is None:
            if f.role == "count" and self.size(f.count):
                self.faults.append(f"{f}: no row, and by the definitions {self.size(f.count)}")
            return
        for what, s in (("count", f.count), ("base", f.base)):
            if row[what] and s is not None:
                if int(float(row[what])) != self.size(s):
                    self.faults.append(f"{f}: {what} {row[what]}, and by the definitions {self.size(s)}")
                self.printed.setdefault(s.uid, (f.period, s, f"{f}{' (base)' * (what == 'base')}", self.stage))
                self.base.append(Claim("", [(1, s)], *((0, 0) if self.size(s) == 0 else (1, MANY))))

    def read(self, source, f, row, inner, public):
        if inner is None and f.role == "count" and f.category and any(k[:2] == (f.measure, f.period) for k in public):
            # Whatever has no row, where others have one, is zero.
            for nobody in (f.count, f.more.get("nobody", f.count)):
                self.claim(source, [(1, nobody)], 0, soft=True)
                self.no_row(nobody)
        if row is None:
            return
        count, base, percent, value, lower = (number(row.get(x)) for x in ("count", "base", "percent", "value", "lower"))
        if f.count is not None:
            if count is None and f.role in ("count", "busiest", "curve"):
                if percent is not None and base is not None:
                    count = round(percent * base / 100)
                elif percent is None and lower is not None:
                    count = next((x for x in range(1, 3000) if abs(chi2.ppf(.025, 2 * x) / 2 - lower) < 1e-6 * lower), None)
            if count is None and f.role == "rate" and value is not None and base:
                count = round(value * base / 10000)
            if count is not None:
                self.claim(source, [(1, f.count)], count)
            elif row["status"] == "c" and f.role != "busiest" and f.measure not in self.veiled:
                self.there(source, f.count)
        if f.base is not None:
            base = round(100 * count / percent) if base is None and count and percent else base
            if f.role == "against" and value and base is None:
                base = round(value * (number(public[f.measure, f.period, "", ""][0]["value"]) or 0)) or None
            if base is not None:
                self.claim(source, [(1, f.base)], base)
        if f.role == "mean" and value is not None:
            self.claim(source, [(1, f.base)], round(value * f.more["times"]))
        if f.role == "busiest":
            named = {k[3] for k in public if k[:3] == (f.measure, f.period, f.category)}
            for part, other in f.more["others"]:
                self.claim(source, [(1, f.count), (-1, other)], 0 if part in named else 1, MANY, soft=True)
        if "entries" in f.more and value is not None:
            self.claim(source, [(1, s) for s in f.more["entries"]], value)
        if "done" in f.more and percent is not None:
            # Kaplan and Meier: at least the number done, and at most what it would be without those lost.
            percent, done, of = 100 - percent if f.role == "curve" else percent, f.more["done"], f.more["of"]
            self.claim(source, [(100, done), (-percent, of)], -MANY, 1e-6)
            self.claim(source, [(100, done), (-percent, of), (percent, f.more["lost"])], -1e-6, MANY)
        if f.role == "quantile" and value is not None:
            of, share = f.more["of"], f.more["share"]
            below, above = of & done_in_days(int(numpy.floor(value))), of - done_in_days(int(numpy.ceil(value)) - 1)
            self.claim(source, [(1, below), (-share, of)], 0 if share == 1 else -share, MANY)
            self.claim(source, [(1, above), (share - 1, of)], 1 if share == 1 else share - 1, MANY)

    def compare(self, source, figures, at, public):
        """Changes, points since the first year, runs of months, and whatever depends on counts of which some are hidden."""
        counts = {(f.measure, f.period, f.category, f.part): f for f in figures if f.role in ("count", "busiest")}
        for f in figures:
            if at[f] and f.role == "count" and at[f]["change"]:
                year = int(f.period[:4])
                befores = (f"{year - 1}{f.period[4:]}", f"{year - 1}-{year % 100:02}{f.period[7:]}")
                old = next((counts[k] for k in ((f.measure, b, f.category, f.part) for b in befores) if k in counts), None)
                if old and not (at[f]["count"] and at[old] and at[old]["count"]):
                    self.claim(f"{source} {f.measure}", [(1, f.count), (-1, old.count)], number(at[f]["change"]), soft=True)
        rules = [f for f in figures if f.category == "trend of seven" and f.role == "rule"]
        for a, b in zip(rules, rules[1:]):
            if at[a] and at[b] and a.measure == b.measure and at[a]["signal"] + at[b]["signal"]:
                up = 1 if "higher" in (at[a]["signal"], at[b]["signal"]) else -1
                self.claim(f"{source} {a.measure}", [(up, b.count), (-up, a.count)], 1, MANY, soft=True)
        limits = {}
        for (measure, period, category, part), rows in public.items():
            row, since = rows[-1], re.fullmatch(r"since (\S+)", part)
            now, first = (counts.get((measure, p, category, "")) for p in (period, since[1] if since else ""))
            if first and now and row["value"] and not row["count"] and now.base is not None:
                bases = [number(public[measure, f.period, category, ""][0]["base"]) for f in (now, first)]
                if all(bases):
                    terms, value = [(100 / bases[0], now.count), (-100 / bases[1], first.count)], number(row["value"])
                    self.claim(f"{source} {measure}", terms, value - 1e-6, value + 1e-6, soft=True)
            own = (measure, period, category, part) in counts  # a category that the council calls so
            if not own and category in ("control limits", "run chart median", "yearly rate of change") and row["value"]:
                rests = [k[1] for k, v in public.items() if k[0] == measure and k[2:] == ("", "") and v[0]["status"] == "c"]
                if any(len(p) >= len(period) for p in rests):
                    self.told.append(f"{source} {measure} {period} {category} is shown, and counts it rests on are hidden")
                if category == "control limits":
                    limits.setdefault((measure, row["value"]), []).append(counts[measure, period, "", ""].count)
        for (measure, value), sets in limits.items():
            self.claim(f"{source} {measure}", [(1, s) for s in sets], round(float(value) * len(sets)), soft=True)

    def see_return(self, public):
        """The return is hidden in every run: a row means that it prints a count."""
        self.source = "return"
        rows = [(f, public.get((f.measure, f.period, f.category, ""), [None])[0]) for f in self.council.return_figures()]
        self.veiled = {f"return {f.measure}" for f, row in rows if row and row["status"] == "c" and not self.size(f.count)}
        held = {f.measure for f, row in rows if row}
        for f, row in rows:
            # A category in use has a row, even if nobody is in it.
            if not row and f.category and f.measure in held:
                self.claim("return", [(1, f.count)], 0, soft=True)
                self.no_row(f.count)
            f.measure = "return " + f.measure
            # For several categories of a field with a separator there is no number to print.
            if row and row["status"] != "x":
                self.print(f, {"count": str(self.size(f.count)), "base": str(self.size(f.base)) if f.base else ""})
                self.read("return", f, row, row, {})

    # -- findings, and a template of the council's own --

    def see_findings(self, program, out, inner):
        """How many records a finding is about, and how many rows were kept."""
        c, counted = self.council, ({}, {})
        with open(program.place(f"{out}/manifest.json"), encoding="utf-8") as file:
            rows = json.load(file)["rows"]
        if isinstance(rows.get("kept"), int):
            self.claim("manifest", [(1, everyone())], rows["kept"], soft=True)
        years = [received(*c.year_span(y)) for y in c.years]
        sets = {("received-outside-years", "received"): Not(Joined("or", years))}
        if "outcome" in c.fields and c.has_closed:
            sets["outcome-without-closure", "closed"] = Not(c.fields["outcome"].blank()) - done_by(c.as_at)
        if c.given and c.has_closed:
            sets["date-after-as-at", "closed"] = done_by(NEVER - 1) - done_by(c.as_at)
        for name in c.fields:
            sets["value-not-recorded", name] = c.in_category("Not recorded", name)
        for found, name in zip(counted, (out, inner)):
            for row in program.lines(f"{name}/data-quality.csv"):
                found.setdefault((row["rule"], row["field"]), []).append(row["rows"])
        # If all findings are withheld, neither what is said nor what is not reveals anything.
        if ("records-withheld", "") in counted[0]:
            return
        for key, s in sets.items():
            shown, truth = (found.get(key, []) for found in counted)
            if not all(x.isdigit() for x in truth) or sum(map(int, truth)) != self.size(s):
                continue  # the rule looks at fewer records than this set
            self.base.append(Claim("", [(1, s)], *((1, MANY) if truth else (0, 0))))
            if truth:
                self.printed.setdefault(s.uid, ("findings", s, f"finding {' '.join(key)}", 0))
            if all(x.isdigit() for x in shown):
                self.claim("findings", [(1, s)], sum(map(int, shown)), soft=True)
            else:
                self.there("findings", s)
        for name in c.fields:
            if ("field-incomplete", name) in counted[0]:
                # Fewer than 95% of the year's records have it.
                self.claim("findings", [(20, years[-1] & sets["value-not-recorded", name]), (-1, years[-1])], 1, MANY, soft=True)

    def see_template(self, program, figures, chance):
        """What a template prints for two categories together, and for hidden figures."""
        year, pairs, hidden = self.council.year_label(self.council.years[-1]), [], []
        sets = {(f.measure, f.category): f for f in figures if f.role == "count" and f.period == year and not f.part and "entries" not in f.more}
        one_field = {m["id"] for m in self.council.profile["measures"] if m["kind"] == "breakdown" and len(m["by"]) == 1}
        fields = ("count", "base", "percent", "lower", "upper", "value", "change", "change-percent", "change-points", "words")
        listed = [row for row in csv.DictReader(program.run("figures", "profile.yaml", "--format", "csv").stdout.splitlines())
                  if "@" not in row["reference"]]
        rows = [r for r in listed if r["measure"] in one_field and r["category"] and not r["part"] and (r["measure"], r["category"]) in sets]
        for a, b in itertools.combinations(rows, 2):
            if a["measure"] == b["measure"]:
                pairs.append((f"{a['reference']}+{b['reference'].split('.', 1)[1]}", [sets[x["measure"], x["category"]].count for x in (a, b)]))
        pairs = chance.sample(pairs, min(12, len(pairs)))
        lines = [f"S{i}: {{{{ {name}.count }}}};" for i, (name, _) in enumerate(pairs)]
        hidden = [row for row in listed if row["status"] == "c"][:30]
        lines += [f"H{i}: " + "".join(f"{{{{ {row['reference']}.{x} }}}}" for x in fields if not row.get(x)) + ";" for i, row in enumerate(hidden)]
        with open(program.place("sums.md"), "w", encoding="utf-8") as file:
            file.write("\n\n".join(lines) + "\n")
        if program.report("profile.yaml", "out-sums", "--template", "sums.md", formats="html"):
            with open(program.place("out-sums/sums.html"), encoding="utf-8") as file:
                text = re.sub(r"<[^>]*>", "", file.read().split("<main")[1])
            for i, (_, two) in enumerate(pairs):
                for found in re.findall(rf"S{i}: ([\d,]+);", text):
                    self.claim("template", [(1, s) for s in two], int(found.replace(",", "")))
            for i, row in enumerate(hidden):
                for found in re.findall(rf"H{i}: ([^;]*\d[^;]*);", text):
                    self.told.append(f"a template prints {found} of {row['reference']}, which is hidden")

    # -- what is protected --

    def see_what_is_left(self, whole, parts):
        """What figures of a year leave without those of its parts, all of which are published by now."""
        by_place = [{(f.measure, f.period.split(" ")[0], f.category, f.part, f.role): f for f in figures} for figures in (whole, *parts)]
        for key in set.intersection(*map(set, by_place)):
            of_year, *of_parts = (figures[key] for figures in by_place)
            for what in ("count", "base"):
                sets = [getattr(f, what) for f in (of_year, *of_parts)]
                if all(s is not None and s.uid in self.printed for s in sets):
                    self.left.append((f"{of_year}{' (base)' * (what == 'base')} less {' and '.join(f.period for f in of_parts)}", sets, self.stage))

    def is_protected(self, truth):
        return int(self.zeros_shown) <= truth < self.k

    def values(self, truth):
        """What must stay possible of a protected count."""
        return set(range(min(1, truth), self.k))

    def protected(self, classes, chance):
        """Name, terms, truth and stage of printed counts from 1 to k-1, and of what two of one period leave: a remainder or an
        overlap; what a year's packs leave of it. Where zeros are hidden, of zeros too."""
        result, periods, seen, found = [], {}, set(), []
        for period, s, name, stage in self.printed.values():
            key = classes.vectors[s.uid].tobytes() if s.uid in classes.vectors else None
            if key is not None and key not in seen:
                seen.add(key)
                periods.setdefault(period, []).append((s, name, stage))
                if self.is_protected(self.size(s)):
                    result.append((name, [(1, s)], self.size(s), stage))
        for members in periods.values():
            records = numpy.stack([self.inside(s) for s, *_ in members]).astype(int)
            both, sizes, known = records @ records.T, records.sum(axis=1), {}
            for i, row in enumerate(records):
                known.setdefault(row.tobytes(), []).append(i)
            for u in range(len(members)):
                inside = numpy.flatnonzero((both[u] == sizes) & ((sizes < sizes[u]) | (not self.zeros_shown)) & (sizes[u] > 0) & (numpy.arange(len(sizes)) != u))
                found += [(members[u], [members[i]]) for i in inside if sizes[u] - sizes[i] < self.k]
                for a, b in itertools.combinations(inside[sizes[inside] < sizes[u]].tolist(), 2):
                    if 0 < sizes[u] - sizes[a] - sizes[b] + both[a, b] < self.k and 0 < both[a, b] < min(sizes[a], sizes[b]):
                        found += [(members[u], [members[x] for x in (a, b, c)]) for c in known.get((records[a] * records[b]).tobytes(), [])[:2]]
        chance.shuffle(found)
        kept = {}

        def within(a, b):
            if (a.uid, b.uid) not in kept:
                kept[a.uid, b.uid] = classes.subset(a, b)
            return kept[a.uid, b.uid]
        for (u, name, stage), (a, *more) in found[:QUANTITIES]:
            if not all(within(x[0], u) for x in (a, *more[:1])):
                continue
            if not more:
                terms, name = [(1, u), (-1, a[0])], f"{name} less {a[1]}"
                if self.size(u) == self.size(a[0]) and within(u, a[0]):
                    continue
            else:
                (b, other, _), (c, _, _) = more
                if not (within(a[0] & b, c) and within(c, a[0]) and within(c, b)):
                    continue
                terms, name = [(1, u), (-1, a[0]), (-1, b), (1, c)], f"{name} in neither {a[1]} nor {other}"
            result.append((name, terms, sum(w * self.size(s) for w, s in terms), max(stage, *(x[2] for x in (a, *more)))))
        for name, (whole, *parts), stage in self.left:
            truth = self.size(whole) - sum(map(self.size, parts))
            if self.is_protected(truth) and all(within(s, whole) for s in parts) and not any(
                    (self.inside(a) & self.inside(b)).any() for a, b in itertools.combinations(parts, 2)):
                result.append((name, [(1, whole), *((-1, s) for s in parts)], truth, stage))
        return [(f"{name}, pack {stage}" if stage else name, terms, truth, stage) for name, terms, truth, stage in result]

    def in_one_table(self, classes, claims, fields, asked):
        """The system of all that is about some fields in one table, and its forms by the terms asked about; None where it is too
        large."""
        asked = [terms for terms in asked if all(classes.fields(s) <= fields for _, s in terms)]
        sets = {s.uid: s for terms in [*asked, *(claim.terms for claim in claims)] for _, s in terms if classes.fields(s) <= fields}
        one = Classes(self.council, list(sets.values()), one_table=True)
        system = System(one, claims, asked) if one.tables else None
        return system and (system, {id(terms): form for terms, form in zip(asked, system.forms)})

    def ground(self, stage):
        """What is known whatever is hidden: that counts are not zero, last year's edition and, to a pack decided later, all packs
        before it."""
        return self.base * self.zeros_shown + self.absent + self.past + [claim for claim in self.claims if claim.stage < stage]

    def is_possible(self, classes, terms, value, stage, asked):
        """Whether a value is possible too where all that is about the same fields is told apart in one table: tables that only
        share totals know less."""
        fields = frozenset().union(*(classes.fields(s) for _, s in terms))
        key = fields, stage
        if key not in self.tables:
            self.tables[key] = self.in_one_table(classes, self.ground(stage), fields, asked)
        if not self.tables[key]:
            return True
        system, forms = self.tables[key]
        return system.solve(forms[id(terms)], value, value) is not None

    def find(self, chance, most=40):
        """The leaks in words, exact ones first."""
        sets = [s for claim in self.claims + self.base + self.absent for _, s in claim.terms] + [s for _, s, *_ in self.printed.values()]
        classes = Classes(self.council, list({s.uid: s for s in sets}.values()))
        quantities = self.protected(classes, chance)
        asked = [terms for _, terms, *_ in quantities]
        system = System(classes, self.claims, asked)
        grounds = {stage: System(classes, self.ground(stage), asked) for stage in sorted({stage for *_, stage in quantities})}
        self.faults += system.faults + ["a record is in no class"] * (classes.truth is None)
        possible, leaks = [{truth} for *_, truth, _ in quantities], []
        for place, (form, may, (name, terms, truth, stage)) in enumerate(zip(system.forms, possible, quantities)):
            impossible, ground = [], grounds[stage]
            for value in self.values(truth) - may:
                solution = system.solve(form, value, value)
                if solution is None and ground.solve(ground.forms[place], value, value) is not None and \
                        self.is_possible(classes, terms, value, stage, asked):
                    impossible.append(value)
                # One solution shows what is possible for many counts.
                for other, others in zip(system.forms, possible) if solution else ():
                    others.add(system.value(other, solution))
            if impossible and len(leaks) < most:
                low, high = (int(system.value(form, system.solve(form, -1e9, 1e9, towards) or {}) or 0) for towards in (1, -1))
                needed = sorted({r[4] for r in system.rows} - {""})
                for source in list(needed) if len(leaks) < 8 else ():
                    rest = [x for x in needed if x != source]
                    needed = rest if system.solve(form, impossible[0], impossible[0], sources=rest) is None else needed
                how = "exact" if low == high else f"narrowed to {low} to {high if high < 1e8 else 'any'}, not {str(impossible)[1:-1]}"
                leaks.append((low != high, f"{name} is {truth}: {how}; from {', '.join(needed) if len(leaks) < 8 else '...'}"))
        self.count, self.solves, self.unknown = len(quantities), *(sum(getattr(s, what) for s in (system, *grounds.values())) for what in ("solves", "unknown"))
        return [said for _, said in sorted(leaks)]


def attack_council(folder, chance, other_year=False, template=False, packs=()):
    """Makes what a council publishes, with the packs of these parts of the year, and attacks it: the attack and its leaks, None if
    no pack is made."""
    program, council = Program(folder), Council(os.path.join(folder, "profile.yaml"))
    attack, authority = Attack(council), council.profile["authority"]["name"]
    earlier = os.path.exists(program.place("earlier.yaml"))
    if earlier and not program.report("earlier.yaml", "earlier"):
        return attack, None
    program.report("profile.yaml", "in", "--internal")
    if not program.report("profile.yaml", "out"):
        return attack, None

    def see(source, figures, out, inner):
        attack.see(source, figures, program.rows(f"{out}/figures.csv", authority), program.rows(f"{inner}/figures.csv", authority))
    see("report", council.figures(), "out", "in")
    attack.see_findings(program, "out", "in")
    if template:
        attack.see_template(program, council.figures(), chance)
    if program.run("return", "profile.yaml", "--out", "return.csv").returncode == 0:
        attack.see_return(program.rows("return.csv", authority))
    if earlier:
        program.report("earlier.yaml", "in-earlier", "--internal")
        before = len(attack.claims)
        see("earlier", Council(os.path.join(folder, "earlier.yaml"), now=council).figures(), "earlier", "in-earlier")
        # What was published then cannot be withdrawn.
        attack.past = attack.claims[before:]
    label, path = council.year_label(council.years[-1]), os.path.join(folder, "profile.yaml")
    last = council.year_label(council.years[-1] - 1)
    whole, parts = list(council.figures()), []
    for name in [last] * other_year + [f"{label} {part}" for part in packs]:
        attack.stage += 1
        if not program.report("profile.yaml", "out-year", "--year", name):
            continue
        program.report("profile.yaml", "in-year", "--internal", "--year", name)
        figures = list(Council(path, name).figures())
        see(f"year {name}", figures, "out-year", "in-year")
        if name != last:
            parts.append(figures)
            attack.see_what_is_left(whole, parts)
    return attack, attack.find(chance)
