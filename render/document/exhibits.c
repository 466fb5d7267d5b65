#include "render/document/showing.h"
#include "render/document/template.h"
#include <string.h>

const Figure *
exhibits_figure(const Exhibits *exhibits, const char *measure, const char *period, const char *category,
                const char *part)
{
    g_autofree char *place = g_strjoin("\x1f", measure, period, category, part, NULL);
    return g_hash_table_lookup(exhibits->index, place);
}

const Table *
exhibits_table(const Exhibits *exhibits, const char *id)
{
    for (guint i = 0; i < exhibits->tables->len; i++)
        if (strcmp(((const Table *)exhibits->tables->pdata[i])->id, id) == 0)
            return exhibits->tables->pdata[i];
    return NULL;
}

const Chart *
exhibits_chart(const Exhibits *exhibits, const char *id)
{
    guint place;
    bool there = g_ptr_array_find(exhibits->tables, exhibits_table(exhibits, id), &place);
    return there ? exhibits->charts->pdata[place] : NULL;
}

bool
exhibits_is_in_section(const Table *table, const char *section)
{
    return table->measure && strcmp(table->measure->section, section) == 0;
}
