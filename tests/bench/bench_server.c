/* SPDX-License-Identifier: ISC */

/*
 * A Mastodon server with nothing new, for as many accounts as ask.
 *
 *	bench_server [ACCOUNTS]
 *
 * The token says who asks: "tN" is business N, which has one mention and one
 * post of its own (every fiftieth has full pages of both); "oN" is mentioned
 * by itself only; "eN" has nothing at all and is told so by 304.  Prints its port, and "round" when the feeds
 * of ACCOUNTS businesses were all read to their end.  Listens on 127.0.0.1;
 * ends with its parent.
 */

#include <sys/prctl.h>
#include <sys/queue.h>
#include <sys/resource.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <event2/buffer.h>
#include <event2/event.h>
#include <event2/http.h>
#include <event2/keyvalq_struct.h>

#include "base/buf.h"
#include "base/log.h"
#include "base/mem.h"
#include "bench/gen.h"

#define DAY_AND_HALF	(36 * 3600 * 1000 / GEN_STEP)	/* in posts */
#define ETAG	"W/\"0f5a2c7e6d1b43a89e0d2c5b7a1f3e44\""

static struct evhttp *http;
static uint64_t now;			/* as a post's number */
static unsigned char *done;		/* bit 0: mentions, bit 1: own */
static size_t expected, left;

static void
answer(struct evhttp_request *rq, int status, const char *body)
{
	struct evkeyvalq *h = evhttp_request_get_output_headers(rq);
	struct evbuffer *b = evbuffer_new();

	evhttp_add_header(h, "Content-Type", "application/json; charset=utf-8");
	evhttp_add_header(h, "ETag", ETAG);
	evhttp_add_header(h, "Cache-Control", "private, no-store");
	evhttp_add_header(h, "X-RateLimit-Limit", "1000000000");
	evhttp_add_header(h, "X-RateLimit-Remaining", "999999999");
	evhttp_add_header(h, "X-RateLimit-Reset", "2037-01-01T00:00:00.000Z");
	if (status != 304)
		evbuffer_add(b, body, strlen(body));
	evhttp_send_reply(rq, status, NULL, status == 304 ? NULL : b);
	evbuffer_free(b);
}

static void
finished(uint64_t n, int bit)
{
	if (n >= expected || done[n] & bit)
		return;
	done[n] |= (unsigned char)bit;
	if (done[n] == 3 && --left == 0) {
		puts("round");
		fflush(stdout);
	}
}

static void
page(struct buf *b, uint64_t n, enum gen_feed feed, bool own)
{
	struct gen_post p;

	buf_addc(b, '[');
	for (uint64_t k = 0; k < (n % 50 == 0 ? GEN_PAGE : 1); k++) {
		/* Newest first; old enough to be history, nobody's alarm. */
		gen_post(&p, now - DAY_AND_HALF - n % 5000 - k * 997, 1);
		p.feed = own ? GEN_OWN : feed;
		p.business = (int)n;
		p.parent = GEN_NONE;
		if (p.feed == GEN_OWN)
			p.author = GEN_SELF + n;
		if (k > 0)
			buf_addc(b, ',');
		if (feed == GEN_OWN)
			gen_status(b, &p);
		else
			gen_notice(b, &p);
	}
	buf_addc(b, ']');
}

static void
feed(struct evhttp_request *rq, const char *query, char kind, uint64_t n,
    enum gen_feed which)
{
	bool empty = kind == 'e';
	struct buf b = BUF_INIT;

	/* Forward from the newest, or back from the oldest: nothing there. */
	if (empty || (query != NULL && (strstr(query, "min_id=") != NULL ||
	    strstr(query, "max_id=") != NULL))) {
		finished(n, which == GEN_OWN ? 2 : 1);
		answer(rq, empty && evhttp_find_header(
		    evhttp_request_get_input_headers(rq), "If-None-Match") !=
		    NULL ? 304 : 200, "[]");
		return;
	}
	page(&b, n, which, kind == 'o');
	answer(rq, 200, b.data);
	buf_free(&b);
}

static void
on_request(struct evhttp_request *rq, void *arg)
{
	const struct evhttp_uri *u = evhttp_request_get_evhttp_uri(rq);
	const char *path = evhttp_uri_get_path(u);
	const char *query = evhttp_uri_get_query(u);
	const char *auth = evhttp_find_header(
	    evhttp_request_get_input_headers(rq), "Authorization");
	uint64_t n;
	char body[400];

	(void)arg;
	if (auth == NULL || strncmp(auth, "Bearer ", 7) != 0 || path == NULL) {
		answer(rq, 401, "{\"error\":\"no token\"}");
		return;
	}
	n = strtoull(auth + 8, NULL, 10);
	if (strcmp(path, "/api/v1/notifications") == 0) {
		feed(rq, query, auth[7], n, GEN_MENTIONS);
	} else if (strstr(path, "/statuses") != NULL &&
	    strncmp(path, "/api/v1/accounts/", 17) == 0) {
		feed(rq, query, auth[7], n, GEN_OWN);
	} else if (strcmp(path, "/api/v1/accounts/verify_credentials") == 0) {
		snprintf(body, sizeof(body), "{\"id\":\"%llu\",\"username\":"
		    "\"shop%llu\",\"acct\":\"shop%llu\",\"display_name\":"
		    "\"Shop\",\"url\":\"https://mastodon.example/@shop%llu\"}",
		    (unsigned long long)(GEN_SELF + n), (unsigned long long)n,
		    (unsigned long long)n, (unsigned long long)n);
		answer(rq, 200, body);
	} else if (strcmp(path, "/api/v1/instance") == 0) {
		answer(rq, 200, "{\"version\":\"4.3.1\"}");
	} else if (strstr(path, "/context") != NULL) {
		answer(rq, 200, "{\"ancestors\":[],\"descendants\":[]}");
	} else {
		answer(rq, 404, "{\"error\":\"Record not found\"}");
	}
}

int
main(int argc, char **argv)
{
	struct event_base *base = event_base_new();
	struct evhttp_bound_socket *s;
	struct rlimit files = { 20000, 20000 };
	struct sockaddr_in sa;
	socklen_t len = sizeof(sa);

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	setrlimit(RLIMIT_NOFILE, &files);
	expected = left = argc > 1 ? (size_t)atol(argv[1]) : 0;
	done = xcalloc(expected + 1, 1);
	now = (uint64_t)((int64_t)time(NULL) * 1000 - GEN_START) / GEN_STEP;
	http = evhttp_new(base);
	s = evhttp_bind_socket_with_handle(http, "127.0.0.1", 0);
	if (s == NULL || getsockname(evhttp_bound_socket_get_fd(s),
	    (struct sockaddr *)&sa, &len) == -1)
		fatal("cannot listen");
	evhttp_set_gencb(http, on_request, NULL);
	printf("%d\n", ntohs(sa.sin_port));
	fflush(stdout);
	event_base_dispatch(base);
	return 0;
}
