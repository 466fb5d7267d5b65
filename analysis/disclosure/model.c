/* The equations of one part of the release, as a linear programme. */
#include <math.h>
#include <string.h>
#include "analysis/disclosure/slice.h"
#include "analysis/disclosure/worlds_parts.h"

typedef struct {
    const Worlds *worlds;
    const Release *release;
    Model *model;
    GHashTable *places; /* quantity -> place in the model + 1 */
    GArray *terms;      /* of ProgrammeTerm */
    GArray *right_sides;
    GArray *rows; /* of guint: the row of each quantity's cells */
    guint columns;
} Making;

static void
add_term(Making *making, guint row, guint column, double coefficient)
{
    ProgrammeTerm term = {row, column, coefficient};
    g_array_append_val(making->terms, term);
}

static guint
add_row(Making *making, double right_side)
{
    g_array_append_val(making->right_sides, right_side);
    return making->right_sides->len - 1;
}

static int
place_of(const Making *making, guint quantity)
{
    return (int)GPOINTER_TO_UINT(g_hash_table_lookup(making->places, GUINT_TO_POINTER(quantity + 1))) - 1;
}

/* Adds so many times the value of a quantity to a row. */
static void
add_value(Making *making, guint row, guint index, double coefficient)
{
    const Quantity *quantity = release_quantity(making->release, index);
    guint column = g_array_index(making->model->columns, guint, place_of(making, index));
    if (quantity_is_nought(quantity))
        return;
    add_term(making, row, column, coefficient);
    if (!quantity_is_told(quantity))
        return;
    g_array_index(making->right_sides, double, row) -= coefficient * quantity->truth;
    add_term(making, row, column + 1, -coefficient);
}

/* What of a quantity is in slices where it is known by another. */
static double
elsewhere(const Making *making, guint index)
{
    const GArray *touched =
        index < making->worlds->touched->len ? making->worlds->touched->pdata[index] : NULL;
    double sum = 0;
    for (guint k = 0; touched && k < touched->len; k++) {
        int as = g_array_index(touched, Touched, k).as;
        sum += as < 0 ? 0 : release_quantity(making->release, (guint)as)->truth;
    }
    return sum;
}

static void
add_quantity(Making *making, guint index)
{
    const Quantity *quantity = release_quantity(making->release, index);
    guint row = G_MAXUINT, column = making->columns;
    g_array_append_val(making->model->quantities, index);
    g_array_append_val(making->model->columns, column);
    g_hash_table_insert(making->places, GUINT_TO_POINTER(index + 1),
                        GUINT_TO_POINTER(making->model->quantities->len));
    making->columns += quantity_is_nought(quantity) ? 0 : quantity_is_told(quantity) ? 2 : 1;
    bool counted = quantity->set && !quantity->left_out && !quantity->contradicted;
    if (counted) {
        row = add_row(making, -elsewhere(making, index));
        add_value(making, row, index, -1);
    }
    g_array_append_val(making->rows, row);
}

static void
add_sums(Making *making)
{
    for (guint i = 0; i < making->model->quantities->len; i++) {
        guint index = g_array_index(making->model->quantities, guint, i);
        const GArray *sum = release_quantity(making->release, index)->sum;
        if (!sum)
            continue;
        guint row = add_row(making, 0);
        for (guint k = 0; k < sum->len; k++)
            add_value(making, row, g_array_index(sum, Term, k).quantity,
                      g_array_index(sum, Term, k).coefficient);
        add_value(making, row, index, -1);
    }
    for (guint r = 0; r < making->release->relations->len; r++) {
        const GArray *relation = making->release->relations->pdata[r];
        if (!relation->len || place_of(making, g_array_index(relation, Term, 0).quantity) < 0)
            continue;
        guint row = add_row(making, 0);
        for (guint k = 0; k < relation->len; k++)
            add_value(making, row, g_array_index(relation, Term, k).quantity,
                      g_array_index(relation, Term, k).coefficient);
    }
}

static void
add_bounds(Making *making)
{
    for (guint b = 0; b < making->release->bounds->len; b++) {
        const Bound *bound = &g_array_index(making->release->bounds, Bound, b);
        if (place_of(making, g_array_index(bound->terms, Term, 0).quantity) < 0)
            continue;
        guint row = add_row(making, bound->least), slack = making->columns;
        making->columns += 2;
        for (guint k = 0; k < bound->terms->len; k++)
            add_value(making, row, g_array_index(bound->terms, Term, k).quantity,
                      g_array_index(bound->terms, Term, k).coefficient);
        add_term(making, row, slack, -1);
        add_term(making, row, slack + 1, 1);
        g_array_append_val(making->model->slacks, slack);
        g_array_append_val(making->model->bounds, b);
    }
}

/* The quantities of a clique, and which of its cells each has. */
typedef struct {
    GArray *rows; /* of guint; G_MAXUINT: no record is in it */
    GPtrArray *members;
} Counted;

static Counted
counted_in(const Making *making, guint slice, guint clique)
{
    Counted counted = {g_array_new(FALSE, FALSE, sizeof(guint)), g_ptr_array_new()};
    for (guint i = 0; i < making->model->quantities->len; i++) {
        guint index = g_array_index(making->model->quantities, guint, i),
              row = g_array_index(making->rows, guint, i);
        const Quantity *quantity = release_quantity(making->release, index);
        const GArray *touched =
            index < making->worlds->touched->len ? making->worlds->touched->pdata[index] : NULL;
        for (guint k = 0; touched && row != G_MAXUINT && k < touched->len; k++) {
            const Touched *here = &g_array_index(touched, Touched, k);
            if (here->slice != slice || here->as >= 0 || slice_clique_of(here->set) != clique)
                continue;
            guint in_row = quantity_is_nought(quantity) ? G_MAXUINT : row;
            g_array_append_val(counted.rows, in_row);
            g_ptr_array_add(counted.members,
                            (gpointer)slice_members(making->worlds->slices->pdata[slice], here->set, clique));
        }
    }
    return counted;
}

/* The row in which clique and parent agree on what they share. */
static guint
agreement(Making *making, GHashTable *rows, guint clique, guint shared)
{
    guint64 *key = g_new(guint64, 1);
    *key = (guint64)clique << 32 | shared;
    gpointer known = g_hash_table_lookup(rows, key);
    if (known) {
        g_free(key);
        return GPOINTER_TO_UINT(known) - 1;
    }
    guint row = add_row(making, 0);
    g_hash_table_insert(rows, key, GUINT_TO_POINTER(row + 1));
    return row;
}

static int
compare_terms(gconstpointer one, gconstpointer other)
{
    const ProgrammeTerm *first = one, *second = other;
    return first->row < second->row ? -1 : first->row > second->row;
}

/* A column for each kind of cell: those that stand in the same rows are one. */
static void
add_cells(Making *making, guint number, guint clique, GHashTable *agreements)
{
    const Slice *slice = making->worlds->slices->pdata[number];
    Counted counted = counted_in(making, number, clique);
    g_autoptr(GHashTable) known =
        g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
    g_autoptr(GArray) rows = g_array_new(FALSE, TRUE, sizeof(ProgrammeTerm));
    for (guint cell = 0; cell < slice_cells(slice, clique); cell++) {
        bool empty = false;
        g_array_set_size(rows, 0);
        for (guint i = 0; i < counted.rows->len && !empty; i++) {
            guint row = g_array_index(counted.rows, guint, i);
            if (!((const guint8 *)counted.members->pdata[i])[cell])
                continue;
            empty = row == G_MAXUINT;
            ProgrammeTerm term = {row, 0, 1};
            g_array_append_val(rows, term);
        }
        if (slice_parent(slice, clique) >= 0) {
            ProgrammeTerm term = {agreement(making, agreements, clique, slice_shared(slice, clique, cell)), 0,
                                  1};
            g_array_append_val(rows, term);
        }
        for (guint child = 0; child < slice_cliques(slice) && !empty; child++) {
            if (slice_parent(slice, child) != (int)clique)
                continue;
            ProgrammeTerm term = {
                agreement(making, agreements, child, slice_shared_in_parent(slice, child, cell)), 0, -1};
            g_array_append_val(rows, term);
        }
        if (empty)
            continue;
        g_array_sort(rows, compare_terms);
        GBytes *key = g_bytes_new(rows->data, rows->len * sizeof(ProgrammeTerm));
        if (!g_hash_table_add(known, key))
            continue;
        for (guint i = 0; i < rows->len; i++)
            g_array_index(rows, ProgrammeTerm, i).column = making->columns;
        g_array_append_vals(making->terms, rows->data, rows->len);
        making->columns++;
    }
    g_array_unref(counted.rows);
    g_ptr_array_unref(counted.members);
}

static void
add_slice(Making *making, guint number)
{
    const Slice *slice = making->worlds->slices->pdata[number];
    g_autoptr(GHashTable) agreements = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    for (guint clique = 0; clique < slice_cliques(slice); clique++)
        add_cells(making, number, clique, agreements);
}

Model *
model_new(const Worlds *worlds, int part)
{
    static const double little = 0.1, next_to_nothing = 1e-4;
    Model *model = g_new0(Model, 1);
    model->quantities = g_array_new(FALSE, FALSE, sizeof(guint));
    model->columns = g_array_new(FALSE, FALSE, sizeof(guint));
    model->slacks = g_array_new(FALSE, FALSE, sizeof(guint));
    model->bounds = g_array_new(FALSE, FALSE, sizeof(guint));
    Making making = {worlds,
                     worlds->release,
                     model,
                     g_hash_table_new(NULL, NULL),
                     g_array_new(FALSE, FALSE, sizeof(ProgrammeTerm)),
                     g_array_new(FALSE, FALSE, sizeof(double)),
                     g_array_new(FALSE, FALSE, sizeof(guint)),
                     0};
    guint quantities = worlds->release->quantities->len;
    for (guint i = 0; i < quantities; i++)
        if (worlds_part_of(worlds, i) == part)
            add_quantity(&making, i);
    add_sums(&making);
    add_bounds(&making);
    guint plain = making.columns;
    for (guint s = 0; s < worlds->slices->len; s++)
        if (worlds_part_of(worlds, quantities + s) == part)
            add_slice(&making, s);
    model->attack = programme_new(making.columns, plain, little, making.terms, making.right_sides);
    model->choice = programme_new(making.columns, plain, next_to_nothing, making.terms, making.right_sides);
    for (guint i = 0; i < model->slacks->len; i++)
        for (guint side = 0; side < 2; side++) {
            programme_let_be(model->attack, g_array_index(model->slacks, guint, i) + side);
            programme_let_be(model->choice, g_array_index(model->slacks, guint, i) + side);
        }
    g_hash_table_unref(making.places);
    g_array_unref(making.terms);
    g_array_unref(making.right_sides);
    g_array_unref(making.rows);
    return model;
}
