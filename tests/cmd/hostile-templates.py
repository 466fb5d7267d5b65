"""Templates that are wrong, hostile or huge, and category names that look like markup: each has a defined result, and none a
crash."""
import os
import pathlib
import re
import subprocess
import tempfile
import time
import zipfile

from tap import check, done

PROFILE = """
authority: {name: Test Council, short-name: Test, code: E00000000}
report: {year: 2023-24, years: 2}
records:
  - file: contacts.csv
    columns: {id: Ref, received: Received, harm: Harm}
codes: codes.csv
measures:
  - {id: contacts, title: Contacts, kind: count}
  - {id: harm, title: Harm, kind: breakdown, by: [harm]}
disclosure: {suppress-below: 5}
"""
MARKUP = "*Bold* [link](http://x.invalid) <b>raw</b> `code` {{ contacts.count }}"
LIMIT = 10 << 20


def report(folder, template):
    (folder / "t.md").write_text(template)
    begun = time.monotonic()
    run = subprocess.run([os.environ["LADOSTAT_PROGRAM"], "report", folder / "profile.yaml", "--template", folder / "t.md",
                          "--formats", "html,docx", "--out", folder / "out"], capture_output=True, text=True)
    return run.returncode, run.stderr, time.monotonic() - begun


def page(folder):
    return (folder / "out" / "t.html").read_text()


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    (folder / "profile.yaml").write_text(PROFILE)
    (folder / "codes.csv").write_text('field,category,part,value\nharm,Physical,,\nharm,Neglect,,\nharm,Few,,\n'
                                      f'harm,"{MARKUP}",,M\n')
    rows = ["Physical"] * 40 + ["Neglect"] * 20 + ["Few"] * 2 + ["M"] * 12
    (folder / "contacts.csv").write_text("Ref,Received,Harm\n" + "".join(
        f"{year}-{i},{year}-06-01,{harm}\n" for year in (2022, 2023) for i, harm in enumerate(rows)))

    status, errors, _ = report(folder, "# T\n\nThere were {{ harm.few.count }} ({{ harm.few.percent }}) contacts about few, "
                                       "{{ harm.few.words }} in words; {{ harm.few.trend }}.\n")
    text = re.sub(r"(?s)<style>.*?</style>|<[^>]+>", "", page(folder)) if status == 0 else errors
    check("a_sentence_with_a_hidden_figure_still_reads",
          status == 0 and "There were [c] ([c]) contacts about few, [c] in words; " in text, text[-600:])
    check("the_hidden_number_is_nowhere", not re.search(r"\btwo\b|\b2 of\b|2\.7", text), text[-600:])

    status, errors, _ = report(folder, "# T\n\n{{ table harm }}\n\n{{ commentary harm }}\n\n"
                                       "{{ for each measure of harm }}{{ for each category of measure }}\n"
                                       "- {{ measure.category.name }}\n{{ end }}{{ end }}\n")
    html = page(folder) if status == 0 else ""
    literal = MARKUP.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    check("markup_in_a_category_name_stays_words_in_html", status == 0 and html.count(literal) >= 2
          and "<b>raw" not in html and 'href="http://x.invalid' not in html and "<em>Bold" not in html, errors or html[-800:])
    if status == 0:
        with zipfile.ZipFile(folder / "out" / "t.docx") as package:
            words = re.sub(r"<[^>]+>", "", package.read("word/document.xml").decode())
        check("markup_in_a_category_name_stays_words_in_docx", words.count(literal) >= 2, words[:800])

    status, errors, _ = report(folder, "# T\n\nWords {in braces}, `{{ contacts.count }}`, }} alone, {% if %} and {{ not closed.\n")
    text = re.sub(r"<[^>]+>", "", page(folder)) if status == 0 else errors
    check("braces_in_prose_stay_text", status == 0 and
          "Words {in braces}, {{ contacts.count }}, }} alone, {% if %} and {{ not closed." in text, text[-400:])

    status, errors, _ = report(folder, "# T\n\n{{ contcats.count }}\n\nText {{ harm.negelct.count }} and {{ harm.neglect.cuont }}\n\n"
                                       "{{ tabel harm }}\n\n{{ if contacts }}\nnever ended\n")
    lines = errors.splitlines()
    check("all_faults_are_reported_at_once_with_their_places", status == 2 and
          all(any(f"t.md:{place}: " in line for line in lines) for place in ("3:1", "5:6", "5:35", "7:1", "9:1")), errors)
    check("and_the_nearest_names", all(name in errors for name in ('"contacts"?', '"neglect"?', "one of count, base")), errors)
    check("the_previous_pack_stays", "in braces" in page(folder))

    status, errors, _ = report(folder, "# T\n\n{{ include t.md }}\n")
    check("a_template_that_includes_itself_is_a_fault", status == 2 and "includes itself" in errors, errors)

    paragraph = "There were {{ contacts.count }} contacts, and nothing else is said here but words to fill the line.\n\n"
    for size, most in ((1 << 20, 20), (LIMIT - 4096, 120)):
        status, errors, took = report(folder, "# T\n\n" + paragraph * (size // len(paragraph)))
        check(f"a_template_of_{size >> 20}_mb_is_made_or_refused_in_time", (status == 0 or (status == 2 and "t.md" in errors))
              and took < most, f"status {status}, {took:.1f} s {errors[:300]}")
        print(f"# {size} bytes: status {status} in {took:.1f} s; {errors[:120]!r}")
    status, errors, took = report(folder, "x" * (LIMIT + 1))
    check("a_template_beyond_the_limit_is_refused_at_once", status in (2, 3) and "t.md" in errors and took < 5,
          f"status {status}, {took:.1f} s {errors[:300]}")
done()
