/* System: what the program asks of the machine beyond GLib's own portable calls. Of every function there is
 * one for POSIX and Linux (posix.c) and one for Windows (windows*.c); no other room knows on which it runs.
 *
 * Paths are UTF-8. Where a function fails, errno says why, as the one of POSIX would; ETXTBSY: another
 * program has it, or a file in it, open. */
#pragma once
#include <glib.h>
#include <stdbool.h>
#include <stdio.h>

/* Which file stands under a name, and what it was when it was looked at; a link is followed. */
typedef enum { SYSTEM_FILE, SYSTEM_FOLDER, SYSTEM_PIPE, SYSTEM_OTHER } SystemKind;
typedef struct {
    SystemKind kind;
    guint64 volume, number; /* together they name one file, whatever its path */
    gint64 length, written; /* bytes; nanoseconds */
} SystemFile;
bool system_look(const char *path, SystemFile *about);

/* The absolute path that it leads to, links followed; NULL where there is nothing. Caller frees. */
char *system_real_path(const char *path);

/* The folder that the font's file of this name lies in, where it came with the program or where systems keep
 * it; NULL where it is not there. What stands in the program itself is in SYSTEM_OWN_FONTS. Caller frees. */
char *system_font_folder(const char *name);
#define SYSTEM_OWN_FONTS "ladostat-fonts"

/* Whether a file may have such a name: some systems keep names for devices, whatever the folder. */
bool system_may_be_named(const char *path);

/* To open a file by g_open: its bytes as they are, and none of it for a program that is started. */
extern const int system_open;
/* Writes all of it to an open file, however often it takes. */
bool system_write_all(int handle, const char *bytes, gsize length);
/* Takes a file, a link or an empty folder away, also one that is marked as only to be read. */
bool system_remove(const char *path);
/* Asks for what was written to be on its way to the disk, so that g_fsync waits for less. */
void system_begin_sync(int handle);
bool system_sync_folder(const char *path);

/* Writes the bytes, readable to their owner alone, in the place of what stands there and in one step: at any
 * moment the old file is there whole, or the new one. Another run that writes the same is waited for. What a
 * run that was killed has left is written over. */
bool system_replace_file(const char *path, const char *bytes, gsize length);

/* A folder that this run is making and no other may clear away: until it is let go, or the run ends however
 * it ends. NULL where the folder is not there any more, or cannot be locked; `wait`: for whoever has it. */
typedef struct SystemLock SystemLock;
SystemLock *system_lock_folder(const char *path, bool wait);
void system_unlock(SystemLock *lock);

/* Gives a folder the name of another that is not there or is empty; ENOTEMPTY where it is neither. */
bool system_rename_folder(const char *from, const char *to);
/* Exchanges two folders in one step; ENOSYS or EINVAL where that cannot be done. */
bool system_exchange_folders(const char *one, const char *other);

/* From here on no copy of the memory is kept when the program falls, no other process may look into it where
 * the system has such a rule, and what is freed is written over at once; large columns grow where they are.
 * Where the program falls, or a library asks for memory that there is not, the one or the other is called:
 * with nothing that is not safe in a signal's handler, and to end the program. The allocation of memory is
 * replaced in whatever is linked to system_memory_dep, and in nothing else. */
void system_guard_memory(void (*at_a_fall)(void), void (*without_memory)(void));
/* Whether what is freed is written over at once. */
void system_overwrite_memory(bool freed);
/* From here on what is freed is left as it is, and memory for drawing is kept to be used again. */
void system_let_go_of_memory(void);
/* Writes over what stood there, whatever the compiler thinks of it. */
void system_wipe(void *at, gsize length);
/* The most memory that the process has had, in MiB. */
double system_most_memory(void);

/* The program's arguments in UTF-8, and a terminal that shows what is written in it. The list lives as long
 * as the program. */
char **system_arguments(int *count, char **arguments);
/* Whether the program has a window of its own, which closes when it ends: it was started by a double click,
 * or something was dropped on it. */
bool system_has_own_window(void);
/* Shows a folder in the desktop's own window. */
void system_show_folder(const char *path);
