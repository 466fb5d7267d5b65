"""Nothing hidden is anywhere in a pack: every council's, taken apart by someone who knows what is hidden.
render/svg-and-png.mjs checks that a PNG shows what its SVG does, and no more."""
import csv, os, re, shutil, subprocess, tempfile, zipfile
import openpyxl
from councils import COUNCILS
import tap

ROOT, PROGRAM = os.environ["LADOSTAT_ROOT"], os.environ["LADOSTAT_PROGRAM"]
NUMBERS = ["count", "base", "percent", "lower", "upper", "value", "change"]


def holds(condition, name):
    tap.check(name.split(' [')[0], condition, name)


def protected_copy(council, folder):
    shutil.copytree(os.path.join(ROOT, "fixtures", council), folder)
    path = os.path.join(folder, "profile.yaml")
    with open(path) as file:
        lines = [line for line in file.read().splitlines() if not line.startswith("disclosure:")]
    with open(path, "w") as file:
        file.write("\n".join(lines + ["disclosure: {suppress-below: 5}", ""]))
    return path


def report(profile, out, *options):
    subprocess.run([PROGRAM, "report", profile, "--out", out, *options], check=True, stderr=subprocess.PIPE)


def said(command, profile, *options):
    """What a command prints, for the same profile."""
    return subprocess.run([PROGRAM, command, profile, *options], check=True, capture_output=True, text=True).stdout


def figures(folder):
    with open(os.path.join(folder, "figures.csv"), newline="") as file:
        return {(r["measure"], r["period"], r["category"], r["part"]): r for r in csv.DictReader(file)}


def texts(pack):
    """Every text of the pack by name: files as they are, members of packages, pages of the PDF."""
    for folder, _, names in os.walk(pack):
        for name in names:
            path = os.path.join(folder, name)
            if name.endswith((".docx", ".xlsx", ".ods")):
                with zipfile.ZipFile(path) as package:
                    for member in package.namelist():
                        if member.endswith((".xml", ".rels", ".svg", "mimetype")):
                            yield f"{name}/{member}", package.read(member).decode("utf-8")
            elif name.endswith(".pdf"):
                yield name, subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True, text=True).stdout
                yield name + " information", subprocess.run(["pdfinfo", path], check=True, capture_output=True, text=True).stdout
            elif not name.endswith(".png"):
                with open(path, encoding="utf-8") as file:
                    yield name, file.read()


def telling(hidden, shown, truth):
    """Hidden numbers that nothing shown could explain, in full and to three decimals: a percent gives itself away."""
    known = {round(abs(float(row[n])), 3) for row in shown for n in NUMBERS if row[n]}
    numbers = {}
    for key in hidden:
        for name in NUMBERS:
            if truth[key][name] and float(truth[key][name]) % 1 and round(abs(float(truth[key][name])), 3) not in known:
                numbers[f"{float(truth[key][name]):.3f}"] = (key, name)
    return numbers


def bar_lengths(svg):
    """How long the bars are: of widths and heights those that differ; the others are all as thick."""
    tags = re.findall(r"<rect[^>]*>", svg)
    sides = [{round(float(x), 1) for tag in tags for x in re.findall(rf' {side}="([0-9.]+)"', tag)} for side in ("width", "height")]
    return max(sides, key=len)


def measured(svg, shown, hidden):
    """Counts of hidden figures that the scale of the shown bars finds among the bars."""
    lengths = bar_lengths(svg)
    scales = sorted({length / count for length in lengths for count in shown if count >= 5},
                    key=lambda s: -sum(any(abs(count * s - x) < 0.3 for x in lengths) for count in shown))
    if not scales or sum(any(abs(count * scales[0] - x) < 0.3 for x in lengths) for count in shown) < 3:
        return []
    return [h for h in hidden if h not in shown and h > 0 and any(abs(h * scales[0] - x) < 0.15 for x in lengths)]


def take_apart(council, work):
    profile = protected_copy(council, os.path.join(work, council))
    pack, inside = os.path.join(work, council + "-out"), os.path.join(work, council + "-internal")
    report(profile, pack)
    report(profile, inside, "--internal", "--formats", "csv")
    public, truth = figures(pack), figures(inside)
    hidden = [key for key, row in public.items() if row["status"] == "c"]
    small = [key for key, row in truth.items() if row["count"] and 0 < float(row["count"]) < 5]
    holds(all(key in hidden for key in small), f"{council}: every small count is hidden in figures.csv")
    holds(all(not public[key][n] for key in hidden for n in NUMBERS if n != "value"), f"{council}: a hidden figure has no number left")
    everything = list(texts(pack)) + [(" ".join(command), said(command[0], profile, *command[1:])) for command in (
        ("figures",), ("figures", "--format", "json"), ("return",))]
    holds(len(everything) > 30, f"{council}: the pack is taken apart into {len(everything)} texts")

    listed = [line.rsplit("  ", 1) for name, text in everything if name == "figures" for line in text.splitlines()]
    symbols = sum(value == "[c]" for _, value in listed)
    holds(symbols >= len(hidden), f"{council}: the list of figures has a symbol for each of {len(hidden)} hidden")

    secrets = telling(hidden, public.values(), truth)
    found = [(name, secrets[f"{float(n):.3f}"]) for name, text in everything
             for n in re.findall(r"\d+\.\d{3,}(?!\d*em)", text) if f"{float(n):.3f}" in secrets]
    holds(not found, f"{council}: none of {len(secrets)} telling numbers stands in any text {found[:2]}")

    slips = []
    for sheet in openpyxl.load_workbook(os.path.join(pack, "tables.xlsx")):
        for measure in {key[0] for key in hidden}:
            if sheet.title.lower() != re.sub(r"[^a-z0-9]", "_", measure.lower()):
                continue
            rows = list(sheet.iter_rows(values_only=True))
            heads = next((row for row in rows if row.count(None) < len(row) - 2), ())
            for _, period, category, part in [key for key in hidden if key[0] == measure and not key[3] and key[2]]:
                for row in rows:
                    if row[0] == category:
                        slips += [(measure, period, category, value) for head, value in zip(heads, row)
                                  if head and str(head).startswith(period) and isinstance(value, (int, float))]
    holds(not slips, f"{council}: no cell of the workbook holds a number of a hidden figure {slips[:2]}")

    measured_in = []
    for name, text in everything:
        measure = name[:-4] if name.endswith(".svg") else None
        if measure:
            # Bars by category are of the year reported; it is the last.
            last = max((key[1] for key in public if key[0] == measure), default="")
            shown = {float(row["count"]) for key, row in public.items() if key[:2] == (measure, last) and row["count"]}
            secret = {float(truth[key]["count"]) for key in hidden if key[:2] == (measure, last) and truth[key]["count"]}
            found = measured(text, shown, secret)
            measured_in += [(measure, found)] if found else []
    holds(not measured_in, f"{council}: no bar of a chart has the length of a hidden count {measured_in[:2]}")

    sentences = [(key, name) for key in hidden if key[2] and truth[key]["count"] for name, text in everything
                 if name.endswith((".html", ".svg", "document.xml"))
                 and re.search(r"\b%s: ?%g\b" % (re.escape(key[2]), float(truth[key]["count"])), text)
                 and not any(k[2] == key[2] and row["count"] and float(row["count"]) == float(truth[key]["count"]) for k, row in public.items())]
    holds(not sentences, f"{council}: no alternative text or sentence says a hidden count {sentences[:2]}")
    holds("suppression.csv" not in os.listdir(pack) and "suppression.csv" in os.listdir(inside),
           f"{council}: the log of what is hidden is for internal eyes only")


def check_editions(work):
    """The next edition hides what it and the one before would tell together."""
    folder = os.path.join(work, "leicester-next")
    profile = protected_copy("leicester", folder)
    before = figures(os.path.join(work, "leicester-out"))
    key = next(k for k, row in before.items() if k[0] == "outcomes" and k[2] == "Unsubstantiated" and row["count"])
    # As if one had been ongoing a year ago that is unsubstantiated now.
    rows = [dict(row) for row in before.values()]
    for row in rows:
        if (row["measure"], row["period"], row["category"], row["part"]) == key:
            row["count"] = str(int(row["count"]) - 1)
    with open(os.path.join(folder, "last-year.csv"), "w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    with open(profile) as file:
        text = file.read().replace("{suppress-below: 5}", "{suppress-below: 5, previous-release: last-year.csv}")
    with open(profile, "w") as file:
        file.write(text)
    out = os.path.join(work, "leicester-next-out")
    report(profile, out, "--formats", "csv")
    now = figures(out)
    holds(now[key]["status"] == "c", "a count that has changed by one since the previous release is hidden")
    findings = subprocess.run([PROGRAM, "check", profile], capture_output=True, text=True).stdout
    holds("figure-changed" in findings, "and is listed among the findings")
    holds(all(now[k]["status"] == "c" for k, row in before.items() if row["status"] == "c" and k in now and k[0] == "sector"),
           "what was hidden before stays hidden where nothing has changed")


def check_rounding(work):
    """With round-to every count is a multiple, and nothing exact is left of what was worked out from counts."""
    profile = protected_copy("somerset", os.path.join(work, "rounded"))
    with open(profile) as file:
        text = file.read().replace("{suppress-below: 5}", "{round-to: 5}")
    with open(profile, "w") as file:
        file.write(text)
    out = os.path.join(work, "rounded-out")
    report(profile, out, "--formats", "csv")
    rows, truth = figures(out), figures(os.path.join(work, "somerset-internal"))
    # Comparisons hold numbers of children and of other councils, which are nobody's here.
    rows = {key: row for key, row in rows.items() if key[0] not in ("neighbours", "funnel")}
    holds(all(float(row[n]) % 5 == 0 for row in rows.values() for n in ("count", "base", "change") if row[n]),
          "rounded: every count, base and change is a multiple of 5")
    exact = [key for key, row in rows.items() if truth[key]["status"] != "s" for n in ("percent", "lower", "upper", "value")
             if row[n] and float(row[n]) % 1 and row[n] == truth[key][n]
             and not (truth[key]["count"] and float(truth[key]["count"]) % 5 == 0 and float(truth[key]["base"] or 0) % 5 == 0)
             and key[2] not in ("median", "lower quartile", "upper quartile", "longest")]
    holds(not exact, f"rounded: no number is left that exact counts gave {exact[:3]}")


with tempfile.TemporaryDirectory() as work:
    for council in COUNCILS:
        take_apart(council, work)
    check_editions(work)
    check_rounding(work)
tap.done()
