"""Writes the two manual pages: ladostat.1 from what the program says of itself with --help, set into the prose of
ladostat.1.in; ladostat-profile.5 from the READMEs of the profile, of disclosure (its keys) and of figures (the file). So
neither tells of what is not there. Their date is that of the first heading of CHANGELOG.md, "1.2.3, 4 May 2026".

    pages.py ladostat.1 VERSION CHANGELOG PROGRAM PROSE > ladostat.1
    pages.py ladostat-profile.5 VERSION CHANGELOG PROFILE DISCLOSURE FIGURES > ladostat-profile.5
"""
import re
import subprocess
import sys


def escaped(text):
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("…", "...")
    return "\n".join("\\&" + line if line[:1] in ".'" else line for line in text.split("\n"))


def sentences(text):
    """Each on a line of its own, as a manual wants them; paragraphs parted."""
    return re.sub(r"\n\n+", "\n.Pp\n", re.sub(r"(?<=[a-zR0-9)\]][.?]) +(?=\S)", "\n", text))


def text_of(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def head(title, version, changes):
    """The day of the release; of what is not yet released, the day it is looked at."""
    released = re.search(r"^## (.*)$", text_of(changes), re.M)[1]
    day = re.fullmatch(r"\S+, (\d+) (\w+) (\d{4})", released)
    return [".Dd " + (f"{day[2]} {day[1]}, {day[3]}" if day else "$Mdocdate$"), f".Dt {title}", f".Os ladostat {version}"]


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


def program_page(version, changes, program, prose):
    names = re.findall(r"^  ([a-z]+) ", asked(program, "--help").split("Commands:")[1].split("\n\n")[0], re.M)
    text = text_of(prose).replace("@COMMANDS@", "\n".join(command(program, name) for name in names))
    return "\n".join(head("LADOSTAT 1", version, changes)) + "\n" + text


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
    if lines[0].startswith("    "):
        return [".Bd -literal", *(escaped(line[4:]) for line in lines), ".Ed"]
    if lines[0].startswith("|"):
        return [".Bl -tag -width Ds", *table(lines), ".El"]
    if lines[0].startswith("#"):
        title = lines[0].lstrip("# ")
        return [(".Sh " if lines[0].startswith("## ") else ".Ss ") + inline(title.upper() if "## " == lines[0][:3] else title)]
    if lines[0].startswith("1. "):
        items = re.split(r"\n(?=\d+\. )", text)
        return [".Bl -enum"] + [line for item in items for line in (".It", inline(" ".join(item.split(". ", 1)[1].split())))] + [".El"]
    return [".Pp", inline(" ".join(text.split()))]


def blocks(text):
    return [part for part in re.split(r"\n\n+", text.strip("\n")) if not part.startswith("Uses ")]


def profile_page(version, changes, profile, disclosure, figures):
    ours = text_of(profile)
    keys = re.search(r"^\| key of .*\n(?:\|.*\n)+", text_of(disclosure), re.M)[0]
    file = re.search(r"^## A figures file\n.*?(?=^## )", text_of(figures), re.M | re.S)[0]
    begin = [*head("LADOSTAT\\-PROFILE 5", version, changes), ".Sh NAME", ".Nm ladostat\\-profile",
             ".Nd the profile of a council: profile.yaml and its code list", ".Sh DESCRIPTION",
             "A profile is YAML; paths in it are relative to its folder.", "Every error in it is one line: file, line, column,",
             "what is wrong, and the likely name."]
    parts = [*blocks(ours[ours.index("## "):]), "### disclosure", keys.strip(), *blocks(file)]
    body = [line for part in parts for line in block(part)]
    page = "\n".join(begin + body + [".Sh SEE ALSO", ".Xr ladostat 1 ,", "and the READMEs in its documentation folder."])
    return re.sub(r"(\.S[hs] .*\n)\.Pp\n", r"\1", page)


if __name__ == "__main__":
    page = program_page if sys.argv[1] == "ladostat.1" else profile_page
    print(page(*sys.argv[2:]).rstrip())
