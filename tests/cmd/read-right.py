"""What goes in is read right, or refused with the place and what to do: small exports of each kind, and the figures that must come."""
import csv
import os
import pathlib
import subprocess
import tempfile

from tap import check, done

program = os.environ["LADOSTAT_PROGRAM"]
COUNT = "  - {id: contacts, title: Contacts, kind: count}\n"


class Council:
    """A folder with an export or several, and what the program says of it."""

    def __init__(self, **files):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="right-"))
        for name, content in files.items():
            self.put(name, content)

    def put(self, name, content):
        name = name if "." in name else f"{name}.csv"
        rows = content if isinstance(content, str) else "".join(",".join(map(str, row)) + "\n" for row in content)
        (self.folder / name).write_text(rows, encoding="utf-8")
        return self

    def profile(self, records, more="", year="{year: 2023-24, years: 2}", measures=COUNT, suppress=0):
        return self.put("profile.yaml", f"authority: {{name: Testshire}}\nreport: {year}\nrecords:\n{records}\nmeasures:\n{measures}"
                                        f"disclosure: {{suppress-below: {suppress}}}\nsmall-base: 0\n{more}")

    def run(self, command, *more):
        target = "export.csv" if command == "init" else "profile.yaml"
        run = subprocess.run([program, command, target, *more], capture_output=True, text=True, cwd=self.folder)
        self.status, self.said = run.returncode, run.stdout + run.stderr
        return self

    def figures(self, *columns):
        """Of figures.csv the rows, by these columns."""
        self.run("report", "--formats", "csv")
        path = self.folder / "out/figures.csv"
        if not path.exists():
            return self.said
        with open(path, encoding="utf-8-sig", newline="") as file:
            return [tuple(row[column] for column in columns) for row in csv.DictReader(file)]


def says(name, council, *words, status=None):
    check(name, all(word in council.said for word in words) and status in (None, council.status), f"{council.status}: {council.said}")


def numbered(year, month=4, rows=60):
    return [("Ref", "Received", "Harm"), *((i, f"{i % 28 + 1:02}/{month + i % 6:02}/{year}", "Physical") for i in range(1, rows + 1))]


# Two systems that both number from 1.
ENTRY = "  - {file: %s, columns: {id: Ref, received: Received}%s}\n"
two = Council(old=numbered(2022), new=numbered(2023, 5, 40))
two.profile(ENTRY % ("old.csv", "") + ENTRY % ("new.csv", "")).run("report")
says("numbers_that_two_systems_give_are_refused", two, "new.csv:2: 40 of the 40 ids", "ids: own", status=3)
two.profile(ENTRY % ("old.csv", "") + ENTRY % ("new.csv", ", ids: own"))
check("own_ids_are_another_record_s", ("2023-24", "40") in two.figures("period", "count") and ("2022-23", "60") in two.figures("period", "count"), two.said)
two.put("old", numbered(2023, rows=20)).put("new", numbered(2023)).profile(ENTRY % ("old.csv", "") + ENTRY % ("new.csv", ""))
check("shared_ids_are_the_same_record", ("2023-24", "60") in two.figures("period", "count"), two.said)
rows = numbered(2023)
two.put("new", [*rows[:5], (5, "28/09/2023", "Physical"), *rows[6:]]).run("check")
says("one_id_with_another_date_is_an_error_of_its_row", two, "id-of-another-record: id, 1 row", "new.csv:6", status=1)

# An identifier that tells no records apart.
people = [("Person ID", "Date received", "Harm"), *((f"P{i % 700:04}", f"{i % 28 + 1:02}/{i % 12 + 1:02}/2023", "Physical") for i in range(2800))]
far = Council(export=people).profile("  - {file: export.csv, columns: {id: Person ID, received: Date received}}\n").run("check")
says("an_id_far_from_unique_is_refused", far, "rows have an id that stands further up", "one-record-per: row", status=3)
people[0] = ("Case ID", "Date received", "Harm")
far = Council(export=people).run("init")
says("an_id_far_from_unique_is_not_taken", far, "Case ID: left alone (stands in several rows each", status=0)

done()
