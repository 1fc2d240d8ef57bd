/* SPDX-License-Identifier: ISC */

/* Whole tasks of the mastodon plugin. */

#include "fuzz/plugin.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

extern const struct hark_plugin hark_plugin_mastodon;

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char *const options[] = { "server", "https://m.example/",
		"token", "t", NULL };
	static const char *const facts[] = { "version", "4.3.1", "id", "14715",
		NULL };

	fuzz_plugin(&hark_plugin_mastodon, options, facts, data, n);
	return 0;
}
