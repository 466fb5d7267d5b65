"""Examples in the comments of headers compile, with the compiler and flags of the build, so that none tells of a function that
is not there or is called otherwise. An example stands between blank lines of a comment, four spaces further in. Names that it
does not declare stand for what the reader has at hand: GIVEN says of what type they are."""
import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import subprocess
import tempfile

import tap

root = pathlib.Path(os.environ["LADOSTAT_ROOT"])
build = pathlib.Path(os.environ["LADOSTAT_BUILD"])
HOUSES = ("analysis", "render", "cmd", "system")
GIVEN = {"profile": ("const Profile *", "analysis/profile/profile.h"), "measure": ("const ProfileMeasure *", "analysis/profile/profile.h"),
         "figures": ("const Figures *", "analysis/figures/figures.h"), "findings": ("Findings *", "analysis/records/findings.h"),
         "dataset": ("const Dataset *", "analysis/dataset/dataset.h"), "table": ("const Table *", "render/table/table.h"),
         "svg": ("GBytes *", None), "manifest": ("const char *", None), "path": ("const char *", None),
         "first": ("Day ", "analysis/calendar/calendar.h"), "last": ("Day ", "analysis/calendar/calendar.h")}


def examples(text):
    block, before = [], ""
    for line in [*text.splitlines(), ""]:
        if line.startswith(" *     ") and (block or before == " *") or block and line == " *":
            block.append(line[7:].removesuffix(" */"))
        elif block:
            yield "\n".join(block).rstrip() + "\n"
            block = []
        before = line


def whole(header, example):
    """The example as a file: statements alone go into a function whose arguments are the names given."""
    includes = ["<stdio.h>", "<errno.h>", "<math.h>", "<string.h>", f'"{header}"']
    if re.search(r"^[\w *]*\w+\(.*\)\n\{", example, re.M):
        return "".join(f"#include {name}\n" for name in includes) + example
    used = [name for name in GIVEN if re.search(rf"(?<![\w>.\"]){name}\b(?!\()", example) and not re.search(rf"[*\w)] ?\*?{name} = ", example)]
    arguments = [f"{GIVEN[name][0]}{name}" for name in used]
    includes += [f'"{GIVEN[name][1]}"' for name in used if GIVEN[name][1]]
    if re.search(r"&error\b", example) and not re.search(r"GError\) ?\*?error", example):
        example = "GError *error = NULL;\n" + example
    elif re.search(r"\berror\b", example) and "GError" not in example:
        arguments.append("GError **error")
    kind = "int" if "return " in example else "void"
    head = f"{kind} example({', '.join(arguments) or 'void'})"
    end = "" if kind == "void" or example.splitlines()[-1].startswith("return") else "return 0;\n"
    return "".join(f"#include {name}\n" for name in includes) + f"{head};\n{head}\n{{\n{example}{end}}}\n"


commands = {pathlib.Path(os.path.normpath(build / entry["file"])): entry for entry in json.loads((build / "compile_commands.json").read_text())}


def flags_of(header):
    """Those of a file of the header's room, or of any that includes it."""
    own = [path for path in commands if path.parent == (root / header).parent and path.suffix == ".c"]
    others = [path for path in commands if path.suffix == ".c" and f'"{header}"' in path.read_text(encoding="utf-8")]
    words = shlex.split(commands[sorted(own or others)[0]]["command"])
    kept, skip = [], False
    for word in words[:-1]:
        if skip or word in ("-MD", "-c"):
            skip = False
        elif word in ("-MQ", "-MF", "-o"):
            skip = True
        elif word != "ccache":
            kept.append(word)
    return kept


def compile_example(header, example):
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "example.c"
        source.write_text(whole(header, example), encoding="utf-8")
        ran = subprocess.run([*flags_of(header), "-fsyntax-only", "-Werror", "-Wno-unused", "-Wno-missing-prototypes", f"-I{root}", str(source)],
                             cwd=build, capture_output=True, text=True)
    return ran.returncode == 0, ran.stderr


found = [(str(path.relative_to(root)), example) for house in HOUSES for path in sorted(root.glob(f"{house}/**/*.h"))
         for example in examples(path.read_text(encoding="utf-8"))]
tap.check("headers_have_examples", len({header for header, _ in found}) >= 16, [header for header, _ in found])
with concurrent.futures.ThreadPoolExecutor(2) as pool:
    for (header, example), (holds, why) in zip(found, pool.map(lambda one: compile_example(*one), found)):
        tap.check(f"the_example_of_{header}_compiles", holds, example + why)
wrong, _ = compile_example("analysis/failure/failure.h", 'puts(failure_of_everything("a"));\n')
tap.check("an_example_that_is_wrong_does_not", not wrong)
tap.done()
