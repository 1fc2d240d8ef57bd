/* SPDX-License-Identifier: ISC */

/* The fakes keep the promises of loop.h, http.h and smtp.h. */

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/loop.h"
#include "base/mem.h"
#include "fake/fake.h"

#define START	INT64_C(1700000000000)

static struct buf seen = BUF_INIT;

static int
setup(void **state)
{
	(void)state;
	fake_clock(START);
	buf_reset(&seen);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	fake_free();
	buf_free(&seen);
	return 0;
}

static void
note(void *arg)
{
	const char *name = arg;

	buf_addf(&seen, "%s@%lld ", name, (long long)(loop_now() - START));
}

static void
note_deferring(void *arg)
{
	static char later[] = "later";

	note(arg);
	loop_defer(note, later);
}

static void
test_timers_run_in_order(void **state)
{
	char a[] = "a", b[] = "b", c[] = "c", d[] = "d", e[] = "e";
	struct timer *ta = timer_new(note, a), *tb = timer_new(note, b);
	struct timer *tc = timer_new(note, c), *td = timer_new(note_deferring, d);
	struct timer *te = timer_new(note, e);

	(void)state;
	assert_int_equal(fake_next(), -1);
	timer_start(ta, 20);
	timer_start(tb, 10);
	timer_start(tc, 20);
	timer_start(td, 5);
	timer_start(te, 7);
	timer_stop(te);
	assert_false(timer_running(te));
	assert_true(timer_running(ta));
	assert_int_equal(fake_next(), 5);
	fake_advance(19);
	assert_string_equal(seen.data, "d@5 later@5 b@10 ");
	/* A restart at the same time goes to the back. */
	timer_start(ta, 1);
	fake_advance(1);
	assert_string_equal(seen.data, "d@5 later@5 b@10 c@20 a@20 ");
	assert_false(timer_running(ta));
	assert_int_equal(loop_now(), START + 20);
	assert_int_equal(loop_mono(), 1000000 + 20);
	timer_free(ta);
	timer_free(tb);
	timer_free(tc);
	timer_free(td);
	timer_free(te);
}

static void
test_jump_moves_the_wall_only(void **state)
{
	char a[] = "a";
	struct timer *t = timer_new(note, a);

	(void)state;
	timer_start(t, 1000);
	fake_clock_jump(-5000);
	assert_int_equal(loop_now(), START - 5000);
	assert_int_equal(fake_next(), 1000);
	fake_advance(1000);
	assert_string_equal(seen.data, "a@-4000 ");
	assert_int_equal(loop_mono(), 1001000);
	timer_free(t);
}

static void
stop(void *arg)
{
	(void)arg;
	loop_stop();
}

static void
test_run_until_stopped(void **state)
{
	struct timer *t = timer_new(stop, NULL);

	(void)state;
	timer_start(t, 3600000);
	loop_run();
	assert_int_equal(loop_now(), START + 3600000);
	timer_free(t);
}

static bool
play(void *arg, const struct http_request *req, struct http_response *r)
{
	(void)arg;
	if (strcmp(req->url, "https://x/hang") == 0)
		return false;
	assert_string_equal(req->headers[0], "A: b");
	r->status = 201;
	r->body = "hello";
	return true;
}

static void
got(void *arg, const struct http_response *r)
{
	(void)arg;
	buf_addf(&seen, "%d:%d:%s@%lld ", (int)r->err.code, r->status, r->body,
	    (long long)(loop_now() - START));
	assert_true(r->err.code != ERR_OK || r->len == strlen(r->body));
	assert_non_null(r->type);
	assert_non_null(r->url);
}

static void
test_http_is_played(void **state)
{
	const char *headers[] = { "A: b", NULL };
	struct http_request q = { .url = "https://x/1", .headers = headers };
	struct http_response late = { .status = 204, .retry_after_ms = -1 };
	struct http_call *c;

	(void)state;
	fake_http(play, NULL);
	http_start(&q, got, NULL);
	assert_int_equal(seen.len, 0);
	assert_int_equal(http_pending(), 1);
	fake_settle();
	assert_string_equal(seen.data, "0:201:hello@0 ");
	assert_int_equal(http_pending(), 0);

	buf_reset(&seen);
	q.max_body = 4;
	http_start(&q, got, NULL);
	fake_settle();
	assert_memory_equal(seen.data, "12:0:@0", 7);

	buf_reset(&seen);
	q.url = "https://x/hang";
	q.body = "b";
	q.len = 1;
	q.timeout_ms = 700;
	http_start(&q, got, NULL);
	c = http_start(&q, got, NULL);
	http_start(&q, got, NULL);
	fake_advance(699);
	assert_int_equal(seen.len, 0);
	fake_http_answer(&late);
	assert_string_equal(seen.data, "0:204:@699 ");
	http_cancel(c);
	fake_advance(1);
	assert_string_equal(seen.data, "0:204:@699 9:0:@700 ");
	assert_int_equal(http_pending(), 0);

	assert_int_equal(fake_http_count(), 5);
	assert_string_equal(fake_http_line(0), "GET https://x/1");
	assert_string_equal(fake_http_line(4), "POST https://x/hang");
	assert_null(fake_http_line(5));
	fake_http_forget();
	assert_int_equal(fake_http_count(), 0);
}

static void
test_header_is_read(void **state)
{
	struct http_response r = {
		.headers = "Date: x\r\nLINK:  <a>; rel=next \r\n"
		    "X-Link: no\r\nLink:\r\nlink:<b>\r\nLinked: no\r\n"
		    "etag:\t\"1\"\r\n",
	};
	char out[32];

	(void)state;
	assert_true(http_header(&r, "Link", out, sizeof(out)));
	assert_string_equal(out, "<a>; rel=next, , <b>");
	assert_true(http_header(&r, "ETag", out, 4));
	assert_string_equal(out, "\"1\"");
	assert_false(http_header(&r, "ETag", out, 3));
	assert_false(http_header(&r, "Lin", out, sizeof(out)));
	assert_false(http_header(&r, "", out, sizeof(out)));
	r.headers = NULL;
	assert_false(http_header(&r, "Link", out, sizeof(out)));
}

static void
refuse_b(void *arg, const char *to, const char *text, struct smtp_result *r)
{
	(void)arg;
	assert_string_equal(text, "X: y\r\n\r\n");
	if (strcmp(to, "b@x") == 0) {
		r->outcome = SMTP_PERMANENT;
		r->code = 550;
	}
}

static void
sent(void *arg, const struct smtp_result *r)
{
	(void)arg;
	buf_addf(&seen, "%d:%d ", (int)r->outcome, r->code);
}

static void
test_mail_is_kept(void **state)
{
	struct smtp_server srv = { .url = "smtp://x" };
	const char *text = "X: y\r\n\r\n";
	struct smtp_call *c;

	(void)state;
	fake_smtp(refuse_b, NULL);
	smtp_send(&srv, "f@x", "a@x", text, 8, sent, NULL);
	fake_advance(50);
	smtp_send(&srv, "f@x", "b@x", text, 8, sent, NULL);
	c = smtp_send(&srv, "f@x", "c@x", text, 8, sent, NULL);
	smtp_send(&srv, "f@x", "c@x\r\nRCPT", text, 8, sent, NULL);
	smtp_cancel(c);
	fake_settle();
	assert_string_equal(seen.data, "0:250 2:550 2:0 ");
	assert_int_equal(fake_mail_count(), 3);
	assert_string_equal(fake_mail(1)->to, "b@x");
	assert_string_equal(fake_mail(1)->text, text);
	assert_int_equal(fake_mail(1)->at, START + 50);
	assert_int_equal(fake_mail(1)->outcome, SMTP_PERMANENT);
	assert_null(fake_mail(3));
}

int
main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(test_timers_run_in_order),
		T(test_jump_moves_the_wall_only),
		T(test_run_until_stopped),
		T(test_http_is_played),
		T(test_header_is_read),
		T(test_mail_is_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
