/* SPDX-License-Identifier: ISC */
/*
 * test_text_html.c - the HTML that networks send, and what hostile ones do.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/html.h"

static void
test_table(void **state)
{
	static const struct {
		const char *html, *want;
	} cases[] = {
		{ "", "" },
		{ "<p>Hallo</p>", "Hallo" },
		{ "<p>eins</p><p>zwei</p>", "eins\n\nzwei" },
		{ "eins<br>zwei<br />drei", "eins\nzwei\ndrei" },
		{ "a<br><br><br><br>b", "a\n\nb" },
		{ "  a \n\t b  ", "a b" },
		{ "<p> <b>fett</b> und <i>schr&auml;g</i> </p>",
		    "fett und schräg" },
		{ "Caf&eacute; &amp; Co &lt;3 &#128512; &#x1F600;",
		    "Café & Co <3 \U0001F600 \U0001F600" },
		{ "A&ampB &nbsp;C &unknown; D&E &#; &#x;",
		    "A&B C &unknown; D&E &#; &#x;" },
		{ "&#0;&#xD800;&#1114112;", "\uFFFD\uFFFD\uFFFD" },
		{ "&#150;&#128;", "\u2013\u20ac" },
		{ "I <3 you, 1 < 2 und 3<4", "I <3 you, 1 < 2 und 3<4" },
		{ "a<!-- weg --->b<!doctype html>c<?xml ?>d", "abcd" },
		{ "a<!-- offen", "a" },
		{ "x<script>alert('<p>')</script>y<style>p{}</style>z", "xyz" },
		{ "x<SCRIPT>alert(1)</Script >y", "xy" },
		{ "<title>weg</title>da", "da" },
		{ "a\x01" "b\x7f" "c\xc2\x85" "d\r\ne", "abcd e" },
		{ "<ul><li>eins</li><li>zwei</li></ul>drei",
		    "- eins\n- zwei\n\ndrei" },
		{ "<pre>a\n b</pre>", "a\nb" },
		{ "<img class=\"emoji\" alt=\":herz:\" src=x>", ":herz:" },
		{ "<a title='a > b' href=\"https://x.de\">hier</a>!", "hier!" },
		{ "Ende <b", "Ende" },
		{ "Ende <a href=\"https://x.de", "Ende" },
		/* Mastodon: mention, hashtag, shortened link */
		{ "<p><span class=\"h-card\"><a href=\"https://m.social/@cafe\""
		    " class=\"u-url mention\">@<span>cafe</span></a></span> "
		    "offen? <a href=\"https://m.social/tags/Brot\" "
		    "class=\"mention hashtag\" rel=\"tag\">#<span>Brot</span>"
		    "</a></p>", "@cafe offen? #Brot" },
		{ "Siehe <a href=\"https://www.example.com/a/very/long/path?"
		    "x=1&amp;y=2\"><span class=\"invisible\">https://www."
		    "</span><span class=\"ellipsis\">example.com/a/very/lo"
		    "</span><span class=\"invisible\">ng/path?x=1&amp;y=2"
		    "</span></a> dort", "Siehe "
		    "https://www.example.com/a/very/long/path?x=1&y=2 dort" },
		{ "<a href=\"https://example.com/lang\">example.com/la…</a>",
		    "https://example.com/lang" },
		{ "<a href=\"https://example.com\">mehr dazu…</a>",
		    "mehr dazu…" },
		{ "<a href=\"javascript:alert(1)\"><span class=\"ellipsis\">"
		    "klick.de/x</span></a>", "klick.de/x" },
		/* The fallback line of quotes */
		{ "<p class=\"quote-inline\">RE: <a href=\"https://x/1\">x"
		    "</a></p><p>Stimmt das?</p>", "Stimmt das?" },
		{ "<p>Ja<span class=\"quote-inline\"><br><br>RE: <span>x"
		    "</span></span></p>", "Ja" },
		{ "<p class=\"quote-inline\">RE: x<p>bleibt", "bleibt" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct buf b = BUF_INIT;

		html_to_text(&b, cases[i].html, strlen(cases[i].html));
		assert_string_equal(b.data, cases[i].want);
		buf_free(&b);
	}
}

static void
test_plain(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	plain_to_text(&b, "a <b> &amp;\r\n\r\n\n\nz\xff\x1b[31m", 24);
	assert_string_equal(b.data, "a <b> &amp;\n\nz\uFFFD[31m");
	buf_free(&b);
}

/* What is there before stays, and does not make a space. */
static void
test_appends(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	buf_adds(&b, "vorn:");
	html_to_text(&b, "<p>a</p>", 8);
	assert_string_equal(b.data, "vorn:a");
	buf_free(&b);
}

/* Every prefix of a rich post, and every byte replaced, is valid text. */
static void
test_mutations(void **state)
{
	static const char post[] = "<p><a href=\"https://x.de/\xc3\xa4?a=1&amp;"
	    "b\"><span class=\"invisible\">https://</span>\xf0\x9f\x98\x80"
	    "</a><br/>&euro;<!-- x --><script>y</script>"
	    "<p class=quote-inline>q</p>&#x20ac;</p>";
	static const char bad[] = "<>&\"\x00\x80\xff/;";
	struct buf b = BUF_INIT;
	char copy[sizeof(post)];

	(void)state;
	for (size_t n = 0; n < sizeof(post); n++) {
		buf_reset(&b);
		html_to_text(&b, post, n);
		assert_true(utf8_valid(b.data, b.len));
	}
	for (size_t n = 0; n < sizeof(post) - 1; n++)
		for (size_t k = 0; k < sizeof(bad) - 1; k++) {
			memcpy(copy, post, sizeof(post));
			copy[n] = bad[k];
			buf_reset(&b);
			html_to_text(&b, copy, sizeof(copy) - 1);
			assert_true(utf8_valid(b.data, b.len));
			for (size_t i = 0; i < b.len; i++)
				assert_true((unsigned char)b.data[i] >= ' ' ||
				    b.data[i] == '\n');
		}
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_plain),
		cmocka_unit_test(test_appends),
		cmocka_unit_test(test_mutations),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
