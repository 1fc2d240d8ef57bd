/* SPDX-License-Identifier: ISC */

/* Whole tasks of the push plugin. */

#include "fuzz/plugin.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

extern const struct hark_plugin hark_plugin_push;

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char *const options[] = { "realm", "shop", NULL };
	static const char *const facts[] = { NULL };

	fuzz_plugin(&hark_plugin_push, options, facts, data, n);
	return 0;
}
