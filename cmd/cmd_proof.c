#include "analysis/inputs/inputs.h"
#include "cmd/command.h"
#include "cmd/pipeline.h"
#include "render/proof/proof.h"

typedef struct {
    char *year, *format, *ignore;
    gboolean all, internal;
} ProofOptions;

/* One phrase per line; NULL without an error if no file is named. */
static GPtrArray *
read_phrases(const char *path, GError **error)
{
    static const InputKind list = {.noun = "list of phrases", .most = 1024 * 1024, .failure = FAILURE_INPUT};
    gsize length;
    g_autofree char *text = path ? input_read_text(path, &list, &length, error) : NULL;
    if (!text)
        return NULL;
    GPtrArray *phrases = g_ptr_array_new_with_free_func(g_free);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i]; i++)
        if (*g_strstrip(lines[i]))
            g_ptr_array_add(phrases, g_strdup(lines[i]));
    return phrases;
}

static int
status_of(const GPtrArray *findings)
{
    bool wrong = proof_count(findings, PROOF_CONTRADICTED) || proof_count(findings, PROOF_NEARLY) ||
                 proof_count(findings, PROOF_HIDDEN);
    return wrong ? FAILURE_SHORT : 0;
}

static GPtrArray *
judge_document(const ProofOptions *options, Pipeline *pipeline, const char *profile, const char *document,
               GError **error)
{
    GError *unread = NULL;
    g_autoptr(GPtrArray) phrases = read_phrases(options->ignore, &unread);
    if (unread) {
        g_propagate_error(error, unread);
        return NULL;
    }
    Stages *stages = stages_new(false);
    bool computed = pipeline_read_profile(pipeline, profile, options->year, options->internal, error) &&
                    pipeline_compute(pipeline, stages, error);
    stages_free(stages);
    return computed ? proof_document(pipeline->exhibits, document, phrases, error) : NULL;
}

static int
print_proof(const ProofOptions *options, const char *profile, const char *document)
{
    GError *error = NULL;
    Pipeline pipeline = {0};
    static const char *const formats[] = {"text", "csv", NULL};
    guint format;
    g_autoptr(GPtrArray) findings = command_choose("--format", options->format, formats, &format, &error)
                                        ? judge_document(options, &pipeline, profile, document, &error)
                                        : NULL;
    pipeline_clear(&pipeline);
    if (!findings || !inputs_unchanged(&error))
        return command_fail(&error);
    g_autofree char *text =
        format == 1 ? proof_to_csv(findings) : proof_to_text(findings, document, options->all);
    g_print("%s", text);
    return status_of(findings);
}

int
command_proof(int argc, char **argv)
{
    ProofOptions options = {0};
    const GOptionEntry entries[] = {
        {"all", 0, 0, G_OPTION_ARG_NONE, &options.all, "Also list what is right or not checked", NULL},
        {"format", 0, 0, G_OPTION_ARG_STRING, &options.format, "One of text,csv (text)", "FORMAT"},
        {"ignore", 0, 0, G_OPTION_ARG_FILENAME, &options.ignore, "Phrases to ignore, one per line", "FILE"},
        {"year", 0, 0, G_OPTION_ARG_STRING, &options.year, "The year reported, instead of the profile's",
         "YEAR"},
        {"internal", 0, 0, G_OPTION_ARG_NONE, &options.internal, "Nothing suppressed", NULL},
        G_OPTION_ENTRY_NULL};
    char **paths;
    int status =
        command_parse_all("proof", "PROFILE DOCUMENT",
                          "Finds the numbers, percentages and direction words of a finished .docx, .odt,\n"
                          ".pdf, .html, .md or .txt, and says which are nearly a figure and which the\n"
                          "figures contradict. The words around a number must say which figure it is;\n"
                          "if not, it is counted but not checked.\n\n"
                          "Exit status 1 if any is contradicted, nearly right, or hidden in the pack.\n\n"
                          "Example: ladostat proof leicester/profile.yaml report-as-edited.docx",
                          entries, argc, argv, 2, 2, &paths);
    if (status < 0)
        status = print_proof(&options, paths[0], paths[1]);
    g_free(options.year);
    g_free(options.format);
    g_free(options.ignore);
    return status;
}
