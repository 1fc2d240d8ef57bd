/* SPDX-License-Identifier: ISC */

/*
 * A consent's random words and what comes back of it; credentials written for
 * others, and what is known beside them.
 */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/secret.h"
#include "net/pkce.h"
#include "poll/consent.h"

static void
test_challenge(void **state)
{
	AUTO(free_p) char *a = pkce_random(), *b = pkce_random(), *c;

	(void)state;
	/* RFC 7636, appendix B. */
	c = pkce_challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
	assert_string_equal(c, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
	assert_int_equal(strlen(a), 43);
	assert_int_equal(strspn(a, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnop"
	    "qrstuvwxyz0123456789-_"), 43);
	assert_string_not_equal(a, b);
}

static void
is(const char *text, const char *code, const char *st, const char *error)
{
	struct pkce_answer a;
	bool good = pkce_answer(text, &a);

	assert_int_equal(good, code != NULL || error != NULL);
	if (code != NULL)
		assert_string_equal(a.code, code);
	else
		assert_null(a.code);
	if (st != NULL)
		assert_string_equal(a.state, st);
	else
		assert_null(a.state);
	if (error != NULL)
		assert_string_equal(a.error, error);
	pkce_answer_clear(&a);
	assert_null(a.code);
}

static void
test_answers(void **state)
{
	(void)state;
	is("abc-DEF_1", "abc-DEF_1", NULL, NULL);
	is("  abc \r\n", "abc", NULL, NULL);
	is("http://127.0.0.1:8377/?code=4%2F0A+b&state=x%79z", "4/0A b", "xyz",
	    NULL);
	is("/?state=s&code=c#_=_", "c", "s", NULL);
	is("code=c&state=s", "c", "s", NULL);
	is("?error=access_denied&state=s", NULL, "s", "access_denied");
	/* Twice, cut, damaged, hostile. */
	is("?code=a&code=b", "a", NULL, NULL);
	is("?code=%zz%4", "%zz%4", NULL, NULL);
	is("?code=a%00b%1bc", "a", NULL, NULL);
	is("?code", NULL, NULL, NULL);
	is("?xcode=1&=2&&", NULL, NULL, NULL);
	is("http://127.0.0.1:8377/", NULL, NULL, NULL);
	is("two words", NULL, NULL, NULL);
	is("", NULL, NULL, NULL);
	is(" \n", NULL, NULL, NULL);
}

static void
test_put(void **state)
{
	char dir[] = "/tmp/hark-put-XXXXXX";
	struct secret_owner us = { geteuid(), getegid() };
	struct secret *s = secret_new("one", 3), *t = secret_new("two", 3), *r;
	AUTO(free_p) char *file = NULL, *link = NULL;
	struct err e = { 0 };
	struct stat st;

	(void)state;
	assert_non_null(mkdtemp(dir));
	file = xasprintf("%s/key", dir);
	link = xasprintf("%s/link", dir);
	assert_int_equal(secret_put(file, s, &us, &e), 0);
	assert_int_equal(stat(file, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	/* A group that may read keeps that; a link stays one. */
	assert_int_equal(chmod(file, 0640), 0);
	assert_int_equal(symlink("key", link), 0);
	assert_int_equal(secret_put(link, t, &us, &e), 0);
	assert_int_equal(lstat(link, &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	assert_int_equal(stat(file, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0640);
	r = secret_load(NULL, file, &e);
	assert_true(secret_equal(r, t));
	secret_free(r);
	if (geteuid() == 0) {
		assert_int_equal(chown(file, 65534, 65534), 0);
		assert_int_equal(secret_put(file, s, &us, &e), 0);
		assert_int_equal(stat(file, &st), 0);
		assert_int_equal(st.st_uid, 65534);
		assert_int_equal(st.st_mode & 07777, 0640);
	}
	unlink(link);
	unlink(file);
	link[strlen(link) - 5] = '\0';
	assert_int_equal(rmdir(dir), 0);
	assert_int_equal(secret_put(file, s, &us, &e), -1);
	secret_free(s);
	secret_free(t);
}

static void
test_ends(void **state)
{
	char dir[] = "/tmp/hark-ends-XXXXXX";
	struct secret_owner us = { geteuid(), getegid() };
	struct consent_end end = { .at = 1764000000000 }, none = { 0 };
	AUTO(free_p) char *path = NULL, *file = NULL;
	struct err e = { 0 };
	FILE *f;

	(void)state;
	assert_non_null(mkdtemp(dir));
	path = xasprintf("%s/acme-1", dir);
	file = xasprintf("%s.ends", path);
	assert_int_equal(consent_ends(path, 7).at, 0);
	assert_int_equal(consent_keep(path, 7, end, &us, &e), 0);
	assert_int_equal(consent_ends(path, 7).at, end.at);
	assert_false(consent_ends(path, 7).less);
	/* Of other credentials: not true of these. */
	assert_int_equal(consent_ends(path, 8).at, 0);
	assert_int_equal(consent_ends(NULL, 7).at, 0);
	end.less = true;
	assert_int_equal(consent_keep(path, 7, end, &us, &e), 0);
	assert_int_equal(consent_ends(path, 7).at, end.at);
	assert_true(consent_ends(path, 7).less);
	f = fopen(file, "w");
	fputs("0000000000000007 never", f);
	fclose(f);
	assert_int_equal(consent_ends(path, 7).at, 0);
	assert_int_equal(consent_keep(path, 7, none, &us, &e), 0);
	assert_int_equal(access(file, F_OK), -1);
	assert_int_equal(consent_keep(path, 7, none, &us, &e), 0);
	assert_int_equal(rmdir(dir), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_challenge),
		cmocka_unit_test(test_answers),
		cmocka_unit_test(test_put),
		cmocka_unit_test(test_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
