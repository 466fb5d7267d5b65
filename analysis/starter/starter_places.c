/* Which exports and sheets are read together: those with the headings by which the first was recognised. */
#include "analysis/exports/exports.h"
#include "analysis/inputs/inputs.h"
#include "analysis/profile/profile.h"
#include "analysis/starter/starter_parts.h"

/* The sheets of a file that may be read, or the text as one. */
static bool
add_places(GPtrArray *places, const char *path, const char *sheet, GError **error)
{
    g_autoptr(GPtrArray) patterns = g_ptr_array_new();
    if (sheet)
        g_ptr_array_add(patterns, (gpointer)sheet);
    g_autoptr(GPtrArray) sheets = export_sheets(path, sheet ? patterns : NULL, error);
    if (!sheets)
        return false;
    if (sheets->len < 2)
        places_add(places, &(Place){(char *)path, sheet ? sheets->pdata[0] : NULL, 1});
    for (guint i = 0; sheets->len > 1 && i < sheets->len; i++)
        places_add(places, &(Place){(char *)path, sheets->pdata[i], sheets->len});
    return true;
}

GPtrArray *
places_find(char *const *paths, const char *sheet, GError **error)
{
    g_autoptr(GPtrArray) places = places_new();
    for (; *paths; paths++)
        if (!input_is_lock(*paths) && !add_places(places, *paths, sheet, error))
            return NULL;
    if (places->len)
        return g_steal_pointer(&places);
    g_set_error(error, FAILURE, FAILURE_USAGE,
                "%s: a temporary file that Excel keeps while a workbook is open; name the workbook itself",
                paths[-1]);
    return NULL;
}

/* The first with a date received: there may be covers and lists before it. */
static Starter *
first_of_records(const GPtrArray *places, const char *encoding, guint *first, GError **error)
{
    g_autoptr(GError) fault = NULL;
    for (guint i = 0; i < places->len; i++) {
        g_autoptr(GError) other = NULL;
        g_autoptr(Starter) starter = starter_scan(places->pdata[i], encoding, NULL, &other);
        *first = i;
        if (starter && starter_settle(starter, &other))
            return g_steal_pointer(&starter);
        if (!fault || (fault->code == FAILURE_INPUT && other->code == FAILURE_SHORT)) {
            g_clear_error(&fault);
            fault = g_steal_pointer(&other);
        }
    }
    g_propagate_error(error, g_steal_pointer(&fault));
    return NULL;
}

/* Whether it has every heading for which a field was found. */
static bool
has_headings(const Starter *starter, const Place *place)
{
    g_autoptr(GPtrArray) wanted = g_ptr_array_new();
    for (guint i = 0; i < starter->columns->len; i++) {
        const Column *column = starter->columns->pdata[i];
        if (column->field_name)
            g_ptr_array_add(wanted, column->heading);
    }
    ExportOptions options = {.sheet = place->sheet, .encoding = starter->encoding, .headings = wanted};
    g_autoptr(Export) export = export_open(place->path, options, NULL);
    for (guint i = 0; export && i < wanted->len; i++)
        if (!profile_has_name(export->headings, wanted->pdata[i]))
            return false;
    return export;
}

/* The number of a file's places among those from `first` on. */
static guint
places_of(const GPtrArray *places, const char *path)
{
    guint count = 0;
    for (guint i = 0; i < places->len; i++)
        count += g_str_equal(((const Place *)places->pdata[i])->path, path);
    return count;
}

bool
starter_reads(const Starter *starter, const char *export)
{
    return places_of(starter->places, export) > 0;
}

bool
starter_takes_all_sheets(const Starter *starter)
{
    const Place *first = starter->places->pdata[0];
    return first->of > 1 && places_of(starter->places, first->path) == first->of;
}

static bool
is_place_among(const GPtrArray *places, const Place *place)
{
    for (guint i = 0; i < places->len; i++) {
        const Place *other = places->pdata[i];
        if (g_str_equal(other->path, place->path) && g_strcmp0(other->sheet, place->sheet) == 0)
            return true;
    }
    return false;
}

/* Whether a place may share one entry of the profile with the first: an entry reads one sheet, or all, of
 * each of its files. */
static bool
may_share_entry(const Place *first, const GPtrArray *alike, const Place *place)
{
    if (g_str_equal(place->path, first->path))
        return true;
    if (first->of == 1 || place->of == 1)
        return first->of == place->of;
    return places_of(alike, first->path) + 1 == first->of && places_of(alike, place->path) == place->of;
}

Starter *
starter_look(char *const *paths, const char *sheet, const char *encoding, GError **error)
{
    guint first = 0;
    g_autoptr(GPtrArray) places = places_find(paths, sheet, error), alike = places_new();
    g_autoptr(Starter) found = places ? first_of_records(places, encoding, &first, error) : NULL;
    if (!found)
        return NULL;
    for (guint i = 0; i < places->len; i++)
        if (i != first && has_headings(found, places->pdata[i]))
            places_add(alike, places->pdata[i]);
    /* Read again with all of them: what a column is depends on everything in it. */
    g_autoptr(Starter) all = starter_scan(places->pdata[first], encoding, NULL, error);
    for (guint i = 0; all && i < places->len; i++) {
        const Place *place = places->pdata[i];
        bool same = is_place_among(alike, place) && may_share_entry(places->pdata[first], alike, place);
        if (same && !starter_scan_more(all, place, error))
            return NULL;
        if (!same && i != first)
            places_add(all->left, place);
    }
    if (!all || !starter_settle(all, error))
        return NULL;
    all->sheet = g_strdup(sheet);
    return g_steal_pointer(&all);
}
