/* The parts in which a profile is read. Private to the room. */
#pragma once
#include "analysis/inputs/inputs.h"
#include "analysis/profile/profile.h"
#include "analysis/profile/yaml_reader.h"

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
/* The day in a node, YYYY-MM-DD; DAY_NONE, with an error unless the node is NULL, if it is not one. */
Day profile_read_day(Yaml *yaml, const yaml_node_t *node);
