#include "render/document/template.h"
#include <string.h>

static void
free_chart(gpointer chart)
{
    chart_free(chart);
}

Exhibits *
exhibits_new(const Profile *profile, const Figures *figures, GError **error)
{
    g_autoptr(Exhibits) exhibits = g_new0(Exhibits, 1);
    exhibits->profile = profile;
    exhibits->figures = figures;
    exhibits->tables = g_ptr_array_new_with_free_func((GDestroyNotify)table_free);
    exhibits->charts = g_ptr_array_new_with_free_func(free_chart);
    for (guint i = 0; i < profile->measures->len; i++) {
        Table *table = table_of_measure(profile, figures, profile->measures->pdata[i]);
        if (!table)
            continue;
        g_ptr_array_add(exhibits->tables, table);
        GError *refusal = NULL;
        g_ptr_array_add(exhibits->charts, chart_of_table(profile, table, &refusal));
        if (refusal) {
            g_propagate_error(error, refusal);
            return NULL;
        }
    }
    return g_steal_pointer(&exhibits);
}

void
exhibits_free(Exhibits *exhibits)
{
    g_ptr_array_unref(exhibits->charts);
    g_ptr_array_unref(exhibits->tables);
    table_free(exhibits->quality);
    g_free(exhibits);
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
    for (guint i = 0; i < exhibits->tables->len; i++)
        if (strcmp(((const Table *)exhibits->tables->pdata[i])->id, id) == 0)
            return exhibits->charts->pdata[i];
    return NULL;
}
