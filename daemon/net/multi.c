/* SPDX-License-Identifier: ISC */

/*
 * libcurl's multi interface on libevent: it tells which descriptors and which
 * timer it wants watched, we tell it when they are ready.
 *
 * libcurl forbids calling it from most of its callbacks, so want_socket() and
 * want_timer() only note events; everything else happens in drive().
 */

#include <stdbool.h>
#include <stdlib.h>
#include <sys/socket.h>

#include <event2/event.h>

#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "net/multi.h"

#define CONNECTION_IDLE_S	600L
#define CONNECTION_LIFE_S	3600L

struct multi {
	CURLM *curl;
	CURLSH *share;
	struct event *timer;
};

/* One for each descriptor that libcurl cares about. */
struct sock {
	struct event *ev;
	int what;
};

/* One for each handle inside, kept in its CURLOPT_PRIVATE. */
struct transfer {
	multi_fn *fn;
	void *arg;
	bool held;
};

static void
finish(struct multi *m)
{
	struct transfer *t, call;
	CURLMsg *msg;
	CURLcode rc;
	CURL *easy;
	int left;

	/* All of them: two that end together cause one event. */
	while ((msg = curl_multi_info_read(m->curl, &left)) != NULL) {
		if (msg->msg != CURLMSG_DONE)
			continue;
		/* remove_handle() frees the message. */
		easy = msg->easy_handle;
		rc = msg->data.result;
		curl_easy_getinfo(easy, CURLINFO_PRIVATE, &t);
		call = *t;
		if (!call.held)
			multi_remove(m, easy);
		call.fn(call.arg, rc);
	}
}

static void
drive(struct multi *m, curl_socket_t fd, int mask)
{
	CURLMcode rc;
	int running;

	rc = curl_multi_socket_action(m->curl, fd, mask, &running);
	/* "The state of all transfers are uncertain": start anew. */
	if (rc != CURLM_OK)
		fatal("curl_multi_socket_action: %s", curl_multi_strerror(rc));
	finish(m);
}

static void
on_socket(evutil_socket_t fd, short events, void *arg)
{
	drive(arg, fd, (events & EV_READ ? CURL_CSELECT_IN : 0) |
	    (events & EV_WRITE ? CURL_CSELECT_OUT : 0));
}

static void
on_timer(evutil_socket_t fd, short events, void *arg)
{
	(void)fd, (void)events;
	drive(arg, CURL_SOCKET_TIMEOUT, 0);
}

static int
want_socket(CURL *easy, curl_socket_t fd, int what, void *arg, void *sp)
{
	struct multi *m = arg;
	struct sock *s = sp;
	short events = EV_PERSIST;

	(void)easy;		/* may be libcurl's own */
	if (what == CURL_POLL_REMOVE) {
		/* Also comes for descriptors that were never announced. */
		if (s == NULL)
			return 0;
		curl_multi_assign(m->curl, fd, NULL);
		event_free(s->ev);
		free(s);
		return 0;
	}
	if (s == NULL) {
		s = xcalloc(1, sizeof(*s));
		curl_multi_assign(m->curl, fd, s);
	} else if (s->what == what) {
		return 0;
	} else {
		event_free(s->ev);
	}
	if (what & CURL_POLL_IN)
		events |= EV_READ;
	if (what & CURL_POLL_OUT)
		events |= EV_WRITE;
	s->what = what;
	s->ev = event_new(loop_base(), fd, events, on_socket, m);
	if (s->ev == NULL || event_add(s->ev, NULL) == -1)
		fatal("cannot watch descriptor %d", (int)fd);
	return 0;
}

/* One timer, not repeating; -1 removes it; 0 means soon, not now. */
static int
want_timer(CURLM *curl, long ms, void *arg)
{
	struct multi *m = arg;
	struct timeval tv = { ms / 1000, ms % 1000 * 1000 };

	(void)curl;
	if (ms < 0)
		event_del(m->timer);
	else if (event_add(m->timer, &tv) == -1)
		fatal("event_add failed");
	return 0;
}

struct multi *
multi_new(int max)
{
	struct multi *m = xcalloc(1, sizeof(*m));
	CURLM *c;

	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		fatal("curl_global_init failed");
	m->timer = event_new(loop_base(), -1, 0, on_timer, m);
	m->curl = c = curl_multi_init();
	m->share = curl_share_init();
	if (m->timer == NULL || c == NULL || m->share == NULL)
		fatal("cannot start libcurl");
	/*
	 * Handles come and go; their TLS sessions would go with them, and a
	 * full handshake costs twice a resumed one.
	 */
	curl_share_setopt(m->share, CURLSHOPT_SHARE,
	    CURL_LOCK_DATA_SSL_SESSION);
	curl_multi_setopt(c, CURLMOPT_SOCKETFUNCTION, want_socket);
	curl_multi_setopt(c, CURLMOPT_SOCKETDATA, m);
	curl_multi_setopt(c, CURLMOPT_TIMERFUNCTION, want_timer);
	curl_multi_setopt(c, CURLMOPT_TIMERDATA, m);
	curl_multi_setopt(c, CURLMOPT_MAX_TOTAL_CONNECTIONS, (long)max);
	curl_multi_setopt(c, CURLMOPT_MAXCONNECTS, (long)max);
	return m;
}

void
multi_free(struct multi *m)
{
	if (m == NULL)
		return;
	/* Calls want_socket() for kept connections: the base must live. */
	curl_multi_cleanup(m->curl);
	curl_share_cleanup(m->share);
	event_free(m->timer);
	free(m);
	curl_global_cleanup();
}

static void
add(struct multi *m, CURL *easy, multi_fn *fn, void *arg, bool held)
{
	struct transfer *t = xmalloc(sizeof(*t));
	CURLMcode rc;

	*t = (struct transfer){ fn, arg, held };
	SETOPT(easy, CURLOPT_PRIVATE, t);
	SETOPT(easy, CURLOPT_SHARE, m->share);
	rc = curl_multi_add_handle(m->curl, easy);
	if (rc != CURLM_OK)
		fatal("curl_multi_add_handle: %s", curl_multi_strerror(rc));
}

void
multi_add(struct multi *m, CURL *easy, multi_fn *fn, void *arg)
{
	add(m, easy, fn, arg, false);
}

void
multi_hold(struct multi *m, CURL *easy, multi_fn *fn, void *arg)
{
	add(m, easy, fn, arg, true);
}

void
multi_remove(struct multi *m, CURL *easy)
{
	struct transfer *t;

	curl_easy_getinfo(easy, CURLINFO_PRIVATE, &t);
	curl_multi_remove_handle(m->curl, easy);
	SETOPT(easy, CURLOPT_SHARE, NULL);
	SETOPT(easy, CURLOPT_PRIVATE, NULL);
	free(t);
}

void
multi_check(CURLcode rc, const char *what)
{
	if (rc != CURLE_OK)
		fatal("%s: %s", what, curl_easy_strerror(rc));
}

curl_socket_t
multi_socket(void *arg, curlsocktype purpose, struct curl_sockaddr *a)
{
	int fd;

	(void)arg, (void)purpose;
	fd = socket(a->family, a->socktype | SOCK_CLOEXEC, a->protocol);
	return fd != -1 ? fd : CURL_SOCKET_BAD;
}

void
multi_setup(CURL *easy)
{
	SETOPT(easy, CURLOPT_OPENSOCKETFUNCTION, multi_socket);
	/*
	 * Names are resolved in threads.  Without this, giving up on a
	 * transfer whose name server hangs waits for the thread: the loop
	 * stood still for 3.7 s instead of 0.05 s (libcurl 7.88).
	 */
	SETOPT(easy, CURLOPT_QUICK_EXIT, 1L);
	SETOPT(easy, CURLOPT_NOSIGNAL, 1L);
	SETOPT(easy, CURLOPT_PROXY, "");	/* not the environment's */
	SETOPT(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	SETOPT(easy, CURLOPT_SSL_VERIFYPEER, 1L);
	SETOPT(easy, CURLOPT_SSL_VERIFYHOST, 2L);
	/* Dead ones are noticed before they are used again. */
	SETOPT(easy, CURLOPT_MAXAGE_CONN, CONNECTION_IDLE_S);
	SETOPT(easy, CURLOPT_MAXLIFETIME_CONN, CONNECTION_LIFE_S);
}

/*
 * Debian's libcurl has a bundle and a hashed directory built in, and with both
 * set it parses the whole bundle for each new connection: 25 ms of CPU.
 * Measured with 145 roots, 7.88.1: the bundle alone (parsed once, then kept by
 * the multi) costs 27 ms for the first connection and nothing later; the
 * directory alone 6 ms for the first and 0.25 ms for each further one, the
 * memory being equal.  We take the directory: it starts faster, does not lose
 * its cache to accounts with a CA of their own, and sees a CA that is added or
 * distrusted while we run.
 */
void
multi_trust(CURL *easy, const char *ca_file)
{
	const curl_version_info_data *v = curl_version_info(CURLVERSION_NOW);

	if (ca_file != NULL) {
		SETOPT(easy, CURLOPT_CAINFO, ca_file);
		SETOPT(easy, CURLOPT_CAPATH, NULL);
	} else if (v->capath != NULL) {
		SETOPT(easy, CURLOPT_CAINFO, NULL);
	}
}
