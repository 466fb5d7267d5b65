#include "analysis/profile/profile_parts.h"
#include <math.h>
#include <string.h>

static const guint32 dark_blue = 0x12436d;
/* The contrast that WCAG 2.2 requires of text against its background (success criterion 1.4.3). */
static const double least_contrast = 4.5;

/* The linear light of one colour channel, from 0 to 1 (sRGB, as WCAG 2.2 defines relative luminance). */
static double
linear_channel(guint32 colour, int shift)
{
    double level = ((colour >> shift) & 255) / 255.0;
    return level <= 0.04045 ? level / 12.92 : pow((level + 0.055) / 1.055, 2.4);
}

static double
luminance(guint32 colour)
{
    return 0.2126 * linear_channel(colour, 16) + 0.7152 * linear_channel(colour, 8) +
           0.0722 * linear_channel(colour, 0);
}

double
profile_contrast(guint32 one, guint32 other)
{
    double a = luminance(one), b = luminance(other);
    return (MAX(a, b) + 0.05) / (MIN(a, b) + 0.05);
}

static bool
parse_colour(const char *text, guint32 *colour)
{
    guint64 value;
    if (strlen(text) != 7 || *text != '#' ||
        !g_ascii_string_to_unsigned(text + 1, 16, 0, 0xffffff, &value, NULL))
        return false;
    *colour = (guint32)value;
    return true;
}

void
look_section_read(Yaml *yaml, const yaml_node_t *top, Profile *profile)
{
    const char *text = NULL;
    static const YamlKey keys[] = {{"accent", .type = KEY_TEXT}, {.key = NULL}};
    const yaml_node_t *node = yaml_get(yaml, top, "look"), *accent = yaml_get(yaml, node, "accent");
    profile->accent = dark_blue;
    if (!yaml_read(yaml, node, keys, "look", &text) || !text)
        return;
    double contrast = 0;
    profile->accent_chosen = true;
    if (!parse_colour(text, &profile->accent))
        yaml_fail(yaml, accent, "accent must be a colour in quotation marks, like \"#12436D\"");
    else if ((contrast = profile_contrast(profile->accent, 0xffffff)) < least_contrast)
        yaml_fail(
            yaml, accent,
            "the accent %s is too light to read: its contrast against white is %.1f to 1 and must be at "
            "least %.1f; choose a darker colour",
            text, floor(contrast * 10) / 10, least_contrast);
}
