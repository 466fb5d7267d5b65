/* Package: a zip of parts, as DOCX, XLSX and ODS files are, and the XML in them.
 *
 * A package is filled part by part in memory and closed into bytes. A fault on the way is remembered, and
 * reported by package_close, so that callers can add freely. Every part has the same date, the first that a
 * zip can express, so that the same parts are the same bytes. */
#pragma once
#include <glib.h>
#include <libxml/xmlwriter.h>
#include "analysis/calendar/calendar.h"

typedef struct Package Package;
Package *package_new(void);
/* An existing package, in which to replace parts. */
Package *package_open(GBytes *bytes);
/* Adds a part, or replaces the one with that name. Takes ownership of `bytes` and the buffer. */
void package_put(Package *package, const char *name, GBytes *bytes);
void package_put_text(Package *package, const char *name, const char *text);
void package_put_xml(Package *package, const char *name, xmlBufferPtr xml);
/* The contents of a part of an opened package; NULL if there is none. Caller owns it. */
GBytes *package_part(const Package *package, const char *name);
/* A part that is not compressed, as OpenDocument requires of its first, `mimetype`. */
void package_put_stored(Package *package, const char *name, const char *text);
/* Frees the package and returns its bytes; fails with FAILURE_OUTPUT, naming `what` ("tables.ods"). */
GBytes *package_close(Package *package, const char *what, GError **error);
void package_discard(Package *package);

/* docProps/core.xml of Office Open XML packages: title, author, date and language (British English). */
typedef struct {
    const char *title, *subject, *author;
    Day date;
} PackageProperties;
xmlBufferPtr package_core_properties(const PackageProperties *properties);

/* Writing XML: an element with attributes as name, value pairs up to NULL; open leaves it open. */
void xml_open(xmlTextWriterPtr xml, const char *name, ...) G_GNUC_NULL_TERMINATED;
void xml_leaf(xmlTextWriterPtr xml, const char *name, ...) G_GNUC_NULL_TERMINATED;
void xml_close(xmlTextWriterPtr xml);
/* A tree as the bytes of a part. Caller frees. */
GBytes *xml_tree_bytes(xmlDocPtr tree);
/* Control characters are not allowed in XML; they become spaces. */
void xml_text(xmlTextWriterPtr xml, const char *text);
