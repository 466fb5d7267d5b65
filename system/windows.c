/* Windows: files, folders and the window. */
#include "system/system.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <io.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <windows.h>
#include <psapi.h>
#include <shellapi.h>

static int
errno_of_last(void)
{
    static const struct {
        DWORD windows;
        int posix;
    } causes[] = {{ERROR_FILE_NOT_FOUND, ENOENT},     {ERROR_PATH_NOT_FOUND, ENOENT},
                  {ERROR_INVALID_NAME, ENOENT},       {ERROR_BAD_PATHNAME, ENOENT},
                  {ERROR_BAD_NETPATH, ENOENT},        {ERROR_ALREADY_EXISTS, EEXIST},
                  {ERROR_FILE_EXISTS, EEXIST},        {ERROR_DIR_NOT_EMPTY, ENOTEMPTY},
                  {ERROR_DISK_FULL, ENOSPC},          {ERROR_HANDLE_DISK_FULL, ENOSPC},
                  {ERROR_DIRECTORY, ENOTDIR},         {ERROR_FILENAME_EXCED_RANGE, ENAMETOOLONG},
                  {ERROR_SHARING_VIOLATION, ETXTBSY}, {ERROR_LOCK_VIOLATION, ETXTBSY},
                  {ERROR_ACCESS_DENIED, EACCES},      {ERROR_WRITE_PROTECT, EROFS},
                  {ERROR_NOT_ENOUGH_MEMORY, ENOMEM},  {ERROR_TOO_MANY_OPEN_FILES, EMFILE}};
    DWORD last = GetLastError();
    for (gsize i = 0; i < G_N_ELEMENTS(causes); i++)
        if (causes[i].windows == last)
            return causes[i].posix;
    return EIO;
}

static bool
done_or_errno(BOOL done)
{
    if (!done)
        errno = errno_of_last();
    return done;
}

/* The path from the root of its drive. Caller frees; NULL with errno. */
static wchar_t *
whole_path(const char *path)
{
    g_autofree wchar_t *given = (wchar_t *)g_utf8_to_utf16(path, -1, NULL, NULL, NULL);
    DWORD length = given ? GetFullPathNameW(given, 0, NULL, NULL) : 0;
    wchar_t *whole = g_new0(wchar_t, length + 1);
    if (length > 0 && GetFullPathNameW(given, length, whole, NULL) < length)
        return whole;
    g_free(whole);
    errno = EINVAL;
    return NULL;
}

/* In the form that allows more than 260 characters. Caller frees; NULL with errno. */
static wchar_t *
wide_path(const char *path)
{
    g_autofree wchar_t *whole = whole_path(path);
    if (!whole)
        return NULL;
    bool share = wcsncmp(whole, L"\\\\", 2) == 0;
    bool known = share && (whole[2] == L'?' || whole[2] == L'.');
    const wchar_t *prefix = known ? L"" : share ? L"\\\\?\\UNC" : L"\\\\?\\";
    const wchar_t *rest = share && !known ? whole + 1 : whole;
    gsize length = wcslen(prefix) + wcslen(rest) + 1;
    wchar_t *wide = g_new(wchar_t, length);
    wcscpy(wide, prefix);
    wcscat(wide, rest);
    return wide;
}

static char *
from_wide(const wchar_t *wide)
{
    return g_utf16_to_utf8((const gunichar2 *)wide, -1, NULL, NULL, NULL);
}

static HANDLE
open_path(const char *path, DWORD access, DWORD share, DWORD creation, DWORD flags)
{
    g_autofree wchar_t *wide = wide_path(path);
    HANDLE handle =
        wide ? CreateFileW(wide, access, share, NULL, creation, flags, NULL) : INVALID_HANDLE_VALUE;
    if (wide && handle == INVALID_HANDLE_VALUE)
        errno = errno_of_last();
    return handle;
}

/* Opened only to ask about it, whoever else has it open, whether it is a file or a folder. */
static HANDLE
open_to_ask(const char *path)
{
    return open_path(path, FILE_READ_ATTRIBUTES, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                     OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS);
}

bool
system_look(const char *path, SystemFile *about)
{
    HANDLE handle = open_to_ask(path);
    if (handle == INVALID_HANDLE_VALUE)
        return false;
    DWORD type = GetFileType(handle);
    BY_HANDLE_FILE_INFORMATION found = {0};
    bool done = type != FILE_TYPE_DISK || done_or_errno(GetFileInformationByHandle(handle, &found));
    CloseHandle(handle);
    bool folder = found.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY;
    /* In units of 100 nanoseconds. */
    guint64 written =
        (guint64)found.ftLastWriteTime.dwHighDateTime << 32 | found.ftLastWriteTime.dwLowDateTime;
    *about = (SystemFile){.kind = type == FILE_TYPE_PIPE   ? SYSTEM_PIPE
                                  : type != FILE_TYPE_DISK ? SYSTEM_OTHER
                                  : folder                 ? SYSTEM_FOLDER
                                                           : SYSTEM_FILE,
                          .volume = found.dwVolumeSerialNumber,
                          .number = (guint64)found.nFileIndexHigh << 32 | found.nFileIndexLow,
                          .length = (gint64)((guint64)found.nFileSizeHigh << 32 | found.nFileSizeLow),
                          .written = (gint64)written};
    return done;
}

char *
system_real_path(const char *path)
{
    HANDLE handle = open_to_ask(path);
    if (handle == INVALID_HANDLE_VALUE)
        return NULL;
    DWORD length = GetFinalPathNameByHandleW(handle, NULL, 0, 0);
    g_autofree wchar_t *wide = g_new0(wchar_t, length + 1);
    DWORD got = length ? GetFinalPathNameByHandleW(handle, wide, length, 0) : 0;
    CloseHandle(handle);
    if (got == 0 || got >= length)
        return done_or_errno(FALSE), NULL;
    g_autofree char *real = from_wide(wide);
    if (g_str_has_prefix(real, "\\\\?\\UNC\\"))
        return g_strconcat("\\", real + strlen("\\\\?\\UNC"), NULL);
    return g_strdup(g_str_has_prefix(real, "\\\\?\\") ? real + strlen("\\\\?\\") : real);
}

bool
system_may_be_named(const char *path)
{
    static const char *const kept[] = {"con", "prn", "aux", "nul", "conin$", "conout$"};
    g_autofree char *name = g_path_get_basename(path);
    char *end = strpbrk(name, ".:");
    if (end)
        *end = '\0';
    g_strchomp(name);
    for (gsize i = 0; i < G_N_ELEMENTS(kept); i++)
        if (g_ascii_strcasecmp(name, kept[i]) == 0)
            return false;
    bool port = g_ascii_strncasecmp(name, "com", 3) == 0 || g_ascii_strncasecmp(name, "lpt", 3) == 0;
    return !(port && strlen(name) == 4 && g_ascii_isdigit(name[3]));
}

char *
system_font_folder(const char *name)
{
    (void)name;
    return g_strdup(SYSTEM_OWN_FONTS);
}

const int system_open = _O_BINARY | _O_NOINHERIT;

/* On a full disk, Windows first writes as much as there is room for, and then nothing. */
static bool
write_all(HANDLE handle, const char *bytes, gsize length)
{
    bool done = true;
    for (DWORD written; done && length > 0; bytes += written, length -= written) {
        done = done_or_errno(WriteFile(handle, bytes, (DWORD)MIN(length, G_MAXINT), &written, NULL));
        if (done && written == 0) {
            errno = ENOSPC;
            return false;
        }
    }
    return done;
}

bool
system_write_all(int handle, const char *bytes, gsize length)
{
    return write_all((HANDLE)_get_osfhandle(handle), bytes, length);
}

bool
system_remove(const char *path)
{
    g_autofree wchar_t *wide = wide_path(path);
    DWORD attributes = wide ? GetFileAttributesW(wide) : INVALID_FILE_ATTRIBUTES;
    if (attributes == INVALID_FILE_ATTRIBUTES)
        return false;
    if (attributes & FILE_ATTRIBUTE_READONLY)
        SetFileAttributesW(wide, attributes & ~(DWORD)FILE_ATTRIBUTE_READONLY);
    return attributes & FILE_ATTRIBUTE_DIRECTORY ? RemoveDirectoryW(wide) : DeleteFileW(wide);
}

/* The file system's own journal writes folders. */
bool
system_sync_folder(const char *path)
{
    (void)path;
    return true;
}

/* Windows refuses what is open elsewhere in the same way as what one may not touch. */
static bool
is_open_elsewhere(const char *path)
{
    int cause = errno;
    HANDLE handle = open_path(path, DELETE, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                              OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL);
    bool open = handle == INVALID_HANDLE_VALUE && errno == ETXTBSY;
    if (handle != INVALID_HANDLE_VALUE)
        CloseHandle(handle);
    errno = cause;
    return open;
}

bool
system_replace_file(const char *path, const char *bytes, gsize length)
{
    g_autofree char *folder = g_path_get_dirname(path), *name = g_path_get_basename(path);
    g_autofree char *made = g_strdup_printf("%s/.%s.new", folder, name);
    HANDLE handle;
    /* Nobody else may open it until it is in place. */
    while ((handle = open_path(made, GENERIC_WRITE, 0, CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL)) ==
               INVALID_HANDLE_VALUE &&
           errno == ETXTBSY)
        Sleep(50);
    if (handle == INVALID_HANDLE_VALUE)
        return false;
    bool done = write_all(handle, bytes, length) && done_or_errno(FlushFileBuffers(handle));
    int cause = errno;
    CloseHandle(handle);
    errno = cause;
    g_autofree wchar_t *from = wide_path(made), *to = wide_path(path);
    done = done && done_or_errno(MoveFileExW(from, to, MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH));
    if (!done && errno == EACCES && is_open_elsewhere(path))
        errno = ETXTBSY;
    cause = errno;
    if (!done)
        DeleteFileW(from);
    errno = cause;
    return done;
}

/* An open folder cannot be renamed, so the file that says that it is being made is beside it, and is deleted
 * when the run that opened it ends. */
struct SystemLock {
    HANDLE handle;
};

SystemLock *
system_lock_folder(const char *path, bool wait)
{
    g_autofree char *beside = g_strconcat(path, ".lock", NULL);
    SystemFile about;
    if (!system_look(path, &about))
        return NULL;
    HANDLE handle;
    while ((handle = open_path(beside, GENERIC_WRITE | DELETE, 0, OPEN_ALWAYS,
                               FILE_FLAG_DELETE_ON_CLOSE | FILE_ATTRIBUTE_HIDDEN)) == INVALID_HANDLE_VALUE &&
           wait && errno == ETXTBSY)
        Sleep(50);
    if (handle == INVALID_HANDLE_VALUE)
        return NULL;
    SystemLock *lock = g_new(SystemLock, 1);
    lock->handle = handle;
    return lock;
}

void
system_unlock(SystemLock *lock)
{
    CloseHandle(lock->handle);
    g_free(lock);
}

bool
system_rename_folder(const char *from, const char *to)
{
    g_autofree wchar_t *one = wide_path(from), *other = wide_path(to);
    DWORD there = GetFileAttributesW(other);
    if (there != INVALID_FILE_ATTRIBUTES && (!(there & FILE_ATTRIBUTE_DIRECTORY) || !RemoveDirectoryW(other)))
        return errno = ENOTEMPTY, false;
    bool done = done_or_errno(MoveFileExW(one, other, MOVEFILE_WRITE_THROUGH));
    if (!done && errno == EACCES) /* like a folder with an open file in it */
        errno = ETXTBSY;
    return done;
}

bool
system_exchange_folders(const char *one, const char *other)
{
    (void)one, (void)other;
    errno = ENOSYS;
    return false;
}

void
system_wipe(void *at, gsize length)
{
    SecureZeroMemory(at, length);
}

double
system_most_memory(void)
{
    PROCESS_MEMORY_COUNTERS counters = {.cb = sizeof counters};
    GetProcessMemoryInfo(GetCurrentProcess(), &counters, sizeof counters);
    return (double)counters.PeakWorkingSetSize / 1024 / 1024;
}

static UINT code_page;

static void
put_code_page_back(void)
{
    SetConsoleOutputCP(code_page);
}

char **
system_arguments(int *count, char **arguments)
{
    (void)arguments;
    char **own = g_win32_get_command_line();
    *count = (int)g_strv_length(own);
    code_page = GetConsoleOutputCP();
    if (code_page && SetConsoleOutputCP(CP_UTF8))
        atexit(put_code_page_back);
    /* The same bytes to a file or a pipe as on every other system. */
    _setmode(_fileno(stdout), _O_BINARY);
    _setmode(_fileno(stderr), _O_BINARY);
    return own;
}

/* A scheduled task also has a window, which nobody sees. */
static bool
is_seen(void)
{
    USEROBJECTFLAGS flags = {0};
    return GetUserObjectInformationW(GetProcessWindowStation(), UOI_FLAGS, &flags, sizeof flags, NULL) &&
           flags.dwFlags & WSF_VISIBLE;
}

bool
system_has_own_window(void)
{
    DWORD mode, processes[2];
    return GetConsoleMode(GetStdHandle(STD_INPUT_HANDLE), &mode) &&
           GetConsoleMode(GetStdHandle(STD_OUTPUT_HANDLE), &mode) &&
           GetConsoleProcessList(processes, G_N_ELEMENTS(processes)) == 1 && is_seen();
}

void
system_show_folder(const char *path)
{
    g_autofree wchar_t *whole = whole_path(path);
    if (whole)
        ShellExecuteW(NULL, L"open", whole, NULL, NULL, SW_SHOWNORMAL);
}
