/* Sizes: how wide things stand on a page, and how large their type is, the same in every format.
 *
 * Writers and charts take them from here. templates/house-style.css and templates/house-styles.xml say them
 * again in their own languages, and tests/render/sizes.py holds them to it. */
#pragma once

/* In points. */
#define MM (72 / 25.4)

/* In millimetres: words to be read, an exhibit, what is free between two side by side, a chart beside words,
 * one of half the width. */
#define TEXT_ACROSS 140.0
#define EXHIBIT_ACROSS 166.0
#define EXHIBIT_GAP 6.0
#define BESIDE_ACROSS 100.0
#define HALF_ACROSS 80.0

/* Type in points; the leading of running text, the space after a paragraph, and above headings. Word has all
 * of the leading above a line, and so its headings 2 points more above them. */
#define SIZE_TITLE 26.0
#define SIZE_HEADING 17.0
#define SIZE_PART_HEADING 12.5
#define SIZE_BODY 11.0
#define LEADING 15.0
#define PARAGRAPH_SPACE 7.0
#define HEADING_SPACE 22.0
#define PART_HEADING_SPACE 14.0
#define SIZE_CAPTION 11.0
#define SIZE_SUBTITLE 9.5
#define SIZE_TABLE 9.5
#define SIZE_TABLE_LEAST 8.5
#define SIZE_LABEL 9.5 /* of what is written in a chart */
#define SIZE_NOTE 9.0
#define SIZE_KEY_FIGURE 22.0
