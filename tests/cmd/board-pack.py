"""The board packs of the five councils: exceptions first, and every figure the annual report's own."""
import html
import os
import re
import shutil
import subprocess
import tempfile

from councils import COUNCILS
from tap import check, done

program = os.environ["LADOSTAT_PROGRAM"]


def page(council, folder, template):
    made = subprocess.run([program, "report", f"fixtures/{council}/profile.yaml", "--template", template, "--formats", "html,pdf",
                           "--out", f"{folder}/{council}-{template}"], capture_output=True, text=True)
    if made.returncode:
        raise SystemExit(made.stderr)
    with open(f"{folder}/{council}-{template}/{template[:-3]}.html", encoding="utf-8") as file:
        return file.read()


def words(text):
    return re.sub(r" ([.,;:)])", r"\1", re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", text))))


def tables(text):
    """Rows of each table by its caption without the number it has in this document."""
    found = {}
    for table in re.findall(r"<table.*?</table>", text, re.S):
        caption = re.search(r"<caption.*?</caption>", table, re.S)
        if caption:
            title = re.sub(r"^(Table|Numbers of figure) \d+: ", "", words(caption.group()).strip())
            found.setdefault(title, []).append([words(row).strip() for row in re.findall(r"<tr.*?</tr>", table, re.S)])
    return found


def section(text, heading):
    """What is said under a heading: list items and paragraphs, without tables, charts and their notes."""
    found = re.search(r"<h2[^>]*>" + heading + r".*?</h2>(.*?)(?:<h2|</main)", text, re.S)
    said = re.sub(r"<(table|figure)\b.*?</\1>", " ", found.group(1), flags=re.S) if found else ""
    return [words(item).strip() for item in re.findall(r"<(?:li|p)>(.*?)</(?:li|p)>", said, re.S)]


with tempfile.TemporaryDirectory() as folder:
    packs = {council: page(council, folder, "board-pack.md") for council in COUNCILS}
    reports = {}
    # As LibreOffice sets the Word files.
    for council in packs:
        subprocess.run([program, "report", f"fixtures/{council}/profile.yaml", "--template", "board-pack.md", "--formats", "docx",
                        "--out", f"{folder}/word"], check=True, capture_output=True)
        os.replace(f"{folder}/word/board-pack.docx", f"{folder}/{council}.docx")
    subprocess.run(["libreoffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", "pdf", "--outdir", folder,
                    *(f"{folder}/{council}.docx" for council in packs)], check=True, capture_output=True)
    for council in packs:
        counted = subprocess.run(["pdfinfo", f"{folder}/{council}.pdf"], capture_output=True, text=True).stdout
        check(f"in_word_it_is_two_pages: {council}", "Pages:           2" in counted, counted)
    for council, pack in packs.items():
        report = reports[council] = page(council, folder, "annual-report.md")
        known, shown = tables(report), tables(pack)
        cells = {cell for rows in known.values() for one in rows for row in one for cell in re.findall(r"[\d.,]+%?", row)}
        strange = [(title, number) for title, rows in shown.items() for one in rows for row in one
                   for number in re.findall(r"(?<![-\d])[\d.,]+%?(?![-\d])", row) if number not in cells]
        check(f"every_number_of_the_packs_tables_is_in_one_of_the_annual_reports: {council}", shown and not strange, strange)
        keys = shown["Key measures"][0] if "Key measures" in shown else next(rows[0] for title, rows in shown.items() if title.startswith("Key measures"))
        check(f"the_key_measures_are_twelve_rows_at_most: {council}", 3 <= len(keys) - keys[0].count("Measure") <= 13, len(keys))
        told = [row for row in keys if re.match("Substantiated, % of (those concluded|known outcomes)", row)]
        # Birmingham has twelve other rows.
        check(f"they_say_once_what_was_substantiated: {council}", len(told) == (council != "birmingham"), told)
        numbers = set(re.findall(r"[\d,.]*\d%?", words(report)))
        said = [number for line in section(pack, "What changed") 
                for number in re.findall(r"(?<![\d,.])[\d,.]*\d%", line)]
        check(f"every_percentage_of_the_exceptions_is_in_the_annual_report: {council}",
              all(number in numbers for number in said), [number for number in said if number not in numbers])
        check(f"nothing_is_missing_or_not_a_number: {council}", "nan" not in words(pack).split() and "{{" not in pack)
        order = [words(title).strip() for title in re.findall(r"<h2[^>]*>(.*?)</h2>", pack)]
        wanted = ["What changed since", "How we compare", "Open ", "Questions for the board", "How far the figures can be relied on"]
        found = [next((at for at, title in enumerate(order) if title.startswith(begin)), None) for begin in wanted]
        there = [at for at in found if at is not None]
        check(f"what_changed_comes_first_and_what_to_ask_last: {council}", there == sorted(there) and found[0] == 0 and found[3] is not None
              and len(order) == len(there), order)
        check(f"nothing_has_a_number: {council}", not re.search(r"(?:Table|Figure) [A\d]", words(pack)))
        counted = subprocess.run(["pdfinfo", f"{folder}/{council}-board-pack.md/board-pack.pdf"], capture_output=True, text=True)
        pages = int(re.search(r"Pages:\s+(\d+)", counted.stdout).group(1))
        check(f"it_is_two_pages: {council}", pages == 2, pages)

    somerset = packs["somerset"]
    check("a_missed_target_is_reported_and_asked_about",
          any(line.startswith("Neither target was met: 69% were concluded within one month, against 80%, and 78% within three months, against 90%.")
              for line in section(somerset, "What changed"))
          and any("What holds up those that take longer" in line and "230 notifications took longer than one month" in line for line in section(somerset, "Questions")),
          section(somerset, "What changed"))
    compared = " ".join(section(somerset, "How we compare"))
    check("a_rate_beyond_the_limits_is_reported_with_who_is_known",
          all(text in compared for text in ("66.1 notifications", "second highest of the four", "average of 57.8 by more than chance")), compared)
    changes = section(somerset, "What changed")
    check("what_changed_repeats_neither_the_year_before_nor_the_base", changes[:3] == [
        "Residential care settings made 239 of the 742 notifications (32%), up from 172 (23%).",
        "Schools made 260 notifications (35%), down from 304 (41%).",
        "Within one month 512 notifications (69%) were concluded, up from 63%."], changes)
    check("a_statement_about_all_others_is_not_a_change_of_its_own", "<p>No other figure that can be compared changed" in somerset)
    printed = subprocess.run(["pdftotext", f"{folder}/somerset-board-pack.md/board-pack.pdf", "-"], capture_output=True, text=True).stdout
    check("the_pdf_says_whose_numbers_of_children_those_are", "children: Office for National Statistics (Open Government Licence v3.0)" in printed, printed)
    for council in packs:
        first = subprocess.run(["pdftotext", "-l", "1", f"{folder}/{council}-board-pack.md/board-pack.pdf", "-"], capture_output=True,
                               text=True).stdout
        check(f"the_first_page_says_what_changed_and_has_the_key_measures: {council}",
              "What changed since" in first and "Key measures" in first, first)
    check("a_main_point_across_a_break_says_so",
          "1,423 contacts in 2022-23; the 1,090 of 2021-22 are not comparable." in words(reports["milton-keynes"])
          and "1,423 contacts in 2022-23. The 1,090 of 2021-22 are not comparable: " in words(reports["milton-keynes"]))
    check("times_of_what_was_due_alone_are_left_to_the_workbook",
          "84%" in words(reports["somerset"]) and "94%" not in words(reports["somerset"]) and "94%" not in words(somerset))
    text = words(somerset)
    check("a_question_is_in_counts_and_says_how_much_met_the_threshold", "Residential care settings made 239 notifications, up from 172, and 147 of "
          "the 239 did not meet the criteria." in text and "Schools made 260 notifications, down from 304. How far" in text, text)
    check("a_unit_already_given_is_not_repeated", "230 notifications took longer than one month or are open, and 163 longer than three." in text, text)
    check("what_was_alleged_most_often_is_a_key_measure", re.search(r"Concerned physical abuse, % 35% 35%", text), text)
    check("an_earlier_share_that_is_a_plain_fraction_is_called_so", words(reports["leicester"]).count("down from two-thirds (67%) in 2019-20") == 2)
    check("the_records_that_could_be_used_are_counted", "All 1,489 records could be used. Checks of the records found no problem." in text
          and "All 1,768 records could be used. The referral source is missing from 5 records and the outcome from 4."
          " No whole number of 37 responses is 93%, so that percentage is either not of all 37 or not exact." in words(reports["leicester"]), text)
    check("the_outcome_of_cases_is_given", "194 had been concluded by 29 July 2024, and 60 of them (31%) were substantiated." in text)
    short = re.search(r"In short\. (.*?66 had been open for more than a year\.)", text)
    check("the_oldest_have_room_in_short", short and len(short[1].split()) <= 60, text[:600])
    check("a_part_of_a_sources_records_is_not_a_key_measure", "from the police about" not in text and "from the police about" in words(reports["somerset"]), text)
    tiles = {council: [re.sub(r"<[^>]*>", " ", tile) for tile in re.findall(r"<li>(.*?)</li>", re.search(r'<ul class="tiles">.*?</ul>', page, re.S)[0], re.S)]
             for council, page in {**reports, **{f"{one} pack": pack for one, pack in packs.items()}}.items()}
    check("outcomes_are_a_tile_wherever_they_are_known", all(any("substantiated" in tile for tile in tiles[council]) for council in
          ("leicester", "somerset", "bromley", "milton-keynes")), tiles)
    check("the_threshold_tile_is_a_count_if_there_is_no_share", any("161" in tile for tile in tiles["milton-keynes"]), tiles)
    check("no_tile_shows_a_symbol", not any("[" in tile for all_of in tiles.values() for tile in all_of), tiles)
    check("months_are_counted_in_words", not any("within 1 month" in words(page) for page in (*packs.values(), *reports.values())))
    check("a_base_given_by_its_section_is_not_repeated", words(reports["milton-keynes"]).count("161 consultations and referrals, compared with 198") <= 2)
    check("what_is_known_about_outcomes_is_given", "Of the 148 consultations and referrals whose outcome is known, 59 were substantiated (40%), 53 unsubstantiated"
          in words(reports["milton-keynes"]))
    check("a_first_clear_fall_says_that_it_is", "is down from 95% in 2022-23, the first clear fall in the five years" in words(reports["leicester"]))
    points = {council: section(page, "Main points") for council, page in reports.items()}
    check("a_first_year_tells_all_that_came_of_cases", "Of the 122 referrals concluded, 55 were substantiated (45%), 47 unfounded, 19 "
          "unsubstantiated and 1 false; none was malicious." in points["bromley"], points["bromley"])
    check("a_count_that_moved_is_a_main_point", "Consultations fell to 90, from 122 in 2021-22." in points["milton-keynes"],
          points["milton-keynes"])
    check("short_commentaries_share_a_paragraph", "were 52% and 80%. Half of the contacts were closed within an estimated 22 days.</p>"
          in reports["leicester"])
    check("sentences_that_meet_begin_differently", "dealt with as consultations.</p>" in reports["bromley"])
    check("a_closing_names_both_years", "None of these shares differs from that of 2022-23 or 2019-20 by more than chance" in words(reports["leicester"]))
    check("what_is_judged_at_one_age_says_of_whom", "28 of the 187 contacts taken further that are old enough (15%) were" in reports["leicester"])
    check("targets_stand_beside_shares_that_were_said", "Neither target, of 80% within one month and 90% within three, was met."
          in reports["somerset"])
    check("half_are_closed_within_this_many_days", "closed within an estimated 22 days" in words(reports["leicester"]))
    check("times_with_two_sets_of_targets_have_a_table_of_their_own", re.search(
        r"Table 2: Time to conclude referrals, and the targets .{0,160}Target Our own targets Our targets for 2023-24 Within "
        r"one month \[x\] 30% 80% 60% 60% Within three months 72% 49% 90% 90% 90%", words(reports["bromley"])), words(reports["bromley"]))
    check("next_years_targets_stand_in_that_table_alone", words(reports["bromley"]).count("Our targets for 2023-24") == 1
          and "Our targets for 2023-24" not in words(packs["bromley"]), words(packs["bromley"]))
    check("a_second_set_of_targets_gives_what_differs", "Neither target, of 80% within one month and 90% within three, was met, nor was our "
          "own of 60% within one month." in words(reports["bromley"]))
    check("all_contacts_stand_beside_the_referrals_among_them", "All contacts together were resolved sooner: 280 of the 500 (56%) within one "
          "month and 352 (70%) within three months. Without the referrals, 216 of the 288 consultations (75%) were resolved within one month "
          "and 248 (86%) within three months." in words(reports["bromley"]))
    check("what_is_open_is_told_with_its_state", "90 referrals were open; 21 of them had been open for more than six months, and 17 were with the "
          "police." in words(reports["bromley"]) and "17 were with the police." in words(packs["bromley"]))
    check("parts_follow_the_share_of_their_categories", "similar to 2022-23 (33%). Of the 88 contacts about workers in residential care, 73 (83%) "
          "were" in words(reports["leicester"]) and "Workers who care for disabled children were the subject of 29 of the 395 contacts (7.3%)"
          in words(reports["leicester"]), words(reports["leicester"]))
    check("a_like_for_like_size_is_a_main_point_after_a_break", points["milton-keynes"][:2] == [
        "The service received 1,423 contacts in 2022-23; the 1,090 of 2021-22 are not comparable.",
        "There were 1,086 contacts other than checks of new staff in 2022-23, almost the same number as in 2021-22 (1,090)."], points["milton-keynes"])
    check("a_base_that_was_just_told_is_not_named_again", "For these contacts 38 referrals to bodies are recorded: Ofsted (20), the DBS (12)" in
          words(reports["bromley"]) and "Of these 36 contacts, 15 (42%) led to no further" in words(reports["bromley"]))
    check("a_funnels_title_is_a_sentence", "Two councils are above the limits and one is below" in words(reports["somerset"]))
    check("a_heading_says_what_the_council_does_with_its_records", "How quickly referrals were concluded" in reports["bromley"]
          and "How quickly contacts were closed" in reports["leicester"] and "How quickly notifications were concluded" in reports["somerset"])
    check("cases_carried_over_from_before_the_records_are_not_a_change",
          not any("open at the start" in line for line in section(somerset, "What changed")), section(somerset, "What changed"))
    check("without_a_year_before_nothing_is_said_to_be_unchanged", "Figures are not compared with those of 2021-22."
          in words(packs["bromley"]) and "Nothing changed" not in words(packs["bromley"]))
    for council, pack in packs.items():
        check(f"the_line_about_the_records_is_about_records: {council}", "Neighbours without figures" not in words(pack))
        asked = section(pack, "Questions")
        check(f"no_question_is_asked_twice: {council}", len(set(asked)) == len(asked) and 1 <= len(asked) <= 5
              and all("nan" not in line for line in asked), asked)
    shutil.copytree("fixtures/leicester", f"{folder}/named")
    with open(f"{folder}/named/profile.yaml", encoding="utf-8") as file:
        profile = file.read()
    with open(f"{folder}/named/profile.yaml", "w", encoding="utf-8") as file:
        file.write(profile.replace("\nmeasures:\n", "\nmeasures:\n  - {id: threshold, title: Met it, kind: share, in: investigations}\n"))
    made = subprocess.run([program, "report", f"{folder}/named/profile.yaml", "--template", "board-pack.md", "--formats", "html",
                           "--out", f"{folder}/out"], capture_output=True, text=True)
    check("a_measure_may_be_called_as_a_tile_is", made.returncode == 0, made.stderr)
done()
