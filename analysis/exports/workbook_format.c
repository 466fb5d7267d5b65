/* Which kind of workbook an archive is. */
#include "analysis/exports/workbook.h"
#include "analysis/failure/failure.h"
#include <string.h>

/* What an archive is if it is not a workbook that we read. */
static const char *
other_archive(const Archive *archive)
{
    static const struct {
        const char *member, *words;
    } kinds[] = {
        {"xl/workbook.bin", "a binary workbook (.xlsb); open it in Excel and save it as .xlsx"},
        {"Index/Document.iwa", "a Numbers file; in Numbers, File, Export To makes an .xlsx or a .csv of it"},
        {"Index.zip", "a Numbers file; in Numbers, File, Export To makes an .xlsx or a .csv of it"},
        {"encrypted-package", "the workbook is protected by a password; save it without one"},
        {"word/document.xml", "a Word document; export the records as .xlsx or .csv"},
        {"ppt/presentation.xml", "a PowerPoint file; export the records as .xlsx or .csv"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (archive_has(archive, kinds[i].member))
            return kinds[i].words;
    return NULL;
}

/* Whether the list of an OpenDocument's members says that one is encrypted. */
static bool
is_encrypted(Archive *archive, GError **error)
{
    g_autoptr(MemberReader) reader = archive_has(archive, "META-INF/manifest.xml")
                                         ? member_open(archive, "META-INF/manifest.xml", error)
                                         : NULL;
    while (reader && member_next(reader, error))
        if (member_at_start(reader, "encryption-data") || member_at_start(reader, "EncryptedKey"))
            return true;
    return false;
}

const WorkbookFormat *
workbook_format(Archive *archive, const char *path, GError **error)
{
    const char *other = other_archive(archive);
    g_autoptr(GError) fault = NULL;
    if (!other && archive_has(archive, "content.xml")) {
        if (is_encrypted(archive, &fault))
            other = "the workbook is protected by a password; save it without one";
        else if (!fault)
            return &ods_format;
    }
    if (!other && !fault && archive_has(archive, "_rels/.rels") &&
        archive_has(archive, "[Content_Types].xml"))
        return &xlsx_format;
    if (!fault)
        g_set_error(&fault, FAILURE, FAILURE_INPUT, "%s: %s", path,
                    other ? other
                          : "an archive that is not a workbook; if the export is in it, unpack it; if not, "
                            "save it as .xlsx or .csv");
    g_propagate_error(error, g_steal_pointer(&fault));
    return NULL;
}
