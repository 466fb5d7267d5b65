"""Synthetic exports of any size, seeded: the same arguments give the same bytes. None of it is a case that could be one.

Shapes: `case` (21 columns, about 234 bytes a row, quoted notes, some of several lines), `narrow` (the mapped columns alone),
`quoted` (as case, every cell in quotes), `wide` (as case, and 60 more columns that no profile names).
"""
import pathlib
import random
import sys

harms = ["Physical", "Emotional", "Sexual", "Neglect", "Conduct outside work", "Suitability", "physical ", "NEGLECT"]
sectors = ["Education", "Early years", "Foster carers", "Residential care", "Faith", "Health", "Sports and leisure", "Transport",
           "Police", "Social care", "Voluntary", "Other"]
sources = ["School", "Police", "Social care", "Health", "Ofsted", "Parent", "Employer", "NSPCC", "Fostering agency", "Other authority"]
stages = ["Advice and guidance", "Consultation", "Further investigation", "No further action"]
outcomes = ["Substantiated", "Unsubstantiated", "Unfounded", "False", "Malicious", ""]
yes_no = ["Yes", "No", "No", "No", ""]
teams = [f"Team {letter}" for letter in "ABCDEFGH"]
ages = ["0-4", "5-9", "10-15", "16-17", ""]
words = ("the referral was discussed and agreed by all present with a further meeting to be held once the employer has "
         "written back about training policy supervision and next steps").split()
headings = ["Case ref", "Date of contact", "Contact outcome", "Category of harm", "Employment sector", "Referred by", "Final outcome",
            "Date closed", "Child disabled?", "Age of child", "Locality", "Police involved", "Strategy meeting", "Suspended",
            "Worker ref", "Officer", "Notes", "Created", "Changed", "Version", "Status text"]
profile = """authority: {{name: Bench Council, short-name: Bench, code: E00000000}}
report: {{year: 2023-24, years: 5}}
records:
  - file: export.csv
    columns:
      id: Case ref
      received: Date of contact
      stage: Contact outcome
      harm: Category of harm
      sector: Employment sector
      source: Referred by
      outcome: Final outcome
      closed: Date closed
      disabled: Child disabled?
      age: Age of child
      locality: Locality
      police: Police involved
      strategy: Strategy meeting
      suspended: Suspended
codes: codes.csv
fields:
  - {{field: outcome, ongoing-category: Ongoing cases}}
measures:
{measures}
disclosure: {{suppress-below: 0}}
"""
broken_down = ["stage", "harm", "sector", "source", "outcome", "disabled", "age", "locality", "police", "strategy", "suspended"]


def code_list():
    rows = ["field,category,part,value"]
    for field, values in (("stage", stages), ("harm", harms[:6]), ("sector", sectors), ("source", sources), ("outcome", outcomes[:5]),
                          ("disabled", ["Yes", "No"]), ("age", ages[:4]), ("locality", teams), ("police", ["Yes", "No"]),
                          ("strategy", ["Yes", "No"]), ("suspended", ["Yes", "No"])):
        rows += [f"{field},{value},," for value in values]
    return "\n".join(rows) + "\n"


def measure_list():
    lines = ["{id: contacts, title: Contacts, kind: count}", "{id: months, title: Contacts by month, kind: count, per: month}"]
    lines += [f"{{id: {field}, title: By {field}, kind: breakdown, by: [{field}]}}" for field in broken_down]
    lines += ["{id: sector-harm, title: Sector by harm, kind: breakdown, by: [sector, harm]}",
              "{id: timeliness, title: Time to close, kind: timeliness, within: [4 weeks, 12 weeks]}"]
    return "\n".join(f"  - {line}" for line in lines)


def cell(text, always):
    return '"' + text.replace('"', '""') + '"' if always or any(c in text for c in ',"\n') else text


def day(number):
    """A day of 2019-04-01 and later, in months of 28 days: no calendar is needed, and no day is impossible."""
    months = 3 + number // 28
    return f"{number % 28 + 1:02d}/{months % 12 + 1:02d}/{2019 + months // 12}"


def blocks(shape, rows, seed):
    """Texts of a few thousand rows each."""
    choose = random.Random(seed)
    always = shape == "quoted"
    more = 60 if shape == "wide" else 0
    notes = [" ".join(choose.choices(words, k=choose.randint(6, 14))) for _ in range(997)]
    notes = [f'{text}, "as agreed"' if i % 9 == 0 else f"{text},\nand closed" if i % 11 == 0 else f"{text}, noted"
             for i, text in enumerate(notes)]
    columns = headings[:15] if shape == "narrow" else headings + [f"Extra {i}" for i in range(more)]
    yield ",".join(cell(text, always) for text in columns) + "\n"
    texts = []
    for number in range(rows):
        # A file in the order of contact, over five years.
        received = number * 1679 // max(rows, 1)
        closed = received + choose.randrange(150)
        pick = choose.random
        row = [f"SYN-{number:08d}", day(received)]
        open_case = pick() >= 0.85
        row += [values[int(pick() * len(values))] for values in (stages, harms, sectors, sources)]
        row += ["", ""] if open_case else [outcomes[int(pick() * len(outcomes))], day(closed)]
        row += [values[int(pick() * len(values))] for values in (yes_no, ages, teams, yes_no, yes_no, yes_no)]
        row += [f"W{int(pick() * rows):07d}"]
        if shape != "narrow":
            row += ["Officer " + str(number % 40), notes[number * 31 % 997], day(received) + " 09:30", day(closed) + " 16:05",
                    "3", "Recorded in full"]
            row += ["not mapped"] * more
        texts.append(",".join([cell(text, always) for text in row]))
        if len(texts) == 4096:
            yield "\n".join(texts) + "\n"
            texts = []
    if texts:
        yield "\n".join(texts) + "\n"


def write(folder, shape, rows, seed=1):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "profile.yaml").write_text(profile.format(measures=measure_list()))
    (folder / "codes.csv").write_text(code_list())
    with open(folder / "export.csv", "w", encoding="utf-8", newline="") as out:
        for text in blocks(shape, rows, seed):
            out.write(text)


if __name__ == "__main__":
    write(sys.argv[1], sys.argv[2], int(sys.argv[3]))
