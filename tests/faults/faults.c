/* A library to be preloaded: lets the N-th call of one kind that the program makes fail, as a full disk, a
 * pulled cable or a machine without memory would. FAULT_CALL names the kind, FAULT_AT the call (from 1),
 * FAULT_ERRNO the error; with FAULT_COUNT the number of calls is written to that file when the program ends
 * and none fails. Reads count where the file lies under FAULT_UNDER. Once a file whose name ends in
 * FAULT_PAUSE is opened to be read, FAULT_REACHED is made, and the program waits until somebody takes it
 * away. */
#undef _FILE_OFFSET_BITS /* open and open64 are two functions here */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static long calls;
static char call_name[32];
static long fail_at;
static int fail_errno;

__attribute__((constructor)) static void
begin(void)
{
    const char *name = getenv("FAULT_CALL"), *at = getenv("FAULT_AT"), *error = getenv("FAULT_ERRNO");
    snprintf(call_name, sizeof call_name, "%s", name ? name : "");
    fail_at = at ? atol(at) : 0;
    fail_errno = error ? atoi(error) : EIO;
}

__attribute__((destructor)) static void
end(void)
{
    const char *path = getenv("FAULT_COUNT");
    FILE *file = NULL;
    call_name[0] = '\0';
    if (path && (file = fopen(path, "w"))) {
        fprintf(file, "%ld\n", calls);
        fclose(file);
    }
}

/* Whether the file lies under FAULT_UNDER; what the libraries read for themselves does not. */
static bool
lies_under(int handle)
{
    char link[64], path[4096];
    const char *under = getenv("FAULT_UNDER");
    if (!under)
        return true;
    snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
    ssize_t length = readlink(link, path, sizeof path - 1);
    path[length > 0 ? length : 0] = '\0';
    return strncmp(path, under, strlen(under)) == 0;
}

static bool
fails(const char *name)
{
    if (strcmp(name, call_name) != 0)
        return false;
    if (__atomic_add_fetch(&calls, 1, __ATOMIC_RELAXED) != fail_at)
        return false;
    errno = fail_errno;
    return true;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t
write(int handle, const void *bytes, size_t length)
{
    return handle > 2 && fails("write") ? -1 : REAL(write)(handle, bytes, length);
}

ssize_t
read(int handle, void *bytes, size_t length)
{
    return strcmp(call_name, "read") == 0 && lies_under(handle) && fails("read")
               ? -1
               : REAL(read)(handle, bytes, length);
}

/* Once: the file has just been opened, and nothing of it read. */
static int
pause_at(const char *path, int handle)
{
    static bool paused;
    const char *name = getenv("FAULT_PAUSE"), *reached = getenv("FAULT_REACHED");
    size_t length = strlen(path), end = name ? strlen(name) : 0;
    if (!name || !reached || handle < 0 || length < end || strcmp(path + length - end, name) != 0 ||
        __atomic_exchange_n(&paused, true, __ATOMIC_RELAXED))
        return handle;
    close(REAL(open)(reached, O_WRONLY | O_CREAT, 0600));
    for (int i = 0; i < 2000 && access(reached, F_OK) == 0; i++)
        usleep(5000);
    return handle;
}

static mode_t
mode_of(int flags, va_list arguments)
{
    return flags & (O_CREAT | O_TMPFILE) ? va_arg(arguments, mode_t) : 0;
}

int
open(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = mode_of(flags, arguments);
    va_end(arguments);
    return fails("open") ? -1 : pause_at(path, REAL(open)(path, flags, mode));
}

int
open64(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = mode_of(flags, arguments);
    va_end(arguments);
    return fails("open") ? -1 : pause_at(path, REAL(open64)(path, flags, mode));
}

/* The libraries' own files are not asked for. */
static FILE *
opened(const char *path, FILE *file)
{
    if (file)
        pause_at(path, fileno(file));
    return file;
}

static bool
fopen_fails(const char *path)
{
    const char *under = getenv("FAULT_UNDER");
    return under && strncmp(path, under, strlen(under)) == 0 && fails("open");
}

FILE *
fopen(const char *path, const char *mode)
{
    return fopen_fails(path) ? NULL : opened(path, REAL(fopen)(path, mode));
}

FILE *
fopen64(const char *path, const char *mode)
{
    return fopen_fails(path) ? NULL : opened(path, REAL(fopen64)(path, mode));
}

int
rename(const char *from, const char *to)
{
    return fails("rename") ? -1 : REAL(rename)(from, to);
}

int
renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
    return fails("rename") ? -1 : REAL(renameat2)(from_folder, from, to_folder, to, flags);
}

int
fsync(int handle)
{
    return fails("fsync") ? -1 : REAL(fsync)(handle);
}

int
mkdir(const char *path, mode_t mode)
{
    return fails("mkdir") ? -1 : REAL(mkdir)(path, mode);
}

char *
mkdtemp(char *template)
{
    return fails("mkdir") ? NULL : REAL(mkdtemp)(template);
}

/* glibc's own names, so that allocating needs no dlsym, which allocates. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

void *
malloc(size_t size)
{
    return fails("malloc") ? NULL : __libc_malloc(size);
}

void *
calloc(size_t count, size_t size)
{
    return fails("malloc") ? NULL : __libc_calloc(count, size);
}

void *
realloc(void *old, size_t size)
{
    return fails("malloc") ? NULL : __libc_realloc(old, size);
}
