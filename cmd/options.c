#include "analysis/inputs/inputs.h"
#include "cmd/command.h"
#include <string.h>

int
command_fail(GError **error)
{
    /* If an input changed while it was read, any other error may be a consequence of that. */
    g_autoptr(GError) changed = NULL;
    if ((*error)->domain == FAILURE && (*error)->code != FAILURE_OUTPUT && !inputs_unchanged(&changed)) {
        g_clear_error(error);
        *error = g_steal_pointer(&changed);
    }
    g_printerr("%s\n", (*error)->message);
    int status = (*error)->domain == FAILURE ? (*error)->code : FAILURE_USAGE;
    g_clear_error(error);
    return status;
}

bool
command_choose(const char *option, const char *value, const char *const *words, guint *choice, GError **error)
{
    for (*choice = 0; value && words[*choice]; (*choice)++)
        if (strcmp(value, words[*choice]) == 0)
            return true;
    g_autofree char *list = g_strjoinv(", ", (char **)words);
    if (value)
        g_set_error(error, FAILURE, FAILURE_USAGE, "%s: \"%s\" is not one of %s", option, value, list);
    return !value;
}

int
command_parse(const char *name, const char *arguments, const char *description, const GOptionEntry *entries,
              int argc, char **argv, char **argument)
{
    char **positional;
    int status = command_parse_all(name, arguments, description, entries, argc, argv, 1, 1, &positional);
    *argument = status < 0 ? positional[0] : NULL;
    return status;
}

int
command_parse_all(const char *name, const char *arguments, const char *description,
                  const GOptionEntry *entries, int argc, char **argv, int least, int most, char ***positional)
{
    g_autoptr(GOptionContext) context = g_option_context_new(arguments);
    g_autofree char *program = g_strdup_printf("ladostat %s", name);
    g_set_prgname(program);
    g_option_context_set_summary(context, description);
    g_option_context_add_main_entries(context, entries, NULL);
    g_autoptr(GError) error = NULL;
    if (!g_option_context_parse(context, &argc, &argv, &error)) {
        g_printerr("ladostat %s: %s; see ladostat %s --help\n", name, error->message, name);
        return FAILURE_USAGE;
    }
    int first = argc > 1 && strcmp(argv[1], "--") == 0 ? 2 : 1, count = argc - first;
    *positional = argv + first;
    if (least <= count && count <= most)
        return -1;
    g_autofree char *lower = g_ascii_strdown(arguments, (gssize)strcspn(arguments, "."));
    g_auto(GStrv) words = g_strsplit(lower, " ", -1);
    g_autofree char *list = g_strjoinv(" and ", words);
    g_printerr("ladostat %s: %s%s%s see ladostat %s --help\n", name, count < least ? "which " : "one ", list,
               count < least ? "?" : " at a time;", name);
    return FAILURE_USAGE;
}
