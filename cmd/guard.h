/* Guard: protects the records while they are in memory, and prints the last line when the program cannot
 * go on. */
#pragma once

/* From this call on, memory is guarded (system_guard_memory). If it runs out, or a fault ends the program,
 * one line says so and the status is FAILURE_OUTPUT. No incomplete pack is left, because a pack is put in
 * place in one step. */
void guard_process(void);
