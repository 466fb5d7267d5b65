"""What ladostat proof says about sentences, each alone under its own heading."""
import csv
import io
import os
import re
import subprocess
import tempfile


def proof_of(council, sentences):
    """For each (heading, sentence): its findings as (words, verdict), what is supported too."""
    text, lines = "", []
    for heading, sentence in sentences:
        text += f"# {heading}\n\n"
        lines.append(text.count("\n") + 1)
        text += sentence + "\n\n"
    with tempfile.NamedTemporaryFile("w", suffix=".md", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        result = subprocess.run([os.environ["LADOSTAT_PROGRAM"], "proof", f"fixtures/{council}/profile.yaml", file.name,
                                 "--format", "csv"], capture_output=True, text=True)
    assert result.returncode in (0, 1), result.stderr
    found = {line: [] for line in lines}
    for finding in csv.DictReader(io.StringIO(result.stdout)):
        line = int(re.fullmatch(r"line (\d+)", finding["place"])[1])
        found[line].append((finding["words"], finding["verdict"]))
    return [found[line] for line in lines]
