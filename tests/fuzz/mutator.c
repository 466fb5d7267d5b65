/* For libFuzzer, which on its own hardly ever makes a small input large: one in 64 is a variant. */
#include <string.h>
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/variants.h"

size_t LLVMFuzzerMutate(uint8_t *bytes, size_t size, size_t most);
size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t size, size_t most, unsigned number);

size_t
LLVMFuzzerCustomMutator(uint8_t *bytes, size_t size, size_t most, unsigned number)
{
    if (number % 64)
        return LLVMFuzzerMutate(bytes, size, most);
    g_autoptr(GString) text = fuzz_variant(bytes, size, number / 64);
    size_t length = MIN(text->len, most);
    memcpy(bytes, text->str, length);
    return length;
}
