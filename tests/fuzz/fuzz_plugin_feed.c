/* SPDX-License-Identifier: ISC */

/* Whole tasks of the feed plugin. */

#include "fuzz/plugin.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

extern const struct hark_plugin hark_plugin_feed;

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char *const options[] = { "comments", "https://blog.example/comments/feed/", "own",
		"https://blog.example/feed/", "found", "https://other.example/feed", NULL };
	static const char *const facts[] = { NULL };

	fuzz_plugin(&hark_plugin_feed, options, facts, data, n);
	return 0;
}
