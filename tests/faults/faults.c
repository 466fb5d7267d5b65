/* A library to preload: makes the N-th call of one kind fail, as on a full disk, with a pulled cable or
 * without memory. FAULT_CALL names the kind, FAULT_AT the call (from 1), FAULT_ERRNO the error; without
 * FAULT_AT none fails. The file FAULT_LIST receives the paths that the calls were about, a line each, and,
 * when the program ends, the number of calls. Calls count if they are about a file under FAULT_UNDER or one
 * in memory. When a file whose name ends in FAULT_PAUSE is opened, FAULT_REACHED is made, and the program
 * waits until somebody removes it.
 *
 * Calls to the kernel are caught there, by a filter that returns them as a signal: the C library and others
 * make calls that no preloaded function would see. Allocations and threads are functions. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

/* Which argument of a call names its file. */
typedef enum { MACHINE, HANDLE, PATH, PATH_IN_FOLDER } About;

typedef struct {
    long number;
    const char *kind;
    About about;
} Call;

static const Call trapped[] = {
    {SYS_open, "open", PATH},
    {SYS_openat, "open", PATH_IN_FOLDER},
    {SYS_read, "read", HANDLE},
    {SYS_pread64, "read", HANDLE},
    {SYS_readv, "read", HANDLE},
    {SYS_getdents64, "list", HANDLE},
    {SYS_lseek, "seek", HANDLE},
    {SYS_fstat, "stat", HANDLE},
    {SYS_newfstatat, "stat", PATH_IN_FOLDER},
    {SYS_statx, "stat", PATH_IN_FOLDER},
    {SYS_readlink, "readlink", PATH},
    {SYS_write, "write", HANDLE},
    {SYS_pwrite64, "write", HANDLE},
    {SYS_writev, "write", HANDLE},
    {SYS_ftruncate, "truncate", HANDLE},
    {SYS_fchmod, "chmod", HANDLE},
    {SYS_fcntl, "fcntl", HANDLE},
    {SYS_close, "close", HANDLE},
    {SYS_fsync, "fsync", HANDLE},
    {SYS_flock, "lock", HANDLE},
    {SYS_rename, "rename", PATH},
    {SYS_renameat, "rename", PATH_IN_FOLDER},
    {SYS_renameat2, "rename", PATH_IN_FOLDER},
    {SYS_mkdir, "mkdir", PATH},
    {SYS_unlink, "unlink", PATH},
    {SYS_unlinkat, "unlink", PATH_IN_FOLDER},
    {SYS_rmdir, "unlink", PATH},
    {SYS_memfd_create, "memfd", MACHINE},
    {SYS_mmap, "mmap", MACHINE},
};
enum { CALLS = sizeof trapped / sizeof *trapped };

static long calls;
static char call_name[32];
static long fail_at;
static int fail_errno;
static const char *under, *pause_name, *reached;
static int list = -1;

static bool
fails(const char *name)
{
    return strcmp(name, call_name) == 0 && __atomic_add_fetch(&calls, 1, __ATOMIC_RELAXED) == fail_at;
}

/* The only place whose calls the filter lets through: the number and six arguments; -errno if it fails. */
long fault_call(long number, ...);
extern const char fault_call_end[];
__asm__(".text\n"
        ".globl fault_call, fault_call_end\n"
        ".hidden fault_call, fault_call_end\n"
        "fault_call:\n"
        "  mov %rdi, %rax\n"
        "  mov %rsi, %rdi\n"
        "  mov %rdx, %rsi\n"
        "  mov %rcx, %rdx\n"
        "  mov %r8, %r10\n"
        "  mov %r9, %r8\n"
        "  mov 8(%rsp), %r9\n"
        "  syscall\n"
        "fault_call_end:\n"
        "  ret\n");

/* The path of a handle, also of the working folder. */
static void
path_of(long handle, char *path, size_t size)
{
    char link[64];
    snprintf(link, sizeof link, handle == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/%d", (int)handle);
    long length = fault_call(SYS_readlink, link, path, size - 1, 0L, 0L, 0L);
    path[length > 0 ? length : 0] = '\0';
}

static void
path_asked(const Call *call, const greg_t *registers, char *path, size_t size)
{
    const char *given = (const char *)registers[call->about == PATH ? REG_RDI : REG_RSI];
    *path = '\0';
    if (call->about == HANDLE)
        path_of(registers[REG_RDI], path, size);
    else if (call->about != MACHINE && given && *given == '/')
        snprintf(path, size, "%s", given);
    else if (call->about != MACHINE && given) {
        path_of(call->about == PATH ? AT_FDCWD : (int)registers[REG_RDI], path, size);
        size_t length = strlen(path);
        snprintf(path + length, size - length, *given ? "/%s" : "%s", given);
    }
}

static bool
counts(const Call *call, const char *path)
{
    return call->about == MACHINE || !under || strncmp(path, under, strlen(under)) == 0 ||
           strncmp(path, "/memfd:", 7) == 0;
}

/* Only once: the file has just been opened, and nothing of it read. */
static void
pause_at(const char *path)
{
    static bool paused;
    size_t length = strlen(path), end = pause_name ? strlen(pause_name) : 0;
    if (!end || !reached || length < end || strcmp(path + length - end, pause_name) != 0 ||
        __atomic_exchange_n(&paused, true, __ATOMIC_RELAXED))
        return;
    long handle = fault_call(SYS_open, reached, (long)(O_WRONLY | O_CREAT), 0600L, 0L, 0L, 0L);
    fault_call(SYS_close, handle, 0L, 0L, 0L, 0L, 0L);
    const struct timespec moment = {0, 5000000};
    for (int i = 0; i < 2000 && fault_call(SYS_access, reached, (long)F_OK, 0L, 0L, 0L, 0L) == 0; i++)
        nanosleep(&moment, NULL);
}

static void
list_path(char *path)
{
    size_t length = strlen(path);
    path[length] = '\n';
    fault_call(SYS_write, (long)list, path, (long)length + 1, 0L, 0L, 0L);
    path[length] = '\0';
}

static const Call *
call_of(long number)
{
    for (int i = 0; i < CALLS; i++)
        if (trapped[i].number == number)
            return &trapped[i];
    return NULL;
}

static void
on_trap(int signal, siginfo_t *about, void *context)
{
    (void)signal;
    greg_t *registers = ((ucontext_t *)context)->uc_mcontext.gregs;
    const Call *call = call_of(about->si_syscall);
    char path[4097];
    int before = errno;
    path_asked(call, registers, path, sizeof path - 1);
    bool counted = counts(call, path);
    bool failed = counted && fails(call->kind);
    if (counted && list >= 0)
        list_path(path);
    /* A close that fails still closes. */
    long result = failed && call->number != SYS_close
                      ? 0
                      : fault_call(call->number, registers[REG_RDI], registers[REG_RSI], registers[REG_RDX],
                                   registers[REG_R10], registers[REG_R8], registers[REG_R9]);
    if (result >= 0 && strcmp(call->kind, "open") == 0)
        pause_at(path);
    registers[REG_RAX] = failed ? -fail_errno : result;
    errno = before;
}

typedef int (*Sigaction)(int, const struct sigaction *, struct sigaction *);

static Sigaction
real_sigaction(void)
{
    return (Sigaction)dlsym(RTLD_NEXT, "sigaction");
}

/* The program also handles this signal, to report a crash; this one is ours, and no other handler may take
 * it. */
int
sigaction(int signal, const struct sigaction *action, struct sigaction *before)
{
    if (signal == SIGSYS)
        return 0;
    struct sigaction open = {0};
    if (action) {
        open = *action;
        sigdelset(&open.sa_mask, SIGSYS);
    }
    return real_sigaction()(signal, action ? &open : NULL, before);
}

static bool
is_wanted(const Call *call)
{
    return strcmp(call->kind, call_name) == 0 || (pause_name && strcmp(call->kind, "open") == 0);
}

/* Catches each call wanted, wherever it comes from except the one place. */
static void
trap(void)
{
    uintptr_t end = (uintptr_t)fault_call_end;
    struct sock_filter filter[CALLS + 8];
    unsigned short length = 0;
#define ADD(...) filter[length++] = (struct sock_filter)__VA_ARGS__
    ADD(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, instruction_pointer)));
    ADD(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)end, 0, 3));
    ADD(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, instruction_pointer) + 4));
    ADD(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(end >> 32), 0, 1));
    ADD(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
    ADD(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)));
    unsigned wanted = 0;
    for (int i = 0; i < CALLS; i++)
        wanted += is_wanted(&trapped[i]);
    for (int i = 0; i < CALLS; i++)
        if (is_wanted(&trapped[i]))
            ADD(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)trapped[i].number, (uint8_t)wanted--, 0));
    ADD(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
    ADD(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP));
#undef ADD
    struct sigaction action = {.sa_sigaction = on_trap, .sa_flags = SA_SIGINFO};
    struct sock_fprog program = {length, filter};
    if (real_sigaction()(SIGSYS, &action, NULL) != 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
        prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
        perror("faults");
}

__attribute__((constructor)) static void
begin(void)
{
    const char *name = getenv("FAULT_CALL"), *at = getenv("FAULT_AT"), *error = getenv("FAULT_ERRNO");
    under = getenv("FAULT_UNDER");
    pause_name = getenv("FAULT_PAUSE");
    reached = getenv("FAULT_REACHED");
    fail_at = at ? atol(at) : 0;
    fail_errno = error ? atoi(error) : EIO;
    snprintf(call_name, sizeof call_name, "%s", name ? name : "");
    const char *list_name = getenv("FAULT_LIST");
    if (list_name)
        list = open(list_name, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
    trap();
}

__attribute__((destructor)) static void
end(void)
{
    call_name[0] = '\0';
    if (list >= 0)
        dprintf(list, "%ld\n", calls);
}

/* The C library creates a thread with all signals blocked, so nothing in it can be trapped. */
int
pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *), void *argument)
{
    int (*real)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *) =
        (__typeof__(real))dlsym(RTLD_NEXT, "pthread_create");
    return fails("thread") ? EAGAIN : real(thread, attributes, start, argument);
}

/* The program's own memory functions, which all its libraries call, call these. */
#define REAL(name)                                                                                           \
    static __typeof__(&name) real;                                                                           \
    if (!real)                                                                                               \
    real = (__typeof__(real))dlsym(RTLD_NEXT, #name)

/* NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp): glibc's own names for its own */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

void *
__libc_malloc(size_t size)
{
    REAL(__libc_malloc);
    return fails("malloc") ? NULL : real(size);
}

void *
__libc_calloc(size_t count, size_t size)
{
    REAL(__libc_calloc);
    return fails("malloc") ? NULL : real(count, size);
}

void *
__libc_realloc(void *old, size_t size)
{
    REAL(__libc_realloc);
    return fails("malloc") ? NULL : real(old, size);
}
/* NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
