"""Random councils: a profile with every kind of measure, its code list and records, small enough to attack at once."""
import csv
import os
import random
from datetime import date, timedelta

import yaml

# Categories and parts with names that the program uses itself.
ODD = ["since 2019", "estimated", "median", "control limits", "of concluded", "open at the end", "rank", "since 2021-22", "within 1 month"]
# Limits, and roughly how many days each is.
LIMITS = {"5 days": 5, "10 working days": 14, "2 weeks": 14, "4 weeks": 28, "20 working days": 28, "1 month": 30.5, "6 weeks": 42, "12 weeks": 84,
          "3 months": 91, "26 weeks": 182, "6 months": 183, "52 weeks": 364, "12 months": 365, "1 year": 365.2}
# Quarterly packs that a council publishes in a year, in this order; how many councils do.
PACKS = [["Q1", "Q2", "Q3", "Q4"], ["Q1", "Q2", "Q3", "Q4"], ["Q1", "Q2", "Q3"], ["Q1", "Q2", "Q4"], ["Q1", "Q3", "Q4"], ["Q2", "Q3", "Q4"],
         ["Q1", "Q1-Q2", "Q1-Q3"], ["Q1-Q2", "Q3-Q4"]]
SHARE_WITH_PACKS = float(os.environ.get("LADOSTAT_QUARTERLY", "0"))
CHILDREN = "la_code,la_name,mid_2021,mid_2022,mid_2023\nE06000016,Test Council,30000,31000,32000\nE10000008,Devon,140000,141000,142000\n"


class Made:
    """`write` puts it into a folder. `edition`: there was a release last year; `other_year`, `template`, `packs`: what else is made from
    it."""

    def __init__(self, seed):
        self.chance, self.more = random.Random(seed), random.Random(f"{seed} more")
        self.pick, self.has = self.chance.choice, lambda share: self.chance.random() < share
        self.make_fields()
        self.make_report()
        self.make_rows()
        self.make_profile()
        self.edition, self.other_year, self.template = self.has(0.15) and self.count > 1, self.has(0.25), self.has(0.4)
        self.packs = self.more.choice(PACKS) if self.more.random() < SHARE_WITH_PACKS else []

    def some(self, names, least=1):
        return self.chance.sample(names, self.chance.randint(least, len(names)))

    # -- records --

    def add_field(self, name, categories, separator=None, parts=(), blank=(0, 0, 0.05, 0.3)):
        leaves = [(c, p) for c in categories for p in [p for x, p in parts if x == c] + [""] * (c not in dict(parts) or self.has(0.2))]
        self.fields[name] = {"leaves": leaves, "weights": [self.pick([0.1, 0.4, 1, 4, 10]) for _ in leaves], "separator": separator,
                             "blank": self.pick(blank)}
        if self.listed or parts or self.has(0.1):
            self.codes += [(name, c, p, p or c) for c, p in leaves]

    def make_fields(self):
        self.fields, self.codes, self.listed = {}, [], self.has(0.6)
        self.closing, self.aware, self.people = self.has(0.75), self.has(0.3), self.has(0.2)
        self.add_field("stage", self.some(["Advice", "Met", "Consultation"], 2))
        if self.has(0.6):
            names = [n if self.has(0.9) else self.pick(ODD) for n in self.some(["Physical", "Sexual", "Emotional", "Neglect"], 2)]
            self.add_field("harm", list(dict.fromkeys(names)), separator=self.pick([";", None, None, None]))
        if self.has(0.5):
            parts = [("Education", "School"), ("Education", self.pick(["Nursery", "estimated", "since 2019"])), ("Fostering", "IFA"),
                     ("Fostering", self.pick(["Council carers", "of concluded"]))]
            self.add_field("sector", self.some(["Education", "Fostering", "Police"], 2), parts=parts if self.has(0.6) else ())
        if self.has(0.25):
            parts = [("Regulator", "Ofsted"), ("Regulator", self.pick(["SWE", "median"]))]
            self.add_field("bodies", ["Regulator", "Police"], separator=";", parts=parts if self.has(0.7) else ())
        if self.has(0.5):
            self.add_field("outcome", self.some(["Substantiated", "Unsubstantiated", "False", "Malicious"] + ["Ongoing"] * self.has(0.2), 2),
                           blank=(0, 0, 0.1))

    def make_report(self):
        self.count, self.start = self.pick([1, 1, 2, 2, 3]), self.pick([4, 4, 4, 4, 9, 1])
        self.first, self.last = date(2024 - self.count, self.start, 1), date(2024, self.start, 1) - timedelta(1)
        self.as_at = self.pick([None, self.last, self.last + timedelta(90), self.last + timedelta(400), self.last - timedelta(120)])
        self.report = {"year": self.year(2023), "years": self.count, "year-start": {4: "April", 9: "September", 1: "January"}[self.start]}
        if self.as_at:
            self.report["as-at"] = self.as_at

    def year(self, year):
        return year if self.start == 1 else f"{year}-{(year + 1) % 100:02}"

    def make_rows(self):
        size, before, self.rows = round(8 * 50 ** self.chance.random()), self.pick([0, 0, 300]), []
        speed, late = self.pick([15, 40, 90, 200]), self.pick([0.02, 0.1, 0.4])
        for i in range(size):
            day = self.first + timedelta(self.chance.randint(-before, (self.last - self.first).days))
            row = {"id": f"R{i}", "received": day}
            if self.closing:
                closed = day + timedelta(int(self.chance.expovariate(1 / speed)) if self.has(0.9) else self.pick([28, 31, 91, 92, 365]))
                row["closed"] = "" if self.has(late) or closed > self.last + timedelta(300) else closed
            if self.aware:
                row["aware"] = "" if self.has(0.05) else day - timedelta(self.pick([0, 0, 0, 1, 1, 2, 3, 5]))
            if self.people:
                row["person"] = f"P{self.chance.randrange(size * 3)}"
            for name, field in self.fields.items():
                waits = name == "outcome" and row.get("closed") == "" and self.has(0.9)
                leaves = self.chance.choices(field["leaves"], field["weights"], k=2 if field["separator"] and self.has(0.4) else 1)
                row[name] = "" if waits or self.has(field["blank"]) else ";".join(dict.fromkeys(p or c for c, p in leaves))
            self.rows.append(row)
        # Sometimes an id twice, and a row without a date received.
        self.rows += [dict(self.rows[-1])] * self.has(0.1) + [dict(self.rows[0], id="X", received="")] * self.has(0.1)

    # -- profile --

    def names(self, field, parts=True):
        """What conditions may name: categories and parts of a code list, otherwise the values in the records."""
        leaves, there = self.fields[field]["leaves"], {v for row in self.rows for v in row[field].split(";")}
        listed = any(name == field for name, *_ in self.codes)
        return [n for n in dict.fromkeys([c for c, _ in leaves] + [p for _, p in leaves if p and parts]) if listed or n in there]

    def condition(self, field):
        names = self.names(field)
        if not names or self.has(0.1):
            return {"field": field, "answered": True}
        return {"field": field, self.pick(["is", "is", "is-not"]): self.chance.sample(names, self.chance.randint(1, max(1, len(names) - 1)))}

    def make_populations(self):
        made, stages = {}, self.names("stage")
        if stages:
            made["met"] = [{"field": "stage", "is": stages[:1]}]
            if self.has(0.6):
                made["wider"] = [{"field": "stage", "is": stages[:2]}]
            if self.has(0.6):
                made["rest"] = [{"field": "stage", "is-not": stages[:1]}]
        for i in range(self.chance.randint(0, 2)):
            made[f"some{i}"] = [self.condition(self.pick(list(self.fields)))]
        if self.has(0.3) and len(self.fields) > 1:
            made["both"] = [self.condition(f) for f in self.chance.sample(list(self.fields), 2)]
        if self.has(0.15):
            made["dated"] = [{"field": self.pick(["received"] + ["aware"] * self.aware), "from": self.first + timedelta(60),
                              "until": self.last - timedelta(self.pick([0, 100]))}]
        return made

    def limits(self, most):
        chosen = sorted(self.some(list(LIMITS))[:self.chance.randint(1, most)], key=LIMITS.get)
        return [x for i, x in enumerate(chosen) if i == 0 or LIMITS[x] > 1.1 * LIMITS[chosen[i - 1]]]

    def measure(self, kind):
        of = {"of": self.pick(list(self.populations))} if self.populations and self.has(0.5) else {}
        per, field = {"per": "quarter"} if self.has(0.15) else {}, self.pick(list(self.fields))
        around = {"around": [{"date": self.first + timedelta(self.chance.randint(30, 300)), "note": "Session"}]}
        bare = {"kind": "count", **of, **self.pick([{}, {"per": "quarter"}, {"per": "quarter"}, {"per": "month"}, around])}
        if kind == "cross" and len(self.fields) > 1:
            return {"kind": "breakdown", "by": self.chance.sample(list(self.fields), 2), **of,
                    **self.pick([{}] * 6 + [{"leave-out": ["Not recorded"]}])}
        if kind in ("breakdown", "cross"):
            left = self.pick(["Not recorded", "Not recorded", *self.names(field, False)])
            more = self.pick([{}, {}, {}, {"leave-out": [left]}, {"parts-of": "all"}, per, {"percent-of": "contacts"} if of else {}])
            if self.closing and "outcome" in self.fields and self.has(0.25):
                field, more = "outcome", self.pick([{"at": "year-end"}, {"follow-up": self.pick(["3 months", "6 weeks"])}])
            return {"kind": "breakdown", "by": [field], **of, **more}
        if kind == "share":
            inside = [p for p in self.populations if p != of.get("of")]
            ways = [{"in": self.pick(inside), **per}] * 3 if inside else []
            ways += [{"in": self.pick(inside), "follow-up": "3 months"}] if inside and self.closing else []
            ways += [{"within": [self.pick(list(LIMITS))], **per}] if self.closing else []
            ways += [{"within": ["1 working day"], "from": "aware", "to": "received", **per}] * 2 if self.aware else []
            ways += [{"repeat": "person"}] * 2 if self.people else []
            way = self.pick(ways) if ways else {}
            fields = [n for n in self.fields if n != "outcome"]
            by = {"by": [self.more.choice(fields)]} if self.more.random() < 0.4 and not per and "per" not in way else {}
            return {"kind": kind, **of, **way, **by} if ways else bare
        if kind == "timeliness":
            limits = self.limits(4)
            return {"kind": kind, "within": limits, "base": self.pick(["received", "received", "received", "closed", "due"]), **of, **per,
                    **({"bands": True} if self.has(0.4) else {}), **({"target": [80] * len(limits)} if self.has(0.2) else {})}
        if kind == "curve":
            weeks = [f"{n} weeks" for n in sorted(self.chance.sample([2, 4, 8, 12, 26], 3))]
            return {"kind": kind, **of, **({"within": weeks} if self.has(0.6) else {})}
        return {"caseload": {"kind": kind, **of, "within": self.limits(3)}, "duration": {"kind": kind, **of, **per}}.get(kind, bare)

    def make_profile(self):
        self.populations, measures = self.make_populations(), [{"id": "contacts", "title": "Contacts", "kind": "count"}] * self.has(0.8)
        kinds = ["count"] * 3 + ["breakdown"] * 4 + ["cross"] * 2 + ["share"] * 3
        kinds += ["timeliness", "timeliness", "duration", "curve", "caseload"] * self.closing
        for i in range(len(measures), self.chance.randint(2, 6)):
            since = {"since": self.report["year"]} if self.has(0.05) else {}
            measures.append({"id": f"m{i}", "title": f"Measure {i}", **self.measure(self.pick(kinds)), **since})
        fields = [{"field": n, "separator": f["separator"]} for n, f in self.fields.items() if f["separator"]]
        fields += [{"field": "aware", "type": "date"}] * self.aware + [{"field": "person", "type": "identifier"}] * self.people
        if "outcome" in self.fields and self.has(0.2):
            fields.append({"field": "outcome", "ongoing-category": self.pick(["Ongoing cases", "estimated"])})
        rule = {"suppress-below": self.pick([5, 5, 5, 5, 3, 6, 8, 10])}
        if self.has(0.1):
            rule["zeros"] = "hidden"
        if self.has(0.05):
            rule["keep"] = [measures[0]["id"]]
        self.profile = {"authority": {"name": "Test Council", "short-name": "Test", "code": "E06000016"}, "report": self.report,
                        "records": [{"file": "contacts.csv", "columns": {name: name.title() for name in self.rows[0]}}], "fields": fields,
                        "populations": [{"id": n, "words": n, "where": w} for n, w in self.populations.items()], "disclosure": rule, "measures": measures}
        if self.codes:
            self.profile["codes"] = "codes.csv"
        if "met" in self.populations and self.has(0.6):
            self.profile["return"] = {"threshold-met": "met", **({"contacts": "wider"} if "wider" in self.populations and self.has(0.15) else {})}
        if self.has(0.15):
            self.profile["benchmark"] = {"figures": ["others.csv"], "population": "children.csv", "neighbours": ["Devon"]}
            of = self.pick(["contacts"] + ["threshold-met", "threshold-share"] * ("return" in self.profile))
            measures.append({"id": "beside", "title": "Beside", "kind": "benchmark", "of": of})
        if self.has(0.05) and measures[0]["id"] == "contacts":
            measures.append({"id": "staff", "title": "Staff", "kind": "supplied", "against": "contacts"})
            self.profile["figures"] = ["staff.csv"]

    # -- files --

    def write(self, folder):
        os.makedirs(folder)
        profile, years = dict(self.profile), [(y, self.year(y)) for y in range(2021, 2024)]
        self.table(folder, "contacts.csv", [[name.title() for name in self.rows[0]], *(row.values() for row in self.rows)])
        self.table(folder, "codes.csv", [("field", "category", "part", "value"), *self.codes])
        self.table(folder, "children.csv", [line.split(",") for line in CHILDREN.split()])
        self.table(folder, "staff.csv", [("measure", "period", "value"), *(("staff", year, 2 + y % 2) for y, year in years[-self.count:])])
        self.table(folder, "others.csv", [("authority", "measure", "period", "count", "base")] + [
            ("Devon", *row) for y, year in years for row in (("contacts", year, 300 + y % 7, ""), ("threshold-met", year, 100 + y % 5, 300 + y % 7))])
        if self.edition:
            # Last year's release is of the records as they were then.
            then, rows = date(2023, self.start, 1) + timedelta(60), []
            for row in self.rows:
                open_then = {key: "" for key in ("closed", "outcome") if key in row and self.closing and (not row["closed"] or row["closed"] > then)}
                rows += [dict(row, **open_then)] if row["received"] and row["received"] <= then else []
            self.table(folder, "earlier.csv", [[name.title() for name in self.rows[0]], *(row.values() for row in rows)])
            earlier = dict(profile, report={**self.report, "year": self.year(2022), "as-at": then},
                           records=[dict(profile["records"][0], file="earlier.csv")])
            profile["disclosure"] = {**profile["disclosure"], "previous-release": "earlier/figures.csv", "previous-as-at": then}
            if len(rows) > 1:
                self.text(folder, "earlier.yaml", earlier)
            else:
                del profile["disclosure"]["previous-release"], profile["disclosure"]["previous-as-at"]
        self.text(folder, "profile.yaml", profile)

    def table(self, folder, name, rows):
        with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)

    def text(self, folder, name, profile):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            yaml.safe_dump(profile, file, sort_keys=False)
