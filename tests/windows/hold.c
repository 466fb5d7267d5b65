/* hold FILE: keeps a file open for writing, as Excel does: others may read but not write it. Says so, and
 * ends when its input does. */
#include <stdio.h>
#include <windows.h>

int wmain(int count, wchar_t **arguments);

int
wmain(int count, wchar_t **arguments)
{
    HANDLE handle = count == 2 ? CreateFileW(arguments[1], GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ,
                                             NULL, OPEN_EXISTING, 0, NULL)
                               : INVALID_HANDLE_VALUE;
    puts(handle == INVALID_HANDLE_VALUE ? "not held" : "held");
    fflush(stdout);
    while (getchar() != EOF)
        ;
    return handle == INVALID_HANDLE_VALUE;
}
