#include "analysis/inputs/inputs.h"
#include "cmd/command.h"
#include "cmd/pipeline.h"
#include "render/listing/listing.h"

typedef struct {
    char *year, *find, *format, *explain;
    gboolean internal;
} FiguresOptions;

static char *
list_or_explain(const Pipeline *pipeline, const FiguresOptions *options, guint format, GError **error)
{
    if (!options->explain)
        return listing_of_figures(pipeline->exhibits, options->find, (ListingFormat)format);
    g_autoptr(Document) report = document_from_template(pipeline->exhibits, NULL, options->internal, error);
    return report ? listing_explain(pipeline->exhibits, report, pipeline->disclosure, options->internal,
                                    options->explain, error)
                  : NULL;
}

static int
print_figures(const FiguresOptions *options, const char *path)
{
    static const char *const formats[] = {
        [LISTING_TEXT] = "text", [LISTING_CSV] = "csv", [LISTING_JSON] = "json", NULL};
    GError *error = NULL;
    Pipeline pipeline = {0};
    Stages *stages = stages_new(false);
    guint format;
    g_autofree char *text = NULL;
    if (command_choose("--format", options->format, formats, &format, &error) &&
        pipeline_read_profile(&pipeline, path, options->year, options->internal, &error) &&
        pipeline_compute(&pipeline, stages, &error))
        text = list_or_explain(&pipeline, options, format, &error);
    pipeline_clear(&pipeline);
    stages_free(stages);
    if (!text || !inputs_unchanged(&error))
        return command_fail(&error);
    if (!*text)
        g_printerr("%s: no figure's name contains \"%s\"\n", path, options->find);
    g_print("%s", text);
    return 0;
}

int
command_figures(int argc, char **argv)
{
    FiguresOptions options = {0};
    const GOptionEntry entries[] = {
        {"year", 0, 0, G_OPTION_ARG_STRING, &options.year, "The year reported, instead of the profile's",
         "YEAR"},
        {"find", 0, 0, G_OPTION_ARG_STRING, &options.find, "Only figures whose names contain TEXT", "TEXT"},
        {"format", 0, 0, G_OPTION_ARG_STRING, &options.format, "One of text,csv,json (text)", "FORMAT"},
        {"explain", 0, 0, G_OPTION_ARG_STRING, &options.explain,
         "One figure: how it is made, why it is hidden", "REFERENCE"},
        {"internal", 0, 0, G_OPTION_ARG_NONE, &options.internal, "Nothing suppressed", NULL},
        G_OPTION_ENTRY_NULL};
    char *path = NULL;
    int status =
        command_parse("figures", "PROFILE",
                      "Prints every figure with the name that templates use for it.\n\n"
                      "Example: ladostat figures leicester/profile.yaml --find foster\n"
                      "         ladostat figures leicester/profile.yaml --explain harm.neglect.percent",
                      entries, argc, argv, &path);
    if (status < 0)
        status = print_figures(&options, path);
    g_free(options.year);
    g_free(options.find);
    g_free(options.format);
    g_free(options.explain);
    return status;
}
