/* SPDX-License-Identifier: ISC */

/* Whole tasks of the x plugin. */

#include "fuzz/plugin.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

extern const struct hark_plugin hark_plugin_x;

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char *const options[] = { "consumer_key", "k", "consumer_secret", "s",
		"token", "t", "token_secret", "u", "keywords", "brot",
		"messages", "yes", NULL };
	static const char *const facts[] = { "id", "55010203", NULL };

	fuzz_plugin(&hark_plugin_x, options, facts, data, n);
	return 0;
}
