/* SPDX-License-Identifier: ISC */

/* Whole tasks of the bluesky plugin. */

#include "fuzz/plugin.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

extern const struct hark_plugin hark_plugin_bluesky;

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char *const options[] = { "server", "https://pds.example", "user", "becker",
		"password", "p", NULL };
	static const char *const facts[] = { "did", "did:plc:becker", "deep", "1795100000000", NULL };

	fuzz_plugin(&hark_plugin_bluesky, options, facts, data, n);
	return 0;
}
