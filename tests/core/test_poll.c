/* SPDX-License-Identifier: ISC */

/*
 * The poller against a toy network and a clock set by hand: nothing is lost,
 * nobody is flooded, every failure heals.
 */

/* Before cmocka.h, which makes fail a macro. */
#include "toy.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/when.h"
#include "fake/fake.h"
#include "poll/account.h"
#include "store/ingest.h"
#include "store/questions.h"

#define T0	INT64_C(1764000000000)
#define MAX	40

/* The network: what it has, and how it behaves now. */
struct net {
	struct {
		char id[8], parent[8], who[16], text[80];
		int64_t at;
	} posts[MAX];
	size_t n;
	int status;			/* 0: answer; else this */
	enum err_code err;		/* transport failure */
	int64_t retry_after;
	const char *raw;		/* instead of a page */
	bool hang;			/* never answer */
	const char *fail_at;		/* only for URLs with this in them */
	const char *etag;
	char auth[64];			/* last Authorization seen */
	struct buf body;
};

struct house {
	struct net net[2];
	struct toy_config options[2];
	struct conf_account accounts[2];
	char *origins[2][2];
	struct conf_client conf;
	struct config config;
	struct client client;
	struct classifier *ear;
	struct poll *poll;
	struct poll_hooks hooks;
	enum account_state told[64];
	size_t n_told;
	int down;
	struct {
		const char *option;
		char *credential;
		struct secret *value;
	} secret;
	char *secret_name;
};

static int64_t
num(const char *s)
{
	return s != NULL ? strtoll(s, NULL, 10) : 0;
}

static void
fill(struct net *n, const char *url)
{
	const char *after = strstr(url, "after=");
	int64_t from = after != NULL ? num(after + 6) : 0;
	bool thread = strstr(url, "/thread") != NULL;
	size_t k = 0;

	buf_reset(&n->body);
	buf_addc(&n->body, '[');
	for (size_t i = 0; i < n->n && (thread || k < 2); i++) {
		char at[32];

		if (!thread && num(n->posts[i].id) <= from)
			continue;
		when_format(n->posts[i].at, at);
		buf_addf(&n->body, "%s{\"id\":\"%s\",\"who\":\"%s\",\"text\":"
		    "\"%s\",\"at\":\"%s\"", k++ > 0 ? "," : "",
		    n->posts[i].id, n->posts[i].who, n->posts[i].text, at);
		if (n->posts[i].parent[0] != '\0')
			buf_addf(&n->body, ",\"parent\":\"%s\"",
			    n->posts[i].parent);
		buf_addc(&n->body, '}');
	}
	buf_addc(&n->body, ']');
}

static bool
play(void *arg, const struct http_request *q, struct http_response *r)
{
	struct house *h = arg;
	struct net *n = &h->net[strstr(q->url, "two.example") != NULL];
	bool fails = n->fail_at == NULL || strstr(q->url, n->fail_at) != NULL;

	n->auth[0] = '\0';
	for (size_t i = 0; q->headers != NULL && q->headers[i] != NULL; i++)
		if (strncmp(q->headers[i], "Authorization: ", 15) == 0)
			snprintf(n->auth, sizeof(n->auth), "%s",
			    q->headers[i] + 15);
	r->type = "application/json";
	r->url = q->url;
	r->headers = "";
	r->retry_after_ms = -1;
	r->body = "";
	if (fails && n->hang)
		return false;
	if (fails && n->err != ERR_OK) {
		err_set(&r->err, n->err, "no route to the toy");
		return true;
	}
	if (fails && n->status != 0) {
		r->status = n->status;
		r->retry_after_ms = n->status == 429 ? n->retry_after : -1;
		return true;
	}
	r->status = 200;
	if (n->etag != NULL && q->etag != NULL && strcmp(n->etag, q->etag) == 0) {
		r->status = 304;
		return true;
	}
	r->etag = n->etag;
	if (strstr(q->url, "/reply") != NULL) {
		r->body = "{\"id\":\"900\"}";
	} else if (fails && n->raw != NULL) {
		r->body = n->raw;
	} else {
		fill(n, q->url);
		r->body = n->body.data;
	}
	r->len = strlen(r->body);
	return true;
}

static void
on_health(void *arg, const struct account_health *a)
{
	struct house *h = arg;

	assert_true(h->n_told < ARRAY_LEN(h->told));
	h->told[h->n_told++] = a->state;
}

static void
on_down(void *arg, bool down)
{
	struct house *h = arg;

	h->down += down ? 1 : 100;
}

static void
quiet(enum log_level level, const char *line)
{
	(void)level, (void)line;
}

static void
post(struct net *n, const char *id, const char *parent, const char *who,
    const char *text)
{
	snprintf(n->posts[n->n].id, sizeof(n->posts[0].id), "%s", id);
	snprintf(n->posts[n->n].parent, sizeof(n->posts[0].parent), "%s",
	    parent != NULL ? parent : "");
	snprintf(n->posts[n->n].who, sizeof(n->posts[0].who), "%s", who);
	snprintf(n->posts[n->n].text, sizeof(n->posts[0].text), "%s", text);
	n->posts[n->n++].at = loop_now();
}

static void
start(struct house *h)
{
	h->poll = poll_new(&h->config, &h->client, 1, &h->hooks, 7);
	fake_settle();
}

static struct house *
house_new(size_t n_accounts)
{
	struct house *h = xcalloc(1, sizeof(*h));
	struct err e = { 0 };

	log_set_sink(quiet);
	fake_clock(T0);
	fake_http(play, h);
	for (size_t i = 0; i < n_accounts; i++) {
		struct conf_account *a = &h->accounts[i];

		h->net[i].body = (struct buf)BUF_INIT;
		h->options[i].base = i == 0 ? "https://one.example" :
		    "https://two.example";
		h->origins[i][0] = (char *)(uintptr_t)h->options[i].base;
		a->name = (char *)(uintptr_t)(i == 0 ? "one" : "two");
		a->plugin = &toy;
		a->plugin_name = (char *)(uintptr_t)"toy";
		a->options = &h->options[i];
		a->realm = h->origins[i][0];
		a->origins = h->origins[i];
	}
	h->conf.name = (char *)(uintptr_t)"shop";
	h->conf.lang = (char *)(uintptr_t)"en";
	h->conf.accounts = h->accounts;
	h->conf.n_accounts = n_accounts;
	h->client.conf = &h->conf;
	h->ear = classify_load(NULL, &e);
	assert_non_null(h->ear);
	h->client.store = store_open(&(struct store_opts){ .client = "shop",
	    .classifier = h->ear, .lang = "en" }, &e);
	assert_non_null(h->client.store);
	h->hooks = (struct poll_hooks){ .arg = h, .health = on_health,
		.network_down = on_down };
	return h;
}

static void
house_free(struct house *h)
{
	store_close(h->client.store);
	poll_free(h->poll);
	classify_free(h->ear);
	buf_free(&h->net[0].body);
	if (h->conf.n_accounts > 1)
		buf_free(&h->net[1].body);
	free(h);
	fake_free();
}

struct seen {
	size_t n;
	enum qstate state;
	char text[80];
};

static void
on_list(void *arg, const struct err *e, const struct question *q, size_t n)
{
	struct seen *s = arg;

	assert_int_equal(e->code, ERR_OK);
	s->n = n;
	if (n > 0) {
		s->state = q[0].q.state;
		snprintf(s->text, sizeof(s->text), "%s", q[0].text);
	}
}

static size_t
waiting(struct house *h)
{
	struct seen s = { 0 };

	store_list(h->client.store, &(struct question_filter){ .open = true },
	    on_list, &s);
	fake_settle();
	return s.n;
}

static struct account_health
health(struct house *h, size_t i)
{
	const struct account_health *a;

	assert_true(poll_health(h->poll, &a) > i);
	return a[i];
}

/* After its silent first run. */
static struct house *
house_listening(size_t n_accounts)
{
	struct house *h = house_new(n_accounts);

	start(h);
	fake_advance(10 * WHEN_SECOND);
	assert_int_equal(health(h, 0).state, ACCOUNT_OK);
	return h;
}

static void
test_question_arrives(void **state)
{
	struct house *h = house_listening(1);

	(void)state;
	post(&h->net[0], "1", NULL, "ann", "When do you open on Sunday?");
	fake_advance(2 * WHEN_MINUTE);
	assert_int_equal(waiting(h), 1);
	post(&h->net[0], "2", "1", "us", "At nine.");
	fake_advance(2 * WHEN_MINUTE);
	assert_int_equal(waiting(h), 0);
	house_free(h);
}

static void
test_failure_loses_nothing(void **state)
{
	static const int bad[] = { 500, 502, 408, 429, 403 };
	struct house *h = house_listening(1);
	char id[8];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		h->net[0].status = bad[i];
		h->net[0].retry_after = 5000;
		snprintf(id, sizeof(id), "%zu", i + 1);
		post(&h->net[0], id, NULL, id, "Do you have this in blue?");
		fake_advance(10 * WHEN_MINUTE);
		assert_int_equal(waiting(h), i);
		assert_true(health(h, 0).failures > 0);
		h->net[0].status = 0;
		fake_advance(35 * WHEN_MINUTE);
		assert_int_equal(waiting(h), i + 1);
		assert_int_equal(health(h, 0).failures, 0);
	}
	house_free(h);
}

static bool
hang(void *arg, const struct http_request *q, struct http_response *r)
{
	(void)arg, (void)q, (void)r;
	return false;
}

/* Who waits for others to end moves up at once, not after some time. */
static void
test_no_room(void **state)
{
	struct house *h = house_listening(2);
	struct http_response empty = { .status = 200, .url = "",
	    .type = "application/json", .body = "[]", .len = 2, .headers = "",
	    .retry_after_ms = -1 };
	size_t before;

	(void)state;
	h->poll->max_running = 1;
	fake_http(hang, h);
	before = fake_http_count();
	poll_now(h->poll, NULL, NULL);
	fake_advance(5 * WHEN_SECOND);
	assert_int_equal(fake_http_count(), before + 1);
	fake_http_answer(&empty);
	fake_settle();
	assert_int_equal(fake_http_count(), before + 2);
	fake_http_answer(&empty);
	fake_settle();
	assert_int_equal(fake_http_count(), before + 2);
	/* And the schedule goes on. */
	fake_http(play, h);
	post(&h->net[1], "1", NULL, "ann", "Do you have this in blue?");
	fake_advance(3 * WHEN_MINUTE);
	assert_int_equal(waiting(h), 1);
	house_free(h);
}

/* What is written while its feed is being read is not left for next time. */
static void
test_now_while_asking(void **state)
{
	struct house *h = house_listening(1);
	struct http_response empty = { .status = 200, .url = "",
	    .type = "application/json", .body = "[]", .len = 2, .headers = "",
	    .retry_after_ms = -1 };
	size_t before;

	(void)state;
	fake_http(hang, h);
	before = fake_http_count();
	poll_now(h->poll, NULL, NULL);
	fake_settle();
	assert_int_equal(fake_http_count(), before + 1);
	poll_now(h->poll, NULL, NULL);
	poll_now(h->poll, NULL, NULL);
	fake_settle();
	assert_int_equal(fake_http_count(), before + 1);
	fake_http(play, h);
	post(&h->net[0], "1", NULL, "ann", "Do you have this in blue?");
	fake_http_answer(&empty);
	fake_advance(5 * WHEN_SECOND);
	assert_int_equal(waiting(h), 1);
	house_free(h);
}

static void
test_backoff_is_bounded(void **state)
{
	struct house *h = house_listening(1);
	size_t before;

	(void)state;
	h->net[0].err = ERR_NET;
	fake_advance(24 * WHEN_HOUR);
	before = fake_http_count();
	fake_advance(10 * WHEN_HOUR);
	/* Three tries a poll, a poll every 15 to 30 minutes. */
	assert_in_range(fake_http_count() - before, 3 * 20, 3 * 44);
	h->net[0].err = ERR_OK;
	fake_advance(35 * WHEN_MINUTE);
	assert_int_equal(health(h, 0).state, ACCOUNT_OK);
	house_free(h);
}

static void
test_retry_after_is_honoured(void **state)
{
	struct house *h = house_listening(1);
	size_t before;

	(void)state;
	h->net[0].status = 429;
	h->net[0].retry_after = 2 * WHEN_HOUR;
	fake_advance(2 * WHEN_MINUTE);
	before = fake_http_count();
	fake_advance(110 * WHEN_MINUTE);
	assert_int_equal(fake_http_count(), before);
	h->net[0].status = 0;
	fake_advance(20 * WHEN_MINUTE);
	assert_true(fake_http_count() > before);
	assert_int_equal(health(h, 0).failures, 0);
	house_free(h);
}

static void
test_first_pages_are_kept(void **state)
{
	struct house *h = house_listening(1);

	(void)state;
	for (int i = 1; i <= 5; i++) {
		char id[16];

		snprintf(id, sizeof(id), "%d", i);
		post(&h->net[0], id, NULL, id, "How much is a ticket?");
	}
	/* The page after 4 fails for good; what came before stays. */
	h->net[0].status = 500;
	h->net[0].fail_at = "after=4";
	fake_advance(5 * WHEN_MINUTE);
	assert_int_equal(waiting(h), 4);
	fake_http_forget();
	h->net[0].status = 0;
	fake_advance(35 * WHEN_MINUTE);
	assert_int_equal(waiting(h), 5);
	/* It went on at its cursor instead of starting again. */
	for (size_t i = 0; i < fake_http_count(); i++) {
		const char *line = fake_http_line(i);

		if (strstr(line, "/feed") == NULL)
			continue;
		assert_non_null(strstr(line, "after=4"));
		break;
	}
	house_free(h);
}

static void
test_odd_items_and_nonsense(void **state)
{
	struct house *h = house_listening(1);

	(void)state;
	h->net[0].raw = "[{\"who\":7},null,{\"id\":\"1\",\"who\":\"ann\",\"text\":"
	    "\"Do you deliver? \\u0000\\ud800\",\"at\":\"2025-11-24T16:00:00Z\"}]";
	fake_advance(2 * WHEN_MINUTE);
	assert_int_equal(waiting(h), 1);
	assert_true(health(h, 0).odd >= 2);
	h->net[0].raw = "<html>maintenance</html>";
	fake_advance(2 * WHEN_MINUTE);
	assert_true(health(h, 0).failures > 0);
	h->net[0].raw = NULL;
	fake_advance(35 * WHEN_MINUTE);
	assert_int_equal(health(h, 0).failures, 0);
	house_free(h);
}

static void
test_refused_credentials(void **state)
{
	struct house *h = house_listening(1);
	size_t before;

	(void)state;
	h->net[0].status = 401;
	fake_advance(3 * WHEN_HOUR);
	assert_int_equal(health(h, 0).state, ACCOUNT_AUTH);
	assert_int_equal(h->told[h->n_told - 1], ACCOUNT_AUTH);
	before = fake_http_count();
	fake_advance(6 * WHEN_HOUR);
	/* Asked again at most twice an hour, but for ever. */
	assert_in_range(fake_http_count() - before, 4, 14);
	h->net[0].status = 0;
	fake_advance(2 * WHEN_HOUR);
	assert_int_equal(health(h, 0).state, ACCOUNT_OK);
	assert_int_equal(h->told[h->n_told - 1], ACCOUNT_OK);
	house_free(h);
}

static void
test_stale_is_told_once(void **state)
{
	struct house *h = house_listening(1);
	size_t stale = 0;

	(void)state;
	h->net[0].err = ERR_NET;
	fake_advance(24 * WHEN_HOUR);
	for (size_t i = 0; i < h->n_told; i++)
		stale += h->told[i] == ACCOUNT_STALE;
	assert_int_equal(stale, 1);
	assert_int_equal(h->down, 0);
	house_free(h);
}

static void
test_network_down_is_one_alert(void **state)
{
	struct house *h = house_listening(2);
	size_t stale = 0;

	(void)state;
	h->net[0].err = h->net[1].err = ERR_NET;
	fake_advance(24 * WHEN_HOUR);
	for (size_t i = 0; i < h->n_told; i++)
		stale += h->told[i] == ACCOUNT_STALE;
	assert_int_equal(h->down, 1);
	assert_int_equal(stale, 0);
	h->net[0].err = h->net[1].err = ERR_OK;
	fake_advance(WHEN_HOUR);
	assert_int_equal(h->down, 101);
	house_free(h);
}

static void
test_unchanged_is_not_written(void **state)
{
	struct house *h = house_new(1);
	struct store_health before, after;

	(void)state;
	h->net[0].etag = "\"v1\"";
	post(&h->net[0], "1", NULL, "us", "We are back from holiday.");
	start(h);
	/* The schedule is flushed every five minutes; look in between. */
	fake_advance(6 * WHEN_MINUTE);
	store_health(h->client.store, &before);
	fake_advance(3 * WHEN_MINUTE);
	store_health(h->client.store, &after);
	assert_true(fake_http_count() > 3);
	assert_true(before.last_commit == after.last_commit);
	house_free(h);
}

static void
test_clock_jumps(void **state)
{
	struct house *h = house_listening(1);
	size_t before = fake_http_count();

	(void)state;
	fake_clock_jump(-400 * WHEN_DAY);
	fake_advance(5 * WHEN_MINUTE);
	assert_in_range(fake_http_count() - before, 3, 8);
	before = fake_http_count();
	fake_clock_jump(800 * WHEN_DAY);
	fake_advance(5 * WHEN_MINUTE);
	assert_in_range(fake_http_count() - before, 3, 12);
	house_free(h);
}

static void
test_schedule_survives_restart(void **state)
{
	struct house *h = house_listening(1);
	size_t before;

	(void)state;
	h->net[0].status = 429;
	h->net[0].retry_after = 5 * WHEN_HOUR;
	fake_advance(2 * WHEN_MINUTE);
	poll_stop(h->poll, NULL, NULL);
	fake_settle();
	poll_free(h->poll);
	before = fake_http_count();
	start(h);
	/* The back-off was long and is not forgotten. */
	fake_advance(10 * WHEN_MINUTE);
	assert_int_equal(fake_http_count(), before);
	house_free(h);
}

struct told {
	int calls;
	struct err err;
	char id[16];
};

static void
on_done(void *arg, const struct err *e)
{
	struct told *t = arg;

	t->calls++;
	t->err = *e;
}

static void
test_reread(void **state)
{
	struct house *h = house_listening(1);
	struct told t = { 0 };

	(void)state;
	post(&h->net[0], "1", NULL, "ann", "Is the shop closed today?");
	fake_advance(2 * WHEN_MINUTE);
	assert_int_equal(waiting(h), 1);
	post(&h->net[0], "2", "1", "us", "No, come in!");
	poll_reread(h->poll, "shop", "one", "1", 10 * WHEN_SECOND, on_done, &t);
	assert_int_equal(t.calls, 0);
	fake_advance(WHEN_SECOND);
	assert_int_equal(t.calls, 1);
	assert_int_equal(t.err.code, ERR_OK);
	assert_int_equal(waiting(h), 0);
	poll_reread(h->poll, "shop", "nobody", "1", 1000, on_done, &t);
	fake_settle();
	assert_int_equal(t.calls, 2);
	assert_int_equal(t.err.code, ERR_UNAVAILABLE);
	house_free(h);
}

static void
on_reply(void *arg, const struct err *e, const struct hark_post *p)
{
	struct told *t = arg;

	t->calls++;
	t->err = *e;
	snprintf(t->id, sizeof(t->id), "%s", p != NULL ? p->id : "");
}

static void
test_reply_outcomes(void **state)
{
	static const struct {
		int status;
		enum err_code err, want;
	} cases[] = {
		{ 0, ERR_OK, ERR_OK }, { 401, ERR_OK, ERR_CONFIG },
		{ 500, ERR_OK, ERR_NET }, { 0, ERR_NET, ERR_NET },
	};
	struct hark_post parent = { .id = "1", .visibility = HARK_PUBLIC };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct house *h = house_listening(1);
		struct told t = { 0 };
		size_t before = fake_http_count();

		h->net[0].status = cases[i].status;
		h->net[0].err = cases[i].err;
		h->net[0].fail_at = "/reply";
		poll_reply(h->poll, &(struct poll_reply){ .client = "shop",
		    .account = "one", .parent = &parent, .text = "Yes",
		    .key = "k", .created = loop_now(),
		    .visibility = HARK_PUBLIC }, on_reply, &t);
		fake_advance(WHEN_SECOND);
		assert_int_equal(t.calls, 1);
		assert_int_equal(t.err.code, cases[i].want);
		/* Whatever happened: it went out once. */
		assert_int_equal(fake_http_count() - before, 1);
		house_free(h);
	}
}

static void
test_reload_while_replying(void **state)
{
	struct hark_post parent = { .id = "1", .visibility = HARK_PUBLIC };
	struct house *h = house_listening(1);
	struct told t = { 0 };

	(void)state;
	h->net[0].hang = true;
	h->net[0].fail_at = "/reply";
	poll_reply(h->poll, &(struct poll_reply){ .client = "shop",
	    .account = "one", .parent = &parent, .text = "Yes", .key = "k",
	    .created = loop_now(), .visibility = HARK_PUBLIC }, on_reply, &t);
	fake_settle();
	assert_int_equal(t.calls, 0);
	/* It may be out: that is what is said, once. */
	poll_reconfigure(h->poll, &h->config, &h->client, 1);
	assert_int_equal(t.calls, 1);
	assert_int_equal(t.err.code, ERR_NET);
	h->net[0].hang = false;
	post(&h->net[0], "1", NULL, "ann", "Are you open?");
	fake_advance(2 * WHEN_MINUTE);
	assert_int_equal(waiting(h), 1);
	assert_int_equal(t.calls, 1);

	/* harkd ends with one under way: nobody is called, nothing is lost. */
	h->net[0].hang = true;
	poll_reply(h->poll, &(struct poll_reply){ .client = "shop",
	    .account = "one", .parent = &parent, .text = "Yes", .key = "k2",
	    .created = loop_now(), .visibility = HARK_PUBLIC }, on_reply, &t);
	fake_settle();
	house_free(h);
	assert_int_equal(t.calls, 1);
}

/* A nightly look at hundreds of posts holds up no thread, nor loses one. */
static void
test_line(void **state)
{
	struct house *h = house_listening(1);
	struct acct *a = poll_account(h->poll, "shop", "one");
	size_t n[8] = { 0 };
	char id[16];

	(void)state;
	fake_http(hang, h);
	for (int i = 0; i < 500; i++) {
		snprintf(id, sizeof(id), "c%d", i);
		poll_want(a, HARK_CHECK, id, NULL, NULL, 0, false);
	}
	for (int i = 0; i < 500; i++) {
		snprintf(id, sizeof(id), "t%d", i);
		poll_want_more(a, id, false);
		poll_want_more(a, id, false);
	}
	poll_want(a, HARK_THREAD, "now", NULL, NULL, 0, true);
	assert_string_equal(a->wanted->id, "now");
	assert_string_equal(a->wanted->next->id, "t0");
	for (const struct wanted *w = a->wanted; w != NULL; w = w->next) {
		if (w->op == HARK_THREAD)
			assert_int_equal(n[HARK_CHECK], 0);
		n[w->op]++;
	}
	assert_int_equal(n[HARK_THREAD], 501);
	assert_int_equal(n[HARK_CHECK], 400);
	poll_want(a, HARK_CHECK, "c1", NULL, NULL, 0, false);
	assert_true(*a->wanted_last == NULL);
	house_free(h);
}

/* What a list has only pointed to is read, if not today then tomorrow. */
static void
test_owed(void **state)
{
	struct house *h;

	(void)state;
	for (int again = 0; again < 2; again++) {
		h = house_listening(1);
		post(&h->net[0], "1", NULL, "us", "New pots are here.");
		fake_advance(2 * WHEN_MINUTE);
		/* No poll ever shows it. */
		post(&h->net[0], "0", "1", "bob", "Do you have this in blue?");
		h->net[0].fail_at = "/thread";
		h->net[0].status = 500;
		post(&h->net[0], "2", "1", "us", "more in 1");
		fake_advance(10 * WHEN_MINUTE);
		assert_int_equal(waiting(h), 0);
		assert_int_equal(health(h, 0).failures, 0);
		if (again) {
			poll_stop(h->poll, NULL, NULL);
			fake_settle();
			poll_free(h->poll);
			h->net[0].status = 0;
			start(h);
		}
		h->net[0].status = 0;
		fake_advance(5 * WHEN_MINUTE);
		assert_int_equal(waiting(h), 1);
		house_free(h);
	}
}

struct old {
	size_t n;
	bool baseline[4];
	int64_t asked[4];
};

static void
on_old(void *arg, const struct err *e, const struct question *q, size_t n)
{
	struct old *o = arg;

	assert_int_equal(e->code, ERR_OK);
	assert_true(n <= ARRAY_LEN(o->asked));
	o->n = n;
	for (size_t i = 0; i < n; i++) {
		o->baseline[i] = q[i].q.baseline;
		o->asked[i] = q[i].q.asked_at;
	}
}

/* What a thread shows of the time before anybody listened is history, too. */
static void
test_history_in_threads(void **state)
{
	struct house *h = house_new(1);
	struct told t = { 0 };
	struct old o = { 0 };

	(void)state;
	/* The feed never shows an id of 0 and below. */
	post(&h->net[0], "0", NULL, "us", "New pots are here.");
	post(&h->net[0], "-1", "0", "bob", "Do you have this in blue?");
	h->net[0].posts[0].at -= 10 * WHEN_DAY;
	h->net[0].posts[1].at -= 9 * WHEN_DAY;
	start(h);
	fake_advance(WHEN_HOUR);
	assert_int_equal(health(h, 0).state, ACCOUNT_OK);
	post(&h->net[0], "-2", "0", "eve", "Do you have it in red?");
	poll_reread(h->poll, "shop", "one", "0", WHEN_MINUTE, on_done, &t);
	fake_advance(10 * WHEN_SECOND);
	assert_int_equal(t.calls, 1);
	store_list(h->client.store, &(struct question_filter){ .open = true },
	    on_old, &o);
	fake_settle();
	assert_int_equal(o.n, 2);
	for (size_t i = 0; i < o.n; i++)
		assert_int_equal(o.baseline[i], o.asked[i] <
		    loop_now() - WHEN_DAY);
	house_free(h);
}

/* Threads that point at themselves, or at each other, are not read for ever. */
static void
test_threads_in_circles(void **state)
{
	static const char *const ways[] = { "more in 1", "more in 2" };
	struct told t = { 0 };
	struct house *h;
	size_t before;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
		h = house_listening(1);
		post(&h->net[0], "1", NULL, "ann", "Do you have this in blue?");
		post(&h->net[0], "2", "1", "bob", ways[i]);
		post(&h->net[0], "3", "1", "bob", "more in 1");
		fake_advance(WHEN_MINUTE);
		before = fake_http_count();
		poll_reread(h->poll, "shop", "one", "1", WHEN_MINUTE, on_done,
		    &t);
		fake_advance(20 * WHEN_SECOND);
		assert_in_range(fake_http_count() - before, 1, 40);
		house_free(h);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_question_arrives),
		cmocka_unit_test(test_line),
		cmocka_unit_test(test_owed),
		cmocka_unit_test(test_history_in_threads),
		cmocka_unit_test(test_threads_in_circles),
		cmocka_unit_test(test_failure_loses_nothing),
		cmocka_unit_test(test_no_room),
		cmocka_unit_test(test_now_while_asking),
		cmocka_unit_test(test_backoff_is_bounded),
		cmocka_unit_test(test_retry_after_is_honoured),
		cmocka_unit_test(test_first_pages_are_kept),
		cmocka_unit_test(test_odd_items_and_nonsense),
		cmocka_unit_test(test_refused_credentials),
		cmocka_unit_test(test_stale_is_told_once),
		cmocka_unit_test(test_network_down_is_one_alert),
		cmocka_unit_test(test_unchanged_is_not_written),
		cmocka_unit_test(test_clock_jumps),
		cmocka_unit_test(test_schedule_survives_restart),
		cmocka_unit_test(test_reread),
		cmocka_unit_test(test_reply_outcomes),
		cmocka_unit_test(test_reload_while_replying),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
