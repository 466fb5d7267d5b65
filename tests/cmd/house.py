"""The layout of the code: links work, includes go one way, every room has what a room needs."""
import fnmatch
import glob
import graphlib
import os
import re
import subprocess
from links import broken_links
from tap import check, done

root = os.environ["LADOSTAT_ROOT"]
left_out = re.compile(r"(^|/)(build[^/]*|out|node_modules|\.git|__pycache__)(/|$)")


def files(*endings):
    for folder, folders, names in os.walk(root):
        folders[:] = [f for f in folders if not left_out.search(os.path.relpath(os.path.join(folder, f), root))]
        yield from (os.path.relpath(os.path.join(folder, name), root) for name in names if name.endswith(endings))


def text(path):
    with open(os.path.join(root, path), encoding="utf-8") as stream:
        return stream.read()


broken = broken_links(root, files(".md"))
check("links_of_readmes_lead_somewhere", not broken, "\n".join(broken))

# What READMEs call by name is there: functions and files, but for the NAMEs of recipes and the parts of packages.
code = set()
for path in files(".c", ".h", ".py", ".mjs", ".R", "meson.build"):
    code |= set(re.findall(r"\w+", text(path)))
names = {os.path.basename(path) for path in files("")}
stale, wide = [], []
for path in files("README.md", "CONTRIBUTING.md"):
    prose = re.sub(r"```.*?```", "", text(path), flags=re.S)
    for quoted in re.findall(r"`([^`\n]+)`", prose):
        function = re.fullmatch(r"[a-z]+(_[a-z0-9]+)+", quoted)
        file = re.fullmatch(r"(?!docProps)[a-z][\w/.-]*\.(c|h|py|mjs|R)", quoted)
        if function and quoted not in code or file and os.path.basename(quoted) not in names:
            stale.append(f"{path}: {quoted}")
    wide += [f"{path}: {line[:60]}..." for line in prose.split("\n") if len(line) > 128 and not line.startswith(("|", "    "))]
check("what_readmes_name_exists", not stale, "\n".join(stale))
check("lines_of_readmes_are_not_too_wide_to_read", not wide, "\n".join(wide))

may_use = {"cmd": {"cmd", "render", "analysis", "system"}, "render": {"render", "analysis", "templates", "system"},
           "analysis": {"analysis", "system"}, "system": {"system"}}
wrong, upwards, unknown, rooms = [], [], [], {}
for path in files(".c", ".h"):
    house = path.split("/")[0]
    for name in re.findall(r'^#include "([^"]+)"', text(path), re.M):
        if ".." in name:
            upwards.append(f"{path}: {name}")
        if house in may_use and "/" in name and name.split("/")[0] not in may_use[house]:
            wrong.append(f"{path}: {name}")
        room, other = os.path.dirname(path), os.path.dirname(name)
        if house in may_use and other and other != room:
            rooms.setdefault(room, set()).add(other)
        beside = os.path.join(os.path.dirname(path), name)
        if not name.endswith(".inc") and not any(os.path.exists(os.path.join(root, p)) for p in (name, beside)):
            unknown.append(f"{path}: {name}")
check("includes_go_from_cmd_to_render_to_analysis_to_system", not wrong, "\n".join(wrong))
circle = ""
try:
    graphlib.TopologicalSorter(rooms).prepare()
except graphlib.CycleError as error:
    circle = " includes ".join(reversed(error.args[1]))
check("no_room_includes_one_that_includes_it", not circle, circle)

# Within a room, files call one another one way as well: a driver holds no tools of those it drives.
circles, called = [], 0
for room in sorted({os.path.dirname(path) for path in files(".c") if path.split("/")[0] in may_use}):
    defined, wanted = {}, {}
    for path in glob.glob(f"{os.environ['LADOSTAT_BUILD']}/{room}/*.p/*.o"):
        if not os.path.exists(f"{root}/{room}/{os.path.basename(path)[:-2]}"):  # of a file that is gone
            continue
        symbols = subprocess.run(["nm", path], capture_output=True, text=True, check=True).stdout.split("\n")
        defined |= {line.split()[2]: path for line in symbols if re.search(r" [TDBR] \w+$", line)}
        wanted[path] = {line.split()[1] for line in symbols if re.search(r"^ +U ", line)}
    calls = {path: {defined[name] for name in names if name in defined} - {path} for path, names in wanted.items()}
    called += sum(map(len, calls.values()))
    try:
        graphlib.TopologicalSorter(calls).prepare()
    except graphlib.CycleError as error:
        circles.append(f"{room}: " + " calls ".join(os.path.basename(path) for path in reversed(error.args[1])))
check("no_file_calls_one_of_its_room_that_calls_it", called and not circles, "\n".join(circles))

def reached(room):
    found, left = set(), list(rooms.get(room, ()))
    while left:
        if (other := left.pop()) not in found:
            found.add(other)
            left += rooms.get(other, ())
    return found


# The page of the house has a picture of its rooms, drawn from the includes.
node = lambda room: room.replace("/", "_") if "/" in room else f"{room}_itself"
houses = [line for house in may_use for line in (f"    subgraph {house}", *(f"        {node(room)}[{room.partition('/')[2] or room}]"
          for room in sorted({*rooms, *(other for used in rooms.values() for other in used)}) if room.split("/")[0] == house), "    end")]
arrows = [f"    {node(room)} --> {node(other)}" for room in sorted(rooms) for other in sorted(rooms[room])
          if not any(other in reached(between) for between in rooms[room] - {other})]
drawn = "\n".join(["```mermaid", "graph TD", *houses, *arrows, "```"])
page = text("CONTRIBUTING.md")
if os.environ.get("LADOSTAT_GOLDEN") == "write":
    with open(os.path.join(root, "CONTRIBUTING.md"), "w", encoding="utf-8") as stream:
        stream.write(re.sub(r"```mermaid\n.*?```", lambda _: drawn, page, flags=re.S))
    page = text("CONTRIBUTING.md")
check("the_picture_of_the_house_is_what_its_rooms_include", drawn in page, "./dev golden draws it anew")
# What only some systems have, and what asks which of them it is, stands in system/ alone.
alone = re.compile(r'^#include <(sys/|windows|io\.h|glob|malloc|signal|pwd|dlfcn|dirent|fnmatch|poll|termios)|\b(_WIN32|G_OS_\w+|__linux__|explicit_bzero|memmem|realpath|strptime|timegm|getline|strcasecmp)\b', re.M)
elsewhere = [f"{path}: {found.group().strip()}" for path in files(".c", ".h") if path.split("/")[0] in {"cmd", "render", "analysis"}
             for found in [alone.search(text(path))] if found and path != "render/spreadsheet/xlsx_files.c"]
check("differences_between_systems_are_in_one_room", not elsewhere, "\n".join(elsewhere))
check("no_include_goes_up", not upwards, "\n".join(upwards))
check("included_text_is_there", not unknown, "\n".join(unknown))

bare = []
for house in ("analysis", "render"):
    for room in sorted(os.listdir(os.path.join(root, house))):
        inside = os.path.join(root, house, room)
        if not os.path.isdir(inside) or left_out.search(room):
            continue
        has = os.listdir(inside)
        bare += [f"{house}/{room}: no {what}" for what, there in (
            ("README.md", "README.md" in has), ("meson.build", "meson.build" in has),
            ("header", any(name.endswith(".h") for name in has))) if not there]
check("every_room_has_a_readme_a_build_file_and_a_header", not bare, "\n".join(bare))
# A stranger finds a file by its room's README: by its name, a pattern (`cmd_*.c`), or as the room's own.
unlisted = []
for path in files(".c"):
    room, name = os.path.split(path)
    if room.split("/")[0] in may_use:
        listed = [os.path.basename(room), *re.findall(r"([\w*]+)\.[ch]\b", text(f"{room}/README.md"))]
        if not any(fnmatch.fnmatch(os.path.splitext(name)[0], pattern) for pattern in listed):
            unlisted.append(path)
check("every_source_file_is_in_the_readme_of_its_room", not unlisted, "\n".join(unlisted))
for house in ("cmd", "analysis", "render", "system", "templates", "tests"):
    check(f"{house}_has_a_readme_and_a_build_file",
          all(os.path.exists(os.path.join(root, house, name)) for name in ("README.md", "meson.build")))

merging = [path for path in files(".c", ".h", ".py", ".mjs", ".R", ".md", "meson.build")
           if re.search(r"^(<{7}|>{7}) ", text(path), re.M)]
check("no_conflict_of_a_merge_is_left", not merging, "\n".join(merging))

usage = re.findall(r'^    echo "  ([a-z]+) ', text("dev"), re.M)
cases = re.findall(r"^([a-z]+)\)$", text("dev"), re.M)
check("dev_helps_with_what_it_does", sorted(set(usage)) == sorted(cases), f"{usage} {cases}")
shell = subprocess.run(["sh", "-n", os.path.join(root, "dev")], capture_output=True, text=True)
check("dev_is_a_shell_script", shell.returncode == 0, shell.stderr)
done()
