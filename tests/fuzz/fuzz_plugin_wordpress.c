/* SPDX-License-Identifier: ISC */

/* Whole tasks of the wordpress plugin. */

#include "fuzz/plugin.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

extern const struct hark_plugin hark_plugin_wordpress;

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char *const options[] = { "site", "https://blog.example", "user", "becker",
		"password", "p", NULL };
	static const char *const facts[] = { "api", "/wp-json", "id", "1", NULL };

	fuzz_plugin(&hark_plugin_wordpress, options, facts, data, n);
	return 0;
}
