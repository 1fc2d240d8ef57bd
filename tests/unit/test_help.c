/* SPDX-License-Identifier: ISC */

/* What the core does for plugins, so that they need not do it themselves. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#undef fail			/* hark.h has a member of that name */

#include "poll/effects.h"

static int begun;

static void
begin_counted(struct hark_task *t)
{
	(void)t;
	begun++;
}

static struct hark_plugin
plain(void)
{
	return (struct hark_plugin){ .abi = HARK_ABI,
		.size = sizeof(struct hark_plugin), .name = "plain",
		.begin = begin_counted };
}

/* What a plugin sees of a task that has no step function. */
static void
test_begin(void **state)
{
	static const char *const ids[] = { "1", "2", NULL };
	struct hark_plugin pl = plain();
	struct hark_event ev = { .type = HARK_START,
		.start = { .op = HARK_CHECK } };
	struct run r;

	(void)state;
		/* Nobody is asked about nothing. */
	begun = 0;
	run_init(&r, &pl, NULL);
	run_step(&r, &ev, NULL);
	assert_true(r.over && r.error == 0);
	assert_int_equal(begun, 0);
	run_clear(&r);

	ev.start.ids = ids;
	run_init(&r, &pl, NULL);
	run_step(&r, &ev, NULL);
	assert_int_equal(begun, 1);
	assert_false(r.over);
	assert_string_equal(hark_next(&r.task), "1");
	assert_string_equal(hark_next(&r.task), "2");
	assert_false(r.over);
	assert_null(hark_next(&r.task));
	assert_true(r.over && r.error == 0);
	run_clear(&r);

	/* An answer to what nobody handles. */
	run_init(&r, &pl, NULL);
	run_step(&r, &ev, NULL);
	run_step(&r, &(struct hark_event){ .type = HARK_RESPONSE, .tag = 3 },
	    NULL);
	assert_int_equal(r.error, HARK_E_PROTOCOL);
	run_clear(&r);
}

/* Paths lead into lists, too. */
static void
test_paths(void **state)
{
	json_t *j = json_pack("{s:[{s:i, s:b, s:s}]}", "items", "n", 7, "yes",
	    1, "s", "word");
	struct hark_plugin pl = plain();
	struct run r;

	(void)state;
	run_init(&r, &pl, NULL);
	assert_int_equal(hark_int(&r.task, j, "items/0/n"), 7);
	assert_int_equal(hark_int(&r.task, j, "items/0/s"), 0);
	assert_true(hark_true(&r.task, j, "items/0/yes"));
	assert_false(hark_true(&r.task, j, "items/0/n"));
	assert_string_equal(hark_str(&r.task, j, "items/0/s"), "word");
	assert_null(hark_at(&r.task, j, "items/1"));
	assert_null(hark_at(&r.task, j, "items/x"));
	assert_null(hark_at(&r.task, NULL, "items"));
	assert_int_equal(hark_number("42,7"), 42);
	assert_int_equal(hark_number("-1"), 0);
	assert_int_equal(hark_number(NULL), 0);
	run_clear(&r);
	json_decref(j);
}

/* --- answers that are none --------------------------------------------------- */

struct options {
	const char *server;
};

static const struct hark_option options[] = {
	HARK_OPT_URL("server", struct options, server, .help = "server"),
	{ .name = NULL }
};

static const struct hark_refusal refusals[] = {
	{ .status = 403, .code = "slow* late", .error = HARK_E_LATER,
	  .words = "{code} at {server}: {why}", .pause = 5000 },
	{ .code = "2??", .error = HARK_E_SCOPE,
	  .words = "{status} at {url}: {said}" },
	{ .status = 403, .says = "no more", .error = HARK_E_CONFIG,
	  .spent = true },
	{ .status = 404, .code = "*", .error = HARK_E_GONE_POST,
	  .absent = true },
	{ .error = 0 }
}, own[] = {
	{ .status = 404, .error = HARK_E_GONE_POST, .words = "no longer" },
	{ .error = 0 }
};

/* One answer; what came of it, in the arena of the run. */
static void
answered(struct run *r, const struct hark_plugin *pl, int status,
    const char *type, const char *body)
{
	static const struct options set = { "https://a.example" };
	static struct hark_response response;
	static char copy[200];

	run_clear(r);
	run_init(r, pl, &set);
	r->task.now = 1000;
	strcpy(copy, body);
	response = (struct hark_response){ .status = status, .type = type,
		.url = "https://a.example/x", .body = copy,
		.len = strlen(copy) };
	r->response = &response;
}

#define JSON	"application/json"

static void
test_refusals(void **state)
{
	struct hark_plugin pl = plain();
	const struct hark_response *a;
	struct run r;

	(void)state;
	pl.options = options;
	pl.why = "error/text";
	pl.code = "errors/0/code";
	pl.refusals = refusals;
	run_init(&r, &pl, NULL);

	/* The first row that fits, and what it brings with it. */
	answered(&r, &pl, 403, JSON, "{\"error\":{\"text\":\"wait\"},"
	    "\"errors\":[{\"code\":\"slowly\"}]}");
	assert_null(hark_answer(&r.task, r.response, NULL));
	assert_int_equal(r.error, HARK_E_LATER);
	assert_string_equal(r.why, "slowly at https://a.example: status 403, "
	    "\"wait\"");
	assert_int_equal(r.first->type, EFFECT_QUOTA);
	assert_int_equal(r.first->n, 0);
	assert_int_equal(r.first->m, 6000);

	/* Of several codes any; a number is one, too. */
	answered(&r, &pl, 403, JSON, "{\"errors\":[{\"code\":\"late\"}]}");
	hark_answer(&r.task, r.response, NULL);
	assert_int_equal(r.error, HARK_E_LATER);
	answered(&r, &pl, 400, JSON, "{\"error\":{\"text\":\"x{why}\"},"
	    "\"errors\":[{\"code\":200}]}");
	hark_answer(&r.task, r.response, NULL);
	assert_int_equal(r.error, HARK_E_SCOPE);
	assert_string_equal(r.why, "400 at https://a.example/x: x{why}");

	/* Words of the network, and a budget that is used up. */
	answered(&r, &pl, 403, JSON, "{\"error\":{\"text\":\"no more!\"}}");
	hark_answer(&r.task, r.response, NULL);
	assert_int_equal(r.error, HARK_E_CONFIG);
	assert_string_equal(r.why, "status 403, \"no more!\"");
	assert_int_equal(r.first->type, EFFECT_SPENT);
	assert_true(r.first->n == HARK_ALL);

	/* Where no row fits, the status speaks. */
	answered(&r, &pl, 403, "text/html", "<p>slow");
	a = r.response;
	assert_null(hark_code(&r.task, a));
	hark_answer(&r.task, a, NULL);
	assert_int_equal(r.error, HARK_E_SCOPE);
	assert_string_equal(r.why, "not allowed: status 403");

	/* Absent is what the network itself says is not there. */
	answered(&r, &pl, 404, JSON, "{\"errors\":[{\"code\":\"x\"}]}");
	assert_true(hark_absent(&r.task, r.response));
	assert_false(r.over);
	answered(&r, &pl, 404, "text/html", "");
	assert_false(hark_absent(&r.task, r.response));
	pl.refusals = own;
	assert_true(hark_absent(&r.task, r.response));

	/* A table of one's own; good answers are in none. */
	pl.refusals = NULL;
	assert_true(hark_refused(&r.task, r.response, own));
	assert_string_equal(r.why, "no longer");
	answered(&r, &pl, 200, JSON, "{\"a\":1}");
	assert_false(hark_refused(&r.task, r.response, own));
	assert_false(hark_absent(&r.task, r.response));
	assert_int_equal(hark_int(&r.task, hark_answer(&r.task, r.response,
	    NULL), "a"), 1);
	assert_false(r.over);
	while (r.n_json > 0)
		json_decref(r.json[--r.n_json]);
	run_clear(&r);
}

/* --- small things ------------------------------------------------------------ */

static void
test_more(void **state)
{
	struct hark_plugin pl = plain();
	struct run r;

	(void)state;
	run_init(&r, &pl, NULL);
	assert_null(hark_more(&r.task, NULL, 9));
	assert_string_equal(hark_more(&r.task, "a", 3), "a");
	/* The same again would go on for ever. */
	assert_null(hark_more(&r.task, "a", 3));
	assert_string_equal(hark_more(&r.task, "b", 3), "b");
	assert_null(hark_more(&r.task, "c", 3));
	run_clear(&r);
}

/* Who says that it is out shows it. */
static void
test_posted(void **state)
{
	struct hark_plugin pl = plain();
	struct hark_event ev = { .type = HARK_START,
		.start = { .op = HARK_REPLY } };
	struct run r;

	(void)state;
	run_init(&r, &pl, NULL);
	run_step(&r, &ev, NULL);
	hark_done(&r.task);
	assert_int_equal(r.error, HARK_E_PROTOCOL);
	assert_string_equal(r.why, "sent, but not shown");
	run_clear(&r);

	run_init(&r, &pl, NULL);
	run_step(&r, &ev, NULL);
	hark_posted(&r.task, .id = "", .text = "yes");
	assert_int_equal(r.error, HARK_E_PROTOCOL);
	run_clear(&r);

	run_init(&r, &pl, NULL);
	run_step(&r, &ev, NULL);
	hark_tell(&r.task, &(struct hark_post){ .id = "7" });
	assert_int_equal(r.first->type, EFFECT_POSTED);
	hark_done(&r.task);
	assert_true(r.over && r.error == 0);
	run_clear(&r);
}

/* --- logins ------------------------------------------------------------------ */

struct app {
	const char *api, *id, *secret, *consent, *scope;
};

static const struct hark_option app_options[] = {
	HARK_OPT_URL("api", struct app, api, .help = "api"),
	HARK_OPT_STRING("id", struct app, id, .help = "id"),
	HARK_OPT_STRING("secret", struct app, secret, .help = "secret",
	    .flags = HARK_SECRET),
	HARK_OPT_STRING("consent", struct app, consent, .help = "consent",
	    .flags = HARK_SECRET),
	HARK_OPT_STRING("scope", struct app, scope, .help = "scope"),
	{ .name = NULL }
};

#define PAIRS	"id={id}&secret={secret}&scope={scope}"

static const struct hark_login logins[] = {
	{ .when = "refresh", .next = true, .url = "{api}/{id}/token",
	  .body = PAIRS "&with={refresh}", .auth = (const char *const[]){
	  "Authorization: Basic {base64:id:secret}", "A: {id}", NULL } },
	{ .when = "consent", .url = "{api}/token", .body = PAIRS,
	  .flags = HARK_IDEMPOTENT },
	{ .when = "scope", .url = "{api}/exchange",
	  .auth = (const char *const[]){ "?token={scope}", NULL },
	  .token = "data/0/t", .refresh = "data/0/t", .expires_in = "data/0/s",
	  .why = "error/text", .code = "error/n",
	  .refusals = (const struct hark_refusal[]){
	  { .code = "7", .error = HARK_E_AUTH, .words = "over: {said}" },
	  { .error = 0 } } },
	{ .url = NULL }
};

static const char *const nothing[] = { "nothing", NULL };

static void
log_in(struct run *r, const struct app *app, const char *argument)
{
	static struct hark_plugin pl;
	struct hark_event ev = { .type = HARK_START, .now = 1000,
		.start = { .op = HARK_LOGIN, .argument = argument } };

	pl = plain();
	pl.ops = HARK_CAN(HARK_LOGIN);
	pl.options = app_options;
	pl.logins = logins;
	/* Whatever the plugin reads, logins are read whole. */
	pl.reads = nothing;
	run_init(r, &pl, app);
	run_step(r, &ev, NULL);
}

static void
say(struct run *r, int tag, int status, const char *body)
{
	struct hark_event ev = { .type = HARK_RESPONSE, .now = 2000,
		.tag = tag, .response = { .status = status, .type = JSON,
		.url = "https://a.example/token", .body = body,
		.len = strlen(body) } };

	run_step(r, &ev, NULL);
}

static void
test_logins(void **state)
{
	const struct app whole = { "https://a.example", "7/8", "file", "file",
		"mail" }, public = { "https://a.example", "7/8", NULL, "file",
		NULL }, bare = { "https://a.example", "7/8", NULL, NULL,
		"mail" }, none = { NULL, "7/8", NULL, "file", NULL };
	const struct hark_request *q;
	struct run r;

	(void)state;
	begun = 0;
	/* Placeholders stay until it leaves; options in addresses do not. */
	log_in(&r, &whole, "refresh");
	q = r.first->request;
	assert_string_equal(q->url, "https://a.example/7%2F8/token");
	assert_string_equal(q->method, "POST");
	assert_string_equal(q->body, PAIRS "&with={refresh}");
	assert_string_equal(q->type, HARK_FORM);
	assert_string_equal(q->headers[0], "Authorization: Basic "
	    "{base64:id:secret}");
	assert_string_equal(q->headers[1], "A: {id}");
	say(&r, q->tag, 200, "{\"access_token\":\"a\",\"expires_in\":60,"
	    "\"refresh_token\":\"b\"}");
	assert_int_equal(r.error, 0);
	assert_true(r.over);
	assert_int_equal(r.first->type, EFFECT_TOKEN);
	assert_string_equal(r.first->a, "access_token");
	assert_string_equal(r.first->b, "refresh_token");
	assert_int_equal(r.first->n, 62000);
	run_clear(&r);

	/* What is not set is left out; what came last is no good any more. */
	log_in(&r, &public, "refresh");
	q = r.first->request;
	assert_string_equal(q->body, "id={id}&with={refresh}");
	assert_string_equal(q->headers[0], "A: {id}");
	assert_null(q->headers[1]);
	say(&r, q->tag, 400, "{}");
	assert_false(r.over);
	q = r.first->request;
	assert_string_equal(q->url, "https://a.example/token");
	assert_string_equal(q->body, "id={id}");
	assert_int_equal(q->flags, HARK_IDEMPOTENT);
	say(&r, q->tag, 400, "{\"error\":\"invalid_grant\","
	    "\"error_description\":\"gone\"}");
	assert_int_equal(r.error, HARK_E_AUTH);
	assert_string_equal(r.why, "no token is given: status 400, \"gone\"");
	run_clear(&r);

	/* No other way is left: then it is the end. */
	log_in(&r, &(const struct app){ .api = "https://a.example",
	    .id = "7" }, "refresh");
	say(&r, r.first->request->tag, 400, "{}");
	assert_int_equal(r.error, HARK_E_AUTH);
	run_clear(&r);

	/* By its own names; a token that renews itself. */
	log_in(&r, &bare, NULL);
	q = r.first->request;
	assert_null(q->method);
	assert_null(q->body);
	assert_string_equal(q->headers[0], "?token={scope}");
	say(&r, q->tag, 200, "{\"data\":[{\"t\":\"x\",\"s\":9e9}]}");
	assert_int_equal(r.error, 0);
	assert_string_equal(r.first->a, "/data/0/t");
	assert_string_equal(r.first->b, "/data/0/t");
	assert_int_equal(r.first->n, 0);
	run_clear(&r);
	log_in(&r, &bare, NULL);
	say(&r, r.first->request->tag, 403, "{\"error\":{\"n\":7,"
	    "\"text\":\"why\"}}");
	assert_int_equal(r.error, HARK_E_AUTH);
	assert_string_equal(r.why, "over: why");
	run_clear(&r);

	log_in(&r, &whole, NULL);
	say(&r, r.first->request->tag, 200, "{\"token_type\":\"bearer\"}");
	assert_int_equal(r.error, HARK_E_PROTOCOL);
	run_clear(&r);
	log_in(&r, &none, NULL);
	assert_int_equal(r.error, HARK_E_CONFIG);
	run_clear(&r);
	/* The plugin knows nothing of all that. */
	assert_int_equal(begun, 0);
}

/* Threads of a profile: each once, a hundred at most, and that is told. */
static void
test_later(void **state)
{
	struct hark_plugin pl = plain();
	struct hark_event ev = { .type = HARK_START,
		.start = { .op = HARK_SCAN, .url = "https://a.example/" } };
	char id[16];
	struct run r;
	size_t blind = 0, n = 0;

	(void)state;
	run_init(&r, &pl, NULL);
	run_step(&r, &ev, NULL);
	for (int i = 0; i < 100; i++) {
		snprintf(id, sizeof(id), "%d", i);
		assert_true(hark_later(&r.task, id));
		assert_true(hark_later(&r.task, "7"));
	}
	assert_true(hark_later(&r.task, NULL));
	assert_false(hark_later(&r.task, "x"));
	assert_false(hark_later(&r.task, "y"));
	for (const struct effect *e = r.first; e != NULL; e = e->next)
		blind += e->type == EFFECT_BLIND;
	assert_int_equal(blind, 1);
	assert_string_equal(hark_next(&r.task), "0");
	assert_string_equal(hark_next(&r.task), "7");
	while (hark_next(&r.task) != NULL)
		n++;
	assert_int_equal(n, 98);
	assert_true(r.over && r.error == 0);
	run_clear(&r);
}

/* The ids of mails are such: they may never change. */
static void
test_hash_and_join(void **state)
{
	struct hark_plugin pl = plain();
	struct run r;
	struct hark_task *t = &r.task;
	const char *two;

	(void)state;
	run_init(&r, &pl, NULL);
	assert_string_equal(hark_hash(t, "q1@example.org"),
	    "327f47b4c4174495eb933fdd2861a362");
	two = hark_hash(t, "a", "b");
	assert_int_equal(strlen(two), 32);
	assert_string_not_equal(two, hark_hash(t, "ab"));
	assert_string_not_equal(two, hark_hash(t, "ab", ""));
	assert_string_not_equal(two, hark_hash(t, "b", "a"));
	assert_string_equal(hark_hash(t, "a", NULL), hark_hash(t, "a", ""));

	assert_string_equal(hark_join(t, "https://a.example/b/feed", "/c#1"),
	    "https://a.example/c#1");
	assert_string_equal(hark_join(t, "https://a.example/b/feed", "c"),
	    "https://a.example/b/c");
	assert_string_equal(hark_join(t, "https://a.example/b/feed",
	    "https://c.example/"), "https://c.example/");
	assert_null(hark_join(t, "https://a.example/", NULL));
	run_clear(&r);
}

/* A response of a mailbox server, and what is none. */
static void
test_imap(void **state)
{
	json_t *j = json_pack("[s, s, s, [s, s, s, s, s, s]]", "*", "3",
	    "fetch", "uid", "7", "INTERNALDATE", "1-Nov-2026", "BODY[]<0>",
	    "Hallo");
	struct hark_imap_mail m = hark_imap_mail(j);

	(void)state;
	assert_int_equal(m.uid, 7);
	assert_string_equal(m.received, "1-Nov-2026");
	assert_string_equal(json_string_value(m.body), "Hallo");
	assert_true(hark_imap_is(j, 2, "FETCH"));
	assert_false(hark_imap_is(j, 3, "FETCH"));
	assert_null(hark_imap_str(j, 9));
	json_decref(j);
	m = hark_imap_mail(NULL);
	assert_int_equal(m.uid, -1);
	assert_null(m.body);
	assert_int_equal(hark_imap_number("4294967295"), 4294967295);
	assert_int_equal(hark_imap_number("4294967296"), -1);
	assert_int_equal(hark_imap_number("7x"), -1);
	assert_int_equal(hark_imap_number(""), -1);
	assert_int_equal(hark_imap_number(NULL), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_begin),
		cmocka_unit_test(test_later),
		cmocka_unit_test(test_hash_and_join),
		cmocka_unit_test(test_imap), cmocka_unit_test(test_paths),
		cmocka_unit_test(test_refusals), cmocka_unit_test(test_logins),
		cmocka_unit_test(test_more), cmocka_unit_test(test_posted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
