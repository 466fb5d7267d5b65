/* Tags: what stands between double braces in the text of a template, and where blocks of text between tags
 * end. Private to the room. */
#pragma once
#include <glib.h>
#include <stdbool.h>

/* Blocks within blocks. */
enum { TAG_DEEPEST_BLOCK = 64 };

typedef struct {
    const char *start, *end; /* from its braces to behind them */
    char *words;
} Tag;
void tag_clear(Tag *tag);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Tag, tag_clear)

/* The next {{ ... }} of a text, all on one line, that is not marked as code; false when there is none. */
bool tag_next(const char *text, const char *end, Tag *tag);
/* Whether the words of a tag begin a block: if, for. */
bool tag_opens(const char *words);

/* The parts of a block that begins before `text`: up to its {{ else }}, if it has one, and its {{ end }}. */
typedef struct {
    const char *first_end, *second; /* second: NULL where there is no else */
    const char *last_end, *behind;
    bool too_deep; /* further blocks in it than may be */
} Branches;
/* False where the block has no end, or blocks in it too deep. */
bool tag_find_end(const char *text, const char *end, Branches *block);
