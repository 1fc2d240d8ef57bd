/* SPDX-License-Identifier: ISC */

/* Whole tasks of the notice plugin; what follows the first line is said by the
 * server. */

#include "fuzz/plugin.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

extern const struct hark_plugin hark_plugin_notice;

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char *const options[] = { "server", "imaps://m.example/",
		"user", "social@m.example", "password", "p", "authserv-id",
		"m.example", "notices", "tests/replay/notice/google.conf", NULL };
	static const char *const facts[] = { NULL };

	fuzz_plugin(&hark_plugin_notice, options, facts, data, n);
	return 0;
}
