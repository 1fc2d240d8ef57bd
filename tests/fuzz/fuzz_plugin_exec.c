/* SPDX-License-Identifier: ISC */

/* Whole tasks of the exec plugin. */

#include "fuzz/plugin.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

extern const struct hark_plugin hark_plugin_exec;

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char *const options[] = { "program", "/bin/true", "reply", "yes", NULL };
	static const char *const facts[] = { NULL };

	fuzz_plugin(&hark_plugin_exec, options, facts, data, n);
	return 0;
}
