/* SPDX-License-Identifier: ISC */

/* What the writer of a mail wrote, and who vouches for a mail. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../plugins/mailbox/mailbox.h"
#include "base/json.h"
#include "base/mail.h"
#include "base/mem.h"
#include "poll/effects.h"

extern const struct hark_plugin hark_plugin_imap;

static struct run run;

static int
setup(void **state)
{
	(void)state;
	run_init(&run, &hark_plugin_imap, NULL);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	run_clear(&run);
	return 0;
}

static void
test_words(void **state)
{
	static const struct { const char *in, *out; } t[] = {
		{ "Ja, gerne!", "Ja, gerne!" },
		{ "Eins\r\n\r\n\r\n\r\nzwei  \r\n", "Eins\n\nzwei" },
		/* Above, with and without marks; several programs. */
		{ "Ja?\n\nAm 3.11.2026 um 10:00 schrieb Laden <a@b.example>:\n"
		  "> Haben Sie schon?\n>\n> Gru\xc3\x9f", "Ja?" },
		{ "Ja?\n\nAm Di., 3. Nov. 2026 um 10:00 Uhr schrieb Laden\n"
		  "<laden@baecker.example>:\n\n> Liebe Kunden", "Ja?" },
		{ "Yes?\n\nOn Tue, 3 Nov 2026 at 10:00, Shop <a@b.example> "
		  "wrote:\n\nDear customer, have you tried?", "Yes?" },
		{ "Geht das?\n\n-----Urspr\xc3\xbcngliche Nachricht-----\n"
		  "Von: Laden\nHaben Sie Lust?", "Geht das?" },
		{ "Geht das?\n________________________________\nVon: Laden\n"
		  "Gesendet: Montag\nAn: Petra\nBetreff: x\n\nLust?",
		  "Geht das?" },
		{ "Geht das?\nGesendet: Montag um 10:00\nVon: Laden\nAn: Petra\n"
		  "Betreff: x\n\nLust?", "Geht das?" },
		{ "laden@b.example schrieb am 3. November:\n> alt\nneu", "neu" },
		/* Between and below. */
		{ "> Wann kommen Sie?\nUm drei.\n> Und womit?\nMit dem Rad. "
		  "Geht das?", "Um drei.\nMit dem Rad. Geht das?" },
		{ "On Monday shop wrote:\n> old\n\nnew below?", "new below?" },
		/* A sentence is no attribution. */
		{ "Am Samstag komme ich.\nGeht das?",
		  "Am Samstag komme ich.\nGeht das?" },
		{ "Von: mir\nkeine Kopfzeilen", "Von: mir\nkeine Kopfzeilen" },
		/* Signatures. */
		{ "Frage?\n\n-- \nAnna Krause\nFragen? Immer!", "Frage?" },
		{ "Frage?\n\nMit freundlichen Gr\xc3\xbc\xc3\x9f" "en\nAnna\n"
		  "Jetzt 20 % auf alles", "Frage?" },
		{ "Danke.\nViele Gr\xc3\xbc\xc3\x9f" "e\nAnna\n\nPS: Haben Sie "
		  "auch Stollen?", "Danke.\nViele Gr\xc3\xbc\xc3\x9f" "e\nAnna\n"
		  "\nPS: Haben Sie auch Stollen?" },
		{ "Frage?\n\nVon meinem iPhone gesendet", "Frage?" },
		{ "Frage?\nGesendet mit der GMX Mail App\n\nAm 1.1. schrieb "
		  "Laden:\n\nNewsletter! Lust?", "Frage?" },
		/* Nothing but a quote. */
		{ "> Haben Sie Lust?\n", "" },
		{ "\xc2\xa0\nText\xc2\xa0\n", "Text\xc2\xa0" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(t); i++)
		assert_string_equal(mb_words(&run.task, t[i].in), t[i].out);
}

static void
test_subject(void **state)
{
	static const struct { const char *in, *out; bool reply; } t[] = {
		{ "Frage", "Frage", false }, { "Re: Frage", "Frage", true },
		{ "AW: Re: AW:Frage", "Frage", true },
		{ "Re[2]: x", "x", true }, { "WG: x", "x", false },
		{ "Regen: x", "Regen: x", false }, { "re[", "re[", false },
		{ "", "", false },
	};
	bool reply;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		assert_string_equal(mb_subject(t[i].in, &reply), t[i].out);
		assert_int_equal(reply, t[i].reply);
	}
	assert_null(mb_subject(NULL, &reply));
}

static json_t *
mail_with(const char *name, const char *value)
{
	json_t *m = json_pack("{s:{s:[s]}}", "headers", name, value);

	mail_origin(m);
	return m;
}

/* Who may give orders by mail: the whole domain, by any of three proofs. */
static void
test_vouched(void **state)
{
	static const struct { const char *said; bool yes; } t[] = {
		{ "dmarc=pass header.from=shop.example", true },
		{ "dmarc=pass (p=none) header.from=shop.example", true },
		{ "dkim=pass header.d=shop.example", true },
		{ "dkim=pass header.d=mail.shop.example", true },
		{ "spf=pass smtp.mailfrom=anna@shop.example", true },
		{ "spf=pass smtp.mailfrom=shop.example", true },
		{ "dkim=fail header.d=shop.example; spf=pass smtp.mailfrom="
		  "shop.example", true },
		{ "dmarc=fail header.from=shop.example; spf=pass "
		  "smtp.mailfrom=shop.example", false },
		{ "spf=pass smtp.mailfrom=evil.example; dmarc=fail", false },
		/* Somebody is who he says, but somebody else. */
		{ "dkim=pass header.d=evil.example; spf=pass "
		  "smtp.mailfrom=x@evil.example; dmarc=pass "
		  "header.from=evil.example", false },
		{ "dkim=pass header.d=notshop.example", false },
		{ "spf=pass smtp.mailfrom=\"anna@shop.example \"@evil.example",
		  false },
		{ "spf=softfail smtp.mailfrom=shop.example", false },
		{ "dkim=pass", false }, { "spf=pass smtp.helo=shop.example",
		  false }, { "auth=pass smtp.auth=anna", false },
		{ "none", false }, { "dkim/1=pass header.d=shop.example", true },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		AUTO(free_p) char *h = xasprintf("mx.example; %s", t[i].said);
		AUTO(json_p) json_t *m = mail_with("authentication-results",
		    h);

		if (mail_vouched(m, "mx.example", "shop.example") != t[i].yes)
			fail_msg("%s", t[i].said);
		assert_false(mail_vouched(m, "mx2.example", "shop.example"));
	}
}

static void
test_verdict(void **state)
{
	static const struct { const char *header; enum mb_verdict v; } t[] = {
		{ "mx.shop.example; dkim=pass header.d=google.com", MB_PASS },
		{ "MX.shop.example 1;\tdkim=pass (2048-bit) header.i=@"
		  "google.com header.s=x", MB_PASS },
		{ "mx.shop.example; spf=pass; dkim=pass header.d="
		  "mail.google.com", MB_PASS },
		{ "mx.shop.example; dkim=fail header.d=google.com; dkim=pass "
		  "header.d=google.com", MB_PASS },
		{ "mx.shop.example; dkim=fail header.d=google.com", MB_FAIL },
		/* Another domain's. */
		{ "mx.shop.example; dkim=pass header.d=evil.example",
		  MB_NOTHING },
		{ "mx.shop.example; dkim=pass header.d=notgoogle.com",
		  MB_NOTHING },
		{ "mx.shop.example; dkim=pass header.d=google.com.evil.example",
		  MB_NOTHING },
		/* Another server's, or one that only begins alike. */
		{ "mx.evil.example; dkim=pass header.d=google.com",
		  MB_NOTHING },
		{ "mx.shop.example.evil; dkim=pass header.d=google.com",
		  MB_NOTHING },
		/* Words of strangers that look like results. */
		{ "mx.shop.example; spf=fail smtp.mailfrom=\"x; dkim=pass "
		  "header.d=google.com\"@evil.example", MB_NOTHING },
		{ "mx.shop.example; dkim=none (; dkim=pass header.d=google.com"
		  ") header.d=evil.example", MB_NOTHING },
		{ "mx.shop.example; dkim=fail (dkim=pass) header.d=google.com",
		  MB_FAIL },
		{ "mx.shop.example; x-dkim=pass header.d=google.com",
		  MB_NOTHING },
		{ "mx.shop.example; dkim=pass (header.d=google.com) header.d="
		  "evil.example", MB_NOTHING },
		{ "mx.shop.example; none", MB_NOTHING }, { "", MB_NOTHING },
		{ "mx.shop.example", MB_NOTHING }, { "(((", MB_NOTHING },
	};
	AUTO(json_p) json_t *two = json_pack("{s:{s:[s,s]}}", "headers",
	    "authentication-results", "mx.evil.example; dkim=none",
	    "mx.shop.example; dkim=pass header.d=google.com");

	(void)state;
	mail_origin(two);
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		AUTO(json_p) json_t *m = mail_with("authentication-results",
		    t[i].header);

		if (mb_verdict(m, "mx.shop.example", "google.com") !=
		    t[i].v)
			fail_msg("%s", t[i].header);
		assert_int_equal(mb_verdict(m, NULL, "google.com"),
		    MB_NOTHING);
	}
	/* Only the topmost: those below came with the mail. */
	assert_int_equal(mb_verdict(two, "mx.shop.example",
	    "google.com"), MB_NOTHING);
}

static void
test_pattern(void **state)
{
	static const struct { const char *p, *text; bool whole, fits;
		const char *a, *b; } t[] = {
		{ "{a} left a review for {b}", " Lena K left a  review\nfor X ",
		  true, true, "Lena K", "X" },
		{ "{a} left a review for {b}", "Lena leaves a review for X",
		  true, false, NULL, NULL },
		{ "Read {a}\\n{b}\\nReply", "x Read <u>\r\n\r\nLena\n\n"
		  "Reply to", false, true, "<u>", "Lena" },
		{ "You {a}-STAR {}view", "..you 2-star re-view", false, true,
		  "2", NULL },
		{ "{a}", "", true, true, NULL, NULL },
		{ "{a", "x", true, false, NULL, NULL },
		{ "", "", true, true, NULL, NULL },
		{ "x", "", false, false, NULL, NULL },
		{ "{a}x{b}", "axbxc", true, true, "a", "bxc" },
	};
	static char many[70000];
	struct mb_found f;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		bool fits = mb_match(t[i].p, strlen(t[i].p), t[i].text,
		    t[i].whole, &f);
		const char *a = mb_got(&run.task, &f, "a");
		const char *b = mb_got(&run.task, &f, "b");

		if (fits != t[i].fits)
			fail_msg("%s: %s", t[i].p, t[i].text);
		if (!fits)
			continue;
		assert_string_equal(a != NULL ? a : "-", t[i].a != NULL ?
		    t[i].a : "-");
		assert_string_equal(b != NULL ? b : "-", t[i].b != NULL ?
		    t[i].b : "-");
	}
	/* Not for as long as a stranger likes. */
	memset(many, 'a', sizeof(many) - 1);
	for (int i = 0; i < 100; i++)
		assert_false(mb_match("{a}a{b}a{c}a{d}a{e}b", 20, many, false,
		    &f));
}

static void
test_automatic(void **state)
{
	static const struct { const char *name, *value; bool yes; } t[] = {
		{ "auto-submitted", "auto-replied", true },
		{ "auto-submitted", "no", false }, { "precedence", "bulk", true },
		{ "precedence", "first-class", false },
		{ "list-id", "<x.example>", true },
		{ "return-path", "<>", true },
		{ "return-path", "<a@b.example>", false },
		{ "subject", "Auto-Submitted: auto-replied", false },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		AUTO(json_p) json_t *m = mail_with(t[i].name, t[i].value);

		assert_int_equal(mb_automatic(m), t[i].yes);
	}
	assert_true(mb_no_reply("No-Reply@x.example"));
	assert_true(mb_no_reply("MAILER-DAEMON@x.example"));
	assert_false(mb_no_reply("reply@x.example"));
	assert_false(mb_no_reply(NULL));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_subject),
		cmocka_unit_test(test_verdict),
		cmocka_unit_test(test_pattern),
		cmocka_unit_test(test_vouched), cmocka_unit_test(test_automatic),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
