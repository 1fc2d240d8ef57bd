/* SPDX-License-Identifier: ISC */

/*
 * Streams to mailbox servers, friendly ones and others.  getaddrinfo() below
 * makes up a name that is not this machine, and one that hangs.
 */

#include <dlfcn.h>
#include <netdb.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/loop.h"
#include "base/mem.h"
#include "net/stream.h"
#include "servers/spawn.h"

static char certs[64], ca[80];
static struct server plain, starttls, imaps;
static struct secret *password, *wrong, *token;
static struct timer *guard, *ticker;
static int64_t last_tick, worst_gap;

int
getaddrinfo(const char *name, const char *service,
    const struct addrinfo *hints, struct addrinfo **out)
{
	int (*real)(const char *, const char *, const struct addrinfo *,
	    struct addrinfo **);

	if (strcmp(name, "hang.example") == 0) {
		struct timespec ts = { 3, 0 };

		nanosleep(&ts, NULL);
		return EAI_AGAIN;
	}
	*(void **)&real = dlsym(RTLD_NEXT, "getaddrinfo");
	return real(strcmp(name, "imap.example") == 0 ? "127.0.0.1" : name,
	    service, hints, out);
}

/* What happened on a stream. */
struct seen {
	struct stream *s;
	int opened, ended;
	enum stream_what last;
	struct err err;
	struct buf in;
	const char *until;		/* stop when this has come */
	size_t bytes;
};

static void
on_guard(void *arg)
{
	(void)arg;
	fprintf(stderr, "a stream never ended\n");
	abort();
}

/* How long the loop stood still at most. */
static void
on_tick(void *arg)
{
	int64_t now = loop_mono();

	(void)arg;
	if (now - last_tick > worst_gap)
		worst_gap = now - last_tick;
	last_tick = now;
	timer_start(ticker, 5);
}

static void
on_stream(void *arg, struct stream *s, const struct stream_event *ev)
{
	struct seen *x = arg;

	assert_ptr_equal(x->s, s);
	assert_int_equal(x->ended, 0);
	x->last = ev->what;
	switch (ev->what) {
	case STREAM_OPEN:
		x->opened++;
		break;
	case STREAM_BYTES:
		x->bytes += ev->len;
		assert_true(ev->len > 0 && ev->len <= 16384);
		if (x->in.len < 100000)
			buf_add(&x->in, ev->data, ev->len);
		if (x->until == NULL || strstr(x->in.data, x->until) == NULL)
			return;
		loop_stop();
		break;
	case STREAM_CLOSED:
	case STREAM_FAILED:
		x->err = ev->err;
		x->ended++;
		loop_stop();
		break;
	}
}

static struct stream_server
at(const char *scheme, const char *host, const struct server *v, char *url,
    size_t size)
{
	struct stream_server s = { .url = url, .user = "hark",
	    .password = password, .ca_file = ca };

	snprintf(url, size, "%s://%s:%d", scheme, host, v->port);
	return s;
}

static void
run(void)
{
	guard = timer_new(on_guard, NULL);
	ticker = timer_new(on_tick, NULL);
	timer_start(guard, 20000);
	last_tick = loop_mono();
	worst_gap = 0;
	timer_start(ticker, 5);
	loop_run();
	timer_free(guard);
	timer_free(ticker);
}

/* Everything, until the stream ends or what is waited for came. */
static struct seen
talk(const struct stream_server *v, const char *say, const char *until)
{
	struct seen x = { .in = BUF_INIT, .until = until };

	x.s = stream_open(v, on_stream, &x);
	if (say != NULL)
		stream_send(x.s, say, strlen(say));
	run();
	stream_close(x.s);
	return x;
}

static void
test_bytes(void **state)
{
	const struct { const char *scheme, *host; struct server *v; } t[] = {
		{ "imap", "localhost", &plain }, { "imap", "imap.example",
		&starttls }, { "imaps", "imap.example", &imaps },
	};
	char url[64];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(t); i++)
		for (int k = 0; k < 2; k++) {
			struct stream_server v = at(t[i].scheme, t[i].host,
			    t[i].v, url, sizeof(url));
			struct seen x;

			if (k == 1) {
				v.token = token;
				v.password = NULL;
			}
			x = talk(&v, "a EXAMINE INBOX\r\nb LOGOUT\r\n", NULL);
			if (x.last != STREAM_CLOSED)
				fail_msg("%s: %s", url, x.err.text);
			assert_int_equal(x.opened, 1);
			assert_non_null(strstr(x.in.data, "a OK [READ-ONLY]"));
			assert_non_null(strstr(x.in.data, "b OK bye"));
			buf_free(&x.in);
		}
}

static void
test_never_in_the_clear(void **state)
{
	char url[64];
	struct stream_server v = at("imap", "imap.example", &plain, url,
	    sizeof(url));
	char path[120], line[200];
	struct seen x;
	FILE *f;

	(void)state;
	/* This server cannot STARTTLS, and is not this machine by its name. */
	x = talk(&v, "a NOOP\r\n", NULL);
	assert_int_equal(x.last, STREAM_FAILED);
	assert_int_equal(x.err.code, ERR_CONFIG);
	assert_non_null(strstr(x.err.text, "offers no encryption"));
	assert_int_equal(x.opened, 0);
	snprintf(path, sizeof(path), "%s/log", certs);
	f = fopen(path, "r");
	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL)
		assert_null(strstr(line, "hark"));
	fclose(f);
}

static void
test_certificate(void **state)
{
	char url[64], own[80];
	struct stream_server v = at("imaps", "127.0.0.1", &imaps, url,
	    sizeof(url));
	struct seen x;

	(void)state;
	v.ca_file = NULL;
	x = talk(&v, NULL, NULL);
	assert_int_equal(x.last, STREAM_FAILED);
	assert_int_equal(x.err.code, ERR_NET);
	assert_non_null(strcasestr(x.err.text, "certificate"));
	/* Another authority than the one that signed it. */
	snprintf(own, sizeof(own), "%s/other.crt", certs);
	v = at("imap", "imap.example", &starttls, url, sizeof(url));
	v.ca_file = own;
	x = talk(&v, NULL, NULL);
	assert_int_equal(x.last, STREAM_FAILED);
	assert_int_equal(x.opened, 0);
}

static void
test_refused(void **state)
{
	char url[64];
	struct stream_server v = at("imaps", "imap.example", &imaps, url,
	    sizeof(url));
	struct seen x;

	(void)state;
	v.password = wrong;
	x = talk(&v, NULL, NULL);
	assert_int_equal(x.last, STREAM_FAILED);
	assert_int_equal(x.err.code, ERR_PERMISSION);
	assert_non_null(strstr(x.err.text, "app password"));
	/* The server says back what we said: not for the log. */
	assert_null(strstr(x.err.text, "AGhhcms"));
	v.token = wrong;
	x = talk(&v, NULL, NULL);
	assert_int_equal(x.err.code, ERR_PERMISSION);
	assert_non_null(strstr(x.err.text, "token"));
}

static void
test_addresses(void **state)
{
	static const char *const urls[] = { "https://localhost:1",
	    "imaps://u:p@localhost:1", "imaps://localhost:1/INBOX", "imap" };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(urls); i++) {
		struct stream_server v = { .url = urls[i], .user = "hark",
		    .password = password };
		struct seen x = talk(&v, "x", NULL);

		assert_int_equal(x.last, STREAM_FAILED);
		assert_int_equal(x.err.code, ERR_CONFIG);
	}
}

/* Whatever the server does, the loop goes on. */
static void
test_misbehaving(void **state)
{
	static const struct { const char *mode; enum stream_what last;
		int opened; } t[] = {
		{ "silent", STREAM_FAILED, 0 }, { "deny", STREAM_FAILED, 0 },
		{ "mute", STREAM_FAILED, 1 }, { "hangup", STREAM_CLOSED, 1 },
	};
	char url[64];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		const char *a[] = { "tests/servers/imap.py", certs, t[i].mode,
		    NULL };
		struct server raw = server_start(a);
		struct stream_server v = at("imap", "127.0.0.1", &raw, url,
		    sizeof(url));
		struct seen x = { .in = BUF_INIT };

		v.timeout_ms = 500;
		x.s = stream_open(&v, on_stream, &x);
		stream_patience(x.s, 300);
		if (t[i].last != STREAM_CLOSED)
			stream_send(x.s, "a NOOP\r\n", 8);
		run();
		stream_close(x.s);
		if (x.last != t[i].last || x.opened != t[i].opened)
			fail_msg("%s: %d, %d, %s", t[i].mode, x.last, x.opened,
			    x.err.text);
		if (worst_gap > 250)
			fail_msg("%s: the loop stood still for %lld ms",
			    t[i].mode, (long long)worst_gap);
		buf_free(&x.in);
		server_stop(&raw);
	}
}

static void
test_slow_names(void **state)
{
	struct stream_server v = { .url = "imaps://hang.example:1",
	    .user = "hark", .password = password, .timeout_ms = 300 };
	struct seen x = talk(&v, NULL, NULL);

	(void)state;
	assert_int_equal(x.last, STREAM_FAILED);
	assert_int_equal(x.err.code, ERR_NET);
	assert_true(worst_gap < 250);
}

/* It cannot make us hold more than a chunk, nor starve the loop. */
static void
test_flood(void **state)
{
	const char *a[] = { "tests/servers/imap.py", certs, "flood", NULL };
	struct server raw = server_start(a);
	char url[64];
	struct stream_server v = at("imap", "127.0.0.1", &raw, url,
	    sizeof(url));
	struct seen x = { .in = BUF_INIT };

	(void)state;
	x.s = stream_open(&v, on_stream, &x);
	x.until = "* OK xxx";
	run();
	assert_true(worst_gap < 250);
	stream_close(x.s);
	buf_free(&x.in);
	server_stop(&raw);
	/* More than it takes. */
	a[2] = "mute";
	raw = server_start(a);
	v = at("imap", "127.0.0.1", &raw, url, sizeof(url));
	memset(&x, 0, sizeof(x));
	x.in = (struct buf)BUF_INIT;
	x.s = stream_open(&v, on_stream, &x);
	for (int i = 0; i < 1025; i++) {
		static const char k[1024];

		stream_send(x.s, k, sizeof(k));
	}
	run();
	assert_int_equal(x.err.code, ERR_LIMIT);
	stream_close(x.s);
	server_stop(&raw);
}

static int
group_setup(void **state)
{
	const char *a[] = { "tests/servers/imap.py", certs, "plain", NULL,
	    NULL, NULL };
	char crt[80], key[80], box[80];

	(void)state;
	loop_init();
	certificates_make(certs);
	snprintf(box, sizeof(box), "mkdir %s/INBOX", certs);
	if (system(box) != 0)
		return -1;
	snprintf(ca, sizeof(ca), "%s/ca.crt", certs);
	snprintf(crt, sizeof(crt), "%s/good.crt", certs);
	snprintf(key, sizeof(key), "%s/good.key", certs);
	plain = server_start(a);
	a[2] = "starttls";
	a[3] = crt;
	a[4] = key;
	starttls = server_start(a);
	a[2] = "imaps";
	imaps = server_start(a);
	password = secret_new("open sesame", 11);
	wrong = secret_new("hunter2", 7);
	token = secret_new("t-1", 3);
	return 0;
}

static int
group_teardown(void **state)
{
	(void)state;
	stream_free();
	server_stop(&plain);
	server_stop(&starttls);
	server_stop(&imaps);
	secret_free(password);
	secret_free(wrong);
	secret_free(token);
	loop_free();
	directory_remove(certs);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bytes),
		cmocka_unit_test(test_never_in_the_clear),
		cmocka_unit_test(test_certificate),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_addresses),
		cmocka_unit_test(test_misbehaving),
		cmocka_unit_test(test_slow_names),
		cmocka_unit_test(test_flood),
	};

	return cmocka_run_group_tests(tests, group_setup, group_teardown);
}
