/* Guard: what the program owes the records while it is in memory, and its last words when it cannot go on. */
#pragma once
#include <stdbool.h>

/* From here on no core file is written, no other process of the user may look into the memory, and memory
 * that is freed is written over. Where memory runs out, or a defect ends the program, one line says so and
 * the status is FAILURE_OUTPUT: no pack is left half made, for a pack takes its place in one step. Large
 * columns grow without being copied. */
void guard_process(void);

/* Ends the program at once, from wherever it is, for want of memory. */
_Noreturn void guard_end_without_memory(void);

/* Whether memory that is freed is written over at once. */
void guard_overwrite(bool freed);

/* What is freed from here on holds nothing of an export, only what is made of figures and findings: it is not
 * written over any more, which would take a tenth of the time of a pack, and memory for drawing is used again
 * instead of being given back. */
void guard_let_go(void);
