/* SPDX-License-Identifier: ISC */

/* Credentials go where they belong, in the form they need there. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/mem.h"
#include "net/auth.h"
#include "net/oauth1.h"

static struct secret *token, *odd, *lines;

static struct auth_value
lookup(void *arg, const char *name)
{
	(void)arg;
	if (strcmp(name, "token") == 0)
		return (struct auth_value){ .secret = token };
	if (strcmp(name, "odd") == 0)
		return (struct auth_value){ .secret = odd };
	if (strcmp(name, "lines") == 0)
		return (struct auth_value){ .secret = lines };
	if (strcmp(name, "user") == 0)
		return (struct auth_value){ .plain = "Aladdin" };
	if (strcmp(name, "password") == 0)
		return (struct auth_value){ .plain = "open sesame" };
	if (strcmp(name, "key") == 0)
		return (struct auth_value){ .plain = "key" };
	if (strcmp(name, "fox") == 0)
		return (struct auth_value){ .plain =
		    "The quick brown fox jumps over the lazy dog" };
	return (struct auth_value){ 0 };
}

static int
setup(void **state)
{
	(void)state;
	token = secret_new("123:AbC", 7);
	odd = secret_new("a&b=c\"\\ /\xc3\xa4", 11);
	lines = secret_new("a\r\nX: y", 7);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	secret_free(token);
	secret_free(odd);
	secret_free(lines);
	return 0;
}

/* One entry; what became of the URL and the headers, joined with '|'. */
static char *
apply(const char *entry, const char *start)
{
	const char *const auth[] = { entry, NULL };
	struct buf url = BUF_INIT, all = BUF_INIT;
	struct auth_out o = { .url = &url };
	struct err e = { 0 };

	buf_adds(&url, start);
	if (auth_apply(auth, NULL, NULL, lookup, NULL, &o, &e) == -1)
		buf_addf(&all, "error %d %s", (int)e.code, e.text);
	else
		buf_adds(&all, url.data);
	for (size_t i = 0; i < o.n_headers; i++)
		buf_addf(&all, "|%s", o.headers[i]);
	if (o.n_headers != 0)
		assert_null(o.headers[o.n_headers]);
	auth_out_clear(&o);
	buf_free(&url);
	return buf_detach(&all);
}

static void
test_entries(void **state)
{
	static const struct {
		const char *entry, *url, *want;
	} cases[] = {
		{ "Authorization: Bearer {token}", "https://h/p",
		    "https://h/p|Authorization: Bearer 123:AbC" },
		/* RFC 7617's example. */
		{ "Authorization: Basic {base64:user:password}", "https://h/",
		    "https://h/|Authorization: Basic "
		    "QWxhZGRpbjpvcGVuIHNlc2FtZQ==" },
		{ "?access_token={token}", "https://h/p",
		    "https://h/p?access_token=123%3AAbC" },
		{ "?t={odd}&u={user}", "https://h/p?a=b#f",
		    "https://h/p?a=b&t=a%26b%3Dc%22%5C%20%2F%C3%A4&u=Aladdin"
		    "#f" },
		{ "/bot{token}", "https://h/getMe?x=/",
		    "https://h/bot123:AbC/getMe?x=/" },
		{ "/bot{odd}", "https://h:8443",
		    "https://h:8443/bota%26b%3Dc%22%5C%20%2F%C3%A4" },
		/* A widely published value. */
		{ "?proof={hmac-sha256:key:fox}", "https://h/",
		    "https://h/?proof=f7bc83f430538424b13298e6aa6fb143ef4d59a1"
		    "4946175997479dbc2d1a3cd8" },
		/* What is not set is left out, as a whole. */
		{ "Authorization: Bearer {none}", "https://h/", "https://h/" },
		{ "?a={token}&b={none}", "https://h/", "https://h/" },
		{ "?a={base64:user:none}", "https://h/", "https://h/" },
		{ "?a={hmac-sha256:none:fox}", "https://h/", "https://h/" },
		{ "oauth1", "https://h/", "https://h/" },
		/* Braces that are no placeholders. */
		{ "X-A: {\"a\"} {} {a:} { user } {user", "https://h/",
		    "https://h/|X-A: {\"a\"} {} {a:} { user } {user" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		AUTO(free_p) char *got = apply(cases[i].entry, cases[i].url);

		assert_string_equal(got, cases[i].want);
	}
}

static void
test_entries_that_fail(void **state)
{
	static const struct {
		const char *entry, *words;
	} cases[] = {
		{ "X: {lines}", "credential lines holds a line break" },
		{ "?x={lines}", "credential lines holds a line break" },
		{ "X: {md5:user:key}", "{md5:...}" },
		{ "X: {base64:user:key:fox}", "{base64:...}" },
		{ "X: {base64:user}", "{base64:...}" },
		{ "X: {a:b:c:d:e:f}", "{a:...}" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		AUTO(free_p) char *got = apply(cases[i].entry, "https://h/");

		assert_memory_equal(got, "error ", 6);
		assert_non_null(strstr(got, cases[i].words));
		assert_null(strstr(got, "X: y"));
	}
}

static void
test_bodies(void **state)
{
	struct buf b = BUF_INIT;
	struct err e = { 0 };

	(void)state;
	assert_int_equal(auth_expand(&b, " {\"id\":\"{user}\",\"pw\":\"{odd}\","
	    "\"x\":{}}", lookup, NULL, &e), 0);
	assert_string_equal(b.data, " {\"id\":\"Aladdin\",\"pw\":"
	    "\"a&b=c\\\"\\\\ /\xc3\xa4\",\"x\":{}}");
	buf_reset(&b);
	assert_int_equal(auth_expand(&b, "grant=x&t={token}&p={odd}", lookup,
	    NULL, &e), 0);
	assert_string_equal(b.data, "grant=x&t=123%3AAbC&p=a%26b%3Dc%22%5C%20"
	    "%2F%C3%A4");
	buf_reset(&b);
	assert_int_equal(auth_expand(&b, "[\"{lines}\"]", lookup, NULL, &e), 0);
	assert_string_equal(b.data, "[\"a\\u000d\\u000aX: y\"]");
	buf_reset(&b);
	assert_int_equal(auth_expand(&b, "t={none}", lookup, NULL, &e), -1);
	assert_int_equal(e.code, ERR_CONFIG);
	assert_non_null(strstr(e.text, "no none"));
	buf_free(&b);
}

static void
test_where_they_may_go(void **state)
{
	static const char *const origins[] = {
		"https://a.example/api/", "https://b.example:8443", NULL,
	};

	(void)state;
	assert_true(auth_may_travel("https://A.example:443/x", origins));
	assert_true(auth_may_travel("https://b.example:8443/x?y", origins));
	assert_false(auth_may_travel("http://a.example/x", origins));
	assert_false(auth_may_travel("https://b.example/x", origins));
	assert_false(auth_may_travel("https://a.example.evil/x", origins));
	assert_false(auth_may_travel("https://a.example@evil/x", origins));
	assert_false(auth_may_travel("https://evil/?https://a.example/",
	    origins));
	assert_false(auth_may_travel("https://a.example\\@evil/", origins));
	assert_false(auth_may_travel("/x", origins));
	assert_false(auth_may_travel("https://a.example/", NULL));
}

static void
test_oauth1_base_string(void **state)
{
	/* RFC 5849, 3.4.1.1. */
	struct oauth1 o = {
		.consumer_key = "9djdj82h48djs9d2", .token = "kkk9d7dh3k39sjv7",
		.nonce = "7d8f3e4a", .timestamp = 137131201,
	};
	struct buf b = BUF_INIT;

	(void)state;
	assert_true(oauth1_base(&b, &o, "post", "http://EXAMPLE.com:80/request"
	    "?b5=%3D%253D&a3=a&c%40=&a2=r%20b#f", "c2&a3=2+q"));
	assert_string_equal(b.data, "POST&http%3A%2F%2Fexample.com%2Frequest&"
	    "a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26"
	    "c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26"
	    "oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26"
	    "oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7");
	buf_reset(&b);
	/* JSON is not signed, and an empty path is "/". */
	o.token = NULL;
	assert_true(oauth1_base(&b, &o, "POST", "https://h:8443?",
	    "{\"a\":\"b=c\"}"));
	assert_string_equal(b.data, "POST&https%3A%2F%2Fh%3A8443%2F&"
	    "oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26"
	    "oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201");
	assert_false(oauth1_base(&b, &o, "GET", "nonsense", NULL));
	buf_free(&b);
}

static void
test_oauth1_signature(void **state)
{
	/* RFC 5849, 1.2. */
	struct oauth1 rfc = {
		.consumer_key = "dpf43f3p2l4k3l03",
		.consumer_secret = "kd94hf93k423kf44",
		.token = "nnch734d00sl2jdk", .token_secret = "pfkkdhi9sl3r4s00",
		.nonce = "chapoH", .timestamp = 137131202,
	}, first = {
		.consumer_key = "dpf43f3p2l4k3l03",
		.consumer_secret = "kd94hf93k423kf44",
		.nonce = "wIjqoxSZ", .timestamp = 137131200,
	}, twitter = {
		.consumer_key = "xvz1evFS4wEEPTGEFPHBog",
		.consumer_secret = "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7k"
		    "Bw",
		.token = "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb",
		.token_secret = "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE",
		.nonce = "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg",
		.timestamp = 1318622958, .version = true,
	};
	struct buf b = BUF_INIT;

	(void)state;
	assert_true(oauth1_sign(&b, &rfc, "GET", "http://photos.example.net/"
	    "photos?file=vacation.jpg&size=original", NULL));
	assert_string_equal(b.data, "OAuth "
	    "oauth_consumer_key=\"dpf43f3p2l4k3l03\", oauth_nonce=\"chapoH\", "
	    "oauth_signature=\"MdpQcU8iPSUjWoN%2FUDMsK2sui9I%3D\", "
	    "oauth_signature_method=\"HMAC-SHA1\", "
	    "oauth_timestamp=\"137131202\", "
	    "oauth_token=\"nnch734d00sl2jdk\"");
	buf_reset(&b);
	/* The two versions of Twitter's "Creating a signature". */
	assert_true(oauth1_sign(&b, &twitter, "POST",
	    "https://api.twitter.com/1.1/statuses/update.json"
	    "?include_entities=true", "status=Hello%20Ladies%20%2b%20Gentlemen"
	    "%2c%20a%20signed%20OAuth%20request%21"));
	assert_non_null(strstr(b.data,
	    "oauth_signature=\"hCtSmYh%2BiHYCEqBWrE7C7hYmtUk%3D\""));
	assert_non_null(strstr(b.data, "oauth_version=\"1.0\""));
	buf_reset(&b);
	assert_true(oauth1_sign(&b, &twitter, "POST",
	    "https://api.twitter.com/1/statuses/update.json"
	    "?include_entities=true", "status=Hello+Ladies+%2B+Gentlemen%2C+a"
	    "+signed+OAuth+request%21"));
	assert_non_null(strstr(b.data,
	    "oauth_signature=\"tnnArxj06cWHq44gCs1OSKk%2FjLY%3D\""));
	buf_reset(&b);
	/* Without a token the key ends in '&'. */
	assert_true(oauth1_sign(&b, &first, "GET", "https://h/", NULL));
	assert_null(strstr(b.data, "oauth_token"));
	buf_free(&b);
}

static struct auth_value
signer(void *arg, const char *name)
{
	(void)arg;
	if (strcmp(name, "consumer_key") == 0)
		return (struct auth_value){ .plain = "ck" };
	if (strcmp(name, "consumer_secret") == 0)
		return (struct auth_value){ .secret = token };
	return (struct auth_value){ 0 };
}

static void
test_oauth1_entry(void **state)
{
	static const char *const auth[] = { "oauth1", "?k={consumer_key}",
		NULL };
	struct buf url = BUF_INIT;
	struct auth_out o = { .url = &url };
	char first[400];

	(void)state;
	buf_adds(&url, "https://h/");
	assert_int_equal(auth_apply(auth, "GET", NULL, signer, NULL, &o, NULL),
	    0);
	assert_string_equal(url.data, "https://h/?k=ck");
	assert_int_equal(o.n_headers, 1);
	assert_memory_equal(o.headers[0], "Authorization: OAuth oauth_consumer_"
	    "key=\"ck\", oauth_nonce=\"", 55);
	strncpy(first, o.headers[0], sizeof(first) - 1);
	auth_out_clear(&o);
	/* No two are alike. */
	assert_int_equal(auth_apply(auth, "GET", NULL, signer, NULL, &o, NULL),
	    0);
	assert_string_not_equal(o.headers[0], first);
	auth_out_clear(&o);
	buf_free(&url);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_entries),
		cmocka_unit_test(test_entries_that_fail),
		cmocka_unit_test(test_bodies),
		cmocka_unit_test(test_where_they_may_go),
		cmocka_unit_test(test_oauth1_base_string),
		cmocka_unit_test(test_oauth1_signature),
		cmocka_unit_test(test_oauth1_entry),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
