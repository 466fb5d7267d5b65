"""Prints every sentence in the program's C code and its lists with its file and line, so that all of them can be read through.
Names of files or folders limit the list to those."""
import csv
import pathlib
import re
import sys

TOKEN = re.compile(r"""//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])+'|"((?:\\.|[^"\\])*)"|^\#\s*include[^\n]*|[^\s"'/]+|\S""", re.S | re.M)
WORDS = re.compile(r"(?<![<&#\w])[A-Za-z’']{2,},? (?:[A-Za-z’']|%)")


def sentences(code):
    """The string literals that hold words, neighbours joined as the compiler joins them, each with its line."""
    line, at, text, begun = 1, 0, "", 0
    for token in TOKEN.finditer(code):
        line, at = line + code.count("\n", at, token.start()), token.start()
        if token[1] is not None:
            text, begun = text + token[1], begun or line
        elif re.match(r"[GP]_?\w*FORMAT\w*|PRI", token[0]):
            text += token[0] if text else ""
        elif not token[0].startswith(("/*", "//")) and begun:
            yield begun, text
            text, begun = "", 0


def cells(text):
    for line, row in enumerate(csv.reader(text.splitlines()), 1):
        for cell in row:
            yield line, cell


places = [pathlib.Path(name) for name in sys.argv[1:] or ("analysis", "cmd", "render", "system")]
for path in sorted(file for place in places for file in ([place] if place.is_file() else [*place.glob("**/*.[ch]"), *place.glob("**/*.csv")])):
    for line, text in (cells if path.suffix == ".csv" else sentences)(path.read_text(encoding="utf-8")):
        if WORDS.search(text) and not text.startswith("<"):
            print(f"{path}:{line}: {text}")
