/* Guard: what the program owes the records while it is in memory, and its last words when it cannot go on. */
#pragma once

/* From here on memory is guarded (system_guard_memory). Where it runs out, or a defect ends the program, one
 * line says so and the status is FAILURE_OUTPUT: no pack is left half made, for a pack takes its place in one
 * step. */
void guard_process(void);
