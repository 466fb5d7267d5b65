"""init beside a profile that somebody has edited adds next year's export and loses nothing: every existing line is still in
its place; new values are in codes.csv for somebody to decide; new columns are listed; a report can follow at once."""
import csv
import os
import pathlib
import subprocess
import tempfile

import openpyxl
import yaml
from tap import check, done

program = os.environ["LADOSTAT_PROGRAM"]
place = tempfile.TemporaryDirectory()
HEADINGS = ["Case ref", "Date received", "Date closed", "Category of harm", "Employment sector", "Final outcome"]
HARMS, SECTORS, OUTCOMES = ["Physical", "Neglect", "Sexual"], ["School", "Health", "Police"], ["Substantiated", "Unfounded"]


def rows(year, count, letter, harms=HARMS, more=()):
    return [[f"{letter}{n:03}", f"{1 + n % 28:02}/05/{year}", f"{1 + n % 28:02}/06/{year}", harms[n % len(harms)], SECTORS[n % 3],
             OUTCOMES[n % 2], *[column[n % len(column)] for column in more]] for n in range(count)]


def write(path, lines):
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(lines)


def fresh(name):
    folder = pathlib.Path(place.name) / name
    folder.mkdir()
    write(folder / "cases-2023.csv", [HEADINGS, *rows(2023, 60, "A")])
    return folder


def run(folder, *words):
    return subprocess.run([program, *map(str, words)], capture_output=True, text=True, cwd=folder)


def lines_are_kept(before, after):
    """Every line stands still, in the same order, but for those that changed: their number."""
    left, changed = after.split("\n"), 0
    for line in before.split("\n"):
        if line in left:
            left = left[left.index(line) + 1:]
        else:
            changed += 1
    return changed


def worked_on(folder):
    """What an analyst makes of the starter: words, a comment, categories of their own, a measure."""
    assert run(folder, "init", "cases-2023.csv").returncode == 0
    profile = (folder / "profile.yaml").read_text(encoding="utf-8")
    profile = profile.replace("Your council          #", "Anytown Council  # my comment").replace("years: 1 ", "years: 2 ").replace("{contact: contact, contacts: contacts}", "{contact: referral, contacts: referrals}")
    (folder / "profile.yaml").write_text(profile + "# and one more at the end – with a dash\n", encoding="utf-8")
    codes = (folder / "codes.csv").read_text(encoding="utf-8-sig")
    codes = codes.replace("sector,School,,School,", "sector,Schools and colleges,,School,")
    (folder / "codes.csv").write_text(codes, encoding="utf-8")
    return profile + "# and one more at the end – with a dash\n", codes


folder = fresh("beside")
profile, codes = worked_on(folder)
write(folder / "cases-2024.csv", [[*HEADINGS, "Transport type", "Child's name"],
                                  *rows(2024, 80, "B", ["Physical", "neglect", "Sexual abuse", "Online harm"], (["Taxi", "Bus"], ["Canary One", "Canary Two"]))])
made = run(folder, "init", "cases-2024.csv")
after, codes_after = (folder / "profile.yaml").read_text(encoding="utf-8"), (folder / "codes.csv").read_text(encoding="utf-8-sig")
check("it_is_put_in", made.returncode == 0, made.stdout + made.stderr)
check("one_line_of_the_profile_is_another", lines_are_kept(profile, after) == 1 and "# and one more at the end" in after, after)
check("the_file_is_listed_beside_the_first", yaml.safe_load(after)["records"][0]["file"] == ["cases-2023.csv", "cases-2024.csv"], after)
check("the_code_list_begins_as_it_was", codes_after.startswith(codes), codes_after)
new = list(csv.reader(codes_after[len(codes):].splitlines()))
check("new_values_stand_behind_it", sorted(new) == [["harm", "", "", "Online harm", "20"], ["harm", "Sexual", "", "Sexual abuse", "20"]], new)
check("they_are_reported", '"Online harm", 20 rows, to be decided' in made.stdout, made.stdout)
check("new_columns_are_reported", "new column Transport type" in made.stdout and "transport-type" in made.stdout and "new column Child's name" in made.stdout, made.stdout)
check("and_nobody_named", "Canary" not in made.stdout + after + codes_after)
check("the_year_it_goes_up_to_is_reported", "2024-25" in made.stdout, made.stdout)
ran = run(folder, "check", "profile.yaml", "--year", "2024-25")
check("undecided_values_are_unrecognised", ran.returncode == 0 and "value-unrecognised: harm, 20 rows" in ran.stdout, ran.stdout + ran.stderr)
ran = run(folder, "report", "profile.yaml", "--year", "2024-25", "--formats", "csv", "--internal")
with open(folder / "out/figures.csv", newline="", encoding="utf-8-sig") as file:
    counts = {(row["measure"], row["period"], row["category"]): row["count"] for row in csv.DictReader(file) if not row["part"]}
check("the_report_has_both", ran.returncode == 0 and counts[("contacts", "2023-24", "")] == "60" and counts[("contacts", "2024-25", "")] == "80", ran.stderr)
check("and_the_analysts_categories", ("sector", "2024-25", "Schools and colleges") in counts)
again = run(folder, "init", "cases-2024.csv")
check("a_second_time_changes_nothing", again.returncode == 0 and (folder / "profile.yaml").read_text(encoding="utf-8") == after and
      (folder / "codes.csv").read_text(encoding="utf-8-sig") == codes_after, again.stdout + again.stderr)

folder = fresh("in-place")
profile, codes = worked_on(folder)
write(folder / "cases-2023.csv", [HEADINGS, *rows(2023, 60, "A"), *rows(2024, 40, "B", ["Physical", "Radicalisation"])])
made = run(folder, "init", "cases-2023.csv")
check("the_same_file_again_leaves_the_profile_as_it_is", made.returncode == 0 and (folder / "profile.yaml").read_text(encoding="utf-8") == profile, made.stderr)
check("and_puts_new_values_in", "harm,,,Radicalisation,20" in (folder / "codes.csv").read_text(encoding="utf-8-sig"), made.stdout)

folder = fresh("other-headings")
profile, codes = worked_on(folder)
write(folder / "new-system.csv", [["LADO ID", "Referral received", "Closed on", "Abuse type", "Sector", "Outcome of allegation", "Gender"],
                                  *rows(2024, 50, "N", ["Physical", "Neglect", "Exploitation"], (["F", "M"],))])
made = run(folder, "init", "new-system.csv")
after = (folder / "profile.yaml").read_text(encoding="utf-8")
entries = yaml.safe_load(after)["records"]
check("other_headings_get_an_entry_of_their_own", made.returncode == 0 and len(entries) == 2 and lines_are_kept(profile, after) == 0, made.stdout + made.stderr + after)
check("with_the_fields_present", entries[-1]["columns"] == {"id": "LADO ID", "received": "Referral received", "closed": "Closed on", "harm": "Abuse type",
                                                                   "sector": "Sector", "outcome": "Outcome of allegation"}, entries)
check("and_its_values_to_be_decided", "harm,,,Exploitation,16" in (folder / "codes.csv").read_text(encoding="utf-8-sig"))
check("which_reads", run(folder, "check", "profile.yaml", "--year", "2024-25").returncode == 0)

folder = fresh("at-once")
write(folder / "cases-2024.csv", [HEADINGS, *rows(2024, 80, "B")])
write(folder / "old-system.csv", [["Ref", "Date in", "Date out", "Harm", "Agency", "Outcome"], *rows(2022, 30, "C")])
(folder / "~$book.xlsx").write_bytes(b"x")
made = run(folder, "init", "cases-2023.csv", "cases-2024.csv", "old-system.csv", "~$book.xlsx")
written = yaml.safe_load((folder / "profile.yaml").read_text(encoding="utf-8"))
check("several_exports_at_once", made.returncode == 0 and [entry["file"] for entry in written["records"]] == [
    ["cases-2023.csv", "cases-2024.csv"], "old-system.csv"] and written["report"]["year"] == "2024-25", made.stdout + made.stderr)
ran = run(folder, "cases-2023.csv", "cases-2024.csv", "old-system.csv")
check("and_a_draft_of_them_all", ran.returncode == 0 and (folder / "out/annual-report.pdf").exists(), ran.stderr)

folder = fresh("workbook")
book = openpyxl.Workbook()
book.active.title = "Cover"
book.active.append(["LADO cases"])
for year in (2022, 2023, 2024):
    sheet = book.create_sheet(f"{year}-{year - 1999}")
    for line in [HEADINGS, *rows(year, 30, str(year))]:
        sheet.append(line)
book.save(folder / "book.xlsx")
made = run(folder, "init", "book.xlsx")
written = yaml.safe_load((folder / "profile.yaml").read_text(encoding="utf-8"))
check("all_sheets_of_one_layout", made.returncode == 0 and written["records"][0]["sheet"] == ["2022-23", "2023-24", "2024-25"] and
      written["report"] == {"year": "2024-25", "years": 3}, made.stdout + made.stderr)
made = run(folder, "init", "book.xlsx", "--force", "--sheet", "2023*")
written = yaml.safe_load((folder / "profile.yaml").read_text(encoding="utf-8"))
check("or_those_that_are_asked_for", made.returncode == 0 and written["records"][0]["sheet"] == "2023*" and "30 rows" in made.stdout, made.stdout + made.stderr)

folder = fresh("crlf")
profile, codes = worked_on(folder)
(folder / "codes.csv").write_bytes(b"\xef\xbb\xbf" + codes.rstrip("\n").replace("\n", "\r\n").encode())
write(folder / "cases-2024.csv", [HEADINGS, *rows(2024, 30, "B", ["Grooming, online"])])
made = run(folder, "init", "cases-2024.csv")
after = (folder / "codes.csv").read_bytes().decode("utf-8-sig")
check("a_list_saved_by_excel_stays_as_it_was", after == codes.rstrip("\n").replace("\n", "\r\n") + '\r\nharm,,,"Grooming, online",30\r\n', repr(after[-80:]))
place.cleanup()
done()
