/* SPDX-License-Identifier: ISC */

/* What the mastodon plugin says about ids and addresses. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/mem.h"
#include "hark.h"

extern const struct hark_plugin hark_plugin_mastodon;

#define order	hark_plugin_mastodon.order

static void
test_order(void **state)
{
	/* Oldest first, family by family. */
	static const char *const ids[][4] = {
		{ "1", "99", "115581000000000042", "9223372036854775807" },
		{ "01M7ZTPTRHJ4BNVPQ50V0PZYSG", "01M7ZTPTRJ0000000000000000",
		  "01M7ZTPTWMD8AVCW6WPBTF549R", "7ZZZZZZZZZZZZZZZZZZZZZZZZZ" },
		{ "1795289693ebfcf672b35184bb2435c3ab80734c52",
		  "1795289694000000000000000000000000000000ff",
		  "1795289707403fd6465eadbe0a70c285bf9a45f45c",
		  "9999999999ffffffffffffffffffffffffffffffff" },
		{ "9vFVnS3RrqbWq3lTXL", "9vFVnS3RrqbWq3lTXM",
		  "9vFVnT3RrqbWq3lTXM", "AvFVnT3RrqbWq3lTXM" },
	};
	static const char *const none[] = { "", "x", "9223372036854775808",
		"ae914e918f12ec2dbd01790439896033", "12a", "-5", " 5", "@1795",
		"8ZZZZZZZZZZZZZZZZZZZZZZZZZ", "01m7ztptrhj4bnvpq50v0pzysg",
		"0000000000ebfcf672b35184bb2435c3ab80734c52",
		"17952896938BC8C2ED2CC3A8066CBE23FAD638126F",
		"zzzzzzzzzzzzzzzzzz", "aaaaaaaaaaaaaaaaaa",
		"https://a.example/users/b/statuses/1" };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(ids); i++) {
		int64_t last = 0;

		for (size_t k = 0; k < 4; k++) {
			int64_t n = order(ids[i][k]);

			if (n <= last)
				fail_msg("%s is not after the one before it",
				    ids[i][k]);
			last = n;
		}
	}
	for (size_t i = 0; i < ARRAY_LEN(none); i++)
		if (order(none[i]) != 0)
			fail_msg("\"%s\" has an order", none[i]);
}

static void
test_claims(void **state)
{
	static const char *const yes[] = { "https://mastodon.social/@Gargron",
		"https://m.example/users/baecker", "https://localhost/@acme",
		"http://127.0.0.1:8080/@acme/", "https://fox.com/@a",
		 "https://m.example/@a@b.example" };
	static const char *const no[] = { "", "https://m.example",
		"https://m.example/", "https://m.example/@a/115581",
		"https:///@a", "https://m.example\r/@a",
		"https://u@m.example/@a", "ftp://m.example/@a", "m.example/@a",
		"https://m.example/@a?b=c", "https://m.example/users/",
		"https://m.example/@", "https://m.example/a/b",
		/* Profiles of others, or just some page. */
		"https://m.example/kontakt", "https://localhost/acme",
		"https://bsky.app/profile/lena.example",
		"https://www.youtube.com/@baecker", "https://x.com/baecker",
		"https://x.com/@baecker", "https://twitter.com/@baecker",
		"https://www.facebook.com/baecker",
		"https://facebook.com/users/baecker",
		"https://www.instagram.com/baecker/",
		"https://Instagram.com/@baecker", "https://t.me/@baecker",
		"https://www.tiktok.com/@baecker",
		"https://www.threads.net/@baecker", "https://medium.com/@a",
		"https://www.reddit.com/user/baecker",
		"https://github.com/users/baecker",
		"https://www.linkedin.com/company/baecker",
		"https://stackoverflow.com/users/1" };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(yes); i++)
		if (!hark_plugin_mastodon.claims(yes[i]))
			fail_msg("%s is a profile", yes[i]);
	for (size_t i = 0; i < ARRAY_LEN(no); i++)
		if (hark_plugin_mastodon.claims(no[i]))
			fail_msg("%s is no profile", no[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_claims),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
