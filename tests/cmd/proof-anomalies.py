"""Every anomaly that was found in the prose of five published reports, one by one: what ladostat proof says of the
sentence, or why figures cannot tell. The table is tests/cmd/proof/anomalies.csv; a row without an id is right."""
import collections
import csv
import io
import os
import re
import subprocess
import tempfile

from tap import check, done

PROGRAM = os.environ["LADOSTAT_PROGRAM"]
# How many the list of anomalies has of each report: none may be left out.
LENGTHS = {"L": 30, "S": 13, "B": 13, "M": 17, "G": 11}

with open("tests/cmd/proof/anomalies.csv", newline="", encoding="utf-8") as file:
    rows = list(csv.DictReader(file))
ids = {row["id"] for row in rows if row["id"]}
check("every_anomaly_is_in_the_table", ids == {f"{letter}{n}" for letter, last in LENGTHS.items() for n in range(1, last + 1)})
check("each_is_found_or_says_why_not", all(row["finds"] or row["why"] or not row["id"] for row in rows))
check("what_has_no_sentence_finds_nothing", all(row["sentence"] or not row["finds"] for row in rows))


def found_in(council, sentences):
    """What proof says of each sentence, each under its own heading: the words that are not supported, with their verdicts."""
    text, lines = "", {}
    for row in sentences:
        text += f"# {row['heading']}\n\n"
        lines[text.count("\n") + 1] = id(row)
        text += row["sentence"] + "\n\n"
    with tempfile.NamedTemporaryFile("w", suffix=".md", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        result = subprocess.run([PROGRAM, "proof", f"fixtures/{council}/profile.yaml", file.name, "--format", "csv"],
                                capture_output=True, text=True)
    found = collections.defaultdict(list)
    for finding in csv.DictReader(io.StringIO(result.stdout)):
        if finding["verdict"] != "supported":
            line = int(re.fullmatch(r"line (\d+)", finding["place"])[1])
            found[lines[line]].append((finding["words"], finding["verdict"]))
    return found


for council in dict.fromkeys(row["council"] for row in rows):
    sentences = [row for row in rows if row["council"] == council and row["sentence"]]
    found = found_in(council, sentences)
    for row in sentences:
        expected = [tuple(re.split(r": (?=\w+$)", one)) for one in row["finds"].split("; ") if one]
        name = re.sub(r"\W+", "_", f"{row['id'] or 'right'} {row['sentence']}").strip("_")
        check(name, sorted(found[id(row)]) == sorted(expected), found[id(row)])
done()
