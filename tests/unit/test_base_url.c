/* SPDX-License-Identifier: ISC */

/* Addresses: what is one, whose it is, and what stays within the house. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/url.h"

static void
test_parse(void **state)
{
	static const char *const no[] = { "", "x", "https://", "https:///x",
		"ftp://a/", "://a", "https://a:0/", "https://a:65536/",
		"https://a:8x/", "https://a:/", "https://[::1/", "https://a b/",
		"https://a/\n", "https://a\\b/", "//a/b", "https://[::1]x/",
		"https://[[::1]/", "https://[]/", "https://[m.example]/",
		"https://[127.0.0.1]/", "https://[fe80::1%25eth0]/",
		"https://[::1::]/" };
	struct url u;

	(void)state;
	assert_true(url_parse("HTTPS://M.Example:8443/x?y#z", &u));
	assert_string_equal(u.scheme, "https");
	assert_string_equal(u.host, "m.example");
	assert_int_equal(u.port, 8443);
	assert_string_equal(u.path, "/x?y#z");
	assert_false(u.userinfo);
	assert_true(url_parse("imaps://mail.example", &u));
	assert_int_equal(u.port, 993);
	assert_string_equal(u.path, "");
	assert_true(url_parse("http://[::1]:80?q", &u));
	assert_string_equal(u.host, "::1");
	assert_string_equal(u.path, "?q");
	assert_true(url_parse("https://good.example@evil.example/", &u));
	assert_true(u.userinfo);
	assert_string_equal(u.host, "evil.example");
	for (size_t i = 0; i < ARRAY_LEN(no); i++)
		if (url_parse(no[i], &u))
			fail_msg("\"%s\" was taken for an address", no[i]);
}

static void
test_origin(void **state)
{
	char o[300];

	(void)state;
	assert_true(url_origin("HTTPS://M.example:443/a?b", o, sizeof(o)));
	assert_string_equal(o, "https://m.example");
	assert_true(url_origin("http://[::1]:8080/", o, sizeof(o)));
	assert_string_equal(o, "http://[::1]:8080");
	assert_false(url_origin("https://m.example/", o, 10));
	assert_true(url_same_origin("https://a/x", "https://A:443/y"));
	assert_false(url_same_origin("https://a/", "http://a/"));
	assert_false(url_same_origin("https://a/", "https://a:444/"));
	assert_false(url_same_origin("https://a/", "https://a.b/"));
	assert_false(url_same_origin("x", "x"));
}

static void
test_private(void **state)
{
	static const char *const own[] = { "localhost", "LOCALHOST",
		"x.localhost", "127.0.0.1", "127.9.9.9", "::1" };
	static const char *const near[] = { "10.0.0.1", "172.16.0.1",
		"172.31.255.255", "192.168.1.1", "169.254.169.254", "0.0.0.0",
		"100.64.0.1", "255.255.255.255", "224.0.0.1", "fe80::1",
		"fd00::1", "::", "::ffff:10.0.0.1" };
	static const char *const far[] = { "m.example", "8.8.8.8", "172.32.0.1",
		"2001:db8::1", "notlocalhost", "localhost.example",
		"::ffff:8.8.8.8", "100.128.0.1" };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(own); i++)
		if (!url_is_loopback(own[i]) || !url_is_private(own[i]))
			fail_msg("%s is this machine", own[i]);
	for (size_t i = 0; i < ARRAY_LEN(near); i++)
		if (url_is_loopback(near[i]) || !url_is_private(near[i]))
			fail_msg("%s is private", near[i]);
	for (size_t i = 0; i < ARRAY_LEN(far); i++)
		if (url_is_loopback(far[i]) || url_is_private(far[i]))
			fail_msg("%s is public", far[i]);
}

static void
build(const char *base, const char *const *pairs, const char *want)
{
	AUTO(buf_free) struct buf b = BUF_INIT;

	url_build(&b, base, pairs);
	assert_string_equal(b.data, want);
}

static void
join(const char *base, const char *ref, const char *want)
{
	AUTO(buf_free) struct buf b = BUF_INIT;

	url_join(&b, base, ref);
	assert_string_equal(b.data, want);
}

static void
test_build(void **state)
{
	(void)state;
	build("https://a/b", (const char *const[]){ NULL }, "https://a/b");
	build("https://a/b", (const char *const[]){ "q", "grüße & mehr",
	    "left", NULL, "types[]", "mention", "types[]", "quote", NULL },
	    "https://a/b?q=gr%C3%BC%C3%9Fe%20%26%20mehr&types[]=mention"
	    "&types[]=quote");
	build("https://a/b?c", (const char *const[]){ "a&b", "", NULL },
	    "https://a/b?c&a%26b=");
	join("https://a/b/c?d", "x", "https://a/b/x");
	join("https://a/b/c?d", "?x", "https://a/b/c?x");
	join("https://a:8443/b/c", "/x", "https://a:8443/x");
	join("https://a/b", "//c/d", "https://c/d");
	join("https://a", "x", "https://a/x");
	join("https://a/b", "http://c/", "http://c/");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parse),
		cmocka_unit_test(test_origin),
		cmocka_unit_test(test_private),
		cmocka_unit_test(test_build),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
