/* The parts in which a profile is read. Private to the room. */
#pragma once
#include "analysis/inputs/inputs.h"
#include "analysis/profile/profile.h"
#include "analysis/profile/yaml_reader.h"

/* What a key of a mapping holds, and the member that takes it. */
typedef enum {
    KEY_OTHER,      /* read by whoever reads the mapping */
    KEY_SECTION,    /* a mapping of its own, with the keys in `keys`, for the struct at the member */
    KEY_TEXT,       /* char* */
    KEY_NEEDED,     /* the same; it must be there */
    KEY_TEXTS,      /* GPtrArray* of char*: one text or a list */
    KEY_NUMBER,     /* int, from least to most */
    KEY_TRUTH,      /* bool */
    KEY_CHOICE,     /* an enum or int: `least` plus the index among the words */
    KEY_EITHER,     /* bool: the second of two words, not the first */
    KEY_WORD,       /* char*: one of the words */
    KEY_DAY,        /* Day */
    KEY_DAYS,       /* GArray* of Day */
    KEY_YEAR,       /* int: a reporting year */
    KEY_PATH,       /* char*: beside the profile */
    KEY_PATHS,      /* GPtrArray* of char*, to which they are added */
    KEY_POPULATION, /* const ProfilePopulation* */
} KeyType;
typedef struct YamlKey YamlKey;
struct YamlKey {
    const char *key; /* NULL behind the last */
    KeyType type;
    gsize at; /* the member's offset */
    int least, most;
    const char *const *words;
    const YamlKey *keys;
};
/* Reads a mapping by its table of keys into a struct, and refuses any other key; a member whose key is
 * missing stays as it is. `what` is the mapping in messages. NULL for the mapping: nothing is done. False
 * after an error. */
bool yaml_read(Yaml *yaml, const yaml_node_t *mapping, const YamlKey *keys, const char *what, gpointer into);

/* A list of days. */
GArray *yaml_days(Yaml *yaml, const yaml_node_t *mapping, const char *key);

/* The number of people in each category of a field and year, from a list. Fails with FAILURE_INPUT, or
 * FAILURE_USAGE and its line. */
GHashTable *people_read(const Profile *profile, const ProfileField *field, const char *path, GError **error);
/* Reads a field's bands, which are its first codes. */
void bands_read(Yaml *yaml, const yaml_node_t *node, ProfileField *field);
/* Each reads one top-level key of the profile, checks it and fills in its part of the profile; an error is
 * kept in the Yaml. */
void report_section_read(Yaml *yaml, const yaml_node_t *top, Profile *profile);
void records_section_read(Yaml *yaml, const yaml_node_t *top, Profile *profile);
void populations_section_read(Yaml *yaml, const yaml_node_t *top, Profile *profile);
void look_section_read(Yaml *yaml, const yaml_node_t *top, Profile *profile);
/* Adds to the document: do not use nodes obtained before. */
void measures_section_read(Yaml *yaml, Profile *profile);
void disclosure_section_read(Yaml *yaml, const yaml_node_t *top, Profile *profile);
/* Call it once the measures are known. */
void report_section_check(const Profile *profile, GError **error);
void disclosure_section_check(Yaml *yaml, const yaml_node_t *top, const Profile *profile);
/* A new measure of all records, appended to the profile's, with everything else still to be filled in. */
ProfileMeasure *measure_add(Profile *profile);
void measure_be(ProfileMeasure *measure, MeasureKind kind);
/* A measure that is not in the profile, by no field (NULL) or one, from received to closed; its texts are
 * the program's or the profile's. */
ProfileMeasure *measure_add_own(Profile *profile, const char *id, const char *title, MeasureKind kind,
                                const char *by);
void measure_add_limit(ProfileMeasure *measure, int number, LimitUnit unit);
/* A measure's default section of the report, by what it is about. */
const char *measure_usual_section(const ProfileMeasure *measure);
/* Whether it depends on the time from one of its dates to the other. */
bool measure_goes_by_dates(const ProfileMeasure *measure);
/* The ids of all standard measures, whatever fields they need. Caller frees only the array. */
GPtrArray *standard_ids(void);
/* The population that the key names, or `otherwise`. */
const ProfilePopulation *read_population_name(Yaml *yaml, const yaml_node_t *node, const char *key,
                                              const Profile *profile, const ProfilePopulation *otherwise);
/* The same. */
void return_section_read(Yaml *yaml, const yaml_node_t *top, Profile *profile);
void benchmark_section_read(Yaml *yaml, const yaml_node_t *top, Profile *profile);
/* What a measure of kind benchmark compares and how it is shown. */
void comparison_read(Yaml *yaml, const yaml_node_t *node, ProfileMeasure *measure);
/* "; did you mean "harm"?" for a name that is not a field; "" if none is near. Caller frees. */
char *field_suggestion(const Profile *profile, const char *name);
/* Reports that no field has the name. */
void fail_unknown_field(Yaml *yaml, const yaml_node_t *node, const Profile *profile, const char *name);
/* Adds the paths that a pattern matches, from the profile's folder and sorted, to `paths`; returns their
 * number. */
guint files_matching(const Profile *profile, const char *pattern, GPtrArray *paths);
/* The reporting year in a node; 0, with an error unless the node is NULL, if it is not one. */
int profile_read_year(Yaml *yaml, const Profile *profile, const yaml_node_t *node);
