#include "render/package/package.h"
#include "analysis/failure/failure.h"
#include <stdarg.h>
#include <string.h>
#include <zip.h>

static void
write_attributes(xmlTextWriterPtr xml, va_list arguments)
{
    for (const char *name; (name = va_arg(arguments, const char *));)
        xmlTextWriterWriteAttribute(xml, BAD_CAST name, BAD_CAST va_arg(arguments, const char *));
}

void
xml_open(xmlTextWriterPtr xml, const char *name, ...)
{
    va_list arguments;
    va_start(arguments, name);
    xmlTextWriterStartElement(xml, BAD_CAST name);
    write_attributes(xml, arguments);
    va_end(arguments);
}

void
xml_leaf(xmlTextWriterPtr xml, const char *name, ...)
{
    va_list arguments;
    va_start(arguments, name);
    xmlTextWriterStartElement(xml, BAD_CAST name);
    write_attributes(xml, arguments);
    xmlTextWriterEndElement(xml);
    va_end(arguments);
}

void
xml_close(xmlTextWriterPtr xml)
{
    xmlTextWriterEndElement(xml);
}

void
xml_text(xmlTextWriterPtr xml, const char *text)
{
    g_autofree char *clean = g_strdup(text);
    for (char *at = clean; *at; at++)
        if ((unsigned char)*at < 0x20 && !strchr("\t\n\r", *at))
            *at = ' ';
    xmlTextWriterWriteString(xml, BAD_CAST clean);
}

GBytes *
xml_tree_bytes(xmlDocPtr tree)
{
    xmlChar *text = NULL;
    int length = 0;
    xmlDocDumpMemoryEnc(tree, &text, &length, "UTF-8");
    GBytes *bytes = g_bytes_new(text, (gsize)length);
    xmlFree(text);
    return bytes;
}

xmlBufferPtr
package_core_properties(const PackageProperties *properties)
{
    xmlBufferPtr buffer = xmlBufferCreate();
    xmlTextWriterPtr xml = xmlNewTextWriterMemory(buffer, 0);
    g_autofree char *day = calendar_iso(properties->date), *date = g_strdup_printf("%sT00:00:00Z", day);
    const char *members[][2] = {{"dc:title", properties->title},
                                {"dc:subject", properties->subject},
                                {"dc:creator", properties->author},
                                {"cp:lastModifiedBy", properties->author},
                                {"dc:language", "en-GB"}};
    xmlTextWriterStartDocument(xml, NULL, "UTF-8", "yes");
    xml_open(xml, "cp:coreProperties", "xmlns:cp",
             "http://schemas.openxmlformats.org/package/2006/metadata/core-properties", "xmlns:dc",
             "http://purl.org/dc/elements/1.1/", "xmlns:dcterms", "http://purl.org/dc/terms/", "xmlns:xsi",
             "http://www.w3.org/2001/XMLSchema-instance", NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(members); i++) {
        xml_open(xml, members[i][0], NULL);
        xml_text(xml, members[i][1]);
        xml_close(xml);
    }
    for (int i = 0; i < 2; i++) {
        xml_open(xml, i ? "dcterms:modified" : "dcterms:created", "xsi:type", "dcterms:W3CDTF", NULL);
        xml_text(xml, date);
        xml_close(xml);
    }
    xmlTextWriterEndDocument(xml);
    xmlFreeTextWriter(xml);
    return buffer;
}

/* The earliest day that a zip can hold. */
enum { ZIP_FIRST_DATE = (1 << 5) | 1 };

struct Package {
    zip_t *zip; /* NULL if not even an empty one could be made */
    zip_source_t *target;
    GPtrArray *kept; /* GBytes*: libzip reads them when the package is closed */
    bool failed;
};

/* libzip always frees the bytes of a package that it rewrites, so it gets a copy. */
static Package *
package_from(void *bytes, gsize length, int flags)
{
    Package *package = g_new0(Package, 1);
    package->kept = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    zip_error_t cause;
    zip_error_init(&cause);
    package->target = zip_source_buffer_create(bytes, length, 1, &cause);
    package->zip = package->target ? zip_open_from_source(package->target, flags, &cause) : NULL;
    if (package->zip)
        zip_source_keep(package->target);
    else
        zip_source_free(package->target);
    zip_error_fini(&cause);
    package->failed = !package->zip;
    return package;
}

Package *
package_new(void)
{
    return package_from(NULL, 0, ZIP_CREATE | ZIP_TRUNCATE);
}

Package *
package_open(GBytes *bytes)
{
    gsize length;
    const void *start = g_bytes_get_data(bytes, &length);
    return package_from(g_memdup2(start, length), length, 0);
}

GBytes *
package_part(const Package *package, const char *name)
{
    zip_stat_t stat;
    zip_file_t *file = !package->failed && zip_stat(package->zip, name, 0, &stat) == 0
                           ? zip_fopen(package->zip, name, 0)
                           : NULL;
    if (!file)
        return NULL;
    char *text = g_malloc(stat.size + 1);
    zip_int64_t length = zip_fread(file, text, stat.size);
    zip_fclose(file);
    return g_bytes_new_take(text, length > 0 ? (gsize)length : 0);
}

static void
put_compressed(Package *package, const char *name, GBytes *bytes, zip_int32_t compression)
{
    gsize length;
    const void *start = g_bytes_get_data(bytes, &length);
    g_ptr_array_add(package->kept, bytes);
    if (package->failed)
        return;
    zip_source_t *source = zip_source_buffer(package->zip, start, length, 0);
    zip_int64_t index =
        source ? zip_file_add(package->zip, name, source, ZIP_FL_ENC_UTF_8 | ZIP_FL_OVERWRITE) : -1;
    if (index < 0)
        zip_source_free(source);
    package->failed = index < 0 ||
                      zip_set_file_compression(package->zip, (zip_uint64_t)index, compression, 0) != 0 ||
                      zip_file_set_dostime(package->zip, (zip_uint64_t)index, 0, ZIP_FIRST_DATE, 0) != 0;
}

void
package_put(Package *package, const char *name, GBytes *bytes)
{
    /* Pictures are compressed already. */
    put_compressed(package, name, bytes, g_str_has_suffix(name, ".png") ? ZIP_CM_STORE : ZIP_CM_DEFAULT);
}

void
package_put_text(Package *package, const char *name, const char *text)
{
    package_put(package, name, g_bytes_new(text, strlen(text)));
}

void
package_put_xml(Package *package, const char *name, xmlBufferPtr xml)
{
    package_put(package, name, g_bytes_new(xmlBufferContent(xml), (gsize)xmlBufferLength(xml)));
    xmlBufferFree(xml);
}

void
package_put_stored(Package *package, const char *name, const char *text)
{
    put_compressed(package, name, g_bytes_new(text, strlen(text)), ZIP_CM_STORE);
}

static GBytes *
read_back(zip_source_t *target)
{
    zip_stat_t stat;
    if (zip_source_open(target) != 0)
        return NULL;
    GBytes *bytes = NULL;
    if (zip_source_stat(target, &stat) == 0) {
        char *text = g_malloc(stat.size + 1);
        zip_int64_t length = zip_source_read(target, text, stat.size);
        if (length == (zip_int64_t)stat.size)
            bytes = g_bytes_new_take(text, stat.size);
        else
            g_free(text);
    }
    zip_source_close(target);
    return bytes;
}

GBytes *
package_close(Package *package, const char *what, GError **error)
{
    GBytes *bytes = NULL;
    if (!package->failed && zip_close(package->zip) == 0) {
        package->zip = NULL;
        bytes = read_back(package->target);
        zip_source_free(package->target);
    }
    if (!bytes)
        g_set_error(error, FAILURE, FAILURE_OUTPUT, "%s: the package cannot be made", what);
    package_discard(package);
    return bytes;
}

void
package_discard(Package *package)
{
    if (package->zip) {
        zip_discard(package->zip);
        zip_source_free(package->target);
    }
    g_ptr_array_unref(package->kept);
    g_free(package);
}
