/* SPDX-License-Identifier: ISC */

/*
 * An account with a budget: its polls slow down, stop, begin again, and leave
 * something for people; what was spent survives.
 */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#undef fail			/* hark.h has a member of that name */

#include "base/amount.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/when.h"
#include "fake/fake.h"
#include "hark.h"
#include "poll/poll.h"
#include "store/ingest.h"
#include "store/spent.h"

#define T0	INT64_C(1764028800000)	/* 2025-11-25T00:00:00Z */
#define S(s)	((char *)(uintptr_t)(s))

/* --- a network that counts ------------------------------------------------- */

struct config_ {
	const char *base;
	int64_t budget, cost;
	bool more;
};

static void
c_step(struct hark_task *t, const struct hark_event *ev)
{
	const struct config_ *cf = t->config;
	const char *body = ev->response.body;
	json_t *j;

	if (ev->type == HARK_START) {
		hark_request(t, .url = hark_format(t, "%s/%s", cf->base,
		    t->start->op == HARK_REPLY ? "reply" :
		    t->start->feed->name), .cost = cf->cost,
		    .body = t->start->op == HARK_REPLY ? "x" : NULL,
		    .quota = "all");
		return;
	}
	if (ev->response.status == 403) {
		hark_spent(t, NULL, HARK_ALL);
		hark_fail(t, HARK_E_LATER, "used up, says the network");
	}
	j = hark_answer(t, &ev->response, "why");
	if (t->start->op == HARK_REPLY)
		hark_posted(t, .id = "9", .author = "us", .text = "sent",
		    .kind = HARK_OWN, .visibility = HARK_PUBLIC);
	/* {"read":"a b c"}: each costs a tenth of a unit, once a day. */
	body = json_string_value(json_object_get(j, "read"));
	for (const char *p = body; p != NULL; p = strchr(p, ' ')) {
		p += *p == ' ';
		hark_spent(t, hark_format(t, "%c", *p), HARK_MILLION / 10);
	}
	hark_self(t, "us", "@us", NULL);
	hark_cursor(t, "c");
	hark_done(t);
}

static const struct hark_option c_options[] = {
	HARK_OPT_URL("server", struct config_, base, .help = "base",
	    .flags = HARK_REQUIRED | HARK_REALM),
	HARK_OPT_AMOUNT("budget", struct config_, budget, .help = "ceiling",
	    .min = 1, .max = AMOUNT_MAX),
	HARK_OPT_AMOUNT("cost", struct config_, cost, .help = "of one"),
	HARK_OPT_BOOL("more", struct config_, more, .help = "another feed"),
	{ .name = NULL }
};
static const struct hark_feed c_feeds[] = {
	{ .name = "one", .help = "posts", .interval = WHEN_MINUTE },
	{ .name = "two", .help = "posts", .interval = WHEN_MINUTE,
	  .option = "more" },
	{ .name = NULL }
};
static const struct hark_budget c_budgets[] = {
	{ .name = "units", .unit = "units", .option = "budget" },
	{ .name = NULL }
};
static const char *const c_reads[] = { "read", "why", NULL };

static struct hark_plugin counting = {
	.abi = HARK_ABI, .size = sizeof(struct hark_plugin), .name = "counting",
	.version = "1", .ops = HARK_CAN(HARK_POLL) | HARK_CAN(HARK_REPLY),
	.feeds = c_feeds, .options = c_options, .reads = c_reads,
	.config_size = sizeof(struct config_), .interval = 10, .burst = 1000,
	.step = c_step, .budgets = c_budgets,
};

/* --- the house -------------------------------------------------------------- */

struct house {
	struct config_ options;
	struct conf_account account;
	char *origins[2];
	struct conf_client conf;
	struct config config;
	struct client client;
	struct classifier *ear;
	struct poll *poll;
	struct poll_hooks hooks;
	enum account_state told[64];
	size_t n_told;
	const char *body, *headers;
	int status;
	enum err_code err;
	int polls, replies;
};

static bool
play(void *arg, const struct http_request *q, struct http_response *r)
{
	struct house *h = arg;

	h->polls += strstr(q->url, "/reply") == NULL;
	h->replies += strstr(q->url, "/reply") != NULL;
	r->type = "application/json";
	r->url = q->url;
	r->headers = h->headers != NULL ? h->headers : "";
	r->retry_after_ms = -1;
	r->body = h->body != NULL ? h->body : "{}";
	r->len = strlen(r->body);
	r->status = h->status != 0 ? h->status : 200;
	if (h->err != ERR_OK)
		err_set(&r->err, h->err, "no route");
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
quiet(enum log_level level, const char *line)
{
	(void)level, (void)line;
}

static void
begin(struct house *h)
{
	h->poll = poll_new(&h->config, &h->client, 1, &h->hooks, 7);
	fake_settle();
}

static void
end(struct house *h)
{
	poll_stop(h->poll, NULL, NULL);
	fake_settle();
	poll_free(h->poll);
}

static struct house *
house_new(int64_t units, int64_t cost)
{
	struct house *h = xcalloc(1, sizeof(*h));
	struct conf_account *a = &h->account;
	struct err e = { 0 };

	log_set_sink(quiet);
	fake_clock(T0);
	fake_http(play, h);
	h->options = (struct config_){ .base = "https://one.example",
		.budget = units * AMOUNT_ONE, .cost = cost * AMOUNT_ONE };
	h->origins[0] = S(h->options.base);
	a->name = S("one");
	a->plugin = &counting;
	a->plugin_name = S("counting");
	a->options = &h->options;
	a->realm = h->origins[0];
	a->origins = h->origins;
	h->conf.name = S("shop");
	h->conf.lang = S("en");
	h->conf.accounts = a;
	h->conf.n_accounts = 1;
	h->client.conf = &h->conf;
	h->hooks = (struct poll_hooks){ .arg = h, .health = on_health };
	h->ear = classify_load(NULL, &e);
	assert_non_null(h->ear);
	h->client.store = store_open(&(struct store_opts){ .client = "shop",
	    .classifier = h->ear, .lang = "en" }, &e);
	assert_non_null(h->client.store);
	begin(h);
	return h;
}

static void
house_free(struct house *h)
{
	store_close(h->client.store);
	poll_free(h->poll);
	classify_free(h->ear);
	free(h);
	fake_free();
}

static struct account_health
health(struct house *h)
{
	const struct account_health *a;

	assert_int_equal(poll_health(h->poll, &a), 1);
	return a[0];
}

static struct account_budget
spent(struct house *h)
{
	const struct account_budget *b;

	assert_int_equal(poll_budgets(h->poll, &b), 1);
	return b[0];
}

static void
on_reply(void *arg, const struct err *e, const struct hark_post *posted)
{
	(void)posted;
	*(enum err_code *)arg = e->code;
}

static enum err_code
reply(struct house *h)
{
	static const struct hark_post parent = { .id = "1",
		.visibility = HARK_PUBLIC };
	enum err_code code = ERR_USAGE;

	poll_reply(h->poll, &(struct poll_reply){ .client = "shop",
	    .account = "one", .parent = &parent, .text = "Yes", .key = "k",
	    .visibility = HARK_PUBLIC }, on_reply, &code);
	fake_advance(5 * WHEN_SECOND);
	return code;
}

/* --- tests ------------------------------------------------------------------ */

/* A poll a minute would need 1440. */
static void
test_lasts_the_day(void **state)
{
	struct house *h = house_new(100, 1);
	int by_evening;

	(void)state;
	fake_advance(18 * WHEN_HOUR);
	by_evening = h->polls;
	assert_in_range(by_evening, 60, 85);
	fake_advance(6 * WHEN_HOUR - WHEN_MINUTE);
	assert_in_range(h->polls, 85, 90);
	assert_true(h->polls > by_evening + 10);
	assert_int_equal(spent(h).spent, h->polls * AMOUNT_ONE);
	assert_int_equal(spent(h).ceiling, 100 * AMOUNT_ONE);
	assert_true(spent(h).next_poll > loop_now());
	/* It was slow, not ill. */
	assert_int_equal(h->n_told, 1);
	assert_int_equal(h->told[0], ACCOUNT_OK);
	assert_int_equal(reply(h), ERR_OK);
	fake_advance(WHEN_HOUR);
	assert_true(spent(h).spent < 20 * AMOUNT_ONE);
	house_free(h);
}

static void
test_stops_and_goes_on(void **state)
{
	struct house *h = house_new(100, 40);

	(void)state;
	fake_advance(20 * WHEN_HOUR);
	assert_int_equal(h->polls, 2);
	assert_int_equal(health(h).state, ACCOUNT_OK);
	/* A third does not fit, nor does a person's answer. */
	fake_advance(2 * WHEN_HOUR);
	assert_int_equal(h->polls, 2);
	assert_int_equal(health(h).state, ACCOUNT_BUDGET);
	assert_non_null(strstr(health(h).error, "100 units for this day"));
	assert_true(health(h).next_poll >= T0 + WHEN_DAY);
	assert_int_equal(reply(h), ERR_LIMIT);
	assert_int_equal(h->replies, 0);
	/* Told once, also when it is asked again and again. */
	poll_now(h->poll, NULL, NULL);
	fake_advance(WHEN_MINUTE);
	assert_int_equal(h->n_told, 2);
	assert_int_equal(h->told[1], ACCOUNT_BUDGET);
	fake_advance(3 * WHEN_HOUR);
	assert_int_equal(h->polls, 3);
	assert_int_equal(health(h).state, ACCOUNT_OK);
	assert_int_equal(h->n_told, 3);
	house_free(h);
}

static void
test_some_is_for_people(void **state)
{
	struct house *h = house_new(10, 9);

	(void)state;
	fake_advance(WHEN_HOUR);
	assert_int_equal(h->polls, 1);
	h->options.cost = AMOUNT_ONE;
	poll_now(h->poll, NULL, NULL);
	fake_advance(WHEN_MINUTE);
	assert_int_equal(h->polls, 1);
	assert_int_equal(health(h).state, ACCOUNT_BUDGET);
	assert_int_equal(reply(h), ERR_OK);
	assert_int_equal(h->replies, 1);
	assert_int_equal(reply(h), ERR_LIMIT);
	assert_int_equal(h->replies, 1);
	house_free(h);
}

/* The network's word counts as everything. */
static void
test_used_up_elsewhere(void **state)
{
	struct house *h = house_new(10, 1);

	(void)state;
	h->status = 403;
	fake_advance(WHEN_HOUR);
	h->status = 0;
	assert_int_equal(spent(h).spent, 10 * AMOUNT_ONE);
	assert_int_equal(h->polls, 1);
	assert_int_equal(reply(h), ERR_LIMIT);
	fake_advance(WHEN_DAY);
	assert_in_range(h->polls, 2, 10);
	house_free(h);
}

static void
test_survives(void **state)
{
	struct house *h = house_new(100, 1);
	int64_t before;

	(void)state;
	fake_advance(12 * WHEN_HOUR);
	before = spent(h).spent;
	assert_true(before > 20 * AMOUNT_ONE);
	end(h);
	begin(h);
	assert_int_equal(spent(h).spent, before);
	fake_advance(12 * WHEN_HOUR - WHEN_MINUTE);
	assert_in_range(spent(h).spent, 85 * AMOUNT_ONE, 90 * AMOUNT_ONE);
	end(h);
	/* Another day. */
	fake_advance(WHEN_HOUR);
	begin(h);
	assert_int_equal(spent(h).spent, 0);
	house_free(h);
}

static void
test_items_and_failures(void **state)
{
	static struct hark_budget free_ones[2];
	struct house *h = house_new(100, 2);
	int64_t before;

	(void)state;
	h->body = "{\"read\":\"a b c\"}";
	fake_advance(10 * WHEN_MINUTE);
	/* Three, though they were shown ten times. */
	assert_in_range(h->polls, 8, 12);
	before = spent(h).spent;
	assert_int_equal(before, 3 * AMOUNT_ONE / 10);
	/* Failures cost as much as was set aside, three tries each. */
	h->status = 500;
	h->polls = 0;
	fake_advance(5 * WHEN_MINUTE);
	assert_int_equal(spent(h).spent, before + 2 * AMOUNT_ONE * h->polls);
	/* Nobody there: nothing. */
	h->err = ERR_NET;
	before = spent(h).spent;
	fake_advance(WHEN_HOUR);
	assert_int_equal(spent(h).spent, before);
	assert_int_equal(reply(h), ERR_NET);
	/* But what was written may have arrived. */
	assert_int_equal(spent(h).spent, before + 2 * AMOUNT_ONE);
	house_free(h);

	/* Where they are free they are. */
	free_ones[0] = c_budgets[0];
	free_ones[0].failures_free = true;
	counting.budgets = free_ones;
	h = house_new(100, 2);
	h->status = 500;
	fake_advance(WHEN_HOUR);
	assert_true(h->polls > 3);
	assert_int_equal(spent(h).spent, 0);
	house_free(h);
	counting.budgets = c_budgets;
}

static void
test_feeds_that_are_switched_on(void **state)
{
	struct house *h = house_new(1000, 1);
	int alone;

	(void)state;
	fake_advance(10 * WHEN_MINUTE);
	alone = h->polls;
	end(h);
	h->options.more = true;
	h->polls = 0;
	begin(h);
	fake_advance(10 * WHEN_MINUTE);
	assert_true(h->polls > alone + 5);
	house_free(h);
}

/* Meta's word about our share, for this account alone. */
static void
test_usage(void **state)
{
	struct house *h = house_new(100000, 1);
	int polls;

	(void)state;
	fake_advance(10 * WHEN_MINUTE);
	h->headers = "X-Business-Use-Case-Usage: {\"1\":[{\"call_count\":100,"
	    "\"estimated_time_to_regain_access\":45}]}\r\n";
	fake_advance(2 * WHEN_MINUTE);
	polls = h->polls;
	h->headers = NULL;
	fake_advance(40 * WHEN_MINUTE);
	assert_int_equal(h->polls, polls);
	fake_advance(40 * WHEN_MINUTE);
	assert_true(h->polls > polls);
	house_free(h);
}

static void
on_listed(void *arg, const struct err *e, const struct store_spent *v, size_t n)
{
	int64_t *sum = arg;

	assert_int_equal(e->code, ERR_OK);
	for (size_t i = 0; i < n; i++) {
		assert_string_equal(v[i].account, "one");
		assert_string_equal(v[i].budget, "units");
		assert_string_equal(v[i].what, v[i].amount == AMOUNT_ONE ?
		    "reply" : "one");
		*sum += v[i].amount;
	}
}

static void
test_listed(void **state)
{
	struct house *h = house_new(100, 1);
	int64_t sum = 0;

	(void)state;
	fake_advance(2 * WHEN_DAY + WHEN_HOUR);
	assert_int_equal(reply(h), ERR_OK);
	store_spent_list(h->client.store, T0, on_listed, &sum);
	fake_settle();
	assert_int_equal(sum, (h->polls + 1) * AMOUNT_ONE);
	sum = 0;
	store_spent_list(h->client.store, T0 + WHEN_DAY, on_listed, &sum);
	fake_settle();
	assert_true(sum < (h->polls - 50) * AMOUNT_ONE);
	house_free(h);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lasts_the_day),
		cmocka_unit_test(test_stops_and_goes_on),
		cmocka_unit_test(test_some_is_for_people),
		cmocka_unit_test(test_used_up_elsewhere),
		cmocka_unit_test(test_survives),
		cmocka_unit_test(test_items_and_failures),
		cmocka_unit_test(test_feeds_that_are_switched_on),
		cmocka_unit_test(test_usage),
		cmocka_unit_test(test_listed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
