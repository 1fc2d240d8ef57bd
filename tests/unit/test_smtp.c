/* SPDX-License-Identifier: ISC */

/*
 * Mail to real servers, friendly ones and others.  getaddrinfo() below makes
 * up two names, and libcurl finds it before the C library's.
 */

#include <dlfcn.h>
#include <netdb.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "net/smtp.h"
#include "servers/spawn.h"

#define TEXT	"Subject: x\r\n\r\nhello\r\n"

static char certs[64], folder[80], ca[80];
static struct server good, starttls, smtps;
static struct secret *password, *wrong;
static struct smtp_result results[16];
static int n_results, n_wanted;
static struct timer *guard, *ticker;
static int64_t last_tick, worst_gap;
static struct buf logged = BUF_INIT;

#define HANG_S	5

int
getaddrinfo(const char *name, const char *service,
    const struct addrinfo *hints, struct addrinfo **out)
{
	int (*real)(const char *, const char *, const struct addrinfo *,
	    struct addrinfo **);

	if (strcmp(name, "hang.example") == 0) {
		struct timespec ts = { HANG_S, 0 };

		nanosleep(&ts, NULL);
		return EAI_AGAIN;
	}
	*(void **)&real = dlsym(RTLD_NEXT, "getaddrinfo");
	return real(strcmp(name, "mx.example") == 0 ? "127.0.0.1" : name,
	    service, hints, out);
}

static void
on_guard(void *arg)
{
	(void)arg;
	fprintf(stderr, "a mail never ended\n");
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
on_log(enum log_level level, const char *line)
{
	(void)level;
	buf_adds(&logged, line);
}

static int
group_setup(void **state)
{
	const char *a[] = { "tests/servers/smtp.py", folder, "plain", NULL,
		NULL, NULL };
	char crt[80], key[80];

	(void)state;
	certificates_make(certs);
	snprintf(folder, sizeof(folder), "%s/mails", certs);
	if (mkdir(folder, 0700) == -1)
		return -1;
	snprintf(ca, sizeof(ca), "%s/ca.crt", certs);
	snprintf(crt, sizeof(crt), "%s/good.crt", certs);
	snprintf(key, sizeof(key), "%s/good.key", certs);
	good = server_start(a);
	a[2] = "starttls";
	a[3] = crt;
	a[4] = key;
	starttls = server_start(a);
	a[2] = "smtps";
	smtps = server_start(a);
	password = secret_new("open sesame", 11);
	wrong = secret_new("hunter2", 7);
	log_set_level(LOG_L_DEBUG);
	log_set_sink(on_log);
	return 0;
}

static int
group_teardown(void **state)
{
	(void)state;
	server_stop(&good);
	server_stop(&starttls);
	server_stop(&smtps);
	directory_remove(certs);
	/* Nothing here ever logs; least of all this. */
	assert_null(strstr(logged.data, "hunter2"));
	assert_null(strstr(logged.data, "sesame"));
	secret_free(password);
	secret_free(wrong);
	buf_free(&logged);
	return 0;
}

static int
setup(void **state)
{
	char cmd[100];

	(void)state;
	snprintf(cmd, sizeof(cmd), "rm -f -- %s/*", folder);
	if (system(cmd) != 0)
		return -1;
	loop_init();
	guard = timer_new(on_guard, NULL);
	timer_start(guard, 20000);
	ticker = timer_new(on_tick, NULL);
	worst_gap = 0;
	last_tick = loop_mono();
	on_tick(NULL);
	n_results = n_wanted = 0;
	return 0;
}

static int
teardown(void **state)
{
	int64_t start = loop_mono();

	(void)state;
	smtp_free();
	/* Whatever a server does with QUIT, we do not wait for it. */
	assert_true(loop_mono() - start < 3000);
	timer_free(guard);
	timer_free(ticker);
	loop_free();
	return 0;
}

static void
got(void *arg, const struct smtp_result *r)
{
	(void)arg;
	results[n_results++] = *r;
	assert_true((r->outcome == SMTP_ACCEPTED) ==
	    (r->err.code == ERR_OK));
	if (n_results == n_wanted)
		loop_stop();
}

static void
await(int n)
{
	n_wanted = n;
	last_tick = loop_mono();
	if (n_results < n)
		loop_run();
	timer_stop(ticker);
	on_tick(NULL);
	assert_int_equal(n_results, n);
}

static const char *
url_of(const struct server *s)
{
	static char urls[4][60];
	static int turn;
	char *u = urls[turn++ % 4];

	snprintf(u, sizeof(urls[0]), "smtp%s://127.0.0.1:%d",
	    s == &smtps ? "s" : "", s->port);
	return u;
}

static struct smtp_result *
send_text(const struct smtp_server *s, const char *to, const char *text)
{
	n_results = 0;
	smtp_send(s, "alerts@shop.example", to, text, strlen(text), got, NULL);
	assert_int_equal(n_results, 0);
	await(1);
	return &results[0];
}

static struct smtp_result *
send_to(const struct smtp_server *s, const char *to)
{
	return send_text(s, to, TEXT);
}

static void
assert_result(const struct smtp_result *r, enum smtp_outcome outcome, int code,
    const char *words)
{
	if (r->outcome != outcome || r->code != code ||
	    strstr(r->err.text, words) == NULL)
		fail_msg("got outcome %d code %d \"%s\"", (int)r->outcome,
		    r->code, r->err.text);
	assert_null(strstr(r->err.text, "hunter2"));
	assert_null(strstr(r->err.text, "AGhhcmsAaHVudGVyMg"));
}

/* What the server kept, waiting for it if need be; the first word is its
 * connection. */
static char *
kept(int i)
{
	static char text[70000];
	char path[100];
	int64_t end = loop_mono() + 60000;
	FILE *f;
	size_t n;

	snprintf(path, sizeof(path), "%s/%d", folder, i);
	while ((f = fopen(path, "r")) == NULL)
		if (loop_mono() > end)
			fail_msg("the server has no %s", path);
	n = fread(text, 1, sizeof(text) - 1, f);
	fclose(f);
	text[n] = '\0';
	return text;
}

static struct server
raw(const char *mode)
{
	const char *a[] = { "tests/servers/smtp.py", folder, "raw", mode,
		NULL };

	return server_start(a);
}

static void
test_accepted(void **state)
{
	struct smtp_server s = {
		.url = url_of(&good), .hello = "shop.example",
		.tls = SMTP_TLS_NEVER,
	};
	static const char text[] = "Subject: x\r\n\r\n.\r\n..two\r\n"
	    "w\xc3\xb6rter\r\nlone\n.\nfeed\rreturn\r\n.end";
	char *mail;

	(void)state;
	assert_result(send_to(&s, "a@shop.example"), SMTP_ACCEPTED, 250, "");
	mail = strchr(kept(1), ' ');
	assert_string_equal(mail, " False - alerts@shop.example a@shop.example "
	    "-\n" TEXT);
	/* Dots, bytes above 127, and line ends that are none. */
	assert_result(send_text(&s, "b@x", text), SMTP_ACCEPTED, 250, "");
	mail = strchr(kept(2), '\n') + 1;
	assert_string_equal(mail, "Subject: x\r\n\r\n.\r\n..two\r\n"
	    "w\xc3\xb6rter\r\nlone\r\n.\r\nfeed\r\nreturn\r\n.end\r\n");
	assert_non_null(strstr(kept(2), "BODY=8BITMIME"));
	/* Bounces have no sender. */
	n_results = 0;
	smtp_send(&s, "", "c@x", TEXT, strlen(TEXT), got, NULL);
	await(1);
	assert_non_null(strstr(kept(3), " <> c@x "));
}

static void
test_refusals_and_reuse(void **state)
{
	struct smtp_server s = {
		.url = url_of(&good), .hello = "shop.example",
		.tls = SMTP_TLS_IF_OFFERED,
	};
	int first;

	(void)state;
	assert_result(send_to(&s, "a@x"), SMTP_ACCEPTED, 250, "");
	assert_result(send_to(&s, "temp@x"), SMTP_TEMPORARY, 451,
	    "the recipient refused: 451 4.3.0 come back later");
	assert_result(send_to(&s, "nobody@x"), SMTP_PERMANENT, 550,
	    "the recipient refused: 550 5.1.1 no such user");
	assert_result(send_to(&s, "late@x"), SMTP_PERMANENT, 554,
	    "the mail refused: 554 5.7.1 we do not like the text");
	n_results = 0;
	smtp_send(&s, "bad@x", "a@x", TEXT, strlen(TEXT), got, NULL);
	await(1);
	assert_result(&results[0], SMTP_CONFIG, 553, "the sender refused: 553");
	/* All of that, and this, on one connection. */
	assert_result(send_to(&s, "b@x"), SMTP_ACCEPTED, 250, "");
	first = atoi(kept(1));
	assert_int_equal(atoi(kept(2)), first);
}

static void
test_many(void **state)
{
	struct smtp_server s = {
		.url = url_of(&good), .hello = "shop.example",
		.tls = SMTP_TLS_NEVER,
	};
	struct smtp_call *c[12];
	int ports[10], n = 0, k;

	(void)state;
	for (int i = 0; i < 12; i++)
		c[i] = smtp_send(&s, "f@x", i < 4 ? "slow@x" : "a@x", TEXT,
		    strlen(TEXT), got, NULL);
	smtp_cancel(c[1]);
	smtp_cancel(c[11]);
	smtp_cancel(NULL);
	await(10);
	for (int i = 0; i < 10; i++)
		assert_int_equal(results[i].outcome, SMTP_ACCEPTED);
	for (int i = 1; i <= 10; i++) {
		int port = atoi(kept(i));

		for (k = 0; k < n && ports[k] != port; k++)
			;
		if (k == n)
			ports[n++] = port;
	}
	assert_in_range(n, 1, 4);
}

static void
test_encryption_and_login(void **state)
{
	struct smtp_server s = {
		.url = url_of(&starttls), .hello = "shop.example",
		.tls = SMTP_TLS_REQUIRED, .user = "hark",
		.password = password, .ca_file = ca,
	};
	char url[60];

	(void)state;
	assert_result(send_to(&s, "a@x"), SMTP_ACCEPTED, 250, "");
	assert_non_null(strstr(kept(1), " True hark alerts@shop.example a@x "));
	s.tls = SMTP_TLS_IF_OFFERED;
	assert_result(send_to(&s, "a@x"), SMTP_ACCEPTED, 250, "");
	assert_non_null(strstr(kept(2), " True hark "));
	s.password = wrong;
	assert_result(send_to(&s, "a@x"), SMTP_CONFIG, 535,
	    "refuses the user name or password (535)");
	s.tls = SMTP_TLS_REQUIRED;
	assert_result(send_to(&s, "a@x"), SMTP_CONFIG, 535, "password");
	s.password = password;
	s.ca_file = NULL;
	assert_result(send_to(&s, "a@x"), SMTP_CONFIG, 0, "certificate");
	s.user = NULL;
	s.password = NULL;
	s.ca_file = ca;
	assert_result(send_to(&s, "a@x"), SMTP_CONFIG, 530,
	    "the sender refused: 530");

	s = (struct smtp_server){
		.url = url_of(&smtps), .hello = "shop.example",
		.tls = SMTP_TLS_REQUIRED, .user = "hark",
		.password = password, .ca_file = ca,
	};
	assert_result(send_to(&s, "a@x"), SMTP_ACCEPTED, 250, "");
	assert_non_null(strstr(kept(3), " True hark "));
	s.password = wrong;
	assert_result(send_to(&s, "a@x"), SMTP_CONFIG, 535, "password");

	/* No STARTTLS, and we insist. */
	s.password = password;
	s.url = url_of(&good);
	assert_result(send_to(&s, "a@x"), SMTP_CONFIG, 0, "STARTTLS");

	/* "If offered" does not let a password leave this machine openly. */
	snprintf(url, sizeof(url), "smtp://mx.example:%d", good.port);
	s.url = url;
	s.tls = SMTP_TLS_IF_OFFERED;
	assert_result(send_to(&s, "a@x"), SMTP_CONFIG, 0, "STARTTLS");
	s.user = NULL;
	assert_result(send_to(&s, "a@x"), SMTP_ACCEPTED, 250, "");
}

static void
test_resolver_that_hangs(void **state)
{
	struct smtp_server s = {
		.url = "smtp://hang.example", .hello = "h",
		.tls = SMTP_TLS_IF_OFFERED, .timeout_ms = 100,
	};
	struct smtp_call *c;

	(void)state;
	assert_result(send_to(&s, "a@x"), SMTP_TEMPORARY, 0, "");
	s.timeout_ms = 0;
	c = smtp_send(&s, "f@x", "a@x", TEXT, strlen(TEXT), got, NULL);
	s.url = url_of(&good);
	s.timeout_ms = 0;
	n_results = 0;
	smtp_send(&s, "f@x", "a@x", TEXT, strlen(TEXT), got, NULL);
	await(1);
	smtp_cancel(c);
	assert_int_equal(results[0].outcome, SMTP_ACCEPTED);
	assert_true(worst_gap < 3000);
}

static void
test_what_we_do_not_try(void **state)
{
	static const struct {
		const char *url, *hello, *from, *to;
		enum smtp_outcome outcome;
	} bad[] = {
		{ "smtp://mx.example", "h", "f@x", "t@x", SMTP_CONFIG },
		{ "smtp://10.0.0.1", "h", "f@x", "t@x", SMTP_CONFIG },
		{ "http://127.0.0.1", "h", "f@x", "t@x", SMTP_CONFIG },
		{ "smtp://u:p@127.0.0.1", "h", "f@x", "t@x", SMTP_CONFIG },
		{ "smtp://127.0.0.1/x", "h", "f@x", "t@x", SMTP_CONFIG },
		{ "127.0.0.1", "h", "f@x", "t@x", SMTP_CONFIG },
		{ "smtp://127.0.0.1", "", "f@x", "t@x", SMTP_CONFIG },
		{ "smtp://127.0.0.1", NULL, "f@x", "t@x", SMTP_CONFIG },
		{ "smtp://127.0.0.1", "a b", "f@x", "t@x", SMTP_CONFIG },
		{ "smtp://127.0.0.1", "h", "f@x\r\nX", "t@x", SMTP_PERMANENT },
		{ "smtp://127.0.0.1", "h", "f@x", "t@x\nX", SMTP_PERMANENT },
		{ "smtp://127.0.0.1", "h", "f@x", "", SMTP_PERMANENT },
		{ "smtp://127.0.0.1", "h", "f@x", "T <t@x>", SMTP_PERMANENT },
		{ "smtp://127.0.0.1", "h", "f@x", "t@x> A=B", SMTP_PERMANENT },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		struct smtp_server s = {
			.url = bad[i].url, .hello = bad[i].hello,
			.tls = SMTP_TLS_NEVER,
		};

		n_results = 0;
		smtp_send(&s, bad[i].from, bad[i].to, TEXT, strlen(TEXT), got,
		    NULL);
		assert_int_equal(n_results, 0);
		await(1);
		assert_result(&results[0], bad[i].outcome, 0, "");
	}
}

static void
test_servers_that_misbehave(void **state)
{
	static const struct {
		const char *mode;
		enum smtp_outcome outcome;
		int code;
		const char *words;
		enum smtp_tls tls;
		bool user;
	} cases[] = {
		{ "greet554", SMTP_TEMPORARY, 554, "(554)", SMTP_TLS_NEVER, 0 },
		{ "greet421", SMTP_TEMPORARY, 421, "(421)", SMTP_TLS_NEVER, 0 },
		{ "garbage", SMTP_TEMPORARY, 0, "", SMTP_TLS_NEVER, 0 },
		{ "silent", SMTP_TEMPORARY, 0, "time", SMTP_TLS_NEVER, 0 },
		{ "ehlo501", SMTP_CONFIG, 501, "our name", SMTP_TLS_NEVER, 0 },
		{ "tls454", SMTP_TEMPORARY, 454, "(454)", SMTP_TLS_REQUIRED,
		    0 },
		{ "auth454", SMTP_TEMPORARY, 454, "(454)", SMTP_TLS_NEVER, 1 },
		{ "auth535", SMTP_CONFIG, 535, "password", SMTP_TLS_NEVER, 1 },
		{ "noauth530", SMTP_CONFIG, 530, "530", SMTP_TLS_NEVER, 0 },
		{ "hangtext", SMTP_IN_DOUBT, 0, "hung up", SMTP_TLS_NEVER, 0 },
		{ "hangdot", SMTP_IN_DOUBT, 0, "hung up", SMTP_TLS_NEVER, 0 },
		{ "longline", SMTP_TEMPORARY, 0, "not SMTP", SMTP_TLS_NEVER,
		    0 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct server one = raw(cases[i].mode);
		struct smtp_server s = {
			.url = url_of(&one), .hello = "shop.example",
			.tls = cases[i].tls, .user = cases[i].user ? "hark" :
			    NULL,
			.password = wrong,
			.timeout_ms = strcmp(cases[i].mode, "silent") == 0 ||
			    strcmp(cases[i].mode, "garbage") == 0 ? 300 : 8000,
		};

		assert_result(send_to(&s, "a@x"), cases[i].outcome,
		    cases[i].code, cases[i].words);
		server_stop(&one);
	}
	assert_true(worst_gap < 2000);
}

/* Nothing listens there. */
static void
test_no_server(void **state)
{
	struct server one = raw("quit");
	struct smtp_server s = {
		.url = url_of(&one), .hello = "h", .tls = SMTP_TLS_NEVER,
	};

	(void)state;
	server_stop(&one);
	assert_result(send_to(&s, "a@x"), SMTP_TEMPORARY, 0, "onnect");
}

/* libcurl's own transfers would block here; see smtp_session.c. */
static void
test_the_loop_goes_on(void **state)
{
	struct server one = raw("slowdot"), two = raw("quit");
	struct smtp_server s = {
		.url = url_of(&one), .hello = "h", .tls = SMTP_TLS_NEVER,
	};

	(void)state;
	assert_result(send_to(&s, "a@x"), SMTP_ACCEPTED, 250, "");
	assert_true(worst_gap < 1500);
	s.url = url_of(&two);
	assert_result(send_to(&s, "a@x"), SMTP_ACCEPTED, 250, "");
	smtp_free();			/* timed by teardown, and here */
	assert_string_equal(strchr(kept(5), '\n'), "\nQUIT\r\n");
	server_stop(&one);
	server_stop(&two);
}

static void
test_kept_connections_that_ended(void **state)
{
	static const char *const modes[] = { "once", "limit", "dieonce" };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(modes); i++) {
		struct server one = raw(modes[i]);
		struct smtp_server s = {
			.url = url_of(&one), .hello = "h",
			.tls = SMTP_TLS_NEVER,
		};

		for (int k = 0; k < 2; k++)
			assert_result(send_to(&s, "a@x"), SMTP_ACCEPTED, 250,
			    "");
		server_stop(&one);
	}
}

/* An answer before all was sent: no command of ours may end up in the text. */
static void
test_refused_early(void **state)
{
	struct server one = raw("early");
	struct smtp_server s = {
		.url = url_of(&one), .hello = "h", .tls = SMTP_TLS_NEVER,
	};
	size_t n = 32 << 20;	/* more than the sockets' buffers hold */
	char *big = xmalloc(n + 1);

	(void)state;
	memset(big, 'x', n);
	for (size_t i = 70; i < n; i += 70)
		big[i] = '\n';
	big[n] = '\0';
	assert_result(send_text(&s, "a@x", big), SMTP_PERMANENT, 552,
	    "552 5.3.4 too large");
	assert_string_equal(strchr(kept(2), '\n'), "\nclean");
	free(big);
	server_stop(&one);
}

static void
send_again(void *arg, const struct smtp_result *r)
{
	got(NULL, r);
	smtp_send(arg, "f@x", "b@x", TEXT, strlen(TEXT), got, NULL);
}

static void
free_all(void *arg, const struct smtp_result *r)
{
	smtp_free();
	got(arg, r);
}

static void
test_from_callbacks(void **state)
{
	struct smtp_server s = {
		.url = url_of(&good), .hello = "h", .tls = SMTP_TLS_NEVER,
	};

	(void)state;
	smtp_send(&s, "f@x", "a@x", TEXT, strlen(TEXT), send_again, &s);
	await(2);
	assert_int_equal(atoi(kept(1)), atoi(kept(2)));
	/* What is left is forgotten without a word. */
	n_results = 0;
	for (int i = 0; i < 8; i++)
		smtp_send(&s, "f@x", "slow@x", TEXT, strlen(TEXT), got, NULL);
	s.url = "nonsense";
	smtp_send(&s, "f@x", "a@x", TEXT, strlen(TEXT), free_all, NULL);
	await(1);
	assert_int_equal(results[0].outcome, SMTP_CONFIG);
}

int
main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(test_accepted),
		T(test_refusals_and_reuse),
		T(test_many),
		T(test_encryption_and_login),
		T(test_what_we_do_not_try),
		T(test_servers_that_misbehave),
		T(test_no_server),
		T(test_resolver_that_hangs),
		T(test_the_loop_goes_on),
		T(test_kept_connections_that_ended),
		T(test_refused_early),
		T(test_from_callbacks),
	};

	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, group_setup, group_teardown);
}
