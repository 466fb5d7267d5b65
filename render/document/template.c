/* What all that read a template share: its faults at their places, the files it may name, its sections. */
#include "render/document/template.h"
#include "analysis/inputs/inputs.h"
#include "system/system.h"
#include <string.h>

static const guint most_faults = 50;

guint
template_lines(const char *from, const char *to)
{
    guint lines = 0;
    for (; from < to; from++)
        lines += *from == '\n';
    return lines;
}

void
template_fail(GError **error, ProfilePlace place, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = failure_one_line(g_strdup_vprintf(format, arguments));
    va_end(arguments);
    if (!*error) {
        g_set_error(error, FAILURE, FAILURE_USAGE, "%s:%u:%u: %s", place.file, place.line, place.column,
                    message);
        return;
    }
    guint lines = template_lines((*error)->message, (*error)->message + strlen((*error)->message)) + 1;
    if (lines > most_faults)
        return;
    char *all = lines == most_faults
                    ? g_strdup_printf("%s\n%s: there are more errors", (*error)->message, place.file)
                    : g_strdup_printf("%s\n%s:%u:%u: %s", (*error)->message, place.file, place.line,
                                      place.column, message);
    g_free((*error)->message);
    (*error)->message = all;
}

/* Where a path leads, links followed; of what is not there, where its folder leads. Caller frees. */
static char *
real_path(const char *path)
{
    g_autofree char *there = system_real_path(path);
    if (there || g_file_test(path, G_FILE_TEST_IS_SYMLINK)) /* a link that leads nowhere is nowhere */
        return g_steal_pointer(&there);
    g_autofree char *folder = g_path_get_dirname(path), *name = g_path_get_basename(path);
    if (strcmp(folder, path) == 0 || strcmp(name, "..") == 0)
        return NULL;
    g_autofree char *above = real_path(folder);
    return above ? g_build_filename(above, name, NULL) : NULL;
}

static bool
lies_below(const char *path, const char *folder)
{
    g_autofree char *inner = real_path(path), *outer = real_path(folder);
    gsize length = outer ? strlen(outer) : 0;
    return inner && outer && strncmp(inner, outer, length) == 0 &&
           (inner[length] == G_DIR_SEPARATOR || (length && outer[length - 1] == G_DIR_SEPARATOR));
}

static bool
lies_below_any(const char *path, const GPtrArray *folders)
{
    for (guint i = 0; i < folders->len; i++)
        if (lies_below(path, folders->pdata[i]))
            return true;
    return false;
}

char *
template_path(const Exhibits *exhibits, const char *name, ProfilePlace place, GError **error)
{
    const Profile *profile = exhibits->profile;
    g_autofree char *path = input_beside(profile->path, name);
    if (*name && (lies_below(path, profile->folder) || lies_below_any(path, profile->include_from)))
        return g_steal_pointer(&path);
    template_fail(error, place,
                  "\"%s\": only files below the profile's folder can be read; include-from: in the profile "
                  "names further folders",
                  name);
    return NULL;
}

const char *
template_section(const char *name, ProfilePlace place, GError **error)
{
    const char *section = profile_section(name);
    if (!section) {
        g_autofree char *known = g_strjoinv(", ", (char **)profile_sections);
        template_fail(error, place, "\"%s\" is not a section; the sections are %s", name, known);
    }
    return section;
}
