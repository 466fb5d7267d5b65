/* The parts of an XLSX package other than its sheets: relations, workbook, styles, tables. */
#include "analysis/exports/xlsx.h"
#include "analysis/failure/failure.h"
#include <stdlib.h>
#include <string.h>

MemberReader *
xlsx_open_part(const Xlsx *xlsx, const char *part, GError **error)
{
    MemberReader *reader = member_open(xlsx->archive, part, error);
    if (reader)
        reader->own = true;
    return reader;
}

/* The folder of a part and a target that starts there, as a member of the package. */
static char *
resolve_target(const char *part, const char *target)
{
    if (*target == '/')
        return g_strdup(target + 1);
    g_autofree char *folder = g_path_get_dirname(part);
    g_autofree char *path = g_canonicalize_filename(target, strcmp(folder, ".") == 0 ? "/" : NULL);
    if (strcmp(folder, ".") != 0) {
        g_autofree char *rooted = g_strconcat("/", folder, NULL);
        g_free(path);
        path = g_canonicalize_filename(target, rooted);
    }
    return g_strdup(path + 1);
}

/* The relations of a part: id -> member, and type (its last word) -> member of the first; NULL with an error.
 */
static GHashTable *
read_relations(Archive *archive, const char *part, GPtrArray *tables, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(part), *base = g_path_get_basename(part);
    g_autofree char *member = !*part                     ? g_strdup("_rels/.rels")
                              : strcmp(folder, ".") == 0 ? g_strdup_printf("_rels/%s.rels", base)
                                                         : g_strdup_printf("%s/_rels/%s.rels", folder, base);
    g_autoptr(GHashTable) relations = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    if (!archive_has(archive, member))
        return g_steal_pointer(&relations);
    g_autoptr(MemberReader) reader = member_open(archive, member, error);
    if (!reader)
        return NULL;
    g_autoptr(GError) fault = NULL;
    while (member_next(reader, &fault)) {
        if (!member_at_start(reader, "Relationship"))
            continue;
        g_autofree char *id = member_attribute_copy(reader, "Id");
        g_autofree char *type = member_attribute_copy(reader, "Type");
        g_autofree char *target = member_attribute_copy(reader, "Target");
        if (target)
            g_strdelimit(target, "\\", '/');
        if (!id || !type || !target)
            continue;
        const char *slash = strrchr(type, '/');
        char *word = g_strdup_printf("type:%s", slash ? slash + 1 : type);
        char *path = resolve_target(part, target);
        if (tables && strcmp(word, "type:table") == 0)
            g_ptr_array_add(tables, g_strdup(path));
        g_hash_table_insert(relations, g_strdup(id), g_strdup(path));
        g_hash_table_insert(relations, word, path);
    }
    if (!fault)
        return g_steal_pointer(&relations);
    g_propagate_error(error, g_steal_pointer(&fault));
    return NULL;
}

static XlsxSheet *
xlsx_add_sheet(Xlsx *xlsx, char *name, char *part, char *table, Range range)
{
    XlsxSheet *sheet = g_new0(XlsxSheet, 1);
    *sheet = (XlsxSheet){.name = name, .part = part, .table = table, .range = range};
    g_ptr_array_add(xlsx->sheets, sheet);
    return sheet;
}

bool
xlsx_is_true(const char *value)
{
    return strcmp(value, "1") == 0 || strcmp(value, "true") == 0;
}

static void
read_sheet_entry(Xlsx *xlsx, const MemberReader *reader, GHashTable *relations)
{
    char value[32] = "";
    g_autofree char *id = member_attribute_copy(reader, "id");
    const char *part = id ? g_hash_table_lookup(relations, id) : NULL;
    if (!part || strstr(part, "chartsheets/") || strstr(part, "dialogsheets/"))
        return;
    char *name = member_attribute_copy(reader, "name");
    XlsxSheet *sheet = xlsx_add_sheet(xlsx, name ? name : g_strdup(""), g_strdup(part), NULL,
                                      (Range){1, G_MAXUINT, 1, G_MAXUINT});
    sheet->hidden = member_attribute(reader, "state", value, sizeof value) &&
                    (strcmp(value, "hidden") == 0 || strcmp(value, "veryHidden") == 0);
}

static bool
read_sheet_list(Xlsx *xlsx, const char *part, GHashTable *relations, GError **error)
{
    g_autoptr(MemberReader) reader = xlsx_open_part(xlsx, part, error);
    if (!reader)
        return false;
    g_autoptr(GError) fault = NULL;
    while (member_next(reader, &fault)) {
        char value[16];
        if (member_at_start(reader, "workbookPr"))
            xlsx->from_1904 =
                member_attribute(reader, "date1904", value, sizeof value) && xlsx_is_true(value);
        else if (member_at_start(reader, "sheet"))
            read_sheet_entry(xlsx, reader, relations);
        if (!workbook_check_sheets(xlsx->export, xlsx->sheets->len, &fault))
            break;
    }
    return member_settle(&fault, error);
}

/* After what is between the marks; the end if the last one is missing. */
static const char *
format_skip_to(const char *at, char mark)
{
    const char *end = strchr(at, mark);
    return end ? end + 1 : at + strlen(at);
}

/* Whether a section of a number format, up to `;` or the end, shows a day; `end` is after it. */
static bool
section_is_date(const char *at, const char **end, bool *conditional)
{
    bool date = false;
    *conditional = false;
    while (*at && *at != ';') {
        if (*at == '"') {
            at = format_skip_to(at + 1, '"');
        } else if (*at == '[') {
            *conditional |= strchr("<>=", at[1]) && at[1];
            at = format_skip_to(at, ']');
        } else if ((*at == '\\' || *at == '_' || *at == '*') && at[1]) {
            at = g_utf8_next_char(at + 1);
        } else if (g_ascii_strncasecmp(at, "General", 7) == 0) {
            at += 7; /* has an e, and does not show a day */
        } else {
            /* E is an era's year, but in 0.00E+00 an exponent. */
            bool exponent = (*at == 'e' || *at == 'E') && (at[1] == '+' || at[1] == '-');
            date |= (strchr("dDyYeE", *at) && !exponent) || g_ascii_strncasecmp(at, "mmm", 3) == 0;
            at++;
        }
    }
    *end = *at ? at + 1 : at;
    return date;
}

/* The first section is for the numbers that days are, unless it has a condition; then it may be the next. */
static bool
style_is_date(const char *code)
{
    bool conditional = true, date = false;
    while (*code && conditional && !date)
        date = section_is_date(code, &code, &conditional);
    return date;
}

/* The built-in formats that show a day; 27 to 36 and 50 to 58 do so in East Asian Excel. Times alone (18 to
 * 21, 45 to 47) are not dates. */
static bool
built_in_is_date(gint64 number)
{
    return (number >= 14 && number <= 17) || number == 22 || (number >= 27 && number <= 36) ||
           (number >= 50 && number <= 58);
}

static bool
read_styles(Xlsx *xlsx, const char *part, GError **error)
{
    g_autoptr(MemberReader) reader = xlsx_open_part(xlsx, part, error);
    if (!reader)
        return false;
    g_autoptr(GHashTable) own = g_hash_table_new(NULL, NULL); /* format number -> 1 + whether it is a date */
    g_autoptr(GError) fault = NULL;
    bool in_cells = false;
    while (member_next(reader, &fault)) {
        char number[16] = "0";
        if (member_at_start(reader, "cellXfs"))
            in_cells = !member_is_empty(reader);
        else if (member_at_end(reader, "cellXfs"))
            in_cells = false;
        else if (member_at_start(reader, "numFmt") &&
                 member_attribute(reader, "numFmtId", number, sizeof number)) {
            g_autofree char *code = member_attribute_copy(reader, "formatCode");
            g_hash_table_insert(own, GUINT_TO_POINTER((guint)atoi(number)),
                                GUINT_TO_POINTER(1 + (code && style_is_date(code))));
        } else if (in_cells && member_at_start(reader, "xf")) {
            member_attribute(reader, "numFmtId", number, sizeof number);
            guint known = GPOINTER_TO_UINT(g_hash_table_lookup(own, GUINT_TO_POINTER((guint)atoi(number))));
            bool date = known ? known == 2 : built_in_is_date(atoi(number));
            g_array_append_val(xlsx->date_styles, date);
        }
    }
    return member_settle(&fault, error);
}

bool
xlsx_reference(const char *text, guint *row, guint *column)
{
    *row = *column = 0;
    for (; *text == '$' || g_ascii_isalpha(*text); text++)
        if (*text != '$' && *column < 1000000)
            *column = *column * 26 + (guint)(g_ascii_toupper(*text) - 'A' + 1);
    for (; *text == '$' || g_ascii_isdigit(*text); text++)
        if (*text != '$' && *row < 100000000)
            *row = *row * 10 + (guint)(*text - '0');
    return *row && *column && (!*text || *text == ':');
}

static bool
read_table_columns(Xlsx *xlsx, const XlsxSheet *sheet, const char *part, GError **error)
{
    g_autoptr(MemberReader) reader = xlsx_open_part(xlsx, part, error);
    if (!reader)
        return false;
    g_autoptr(GError) fault = NULL;
    while (member_next(reader, &fault)) {
        if (!member_at_start(reader, "table"))
            continue;
        g_autofree char *name = member_attribute_copy(reader, "displayName");
        g_autofree char *place = member_attribute_copy(reader, "ref");
        const char *colon = place ? strchr(place, ':') : NULL;
        Range range;
        if (name && colon && xlsx_reference(place, &range.first_row, &range.first_column) &&
            xlsx_reference(colon + 1, &range.last_row, &range.last_column))
            xlsx_add_sheet(xlsx, g_strdup(sheet->name), g_strdup(sheet->part), g_steal_pointer(&name), range);
        if (!workbook_check_sheets(xlsx->export, xlsx->sheets->len, &fault))
            break;
    }
    return member_settle(&fault, error);
}

static bool
read_tables(Xlsx *xlsx, GError **error)
{
    for (guint i = 0, sheets = xlsx->sheets->len; i < sheets; i++) {
        const XlsxSheet *sheet = xlsx->sheets->pdata[i];
        g_autoptr(GPtrArray) tables = g_ptr_array_new_with_free_func(g_free);
        g_autoptr(GHashTable) relations = read_relations(xlsx->archive, sheet->part, tables, error);
        if (!relations)
            return false;
        for (guint k = 0; k < tables->len; k++)
            if (!read_table_columns(xlsx, sheet, tables->pdata[k], error))
                return false;
    }
    return true;
}

bool
xlsx_read_parts(Xlsx *xlsx, GError **error)
{
    g_autoptr(GHashTable) package = read_relations(xlsx->archive, "", NULL, error);
    if (!package)
        return false;
    const char *part = g_hash_table_lookup(package, "type:officeDocument");
    if (!part || !archive_has(xlsx->archive, part)) {
        g_set_error(error, FAILURE, FAILURE_INPUT, "%s: an archive that is not a workbook",
                    xlsx->export->path);
        return false;
    }
    g_autoptr(GHashTable) relations = read_relations(xlsx->archive, part, NULL, error);
    if (!relations || !read_sheet_list(xlsx, part, relations, error))
        return false;
    const char *styles = g_hash_table_lookup(relations, "type:styles");
    if (styles && archive_has(xlsx->archive, styles) && !read_styles(xlsx, styles, error))
        return false;
    const char *strings = g_hash_table_lookup(relations, "type:sharedStrings");
    if (strings && archive_has(xlsx->archive, strings))
        xlsx->strings_part = g_strdup(strings);
    return read_tables(xlsx, error);
}
