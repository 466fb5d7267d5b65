"""The way that the README goes, gone: its commands are run, its edits made, and what it says is printed is printed."""
import os
import re
import shutil
import subprocess
import tempfile
from tap import check, done

root = os.environ["LADOSTAT_ROOT"]
with open(f"{root}/README.md", encoding="utf-8") as stream:
    blocks = re.findall(r"^```(console|diff)\n(.*?)^```", stream.read(), re.M | re.S)
check("the_readme_has_a_way_to_go", len(blocks) >= 5)

with tempfile.TemporaryDirectory() as folder:
    shutil.copy(f"{root}/fixtures/leicester/contacts.csv", f"{folder}/export.csv")
    environment = {**os.environ, "PATH": f"{os.path.dirname(os.environ['LADOSTAT_PROGRAM'])}:{os.environ['PATH']}"}
    for kind, block in blocks:
        if kind == "diff":
            name = re.match(r"--- (\S+)\n", block)[1]
            with open(f"{folder}/{name}", encoding="utf-8") as stream:
                text = stream.read()
            # Lines taken out next to one another are replaced by those put in after them.
            for out, put in re.findall(r"((?:^-(?!--).*\n)+)((?:^\+.*\n)*)", block, re.M):
                before, after = (re.sub(r"^[-+]", "", lines, flags=re.M) for lines in (out, put))
                check(f"what_the_readme_edits_is_in_{name}", text.count(before) == 1, before)
                text = text.replace(before, after)
            with open(f"{folder}/{name}", "w", encoding="utf-8") as stream:
                stream.write(text)
            continue
        for command, printed in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.M):
            ran = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, text=True,
                                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            expected = printed.rstrip("\n")
            check(f"as_the_readme_prints: {command}", ran.returncode == 0 and ran.stdout.rstrip("\n") == expected,
                  f"status {ran.returncode}, printed:\n{ran.stdout}")
done()
