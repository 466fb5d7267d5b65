/* System: what the program needs from the operating system beyond GLib's portable calls. Every function
 * exists once for POSIX and Linux (posix.c) and once for Windows (windows*.c); no other room knows which it
 * runs on.
 *
 * Paths are UTF-8. Where a function fails, errno says why, as the POSIX function would; ETXTBSY: another
 * program has it, or a file in it, open.
 *
 *     if (!system_replace_file("figures.csv", "measure,period\n", 15))
 *         g_printerr("figures.csv: %s\n", g_strerror(errno));
 */
#pragma once
#include <glib.h>
#include <stdbool.h>
#include <stdio.h>

/* Which file has a name, and what it was when it was looked at; links are followed. */
typedef enum { SYSTEM_FILE, SYSTEM_FOLDER, SYSTEM_PIPE, SYSTEM_OTHER } SystemKind;
typedef struct {
    SystemKind kind;
    guint64 volume, number; /* together they identify one file, whatever its path */
    gint64 length, written; /* bytes; nanoseconds */
} SystemFile;
bool system_look(const char *path, SystemFile *about);

/* The absolute path it leads to, with links followed; NULL if there is nothing there. Caller frees. */
char *system_real_path(const char *path);

/* The folder that has the font file of this name, where it came with the program or where systems install
 * it; NULL if it is nowhere. Fonts inside the program itself are in SYSTEM_OWN_FONTS. Caller frees. */
char *system_font_folder(const char *name);
#define SYSTEM_OWN_FONTS "ladostat-fonts"

/* Whether a file may have this name: some systems reserve names for devices, in any folder. */
bool system_may_be_named(const char *path);

/* Flags for g_open: bytes unchanged, and closed in any program that is started. */
extern const int system_open;
/* Writes all of it to an open file, in as many calls as it takes. */
bool system_write_all(int handle, const char *bytes, gsize length);
/* Removes a file, a link or an empty folder, even if it is marked read-only. */
bool system_remove(const char *path);
bool system_sync_folder(const char *path);

/* Writes the bytes to a file that only its owner can read, replacing any existing file in one step: at any
 * moment either the old or the new file is there, complete. Waits for another run that is writing the same
 * file. Overwrites what a killed run left behind. */
bool system_replace_file(const char *path, const char *bytes, gsize length);

/* A folder that this run is making and that no other run may clear away, until it is unlocked or the run
 * ends for any reason. NULL if the folder no longer exists, or cannot be locked; `wait`: wait for whoever
 * holds it. */
typedef struct SystemLock SystemLock;
SystemLock *system_lock_folder(const char *path, bool wait);
void system_unlock(SystemLock *lock);

/* Renames a folder to a name that does not exist or is an empty folder; otherwise ENOTEMPTY. */
bool system_rename_folder(const char *from, const char *to);
/* Exchanges two folders in one step; ENOSYS or EINVAL if the system cannot. */
bool system_exchange_folders(const char *one, const char *other);

/* From this call on, no copy of the memory is kept if the program crashes, no other process may read it
 * where the system has such a rule, and freed memory is overwritten at once; large columns grow in place.
 * If the program crashes, or a library asks for memory and there is none, the matching function is called:
 * it may use only what is safe in a signal handler, and must end the program. Memory allocation is
 * replaced in everything linked to system_memory_dep, and in nothing else. */
void system_guard_memory(void (*at_a_fall)(void), void (*without_memory)(void));
/* Whether freed memory is overwritten at once. */
void system_overwrite_memory(bool freed);
/* From this call on, freed memory is left as it is, and memory for drawing is kept for reuse. */
void system_let_go_of_memory(void);
/* Overwrites memory in a way that the compiler may not optimise away. */
void system_wipe(void *at, gsize length);
/* The peak memory of the process, in MiB. */
double system_most_memory(void);

/* The program's arguments in UTF-8; also sets the terminal to show UTF-8. The list lives as long as the
 * program. */
char **system_arguments(int *count, char **arguments);
/* Whether the program has a window of its own, which closes when it ends: it was started by a double
 * click, or something was dropped on it. */
bool system_has_own_window(void);
/* Shows a folder in the desktop's file manager. */
void system_show_folder(const char *path);
