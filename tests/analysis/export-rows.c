/* Prints an export as the program reads it, one JSON line for what was found out and one for each row, so
 * that scripts can compare it with what other readers see: export-rows FILE [SHEET]. */
#include <stdio.h>
#include "analysis/exports/exports.h"

static void
print_text(const char *text)
{
    putchar('"');
    for (const char *at = text; *at; at++) {
        if (*at == '"' || *at == '\\')
            printf("\\%c", *at);
        else if ((guchar)*at < 0x20)
            printf("\\u%04x", *at);
        else
            putchar(*at);
    }
    putchar('"');
}

static void
print_list(char **texts, guint length)
{
    putchar('[');
    for (guint i = 0; i < length; i++) {
        if (i)
            putchar(',');
        print_text(texts[i]);
    }
    putchar(']');
}

static bool
print_row(const ExportRow *row, void *user)
{
    (void)user;
    printf("{\"line\":%u,\"row\":%u,\"cells\":", row->line, row->row);
    print_list(row->cells, row->length);
    puts("}");
    return true;
}

int
main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    ExportOptions options = {.sheet = argc > 2 ? argv[2] : NULL};
    g_autoptr(Export) export = argc > 1 ? export_open(argv[1], options, &error) : NULL;
    if (export) {
        printf("{\"encoding\":");
        print_text(export->encoding ? export->encoding : "");
        printf(",\"delimiter\":%d,\"line\":%u,\"titles\":%u,\"headings\":", export->delimiter,
               export->heading_line, export->title_rows);
        print_list((char **)export->headings->pdata, export->headings->len);
        printf(",\"sheets\":");
        print_list((char **)export->sheets->pdata, export->sheets->len);
        puts("}");
        export_read(export, print_row, NULL, &error);
    }
    if (error)
        fprintf(stderr, "%s\n", error->message);
    return error ? error->code : export ? 0 : 2;
}
