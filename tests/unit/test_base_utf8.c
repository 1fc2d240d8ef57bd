/* SPDX-License-Identifier: ISC */

/* Characters, and strangers' text made harmless. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"

#define BAD	"\xef\xbf\xbd"
#define ACUTE	"\xcc\x81"
#define GERMANY	"\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa"
#define AUSTRIA	"\xf0\x9f\x87\xa6\xf0\x9f\x87\xb9"
#define FAMILY	"\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d" \
		"\xf0\x9f\x91\xa7"

static void
test_decode(void **state)
{
	(void)state;
	/* Every character there is, encoded and decoded. */
	for (uint32_t c = 0; c < 0x110000; c++) {
		char s[4];
		size_t n = utf8_encode(c, s), used;
		uint32_t want = c >= 0xd800 && c <= 0xdfff ? 0xfffd : c;

		if (utf8_decode(s, n, &used) != want || used != n)
			fail_msg("U+%04X", c);
	}
}

static void
test_repair(void **state)
{
	static const struct { const char *in, *out; } cases[] = {
		{ "grüße", "grüße" }, { "a\xff" "b", "a" BAD "b" },
		{ "\xc0\x80", BAD BAD }, { "\xe2\x82", BAD BAD },
		{ "\xed\xa0\x80", BAD BAD BAD }, { "\x80", BAD },
		{ "\xf5\x80\x80\x80", BAD BAD BAD BAD }, { "", "" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		AUTO(buf_free) struct buf b = BUF_INIT;

		utf8_repair(&b, cases[i].in, strlen(cases[i].in));
		assert_string_equal(b.data, cases[i].out);
		assert_int_equal(utf8_valid(cases[i].in, strlen(cases[i].in)),
		    strcmp(cases[i].in, cases[i].out) == 0);
	}
}

static void
test_cut(void **state)
{
	(void)state;
	assert_int_equal(utf8_floor("aü", 3), 3);
	assert_int_equal(utf8_floor("aü", 2), 1);
	assert_int_equal(utf8_floor("€", 2), 0);
	assert_int_equal(utf8_floor("", 0), 0);
	assert_int_equal(utf8_cut("abc", 2), 2);
	assert_int_equal(utf8_cut("ab", 5), 2);
	assert_int_equal(utf8_cut("ab", 0), 0);
	assert_int_equal(utf8_cut("", 5), 0);
	assert_int_equal(utf8_cut("e" ACUTE "x", 1), 3);
	assert_int_equal(utf8_cut(FAMILY "x", 1), strlen(FAMILY));
	assert_int_equal(utf8_cut(FAMILY "x", 2), strlen(FAMILY) + 1);
	assert_int_equal(utf8_cut(GERMANY AUSTRIA "x", 1), strlen(GERMANY));
	assert_int_equal(utf8_cut(GERMANY AUSTRIA "x", 2), strlen(GERMANY AUSTRIA));
	assert_int_equal(utf8_cut(GERMANY AUSTRIA "x", 3),
	    strlen(GERMANY AUSTRIA) + 1);
	assert_int_equal(utf8_width("grüße"), 5);
	assert_int_equal(utf8_width("日本"), 4);
}

/* Characters on every border between two looks, and one without an end. */
static void
test_cut_long(void **state)
{
	(void)state;
	for (size_t lead = 0; lead < 300; lead++) {
		AUTO(buf_free) struct buf b = BUF_INIT;

		for (size_t i = 0; i < lead; i++)
			buf_addc(&b, 'a');
		buf_adds(&b, FAMILY GERMANY "e" ACUTE);
		for (size_t i = 0; i < 300; i++)
			buf_addc(&b, 'a');
		assert_int_equal(utf8_cut(b.data, lead + 1),
		    lead + strlen(FAMILY));
		assert_int_equal(utf8_cut(b.data, lead + 2),
		    lead + strlen(FAMILY GERMANY));
		assert_int_equal(utf8_cut(b.data, lead + 3),
		    lead + strlen(FAMILY GERMANY "e" ACUTE));
		assert_int_equal(utf8_cut(b.data, lead + 303), b.len);
		assert_int_equal(utf8_cut(b.data, lead + 302), b.len - 1);
	}
	for (size_t max = 1; max < 9; max++) {
		AUTO(buf_free) struct buf b = BUF_INIT;
		size_t n;

		buf_addc(&b, 'a');
		for (size_t i = 0; i < 1000; i++)
			buf_adds(&b, ACUTE);
		n = utf8_cut(b.data, max);
		assert_true(utf8_valid(b.data, n));
		assert_in_range(n, max < 8 ? max * 200 : b.len, b.len);
	}
}

static void
visible(const char *in, size_t size, const char *want)
{
	char out[64];

	utf8_visible(out, size, in);
	assert_string_equal(out, want);
}

static void
safe(const char *in, bool one_line, const char *want)
{
	AUTO(buf_free) struct buf b = BUF_INIT;

	utf8_safe(&b, in, one_line);
	assert_string_equal(b.data, want);
}

static void
test_hostile(void **state)
{
	(void)state;
	visible("grüße", 64, "grüße");
	visible("\x1b[2J\r\n\x7f\xc2\x9b", 64, "\\x1b[2J\\x0d\\n\\x7f\\x9b");
	visible("a\xe2\x80\xae" "b\xff", 64, "a\\u202eb\\xff");
	visible("aüü", 4, "aü");
	visible("aü", 3, "a");
	safe("  a\r\n\r\nb \x1b[31m ", true, "a b [31m");
	safe("a\nb\tc", false, "a\nb c");
	safe("a\xe2\x80\xae" "b\xe2\x80\x8b\xef\xbb\xbf" "c", true, "abc");
	safe("a\xff", true, "a" BAD);
	safe(FAMILY, true, FAMILY);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_decode),
		cmocka_unit_test(test_repair),
		cmocka_unit_test(test_cut),
		cmocka_unit_test(test_cut_long),
		cmocka_unit_test(test_hostile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
