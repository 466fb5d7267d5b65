"""Help texts fit a screen, have an example, and use no colour."""
import os
import pty
import re
import subprocess
import tempfile
from tap import check, done

program = os.environ["LADOSTAT_PROGRAM"]
root = os.environ["LADOSTAT_ROOT"]


def asked(*words):
    return subprocess.run([program, *words], capture_output=True, text=True).stdout


help_text = asked("--help")
commands = re.findall(r"^  ([a-z]+) ", help_text.split("Commands:")[1].split("\n\n")[0], re.M)
check("the_help_lists_commands", len(commands) >= 5, help_text)
for name, text in [("ladostat", help_text)] + [(c, asked(c, "--help")) for c in commands]:
    lines = text.rstrip().split("\n")
    check(f"help_of_{name}_fits_24_lines_of_80", len(lines) <= 24 and max(map(len, lines)) <= 80,
          f"{len(lines)} lines, {max(map(len, lines))} wide")
    check(f"help_of_{name}_has_an_example", "Example: ladostat " in text, text)

version = asked("--version")
with open(f"{root}/CHANGELOG.md", encoding="utf-8") as stream:
    newest = re.search(r"^## (.*)$", stream.read(), re.M)[1]
number = re.match(r"ladostat (\S+)\n", version)[1]
check("the_changes_begin_with_this_version_and_its_day_or_what_is_not_yet_released",
      newest == "Not yet released" or re.fullmatch(rf"{re.escape(number)}, \d+ [A-Z][a-z]+ \d{{4}}", newest), newest)
check("the_version_names_the_libraries", all(re.search(rf"{name} +\d+\.\d+", version) for name in ("cairo", "GLib", "nettle", "Pango", "zlib")),
      version)


def on_a_terminal(**environment):
    """What a report says on standard error where that is a terminal."""
    with tempfile.TemporaryDirectory() as out:
        outer, inner = pty.openpty()
        process = subprocess.Popen([program, "report", f"{root}/fixtures/birmingham/profile.yaml", "--out", f"{out}/pack"],
                                   stderr=inner, stdout=subprocess.DEVNULL, env={**os.environ, **environment})
        os.close(inner)
        said = b""
        try:
            while part := os.read(outer, 4096):
                said += part
        except OSError:
            pass
        os.close(outer)
        return process.wait(), said


status, said = on_a_terminal(TERM="xterm", NO_COLOR="1")
check("no_colour_on_a_terminal", status == 0 and not re.search(rb"\x1b\[[0-9;]*m", said), said)
status, said = on_a_terminal(TERM="dumb")
check("no_progress_on_a_dumb_terminal", status == 0 and b"\x1b" not in said, said)
with tempfile.TemporaryDirectory() as out:
    piped = subprocess.run([program, "report", f"{root}/fixtures/birmingham/profile.yaml", "--out", f"{out}/pack"],
                           capture_output=True)
check("no_progress_into_a_pipe", piped.returncode == 0 and b"\x1b" not in piped.stderr and piped.stdout == b"", piped.stderr)
done()
