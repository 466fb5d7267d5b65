"""Headers are manuals: each says what it is for, each function in it is explained, and is called from somewhere."""
import os
import pathlib
import re

import tap

root = pathlib.Path(os.environ["LADOSTAT_ROOT"])
HOUSES = ("analysis", "render", "cmd", "system")
# Called by their own file or a macro, and by tests, which look in where a picture or a workbook would hide it.
SEAMS = {"failure_quark", "scene_new", "scene_free", "scene_text_box",
         "spreadsheet_new", "set_members", "set_count"}
# A word of a type, then a name, then arguments and the end of a declaration.
DECLARATION = re.compile(r"^(?!static|typedef|#|/\*| \*|return)[A-Za-z_][\w \*]*?[ \*](\w+)\([^;{]*\)(?: G_GNUC_\w+(?:\([^)]*\))?)?;", re.M)
GENERATED = re.compile(r"^G_DEFINE_\w+\(\w+, \w+\)\n", re.M)

sources = {path: path.read_text(encoding="utf-8") for house in HOUSES for path in root.glob(f"{house}/**/*.c")}
headers = {path: path.read_text(encoding="utf-8") for house in HOUSES for path in root.glob(f"{house}/**/*.h")}
words_of = {path: set(re.findall(r"\w+", re.sub(r"/\*.*?\*/", "", text, flags=re.S))) for path, text in {**sources, **headers}.items()}

defined_in = {path: set(re.findall(r"^(\w+)\(", text, re.M)) for path, text in sources.items()}

bare, silent, idle, found = [], [], [], 0
for path, text in sorted(headers.items()):
    place = path.relative_to(root)
    if not re.match(r"/\* [A-Z](?:(?!\*/)[\s\S])*[.:]", text):
        bare.append(str(place))
    text = GENERATED.sub("", text)
    for declaration in DECLARATION.finditer(text):
        found += 1
        name = declaration[1]
        # Words above it, or above the group that it stands in, or behind it on its last line.
        line_end = text.index("\n", declaration.end()) if "\n" in text[declaration.end():] else len(text)
        above = text[:declaration.start()]
        group = above[above.rfind("\n\n") + 2:] if not above.endswith("\n\n") else ""
        if "/*" not in text[declaration.end():line_end] and "*/" not in group and not name.endswith(("_new", "_free", "_clear")):
            silent.append(f"{place}: {name}")
        own = [source for source in sources if name in defined_in[source]]
        used = any(name in words for other, words in words_of.items()
                   if other not in own and other != path)
        generated = re.search(rf"G_DEFINE_\w+\(\w+, {name}\)", headers[path])
        if not used and not generated and name not in SEAMS:
            idle.append(f"{place}: {name}")
tap.check("headers_declare_functions", found > 300, found)
tap.check("every_header_says_what_it_is_for", not bare, "\n".join(bare))
tap.check("every_function_of_a_header_has_words", not silent, "\n".join(silent))
tap.check("every_function_of_a_header_is_called_from_another_file", not idle, "\n".join(idle))
tap.done()
