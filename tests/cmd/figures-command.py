"""ladostat figures: it lists what is in the pack, and can explain every reference that it names."""
import csv
import io
import json
import os
import re
import shutil
import subprocess
import tempfile

from tap import check, done

program = os.environ["LADOSTAT_PROGRAM"]
profile = "fixtures/leicester/profile.yaml"


def run(*arguments):
    return subprocess.run([program, *arguments], capture_output=True, text=True)


with tempfile.TemporaryDirectory() as folder:
    run("report", profile, "--formats", "csv", "--out", f"{folder}/out")
    with open(f"{folder}/out/figures.csv", encoding="utf-8") as file:
        pack = list(csv.DictReader(file))

listed = json.loads(run("figures", profile, "--format", "json").stdout)
numbers = ("count", "base", "percent", "lower", "upper", "value", "change")
check("json_lists_every_figure_of_the_pack", len(listed) == len(pack), f"{len(listed)} against {len(pack)}")
differing = [
    one["reference"]
    for one, other in zip(listed, pack)
    for name in numbers
    if (None if other[name] == "" else float(other[name])) != one[name]
]
check("json_has_the_numbers_of_the_pack", not differing, differing[:5])

rows = list(csv.DictReader(io.StringIO(run("figures", profile, "--format", "csv").stdout)))
check("csv_has_the_rows_of_the_pack_behind_the_reference",
      [{k: v for k, v in row.items() if k != "reference"} for row in rows] == pack)

lines = run("figures", profile).stdout.splitlines()
check("text_names_each_reference_once", len({line.rsplit('  ', 1)[0].strip() for line in lines}) == len(lines))
found = run("figures", profile, "--find", "FOSTER").stdout.splitlines()
check("find_keeps_names_that_contain_the_text", found and all("foster" in line for line in found) and len(found) < len(lines))

explained = run("figures", profile, "--explain", "harm.neglect.percent")
check("explain_says_definition_base_and_method",
      explained.returncode == 0 and all(word in explained.stdout for word in
                                        ("41 records counted", "395", "breakdown by harm", "profile.yaml:", "Table",
                                         "Wilson", "Newcombe", "99.8%")),
      explained.stdout)
median = [line for line in lines if line.startswith("timeliness.median.estimated.value ")]
check("a_figure_with_only_a_value_is_listed_with_it", median and not median[0].endswith("[x]"), median)
for reference, wanted in (("timeliness.within-4-weeks.estimated.percent", ("each record's time from received to closed", "timeliness.within-4-weeks\n")),
                          ("contacts.yearly-rate-of-change.since-2019-20.value", ("contacts @2019-20", "contacts @2022-23", "contacts\n")),
                          ("outcomes.substantiated.of-concluded.percent", ("outcomes.substantiated\n", "outcomes.ongoing-cases\n")),
                          ("harm.neglect.percent", ("compared to  harm.neglect @2022-23",))):
    said = run("figures", profile, "--explain", reference).stdout
    check(f"explain_names_what_it_depends_on: {reference}", all(word in said for word in wanted), said)
wrong = run("figures", profile, "--explain", "harm.neglct")
monthly = run("figures", "fixtures/somerset/profile.yaml", "--explain", "months.control-limits.value")
check("a_name_found_in_another_period_is_reported_with_it", monthly.returncode == 2 and 'of 2023-24; it has of 2024-03, asked for with "@2024-03"'
      in monthly.stderr, monthly.stderr)
check("a_typing_error_is_named_with_what_was_meant", wrong.returncode == 2 and 'did you mean "neglect"' in wrong.stderr, wrong.stderr)


def with_rule(rule, folder):
    """Leicester's profile with another rule of disclosure."""
    shutil.copytree("fixtures/leicester", folder)
    path = f"{folder}/profile.yaml"
    with open(path, encoding="utf-8") as file:
        text = re.sub("^disclosure:.*", f"disclosure: {rule}", file.read(), flags=re.M)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def explain(path, reference, *options):
    """The lines by their name; a line without one belongs to the one before."""
    result = run("figures", path, "--explain", reference, *options)
    lines = {"status": [result.returncode]}
    for text in result.stdout.splitlines():
        name = text[:13].strip() or name
        lines.setdefault(name, []).append(text[13:])
    return lines


with tempfile.TemporaryDirectory() as folder:
    hidden = with_rule("{suppress-below: 5}", f"{folder}/hidden")
    rows = list(csv.DictReader(io.StringIO(run("figures", hidden, "--format", "csv").stdout)))
    # Estimates are no counts and have nothing that protects them; of the others every second will do.
    secret = [row["reference"] for row in rows if row["status"] == "c" and not row["part"]][::2]
    told = {reference: explain(hidden, reference) for reference in secret}
    inside = {reference: explain(hidden, reference, "--internal") for reference in secret}
    number_lines = ("count", "base", "percent", "value", "limits", "change", "signal", "a reader", "method")
    check("a_hidden_figure_is_explained_without_a_number",
          len(secret) > 20 and all(lines["shown as"] == ["[c]"] and not any(name in lines for name in number_lines)
                                   for lines in told.values()))
    # Which is small and which protects it is what a reader may not learn.
    reasons = {lines["published"][0] for lines in inside.values()}
    check("internally_the_reasons_differ", {"not as it is here: small count", "not as it is here: protects a small count"} <= reasons,
          reasons)
    check("every_reader_gets_the_same_sentence", {lines["hidden"][0] for lines in told.values()} ==
          {"its count is from 1 to 4, or would give away one that is"})
    with_others = {reference: lines["with it"] for reference, lines in told.items() if "with it" in lines}
    hidden_rows = {row["reference"]: (row["measure"], row["period"]) for row in rows if row["status"] == "c"}
    check("other_hidden_figures_of_its_table_are_named", len(with_others) > 15 and all(
        hidden_rows[name] == hidden_rows[reference] for reference, names in with_others.items() for name in names if name in hidden_rows))
    protected = {reference: lines["protected by"] for reference, lines in inside.items() if "protected by" in lines}
    check("internally_the_figures_that_protect_it_are_named", len(protected) > 15 and not any("protected by" in lines for lines in told.values()))
    named = {name for lines in with_others.values() for name in lines}
    check("and_can_be_asked_about_in_its_turn", {name for name in named if not name.startswith("the return's ")} <= {row["reference"] for row in rows}, named)
    limits = [re.match(r"can tell only that its count is (?:from )?(\d+)(?: or more| to (\d+))$", lines["a reader"][0])
              for lines in inside.values()]
    check("a_reader's_limits_are_shown_internally", all(limits))
    check("and_never_pin_a_count", not any(limit[1] == limit[2] for limit in limits))
    changed = explain(hidden, "outcomes.substantiated")
    check("a_hidden_change_is_explained", "change" not in changed and "year before" in changed["hidden"][0] and "count" in changed, changed)
    rounded = with_rule("{round-to: 5}", f"{folder}/rounded")
    lines = explain(rounded, "harm.neglect")
    check("rounding_is_explained", lines["count"] == ["40 records counted"] and "nearest 5" in lines["hidden"][0], lines)
    lines = explain(rounded, "harm.neglect", "--internal")
    check("and_internally_with_the_exact_count", lines["count"] == ["41 records counted"] and "nearest 5" in lines["published"][0], lines)

wrong = run("figures", profile, "--format", "xml")
check("an_unknown_format_is_refused", wrong.returncode == 2 and "text, csv, json" in wrong.stderr, wrong.stderr)
done()
