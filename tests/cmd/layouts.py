"""Forty-four invented layouts of exports, in the styles of case systems, forms, trackers and databases: init, check and report
need no edit, and the test counts how many of init's guesses are right: which column is which field, which are left alone,
what values mean, the year, the order of dates. All have the same records; every count is Python's."""
import collections
import csv
import datetime
import os
import pathlib
import random
import re
import subprocess
import tempfile

import openpyxl
import yaml
from tap import check, done

program = os.environ["LADOSTAT_PROGRAM"]
HARMS, OUTCOMES = ["Physical", "Emotional", "Sexual", "Neglect", "Conduct"], ["Substantiated", "Unsubstantiated", "Unfounded", "False"]
SECTORS = ["School", "Nursery", "Foster care", "Residential care", "Health", "Police", "Sport"]
SOURCES = ["Education", "Health", "Police", "Social care", "Parent", "Ofsted"]
STAGES = ["Advice", "Consultation", "Referral"]


def records():
    """Of two years, the second reported; each as a mapping."""
    chance, made = random.Random(22), []
    for n in range(360):
        received = datetime.date(2022, 4, 1) + datetime.timedelta(days=chance.randrange(730))
        open_days = chance.choice([3, 10, 25, 60, 120, 200])
        closed = received + datetime.timedelta(days=open_days)
        is_open = closed > datetime.date(2024, 5, 31)
        stage = chance.choices(STAGES, [3, 2, 4])[0]
        made.append({"n": n + 1, "received": received, "closed": None if is_open else closed,
                     "aware": received - datetime.timedelta(days=chance.randrange(4)),
                     "incident": received - datetime.timedelta(days=chance.randrange(5, 90)),
                     "born": datetime.date(1960 + chance.randrange(40), 1 + chance.randrange(12), 1 + chance.randrange(28)),
                     "harm": chance.choices(HARMS, [5, 3, 2, 2, 2])[0], "sector": chance.choices(SECTORS, [6, 2, 4, 4, 2, 1, 2])[0],
                     "source": chance.choices(SOURCES, [6, 2, 3, 4, 2, 1])[0], "stage": stage,
                     "outcome": "" if is_open else chance.choices(OUTCOMES, [3, 3, 4, 1])[0],
                     "yes": chance.choice(["Yes", "No"]), "person": f"Canary{chance.randrange(900)} Fictional{n}",
                     "text": f"Canary {n}: something happened on a day and then something else did, at some length, and so on and on and on."})
    return made


RECORDS = records()
# Ways to write what a record holds. Those of values: what stands in the export for each of ours.
day = lambda form: lambda date: date.strftime(form) if date else ""
as_it_is = lambda value: value
numbered = lambda names: lambda value: f"{names.index(value) + 1:02} - {value}" if value else ""
coded = lambda **codes: lambda value: codes.get(value.replace(" ", "_"), value)
shouted = lambda value: value.upper()


def sometimes(*ways):
    """One way after the other, as several people write."""
    turn = collections.Counter()

    def write(value):
        turn[value] += 1
        return ways[turn[value] % len(ways)](value)
    return write


class Layout:
    """Columns as heading, field of ours or what it holds, way of writing; `fields` are what init must find."""

    def __init__(self, name, columns, kind="csv", dates="%d/%m/%Y", number="{:04}", above=(), below=(), delimiter=",", encoding="utf-8", blank=""):
        self.name, self.columns, self.kind, self.dates, self.number = name, columns, kind, dates, number
        self.above, self.below, self.delimiter, self.encoding, self.blank = above, below, delimiter, encoding, blank

    def cell(self, record, what, write):
        if what == "id":
            return self.number.format(record["n"])
        value = record.get(what, what)
        if isinstance(value, datetime.date) or value is None:
            if self.kind == "xlsx" and not write:
                return value
            return (write or day(self.dates))(value) or self.blank
        return (write or as_it_is)(value) or self.blank

    def save(self, folder):
        ways = {heading: (rest[0] if rest else None) for heading, what, *rest in self.columns}
        rows = [[self.cell(record, what, ways[heading]) for heading, what, *_ in self.columns] for record in RECORDS]
        lines = [*[[text] for text in self.above], [heading for heading, *_ in self.columns], *rows, *[list(line) for line in self.below]]
        if self.kind == "xlsx":
            book = openpyxl.Workbook()
            for line in lines:
                book.active.append(line)
            book.save(folder / "export.xlsx")
            return folder / "export.xlsx"
        path = folder / f"export.{self.kind}"
        with open(path, "w", newline="", encoding=self.encoding) as file:
            csv.writer(file, delimiter=self.delimiter).writerows([cell if cell is not None else "" for cell in line] for line in lines)
        return path


P, T = "person", "text"
FULL = {"Physical": "Physical abuse", "Emotional": "Emotional abuse", "Sexual": "Sexual abuse", "Neglect": "Neglect", "Conduct": "Conduct/suitability"}
full = lambda value: FULL[value]
LAYOUTS = [
    Layout("Liquidlogic contact list", [("LADO Contact ID", "id"), ("Subject Name", P), ("Subject DOB", "born"), ("Date of Contact", "received"), ("Contact Outcome", "stage"), ("Category of Abuse", "harm", full), ("Employment Sector", "sector"), ("Referral Source", "source"), ("Final Outcome", "outcome"), ("Date Closed", "closed"), ("Allocated Worker", P)]),
    Layout("run-together headings", [("CaseNo", "id"), ("DateReceived", "received"), ("DateClosed", "closed"), ("HarmCategory", "harm"), ("EmployerType", "sector"), ("ReferredBy", "source"), ("InitialOutcome", "stage"), ("FinalOutcome", "outcome"), ("DoB", "born"), ("CaseNotes", T)]),
    Layout("Referral No. and contacting agency", [("Referral No.", "id"), ("Referral date", "received"), ("Contacting agency", "source"), ("Agency of adult", "sector"), ("Nature of allegation", "harm"), ("Threshold met?", "stage", coded(Advice="N", Consultation="N", Referral="Y")), ("Outcome", "outcome"), ("Closure date", "closed")]),
    Layout("contact number and see notes", [("Contact no", "id"), ("Contact date", "received"), ("Category of harm", "see", lambda _: "See notes"), ("Type of allegation", "harm"), ("Sector", "sector"), ("Source", "source"), ("Outcome of investigation", "outcome"), ("Concluded", "closed"), ("Notes", T)]),
    Layout("Mosaic form", [("CF6 Form ID", "id"), ("Person ID", "n", lambda n: f"P{n:06}"), ("Form start date", "received"), ("Form completed date", "closed"), ("1. Category of allegation", "harm", numbered(HARMS)), ("2. Workforce", "sector", numbered(SECTORS)), ("3. Referrer agency", "source", numbered(SOURCES)), ("4. Outcome", "outcome", numbered(OUTCOMES)), ("5. Details", T)], number="CF{:05}"),
    Layout("tracker with a title", [("Ref", "id"), ("Date in", "received"), ("Adult's initials", "person", lambda name: name[0] + "F"), ("Setting type", "sector"), ("Who referred", "source"), ("Concern type", "harm"), ("LADO threshold", "stage"), ("Result of investigation", "outcome"), ("Date out", "closed")], kind="xlsx", above=("LADO tracker 2022 to 2024", "Keep in the LADO folder"), number="T{:03}"),
    Layout("ISO dates, semicolons, Windows", [("Case reference", "id"), ("Received", "received"), ("Closed", "closed"), ("Abuse category", "harm"), ("Place of work", "sector"), ("Notified by", "source"), ("Conclusion", "outcome")], dates="%Y-%m-%d", delimiter=";", encoding="cp1252"),
    Layout("American dates", [("Case ID", "id"), ("Date opened", "received"), ("Date closed", "closed"), ("Harm type", "harm"), ("Occupation", "sector"), ("Reported by", "source"), ("Case outcome", "outcome")], dates="%m/%d/%Y"),
    Layout("short dates", [("LADO Ref", "id"), ("Date Notified", "received"), ("Primary Category", "harm"), ("Professional group", "sector"), ("Referring agency", "source"), ("Initial decision", "stage"), ("Outcome of allegation", "outcome"), ("Completed", "closed")], dates="%d-%b-%y", number="23/{:04}"),
    Layout("times behind dates", [("Notification ID", "id"), ("Notification received", "received"), ("Employer became aware", "aware"), ("Met criteria?", "stage", coded(Advice="No", Consultation="No", Referral="Yes")), ("Type of abuse", "harm", full), ("Adult works in", "sector"), ("Notifying organisation", "source"), ("Investigation outcome", "outcome"), ("Closed on", "closed")], dates="%d/%m/%Y 09:30"),
    Layout("capitals and lower case", [("CASE REF", "id"), ("DATE OF REFERRAL", "received"), ("CATEGORY OF ABUSE", "harm", sometimes(as_it_is, shouted)), ("EMPLOYMENT SECTOR", "sector", sometimes(as_it_is, str.lower)), ("SOURCE OF REFERRAL", "source", sometimes(as_it_is, shouted)), ("FINAL OUTCOME", "outcome", sometimes(as_it_is, shouted)), ("DATE CLOSED", "closed")]),
    Layout("n/a for blank", [("Unique ref", "id"), ("Date of notification", "received"), ("Allegation category", "harm"), ("Agency type", "sector"), ("Referral made by", "source"), ("Outcome", "outcome"), ("Date of closure", "closed")], blank="n/a"),
    Layout("dashes for blank", [("Record number", "id"), ("Date logged", "received"), ("Type of concern", "harm"), ("Type of employer", "sector"), ("Contact from", "source"), ("Lado outcome", "outcome"), ("End date", "closed")], blank="-"),
    Layout("tabs", [("ref_no", "id"), ("date_received", "received"), ("date_closed", "closed"), ("harm_category", "harm"), ("employment_sector", "sector"), ("referral_source", "source"), ("contact_outcome", "stage"), ("final_outcome", "outcome"), ("subject_forename", P), ("free_text", T)], kind="tsv", delimiter="\t"),
    Layout("many columns of a form", [("Case number", "id"), ("Date of referral", "received"), ("Date of incident", "incident"), ("Date received by agency", "aware"), ("Name of subject", P), ("Date of birth", "born"), ("Job title", P), ("Employer address", T), ("Sex", "yes", coded(Yes="F", No="M")), ("Basis of employment", "yes", coded(Yes="Permanent", No="Agency worker")), ("Previous allegations", "yes"), ("Category", "harm"), ("Agency", "sector"), ("Referrer type", "source"), ("Strategy meeting date", "received"), ("Outcome", "outcome"), ("Date concluded", "closed")]),
    Layout("police and meetings beside", [("LADO Case", "id"), ("Date referred", "received"), ("Police crime number", "n", lambda n: f"CR/{n:05}/23"), ("Police outcome", "yes", coded(Yes="No further action", No="Charged")), ("Employment outcome", "yes", coded(Yes="Dismissed", No="No action")), ("DBS referral", "yes"), ("Harm category", "harm"), ("Sector", "sector"), ("Agency making referral", "source"), ("Final outcome", "outcome"), ("Case closed", "closed"), ("Date last updated", "received")]),
    Layout("database dump", [("id", "id"), ("created_at", "received", day("%Y-%m-%dT09:15:00")), ("updated_at", "closed", day("%Y-%m-%dT10:00:00")), ("closed_at", "closed", day("%Y-%m-%dT10:00:00")), ("harm", "harm"), ("sector", "sector"), ("source", "source"), ("outcome", "outcome"), ("created_by", P)], number="{}"),
    Layout("consultations", [("Consultation or referral", "stage"), ("Log no", "id"), ("Date of consultation", "received"), ("Main concern", "harm"), ("Workplace", "sector"), ("Agency seeking advice", "source"), ("Final decision", "outcome"), ("Date finalised", "closed")]),
    Layout("workbook of real dates", [("Allegation ref", "id"), ("Date notified to LADO", "received"), ("Date closed to LADO", "closed"), ("Category of harm", "harm"), ("Employment sector", "sector"), ("Source of referral", "source"), ("Final outcome", "outcome"), ("LADO worker", P)], kind="xlsx", number="A{:04}"),
    Layout("totals below", [("Contact reference", "id"), ("Date of contact", "received"), ("Result of contact", "stage"), ("Category of abuse", "harm"), ("Agency", "sector"), ("Referrer agency", "source"), ("Outcome", "outcome"), ("Date closed", "closed")], below=([], ["Total", "360"])),
    Layout("page headings within", [("Case no", "id"), ("Date received", "received"), ("Type of harm", "harm"), ("Employer type", "sector"), ("Referral from", "source"), ("Outcome", "outcome"), ("Closed date", "closed")], below=(["LADO cases, page 2"], ["Case no", "Date received", "Type of harm", "Employer type", "Referral from", "Outcome", "Closed date"], ["LADO cases, page 3"])),
    Layout("people's names everywhere", [("Reference", "id"), ("Referrer", P), ("Referrer role", "source"), ("Child", P), ("Child DOB", "born"), ("Adult", P), ("Adult's role group", "sector"), ("Allegation type", "harm"), ("Received date", "received"), ("Resolved date", "closed"), ("Outcome", "outcome"), ("Chair", P)]),
    Layout("what came of it in words", [("Case ref", "id"), ("Date raised", "received"), ("Nature of concern", "harm", full), ("Organisation type", "sector"), ("Origin", "source"), ("Finding", "outcome", coded(Substantiated="Allegation substantiated", Unfounded="Unfounded", Unsubstantiated="Un-substantiated", False_="False")), ("Signed off", "closed")]),
    Layout("yes and no beside", [("URN", "id"), ("Enquiry date", "received"), ("Category of allegation", "harm"), ("Staff group", "sector"), ("Enquiry made by", "source"), ("Looked after child?", "yes"), ("Disabled child?", "yes", coded(Yes="1", No="0")), ("Suspended?", "yes", coded(Yes="Y", No="N")), ("Outcome", "outcome"), ("Date completed", "closed")], number="U{:05}"),
    Layout("stage as a level", [("Notification number", "id"), ("Notified on", "received"), ("Level of response", "stage"), ("DfE descriptor", "harm"), ("Works in", "sector"), ("Notifier", "source"), ("Closure outcome", "outcome"), ("Ended", "closed")], number="N{:03}"),
    Layout("pipes", [("Case Reference Number", "id"), ("Date Case Opened", "received"), ("Date Case Closed", "closed"), ("Primary Concern", "harm"), ("Employment Setting", "sector"), ("Reporting Agency", "source"), ("Case Outcome", "outcome")], kind="txt", delimiter="|"),
    Layout("UTF-16", [("LADO number", "id"), ("Contact made on", "received"), ("Nature of harm", "harm"), ("Setting", "sector"), ("Contact made by", "source"), ("Outcome of contact", "stage"), ("Outcome of investigation", "outcome"), ("Completion date", "closed")], kind="txt", delimiter="\t", encoding="utf-16"),
    Layout("words of the council", [("Concern ID", "n", lambda n: f"C{n}"), ("Reported on", "received"), ("Reason for contact", "harm", coded(Physical="Physical harm", Emotional="Emotional harm", Sexual="Sexual harm", Neglect="Neglect", Conduct="Suitability")), ("Profession", "sector"), ("Reported by", "source"), ("Conclusion", "outcome"), ("Conclusion date", "closed")]),
    Layout("slips of the pen", [("Case ref", "id"), ("Date received", "received"), ("Category of harm", "harm", lambda value, n=[0]: n.__setitem__(0, n[0] + 1) or ("Physcial" if value == "Physical" and n[0] % 40 == 1 else value)), ("Sector", "sector"), ("Referred by", "source"), ("Final outcome", "outcome"), ("Date closed", "closed")]),
    Layout("two-digit years and dots", [("Ref no", "id"), ("Date of call", "received"), ("Allegation", "harm"), ("Job role", "sector"), ("Source", "source"), ("Outcome", "outcome"), ("Case closed on", "closed")], dates="%d.%m.%y"),
    Layout("title case words", [("Referral Number", "id"), ("Referral Received", "received"), ("Date Police Informed", "received"), ("Target Date", "closed"), ("Abuse Type", "harm"), ("Role Type", "yes", coded(Yes="Paid", No="Volunteer")), ("Employment Sector", "sector"), ("Agency Referring", "source"), ("Allegation Outcome", "outcome"), ("Referral Closed", "closed")]),
    Layout("one letter and abbreviations", [("File ref", "id"), ("Date recd", "received"), ("Harm", "harm", coded(Physical="Phys", Emotional="Emot", Sexual="Sex", Neglect="Neg", Conduct="Cond")), ("Agency", "sector"), ("Referrer organisation", "source"), ("Outcome", "outcome"), ("Date ended", "closed")], number="F{:03}"),
]
# Headings alone, over plain values: written down before the rules had met them.
HEADINGS = [
    [("LADO reference number", "id"), ("Date contact received", "received"), ("Contact type", "stage"), ("Employing agency", "sector"), ("Referring organisation", "source"), ("Category of concern", "harm"), ("Outcome category", "outcome"), ("Date case closed", "closed")],
    [("Incident ID", "id"), ("Date of Alert", "received"), ("Abuse", "harm"), ("Service Type", "sector"), ("Alerter", "source"), ("Outcome Decision", "outcome"), ("Closed Date", "closed")],
    [("Ref.", "id"), ("Referral rec'd", "received"), ("Type of allegation", "harm"), ("Employer sector", "sector"), ("Referral Agency", "source"), ("LADO decision", "stage"), ("Outcome", "outcome"), ("Date concl.", "closed")],
    [("Episode ID", "id"), ("Episode Start Date", "received"), ("Episode End Date", "closed"), ("Allegation Category", "harm"), ("Professional Role", "sector"), ("Contact Source", "source"), ("Allegation Outcome", "outcome"), ("Worker Name", "person")],
    [("No.", "id"), ("Date", "received"), ("Concern", "harm"), ("Setting", "sector"), ("From", "source"), ("Action", "stage"), ("Outcome", "outcome"), ("Closed", "closed")],
    [("Contact Record ID", "id"), ("Contact Date", "received"), ("Contact Reason", "harm"), ("Contact Source Type", "source"), ("Contact Outcome", "stage"), ("Workplace Type", "sector"), ("Final Outcome of Allegation", "outcome"), ("LADO Closure Date", "closed")],
    [("Case Ref Number", "id"), ("Date LADO notified", "received"), ("Date agency aware", "aware"), ("Date of alleged incident", "incident"), ("Harm Category (Primary)", "harm"), ("Workforce Category", "sector"), ("Notifying Agency", "source"), ("Threshold Met (Y/N)", "stage"), ("Final outcome code", "outcome"), ("Date of final outcome", "incident"), ("Date case closed", "closed")],
    [("LADO ID", "id"), ("Date of initial contact", "received"), ("Initial contact outcome", "stage"), ("Nature of alleged harm", "harm"), ("Occupation group", "sector"), ("Initial contact made by", "source"), ("Conclusion of investigation", "outcome"), ("Conclusion date", "closed"), ("Gender of adult", "yes")],
    [("ReferralNumber", "id"), ("ReferralDate", "received"), ("AllegationType", "harm"), ("EmploymentType", "sector"), ("ReferralSource", "source"), ("OutcomeType", "outcome"), ("ClosureDate", "closed"), ("ProfessionalSurname", "person")],
    [("Enquiry number", "id"), ("Enquiry received", "received"), ("Enquirer agency", "source"), ("Sector of employment", "sector"), ("Harm type alleged", "harm"), ("Enquiry result", "stage"), ("Investigation result", "outcome"), ("Enquiry closed", "closed")],
    [("Unique Identifier", "id"), ("Received On", "received"), ("Referred From", "source"), ("Adult Employment Sector", "sector"), ("Allegation Classification", "harm"), ("Met LADO Threshold", "stage"), ("Investigation Finding", "outcome"), ("Completed On", "closed")],
    [("Safeguarding ref", "id"), ("Date raised with LADO", "received"), ("Raised by (agency)", "source"), ("Role of adult", "sector"), ("Abuse type", "harm"), ("Threshold decision", "stage"), ("Overall outcome", "outcome"), ("Date file closed", "closed")],
]
LAYOUTS += [Layout(f"headings {number}", columns) for number, columns in enumerate(HEADINGS, 1)]
FIELDS = ("id", "received", "closed", "aware", "stage", "harm", "sector", "source", "outcome")
# Columns whose values are counted though no standard field has them, and those that nothing may be kept of.
OWN, ALONE = ("yes",), ("person", "text", "born", "incident")


def expected_fields(layout):
    """Which heading each field has: the first column that holds it under a heading of its own."""
    found = {}
    for heading, what, *_ in layout.columns:
        if what in FIELDS and what not in found and not re.search(r"strategy|police|last updated|target|updated_at", heading, re.I):
            found[what] = heading
    if layout.name == "words of the council":
        found["id"] = "Concern ID"
    return found


def figures(folder):
    with open(folder / "out/figures.csv", newline="", encoding="utf-8-sig") as file:
        return {(row["measure"], row["period"], row["category"]): row for row in csv.DictReader(file) if not row["part"]}


right, wrong, kept = 0, [], []
for layout in LAYOUTS:
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        path = layout.save(folder)
        ran = [subprocess.run([program, *words], capture_output=True, text=True) for words in (
            ("init", path), ("check", folder / "profile.yaml"), ("report", folder / "profile.yaml", "--internal", "--formats", "csv"))]
        works = all(one.returncode == 0 for one in ran)
        check(f"no_edit_is_needed: {layout.name}", works, "\n".join(one.stdout + one.stderr for one in ran))
        if not works:
            continue
        profile = yaml.safe_load((folder / "profile.yaml").read_text(encoding="utf-8"))
        columns = profile["records"][0]["columns"]
        codes = (folder / "codes.csv").read_text(encoding="utf-8-sig")
        kept += [layout.name for text in (codes, str(columns), ran[0].stdout) if "Canary" in text]
        guesses = [(f"{field} is {heading}", columns.get(field) == heading) for field, heading in expected_fields(layout).items()]
        guesses += [(f"{field} is no column", False) for field in FIELDS if field in columns and field not in expected_fields(layout)]
        guesses += [(f"{heading} is left alone", heading not in columns.values()) for heading, what, *_ in layout.columns if what in ALONE]
        guesses += [(f"{heading} is a field of its own", heading in columns.values()) for heading, what, *_ in layout.columns if what in OWN]
        guesses += [("the year", profile["report"]["year"] == "2023-24"), ("its years", profile["report"]["years"] == 2),
                    ("dates", profile["records"][0].get("dates") == ("month-first" if "%m/%d" in layout.dates else None))]
        found = figures(folder)
        of_year = [record for record in RECORDS if datetime.date(2023, 4, 1) <= record["received"] < datetime.date(2024, 4, 1)]
        for field in ("harm", "outcome", "sector", "source"):
            if field not in expected_fields(layout):
                continue
            # A category is right where it has the count of what it stands for, whatever it is called.
            truth = collections.Counter(record[field] for record in of_year if record[field])
            counts = collections.Counter(int(row["count"]) for (measure, period, category), row in found.items()
                                         if measure == field and period == "2023-24" and category and "after" not in category)
            guesses += [(f"{field}: {value}", counts[count] > 0) for value, count in truth.items()]
        guesses.append(("nobody's outcome is there", "Malicious,,," in codes))
        right += sum(holds for _, holds in guesses)
        wrong += [f"{layout.name}: {guess}" for guess, holds in guesses if not holds]
print("".join(f"# {guess}\n" for guess in wrong), end="")
print(f"# {right} of {right + len(wrong)} guesses are right in {len(LAYOUTS)} layouts")
check("there_are_thirty_layouts_and_more", len(LAYOUTS) >= 30)
check("nearly_all_guesses_are_right", right >= 0.99 * (right + len(wrong)), "\n".join(wrong))
check("nobody_is_named", not kept, kept)
done()
