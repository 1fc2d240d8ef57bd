/* SPDX-License-Identifier: ISC */

/* Whole tasks of the youtube plugin. */

#include "fuzz/plugin.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

extern const struct hark_plugin hark_plugin_youtube;

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char *const options[] = { "channel", "@shop", "key", "k",
		"client_id", "i", "client_secret", "s", "refresh_token", "r",
		"keywords", "brot", "held", "yes", NULL };
	static const char *const facts[] = { "@shop", "UCown", NULL };

	fuzz_plugin(&hark_plugin_youtube, options, facts, data, n);
	return 0;
}
