/* SPDX-License-Identifier: ISC */

/*
 * The real HTTP client against a server that misbehaves on demand.  The
 * resolver is ours: names that end in ".example" are answered by
 * getaddrinfo() below, which libcurl finds before the C library's.
 */

#include <dlfcn.h>
#include <netdb.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/loop.h"
#include "base/mem.h"
#include "net/http.h"
#include "servers/spawn.h"

static struct server web, tls, stranger;
static char certs[64], ca[80];

/* Answers, oldest first, as "code status body". */
struct answer {
	struct err err;
	int status;
	char type[64], url[300], etag[64], modified[64], link[64];
	int64_t retry_after_ms;
	struct buf body;
	int64_t at;
};
static struct answer answers[80];
static int n_answers, n_wanted;
static struct timer *guard;

/* --- a resolver --- */

#define HANG_S	4

int
getaddrinfo(const char *name, const char *service,
    const struct addrinfo *hints, struct addrinfo **out)
{
	static const struct {
		const char *name, *ip;
	} names[] = {
		{ "loop.example", "127.0.0.1" }, { "ten.example", "10.1.2.3" },
		{ "cloud.example", "169.254.169.254" },
		{ "nat.example", "64:ff9b::a01:203" },
		{ "six.example", "2002:7f00:1::1" },
		{ "local6.example", "fd00::1" }, { "mapped.example",
		"::ffff:127.0.0.1" },
		{ "public.example", "192.0.2.1" },
	};
	int (*real)(const char *, const char *, const struct addrinfo *,
	    struct addrinfo **);

	if (strcmp(name, "hang.example") == 0) {
		struct timespec ts = { HANG_S, 0 };

		nanosleep(&ts, NULL);
		return EAI_AGAIN;
	}
	*(void **)&real = dlsym(RTLD_NEXT, "getaddrinfo");
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (strcmp(name, names[i].name) == 0)
			name = names[i].ip;
	return real(name, service, hints, out);
}

/* --- asking --- */

static void
on_guard(void *arg)
{
	(void)arg;
	fprintf(stderr, "a call never ended\n");
	abort();
}

static int
group_setup(void **state)
{
	const char *plain[] = { "tests/servers/http.py", NULL };
	const char *secure[] = { "tests/servers/http.py", NULL, NULL, NULL };
	char crt[80], key[80];

	(void)state;
	certificates_make(certs);
	snprintf(ca, sizeof(ca), "%s/ca.crt", certs);
	snprintf(crt, sizeof(crt), "%s/good.crt", certs);
	snprintf(key, sizeof(key), "%s/good.key", certs);
	web = server_start(plain);
	secure[1] = crt;
	secure[2] = key;
	tls = server_start(secure);
	snprintf(crt, sizeof(crt), "%s/other.crt", certs);
	snprintf(key, sizeof(key), "%s/other.key", certs);
	stranger = server_start(secure);
	return 0;
}

static int
group_teardown(void **state)
{
	(void)state;
	server_stop(&web);
	server_stop(&tls);
	server_stop(&stranger);
	directory_remove(certs);
	return 0;
}

static int
setup_with(int max_calls)
{
	struct http_opts opts = {
		.user_agent = "hark/test", .max_calls = max_calls,
	};

	loop_init();
	http_init(&opts);
	guard = timer_new(on_guard, NULL);
	timer_start(guard, 20000);
	n_answers = n_wanted = 0;
	return 0;
}

static int
setup(void **state)
{
	(void)state;
	return setup_with(0);
}

static void
forget(void)
{
	for (int i = 0; i < n_answers; i++)
		buf_free(&answers[i].body);
	n_answers = 0;
}

static int
teardown(void **state)
{
	(void)state;
	timer_free(guard);
	forget();
	http_free();
	loop_free();
	return 0;
}

static void
got(void *arg, const struct http_response *r)
{
	struct answer *a = &answers[n_answers++];

	(void)arg;
	memset(a, 0, sizeof(*a));
	a->body = (struct buf)BUF_INIT;
	a->err = r->err;
	a->status = r->status;
	snprintf(a->type, sizeof(a->type), "%s", r->type);
	snprintf(a->url, sizeof(a->url), "%s", r->url);
	snprintf(a->etag, sizeof(a->etag), "%s", r->etag ? r->etag : "-");
	snprintf(a->modified, sizeof(a->modified), "%s",
	    r->last_modified ? r->last_modified : "-");
	if (!http_header(r, "link", a->link, sizeof(a->link)))
		snprintf(a->link, sizeof(a->link), "-");
	a->retry_after_ms = r->retry_after_ms;
	buf_add(&a->body, r->body, r->len);
	assert_int_equal(r->body[r->len], '\0');
	assert_int_equal(r->len, a->body.len);
	a->at = loop_mono();
	if (n_answers == n_wanted)
		loop_stop();
}

static void
await(int n)
{
	n_wanted = n;
	if (n_answers < n)
		loop_run();
	assert_int_equal(n_answers, n);
}

/* One call from start to end. */
static struct answer *
ask(const struct http_request *r)
{
	forget();
	http_start(r, got, NULL);
	assert_int_equal(n_answers, 0);
	await(1);
	return &answers[0];
}

/* "http://127.0.0.1:port/path"; lives until the fourth call from now. */
static const char *
at(const struct server *s, const char *path)
{
	static char urls[4][400];
	static int turn;
	char *u = urls[turn++ % 4];

	snprintf(u, sizeof(urls[0]), "http%s://127.0.0.1:%d/%s",
	    s == &web ? "" : "s", s->port, path);
	return u;
}

static struct answer *
get(const char *path)
{
	struct http_request r = {
		.url = at(&web, path), .allow_private = true,
	};

	return ask(&r);
}

static void
assert_fails(const struct answer *a, enum err_code code, const char *words)
{
	if (a->err.code != code || strstr(a->err.text, words) == NULL)
		fail_msg("got %d \"%s\", not %d \"%s\"", (int)a->err.code,
		    a->err.text, (int)code, words);
	assert_int_equal(a->status, 0);
	assert_int_equal(a->body.len, 0);
}

static void
assert_holds(const struct answer *a, const char *part)
{
	if (strstr(a->body.data, part) == NULL)
		fail_msg("no \"%s\" in \"%s\"", part, a->body.data);
}

/* Connections so far and requests of a path, as the server counts. */
static void
stats(const char *path, int *connections, int *requests)
{
	char p[64];

	snprintf(p, sizeof(p), "stats?%s", path);
	get(p);
	assert_int_equal(sscanf(answers[0].body.data, "%d %d", connections,
	    requests), 2);
}

/* --- tests --- */

static void
test_get(void **state)
{
	const char *headers[] = { "X-Mine: yes", NULL };
	struct http_request r = {
		.url = at(&web, "echo?a=b"), .allow_private = true,
		.headers = headers,
	};
	struct answer *a = ask(&r);

	(void)state;
	assert_int_equal(a->err.code, ERR_OK);
	assert_int_equal(a->status, 200);
	assert_string_equal(a->type, "text/plain");
	assert_string_equal(a->url, r.url);
	assert_string_equal(a->etag, "-");
	assert_int_equal(a->retry_after_ms, -1);
	assert_memory_equal(a->body.data, "GET /echo?a=b\n", 14);
	assert_holds(a, "\nuser-agent: hark/test\n");
	assert_holds(a, "\nx-mine: yes\n");
	assert_holds(a, "\naccept-encoding: deflate, gzip");
	assert_null(strstr(a->body.data, "content-type"));
	a = get("nul");
	assert_int_equal(a->body.len, 3);
	a = get("what");
	assert_int_equal(a->err.code, ERR_OK);
	assert_int_equal(a->status, 404);
	assert_string_equal(a->body.data, "no what");
	assert_int_equal(http_pending(), 0);
}

static void
test_conditional(void **state)
{
	struct http_request r = {
		.url = at(&web, "page"), .allow_private = true,
		.last_modified = "Sun, 06 Nov 1994 08:49:37 GMT",
	};
	struct answer *a = ask(&r);

	(void)state;
	assert_int_equal(a->status, 200);
	assert_string_equal(a->etag, "\"v1\"");
	assert_string_equal(a->modified, r.last_modified);
	assert_string_equal(a->type, "application/json");
	r.etag = "\"v1\"";
	a = ask(&r);
	assert_int_equal(a->err.code, ERR_OK);
	assert_int_equal(a->status, 304);
	assert_int_equal(a->body.len, 0);
	r.url = at(&web, "echo");
	a = ask(&r);
	assert_holds(a, "\nif-none-match: \"v1\"\n");
	assert_holds(a, "\nif-modified-since: Sun, 06 Nov 1994 08:49:37 GMT\n");
}

static void
test_methods(void **state)
{
	struct http_request r = {
		.url = at(&web, "echo"), .allow_private = true,
		.body = "a\0b", .len = 3, .type = "application/x-mine",
	};
	struct answer *a = ask(&r);

	(void)state;
	assert_memory_equal(a->body.data, "POST /echo\n", 11);
	assert_holds(a, "\ncontent-type: application/x-mine\n");
	assert_holds(a, "\ncontent-length: 3\n");
	assert_memory_equal(a->body.data + a->body.len - 3, "a\0b", 3);
	assert_null(strstr(a->body.data, "expect"));
	r.method = "PUT";
	r.type = NULL;
	r.len = 0;			/* up to the NUL */
	a = ask(&r);
	assert_holds(a, "\ncontent-length: 1\n");
	assert_memory_equal(a->body.data, "PUT /echo\n", 10);
	assert_null(strstr(a->body.data, "content-type"));
	r.body = NULL;
	r.len = 0;
	r.method = "POST";
	a = ask(&r);
	assert_memory_equal(a->body.data, "POST /echo\n", 11);
	assert_holds(a, "\ncontent-length: 0\n");
	r.method = "DELETE";
	a = ask(&r);
	assert_memory_equal(a->body.data, "DELETE /echo\n", 13);
	assert_null(strstr(a->body.data, "content-length"));
	r.method = "HEAD";
	a = ask(&r);
	assert_int_equal(a->status, 200);
	assert_int_equal(a->body.len, 0);
}

static void
test_headers_of_the_answer(void **state)
{
	(void)state;
	assert_string_equal(get("hints")->link, "<late>");
	assert_string_equal(get("trailer")->link, "-");
	assert_string_equal(answers[0].body.data, "ok");
	assert_int_equal(get("status?429&Retry-After:%20%20120")->status, 429);
	assert_int_equal(answers[0].retry_after_ms, 120000);
	assert_string_equal(answers[0].body.data, "said so");
	get("status?503&Retry-After:%20Fri,%2031%20Dec%201999%2023:59:59"
	    "%20GMT");
	assert_int_equal(answers[0].retry_after_ms, 0);
	get("status?503&Retry-After:%20Fri,%2031%20Dec%201999%2023:59:59"
	    "%20GMT&Date:%20Fri,%2031%20Dec%201999%2023:59:49%20GMT");
	assert_int_equal(answers[0].retry_after_ms, 10000);
	get("status?503&Retry-After:%20soon");
	assert_int_equal(answers[0].retry_after_ms, -1);
	get("status?503&Retry-After:%200");
	assert_int_equal(answers[0].retry_after_ms, 0);
	get("status?503&Retry-After:%2099999999999999999999");
	assert_int_equal(answers[0].retry_after_ms, -1);
}

static void
test_connections_are_kept(void **state)
{
	int before, after, n;

	(void)state;
	stats("x", &before, &n);
	for (int i = 0; i < 5; i++)
		assert_int_equal(get("page")->status, 200);
	stats("x", &after, &n);
	assert_int_equal(after, before);
}

static void
test_redirects(void **state)
{
	struct http_request r = { .allow_private = true };
	char path[300], want[300];
	struct answer *a;

	(void)state;
	a = get("go?302&/echo?x=1");
	assert_int_equal(a->status, 200);
	assert_memory_equal(a->body.data, "GET /echo?x=1\n", 14);
	assert_string_equal(a->url, at(&web, "echo?x=1"));
	snprintf(path, sizeof(path), "go?301&%s", at(&web, "go?308&echo"));
	assert_memory_equal(get(path)->body.data, "GET /echo\n", 10);

	r.url = at(&web, "go?307&/echo");
	r.body = "text";
	r.len = 4;
	r.type = "text/x";
	a = ask(&r);
	assert_memory_equal(a->body.data, "POST /echo\n", 11);
	assert_holds(a, "\n\ntext");
	r.url = at(&web, "go?303&/echo");
	a = ask(&r);
	assert_memory_equal(a->body.data, "GET /echo\n", 10);
	assert_null(strstr(a->body.data, "content-type"));
	assert_null(strstr(a->body.data, "text"));

	a = get("go?302&/go?302&/go?302&/go?302&/go?302&/go?302&/echo");
	assert_fails(a, ERR_PROTOCOL, "circles");
	/* Without a place to go it is an answer like others. */
	assert_int_equal(get("status?302")->status, 302);

	/* Another host, port or scheme; never its path. */
	a = get("go?302&http://elsewhere.example/secret?token=1");
	assert_fails(a, ERR_REFUSED, "redirects to http://elsewhere.example,");
	assert_null(strstr(a->err.text, "secret"));
	snprintf(path, sizeof(path), "go?302&%s", at(&tls, "echo"));
	snprintf(want, sizeof(want), "redirects to https://127.0.0.1:%d,",
	    tls.port);
	assert_fails(get(path), ERR_REFUSED, want);
	assert_fails(get("go?302&//evil.example/"), ERR_REFUSED,
	    "http://evil.example,");
	snprintf(path, sizeof(path), "go?302&http://a:b@127.0.0.1:%d/echo",
	    web.port);
	assert_fails(get(path), ERR_REFUSED, "not a plain address");
	assert_fails(get("go?302&file:///etc/passwd"), ERR_REFUSED,
	    "not a plain address");
	r = (struct http_request){ .allow_private = true, .ca_file = ca };
	snprintf(path, sizeof(path), "go?302&%s", at(&web, "echo"));
	r.url = at(&tls, path);
	assert_fails(ask(&r), ERR_REFUSED, "redirects to http://");
}

static void
test_servers_that_fail(void **state)
{
	struct http_request r = { .allow_private = true, .timeout_ms = 150 };
	int64_t start = loop_mono();
	int before, after, n;

	(void)state;
	r.url = at(&web, "slow");
	assert_fails(ask(&r), ERR_NET, "timed out");
	r.url = at(&web, "silent?token=secret");
	assert_fails(ask(&r), ERR_NET, "timed out");
	assert_null(strstr(answers[0].err.text, "secret"));
	assert_in_range(loop_mono() - start, 250, 10000);
	assert_fails(get("hangup"), ERR_NET, "http://127.0.0.1:");
	assert_fails(get("partial"), ERR_NET, "");
	assert_fails(get("garbage"), ERR_PROTOCOL, "");
	assert_fails(get("badgzip"), ERR_PROTOCOL, "");
	r.url = "http://127.0.0.1:1/";
	assert_fails(ask(&r), ERR_NET, "http://127.0.0.1:1: ");

	/* The server vanishes on a kept connection: a GET is repeated ... */
	assert_string_equal(get("dies")->body.data, "first");
	assert_fails(get("dies"), ERR_NET, "");
	stats("dies", &before, &n);
	assert_true(n > 2);
	/* ... but what may be done once only has been sent once. */
	get("page");
	r.timeout_ms = 0;
	r.url = at(&web, "dies?post");
	r.body = "x";
	r.len = 1;
	assert_string_equal(ask(&r)->body.data, "first");
	assert_fails(ask(&r), ERR_NET, "");
	stats("dies?post", &after, &n);
	assert_int_equal(n, 2);
	r.url = at(&web, "dies?again");
	r.idempotent = true;
	assert_string_equal(ask(&r)->body.data, "first");
	assert_fails(ask(&r), ERR_NET, "");
	stats("dies?again", &after, &n);
	assert_true(n > 2);
}

static void
test_too_much(void **state)
{
	int64_t start = loop_mono();
	struct http_request r = {
		.allow_private = true, .url = at(&web, "page"), .max_body = 2,
	};

	(void)state;
	assert_int_equal(ask(&r)->status, 200);
	assert_string_equal(answers[0].body.data, "{}");
	r.max_body = 1;
	assert_fails(ask(&r), ERR_LIMIT, "larger than 1 bytes");
	assert_fails(get("huge"), ERR_LIMIT, "larger than 8388608 bytes");
	assert_fails(get("endless"), ERR_LIMIT, "larger than");
	assert_string_equal(get("gzip")->body.data, "unpacked");
	assert_fails(get("bomb"), ERR_LIMIT, "larger than");
	assert_fails(get("manyheaders"), ERR_LIMIT, "larger than");
	assert_true(loop_mono() - start < 10000);
}

static void
test_addresses_that_are_refused(void **state)
{
	static const struct {
		const char *url, *words;
	} bad[] = {
		{ "http://127.0.0.1:%d/page", "private" },
		{ "http://localhost:%d/page", "private" },
		{ "https://10.0.0.1:%d/", "private" },
		{ "https://[fd00::1]:%d/", "private" },
		{ "https://ten.example:%d/", "private address 10.1.2.3" },
		{ "https://cloud.example:%d/", "private address 169.254.169" },
		{ "https://nat.example:%d/", "private address 64:ff9b" },
		{ "https://six.example:%d/", "private address 2002:7f00" },
		{ "https://local6.example:%d/", "private address fd00::1" },
		{ "https://mapped.example:%d/", "private address ::ffff:" },
		{ "http://public.example:%d/", "not encrypted" },
		{ "https://u:p@public.example:%d/", "password" },
	};
	static const char *const odd[] = {
		"https://0x7f.1/", "https://2130706433/",
		"https://%31%30.0.0.1/", "ftp://public.example/", "page", "",
		"https://public.example/a b", "https://public.example/\r\nX: y",
		"smtp://public.example/", "https://a\\@public.example/",
	};
	struct http_request r = { .url = NULL };
	char url[100];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		snprintf(url, sizeof(url), "%s", bad[i].url);
		*strstr(url, "%d") = '\0';
		snprintf(url + strlen(url), 30, "%d%s", web.port,
		    strstr(bad[i].url, "%d") + 2);
		r.url = url;
		assert_fails(ask(&r), ERR_REFUSED, bad[i].words);
	}
	for (size_t i = 0; i < ARRAY_LEN(odd); i++) {
		r.url = odd[i];
		assert_fails(ask(&r), ERR_USAGE, "");
	}
	/* Plain HTTP, to a name that says it is public and is not. */
	snprintf(url, sizeof(url), "http://loop.example:%d/page", web.port);
	r.url = url;
	assert_fails(ask(&r), ERR_REFUSED, "not encrypted");
	r.allow_http = true;
	assert_fails(ask(&r), ERR_REFUSED, "private address 127.0.0.1");
	/* Allowed; and the connection it leaves behind is not for others. */
	r.allow_private = true;
	assert_int_equal(ask(&r)->status, 200);
	r.allow_private = false;
	assert_fails(ask(&r), ERR_REFUSED, "private address 127.0.0.1");
}

static void
test_headers_that_are_refused(void **state)
{
	static const char *const bad[] = {
		"X-A: b\r\nX-C: d", "X-A: b\nX-C: d", "X-A", ": b", "X A: b",
		"", "X-A: \x01", "X-A;",
	};
	const char *headers[] = { NULL, NULL };
	struct http_request r = {
		.url = at(&web, "page"), .allow_private = true,
		.headers = headers,
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		headers[0] = bad[i];
		assert_fails(ask(&r), ERR_USAGE, "malformed");
		assert_null(strstr(answers[0].err.text, "X"));
	}
	r.headers = NULL;
	r.etag = "\"a\"\r\nX: y";
	assert_fails(ask(&r), ERR_USAGE, "malformed");
	r.etag = NULL;
	r.method = "GET /x HTTP/1.1\r\nHost:";
	assert_fails(ask(&r), ERR_USAGE, "method");
	r.method = "";
	assert_fails(ask(&r), ERR_USAGE, "method");
}

static void
test_tls(void **state)
{
	struct http_request r = {
		.url = at(&tls, "page"), .allow_private = true, .ca_file = ca,
	};

	(void)state;
	assert_int_equal(ask(&r)->status, 200);
	r.ca_file = NULL;
	/* Neither the kept connection nor its session makes it trusted. */
	assert_fails(ask(&r), ERR_NET, "certificate");
	r.ca_file = ca;
	r.url = at(&stranger, "page");
	assert_fails(ask(&r), ERR_NET, "127.0.0.1");
	r.ca_file = "/nonexistent/ca.crt";
	assert_fails(ask(&r), ERR_CONFIG, "/nonexistent/ca.crt");
	r.ca_file = ca;
	r.url = at(&tls, "page");
	assert_int_equal(ask(&r)->status, 200);
	/* Plain text spoken to a TLS port is no HTTP. */
	r.url = "http://127.0.0.1:%d/";
	{
		char url[60];

		snprintf(url, sizeof(url), "http://127.0.0.1:%d/", tls.port);
		r.url = url;
		assert_int_not_equal(ask(&r)->err.code, ERR_OK);
	}
}

static void
test_the_environment_is_no_proxy(void **state)
{
	(void)state;
	setenv("http_proxy", "http://127.0.0.1:1", 1);
	setenv("all_proxy", "http://127.0.0.1:1", 1);
	assert_int_equal(get("page")->status, 200);
	unsetenv("http_proxy");
	unsetenv("all_proxy");
}

static void
cancel_itself(void *arg, const struct http_response *r)
{
	struct http_call **c = arg;

	http_cancel(*c);
	got(NULL, r);
}

static void
start_another(void *arg, const struct http_response *r)
{
	got(NULL, r);
	http_start(arg, got, NULL);
}

static void
test_queue_and_cancel(void **state)
{
	struct http_request r = {
		.url = at(&web, "page"), .allow_private = true,
	}, silent = { .url = at(&web, "silent"), .allow_private = true };
	struct http_call *c[10], *self, *bad;

	(void)state;
	/* Two places, both taken by calls that are cancelled. */
	for (int i = 0; i < 2; i++)
		c[i] = http_start(&silent, got, NULL);
	for (int i = 2; i < 10; i++)
		c[i] = http_start(&r, got, NULL);
	assert_int_equal(http_pending(), 10);
	http_cancel(c[5]);
	http_cancel(c[0]);
	http_cancel(c[1]);
	await(7);
	assert_int_equal(http_pending(), 0);
	for (int i = 0; i < 7; i++)
		assert_int_equal(answers[i].status, 200);

	forget();
	self = http_start(&r, cancel_itself, &self);
	await(1);
	forget();
	http_start(&r, start_another, &r);
	await(2);
	forget();
	silent.url = "nonsense";
	bad = http_start(&silent, got, NULL);
	http_cancel(bad);
	http_cancel(NULL);
	assert_int_equal(http_pending(), 0);
	/* Left for http_free(): running, queued, about to fail. */
	silent.url = at(&web, "silent");
	for (int i = 0; i < 4; i++)
		http_start(&silent, got, NULL);
	silent.url = "nonsense";
	http_start(&silent, got, NULL);
	assert_int_equal(http_pending(), 5);
	http_free();
	assert_int_equal(http_pending(), 0);
	assert_int_equal(n_answers, 0);
	http_init(&(struct http_opts){ .user_agent = "x" });
}

static int
setup_two(void **state)
{
	(void)state;
	return setup_with(2);
}

/* Each of these would stand still until the resolver answers. */
static void
test_resolver_that_hangs(void **state)
{
	struct http_request r = {
		.url = "https://hang.example/", .timeout_ms = 200,
	};
	int64_t start = loop_mono(), spent;
	struct http_call *c;

	(void)state;
	assert_fails(ask(&r), ERR_NET, "");
	r.timeout_ms = 0;
	c = http_start(&r, got, NULL);
	get("page");			/* so that the resolver has begun */
	assert_int_equal(http_pending(), 1);
	http_cancel(c);
	http_start(&r, got, NULL);
	get("page");
	http_free();
	http_init(&(struct http_opts){ .user_agent = "x" });
	spent = loop_mono() - start;
	assert_in_range(spent, 200, 3000);
}

int
main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(test_get),
		T(test_conditional),
		T(test_methods),
		T(test_headers_of_the_answer),
		T(test_connections_are_kept),
		T(test_redirects),
		T(test_servers_that_fail),
		T(test_too_much),
		T(test_addresses_that_are_refused),
		T(test_headers_that_are_refused),
		T(test_tls),
		T(test_the_environment_is_no_proxy),
		cmocka_unit_test_setup_teardown(test_queue_and_cancel,
		    setup_two, teardown),
		T(test_resolver_that_hangs),
	};

	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, group_setup, group_teardown);
}
