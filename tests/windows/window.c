/* window PROGRAM [ARGUMENT...]: starts a program as a double click does, in a window of its own, and waits
 * until it asks for Enter. Prints what the window shows, one line a row, presses Enter, and ends with its
 * status. */
#include <io.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <windows.h>

int wmain(int count, wchar_t **arguments);

static wchar_t shown[256][256];

/* The number of rows that the window shows, without the empty ones at its end. */
static int
read_window(HANDLE screen)
{
    CONSOLE_SCREEN_BUFFER_INFO about;
    if (!GetConsoleScreenBufferInfo(screen, &about))
        return 0;
    int rows = about.dwCursorPosition.Y + 1;
    for (int row = 0; row < rows && row < 256; row++) {
        DWORD got = 0;
        ReadConsoleOutputCharacterW(screen, shown[row], (DWORD)(about.dwSize.X < 255 ? about.dwSize.X : 255),
                                    (COORD){0, (SHORT)row}, &got);
        while (got > 0 && shown[row][got - 1] == L' ')
            got--;
        shown[row][got] = L'\0';
    }
    return rows < 256 ? rows : 256;
}

static void
press_enter(HANDLE keys)
{
    INPUT_RECORD enter = {.EventType = KEY_EVENT};
    enter.Event.KeyEvent = (KEY_EVENT_RECORD){.bKeyDown = TRUE,
                                              .wRepeatCount = 1,
                                              .wVirtualKeyCode = VK_RETURN,
                                              .wVirtualScanCode = 0x1c,
                                              .uChar.UnicodeChar = L'\r'};
    DWORD written;
    WriteConsoleInputW(keys, &enter, 1, &written);
    enter.Event.KeyEvent.bKeyDown = FALSE;
    WriteConsoleInputW(keys, &enter, 1, &written);
}

static HANDLE
of_console(const wchar_t *name)
{
    return CreateFileW(name, GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL,
                       OPEN_EXISTING, 0, NULL);
}

static ULONGLONG
time_taken(HANDLE process)
{
    FILETIME began, ended, kernel, user;
    if (!GetProcessTimes(process, &began, &ended, &kernel, &user))
        return 0;
    return ((ULONGLONG)kernel.dwHighDateTime << 32 | kernel.dwLowDateTime) +
           ((ULONGLONG)user.dwHighDateTime << 32 | user.dwLowDateTime);
}

/* Until it has started and is idle, or for a minute. */
static void
wait_until_idle(HANDLE process)
{
    ULONGLONG before = 0, now = 0;
    for (int i = 0; i < 20 && (now == 0 || now != before); i++) {
        Sleep(3000);
        before = now;
        now = time_taken(process);
    }
}

int
wmain(int count, wchar_t **arguments)
{
    static wchar_t line[4096];
    for (int i = 1; i < count; i++) {
        wcscat(line, i > 1 ? L" \"" : L"\"");
        wcscat(line, arguments[i]);
        wcscat(line, L"\"");
    }
    STARTUPINFOW start = {.cb = sizeof start};
    PROCESS_INFORMATION process;
    FILE *out = _wfdopen(_dup(1), L"wb");
    if (!CreateProcessW(NULL, line, NULL, NULL, FALSE, CREATE_NEW_CONSOLE, NULL, NULL, &start, &process))
        return 99;
    /* It counts the processes in its window when it starts. */
    wait_until_idle(process.hProcess);
    FreeConsole();
    if (!AttachConsole(process.dwProcessId))
        return 98;
    HANDLE screen = of_console(L"CONOUT$"), keys = of_console(L"CONIN$");
    int rows = 0;
    for (int i = 0; i < 200; i++) {
        rows = read_window(screen);
        if (rows > 1 && wcsncmp(shown[rows - 2], L"Press Enter", 11) == 0)
            break;
        Sleep(100);
    }
    for (int row = 0; row < rows; row++) {
        char bytes[1024];
        WideCharToMultiByte(CP_UTF8, 0, shown[row], -1, bytes, sizeof bytes, NULL, NULL);
        fprintf(out, "%s\n", bytes);
    }
    fflush(out);
    do
        press_enter(keys);
    while (WaitForSingleObject(process.hProcess, 1000) == WAIT_TIMEOUT);
    DWORD status;
    GetExitCodeProcess(process.hProcess, &status);
    return (int)status;
}
