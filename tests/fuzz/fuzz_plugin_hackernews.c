/* SPDX-License-Identifier: ISC */

/* Whole tasks of the hackernews plugin. */

#include "fuzz/plugin.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

extern const struct hark_plugin hark_plugin_hackernews;

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char *const options[] = { "user", "becker", "keywords",
		"brot", NULL };
	static const char *const facts[] = { NULL };

	fuzz_plugin(&hark_plugin_hackernews, options, facts, data, n);
	return 0;
}
