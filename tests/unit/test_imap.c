/* SPDX-License-Identifier: ISC */

/* IMAP responses, whole and in pieces, honest and not. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/imap.h"
#include "base/json.h"
#include "base/mem.h"

/* All responses as lines of JSON, fed in pieces of this size. */
static char *
parse(const char *in, size_t n, size_t piece, struct err *e)
{
	struct buf out = BUF_INIT;
	struct imap *i = imap_new();
	json_t *j;

	e->code = ERR_OK;
	while (n > 0 && e->code == ERR_OK) {
		size_t k = n < piece ? n : piece;

		imap_feed(i, in, k);
		in += k;
		n -= k;
		while ((j = imap_next(i, e)) != NULL) {
			AUTO(free_p) char *line = json_line(j);

			buf_addf(&out, "%s\n", line);
			json_decref(j);
		}
	}
	imap_free(i);
	return buf_detach(&out);
}

static void
test_responses(void **state)
{
	static const struct { const char *in, *out; } t[] = {
		{ "* OK [CAPABILITY IMAP4rev1 IDLE] ready.\r\n",
		  "[\"*\",\"OK\",[\"CAPABILITY\",\"IMAP4rev1\",\"IDLE\"],"
		  "\"ready.\"]\n" },
		{ "* OK [UIDVALIDITY 77] v\r\n* 2 EXISTS\r\n",
		  "[\"*\",\"OK\",[\"UIDVALIDITY\",\"77\"],\"v\"]\n"
		  "[\"*\",\"2\",\"EXISTS\"]\n" },
		{ "* OK [PERMANENTFLAGS (\\Answered \\*)] x\r\n",
		  "[\"*\",\"OK\",[\"PERMANENTFLAGS\",[\"\\\\Answered\","
		  "\"\\\\*\"]],\"x\"]\n" },
		{ "A1 NO [AUTHENTICATIONFAILED] no {5}\r\n",
		  "[\"A1\",\"NO\",[\"AUTHENTICATIONFAILED\"],\"no {5}\"]\n" },
		{ "A1 BAD [odd words\r\n",
		  "[\"A1\",\"BAD\",null,\"[odd words\"]\n" },
		{ "+ idling\r\n+\r\n", "[\"+\",\"idling\"]\n[\"+\",\"\"]\n" },
		{ "* 2 FETCH (UID 7 FLAGS () BODY[] {5}\r\n(\r\n\"A X NIL)\r\n",
		  "[\"*\",\"2\",\"FETCH\",[\"UID\",\"7\",\"FLAGS\",[],"
		  "\"BODY[]\",\"(\\r\\n\\\"A\",\"X\",null]]\n" },
		{ "* 2 FETCH (BODY[HEADER.FIELDS (DATE FROM)]<0> {0+}\r\n)\n",
		  "[\"*\",\"2\",\"FETCH\",[\"BODY[HEADER.FIELDS (DATE FROM)]"
		  "<0>\",\"\"]]\n" },
		{ "* LIST (\\HasNoChildren \\Sent) \"/\" \"Gesen\\\"det\"\r\n",
		  "[\"*\",\"LIST\",[\"\\\\HasNoChildren\",\"\\\\Sent\"],"
		  "\"/\",\"Gesen\\\"det\"]\n" },
		{ "* SEARCH\r\n* SEARCH 4 5\r\n",
		  "[\"*\",\"SEARCH\"]\n[\"*\",\"SEARCH\",\"4\",\"5\"]\n" },
		{ "* BYE \xff\r\n", "[\"*\",\"BYE\",null,\"\xef\xbf\xbd\"]\n" },
		{ "\r\n* 1 EXPUNGE\r\n", "[\"*\",\"1\",\"EXPUNGE\"]\n" },
	};
	struct err e;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(t); i++)
		for (size_t piece = 1; piece < 70; piece++) {
			AUTO(free_p) char *got = parse(t[i].in,
			    strlen(t[i].in), piece, &e);

			assert_string_equal(got, t[i].out);
			assert_int_equal(e.code, ERR_OK);
		}
}

/* A mail may hold whatever ends a response elsewhere. */
static void
test_literal_is_opaque(void **state)
{
	static const char in[] = "* 1 FETCH (BODY[] {23}\r\nA1 OK done\r\n* 9 "
	    "\0\xff{9}\r\n UID 3)\r\nA1 OK done\r\n";
	struct imap *i = imap_new();
	json_t *j, *l;
	struct err e;

	(void)state;
	imap_feed(i, in, sizeof(in) - 1);
	j = imap_next(i, &e);
	assert_non_null(j);
	l = json_array_get(j, 3);
	assert_int_equal(json_array_size(l), 4);
	assert_int_equal(json_string_length(json_array_get(l, 1)), 23);
	assert_memory_equal(json_string_value(json_array_get(l, 1)),
	    "A1 OK done\r\n* 9 \0\xff{9}\r\n", 23);
	assert_string_equal(json_string_value(json_array_get(l, 3)), "3");
	json_decref(j);
	j = imap_next(i, &e);
	assert_string_equal(json_string_value(json_array_get(j, 0)), "A1");
	json_decref(j);
	assert_null(imap_next(i, &e));
	assert_int_equal(e.code, ERR_OK);
	imap_free(i);
}

static void
test_refused(void **state)
{
	static const char *const bad[] = {
		"* 1 FETCH (UID 7\r\n", "* 1 FETCH UID 7)\r\n", "x\r\n",
		"* LIST \"open\r\n", "* 1 FETCH (BODY[ {3}\r\nabc)\r\n",
		"* 1 FETCH (BODY[] {1048577}\r\n", "* X {9999999999}\r\n",
		"* ((((((((((((((((((a))))))))))))))))))\r\n", "NIL x\r\n",
	};
	AUTO(buf_free) struct buf big = BUF_INIT;
	struct err e;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		AUTO(free_p) char *got = parse(bad[i], strlen(bad[i]), 7, &e);

		if (e.code != ERR_PROTOCOL)
			fail_msg("%s is taken for %s", bad[i], got);
	}
	/* A line without end is not waited for. */
	while (big.len <= IMAP_MAX_LINE)
		buf_adds(&big, "* OK and so on and on ");
	free(parse(big.data, big.len, 4096, &e));
	assert_int_equal(e.code, ERR_PROTOCOL);
	/* Nor are many literals that are small enough each. */
	buf_reset(&big);
	buf_adds(&big, "* 1 FETCH (");
	for (int i = 0; i < 3; i++) {
		buf_addf(&big, "X {%u}\r\n", IMAP_MAX_LITERAL - 9);
		for (unsigned k = 0; k < IMAP_MAX_LITERAL - 9; k++)
			buf_addc(&big, 'x');
	}
	free(parse(big.data, big.len, 65536, &e));
	assert_int_equal(e.code, ERR_PROTOCOL);
}

static void
test_names(void **state)
{
	static const struct { const char *name, *out; } t[] = {
		{ "INBOX", "\"INBOX\"" },
		{ "[Gmail]/Sent Mail", "\"[Gmail]/Sent Mail\"" },
		{ "Entw\xc3\xbcrfe", "\"Entw&APw-rfe\"" },
		{ "A&B", "\"A&-B\"" },
		{ "\xe5\x8f\xb0\xe5\x8c\x97", "\"&U,BTFw-\"" },
		{ "a\"b\\c", "\"a\\\"b\\\\c\"" },
		{ "x\r\nA LOGOUT", "\"x&AA0ACg-A LOGOUT\"" },
		{ "\xf0\x9f\x98\x80", "\"&2D3eAA-\"" },
	};
	AUTO(buf_free) struct buf b = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		buf_reset(&b);
		imap_mailbox(&b, t[i].name);
		assert_string_equal(b.data, t[i].out);
	}
	buf_reset(&b);
	assert_false(imap_quote(&b, "a\r\nb"));
	assert_false(imap_quote(&b, "\xc3\xbc"));
	assert_int_equal(b.len, 0);
	assert_true(imap_quote(&b, "<a\"b@c>"));
	assert_string_equal(b.data, "\"<a\\\"b@c>\"");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_responses),
		cmocka_unit_test(test_literal_is_opaque),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
