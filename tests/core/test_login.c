/* SPDX-License-Identifier: ISC */

/*
 * Tokens: had before the first request, renewed once for everybody, kept over
 * a restart, and never asked for in a hurry.
 */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#undef fail			/* hark.h has a member of that name */

#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/secret.h"
#include "base/when.h"
#include "fake/fake.h"
#include "hark.h"
#include "poll/poll.h"
#include "store/ingest.h"

#define T0	INT64_C(1764000000000)

/* --- a network with sessions ------------------------------------------------ */

struct config_ {
	const char *base, *user, *password;
};

struct state_ {
	enum hark_op op;
	bool fresh;
};

static void
ask_login(struct hark_task *t, bool again)
{
	const struct config_ *cf = t->config;

	if (again)
		hark_request(t, .method = "POST",
		    .url = hark_format(t, "%s/refresh", cf->base),
		    .headers = (const char *const[]){
			"Authorization: Bearer {refresh}", NULL });
	else
		hark_request(t, .url = hark_format(t, "%s/login", cf->base),
		    .type = "application/json", .body =
		    "{\"who\":\"{user}\",\"password\":\"{password}\"}");
}

static void
s_step(struct hark_task *t, const struct hark_event *ev)
{
	const struct config_ *cf = t->config;
	struct state_ *st = t->state;
	int status = ev->response.status;

	if (ev->type == HARK_START) {
		st->op = ev->start.op;
		st->fresh = ev->start.argument == NULL;
		if (st->op == HARK_LOGIN)
			ask_login(t, !st->fresh);
		else if (st->op == HARK_REPLY)
			hark_request(t, .url = hark_format(t, "%s/reply",
			    cf->base), .body = ev->start.text);
		else
			hark_request(t, .url = hark_format(t, "%s/%s?x=%s",
			    cf->base, ev->start.feed->name,
			    hark_kept(t, "x") != NULL ? "kept" : "new"));
		return;
	}
	if (st->op == HARK_LOGIN && status != 200 && !st->fresh) {
		st->fresh = true;
		ask_login(t, false);
	} else if (status == 400 || status == 401)
		hark_fail(t, HARK_E_AUTH, "refused: %d", status);
	else if (status != 200)
		hark_fail(t, HARK_E_PROTOCOL, "status %d", status);
	else if (st->op == HARK_LOGIN) {
		hark_token(t, "access", "/deep/0/refresh", 0);
		hark_done(t);
	} else if (st->op == HARK_REPLY) {
		hark_posted(t, .id = "9", .author = "us", .text = "sent",
		    .kind = HARK_OWN, .visibility = HARK_PUBLIC);
		hark_done(t);
	} else {
		hark_self(t, "us", "@us", NULL);
		hark_keep(t, "x", "1");
		hark_cursor(t, "c");
		hark_done(t);
	}
}

static const struct hark_option s_options[] = {
	HARK_OPT_URL("server", struct config_, base, .help = "base",
	    .flags = HARK_REQUIRED | HARK_REALM),
	HARK_OPT_STRING("user", struct config_, user, .help = "user"),
	HARK_OPT_STRING("password", struct config_, password, .help = "word",
	    .flags = HARK_SECRET),
	{ .name = NULL }
};
static const struct hark_feed s_feeds[] = {
	{ .name = "one", .help = "posts", .interval = WHEN_MINUTE },
	{ .name = "two", .help = "posts", .interval = WHEN_MINUTE },
	{ .name = "three", .help = "posts", .interval = WHEN_MINUTE },
	{ .name = NULL }
};
static const char *const s_reads[] = { "x", NULL };
static const char *const s_auth[] = { "Authorization: Bearer {token}", NULL };

static const struct hark_plugin sessions = {
	.abi = HARK_ABI, .size = sizeof(struct hark_plugin), .name = "sessions",
	.version = "1", .ops = HARK_CAN(HARK_POLL) | HARK_CAN(HARK_REPLY) |
	    HARK_CAN(HARK_LOGIN),
	.feeds = s_feeds, .options = s_options, .auth = s_auth,
	.reads = s_reads, .config_size = sizeof(struct config_),
	.state_size = sizeof(struct state_), .interval = 10, .burst = 1000,
	.step = s_step,
};

/* The same, but the plugin only describes it. */
#define STANDS	.token = "access", .refresh = "deep/0/refresh"

static const struct hark_login s_logins[] = {
	{ .when = "refresh", .next = true, .url = "{server}/refresh", STANDS,
	  .auth = (const char *const[]){ "Authorization: Bearer {refresh}",
	  "?from={user}", NULL } },
	{ .when = "password", .url = "{server}/login", STANDS,
	  .body = "{\"who\":\"{user}\",\"password\":\"{password}\"}" },
	{ .url = NULL }
};

static struct hark_plugin described;
static const struct hark_plugin *speaks = &sessions;

static int
describe(void **state)
{
	(void)state;
	described = sessions;
	described.logins = s_logins;
	speaks = &described;
	return 0;
}

static int
describe_not(void **state)
{
	(void)state;
	speaks = &sessions;
	return 0;
}

/* --- the house --------------------------------------------------------------- */

struct house {
	struct config_ options;
	struct conf_account account;
	char *origins[2];
	struct conf_client conf;
	struct config config;
	struct client client;
	struct classifier *ear;
	struct poll *poll;
	struct {
		const char *option;
		char *credential;
		struct secret *value;
	} secret;
	char dir[64];

	int valid;			/* the token that is good now */
	int refresh;			/* the refresh token that is good now */
	int status;			/* of a bad token: 401 or 400 */
	int login_status;		/* not 0: of every login */
	bool lies;			/* no token is good */
	bool hang;			/* logins are not answered */
	int64_t life;			/* of tokens, s; 0: they do not say */
	int logins, refreshes, posts;
	char body[200], auth[100], answer[400];
};

#define S(s)	((char *)(uintptr_t)(s))

static const char *
base64url(const char *s, char *out)
{
	static const char d[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789-_";
	unsigned bits = 0, n = 0;
	char *o = out;

	for (; *s != '\0'; s++) {
		bits = bits << 8 | (unsigned char)*s;
		for (n += 8; n >= 6; n -= 6)
			*o++ = d[bits >> (n - 6) & 63];
	}
	if (n > 0)
		*o++ = d[bits << (6 - n) & 63];
	*o = '\0';
	return out;
}

static void
issue(struct house *h)
{
	char claim[100], coded[200];

	h->valid++;
	h->refresh++;
	snprintf(claim, sizeof(claim), "{\"sub\":\"?>\",\"exp\":%lld}",
	    (long long)(loop_now() / 1000 + h->life));
	snprintf(h->answer, sizeof(h->answer), "{\"access\":\"A%d%s%s%s\","
	    "\"deep\":[{\"refresh\":\"R%d\"}]}", h->valid,
	    h->life != 0 ? "." : "", h->life != 0 ? base64url(claim, coded) :
	    "", h->life != 0 ? ".sig" : "", h->refresh);
}

static bool
play(void *arg, const struct http_request *q, struct http_response *r)
{
	struct house *h = arg;
	char want[32];
	bool login = strstr(q->url, "/login") != NULL;
	bool again = strstr(q->url, "/refresh") != NULL;

	h->auth[0] = '\0';
	for (size_t i = 0; q->headers != NULL && q->headers[i] != NULL; i++)
		if (strncmp(q->headers[i], "Authorization: ", 15) == 0)
			snprintf(h->auth, sizeof(h->auth), "%s",
			    q->headers[i] + 15);
	r->type = "application/json";
	r->url = q->url;
	r->headers = "";
	r->retry_after_ms = -1;
	r->body = "{}";
	r->status = 200;
	h->logins += login;
	h->refreshes += again;
	if (login)
		snprintf(h->body, sizeof(h->body), "%s", q->body);
	snprintf(want, sizeof(want), "Bearer R%d", h->refresh);
	if ((login || again) && h->login_status != 0)
		r->status = h->login_status;
	else if (again && strcmp(h->auth, want) != 0)
		r->status = 400;
	else if (login || again) {
		issue(h);
		r->body = h->answer;
	}
	r->len = strlen(r->body);
	if (login || again)
		return !h->hang;
	snprintf(want, sizeof(want), "Bearer A%d", h->valid);
	if (h->lies || strncmp(h->auth, want, strlen(want)) != 0)
		r->status = h->status;
	else if (strstr(q->url, "/reply") != NULL)
		h->posts++;
	return true;
}

static void
quiet(enum log_level level, const char *line)
{
	(void)level, (void)line;
}

static void
start(struct house *h)
{
	struct err e = { 0 };

	h->client.store = store_open(&(struct store_opts){ .client = "shop",
	    .classifier = h->ear, .lang = "en" }, &e);
	assert_non_null(h->client.store);
	h->poll = poll_new(&h->config, &h->client, 1, NULL, 7);
	fake_settle();
}

static void
stop(struct house *h)
{
	store_close(h->client.store);
	poll_free(h->poll);
	fake_http_forget();
}

static struct house *
house_new(void)
{
	struct house *h = xcalloc(1, sizeof(*h));
	struct conf_account *a = &h->account;
	struct err e = { 0 };

	log_set_sink(quiet);
	fake_clock(T0);
	fake_http(play, h);
	h->status = 401;
	snprintf(h->dir, sizeof(h->dir), "/tmp/hark-login-XXXXXX");
	assert_non_null(mkdtemp(h->dir));
	h->config.state_dir = h->dir;
	h->options = (struct config_){ .base = "https://one.example",
		.user = "ann\"\\", .password = "app" };
	h->origins[0] = S(h->options.base);
	h->secret.option = "password";
	h->secret.credential = S("app");
	h->secret.value = secret_new("s3cr\"et", 7);
	a->name = S("one");
	a->plugin = speaks;
	a->plugin_name = S("sessions");
	a->options = &h->options;
	a->realm = h->origins[0];
	a->origins = h->origins;
	a->secrets = (void *)&h->secret;
	a->n_secrets = 1;
	h->conf.name = S("shop");
	h->conf.lang = S("en");
	h->conf.accounts = a;
	h->conf.n_accounts = 1;
	h->client.conf = &h->conf;
	h->ear = classify_load(NULL, &e);
	assert_non_null(h->ear);
	return h;
}

static void
house_free(struct house *h)
{
	AUTO(free_p) char *rm = xasprintf("rm -r %s", h->dir);

	stop(h);
	assert_int_equal(system(rm), 0);
	classify_free(h->ear);
	secret_free(h->secret.value);
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

/* --- tests -------------------------------------------------------------------- */

static void
test_before_the_first_request(void **state)
{
	struct house *h = house_new();

	(void)state;
	start(h);
	fake_advance(10 * WHEN_SECOND);
	assert_int_equal(health(h).state, ACCOUNT_OK);
	/* Three feeds, one login; its body is JSON whatever is in it. */
	assert_int_equal(h->logins, 1);
	assert_int_equal(h->refreshes, 0);
	assert_string_equal(h->body,
	    "{\"who\":\"ann\\\"\\\\\",\"password\":\"s3cr\\\"et\"}");
	assert_string_equal(fake_http_line(0), "POST https://one.example/login");
	assert_string_equal(h->auth, "Bearer A1");
	house_free(h);
}

static void
test_waiting_together(void **state)
{
	struct house *h = house_new();

	(void)state;
	h->hang = true;
	start(h);
	fake_advance(10 * WHEN_SECOND);
	assert_int_equal(fake_http_count(), 1);
	h->hang = false;
	fake_http_answer(&(struct http_response){ .status = 200,
		.type = "application/json", .url = "https://one.example/login",
		.body = h->answer, .len = strlen(h->answer), .headers = "",
		.retry_after_ms = -1 });
	fake_advance(10 * WHEN_SECOND);
	assert_int_equal(fake_http_count(), 4);
	assert_int_equal(health(h).state, ACCOUNT_OK);
	house_free(h);
}

/* Refused with 401, or with something only the plugin understands. */
static void
renewal(int status)
{
	struct house *h = house_new();
	size_t before;

	h->status = status;
	start(h);
	fake_advance(20 * WHEN_MINUTE);
	before = fake_http_count();
	h->valid++;
	fake_advance(2 * WHEN_MINUTE);
	assert_int_equal(health(h).failures, 0);
	assert_int_equal(health(h).state, ACCOUNT_OK);
	assert_int_equal(h->logins, 1);
	assert_int_equal(h->refreshes, 1);
	/* Some went out in vain, each at most once. */
	assert_true(fake_http_count() - before <= 3 + 1 + 3 * 3);
	house_free(h);
}

static void
test_renewed_on_401(void **state)
{
	(void)state;
	renewal(401);
}

static void
test_renewed_on_the_plugins_word(void **state)
{
	(void)state;
	renewal(400);
}

static void
test_refresh_is_dead(void **state)
{
	struct house *h = house_new();

	(void)state;
	start(h);
	fake_advance(20 * WHEN_MINUTE);
	h->valid++;
	h->refresh += 5;
	fake_advance(2 * WHEN_MINUTE);
	assert_int_equal(health(h).state, ACCOUNT_OK);
	assert_int_equal(h->refreshes, 1);
	assert_int_equal(h->logins, 2);
	house_free(h);
}

static void
test_ahead_of_time(void **state)
{
	struct house *h = house_new();

	(void)state;
	h->life = 7200;
	h->status = 500;		/* as good as fatal, if it is tried */
	start(h);
	fake_advance(100 * WHEN_MINUTE);
	assert_int_equal(h->refreshes, 0);
	fake_advance(10 * WHEN_MINUTE);
	assert_int_equal(h->refreshes, 1);
	assert_int_equal(health(h).failures, 0);
	/* Where that fails, the old one is used to its end. */
	h->login_status = 503;
	fake_advance(115 * WHEN_MINUTE);
	assert_int_equal(health(h).failures, 0);
	fake_advance(20 * WHEN_MINUTE);
	assert_true(health(h).failures > 0);
	h->login_status = 0;
	fake_advance(65 * WHEN_MINUTE);
	assert_int_equal(health(h).failures, 0);
	house_free(h);
}

static void
test_no_storms(void **state)
{
	struct house *h = house_new();

	(void)state;
	h->login_status = 401;
	start(h);
	fake_advance(5 * WHEN_MINUTE);
	assert_int_equal(health(h).state, ACCOUNT_AUTH);
	assert_true(h->logins >= 1 && h->logins <= 6);
	for (int i = 0; i < 50; i++) {
		poll_now(h->poll, NULL, NULL);
		fake_advance(WHEN_SECOND);
	}
	assert_true(h->logins <= 7);
	fake_advance(WHEN_DAY);
	assert_true(h->logins <= 60);
	h->login_status = 0;
	fake_advance(2 * WHEN_HOUR);
	assert_int_equal(health(h).state, ACCOUNT_OK);
	house_free(h);
}

static void
test_no_storms_of_good_ones(void **state)
{
	struct house *h = house_new();

	(void)state;
	h->lies = true;
	start(h);
	fake_advance(5 * WHEN_MINUTE);
	assert_true(h->logins + h->refreshes <= 6);
	assert_int_equal(health(h).state, ACCOUNT_AUTH);
	fake_advance(WHEN_DAY);
	assert_true(h->logins + h->refreshes <= 70);
	h->lies = false;
	fake_advance(2 * WHEN_HOUR);
	assert_int_equal(health(h).state, ACCOUNT_OK);
	house_free(h);
}

static void
test_kept_over_a_restart(void **state)
{
	struct house *h = house_new();
	AUTO(free_p) char *find = xasprintf("test $(find %s/tokens -type f "
	    "-perm 600 -name 'shop-*' | wc -l) = 2", h->dir);

	(void)state;
	start(h);
	fake_advance(10 * WHEN_SECOND);
	assert_int_equal(system(find), 0);
	stop(h);
	start(h);
	fake_advance(10 * WHEN_SECOND);
	assert_int_equal(health(h).state, ACCOUNT_OK);
	assert_int_equal(h->logins + h->refreshes, 1);
	/* Too old by now: the other one helps. */
	stop(h);
	h->valid++;
	start(h);
	fake_advance(10 * WHEN_SECOND);
	assert_int_equal(health(h).state, ACCOUNT_OK);
	assert_int_equal(h->logins, 1);
	assert_int_equal(h->refreshes, 1);
	/* Somebody else's are not used. */
	stop(h);
	h->options.user = "bob";
	start(h);
	fake_advance(10 * WHEN_SECOND);
	assert_int_equal(h->logins, 2);
	house_free(h);
}

static void
on_replied(void *arg, const struct err *e, const struct hark_post *p)
{
	int *code = arg;

	assert_true((e->code == ERR_OK) == (p != NULL));
	*code = e->code;
}

static int
reply(struct house *h)
{
	const struct hark_post parent = { .id = "1",
		.visibility = HARK_PUBLIC };
	int code = -1;

	poll_reply(h->poll, &(struct poll_reply){ .client = "shop",
	    .account = "one", .parent = &parent, .text = "At nine.",
	    .key = "k", .visibility = HARK_PUBLIC }, on_replied, &code);
	fake_advance(WHEN_SECOND);
	return code;
}

/* How many files of tokens there are, and that this is so. */
static void
files(const struct house *h, int n, const char *more)
{
	AUTO(free_p) char *test = xasprintf("cd %s/tokens && test $(ls | wc "
	    "-l) = %d%s%s", h->dir, n, more != NULL ? " && " : "",
	    more != NULL ? more : "");

	assert_int_equal(system(test), 0);
}

/*
 * harkd may die after the first of two files: then the one that renews is new,
 * the other old, and that is enough.  What an older harkd left is taken over.
 */
static void
test_killed_between(void **state)
{
	struct house *h = house_new();

	(void)state;
	start(h);
	fake_advance(10 * WHEN_SECOND);
	files(h, 2, "cp *.access ../old");
	/* A renewal, and the state before its second file. */
	h->valid++;
	fake_advance(WHEN_HOUR);
	assert_int_equal(h->refreshes, 1);
	stop(h);
	files(h, 2, "cp ../old *.access && touch $(ls *.access).new && chmod "
	    "600 *.new");
	start(h);
	fake_advance(10 * WHEN_SECOND);
	assert_int_equal(health(h).state, ACCOUNT_OK);
	assert_int_equal(h->logins, 1);
	assert_int_equal(h->refreshes, 2);
	/* One name for whatever consent, as it was. */
	stop(h);
	files(h, 2, "for f in *; do mv $f ${f%-*}.${f##*.}; done");
	files(h, 2, "! ls shop-*-* 2>/dev/null");
	start(h);
	fake_advance(10 * WHEN_SECOND);
	assert_int_equal(h->logins + h->refreshes, 3);
	files(h, 2, "test -f shop-*-*.refresh");
	house_free(h);
}

/* A new consent does not meet the old one's tokens, which go when it works. */
static void
test_another_consent(void **state)
{
	struct house *h = house_new();
	struct secret *was = h->secret.value;

	(void)state;
	start(h);
	fake_advance(10 * WHEN_SECOND);
	stop(h);
	/* It does not work: what came of the first one is still there. */
	h->secret.value = secret_new("other", 5);
	h->login_status = 401;
	start(h);
	fake_advance(10 * WHEN_SECOND);
	assert_int_equal(h->refreshes, 0);
	assert_true(h->logins > 1);
	stop(h);
	files(h, 2, NULL);
	secret_free(h->secret.value);
	h->secret.value = was;
	h->login_status = 0;
	h->logins = 0;
	start(h);
	fake_advance(10 * WHEN_SECOND);
	assert_int_equal(health(h).state, ACCOUNT_OK);
	assert_int_equal(h->logins + h->refreshes, 0);
	stop(h);
	files(h, 2, "cp *.refresh ../first");
	secret_free(h->secret.value);
	h->secret.value = secret_new("third", 5);
	start(h);
	fake_advance(10 * WHEN_SECOND);
	assert_int_equal(health(h).state, ACCOUNT_OK);
	assert_int_equal(h->logins, 1);
	files(h, 2, "! cmp -s *.refresh ../first");
	house_free(h);
}

/* What the disk does not take is used, and written when it does. */
static void
test_disk_full(void **state)
{
	struct house *h = house_new();
	AUTO(free_p) char *hide = NULL, *show = NULL;

	(void)state;
	start(h);
	hide = xasprintf("mv %s/tokens %s/elsewhere", h->dir, h->dir);
	show = xasprintf("mv %s/elsewhere %s/tokens", h->dir, h->dir);
	fake_advance(10 * WHEN_SECOND);
	files(h, 2, NULL);
	assert_int_equal(system(hide), 0);
	h->valid++;
	fake_advance(WHEN_HOUR);
	assert_int_equal(h->refreshes, 1);
	assert_int_equal(health(h).state, ACCOUNT_OK);
	assert_int_equal(system(show), 0);
	fake_advance(2 * WHEN_MINUTE);
	stop(h);
	start(h);
	fake_advance(10 * WHEN_SECOND);
	assert_int_equal(health(h).state, ACCOUNT_OK);
	assert_int_equal(h->logins + h->refreshes, 2);
	house_free(h);
}

static void
test_replies_go_out_once(void **state)
{
	static const int status[] = { 401, 400 };
	struct house *h = house_new();

	(void)state;
	start(h);
	for (size_t i = 0; i < ARRAY_LEN(status); i++) {
		h->status = status[i];
		fake_advance(20 * WHEN_MINUTE);
		h->valid++;
		h->posts = 0;
		assert_int_equal(reply(h), ERR_OK);
		assert_int_equal(h->posts, 1);
	}
	fake_advance(20 * WHEN_MINUTE);
	h->valid++;
	h->login_status = 401;
	assert_int_equal(reply(h), ERR_CONFIG);
	assert_int_equal(h->posts, 1);
	house_free(h);
}

static void
test_stop_while_waiting(void **state)
{
	struct house *h = house_new();

	(void)state;
	h->hang = true;
	start(h);
	fake_advance(5 * WHEN_SECOND);
	poll_stop(h->poll, NULL, NULL);
	fake_advance(WHEN_SECOND);
	house_free(h);
}

static void
test_garbage_is_no_token(void **state)
{
	static const char *const bad[] = { "", "null", "{\"access\":7}", "[]",
		"{\"access\":\"\"}", "{\"access\":\"x", "{}" };
	struct house *h = house_new();

	(void)state;
	h->hang = true;
	start(h);
	fake_advance(5 * WHEN_SECOND);
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		fake_http_answer(&(struct http_response){ .status = 200,
			.type = "application/json", .headers = "",
			.url = "https://one.example/login", .body = bad[i],
			.len = strlen(bad[i]), .retry_after_ms = -1 });
		fake_advance(31 * WHEN_MINUTE);
		assert_true(health(h).failures > 0);
	}
	house_free(h);
}

#define DESCRIBED(f)							\
	{ .name = #f ", described", .test_func = f,			\
	  .setup_func = describe, .teardown_func = describe_not }

int
main(void)
{
	const struct CMUnitTest tests[] = {
		DESCRIBED(test_before_the_first_request),
		DESCRIBED(test_renewed_on_401),
		DESCRIBED(test_refresh_is_dead),
		DESCRIBED(test_kept_over_a_restart),
		cmocka_unit_test(test_before_the_first_request),
		cmocka_unit_test(test_waiting_together),
		cmocka_unit_test(test_renewed_on_401),
		cmocka_unit_test(test_renewed_on_the_plugins_word),
		cmocka_unit_test(test_refresh_is_dead),
		cmocka_unit_test(test_ahead_of_time),
		cmocka_unit_test(test_no_storms),
		cmocka_unit_test(test_no_storms_of_good_ones),
		cmocka_unit_test(test_kept_over_a_restart),
		cmocka_unit_test(test_killed_between),
		cmocka_unit_test(test_another_consent),
		cmocka_unit_test(test_disk_full),
		cmocka_unit_test(test_replies_go_out_once),
		cmocka_unit_test(test_stop_while_waiting),
		cmocka_unit_test(test_garbage_is_no_token),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
