/* SPDX-License-Identifier: ISC */

/*
 * Streams of the poller, with the imap plugin against a mailbox played by the
 * test and a clock set by hand.
 */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/when.h"
#include "config/option.h"
#include "fake/fake.h"
#include "poll/account.h"
#include "store/questions.h"

#define T0	INT64_C(1764000000000)

extern const struct hark_plugin hark_plugin_imap;

/* The server: mails by their UID, from 1 on. */
struct box {
	struct { char text[800]; bool sent; } mail[20];
	int n;
	int validity;
	bool deny, refuse_idle, no_route, drop;
	const char *token;		/* only this one is let in */
	int logins, idles;
	struct stream *idle;		/* waits for news in the inbox */
	struct line {			/* those who ever came */
		struct stream *s;
		char idle_tag[16];
		bool sent;		/* which box is open */
	} lines[512];
	struct buf log;
};

struct house {
	struct box box;
	struct arena *arena;
	struct conf_account account;
	char *origins[3];
	struct conf_client conf;
	struct config config;
	struct client client;
	struct classifier *ear;
	struct poll *poll;
	struct poll_hooks hooks;
	struct {
		const char *option;
		char *credential;
		struct secret *value;
	} secret;
	int tokens;			/* given by the token server */
	char token_body[200];
};

static void
quiet(enum log_level level, const char *line)
{
	(void)level, (void)line;
}

/* --- the server ----------------------------------------------------------- */

static struct line *
line_of(struct box *b, struct stream *s)
{
	struct line *l = b->lines;

	while (l->s != s && l->s != NULL)
		assert_true(++l < b->lines + ARRAY_LEN(b->lines));
	l->s = s;
	return l;
}

static void
fetch(struct box *b, struct stream *s, const char *set)
{
	char line[1200];

	for (const char *p = set; *p >= '0' && *p <= '9'; p++) {
		int uid = (int)strtol(p, (char **)(uintptr_t)&p, 10);

		if (uid > 0 && uid <= b->n && b->mail[uid - 1].sent ==
		    line_of(b, s)->sent) {
			snprintf(line, sizeof(line), "* %d FETCH (UID %d "
			    "BODY[]<0> {%zu}\r\n%s)\r\n", uid, uid,
			    strlen(b->mail[uid - 1].text),
			    b->mail[uid - 1].text);
			fake_stream_say(s, line);
		}
		if (*p != ',')
			break;
	}
}

static void
command(struct box *b, struct stream *s, const char *line)
{
	struct line *l = line_of(b, s);
	char tag[16] = "", out[200];
	const char *words = strchr(line, ' ');
	size_t n = strcspn(line, " ");

	buf_addf(&b->log, "%s\n", line);
	if (strcmp(line, "DONE") == 0) {
		snprintf(out, sizeof(out), "%s OK done\r\n", l->idle_tag);
		if (!l->sent)
			b->idle = NULL;
		fake_stream_say(s, out);
		return;
	}
	snprintf(tag, sizeof(tag), "%.*s", (int)n, line);
	words = words != NULL ? words + 1 : "";
	if (strncmp(words, "LIST", 4) == 0) {
		fake_stream_say(s, "* LIST (\\Sent) \"/\" Sent\r\n");
	} else if (strncmp(words, "EXAMINE", 7) == 0) {
		l->sent = strstr(words, "Sent") != NULL;
		snprintf(out, sizeof(out), "* OK [UIDVALIDITY %d] v\r\n* OK "
		    "[UIDNEXT %d] n\r\n", b->validity, b->n + 1);
		fake_stream_say(s, out);
	} else if (strncmp(words, "UID SEARCH", 10) == 0) {
		fake_stream_say(s, "* SEARCH");
		for (int i = 0; i < b->n; i++)
			if (b->mail[i].sent == l->sent) {
				snprintf(out, sizeof(out), " %d", i + 1);
				fake_stream_say(s, out);
			}
		fake_stream_say(s, "\r\n");
	} else if (strncmp(words, "UID FETCH ", 10) == 0) {
		if (b->drop) {
			fake_stream_end(s, ERR_OK, NULL);
			return;
		}
		fetch(b, s, words + 10);
	} else if (strcmp(words, "IDLE") == 0) {
		if (b->refuse_idle) {
			snprintf(out, sizeof(out), "%s BAD what?\r\n", tag);
			fake_stream_say(s, out);
			return;
		}
		if (!l->sent) {
			b->idles++;
			b->idle = s;
		}
		snprintf(l->idle_tag, sizeof(l->idle_tag), "%s", tag);
		fake_stream_say(s, "+ idling\r\n");
		return;
	}
	snprintf(out, sizeof(out), "%s OK done\r\n", tag);
	fake_stream_say(s, out);
}

static void
play(void *arg, struct stream *s, const struct stream_server *v,
    const char *said)
{
	struct house *h = arg;
	struct box *b = &h->box;
	AUTO(free_p) char *copy = xstrdup(said);
	char *line, *save = NULL;

	if (*said == '\0') {
		*line_of(b, s) = (struct line){ .s = s };
		b->logins++;
		if (b->no_route)
			fake_stream_end(s, ERR_NET, "no route");
		else if (b->deny || (b->token != NULL && (v->token == NULL ||
		    strcmp(secret_reveal(v->token, NULL), b->token) != 0)))
			fake_stream_end(s, ERR_PERMISSION, "refused");
		else if (v->password != NULL)
			assert_string_equal(secret_reveal(v->password, NULL),
			    "open sesame");
		assert_string_equal(v->user, "laden@shop.example");
		return;
	}
	for (line = strtok_r(copy, "\r\n", &save); line != NULL;
	    line = strtok_r(NULL, "\r\n", &save))
		command(b, s, line);
}

static bool
give_token(void *arg, const struct http_request *q, struct http_response *r)
{
	struct house *h = arg;

	assert_string_equal(q->url, "https://login.example/token");
	assert_non_null(strstr(q->body, "client_secret=open%20sesame"));
	snprintf(h->token_body, sizeof(h->token_body),
	    "{\"access_token\":\"t-%d\",\"expires_in\":3600}", ++h->tokens);
	r->type = "application/json";
	r->url = q->url;
	r->headers = "";
	r->status = 200;
	r->retry_after_ms = -1;
	r->body = h->token_body;
	r->len = strlen(r->body);
	return true;
}

static void
put(struct house *h, bool sent, const char *from, const char *to,
    const char *text)
{
	struct box *b = &h->box;
	char date[32], out[64];

	when_format(loop_now(), date);
	snprintf(b->mail[b->n].text, sizeof(b->mail[0].text), "From: %s\r\n"
	    "To: %s\r\nMessage-ID: <%d@x.example>\r\nDate: %s\r\n\r\n%s\r\n",
	    from, to, b->n, date, text);
	b->mail[b->n++].sent = sent;
	if (b->idle != NULL && !sent) {
		snprintf(out, sizeof(out), "* %d EXISTS\r\n", b->n);
		fake_stream_say(b->idle, out);
	}
}

/* --- the house ------------------------------------------------------------ */

static void
option(struct house *h, void *base, const char *name, const char *value)
{
	struct err e;

	for (const struct hark_option *o = hark_plugin_imap.options;
	    o->name != NULL; o++)
		if (strcmp(o->name, name) == 0)
			assert_int_equal(option_set(o, &value, 1, 0, base,
			    h->arena, &e), 0);
}

static struct house *
house_new(bool by_token)
{
	struct house *h = xcalloc(1, sizeof(*h));
	struct conf_account *a = &h->account;
	struct err e = { 0 };

	log_set_sink(quiet);
	fake_clock(T0);
	fake_stream(play, h);
	fake_http(give_token, h);
	h->arena = arena_new();
	h->box.validity = 7;
	h->box.token = by_token ? "t-1" : NULL;
	h->box.log = (struct buf)BUF_INIT;
	a->options = arena_alloc(h->arena, hark_plugin_imap.config_size);
	for (const struct hark_option *o = hark_plugin_imap.options;
	    o->name != NULL; o++)
		option_set_default(o, a->options, h->arena, &e);
	option(h, a->options, "server", "imaps://imap.example");
	option(h, a->options, "user", "laden@shop.example");
	if (by_token) {
		option(h, a->options, "token-url",
		    "https://login.example/token");
		option(h, a->options, "client-id", "shop");
		option(h, a->options, "client-secret", "s");
	} else {
		option(h, a->options, "password", "s");
	}
	h->secret.option = by_token ? "client-secret" : "password";
	h->secret.credential = (char *)(uintptr_t)"s";
	h->secret.value = secret_new("open sesame", 11);
	a->secrets = (void *)&h->secret;
	a->n_secrets = 1;
	h->origins[0] = (char *)(uintptr_t)"imaps://imap.example";
	h->origins[1] = (char *)(uintptr_t)"https://login.example";
	a->name = (char *)(uintptr_t)"post";
	a->plugin = &hark_plugin_imap;
	a->plugin_name = (char *)(uintptr_t)"imap";
	a->realm = h->origins[0];
	a->origins = h->origins;
	h->conf.name = (char *)(uintptr_t)"shop";
	h->conf.lang = (char *)(uintptr_t)"en";
	h->conf.accounts = a;
	h->conf.n_accounts = 1;
	h->client.conf = &h->conf;
	h->ear = classify_load(NULL, &e);
	assert_non_null(h->ear);
	h->client.store = store_open(&(struct store_opts){ .client = "shop",
	    .classifier = h->ear, .lang = "en" }, &e);
	assert_non_null(h->client.store);
	h->hooks.arg = h;
	h->poll = poll_new(&h->config, &h->client, 1, &h->hooks, 7);
	fake_advance(30 * WHEN_SECOND);
	return h;
}

static void
house_free(struct house *h)
{
	store_close(h->client.store);
	poll_free(h->poll);
	assert_int_equal(fake_stream_count(), 0);
	classify_free(h->ear);
	secret_free(h->secret.value);
	buf_free(&h->box.log);
	arena_free(h->arena);
	free(h);
	fake_free();
}

static void
on_list(void *arg, const struct err *e, const struct question *q, size_t n)
{
	size_t *count = arg;

	(void)q;
	assert_int_equal(e->code, ERR_OK);
	*count = n;
}

static size_t
waiting(struct house *h)
{
	size_t n = 99;

	store_list(h->client.store, &(struct question_filter){ .open = true },
	    on_list, &n);
	fake_settle();
	return n;
}

static const struct account_health *
health(struct house *h)
{
	const struct account_health *a;

	assert_int_equal(poll_health(h->poll, &a), 1);
	return a;
}

/* --- what should be ------------------------------------------------------- */

static void
test_mail(void **state)
{
	struct house *h = house_new(false);

	(void)state;
	assert_int_equal(health(h)->state, ACCOUNT_OK);
	h->box.refuse_idle = true;
	put(h, false, "ann@x.example", "laden@shop.example",
	    "When do you open on Sunday?");
	fake_advance(4 * WHEN_MINUTE);
	assert_int_equal(waiting(h), 1);
	put(h, true, "laden@shop.example", "ann@x.example", "At nine.");
	fake_advance(4 * WHEN_MINUTE);
	assert_int_equal(waiting(h), 0);
	assert_null(strstr(h->box.log.data, "SELECT"));
	house_free(h);
}

/* Cut off in the middle: what was read stays read, the rest comes later. */
static void
test_cut(void **state)
{
	struct house *h = house_new(false);

	(void)state;
	put(h, false, "ann@x.example", "laden@shop.example",
	    "When do you open on Sunday?");
	h->box.drop = true;
	fake_advance(20 * WHEN_MINUTE);
	assert_int_equal(waiting(h), 0);
	assert_true(health(h)->failures > 0);
	h->box.drop = false;
	fake_advance(35 * WHEN_MINUTE);
	assert_int_equal(waiting(h), 1);
	assert_int_equal(health(h)->failures, 0);
	house_free(h);
}

static void
test_refused(void **state)
{
	struct house *h = house_new(false);
	int n;

	(void)state;
	h->box.deny = true;
	fake_advance(20 * WHEN_MINUTE);
	assert_int_equal(health(h)->state, ACCOUNT_AUTH);
	/* No account is locked by our knocking. */
	n = h->box.logins;
	fake_advance(WHEN_HOUR);
	assert_true(h->box.logins - n <= 6);
	h->box.deny = false;
	fake_advance(2 * WHEN_HOUR);
	assert_int_equal(health(h)->state, ACCOUNT_OK);
	h->box.no_route = true;
	fake_advance(20 * WHEN_MINUTE);
	assert_true(health(h)->state == ACCOUNT_FAILING ||
	    health(h)->state == ACCOUNT_STALE);
	house_free(h);
}

/* A token is got, and another one when the server does not like it any more. */
static void
test_token(void **state)
{
	struct house *h;

	(void)state;
	h = house_new(true);
	assert_int_equal(health(h)->state, ACCOUNT_OK);
	assert_int_equal(h->tokens, 1);
	h->box.token = "t-2";
	fake_advance(15 * WHEN_MINUTE);
	assert_int_equal(h->tokens, 2);
	assert_int_equal(health(h)->state, ACCOUNT_OK);
	/* Before it ends there is a new one. */
	h->box.token = NULL;
	fake_advance(2 * WHEN_HOUR);
	assert_true(h->tokens > 2);
	assert_int_equal(health(h)->state, ACCOUNT_OK);
	house_free(h);
}

/* All the while there is news the moment it comes, and no place is taken. */
static void
test_idle(void **state)
{
	struct house *h = house_new(false);
	int idles;

	(void)state;
	fake_advance(4 * WHEN_MINUTE);
	assert_non_null(h->box.idle);
	assert_int_equal(fake_stream_patience(), 0);
	assert_int_equal(h->poll->running, 0);
	put(h, false, "ann@x.example", "laden@shop.example",
	    "When do you open on Sunday?");
	fake_advance(WHEN_SECOND);
	assert_int_equal(waiting(h), 1);
	assert_non_null(h->box.idle);
	/* It ends by itself, and begins anew before long. */
	idles = h->box.idles;
	for (int i = 0; i < 12; i++) {
		fake_advance(5 * WHEN_MINUTE);
		assert_int_equal(health(h)->state, ACCOUNT_OK);
		assert_true(loop_now() - health(h)->last_success <
		    15 * WHEN_MINUTE);
	}
	assert_true(h->box.idles >= idles + 4);
	assert_true(h->box.idles <= idles + 8);
	/* What comes in the gap is not lost. */
	put(h, false, "bob@x.example", "laden@shop.example",
	    "Do you have kettles? When?");
	fake_advance(WHEN_MINUTE);
	assert_int_equal(waiting(h), 2);
	house_free(h);
}

/* Asked to look now, it does. */
static void
test_idle_and_now(void **state)
{
	struct house *h = house_new(false);
	int logins;

	(void)state;
	fake_advance(4 * WHEN_MINUTE);
	assert_non_null(h->box.idle);
	logins = h->box.logins;
	/* Not told by the server, which is to blame. */
	h->box.idle = NULL;
	put(h, false, "ann@x.example", "laden@shop.example",
	    "When do you open on Sunday?");
	fake_advance(WHEN_SECOND);
	assert_int_equal(waiting(h), 0);
	poll_now(h->poll, NULL, NULL);
	fake_advance(WHEN_SECOND);
	assert_int_equal(waiting(h), 1);
	assert_int_equal(h->box.logins, logins + 2);
	assert_int_equal(h->poll->running, 0);
	assert_int_equal(h->poll->lingering, 2);
	house_free(h);
}

/* A connection that dies while it waits is opened again. */
static void
test_idle_dies(void **state)
{
	struct house *h = house_new(false);

	(void)state;
	fake_advance(4 * WHEN_MINUTE);
	assert_non_null(h->box.idle);
	fake_stream_end(h->box.idle, ERR_OK, NULL);
	h->box.idle = NULL;
	fake_advance(5 * WHEN_MINUTE);
	assert_non_null(h->box.idle);
	assert_int_equal(health(h)->state, ACCOUNT_OK);
	assert_int_equal(h->poll->running, 0);
	house_free(h);
}

static void
on_stopped(void *arg)
{
	*(bool *)arg = true;
}

/* Whoever waits does not keep harkd from ending, or from being told anew. */
static void
test_idle_and_the_end(void **state)
{
	struct house *h = house_new(false);
	struct conf_client other;
	bool stopped = false;

	(void)state;
	fake_advance(4 * WHEN_MINUTE);
	assert_non_null(h->box.idle);
	other = h->conf;
	h->client.conf = &other;
	poll_reconfigure(h->poll, &h->config, &h->client, 1);
	fake_advance(4 * WHEN_MINUTE);
	assert_int_equal(h->poll->running, 0);
	assert_int_equal(health(h)->state, ACCOUNT_OK);
	poll_stop(h->poll, on_stopped, &stopped);
	fake_settle();
	assert_true(stopped);
	assert_int_equal(fake_stream_count(), 0);
	house_free(h);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_mail),
		cmocka_unit_test(test_cut),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_token),
		cmocka_unit_test(test_idle),
		cmocka_unit_test(test_idle_and_now),
		cmocka_unit_test(test_idle_dies),
		cmocka_unit_test(test_idle_and_the_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
