/* SPDX-License-Identifier: ISC */

/* Our own name at the start of what people write, as networks show it. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/internal.h"

#define N 3

static char *staff[] = { (char *)(uintptr_t)"@anna", NULL };
static struct account accounts[N];
static struct account *list[N] = { &accounts[0], &accounts[1], &accounts[2] };
static struct store store;

static void
us(int64_t source, const char *realm, const char *handle)
{
	own_free(&store);
	accounts[0] = (struct account){ .source = source,
		.self_id = (char *)(uintptr_t)"1",
		.self_handle = (char *)(uintptr_t)handle,
		.realm = (char *)(uintptr_t)realm, .staff = staff };
	/* A sister on the same server, and an account elsewhere. */
	accounts[1] = (struct account){ .source = source,
		.self_handle = (char *)(uintptr_t)"@cafe@social.example",
		.realm = (char *)(uintptr_t)realm };
	accounts[2] = (struct account){ .source = source + 1,
		.self_handle = (char *)(uintptr_t)"@elsewhere",
		.realm = (char *)(uintptr_t)"" };
	store.accounts = list;
	store.n_accounts = N;
	own_build(&store);
}

static void
becomes(const char *text, const char *want)
{
	size_t n = own_lead(&store, &accounts[0], text);

	assert_true(n <= strlen(text));
	assert_string_equal(text + n, want);
}

static void
mastodon(void **state)
{
	(void)state;
	us(1, "social.example", "@becker@social.example");
	becomes("@becker Habt ihr auf?", "Habt ihr auf?");
	becomes("@becker@social.example habt ihr auf?", "habt ihr auf?");
	becomes("@Becker@Social.Example, habt ihr auf?", "habt ihr auf?");
	becomes("@becker: habt ihr auf?", "habt ihr auf?");
	becomes("@becker. Habt ihr auf?", "Habt ihr auf?");
	becomes(" @becker\nHabt ihr auf?", "Habt ihr auf?");
	becomes("@becker\xc2\xa0habt ihr auf?", "habt ihr auf?");
	/* Sisters too, and others stay. */
	becomes("@becker @cafe @becker habt ihr auf?", "habt ihr auf?");
	becomes("@becker @petra kommst du mit?", "@petra kommst du mit?");
	becomes("@petra @becker kommst du mit?", "@petra @becker kommst du mit?");
	becomes("@anna hast du Zeit?", "@anna hast du Zeit?");
	becomes("@elsewhere habt ihr auf?", "@elsewhere habt ihr auf?");
}

static void
not_ours(void **state)
{
	(void)state;
	us(1, "social.example", "@becker@social.example");
	becomes("@beckers habt ihr auf?", "@beckers habt ihr auf?");
	becomes("@becker's Brot ist gut", "@becker's Brot ist gut");
	becomes("@becker@other.example na?", "@becker@other.example na?");
	becomes("@becker/@cafe na?", "@becker/@cafe na?");
	becomes("becker habt ihr auf?", "becker habt ihr auf?");
	becomes("Hallo @becker habt ihr auf?", "Hallo @becker habt ihr auf?");
	/* Where nothing follows, it is what they said. */
	becomes("@becker", "@becker");
	becomes("@becker ", "@becker ");
	becomes("@becker @cafe", "@cafe");
	becomes("@becker ???", "???");
	becomes("@", "@");
	becomes("@ becker", "@ becker");
	becomes("", "");
	assert_int_equal(own_lead(&store, NULL, "@becker x"), 0);
	assert_int_equal(own_lead(&store, &accounts[0], NULL), 0);
}

static void
elsewhere(void **state)
{
	(void)state;
	/* Bluesky: the handle is a domain. */
	us(1, "", "@becker.bsky.social");
	becomes("@becker.bsky.social habt ihr auf?", "habt ihr auf?");
	becomes("@becker.bsky.social. Habt ihr auf?", "Habt ihr auf?");
	becomes("@becker habt ihr auf?", "@becker habt ihr auf?");
	becomes("@becker.bsky.socialist na?", "@becker.bsky.socialist na?");
	/* A handle without its server, and people who write it with it. */
	us(1, "https://www.social.example", "becker");
	becomes("@becker habt ihr auf?", "habt ihr auf?");
	becomes("@becker@social.example habt ihr auf?", "habt ihr auf?");
	becomes("@becker@other.example habt ihr auf?",
	    "@becker@other.example habt ihr auf?");
	/* Beyond ASCII; and long nonsense. */
	us(1, "", "@b\xc3\xa4" "cker_1");
	becomes("@b\xc3\xa4" "cker_1 habt ihr auf?", "habt ihr auf?");
	for (int i = 0; i < 3; i++) {
		char text[4000];

		memset(text, i == 0 ? '@' : i == 1 ? 'a' : ' ',
		    sizeof(text));
		text[0] = '@';
		text[sizeof(text) - 1] = '\0';
		becomes(text, text);
	}
	own_free(&store);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mastodon), cmocka_unit_test(not_ours),
		cmocka_unit_test(elsewhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
