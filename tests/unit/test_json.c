/* SPDX-License-Identifier: ISC */

/* Every promise of base/json.h, and a sweep that pruning is filtering. */

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/json.h"
#include "base/mem.h"

/* What becomes of in[0..n) under the list; "error: ..." if it is refused. */
static char *
pruned(const char *in, size_t n, const char *const *list)
{
	struct json_names *names = json_names_new(list);
	struct buf out = BUF_INIT;
	struct err e = { 0 };

	buf_adds(&out, "x");
	if (json_prune(&out, in, n, names, &e) == -1) {
		assert_int_equal(e.code, ERR_PROTOCOL);
		assert_string_equal(out.data, "x");
		buf_reset(&out);
		buf_addf(&out, "xerror: %s", e.text);
	}
	json_names_free(names);
	memmove(out.data, out.data + 1, out.len);
	return buf_detach(&out);
}

#define LIST(...) ((const char *const[]){ __VA_ARGS__, NULL })

static void
same(const char *in, const char *const *list, const char *want)
{
	AUTO(free_p) char *got = pruned(in, strlen(in), list);

	assert_string_equal(got, want);
}

static void
keeps(const char *in, const char *want)
{
	same(in, NULL, want);
}

static void
refuses(const char *in, const char *want)
{
	AUTO(free_p) char *got = pruned(in, strlen(in), NULL);
	AUTO(free_p) char *none = pruned(in, strlen(in), LIST("-"));

	assert_non_null(strstr(got, want));
	assert_memory_equal(got, "error: not JSON at byte ", 24);
	/* What is skipped must be JSON, too. */
	assert_string_equal(got, none);
}

static void
test_names(void **state)
{
	(void)state;
	same(" { \"a\" : 1 , \"b\" : [ 2 , { \"a\" : 3, \"c\":4 } ] , \"c\":5 } ",
	    LIST("a"), "{\"a\":1}");
	same("{\"a\":1,\"b\":[2,{\"a\":3,\"c\":4}],\"c\":5}", LIST("a", "b"),
	    "{\"a\":1,\"b\":[2,{\"a\":3}]}");
	/* A parent is the member directly around, arrays aside. */
	same("{\"id\":1,\"user\":{\"id\":2,\"x\":{\"id\":3}},"
	    "\"list\":[{\"id\":4},[{\"id\":5}]]}",
	    LIST("user", "user/id", "x", "list", "list/id"),
	    "{\"user\":{\"id\":2,\"x\":{}},\"list\":[{\"id\":4},[{\"id\":5}]]}");
	/* A parent that is not listed itself is not kept. */
	same("{\"user\":{\"id\":2}}", LIST("user/id"), "{}");
	/* Both rules of one name. */
	same("{\"id\":1,\"user\":{\"id\":2}}", LIST("user", "user/id", "id"),
	    "{\"id\":1,\"user\":{\"id\":2}}");
	same("{\"raw\":{\"x\":[{\"y\":1}]},\"x\":2}", LIST("raw/*"),
	    "{\"raw\":{\"x\":[{\"y\":1}]}}");
	same("{\"a\":{\"raw\":{\"x\":1}},\"raw\":{\"x\":2}}",
	    LIST("a", "a/raw/*", "raw"), "{\"a\":{\"raw\":{\"x\":1}},\"raw\":{}}");
	same("{\"a\":1}", LIST("b"), "{}");
	same("[1,\"a\",null]", LIST("b"), "[1,\"a\",null]");
	same("{\"\":1,\"b\":2}", LIST(""), "{\"\":1}");
	same("{\"a\":1}", (const char *const[]){ NULL }, "{}");
	keeps("{\"a\":{\"b\":[true,false,null]}}",
	    "{\"a\":{\"b\":[true,false,null]}}");
}

static void
test_escaped_names(void **state)
{
	(void)state;
	same("{\"\\u0069d\":1,\"i\\u0064x\":2}", LIST("id"), "{\"id\":1}");
	same("{\"gr\\u00fc\\u00DF\":1,\"grüß\":2}", LIST("grüß"),
	    "{\"grüß\":1,\"grüß\":2}");
	same("{\"a\\/b\":1}", LIST("x"), "{}");
	same("{\"\\\"q\\\"\":1,\"q\":2}", LIST("\"q\""), "{\"\\\"q\\\"\":1}");
	/* A damaged name is another name. */
	same("{\"id\\u0000\":1,\"id\xff\":2}", LIST("id"), "{}");
	/* Inside an escaped parent, too. */
	same("{\"us\\u0065r\":{\"id\":1,\"x\":2}}", LIST("user", "user/id"),
	    "{\"user\":{\"id\":1}}");
}

static void
test_duplicates(void **state)
{
	static const char in[] = "{\"a\":1,\"b\":{\"c\":1},\"a\":2,\"\\u0061\":3}";
	json_t *j = json_read(in, strlen(in), NULL, NULL);

	(void)state;
	assert_int_equal(json_int(j, "a"), 3);
	json_decref(j);
}

static void
test_strings(void **state)
{
	(void)state;
	keeps("\"\"", "\"\"");
	keeps("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
	    "\"\\\"\\\\/\\u0008\\u000c\\u000a\\u000d\\u0009\"");
	keeps("\"\\u00e4\\u20AC\\uD83D\\uDE00\"", "\"ä€😀\"");
	keeps("\"\\u0022\\u005c\\u001f\"", "\"\\\"\\\\\\u001f\"");
	/* NUL, lone and swapped surrogates. */
	keeps("\"a\\u0000b\"", "\"a\xef\xbf\xbd" "b\"");
	keeps("\"\\ud83d\"", "\"\xef\xbf\xbd\"");
	keeps("\"\\ud83dx\"", "\"\xef\xbf\xbdx\"");
	keeps("\"\\ud83d\\n\"", "\"\xef\xbf\xbd\\u000a\"");
	keeps("\"\\ud83d\\u0041\"", "\"\xef\xbf\xbd" "A\"");
	keeps("\"\\ude00\\ud83d\"", "\"\xef\xbf\xbd\xef\xbf\xbd\"");
	keeps("\"\\ud83d\\ud83d\\ude00\"", "\"\xef\xbf\xbd😀\"");
	/* Bad UTF-8: overlong, surrogate, beyond, cut, stray. */
	keeps("\"\xc0\x80\"", "\"\xef\xbf\xbd\xef\xbf\xbd\"");
	keeps("\"\xed\xa0\x80\"", "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"");
	keeps("\"\xf4\x90\x80\x80\"",
	    "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"");
	keeps("\"a\xe2\x82\"", "\"a\xef\xbf\xbd\xef\xbf\xbd\"");
	keeps("\"\xe2\x82\\\"\"", "\"\xef\xbf\xbd\xef\xbf\xbd\\\"\"");
	/* Escapes that are none, and raw controls. */
	keeps("\"\\q\\u12\"", "\"\xef\xbf\xbd\xef\xbf\xbd" "12\"");
	keeps("\"\\\xc3\xa4\"", "\"\xef\xbf\xbd\xef\xbf\xbd\"");
	keeps("\"a\nb\x01\"", "\"a\\u000ab\\u0001\"");
	/* Long strings, odd bytes at every place of a block. */
	for (int at = 0; at < 70; at++) {
		char in[80] = "\"", want[96] = "\"";

		memset(in + 1, 'x', 70);
		in[1 + at] = '\x02';
		strcpy(in + 71, "\"");
		memset(want + 1, 'x', (size_t)at);
		strcpy(want + 1 + at, "\\u0002");
		memset(want + at + 7, 'x', (size_t)(69 - at));
		strcpy(want + 76, "\"");
		keeps(in, want);
		in[1 + at] = '"';
		in[2 + at] = '\0';
		keeps(in, in);
	}
}

static void
test_raw_nul(void **state)
{
	AUTO(free_p) char *in = pruned("\"a\0b\"", 5, NULL);
	AUTO(free_p) char *out = pruned("[1]\0", 4, NULL);

	(void)state;
	assert_string_equal(in, "\"a\xef\xbf\xbd" "b\"");
	assert_string_equal(out,
	    "error: not JSON at byte 3: something follows the document");
}

static void
test_numbers(void **state)
{
	(void)state;
	keeps("[0,-0,1,-1,10,0.5,-0.0,1e3,1E+3,1.5e-7]",
	    "[0,-0,1,-1,10,0.5,-0.0,1e3,1E+3,1.5e-7]");
	keeps("[9223372036854775807,-9223372036854775808]",
	    "[9223372036854775807,-9223372036854775808]");
	keeps("[9223372036854775808,-9223372036854775809]",
	    "[\"9223372036854775808\",\"-9223372036854775809\"]");
	keeps("123456789012345678901234567890",
	    "\"123456789012345678901234567890\"");
	keeps("[1e307,1e308,1e999,-1e999,1e-999,12.5e306,12.5e307]",
	    "[1e307,\"1e308\",\"1e999\",\"-1e999\",1e-999,12.5e306,"
	    "\"12.5e307\"]");
	keeps("1e99999999999999999999", "\"1e99999999999999999999\"");
	for (size_t i = 0; i < 8; i++)
		refuses((const char *const[]){ "01", "-", "1.", ".5", "1e",
		    "1e+", "+1", "-a" }[i], "");
}

static void
test_reading(void **state)
{
	static const char in[] = "\xef\xbb\xbf{\"s\":\"\\u00e4\\\"\\\\\\n\\u0000\","
	    "\"i\":-9223372036854775808,\"r\":1.25e2,\"t\":true,\"big\":1e400,"
	    "\"tiny\":1e-400,\"deep\":[[],{},[{\"\\\"k\\n\":\"\\t\"}]]}";
	AUTO(json_p) json_t *j = json_read(in, strlen(in), NULL, NULL);
	AUTO(free_p) char *line = NULL;

	(void)state;
	assert_string_equal(json_str(j, "s"), "ä\"\\\n\xef\xbf\xbd");
	assert_true(json_int(j, "i") == INT64_MIN);
	assert_true(json_real_value(json_object_get(j, "r")) == 125.0);
	assert_true(json_real_value(json_object_get(j, "tiny")) == 0.0);
	assert_string_equal(json_str(j, "big"), "1e400");
	assert_true(json_bool(j, "t"));
	line = json_line(json_object_get(j, "deep"));
	assert_string_equal(line, "[[],{},[{\"\\\"k\\n\":\"\\t\"}]]");
	/* Other types and absence are nothing. */
	assert_null(json_str(j, "i"));
	assert_null(json_str(j, "none"));
	assert_null(json_str(NULL, "s"));
	assert_int_equal(json_int(j, "s"), 0);
	assert_false(json_bool(j, "s"));
	assert_false(json_bool(json_object_get(j, "s"), "s"));
}

static void
test_refused(void **state)
{
	struct err e = { 0 };

	(void)state;
	refuses("", "byte 0 (its end)");
	refuses("   ", "byte 3");
	refuses("\xef\xbb\xbf", "byte 3");
	refuses("<html>", "byte 0: expected a value");
	refuses("{\"a\":1} x", "byte 8: something follows");
	refuses("[1,]", "byte 3: expected a value");
	refuses("[1 2]", "byte 3: expected a comma");
	refuses("{\"a\"}", "byte 4: expected a colon");
	refuses("{\"a\":1,}", "byte 7: expected a member's name");
	refuses("{a:1}", "byte 1: expected a member's name");
	refuses("[1}", "byte 2");
	refuses("{\"a\":1]", "byte 6");
	refuses("[tru]", "unknown word");
	refuses("[\"\\\"]", "does not end");
	assert_null(json_read("{", 1, NULL, &e));
	assert_int_equal(e.code, ERR_PROTOCOL);
	assert_null(json_read("{", 1, NULL, NULL));
}

/* n arrays in each other, with `in' in the innermost. */
static char *
nested(int n, const char *in)
{
	struct buf b = BUF_INIT;

	for (int i = 0; i < n; i++)
		buf_addc(&b, '[');
	buf_adds(&b, in);
	for (int i = 0; i < n; i++)
		buf_addc(&b, ']');
	return buf_detach(&b);
}

/* What is too deep is null, however deep it goes on; what is not JSON is not. */
static void
test_depth(void **state)
{
	AUTO(free_p) char *most = nested(JSON_MAX_DEPTH, "1");
	AUTO(free_p) char *cut = nested(JSON_MAX_DEPTH, "1,null,2");
	AUTO(free_p) char *odd = nested(JSON_MAX_DEPTH,
	    "1,[{\"a\":\"]\\\"}\",\"b\":[[]]}],2");
	AUTO(free_p) char *abyss = nested(JSON_MAX_DEPTH + 1000000, "{}");
	AUTO(free_p) char *null = nested(JSON_MAX_DEPTH, "null");
	AUTO(free_p) char *other = nested(JSON_MAX_DEPTH, "[[}]");
	AUTO(free_p) char *open = nested(JSON_MAX_DEPTH, "[[]");
	json_t *j;

	(void)state;
	keeps(most, most);
	keeps(odd, cut);
	keeps(abyss, null);
	refuses(other, "a bracket closes another");
	refuses(open, "expected a comma");
	abyss[strlen(abyss) - 1] = '\0';
	refuses(abyss, "expected a comma");
	abyss[JSON_MAX_DEPTH + 1000] = '\0';
	refuses(abyss, "expected a closing bracket");
	j = json_read(most, strlen(most), NULL, NULL);
	assert_non_null(j);
	json_decref(j);
}

/* A document ends where it ends: no prefix of it is one. */
static void
test_truncation(void **state)
{
	static const char in[] = "{\"a\":[1.5e-3,true,null,\"x\\u00e4\\ud83d\\ude00"
	    "grüße, lang genug für mehr als einen Block\"],\"b\":{\"c\":-12},"
	    "\"skipped\":[{\"deep\":\"\\\"\"},false,0]}";

	(void)state;
	for (int keep = 0; keep < 2; keep++) {
		for (size_t n = 0; n < strlen(in); n++) {
			/* A copy of that size, for the address checker. */
			AUTO(free_p) char *cut = xmalloc(n + 1);
			AUTO(free_p) char *got = NULL;

			memcpy(cut, in, n);
			got = pruned(cut, n, keep ? NULL : LIST("a"));
			assert_memory_equal(got, "error: ", 7);
		}
	}
	same(in, LIST("b"), "{\"b\":{}}");
}

/* --- pruning is filtering ------------------------------------------------- */

static uint64_t seed;

static unsigned
dice(unsigned n)
{
	seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
	return (unsigned)(seed >> 33) % n;
}

static const char *const pool[] = { "a", "b", "id", "user", "näme", "\"", "" };

static void
random_string(struct buf *b, const char *s)
{
	buf_addc(b, '"');
	for (; *s != '\0'; s++) {
		if ((unsigned char)*s < 0x80 && (*s == '"' || dice(4) == 0))
			buf_addf(b, "\\u%04x", *s);
		else
			buf_addc(b, *s);
	}
	buf_addc(b, '"');
}

static void
random_value(struct buf *b, int depth)
{
	static const char *const leaf[] = { "1", "-2.5e3", "true", "null",
		"\"x\\ny\"", "\"grüße \\u20ac\"", "9007199254740993", "[]" };
	unsigned n = dice(5);
	bool object = dice(3) != 0;

	if (depth == 0 || dice(4) == 0) {
		buf_adds(b, leaf[dice(ARRAY_LEN(leaf))]);
		return;
	}
	buf_addc(b, object ? '{' : '[');
	for (unsigned i = 0; i < n; i++) {
		if (i > 0)
			buf_addc(b, ',');
		if (dice(5) == 0)
			buf_adds(b, " \n");
		if (object) {
			random_string(b, pool[dice(ARRAY_LEN(pool))]);
			buf_addc(b, ':');
		}
		random_value(b, depth - 1);
	}
	buf_addc(b, object ? '}' : ']');
}

/* The rule of json.h once more, slowly and on a tree. */
static json_t *
filtered(json_t *j, const char *in, const char *const *list)
{
	json_t *o, *v;
	const char *key;
	size_t i;

	if (json_is_array(j)) {
		o = json_array();
		json_array_foreach(j, i, v)
			json_array_append_new(o, filtered(v, in, list));
		return o;
	}
	if (!json_is_object(j))
		return json_incref(j);
	o = json_object();
	json_object_foreach(j, key, v) {
		AUTO(free_p) char *plain = xasprintf("%s/*", key);
		AUTO(free_p) char *below = xasprintf("%s/%s", in, key);
		AUTO(free_p) char *both = xasprintf("%s/%s/*", in, key);
		bool keep = false, whole = false;

		for (const char *const *l = list; *l != NULL; l++) {
			keep |= strcmp(*l, key) == 0 || strcmp(*l, below) == 0;
			whole |= strcmp(*l, plain) == 0 || strcmp(*l, both) == 0;
		}
		if (whole)
			json_object_set(o, key, v);
		else if (keep)
			json_object_set_new(o, key, filtered(v, key, list));
	}
	return o;
}

static void
test_sweep(void **state)
{
	(void)state;
	for (unsigned run = 0; run < 20000; run++) {
		AUTO(buf_free) struct buf in = BUF_INIT;
		char text[6][32];
		const char *list[7] = { NULL };
		struct json_names *names;
		json_t *want, *all, *got, *whole;
		unsigned n;

		seed = run;
		random_value(&in, 6);
		n = dice(7);
		for (unsigned i = 0; i < n; i++) {
			snprintf(text[i], sizeof(text[i]), "%s%s%s%s",
			    dice(2) ? pool[dice(4)] : "", dice(2) ? "/" : "",
			    pool[dice(ARRAY_LEN(pool) - 1)],
			    dice(4) ? "" : "/*");
			list[i] = text[i];
		}
		all = json_loadb(in.data, in.len, JSON_DECODE_ANY, NULL);
		assert_non_null(all);
		whole = json_read(in.data, in.len, NULL, NULL);
		assert_true(json_equal(all, whole));
		want = filtered(all, "\x01", list);
		names = json_names_new(list);
		got = json_read(in.data, in.len, names, NULL);
		if (!json_equal(want, got))
			fail_msg("seed %u: %s", run, in.data);
		json_names_free(names);
		json_decref(whole);
		json_decref(got);
		json_decref(want);
		json_decref(all);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_escaped_names),
		cmocka_unit_test(test_duplicates),
		cmocka_unit_test(test_strings),
		cmocka_unit_test(test_raw_nul),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_reading),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_depth),
		cmocka_unit_test(test_truncation),
		cmocka_unit_test(test_sweep),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
