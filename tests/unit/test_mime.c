/* SPDX-License-Identifier: ISC */

/* Mails as bytes: what strangers wrote cannot become a header, and another
 * program (Python's) reads back what was meant. */

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "alert/flow.h"
#include "alert/mime.h"
#include "base/buf.h"
#include "base/mem.h"

static const struct mime_mail plain = {
	.from = "hark@example.org", .from_name = "hark", .to = "anna@example.org",
	.subject = "Question from Anna on Mastodon",
	.message_id = "<0123.acme@example.org>",
	.in_reply_to = "<q.k3f9qz.acme@example.org>",
	.list = "acme", .host = "example.org", .date = 1747051500000,
	.text = "Are you open?\n", .html = "<p>Are you open?</p>\n",
};

/* CRLF only, ASCII only, no long line, and just the headers we mean. */
static void
check(const char *m, size_t len)
{
	static const char *const names[] = { "Date", "From", "To", "Subject",
		"Message-ID", "In-Reply-To", "References", "List-Id",
		"Auto-Submitted", "X-Auto-Response-Suppress", "MIME-Version",
		"Content-Type" };
	size_t start = 0, at = 0;
	const char *end;

	for (size_t i = 0; i < len; i++) {
		assert_in_range(m[i], 1, 126);
		if (m[i] == '\n')
			assert_true(i > 0 && m[i - 1] == '\r');
		if (m[i] == '\r')
			assert_true(i + 1 < len && m[i + 1] == '\n');
		if (m[i] == '\n') {
			assert_in_range(i - start, 0, 400);
			start = i + 1;
		}
	}
	end = strstr(m, "\r\n\r\n");
	assert_non_null(end);
	for (const char *p = m; p < end; p = strstr(p, "\r\n") + 2) {
		size_t n = strcspn(p, ":");

		if (*p == ' ')
			continue;
		while (at < ARRAY_LEN(names) && (strlen(names[at]) != n ||
		    strncmp(p, names[at], n) != 0))
			at++;
		if (at == ARRAY_LEN(names))
			fail_msg("unexpected header: %.60s", p);
		at++;
	}
}

static char *
build(const struct mime_mail *m)
{
	size_t len;
	char *s = mime_build(m, &len);

	assert_int_equal(len, strlen(s));
	check(s, len);
	return s;
}

static void
test_plain(void **state)
{
	AUTO(free_p) char *s = build(&plain);

	(void)state;
	assert_non_null(strstr(s, "Date: Mon, 12 May 2025 12:05:00 +0000\r\n"));
	assert_non_null(strstr(s, "From: \"hark\"\r\n <hark@example.org>\r\n"));
	assert_non_null(strstr(s, "To: <anna@example.org>\r\n"));
	assert_non_null(strstr(s,
	    "Subject: Question from Anna on Mastodon\r\n"));
	assert_non_null(strstr(s, "Message-ID: <0123.acme@example.org>\r\n"));
	assert_non_null(strstr(s,
	    "References: <q.k3f9qz.acme@example.org>\r\n"));
	assert_non_null(strstr(s, "List-Id: <acme.hark.example.org>\r\n"));
	assert_non_null(strstr(s, "Auto-Submitted: auto-generated\r\n"));
	assert_non_null(strstr(s, "X-Auto-Response-Suppress: All\r\n"));
	assert_non_null(strstr(s, "\r\n\r\nAre you open?\r\n--=_hark_"));
}

static void
test_same_bytes_again(void **state)
{
	AUTO(free_p) char *a = build(&plain);
	AUTO(free_p) char *b = build(&plain);

	(void)state;
	assert_string_equal(a, b);
}

static void
test_headers_cannot_be_forged(void **state)
{
	struct mime_mail m = plain;

	(void)state;
	m.subject = "Hi\r\nBcc: victim@example.org\r\n\r\nbody";
	m.from_name = "x\nX-Evil: 1";
	m.to = "a@b.c>\r\nBcc: <v@example.org";
	m.message_id = "<1>\r\nX-Evil: 2";
	m.list = "acme>\r\nX-Evil: 3";
	m.text = "a\rb\r\nc\n.\n.\r\n--=_hark_1\n";
	AUTO(free_p) char *s = build(&m);

	assert_null(strstr(s, "\nBcc"));
	assert_null(strstr(s, "\nX-Evil"));
	/* A dot alone ends a mail on the wire. */
	assert_null(strstr(s, "\r\n."));
	m.subject = "=?UTF-8?Q?forged?=";
	AUTO(free_p) char *t = build(&m);

	assert_null(strstr(t, "=?UTF-8?Q?forged?="));
}

static void
test_subject_words(void **state)
{
	struct mime_mail m = plain;
	const char *p;

	(void)state;
	m.subject = "Frage von J\xc3\xbcrgen \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0"
	    "\x9f\x91\xa7 M\xc3\xbcller-L\xc3\xbc" "denscheidt aus "
	    "M\xc3\xb6nchengladbach auf Mastodon";
	AUTO(free_p) char *s = build(&m);

	for (p = s; (p = strstr(p, "=?")) != NULL; p = strstr(p, "?=") + 2) {
		size_t n = (size_t)(strstr(p + 10, "?=") + 2 - p);

		assert_in_range(n, 12, 75);
	}
	/* No character is torn: every word's bytes are whole UTF-8. */
	assert_null(strstr(s, "=C3?="));
	assert_null(strstr(s, "=F0?="));
}

/* text, as Python must read it back */
static const struct mime_mail *
case_mail(size_t i, struct mime_mail *m)
{
	static char longword[3001], spaces[] = "trailing  \n\ttab\t\nend";

	*m = plain;
	switch (i) {
	case 0:
		return m;
	case 1:
		m->subject = "Frage von Ren\xc3\xa9 \xe2\x80\x9ePeter\xe2\x80\x9c "
		    "Stra\xc3\x9f" "enm\xc3\xbcller-Lang auf Mastodon, wirklich";
		m->text = "Gr\xc3\xbc\xc3\x9f" "e = \xe2\x82\xac 5\n\nFrom here\n"
		    ".dot\n=3D\n";
		m->html = "<p>\xc3\xa4\xf0\x9f\x8d\x9e</p>\n";
		m->from_name = "B\xc3\xa4" "ckerei M\xc3\xbcller, Anna";
		return m;
	case 2:
		memset(longword, 'x', sizeof(longword) - 1);
		m->text = longword;
		m->subject = longword;
		m->html = spaces;
		return m;
	case 3:
		m->text = "";
		m->html = "";
		m->subject = "";
		m->in_reply_to = NULL;
		m->from_name = NULL;
		return m;
	case 4:
		m->subject = "a\r\nBcc: x@example.org\t\x1b[31mred\xe2\x80\xae";
		m->text = "\xff\xfe broken \xc3( bytes\n";
		m->from_name = "\"quoted\" <x@y> =?utf-8?q?z?=";
		return m;
	default:
		return NULL;
	}
}

static const char script[] =
"import sys, glob, email, email.policy\n"
"for f in sorted(glob.glob(sys.argv[1] + '/*.eml')):\n"
"    raw = open(f, 'rb').read()\n"
"    m = email.message_from_bytes(raw, policy=email.policy.default)\n"
"    for part in m.walk():\n"
"        assert not part.defects, (f, part.defects)\n"
"        for k, v in part.items():\n"
"            assert not v.defects, (f, k, v.defects)\n"
"    assert m.get_content_type() == 'multipart/alternative', f\n"
"    kinds = [p.get_content_type() for p in m.iter_parts()]\n"
"    assert kinds == ['text/plain', 'text/html'], (f, kinds)\n"
"    assert 'Bcc' not in m and len(m['From'].addresses) == 1, f\n"
"    assert m['To'].addresses[0].addr_spec == 'anna@example.org', f\n"
"    if m['In-Reply-To']: assert m['References'] == m['In-Reply-To']\n"
"    want = open(f[:-3] + 'txt', encoding='utf-8', errors='replace',\n"
"        newline='').read().split('\\0')\n"
"    norm = lambda s: s.replace('\\r\\n', '\\n').rstrip('\\n')\n"
"    got = [p.get_content() for p in m.iter_parts()]\n"
"    assert list(m.iter_parts())[0]['Content-Type'].params['format'] == \\\n"
"        'flowed', f\n"
"    lines, flows = [], False\n"
"    for line in norm(got[0]).split('\\n'):\n"
"        assert len(line) <= 78 or 'http' in line or ' ' not in \\\n"
"            line.strip(), (f, line)\n"
"        line = line[1:] if line.startswith(' ') else line\n"
"        if flows: lines[-1] += line\n"
"        else: lines.append(line)\n"
"        flows = line.endswith(' ') and line != '-- '\n"
"    got[0] = '\\n'.join(lines)\n"
"    assert norm(got[0]) == norm(want[1]), (f, got[0], want[1])\n"
"    assert norm(got[1]) == norm(want[2]), (f, got[1], want[2])\n"
"    if want[0].isprintable() and len(want[0]) < 400:\n"
"        assert m['Subject'] == want[0], (f, m['Subject'], want[0])\n"
"    print('read', f)\n";

/* Addresses stay in one piece, and with their word; signatures are known. */
static void
test_flow(void **state)
{
	static const char long_url[] = "Antworten: https://example.social/"
	    "@anna/113456789012345678/a-path-that-is-longer-than-a-line\n";
	AUTO(buf_free) struct buf b = BUF_INIT;

	(void)state;
	flow(&b, "Kurz.\n\n> und fremd\nFrom here\n  eingerückt\n-- \nhark\n");
	assert_string_equal(b.data, "Kurz.\n\n > und fremd\n From here\n"
	    "   eingerückt\n-- \nhark\n");
	buf_reset(&b);
	flow(&b, long_url);
	assert_string_equal(b.data, long_url);
	buf_reset(&b);
	flow(&b, "Die kleinen Links öffnen eine fertige Mail, die Sie nur noch "
	    "absenden. Veröffentlicht wird dadurch nichts.   \n");
	assert_string_equal(b.data, "Die kleinen Links öffnen eine fertige "
	    "Mail, die Sie nur noch absenden. \n"
	    "Veröffentlicht wird dadurch nichts.\n");
	buf_reset(&b);
	flow(&b, "  Sie, Dienstag 08:00: Ab heute wieder Elisenlebkuchen aus der "
	    "eigenen Backstube\nEinWortDasLängerIstAlsJedeZeileUndTrotzdemGanz"
	    "BleibtWeilEsKeinLeerzeichenHat\n");
	assert_string_equal(b.data, "   Sie, Dienstag 08:00: Ab heute wieder "
	    "Elisenlebkuchen aus der eigenen \nBackstube\n"
	    "EinWortDasLängerIstAlsJedeZeileUndTrotzdemGanz"
	    "BleibtWeilEsKeinLeerzeichenHat\n");
}

static void
write_file(const char *dir, size_t i, const char *ext, const char *data,
    size_t len)
{
	AUTO(free_p) char *path = xasprintf("%s/%zu.%s", dir, i, ext);
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(data, 1, len, f), len);
	assert_int_equal(fclose(f), 0);
}

static void
test_python_reads_them(void **state)
{
	char dir[] = "/tmp/hark-mime-XXXXXX";
	struct mime_mail m;
	struct buf want = BUF_INIT;

	(void)state;
	if (access("/usr/bin/python3", X_OK) == -1)
		skip();
	assert_non_null(mkdtemp(dir));
	for (size_t i = 0; case_mail(i, &m) != NULL; i++) {
		AUTO(free_p) char *s = build(&m);

		write_file(dir, i, "eml", s, strlen(s));
		buf_reset(&want);
		buf_add(&want, m.subject, strlen(m.subject) + 1);
		buf_add(&want, m.text, strlen(m.text) + 1);
		buf_adds(&want, m.html);
		write_file(dir, i, "txt", want.data, want.len);
	}
	buf_free(&want);
	write_file(dir, 0, "py", script, strlen(script));

	AUTO(free_p) char *run = xasprintf("/usr/bin/python3 %s/0.py %s >&2",
	    dir, dir);
	AUTO(free_p) char *rm = xasprintf("rm -r %s", dir);
	int rc = system(run);

	assert_int_equal(system(rm), 0);
	assert_int_equal(rc, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plain),
		cmocka_unit_test(test_same_bytes_again),
		cmocka_unit_test(test_headers_cannot_be_forged),
		cmocka_unit_test(test_subject_words),
		cmocka_unit_test(test_flow),
		cmocka_unit_test(test_python_reads_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
