/* SPDX-License-Identifier: ISC */

/* Whole tasks of the facebook plugin. */

#include "fuzz/plugin.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

extern const struct hark_plugin hark_plugin_facebook;

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char *const options[] = { "token", "t", "app_secret", "s",
		"messages", "yes", NULL };
	static const char *const facts[] = { "id", "10001", "hidden", "2", NULL };

	fuzz_plugin(&hark_plugin_facebook, options, facts, data, n);
	return 0;
}
