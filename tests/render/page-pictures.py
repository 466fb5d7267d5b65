"""Pages as pictures: a small council's PDF and web page compared with pictures kept of them. If they differ,
build/visual/pages.html shows actual, expected and difference side by side. LADOSTAT_GOLDEN=write keeps new ones."""
import os
import subprocess
import tempfile
from pathlib import Path

from PIL import Image, ImageChops

from tap import check, done

ROOT, PROGRAM = Path(os.environ["LADOSTAT_ROOT"]), os.environ["LADOSTAT_PROGRAM"]
KEPT = ROOT / "tests/render/small/pictures"
SHOWN = Path(os.environ["LADOSTAT_BUILD"]) / "visual"
# Of 255: poppler's and Chromium's own versions may shade an edge otherwise; a moved word is far more.
SHADE, MOST_DIFFERING = 64, 0.002


def pictures(folder):
    """Name and picture of every page, in greys: layout is what is looked at, not colour."""
    subprocess.run(["pdftoppm", "-r", "50", "-gray", "-png", f"{folder}/out/report.pdf", f"{folder}/pdf"], check=True)
    for width in (1000, 400):
        subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
                        "--disable-sync", f"--user-data-dir={folder}/chromium", "--hide-scrollbars",
                        f"--window-size={width},1600", f"--screenshot={folder}/web-{width}.png",
                        f"file://{folder}/out/report.html"], check=True, capture_output=True)
    for path in sorted(Path(folder).glob("*.png")):
        yield path.stem, Image.open(path).convert("L")


def difference(actual, expected):
    if actual.size != expected.size:
        return 1.0, None
    shades = ImageChops.difference(actual, expected)
    wide = shades.point(lambda shade: 255 if shade > SHADE else 0)
    return sum(wide.histogram()[255:]) / (actual.width * actual.height), wide


def show(rows):
    SHOWN.mkdir(parents=True, exist_ok=True)
    cells = "".join(f"<tr><th>{name}</th>" + "".join(f'<td><img src="{file}"></td>' for file in files) + "</tr>"
                    for name, files in rows)
    (SHOWN / "pages.html").write_text(f"<table><tr><th></th><th>actual</th><th>expected</th><th>difference</th></tr>{cells}"
                                      "</table>", encoding="utf-8")


with tempfile.TemporaryDirectory() as folder:
    subprocess.run([PROGRAM, "report", "tests/render/small/profile.yaml", "--template", "tests/render/small/report.md",
                    "--formats", "pdf,html", "--out", f"{folder}/out"], check=True, capture_output=True)
    made = dict(pictures(folder))
    if os.environ.get("LADOSTAT_GOLDEN") == "write":
        for old in KEPT.glob("*.png"):
            old.unlink()
        for name, picture in made.items():
            picture.quantize(16).save(KEPT / f"{name}.png", optimize=True)
    kept = {path.stem: path for path in KEPT.glob("*.png")}
    check("there_are_the_pages_that_were_kept", set(made) == set(kept), f"{sorted(made)} against {sorted(kept)}")
    shown = []
    for name in sorted(set(made) & set(kept)):
        expected = Image.open(kept[name]).convert("L")
        # Kept in sixteen greys: so is the new one before they are compared.
        share, wide = difference(made[name].quantize(16).convert("L"), expected)
        if share > MOST_DIFFERING:
            SHOWN.mkdir(parents=True, exist_ok=True)
            files = [f"page-{name}-{kind}.png" for kind in ("actual", "expected", "difference")]
            for file, picture in zip(files, (made[name], expected, wide or made[name])):
                picture.save(SHOWN / file)
            shown.append((name, files))
        check(f"{name}_looks_as_it_did", share <= MOST_DIFFERING, f"{share:.2%} differ; see build/visual/pages.html")
    if shown:
        show(shown)
done()
