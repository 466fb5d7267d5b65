#include <cairo.h>
#include <cmark.h>
#include <coin/Clp_C_Interface.h>
#include <csv.h>
#include <fontconfig/fontconfig.h>
#include <glib.h>
#include <libxml/xmlversion.h>
#include <nettle/version.h>
#include <pango/pango.h>
#include <png.h>
#include <xlsxwriter.h>
#include <yaml.h>
#include <zip.h>
#include <zlib.h>
#include "cmd/command.h"

/* The versions on this machine, which may differ from those the program was built with; libcsv and libxml2
 * report only the latter. */
void
command_print_version(void)
{
    int fontconfig = FcGetVersion();
    g_print("ladostat %s\n\nwith\n", LADOSTAT_VERSION);
    g_print("  cairo          %s\n", cairo_version_string());
    g_print("  Clp            %s\n", Clp_Version());
    g_print("  cmark          %s\n", cmark_version_string());
    g_print("  fontconfig     %d.%d.%d\n", fontconfig / 10000, fontconfig / 100 % 100, fontconfig % 100);
    g_print("  GLib           %u.%u.%u\n", glib_major_version, glib_minor_version, glib_micro_version);
    g_print("  libcsv         %d.%d.%d\n", CSV_MAJOR, CSV_MINOR, CSV_RELEASE);
    g_print("  libpng         %s\n", png_get_libpng_ver(NULL));
    g_print("  libxlsxwriter  %s\n", lxw_version());
    g_print("  libxml2        %s\n", LIBXML_DOTTED_VERSION);
    g_print("  libyaml        %s\n", yaml_get_version_string());
    g_print("  libzip         %s\n", zip_libzip_version());
    g_print("  nettle         %d.%d\n", nettle_version_major(), nettle_version_minor());
    g_print("  Pango          %s\n", pango_version_string());
    g_print("  zlib           %s\n", zlibVersion());
}
