"""Writes the two manual pages: ladostat.1 from what the program says of itself with --help, set into the prose of
ladostat.1.in; ladostat-profile.5 from the README of the profile. So neither tells of what is not there.

    pages.py ladostat.1 PROGRAM PROSE > ladostat.1
    pages.py ladostat-profile.5 README > ladostat-profile.5
"""
import re
import subprocess
import sys


def escaped(text):
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("…", "...")
    return "\n".join("\\&" + line if line[:1] in ".'" else line for line in text.split("\n"))


def sentences(text):
    """Each on a line of its own, as a manual wants them; paragraphs parted."""
    return re.sub(r"\n\n+", "\n.Pp\n", re.sub(r"(?<=[a-z)\]][.?]) +(?=\S)", "\n", text))


def asked(program, *words):
    return subprocess.run([program, *words], capture_output=True, text=True, check=True).stdout


def command(program, name):
    """One command: its summary, its options and its example."""
    text = asked(program, name, "--help")
    usage = re.search(r"^  ladostat (\S+) \[OPTION…\] (.*)$", text, re.M)
    summary, options = re.search(r"\n\n(.*?)\n\nHelp Options:.*?Application Options:\n(.*)", text, re.S).groups()
    said, _, example = summary.partition("\n\nExample: ")
    page = [f".Ss {name}", ".Nm", f".Cm {name}", ".Op Ar option ...", f".Ar {escaped(usage[2])}", ".Pp", sentences(escaped(said))]
    page += [".Bl -tag -width Ds"]
    for option, value, what in re.findall(r"^  --([a-z-]+)(?:=(\S+))?\s+(.+)$", options, re.M):
        page += [f".It Fl \\-{escaped(option)}" + (f" Ns = Ns Ar {escaped(value)}" if value else ""), escaped(what)]
    page += [".El"]
    if example:
        lines = [line[9:] if i else line for i, line in enumerate(example.rstrip().split("\n"))]
        page += [".Bd -literal -offset indent", escaped("\n".join(lines)), ".Ed"]
    return "\n".join(page)


def program_page(program, prose):
    names = re.findall(r"^  ([a-z]+) ", asked(program, "--help").split("Commands:")[1].split("\n\n")[0], re.M)
    text = open(prose, encoding="utf-8").read()
    return text.replace("@COMMANDS@", "\n".join(command(program, name) for name in names))


def inline(text):
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = escaped(text.replace("\\|", "|"))
    return sentences(re.sub(r"`([^`]*)`", r"\\fB\1\\fR", text))


def table(lines):
    """Keys and what they hold, as a list; the heading row says nothing that the list does not."""
    rows = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]
    return [line for key, what in rows[2:] for line in (".It " + inline(key), inline(what))]


def block(text):
    lines = text.split("\n")
    if lines[0].startswith("|"):
        return [".Bl -tag -width Ds", *table(lines), ".El"]
    if lines[0].startswith("#"):
        title = lines[0].lstrip("# ")
        return [(".Sh " if lines[0].startswith("## ") else ".Ss ") + inline(title.upper() if "## " == lines[0][:3] else title)]
    if lines[0].startswith("1. "):
        items = re.split(r"\n(?=\d+\. )", text)
        return [".Bl -enum"] + [line for item in items for line in (".It", inline(" ".join(item.split(". ", 1)[1].split())))] + [".El"]
    return [".Pp", inline(" ".join(text.split()))]


def profile_page(readme):
    text = open(readme, encoding="utf-8").read()
    blocks = [part for part in re.split(r"\n\n+", text.strip()) if "## Setting up" in text]
    start = next(i for i, part in enumerate(blocks) if part.startswith("## "))
    head = [".Dd $Mdocdate$", ".Dt LADOSTAT\\-PROFILE 5", ".Os ladostat", ".Sh NAME", ".Nm ladostat\\-profile",
            ".Nd what a council has told ladostat: profile.yaml and its code list", ".Sh DESCRIPTION",
            "A profile is YAML; paths in it are from its own folder.", "Every fault in it is one line: file, line, column,",
            "what is wrong, and the likely name."]
    body = [line for part in blocks[start:] if not part.startswith("Uses ") for line in block(part)]
    page = "\n".join(head + body + [".Sh SEE ALSO", ".Xr ladostat 1"])
    return re.sub(r"(\.S[hs] .*\n)\.Pp\n", r"\1", page)


if __name__ == "__main__":
    page = program_page if sys.argv[1] == "ladostat.1" else profile_page
    print(page(*sys.argv[2:]).rstrip())
