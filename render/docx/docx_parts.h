/* The parts of a DOCX package. Private to the room. */
#pragma once
#include <libxml/tree.h>
#include "render/docx/docx.h"
#include "render/package/package.h"

#define WORD_NAMESPACE "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

/* The page of a section, in twentieths of a point. */
typedef struct {
    int width, height, top, right, bottom, left, header, footer;
} DocxPage;

/* A4 with margins of 22 mm. */
extern const DocxPage docx_house_page;
/* Between two columns, 8 mm in twentieths of a point. */
#define DOCX_COLUMN_GAP 454

/* What a part refers to. */
typedef struct {
    char *id, *type, *target; /* "image", "hyperlink" ... and the part's name or the address */
    bool external;
    GBytes *bytes; /* of a picture that comes along */
} DocxRelation;

/* Headers and footers: of all pages, of the first, and of pages on their side, where those are the house's.
 */
enum { DOCX_HEADER, DOCX_FOOTER, DOCX_FIRST_HEADER, DOCX_FIRST_FOOTER, DOCX_WIDE_FOOTER, DOCX_MARGINS };
typedef struct {
    xmlDocPtr tree;       /* NULL: there is none */
    GPtrArray *relations; /* DocxRelation* */
} DocxMargin;

struct DocxStyle {
    xmlDocPtr styles, numbering; /* numbering NULL where the document has no lists */
    GBytes *theme, *fonts;       /* NULL where there are none */
    DocxPage page;
    DocxMargin margins[DOCX_WIDE_FOOTER];
    bool titled;    /* its first page has a header and footer of its own, or none */
    char *family;   /* of its text; "" where that is not said */
    double width;   /* of words in it, times that of ours */
    guint32 accent; /* the first colour of its theme that is dark enough for words; 0: none */
};

/* An element within another; NULL where there is none, or no other. */
xmlNodePtr docx_child(const xmlNode *parent, const char *name);
/* An attribute of Word's namespace; "" where there is none, or no element. Caller frees. */
char *docx_attribute(xmlNodePtr node, const char *name);
/* What kind of picture a file is by its name; NULL where Word shows no such picture. */
const char *docx_media_type(const char *name);

/* How one file looks: the house styles, or a council's own with those of ours that it lacks. */
typedef struct {
    xmlDocPtr styles, numbering;
    GHashTable *ids;       /* id of a house style: the id it bears in this file */
    int number_list;       /* the abstract numbering of numbered lists */
    DocxPage page;         /* upright */
    int across, wide;      /* of text, on an upright page and on one on its side */
    const DocxStyle *from; /* NULL: the house */
} DocxLook;
/* The look of a file, of the house where `style` is NULL; `closer`: of a short paper, which has its pages to
 * keep. */
DocxLook *docx_look_new(const DocxStyle *style, guint32 accent, bool closer);
void docx_look_free(DocxLook *look);
/* The id that a house style bears in this file. */
const char *docx_look_id(const DocxLook *look, const char *house_id);
/* How wide words are in the file's own font, in points. */
double docx_look_width(const DocxLook *look, const char *text, double size, bool bold);
/* The numbering of a new list that stands at a level, from 0, and counts from `start`. */
int docx_look_add_list(DocxLook *look, int level, int start);

typedef struct {
    const Chart *chart;
    double width; /* points */
} DocxPicture;

typedef struct {
    const Document *document;
    DocxLook *look;
    xmlTextWriterPtr xml;
    GPtrArray *links;              /* char*: targets, relationship link1, link2 ... */
    GArray *pictures;              /* of DocxPicture: relationships png1, svg1, png2 ... */
    GArray *lists;                 /* of int: the lists around this place: their numbering, 0 for bullets */
    GBytes *margins[DOCX_MARGINS]; /* headers and footers; NULL: none */
    GPtrArray *comments;           /* char*: the paragraphs of each, a line each */
    const GArray *pages;           /* of guint: the page of each heading, 0 where it is not known */
    guint headings, sections;      /* begun so far; ended */
    bool in_heading;
    bool wide;    /* pages lie on their side here */
    bool columns; /* two stand here, up to the end of the section */
    bool below;   /* the section began beneath these */
    bool turns;   /* what comes next begins a page */
    guint bold, italic, link;
} DocxWriter;

/* One member of the package each. Caller frees. */
GBytes *docx_document_part(DocxWriter *writer);
xmlBufferPtr docx_comments_part(DocxWriter *writer); /* after the document, whose comments it holds */
/* The names of headers and footers as parts, and as Word refers to them. */
extern const char *const docx_margin_names[DOCX_MARGINS];
/* A header or footer; NULL where there is none. Caller frees. */
GBytes *docx_margin_part(DocxWriter *writer, int margin);
/* That of the council's document, where it stands in this file; else NULL. */
const DocxMargin *docx_margin_own(const DocxWriter *writer, int margin);

/* Whether Word can draw a chart itself without a loss: its numbers are those printed, and nothing else is in
 * it. */
bool docx_chart_is_native(const Chart *chart);
/* Of such a chart: its part, words set in a family, and the workbook of its cells. Caller frees. */
GBytes *docx_chart_part(const Chart *chart, const char *family);
GBytes *docx_chart_cells(const Chart *chart, GError **error);

/* Words. `style` is the id of a house style, NULL (of a run): none. */
void docx_open_paragraph(DocxWriter *writer, const char *style);
/* The same with its properties open; `keep`: "1" or "0", NULL: as its style says. */
void docx_open_properties(DocxWriter *writer, const char *style, const char *keep);
/* One that stays on a page with what follows, or does not, whatever its style says. */
void docx_open_kept(DocxWriter *writer, const char *style, bool keep);
void docx_paragraph(DocxWriter *writer, const char *style, const char *text);
void docx_run(DocxWriter *writer, const char *text, const char *style);
/* A run whose years stay whole at the end of a line: "2022-23". */
void docx_words(DocxWriter *writer, const char *text, const char *style);
/* A field: its instruction, then what it shows until Word counts, then its end. */
void docx_field_start(DocxWriter *writer, const char *instruction);
void docx_field_end(DocxWriter *writer);

/* The properties of the section that ends here, whose pages lie as they do here. */
void docx_section(DocxWriter *writer);
/* An empty paragraph that ends the section here. */
void docx_end_section(DocxWriter *writer);
/* What comes next stands on pages on their side, or upright. */
void docx_turn(DocxWriter *writer, bool wide);
/* In a whole document, an empty paragraph that ends a section, and beneath a full page would make one of its
 * own, gives way to the one before it. */
void docx_settle_sections(xmlDocPtr document);

/* Tables. `widths` in twentieths of a point, ended by 0; `kind`: what it has beside its rows. */
typedef enum { DOCX_ROWS, DOCX_LAST_ROW, DOCX_LAYOUT } DocxTable;
void docx_open_table(DocxWriter *writer, const char *style, const int *widths, DocxTable kind,
                     const char *title, const char *description);
void docx_open_row(DocxWriter *writer, bool heading);
/* Twentieths of a point; `left`, `right`: what stays empty on a side where it is not what the table's style
 * says; `top`: its words begin where those of the row do. */
void docx_open_cell(DocxWriter *writer, int width, int left, int right, bool top);

/* One block each: caption, what it shows, notes and source. */
void docx_write_table(DocxWriter *writer, const Block *block);
bool docx_table_is_wide(DocxWriter *writer, const Block *block); /* its page lies on its side */
void docx_write_chart(DocxWriter *writer, const Block *block);
void docx_write_strip(DocxWriter *writer, const Block *block);
/* Words with a chart to their right: the words are written between the first two, the chart by the second. */
void docx_open_beside(DocxWriter *writer, const Block *block);
void docx_close_beside(DocxWriter *writer, const Block *chart);
void docx_write_key_figures(DocxWriter *writer, const Block *block);
/* Their parts; notes NULL: none. They end with a paragraph that does not stay with what follows. */
void docx_write_caption(DocxWriter *writer, const Block *block);
void docx_write_notes(DocxWriter *writer, const GPtrArray *notes, const char *source);
