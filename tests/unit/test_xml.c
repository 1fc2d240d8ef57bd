/* SPDX-License-Identifier: ISC */

/* Shape, repairs and refusals of the XML reader. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/xml.h"

static void
shape(const char *xml, const char *want)
{
	struct err e = { 0 };
	json_t *j = xml_read(xml, strlen(xml), &e);
	char *got;

	assert_non_null(j);
	got = json_line(j);
	assert_string_equal(got, want);
	free(got);
	json_decref(j);
}

static enum err_code
refused(const char *xml, size_t n)
{
	struct err e = { 0 };

	assert_null(xml_read(xml, n, &e));
	assert_true(e.text[0] != '\0');
	return e.code;
}

static void
test_shape(void **state)
{
	(void)state;
	shape("<a/>", "{\"name\":\"a\"}");
	shape("\n <?xml version='1.0'?><x:a xmlns:x='http://x' xmlns:y='u' b='1'"
	    " y:c='2' xml:lang='de'>one<b/>tw&#111;<![CDATA[<p>&amp;]]></x:a>",
	    "{\"name\":\"a\",\"ns\":\"http://x\",\"attr\":{\"b\":\"1\",\"u c\":"
	    "\"2\",\"xml:lang\":\"de\"},\"children\":[\"one\",{\"name\":\"b\"},"
	    "\"two\",\"<p>&amp;\"],\"text\":\"onetwo<p>&amp;\"}");
	shape("<a xmlns='n'><b>&lt;&quot;</b></a>", "{\"name\":\"a\",\"ns\":"
	    "\"n\",\"children\":[{\"name\":\"b\",\"ns\":\"n\",\"text\":"
	    "\"<\\\"\"}]}");
	shape("<?xml version='1.0' encoding='ISO-8859-1'?><a>Gr\xfc\xdf"
	    "e</a>", "{\"name\":\"a\",\"text\":\"Gr\xc3\xbc\xc3\x9f" "e\"}");
}

static void
test_broken(void **state)
{
	(void)state;
	/* Read up to where it breaks. */
	shape("<a><b>1</b><c>2", "{\"name\":\"a\",\"children\":[{\"name\":\"b\","
	    "\"text\":\"1\"},{\"name\":\"c\",\"text\":\"2\"}]}");
	shape("<a><b>1</b><c>2</d></c></a>", "{\"name\":\"a\",\"children\":[{"
	    "\"name\":\"b\",\"text\":\"1\"},{\"name\":\"c\",\"text\":\"2\"}]}");
	shape("<a><b>You & me</b><b>2</b></a>", "{\"name\":\"a\",\"children\":[{"
	    "\"name\":\"b\",\"text\":\"You  me\"},{\"name\":\"b\",\"text\":"
	    "\"2\"}]}");
	/* Unknown entities vanish, as HTML's do in feeds. */
	shape("<a>x&nbsp;y</a>", "{\"name\":\"a\",\"text\":\"xy\"}");
}

static void
test_entities(void **state)
{
	static const char *const bombs[] = {
		"<!DOCTYPE a [<!ENTITY x 'boom'>]><a>&x;</a>",
		"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
		"<!DOCTYPE a [<!ENTITY % x SYSTEM 'http://127.0.0.1:1/'>%x;]><a/>",
		"<!DOCTYPE a [<!ENTITY x '1'><!ENTITY y '&x;&x;'>]><a b='&y;'/>",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bombs); i++)
		assert_int_equal(refused(bombs[i], strlen(bombs[i])),
		    ERR_REFUSED);
	/* One that declares nothing is harmless. */
	shape("<!DOCTYPE rss PUBLIC 'x' 'http://127.0.0.1:1/x.dtd'><a/>",
	    "{\"name\":\"a\"}");
}

static void
test_limits(void **state)
{
	AUTO(buf_free) struct buf b = BUF_INIT;

	(void)state;
	for (int i = 0; i < XML_MAX_DEPTH; i++)
		buf_adds(&b, "<a>");
	json_decref(xml_read(b.data, b.len, NULL));
	buf_adds(&b, "<a>");
	assert_int_equal(refused(b.data, b.len), ERR_LIMIT);
	buf_reset(&b);
	buf_adds(&b, "<a>");
	for (int i = 0; i < XML_MAX_NODES; i++)
		buf_adds(&b, "<b/>");
	assert_int_equal(refused(b.data, b.len), ERR_LIMIT);
	buf_reset(&b);
	buf_adds(&b, "<a>");
	while (b.len <= XML_MAX_BYTES)
		buf_adds(&b, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
	assert_int_equal(refused(b.data, b.len), ERR_LIMIT);
}

static void
test_nothing(void **state)
{
	(void)state;
	assert_int_equal(refused("", 0), ERR_PROTOCOL);
	assert_int_equal(refused("hello", 5), ERR_PROTOCOL);
	assert_int_equal(refused("{\"a\":1}", 7), ERR_PROTOCOL);
	assert_int_equal(refused("\0\0\0", 3), ERR_PROTOCOL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shape),
		cmocka_unit_test(test_broken),
		cmocka_unit_test(test_entities),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
