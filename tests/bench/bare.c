/* SPDX-License-Identifier: ISC */

/* As the examples of libcurl do it; see bare.h. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <curl/curl.h>
#include <event2/event.h>

#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "bench/bare.h"
#include "bench/gen.h"

#define FEEDS	2
#define AT_ONCE	64

struct bare {
	CURLM *multi;
	CURL *easy[AT_ONCE];
	struct event *timer;
	char **urls;
	struct curl_slist **headers;	/* of an account */
	int n, next, ended, total;
};

struct sock {
	struct event *ev;
};

static void
go(struct bare *b, CURL *easy)
{
	int i = b->next++ % (b->n * FEEDS);

	curl_easy_setopt(easy, CURLOPT_URL, b->urls[i]);
	curl_easy_setopt(easy, CURLOPT_HTTPHEADER, b->headers[i / FEEDS]);
	curl_multi_add_handle(b->multi, easy);
}

static void
drive(struct bare *b, curl_socket_t fd, int mask)
{
	CURLMsg *msg;
	int n;

	curl_multi_socket_action(b->multi, fd, mask, &n);
	while ((msg = curl_multi_info_read(b->multi, &n)) != NULL) {
		CURL *easy = msg->easy_handle;
		long status = 0;

		if (msg->msg != CURLMSG_DONE)
			continue;
		curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
		if (msg->data.result != CURLE_OK || status >= 400)
			fatal("floor: %s, %ld",
			    curl_easy_strerror(msg->data.result), status);
		curl_multi_remove_handle(b->multi, easy);
		if (b->next < b->total)
			go(b, easy);
		if (++b->ended == b->total)
			loop_stop();
	}
}

static void
on_socket(evutil_socket_t fd, short what, void *arg)
{
	drive(arg, fd, (what & EV_READ ? CURL_CSELECT_IN : 0) |
	    (what & EV_WRITE ? CURL_CSELECT_OUT : 0));
}

static void
on_timer(evutil_socket_t fd, short what, void *arg)
{
	(void)fd, (void)what;
	drive(arg, CURL_SOCKET_TIMEOUT, 0);
}

static int
want_socket(CURL *easy, curl_socket_t fd, int what, void *arg, void *sp)
{
	struct bare *b = arg;
	struct sock *s = sp;

	(void)easy;
	if (s != NULL)
		event_free(s->ev);
	if (what == CURL_POLL_REMOVE) {
		free(s);
		return 0;
	}
	if (s == NULL) {
		s = xcalloc(1, sizeof(*s));
		curl_multi_assign(b->multi, fd, s);
	}
	s->ev = event_new(loop_base(), fd, (short)(EV_PERSIST |
	    (what & CURL_POLL_IN ? EV_READ : 0) |
	    (what & CURL_POLL_OUT ? EV_WRITE : 0)), on_socket, b);
	event_add(s->ev, NULL);
	return 0;
}

static int
want_timer(CURLM *multi, long ms, void *arg)
{
	struct bare *b = arg;
	struct timeval tv = { ms / 1000, ms % 1000 * 1000 };

	(void)multi;
	if (ms < 0)
		event_del(b->timer);
	else
		event_add(b->timer, &tv);
	return 0;
}

static size_t
on_data(char *p, size_t size, size_t n, void *arg)
{
	(void)p, (void)arg;
	return size * n;
}

struct bare *
bare_new(const char *server, char kind, int n, const char *user_agent)
{
	struct bare *b = xcalloc(1, sizeof(*b));
	const char *mark = kind != 'e' ? "&min_id=114000000000000000" : "";

	b->n = n;
	b->urls = xcalloc((size_t)n * FEEDS, sizeof(*b->urls));
	b->headers = xcalloc((size_t)n, sizeof(*b->headers));
	b->multi = curl_multi_init();
	b->timer = event_new(loop_base(), -1, 0, on_timer, b);
	curl_multi_setopt(b->multi, CURLMOPT_SOCKETFUNCTION, want_socket);
	curl_multi_setopt(b->multi, CURLMOPT_SOCKETDATA, b);
	curl_multi_setopt(b->multi, CURLMOPT_TIMERFUNCTION, want_timer);
	curl_multi_setopt(b->multi, CURLMOPT_TIMERDATA, b);
	for (int i = 0; i < n; i++) {
		char auth[64];

		b->urls[i * FEEDS] = xasprintf("%s/api/v1/notifications"
		    "?types%%5B%%5D=mention&types%%5B%%5D=quote"
		    "&types%%5B%%5D=update%s&limit=40", server, mark);
		b->urls[i * FEEDS + 1] = xasprintf("%s/api/v1/accounts/%llu/"
		    "statuses?exclude_reblogs=true%s&limit=40", server,
		    (unsigned long long)GEN_SELF + (unsigned)i, mark);
		snprintf(auth, sizeof(auth), "Authorization: Bearer %c%d",
		    kind, i);
		b->headers[i] = curl_slist_append(NULL, auth);
		if (kind == 'e')
			b->headers[i] = curl_slist_append(b->headers[i],
			    "If-None-Match: W/\"0f5a2c7e6d1b43a89e0d2c5b7a1f3e44"
			    "\"");
	}
	for (int i = 0; i < AT_ONCE; i++) {
		b->easy[i] = curl_easy_init();
		curl_easy_setopt(b->easy[i], CURLOPT_USERAGENT, user_agent);
		curl_easy_setopt(b->easy[i], CURLOPT_ACCEPT_ENCODING, "");
		curl_easy_setopt(b->easy[i], CURLOPT_WRITEFUNCTION, on_data);
	}
	return b;
}

void
bare_all(struct bare *b, int times)
{
	b->next = b->ended = 0;
	b->total = times * b->n * FEEDS;
	for (int i = 0; i < AT_ONCE && b->next < b->total; i++)
		go(b, b->easy[i]);
	loop_run();
}

void
bare_free(struct bare *b)
{
	for (int i = 0; i < AT_ONCE; i++)
		curl_easy_cleanup(b->easy[i]);
	curl_multi_cleanup(b->multi);
	event_free(b->timer);
	for (int i = 0; i < b->n * FEEDS; i++)
		free(b->urls[i]);
	for (int i = 0; i < b->n; i++)
		curl_slist_free_all(b->headers[i]);
	free(b->urls);
	free(b->headers);
	free(b);
}
