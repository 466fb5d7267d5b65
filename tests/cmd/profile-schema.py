"""The JSON Schema of a profile agrees with the program: each of its keys, choices and bounds is one that the program names
when it refuses a wrong one, and both accept the five councils' profiles and the one that init writes."""
import copy
import json
import os
import pathlib
import re
import subprocess
import tempfile

import jsonschema
import yaml
from tap import check, done

program, root = os.environ["LADOSTAT_PROGRAM"], pathlib.Path(os.environ["LADOSTAT_ROOT"])
schema = json.loads((root / "analysis/profile/profile.schema.json").read_text(encoding="utf-8"))
jsonschema.Draft7Validator.check_schema(schema)
validator = jsonschema.Draft7Validator(schema)


class Plain(yaml.SafeLoader):
    """Dates stay as they are written, as an editor's language server leaves them."""


Plain.yaml_implicit_resolvers = {letter: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
                                 for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}


def faults(text):
    return [f"{list(fault.absolute_path)}: {fault.message}" for fault in validator.iter_errors(yaml.load(text, Plain))]


profiles = sorted(root.glob("fixtures/*/profile.yaml"))
for path in profiles:
    check(f"the_schema_accepts_{path.parent.name}", not (found := faults(path.read_text(encoding="utf-8"))), found)
check("there_are_five_councils", len(profiles) == 5)

place = tempfile.TemporaryDirectory()
folder = pathlib.Path(place.name)
(folder / "e.csv").write_text("Received,Stage\n" + "01/05/2023,a\n02/05/2023,b\n" * 10)
subprocess.run([program, "init", folder / "e.csv"], check=True, capture_output=True)
written = (folder / "profile.yaml").read_text(encoding="utf-8")
check("the_schema_accepts_what_init_writes", not (found := faults(written)), found)
offered = re.sub(r"^# (?=(figures|populations|return|measures|  )\b|  )", "", written, flags=re.M)
check("and_what_init_offers_in_comments", "\nmeasures:" in offered and "\npopulations:" in offered and not (found := faults(offered)), offered)

# The page of what most councils need is a profile.
page = (root / "analysis/profile/README.md").read_text(encoding="utf-8")
example = re.search(r"^## What most councils need\n\n((?:    .*\n)+)", page, re.M)[1]
example = re.sub(r"^    ", "", example, flags=re.M)
headings = list(yaml.load(example, Plain)["records"][0]["columns"].values())
rows = [f"{n},01/0{n % 9 + 1}/2024,02/0{n % 9 + 1}/2024,01/0{n % 9 + 1}/2024,Threshold met,Neglect,School,Police,Unfounded,Yes" for n in range(60)]
(folder / "cases-2025.csv").write_text("\n".join([",".join(headings), *rows]) + "\n")
(folder / "codes.csv").write_text("field,category\nstage,Threshold met\npolice,Yes\n")
(folder / "example.yaml").write_text(example, encoding="utf-8")
ran = subprocess.run([program, "check", folder / "example.yaml"], capture_output=True, text=True)
check("what_most_councils_need_is_a_profile", ran.returncode == 0, ran.stderr)
check("and_the_schema_accepts_it", not (found := faults(example)), found)

# One of everything there can be.
whole = {
    "authority": {"name": "A"}, "publication": {"contact": "x"}, "words": {"contact": "contact"},
    "report": {"year": "2023-24", "breaks": [{"year": "2022-23", "note": "x"}]},
    "records": [{"file": "e.csv", "columns": {"received": "Received", "stage": "Stage"}}],
    "fields": [{"field": "stage"}], "disclosure": {"zeros": "shown"}, "look": {}, "return": {}, "benchmark": {},
    "populations": [{"id": "p", "where": [{"field": "stage", "answered": True}]}],
    "measures": [{"id": "m", "title": "M", "kind": "count", "around": [{"date": "2023-05-01", "note": "x"}]}],
}
changed = {**whole, "measures": {"standard": [{"id": "m", "title": "M", "kind": "count"}]}}


def refusal(profile):
    path = folder / "mutant.yaml"
    path.write_text(json.dumps(profile), encoding="utf-8")
    ran = subprocess.run([program, "check", path], capture_output=True, text=True)
    return ran.stderr if ran.returncode == 2 else ""


def nodes(node, path=()):
    """Every node of the schema with a path that leads to one of its kind."""
    if "$ref" in node:
        node = schema["definitions"][node["$ref"].rsplit("/", 1)[1]]
    yield path, node
    for name, inner in node.get("properties", {}).items():
        yield from nodes(inner, (*path, name))
    if "items" in node:
        yield from nodes(node["items"], (*path, 0))
    for inner in node.get("anyOf", []):
        yield from nodes(inner, path)


def tried(path, value):
    """What the program says of the value in the place of the one that is there; None where neither profile has the place."""
    for profile in (whole, changed):
        at = made = copy.deepcopy(profile)
        try:
            for step in path[:-1]:
                at = at[step]
            if isinstance(at, list if isinstance(path[-1], int) else dict):
                at[path[-1]] = value
                return refusal(made)
        except (KeyError, IndexError):
            pass
    return None


check("the_whole_profile_is_accepted", not refusal(whole) and not refusal(changed), refusal(whole) + refusal(changed))
asked, told = {}, {}
for path, node in nodes(schema):
    name = ".".join(map(str, path)) or "profile"
    told.setdefault(id(node), name)
    if id(node) in asked:
        continue
    if node.get("additionalProperties") is False:
        said = tried((*path, "zzqqzz"), 1)
        listed = re.search(r'unknown key "zzqqzz" in .*; it may have (.*)', said or "")
        if said is None or name == "measures" and not listed:
            continue
        asked[id(node)] = "keys"
        keys = set(listed[1].split(", ")) if listed else set()
        check(f"the_keys_of_{name}_are_the_program's", keys == set(node["properties"]),
              f"{said}missing in the schema: {sorted(keys - set(node['properties']))}, "
              f"beyond the program: {sorted(set(node['properties']) - keys)}")
    elif "enum" in node:
        said = tried(path, "zzqqzz")
        if path[-1] == "show":
            said = "".join(tried(path[:-1], {"id": "m", "kind": "benchmark", "of": of, "show": "zzqqzz"}) for of in ("contacts", "harm"))
        asked[id(node)] = "choices"
        listed = re.search(r"is not one of (.*?)(?:; did you|$)", said, re.M)
        same = set(listed[1].split(", ")) == set(node["enum"]) if listed else all(
            re.search(rf"\b{re.escape(word)}\b", said) for word in node["enum"])
        check(f"the_choices_of_{name}_are_the_program's", said and same, f"{said}{node['enum']}")
    elif "minimum" in node:
        asked[id(node)] = "bounds"
        said = [tried(path, node["minimum"] - 1), tried(path, node["maximum"] + 1)]
        expected = f"must be a whole number from {node['minimum']} to {node['maximum']}"
        check(f"the_bounds_of_{name}_are_the_program's", all(expected in one for one in said), said)
left = [told[id(node)] for _, node in nodes(schema)
        if id(node) not in asked and (node.get("additionalProperties") is False or "enum" in node or "minimum" in node)]
check("everything_was_asked", not left, left)

for wrong in ({"measures": [{"id": "m", "knd": "count"}]}, {"measures": {"standart": []}}, {"report": {}}, {"authority": 1}):
    check(f"both_refuse_{json.dumps(wrong)}", faults(json.dumps({**whole, **wrong})) and refusal({**whole, **wrong}))
# A hidden count below 2 could only be 1, unless it could be 0.
check("a_limit_that_hides_nothing_is_refused", "suppress-below: 2 hides nothing" in refusal({**whole, "disclosure": {"suppress-below": 2}})
      and not any(refusal({**whole, "disclosure": one}) for one in ({"suppress-below": 2, "zeros": "hidden"}, {"suppress-below": 1}, {"suppress-below": 0})))
place.cleanup()
done()
