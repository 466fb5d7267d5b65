"""This council beside others: Somerset's printed comparison with the rates it lacked; the return that councils exchange; and
what a reader of returns will not compare."""
import csv
import io
import os
import shutil
import subprocess
import tempfile

from tap import check, done

program = os.environ["LADOSTAT_PROGRAM"]


def run(*arguments):
    return subprocess.run([program, *arguments], capture_output=True, text=True)


def figures_of(profile, out):
    made = run("report", profile, "--formats", "csv", "--out", out)
    if made.returncode:
        raise SystemExit(made.stderr)
    with open(f"{out}/figures.csv", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def findings_of(out):
    with open(f"{out}/data-quality.csv", encoding="utf-8-sig") as file:
        return [row["rule"] + ": " + row["message"] for row in csv.DictReader(file)]


def one(figures, authority, category="", field="value"):
    found = [row for row in figures if row["measure"] == "neighbours" and row["authority"] == authority
             and row["period"] == "2023-24" and row["category"] == category and row["part"] == ""]
    return round(float(found[0][field]), 1) if found and found[0][field] else None


with tempfile.TemporaryDirectory() as folder:
    council = f"{folder}/somerset"
    shutil.copytree("fixtures/somerset", council)
    profile = f"{council}/profile.yaml"
    figures = figures_of(profile, f"{folder}/out")
    rates = {name: one(figures, name) for name in ("Somerset Council", "Devon", "Cornwall", "Suffolk")}
    check("the_rates_are_those_of_the_printed_numbers_and_the_children_of_mid_2023",
          rates == {"Somerset Council": 66.1, "Devon": 67.1, "Cornwall": 60.3, "Suffolk": 46.8}, rates)
    check("the_median_is_of_the_neighbours_that_are_known", one(figures, "Somerset Council", "median of neighbours") == 60.3
          and one(figures, "Somerset Council", "neighbours known") == 3
          and one(figures, "Somerset Council", "neighbours known", "base") == 10)
    check("the_rank_is_of_those_known", one(figures, "Somerset Council", "rank") == 2
          and one(figures, "Somerset Council", "rank", "base") == 4)
    check("neighbours_without_figures_are_named", any("neighbour" in line for line in findings_of(f"{folder}/out")),
          findings_of(f"{folder}/out"))

    made = run("return", profile, "--out", f"{folder}/return.csv")
    with open(f"{folder}/return.csv", encoding="utf-8") as file:
        text = file.read()
    rows = list(csv.DictReader(io.StringIO("".join(
        line for line in text.splitlines(True) if not line.lstrip('"').startswith("#")))))
    check("the_return_says_what_it_is", made.returncode == 0 and "# definitions: 1" in text and "# contacts: notifications" in text,
          made.stderr + text[:400])
    counts = [int(row["count"]) for row in rows if row["count"]]
    check("the_return_hides_small_counts_though_the_report_shows_them",
          rows and not [count for count in counts if 0 < count < 5] and any(row["status"] == "c" for row in rows))
    check("a_hidden_row_has_no_number", not [row for row in rows if row["status"] == "c" and
                                             any(row[name] for name in ("count", "base", "percent", "lower", "upper", "value"))])
    check("the_return_is_the_same_twice", run("return", profile).stdout == run("return", profile).stdout == text)

    # Devon sends a return: its contacts take the place of the typed number, and another version's are not compared.
    for version, label in (("1", "a_return_is_set_beside"), ("99", "a_return_of_other_definitions_is_left_out")):
        sent = text.replace("Somerset Council", "Devon").replace("E06000066", "E10000008").replace("# definitions: 1", f"# definitions: {version}")
        os.makedirs(f"{council}/returns", exist_ok=True)
        with open(f"{council}/returns/devon.csv", "w", encoding="utf-8") as file:
            file.write(sent)
        with open("fixtures/somerset/profile.yaml", encoding="utf-8") as file:
            changed = file.read().replace("[neighbours-published.csv]", "[returns/*.csv]")
        with open(profile, "w", encoding="utf-8") as file:
            file.write(changed)
        beside = one(figures_of(profile, f"{folder}/out"), "Devon")
        said = findings_of(f"{folder}/out")
        # 742 for the 147,790 children of Devon.
        check(label, beside == (50.2 if version == "1" else None) and (version == "1" or any("definition" in line for line in said)),
              f"{beside}\n" + "\n".join(said))
done()
