/* SPDX-License-Identifier: ISC */

/* Mails as people and machines send them. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/json.h"
#include "base/mail.h"
#include "base/mem.h"

static json_t *
read_mail(const char *text)
{
	struct err e = { 0 };
	json_t *j = mail_read(text, strlen(text), &e);

	if (j == NULL)
		fail_msg("%s", e.text);
	return j;
}

static void
same(const json_t *j, const char *want)
{
	AUTO(free_p) char *got = json_line(j);

	assert_string_equal(got, want);
}

static void
test_plain(void **state)
{
	AUTO(json_p) json_t *j = read_mail(
	    "Received: by a\r\nReceived: by\r\n b\r\n"
	    "From: =?iso-8859-1?Q?J=FCrgen_M=FCller?= <Juergen@Example.ORG>\r\n"
	    "To: Laden <info@shop.example>, \"B, C\" <bc@x.example>\r\n"
	    "Subject: =?UTF-8?B?w5Zm?=\r\n =?UTF-8?B?Zm5ldA==?=?\r\n"
	    "Message-ID: <a.1@example.org>\r\n"
	    "In-Reply-To: Ihre Mail vom 3. <b@shop.example>\r\n"
	    "References: <c@shop.example>\r\n\t<b@shop.example>\r\n"
	    "Content-Type: text/plain; charset=windows-1252; format=flowed\r\n"
	    "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
	    "Haben Sie offen=3F 5 =80=\r\n!\r\n");

	(void)state;
	same(j, "{\"id\":\"a.1@example.org\",\"in-reply-to\":"
	    "[\"b@shop.example\"],\"references\":[\"c@shop.example\","
	    "\"b@shop.example\"],\"from\":[{\"name\":\"J\xc3\xbcrgen "
	    "M\xc3\xbcller\",\"address\":\"juergen@example.org\"}],"
	    "\"reply-to\":[],\"to\":[{\"name\":\"Laden\",\"address\":"
	    "\"info@shop.example\"},{\"name\":\"B, C\",\"address\":"
	    "\"bc@x.example\"}],\"cc\":[],\"headers\":{\"received\":"
	    "[\"by a\",\"by b\"],\"from\":[\"J\xc3\xbcrgen M\xc3\xbcller "
	    "<Juergen@Example.ORG>\"],\"to\":[\"Laden <info@shop.example>, "
	    "\\\"B, C\\\" <bc@x.example>\"],\"subject\":[\"\xc3\x96" "ffnet?\"],"
	    "\"message-id\":[\"<a.1@example.org>\"],\"in-reply-to\":"
	    "[\"Ihre Mail vom 3. <b@shop.example>\"],\"references\":"
	    "[\"<c@shop.example>\\t<b@shop.example>\"]},"
	    "\"type\":\"text/plain\",\"parts\":[{\"type\":\"text/plain\","
	    "\"text\":\"Haben Sie offen? 5 \xe2\x82\xac!\\r\\n\","
	    "\"flowed\":true}]}");
}

static void
test_parts(void **state)
{
	AUTO(json_p) json_t *j = read_mail(
	    "From: a@b.example\nMIME-Version: 1.0\n"
	    "Content-Type: multipart/mixed; boundary=\"x y\"\n\npreamble\n"
	    "--x y\nContent-Type: multipart/alternative; boundary=z\n\n"
	    "--z\n\nhallo\n--z\nContent-Type: text/html; charset=utf-8\n\n"
	    "<p>hallo</p>\n--z--\n"
	    "--x y\nContent-Type: image/png; name=\"b.png\"\n"
	    "Content-Disposition: inline\nContent-Transfer-Encoding: base64\n\n"
	    "iVBORw0KGgo=\n"
	    "--x y\nContent-Type: text/plain\nContent-Disposition: attachment;\n"
	    " filename*0*=UTF-8''%C3%A4; filename*1=.txt\n\nnicht das\n"
	    "--x y\nContent-Type: message/rfc822\n\nSubject: innen\n\nx\n"
	    "--x y--\nepilogue\n");

	(void)state;
	same(json_object_get(j, "parts"), "[{\"type\":\"text/plain\","
	    "\"text\":\"hallo\"},{\"type\":\"text/html\",\"html\":"
	    "\"<p>hallo</p>\"},{\"type\":\"image/png\",\"name\":\"b.png\","
	    "\"attached\":true},{\"type\":\"text/plain\",\"name\":"
	    "\"\xc3\xa4.txt\",\"attached\":true},{\"type\":\"message/rfc822\","
	    "\"attached\":true}]");
	assert_string_equal(json_str(j, "type"), "multipart/mixed");
}

static void
test_report(void **state)
{
	AUTO(json_p) json_t *j = read_mail("From: MAILER-DAEMON@mx.example\n"
	    "Content-Type: multipart/report; report-type=delivery-status;\n"
	    "\tboundary=b\n\n--b\n\nIhre Mail ...\n--b\n"
	    "Content-Type: message/delivery-status\n\n"
	    "Reporting-MTA: dns; mx.example\n--b--\n");

	(void)state;
	assert_string_equal(json_str(j, "type"), "multipart/report");
	assert_string_equal(json_str(j, "report"), "delivery-status");
}

/* Cut off, without headers, with wrong charsets: never more than odd. */
static void
test_odd(void **state)
{
	static const char *const odd[] = {
		"", "\n", "x", ": x\n\n", "From: <\n\ny", "From: a b c\n\n",
		"Content-Type: multipart/mixed; boundary=q\n\n--q\n\nhalf",
		"Content-Type: multipart/mixed\n\n--q\n\nno boundary",
		"Content-Type: text/plain; charset=klingon\n\n\xff\xfe\x00 x",
		"Subject: =?utf-8?B?////?= =?x?Q?=FF?=\n\n",
		"References: <<<>>> <a@b <c@d>\n\n",
		"From: undisclosed: a@b.example, c@d.example;\n\n",
		"Content-Transfer-Encoding: base64\n\n!!!!====",
	};
	AUTO(buf_free) struct buf deep = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(odd); i++) {
		struct err e = { 0 };
		AUTO(json_p) json_t *j = mail_read(odd[i], strlen(odd[i]), &e);

		if (j == NULL) {
			assert_int_equal(e.code, ERR_PROTOCOL);
			continue;
		}
		assert_true(json_array_size(json_object_get(j, "parts")) <= 1);
		free(json_line(j));
	}
	for (int i = 0; i < 3000; i++)
		buf_addf(&deep, "Content-Type: multipart/mixed; boundary=b%d"
		    "\n\n--b%d\n", i, i);
	json_decref(read_mail(deep.data));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plain),
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_report),
		cmocka_unit_test(test_odd),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
