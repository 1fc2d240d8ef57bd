/* SPDX-License-Identifier: ISC */

/* The words in links: who made them, for whom, and how mails mangle them. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/token.h"

static const unsigned char key[TOKEN_KEY] = "0123456789abcde",
    other[TOKEN_KEY] = "0123456789abcdf";

static const struct token done = { TOKEN_DONE, "j342nx",
	INT64_C(1779451500000) };

static void
test_made(void **state)
{
	char w[TOKEN_LEN + 1], x[TOKEN_LEN + 1];
	struct token t = done, back;

	(void)state;
	token_make(key, &done, "team", "Team@example.org", w);
	assert_int_equal(strlen(w), TOKEN_LEN);
	assert_memory_equal(w, "hkdj342nx", 9);
	assert_true(token_read(w, &back));
	assert_int_equal(back.verb, TOKEN_DONE);
	assert_string_equal(back.id, "j342nx");
	assert_true(back.issued == done.issued);
	/* An address is the same however it is written. */
	assert_true(token_is(key, w, "team", "team@EXAMPLE.org"));
	/* Another key, recipient or address; what moves between the two. */
	assert_false(token_is(other, w, "team", "team@example.org"));
	assert_false(token_is(key, w, "chef", "team@example.org"));
	assert_false(token_is(key, w, "team", "chef@example.org"));
	assert_false(token_is(key, w, "teamt", "eam@example.org"));
	/* Each sign of it counts: verb, question, time, hash. */
	for (size_t i = 2; i < TOKEN_LEN; i++) {
		memcpy(x, w, sizeof(x));
		x[i] = x[i] == 'd' ? 'p' : 'd';
		assert_false(token_is(key, x, "team", "team@example.org"));
	}
	/* Two mails, a second apart. */
	t.issued += 1000;
	token_make(key, &t, "team", "team@example.org", x);
	assert_string_not_equal(w, x);
	assert_true(token_read(x, &back));
	assert_true(back.issued == t.issued);
	/* Times that cannot be: no crash, and nothing that lives. */
	t.issued = INT64_MAX;
	token_make(key, &t, "team", "team@example.org", x);
	assert_true(token_read(x, &back));
	assert_true(back.issued == 0);
}

static void
test_found(void **state)
{
	char w[TOKEN_LEN + 1], x[TOKEN_LEN + 1], got[TOKEN_LEN + 1] = "";
	char text[400];
	struct token t = done;
	/* @ stands for the word. */
	static const struct { const char *fmt; int n; } v[] = {
		{ "Erledigt @", 1 }, { "Re: Erledigt @", 1 },
		{ "AW: WG: Erledigt  @.", 1 }, { "@", 1 },
		{ "\"@\"", 1 }, { "<@>", 1 }, { "Erledigt\xc2\xa0@", 1 },
		{ "[EXTERN] Erledigt @ [#12]", 1 },
		{ "Erledigt @ @", 1 },	/* twice the same */
		{ "", 0 }, { "Frage von Anna K.", 0 },
		{ "xErledigt@", 0 }, { "@x", 0 }, { "-@", 0 },
	};

	(void)state;
	token_make(key, &done, "team", "team@example.org", w);
	for (size_t i = 0; i < ARRAY_LEN(v); i++) {
		got[0] = '\0';
		text[0] = '\0';
		for (const char *p = v[i].fmt; *p != '\0'; p++) {
			size_t k = strlen(text);

			snprintf(text + k, sizeof(text) - k, "%.*s", *p == '@' ?
			    TOKEN_LEN : 1, *p == '@' ? w : p);
		}
		if (token_find(text, got) != v[i].n)
			fail_msg("%s", text);
		if (v[i].n == 1)
			assert_string_equal(got, w);
	}
	/* Some programs shout. */
	snprintf(text, sizeof(text), "ERLEDIGT %s", w);
	for (char *p = text; *p != '\0'; p++)
		*p = *p >= 'a' && *p <= 'z' ? (char)(*p - 32) : *p;
	assert_int_equal(token_find(text, got), 1);
	assert_string_equal(got, w);
	/* The quoted mail holds one of each verb: nobody knows which. */
	t.verb = TOKEN_NOT;
	token_make(key, &t, "team", "team@example.org", x);
	snprintf(text, sizeof(text), "> %s\n> %s", w, x);
	assert_int_equal(token_find(text, got), 2);
	/* Thirty-six letters are no token yet. */
	memcpy(x, w, sizeof(x));
	x[TOKEN_LEN - 1] = 'u';
	assert_int_equal(token_find(x, got), 0);
	x[TOKEN_LEN - 1] = w[TOKEN_LEN - 1];
	x[2] = 'z';
	assert_int_equal(token_find(x, got), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_made), cmocka_unit_test(test_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
