/* The equations of one part of the release, as linear programmes. */
#include <string.h>
#include "analysis/disclosure/worlds_parts.h"

typedef struct {
    const Worlds *worlds;
    const Release *release;
    Model *model;
    GHashTable *places; /* quantity -> its row + 1 */
    GPtrArray *counted; /* for each quantity with cells: GArray of ProgrammeTerm, what it is the sum of */
    GArray *terms;      /* of ProgrammeTerm */
    GHashTable *agreed; /* where cliques agree -> row + 1 */
    guint rows, columns;
} Making;

static int
place_of(const Making *making, guint quantity)
{
    return (int)GPOINTER_TO_UINT(g_hash_table_lookup(making->places, GUINT_TO_POINTER(quantity + 1))) - 1;
}

static guint
quantity_in(const Making *making, guint place)
{
    return g_array_index(making->model->quantities, guint, place);
}

static void
add_term(GArray *terms, guint row, guint column, double coefficient)
{
    ProgrammeTerm term = {row, column, coefficient};
    g_array_append_val(terms, term);
}

/* The quantities of a clique, and which of its cells are in each. */
typedef struct {
    GArray *places; /* of guint; G_MAXUINT: no record is in it */
    GPtrArray *members;
} Counted;

static Counted
counted_in(const Making *making, guint slice, guint clique)
{
    Counted counted = {g_array_new(FALSE, FALSE, sizeof(guint)), g_ptr_array_new()};
    for (guint i = 0; i < making->model->quantities->len; i++) {
        guint index = quantity_in(making, i);
        const Quantity *quantity = release_quantity(making->release, index);
        SliceSet *set = quantity->contradicted ? NULL : worlds_set_in_slice(making->worlds, index, slice);
        if (!set || slice_clique_of(set) != clique)
            continue;
        guint place = quantity_is_nought(quantity) ? G_MAXUINT : i;
        g_array_append_val(counted.places, place);
        g_ptr_array_add(counted.members,
                        (gpointer)slice_members(making->worlds->slices->pdata[slice], set, clique));
    }
    return counted;
}

/* The row in which a clique and its parent agree on what they share. */
static guint
agreement(Making *making, guint slice, guint clique, guint shared)
{
    g_autofree char *key = g_strdup_printf("%u %u %u", slice, clique, shared);
    gpointer known = g_hash_table_lookup(making->agreed, key);
    if (!known) {
        known = GUINT_TO_POINTER(++making->rows);
        g_hash_table_insert(making->agreed, g_steal_pointer(&key), known);
    }
    return GPOINTER_TO_UINT(known) - 1;
}

static gint
compare_rows(gconstpointer one, gconstpointer other)
{
    const ProgrammeTerm *first = one, *second = other;
    return first->row < second->row ? -1 : first->row > second->row;
}

/* The rows that a cell is in, in order; false if nobody can be in the cell. */
static bool
rows_of_cell(Making *making, const Counted *counted, guint number, guint clique, guint cell, GArray *rows)
{
    const Slice *slice = making->worlds->slices->pdata[number];
    g_array_set_size(rows, 0);
    for (guint i = 0; i < counted->places->len; i++) {
        guint place = g_array_index(counted->places, guint, i);
        if (!((const guint8 *)counted->members->pdata[i])[cell])
            continue;
        if (place == G_MAXUINT)
            return false;
        add_term(rows, place, 0, 1);
    }
    if (slice_parent(slice, clique) >= 0)
        add_term(rows, agreement(making, number, clique, slice_shared(slice, clique, cell)), 0, 1);
    for (guint child = 0; child < slice_cliques(slice); child++)
        if (slice_parent(slice, child) == (int)clique)
            add_term(rows, agreement(making, number, child, slice_shared_in_parent(slice, child, cell)), 0,
                     -1);
    g_array_sort(rows, compare_rows);
    return true;
}

/* A column for each kind of cell: cells that are in the same rows share one. */
static void
add_cells(Making *making, guint number, guint clique)
{
    Counted counted = counted_in(making, number, clique);
    g_autoptr(GHashTable) known =
        g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
    g_autoptr(GArray) rows = g_array_new(FALSE, TRUE, sizeof(ProgrammeTerm));
    for (guint cell = 0; cell < slice_cells(making->worlds->slices->pdata[number], clique); cell++) {
        if (!rows_of_cell(making, &counted, number, clique, cell, rows) ||
            !g_hash_table_add(known, g_bytes_new(rows->data, rows->len * sizeof(ProgrammeTerm))))
            continue;
        for (guint i = 0; i < rows->len; i++) {
            ProgrammeTerm *term = &g_array_index(rows, ProgrammeTerm, i);
            term->column = making->columns;
            if (term->row < making->counted->len)
                g_array_append_val((GArray *)making->counted->pdata[term->row], *term);
        }
        g_array_append_vals(making->terms, rows->data, rows->len);
        making->columns++;
    }
    g_array_unref(counted.places);
    g_ptr_array_unref(counted.members);
}

/* Adds a multiple of a quantity to a row: of the cells that it is the sum of, or of the other quantities. */
static void
add_value(const Making *making, double *row, guint index, double coefficient)
{
    const GArray *sum = release_quantity(making->release, index)->sum;
    const GArray *counted = making->counted->pdata[place_of(making, index)];
    for (guint i = 0; sum && i < sum->len; i++)
        add_value(making, row, g_array_index(sum, Term, i).quantity,
                  coefficient * g_array_index(sum, Term, i).coefficient);
    for (guint i = 0; i < counted->len; i++)
        row[g_array_index(counted, ProgrammeTerm, i).column] +=
            coefficient * g_array_index(counted, ProgrammeTerm, i).coefficient;
}

static void
add_sum(Making *making, guint row, const GArray *terms)
{
    g_autofree double *sum = g_new0(double, making->columns + 1);
    for (guint i = 0; i < terms->len; i++)
        add_value(making, sum, g_array_index(terms, Term, i).quantity,
                  g_array_index(terms, Term, i).coefficient);
    for (guint i = 0; i < making->columns; i++)
        if (sum[i] != 0)
            add_term(making->terms, row, i, sum[i]);
}

/* A quantity whose cells are not known is an unknown of its own. */
static void
add_unknowns(Making *making)
{
    for (guint i = 0; i < making->model->quantities->len; i++) {
        const Quantity *quantity = release_quantity(making->release, quantity_in(making, i));
        if (quantity->sum || (quantity->set && !quantity->left_out && !quantity->contradicted))
            continue;
        add_term(making->terms, i, making->columns, 1);
        add_term(making->counted->pdata[i], i, making->columns++, 1);
    }
}

static bool
is_here(const Making *making, const GArray *terms)
{
    return terms->len && place_of(making, g_array_index(terms, Term, 0).quantity) >= 0;
}

/* The rows of quantities come first, then those of bounds, which may also be given up; then everything
 * that is always zero. */
static void
name_rows(Making *making, int part)
{
    for (guint i = 0; i < making->release->quantities->len; i++)
        if (worlds_part_of(making->worlds, i) == part) {
            g_array_append_val(making->model->quantities, i);
            g_ptr_array_add(making->counted, g_array_new(FALSE, FALSE, sizeof(ProgrammeTerm)));
            g_hash_table_insert(making->places, GUINT_TO_POINTER(i + 1), GUINT_TO_POINTER(++making->rows));
        }
    for (guint b = 0; b < making->release->bounds->len; b++)
        if (is_here(making, g_array_index(making->release->bounds, Bound, b).terms)) {
            g_array_append_val(making->model->bounds, b);
            making->rows++;
        }
}

static void
add_sums(Making *making)
{
    guint quantities = making->model->quantities->len;
    for (guint i = 0; i < quantities; i++)
        if (release_quantity(making->release, quantity_in(making, i))->sum)
            add_sum(making, i, release_quantity(making->release, quantity_in(making, i))->sum);
    for (guint i = 0; i < making->model->bounds->len; i++)
        add_sum(making, quantities + i,
                g_array_index(making->release->bounds, Bound, g_array_index(making->model->bounds, guint, i))
                    .terms);
    for (guint r = 0; r < making->release->relations->len; r++)
        if (is_here(making, making->release->relations->pdata[r]))
            add_sum(making, making->rows++, making->release->relations->pdata[r]);
}

/* The columns that each quantity is the sum of. */
static void
note_columns(const Making *making)
{
    for (guint i = 0; i < making->model->quantities->len; i++)
        g_ptr_array_add(making->model->columns, g_array_new(FALSE, FALSE, sizeof(guint)));
    for (guint i = 0; i < making->terms->len; i++) {
        const ProgrammeTerm *term = &g_array_index(making->terms, ProgrammeTerm, i);
        if (term->row < making->model->columns->len)
            g_array_append_val((GArray *)making->model->columns->pdata[term->row], term->column);
    }
    for (guint i = 0; i < making->terms->len; i++) {
        const ProgrammeTerm *term = &g_array_index(making->terms, ProgrammeTerm, i);
        if (term->row < making->model->columns->len && term->coefficient != 1)
            g_array_set_size(making->model->columns->pdata[term->row], 0);
    }
    making->model->length = making->columns;
}

static Model *
model_new(const Worlds *worlds, int part)
{
    static const double little = 0.1, next_to_nothing = 1e-4;
    Model *model = g_new0(Model, 1);
    model->quantities = g_array_new(FALSE, FALSE, sizeof(guint));
    model->bounds = g_array_new(FALSE, FALSE, sizeof(guint));
    model->columns = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    Making making = {.worlds = worlds,
                     .release = worlds->release,
                     .model = model,
                     .places = g_hash_table_new(NULL, NULL),
                     .counted = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref),
                     .terms = g_array_new(FALSE, FALSE, sizeof(ProgrammeTerm)),
                     .agreed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    name_rows(&making, part);
    for (guint s = 0; s < worlds->slices->len; s++)
        for (guint c = 0; worlds_part_of(worlds, worlds->release->quantities->len + s) == part &&
                          c < slice_cliques(worlds->slices->pdata[s]);
             c++)
            add_cells(&making, s, c);
    guint cells = making.columns;
    add_unknowns(&making);
    add_sums(&making);
    note_columns(&making);
    g_autofree guint8 *hidden = g_malloc0(making.rows + 1), *told = g_malloc0(making.rows + 1);
    for (guint i = 0; i < model->quantities->len; i++) {
        const Quantity *quantity = release_quantity(worlds->release, quantity_in(&making, i));
        told[i] = quantity_is_told(quantity) || quantity->least > 0;
        hidden[i] = quantity_is_told(quantity) && quantity->hidden;
    }
    memset(told + model->quantities->len, 1, model->bounds->len);
    model->attack = programme_new(making.columns, cells, making.rows, hidden, little, making.terms);
    model->choice = programme_new(making.columns, cells, making.rows, told, next_to_nothing, making.terms);
    g_hash_table_unref(making.places);
    g_ptr_array_unref(making.counted);
    g_array_unref(making.terms);
    g_hash_table_unref(making.agreed);
    return model;
}

Model *
worlds_model(Worlds *worlds, guint part)
{
    if (!worlds->models->pdata[part])
        worlds->models->pdata[part] = model_new(worlds, (int)part);
    return worlds->models->pdata[part];
}
