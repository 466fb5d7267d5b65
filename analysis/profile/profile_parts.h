/* The parts a profile is read in. Private to the room. */
#pragma once
#include "analysis/profile/profile.h"
#include "analysis/profile/yaml_reader.h"

bool codes_read(Profile *profile, GError **error);
void records_section_read(Yaml *yaml, const yaml_node_t *top, Profile *profile);
void populations_section_read(Yaml *yaml, const yaml_node_t *top, Profile *profile);
void look_section_read(Yaml *yaml, const yaml_node_t *top, Profile *profile);
void measures_section_read(Yaml *yaml, const yaml_node_t *top, Profile *profile);
void disclosure_section_read(Yaml *yaml, const yaml_node_t *top, Profile *profile);
/* Once the measures are known. */
void disclosure_section_check(Yaml *yaml, const yaml_node_t *top, const Profile *profile);
void disclosure_section_clear(ProfileDisclosure *disclosure);
void measure_free(gpointer measure);
/* The reporting year that a node names; 0, with an error unless the node is NULL, where it names none. */
int profile_read_year(Yaml *yaml, const Profile *profile, const yaml_node_t *node);
/* The day that a node names as YYYY-MM-DD; DAY_NONE, with an error unless the node is NULL, where it names
 * none. */
Day profile_read_day(Yaml *yaml, const yaml_node_t *node);
/* Adds the standard measures for the fields that the profile maps. */
void measures_standard(Profile *profile);
