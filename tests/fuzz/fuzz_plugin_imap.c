/* SPDX-License-Identifier: ISC */

/* Whole tasks of the imap plugin; what follows the first line is said by the
 * server. */

#include "fuzz/plugin.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

extern const struct hark_plugin hark_plugin_imap;

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char *const options[] = { "server", "imaps://m.example/",
		"user", "laden@m.example", "password", "p", "authserv-id",
		"m.example", NULL };
	static const char *const facts[] = { "sent", "Sent", NULL };

	fuzz_plugin(&hark_plugin_imap, options, facts, data, n);
	return 0;
}
