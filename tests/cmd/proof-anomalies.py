"""Every anomaly found in the prose of five published reports, one by one: what ladostat proof says about the sentence, or why
figures cannot tell. The table is tests/cmd/proof/anomalies.csv; a row without an id is right."""
import csv
import re

from proof_of import proof_of
from tap import check, done

# How many the list of anomalies has of each report: none may be left out.
LENGTHS = {"L": 30, "S": 13, "B": 13, "M": 17, "G": 11}

with open("tests/cmd/proof/anomalies.csv", newline="", encoding="utf-8") as file:
    rows = list(csv.DictReader(file))
ids = {row["id"] for row in rows if row["id"]}
check("every_anomaly_is_in_the_table", ids == {f"{letter}{n}" for letter, last in LENGTHS.items() for n in range(1, last + 1)})
check("each_is_found_or_the_reason_is_given", all(row["finds"] or row["why"] or not row["id"] for row in rows))
check("text_without_a_sentence_finds_nothing", all(row["sentence"] or not row["finds"] for row in rows))

for council in dict.fromkeys(row["council"] for row in rows):
    sentences = [row for row in rows if row["council"] == council and row["sentence"]]
    found = proof_of(council, [(row["heading"], row["sentence"]) for row in sentences])
    for row, findings in zip(sentences, found):
        findings = [finding for finding in findings if finding[1] not in ("supported", "not checked")]
        expected = [tuple(re.split(r": (?=[\w ]+$)", one)) for one in row["finds"].split("; ") if one]
        name = re.sub(r"\W+", "_", f"{row['id'] or 'right'} {row['sentence']}").strip("_")
        check(name, sorted(findings) == sorted(expected), f"{findings}")
done()
