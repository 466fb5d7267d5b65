"""Councils made by chance: a profile, its code list and records, small enough to be attacked in a second."""
import csv
import os
import random
from datetime import date, timedelta

import yaml

ODD = ["since 2019", "estimated", "median", "control limits", "of concluded", "open at the end", "rank", "since 2021-22", "within 1 month"]
LIMITS = ["5 days", "10 working days", "20 working days", "2 weeks", "4 weeks", "6 weeks", "1 month", "12 weeks", "3 months", "26 weeks",
          "6 months", "52 weeks", "12 months", "1 year"]
LONG = dict(zip(LIMITS, (5, 14, 28, 14, 28, 42, 30.5, 84, 91, 182, 183, 364, 365, 365.2)))


class Made:
    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.pick, self.has = self.chance.choice, lambda share: self.chance.random() < share
        self.fields, self.codes, self.special = {}, [], []
        self.make_fields()
        self.make_report()
        self.make_records()
        self.make_profile()

    # -- fields: name, leaves (category, part), weights, separator --

    def add_field(self, name, categories, separator=None, parts=()):
        leaves = []
        for category in categories:
            mine = [p for c, p in parts if c == category]
            leaves += [(category, part) for part in mine] or [(category, "")]
            if mine and self.has(0.2):
                leaves.append((category, ""))
        weights = [self.pick([0.1, 0.4, 1, 4, 10]) for _ in leaves]
        self.fields[name] = {"leaves": leaves, "weights": weights, "separator": separator, "blank": self.pick([0, 0, 0.05, 0.3])}
        if self.listed or parts or self.has(0.1):
            self.codes += [(name, c, p, p or c) for c, p in leaves]

    def make_fields(self):
        self.listed = self.has(0.6)
        odd = lambda names: [n if self.has(0.9) else self.pick([o for o in ODD if o not in names]) for n in names]
        some = lambda names, least=2: self.chance.sample(names, self.chance.randint(least, len(names)))
        self.add_field("stage", some(["Advice", "Met", "Consultation"]))
        if self.has(0.6):
            names = some(["Physical", "Sexual", "Emotional", "Neglect"])
            self.add_field("harm", list(dict.fromkeys(odd(names))), separator=";" if self.has(0.25) else None)
        if self.has(0.5):
            parts = [("Education", "School"), ("Education", self.pick(["Nursery", "estimated", "since 2019"])), ("Fostering", "IFA"),
                     ("Fostering", self.pick(["Council carers", "of concluded"]))]
            self.add_field("sector", some(["Education", "Fostering", "Police"]), parts=parts if self.has(0.6) else ())
        if self.has(0.25):
            parts = [("Regulator", "Ofsted"), ("Regulator", self.pick(["SWE", "median"]))] if self.has(0.7) else ()
            self.add_field("bodies", ["Regulator", "Police"], separator=";", parts=parts)
        self.closing, self.aware, self.people = self.has(0.75), self.has(0.3), self.has(0.2)
        if self.has(0.5):
            self.add_field("outcome", some(["Substantiated", "Unsubstantiated", "False", "Malicious"] + (["Ongoing"] if self.has(0.2) else [])))
            self.fields["outcome"]["blank"] = self.pick([0, 0, 0.1])

    def make_report(self):
        self.count = self.pick([1, 1, 2, 2, 3])
        self.start = self.pick([4, 4, 4, 4, 9, 1])
        self.first, self.last = date(2024 - self.count, self.start, 1), date(2024, self.start, 1) - timedelta(1)
        self.as_at = self.pick([None, self.last, self.last + timedelta(90), self.last + timedelta(400), self.last - timedelta(120)])
        name = "2023" if self.start == 1 else "2023-24"
        self.report = {"year": int(name) if self.start == 1 else name, "years": self.count}
        if self.start != 4:
            self.report["year-start"] = {9: "September", 1: "January"}[self.start]
        if self.as_at:
            self.report["as-at"] = self.as_at

    def make_records(self):
        size = round(8 * 50 ** self.chance.random())
        before = self.pick([0, 0, 300])
        speed = self.pick([15, 40, 90, 200])
        late = self.pick([0.02, 0.1, 0.4])
        self.rows = []
        for i in range(size):
            span = (self.last - self.first).days + before
            day = self.first - timedelta(before) + timedelta(self.chance.randrange(span + 1))
            row = {"id": f"R{i}", "received": day}
            if self.closing:
                closed = day + timedelta(int(self.chance.expovariate(1 / speed)) if self.has(0.9) else self.pick([28, 31, 91, 92, 365]))
                row["closed"] = "" if self.has(late) or closed > self.last + timedelta(300) else closed
            if self.aware:
                row["aware"] = "" if self.has(0.05) else day - timedelta(self.pick([0, 0, 0, 1, 1, 2, 3, 5]))
            if self.people:
                row["person"] = f"P{self.chance.randrange(size * 3)}"
            for name, field in self.fields.items():
                row[name] = self.cell(name, field, row)
            self.rows.append(row)
        if self.has(0.1):
            self.rows.append(dict(self.rows[-1], received=self.rows[-1]["received"]))
        if self.has(0.1):
            self.rows.append(dict(self.rows[0], id="X", received=""))

    def cell(self, name, field, row):
        if self.has(field["blank"]) or name == "outcome" and self.closing and row["closed"] == "" and self.has(0.9):
            return ""
        number = 1 if not field["separator"] or self.has(0.6) else 2
        leaves = self.chance.choices(field["leaves"], field["weights"], k=number)
        return ";".join(dict.fromkeys(p or c for c, p in leaves))

    # -- profile --

    def names(self, field, parts=True):
        leaves = self.fields[field]["leaves"]
        known = [c for c, _ in leaves] + ([p for c, p in leaves if p and p not in [x for x, _ in leaves]] if parts else [])
        present = {v for row in self.rows for v in row[field].split(";")}
        return [n for n in dict.fromkeys(known) if any(f == field for f, *_ in self.codes) or n in present]

    def condition(self, field):
        names = self.names(field)
        if not names or self.has(0.1):
            return {"field": field, "answered": True}
        return {"field": field, self.pick(["is", "is", "is-not"]): self.chance.sample(names, self.chance.randint(1, max(1, len(names) - 1)))}

    def make_populations(self):
        made = {}
        if self.names("stage"):
            made["met"] = [{"field": "stage", "is": [self.names("stage")[0]]}]
            made["wider"] = [{"field": "stage", "is": self.names("stage")[:2]}]
            made["rest"] = [{"field": "stage", "is-not": [self.names("stage")[0]]}]
        for name in list(made):
            if self.has(0.4) and name != "met":
                del made[name]
        for i in range(self.chance.randint(0, 2)):
            made[f"some{i}"] = [self.condition(self.pick(list(self.fields)))]
        if self.has(0.3) and len(self.fields) > 1:
            made["both"] = [self.condition(f) for f in self.chance.sample(list(self.fields), 2)]
        if self.has(0.15):
            field = self.pick(["received"] + ["aware"] * self.aware)
            made["dated"] = [{"field": field, "from": self.first + timedelta(60), "until": self.last - timedelta(self.pick([0, 100]))}]
        return made

    def limits(self, most=4):
        chosen = self.chance.sample(LIMITS, self.chance.randint(1, most))
        return [x for i, x in enumerate(sorted(chosen, key=LONG.get)) if i == 0 or LONG[x] > 1.1 * LONG[sorted(chosen, key=LONG.get)[i - 1]]]

    def measure(self, kind):
        of = {"of": self.pick(list(self.populations))} if self.populations and self.has(0.5) else {}
        per = {"per": "quarter"} if self.has(0.15) else {}
        field = self.pick(list(self.fields))
        if kind == "count":
            when = {"around": [{"date": self.first + timedelta(self.chance.randint(30, 300)), "note": "Session"}]} if self.has(0.15) else (
                {"per": self.pick(["year", "quarter", "quarter", "month"])})
            return dict(kind=kind, **of, **when)
        if kind == "cross":
            if len(self.fields) < 2:
                return dict(kind="breakdown", by=[field], **of)
            more = self.pick([{}] * 6 + [{"leave-out": ["Not recorded"]}])
            return dict(kind="breakdown", by=self.chance.sample(list(self.fields), 2), **of, **more)
        if kind == "breakdown":
            more = self.pick([{}, {}, {}, {"leave-out": ["Not recorded"]}, {"parts-of": "all"}, per, "percent-of", "state", "state"])
            if more == "percent-of":
                more = {"percent-of": "contacts"} if of else {}
            if more == "state":
                more = self.pick([{"at": "year-end"}, {"follow-up": self.pick(["3 months", "6 weeks"])}])
                if not self.closing or "outcome" not in self.fields:
                    more = {}
                field = "outcome" if more else field
            if "leave-out" in more and self.has(0.4) and self.names(field, False):
                more = {"leave-out": [self.pick(self.names(field, False))]}
            return dict(kind=kind, by=[field], **of, **more)
        if kind == "share":
            if self.people and self.has(0.3):
                return dict(kind=kind, repeat="person", **of)
            if self.aware and self.has(0.4):
                return dict(kind=kind, within=["1 working day"], **{"from": "aware", "to": "received"}, **of, **per)
            if self.closing and self.has(0.3):
                return dict(kind=kind, within=[self.pick(LIMITS)], **of, **per)
            inside = [p for p in self.populations if p != of.get("of")]
            follow = {"follow-up": "3 months"} if self.closing and self.has(0.1) else {}
            return dict(kind=kind, **{"in": self.pick(inside)}, **of, **(follow or per)) if inside else dict(kind="count", **of)
        if kind == "timeliness":
            m = dict(kind=kind, within=self.limits(), base=self.pick(["received", "received", "received", "closed", "due"]), **of, **per)
            if self.has(0.4):
                m["bands"] = True
            if self.has(0.2):
                m["target"] = [80] * len(m["within"])
            return m
        if kind == "curve":
            return dict(kind=kind, **of, **({"within": sorted(self.chance.sample(["2 weeks", "4 weeks", "8 weeks", "12 weeks", "26 weeks"], 3), key=lambda x: int(x.split()[0]))} if self.has(0.6) else {}))
        if kind == "caseload":
            return dict(kind=kind, **of, within=self.limits(3))
        if kind == "duration":
            return dict(kind=kind, **of, **per)
        return dict(kind=kind)

    def make_profile(self):
        self.populations = self.make_populations()
        kinds = ["count"] * 3 + ["breakdown"] * 4 + ["cross"] * 2 + ["share"] * 3 + (
            ["timeliness"] * 2 + ["duration", "curve", "caseload"] if self.closing else [])
        measures = [{"id": "contacts", "title": "Contacts", "kind": "count"}] if self.has(0.8) else []
        while len(measures) < self.chance.randint(2, 6):
            m = self.measure(self.pick(kinds))
            since = {"since": self.report["year"]} if self.has(0.05) else {}
            measures.append({"id": f"m{len(measures)}", "title": f"Measure {len(measures)}", **m, **since})
        columns = {name: name.title() for name in self.rows[0]}
        fields = [{"field": n, "separator": f["separator"]} for n, f in self.fields.items() if f["separator"]]
        if "outcome" in self.fields and self.has(0.2):
            fields.append({"field": "outcome", "ongoing-category": self.pick(["Ongoing cases", "estimated"])})
        fields += [{"field": "aware", "type": "date"}] * self.aware + [{"field": "person", "type": "identifier"}] * self.people
        self.profile = {"authority": {"name": "Test Council", "short-name": "Test", "code": "E06000016"}, "report": self.report,
                        "records": [{"file": "contacts.csv", "columns": columns}], "fields": fields,
                        "populations": [{"id": n, "words": n, "where": w} for n, w in self.populations.items()],
                        "disclosure": {"suppress-below": self.pick([5, 5, 5, 5, 3, 6, 8, 10])}}
        if self.codes:
            self.profile["codes"] = "codes.csv"
        if "met" in self.populations and self.has(0.6):
            whole = {"contacts": "wider"} if "wider" in self.populations and self.has(0.15) else {}
            self.profile["return"] = {"threshold-met": "met", **whole}
        rule = self.profile["disclosure"]
        if self.has(0.1):
            rule["zeros"] = "hidden"
        if self.has(0.05):
            rule["keep"] = [measures[0]["id"]]
        if self.has(0.15):
            self.profile["benchmark"] = {"figures": ["others.csv"], "population": "children.csv", "neighbours": ["Devon"]}
            of = ["contacts"] + ["threshold-met", "threshold-share"] * ("return" in self.profile)
            measures.append({"id": "beside", "title": "Beside", "kind": "benchmark", "of": self.pick(of)})
            self.special.append("benchmark")
        if self.has(0.05) and measures[0]["id"] == "contacts":
            measures.append({"id": "staff", "title": "Staff", "kind": "supplied", "against": "contacts"})
            self.profile["figures"] = ["staff.csv"]
        self.profile["measures"] = measures
        self.edition = self.has(0.15) and self.count > 1
        self.other_year = self.has(0.25)
        self.template = self.has(0.4)

    # -- files --

    def write(self, folder):
        os.makedirs(folder)
        self.write_rows(os.path.join(folder, "contacts.csv"), self.rows)
        profile = dict(self.profile)
        if self.codes:
            with open(os.path.join(folder, "codes.csv"), "w", encoding="utf-8", newline="") as file:
                csv.writer(file, lineterminator="\n").writerows([("field", "category", "part", "value"), *self.codes])
        year = lambda y: str(y) if self.start == 1 else f"{y}-{(y + 1) % 100:02}"
        others = "authority,measure,period,category,count,base\n" + "".join(
            f"Devon,contacts,{year(y)},,{300 + y % 7},\nDevon,threshold-met,{year(y)},,{100 + y % 5},{300 + y % 7}\n" for y in range(2021, 2024))
        self.text(folder, "others.csv", others)
        self.text(folder, "children.csv", "la_code,la_name,mid_2021,mid_2022,mid_2023\nE06000016,Test Council,30000,31000,32000\n"
                  "E10000008,Devon,140000,141000,142000\n")
        self.text(folder, "staff.csv", "measure,period,value\n" + "".join(f"staff,{year(y)},{2 + y % 2}\n" for y in range(2024 - self.count, 2024)))
        if self.edition:
            # Last year's release, from the records as they were then.
            then = date(2023, self.start, 1) + timedelta(60)
            rows = []
            for row in self.rows:
                if row["received"] != "" and row["received"] <= then:
                    row = dict(row)
                    if self.closing and (row["closed"] == "" or row["closed"] > then):
                        row["closed"] = ""
                        row.update({"outcome": ""} if "outcome" in row else {})
                    rows.append(row)
            self.edition = len(rows) > 1
            if self.edition:
                self.write_rows(os.path.join(folder, "earlier.csv"), rows)
                name = year(2022)
                earlier = dict(profile, report=dict(self.report, year=int(name) if self.start == 1 else name, **{"as-at": then}),
                               records=[dict(profile["records"][0], file="earlier.csv")])
                self.text(folder, "earlier.yaml", yaml.safe_dump(earlier, sort_keys=False))
                profile["disclosure"] = dict(profile["disclosure"], **{"previous-release": "earlier/figures.csv"})
        self.text(folder, "profile.yaml", yaml.safe_dump(profile, sort_keys=False))

    def write_rows(self, path, rows):
        with open(path, "w", encoding="utf-8", newline="") as file:
            out = csv.writer(file, lineterminator="\n")
            out.writerow([name.title() for name in rows[0]])
            out.writerows(list(row.values()) for row in rows)

    def text(self, folder, name, text):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)
