/* SPDX-License-Identifier: ISC */

/*
 * The configuration as it was understood, for harkd -t: what an administrator
 * checks before starting.  Credentials appear by name, never by value.
 */

#include <stdlib.h>
#include <string.h>

#include "base/amount.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/when.h"
#include "config/conf.h"
#include "config/customers.h"

#define DAYS 7

static void
line(struct buf *b, int indent, const char *name, const char *value)
{
	struct buf safe = BUF_INIT;

	if (value == NULL)
		return;
	utf8_safe(&safe, value, true);
	buf_addf(b, "%*s%-*s %s\n", indent, "", 18 - indent, name, safe.data);
	buf_free(&safe);
}

static void
span(struct buf *b, int indent, const char *name, int64_t ms, const char *zero)
{
	char text[32];

	span_format(ms, text);
	line(b, indent, name, ms == 0 && zero != NULL ? zero : text);
}

static void
list(struct buf *b, int indent, const char *name, char *const *items)
{
	struct buf all = BUF_INIT;

	for (size_t i = 0; items != NULL && items[i] != NULL; i++)
		buf_addf(&all, "%s%s", i > 0 ? ", " : "", items[i]);
	if (all.len > 0)
		line(b, indent, name, all.data);
	buf_free(&all);
}

static void
credential(struct buf *b, int indent, const char *name, const char *which,
    const struct secret *value)
{
	AUTO(free_p) char *text = xasprintf("******** (credential \"%s\"%s)",
	    which, value != NULL ? "" : ", not read");

	if (which != NULL)
		line(b, indent, name, text);
}

/* --- hours ---------------------------------------------------------------- */

static bool
same_date(const struct hours *h, int64_t t, const char *date)
{
	char other[64];

	hours_format(h, t, "en", "date", other, sizeof(other));
	return strcmp(other, date) == 0;
}

/* Midnight before t; clocks differ from UTC by quarters of an hour. */
static int64_t
day_begins(const struct hours *h, int64_t t, const char *date)
{
	static const int64_t steps[] = { WHEN_HOUR, WHEN_HOUR / 4 };

	for (size_t i = 0; i < ARRAY_LEN(steps); i++)
		for (int n = 0; n < 26 && same_date(h, t - steps[i], date); n++)
			t -= steps[i];
	return t - t % steps[1];
}

/*
 * "Mo 12.05.  07:00-18:00", a line for each of the next days; of a recipient,
 * or NULL.
 */
static void
print_hours(struct buf *b, int indent, const struct hours *h,
    const struct conf_recipient *r, int64_t now)
{
	bool absences = r != NULL && r->present != NULL;

	if (!absences && hours_closes_at(h, now) - now > DAYS * WHEN_DAY) {
		line(b, indent, "hours", "always");
		return;
	}
	for (int d = 0; d < DAYS; d++) {
		char date[64], day[64], from[64], to[64];
		int64_t t = now + d * WHEN_DAY, at, stop, back;
		int64_t end = hours_at(h, t, 1, 0);
		const char *instead;
		struct buf spans = BUF_INIT;
		const char *why = hours_why_closed(h, t, "en");

		hours_format(h, t, "en", "date", date, sizeof(date));
		hours_format(h, t, "en", "full", day, sizeof(day));
		at = hours_next_open(h, day_begins(h, t, date));
		for (; same_date(h, at, date); at = hours_next_open(h, stop)) {
			stop = hours_closes_at(h, at);
			if (stop <= at)
				break;
			/* Around the clock, day by day. */
			if (stop - at > WHEN_DAY)
				stop = end;
			instead = print_absent(r, at);
			if (instead != NULL) {
				buf_addf(&spans, "%sabsent: to %s",
				    spans.len > 0 ? ", " : "", instead);
				/* He may be back for the end of it. */
				back = hours_next_open(r->present, at);
				if (back >= stop)
					continue;
				stop = back;
				continue;
			}
			if (absences && hours_closes_at(r->present, at) < stop)
				stop = hours_closes_at(r->present, at);
			hours_format(h, at, "en", "time", from, sizeof(from));
			hours_format(h, stop, "en", "time", to, sizeof(to));
			if (stop == end)
				memcpy(to, "24:00", sizeof("24:00"));
			buf_addf(&spans, "%s%s-%s", spans.len > 0 ? ", " : "",
			    from, to);
		}
		if (strcspn(day, ":") > 3)	/* without the time */
			day[strcspn(day, ":") - 3] = '\0';
		buf_addf(b, "%*s%-*s %-14s %s%s%s%s\n", indent, "",
		    18 - indent, d == 0 ? "hours" : "", day,
		    spans.len > 0 ? spans.data : "closed",
		    why != NULL ? " (" : "", why != NULL ? why : "",
		    why != NULL ? ")" : "");
		buf_free(&spans);
	}
}

/* --- parts ---------------------------------------------------------------- */

/* Of data files the names alone. */
static void
files(struct buf *b, int indent, const char *name, char *const *values)
{
	struct buf names = BUF_INIT;

	for (; values != NULL && *values != NULL; values++)
		buf_addf(&names, "%s%.*s", names.len > 0 ? ", " : "",
		    (int)strcspn(*values, "\n"), *values);
	line(b, indent, name, names.len > 0 ? names.data : NULL);
	buf_free(&names);
}

static void
print_option(struct buf *b, const struct hark_option *o, const void *base)
{
	const void *f = (const char *)base + o->offset;

	switch (o->type) {
	case HARK_BOOL:
		line(b, 4, o->name, *(const bool *)f ? "yes" : "no");
		break;
	case HARK_INT: {
		AUTO(free_p) char *text = xasprintf("%lld",
		    (long long)*(const int64_t *)f);

		line(b, 4, o->name, text);
		break;
	}
	case HARK_MSEC:
		span(b, 4, o->name, *(const int64_t *)f, NULL);
		break;
	case HARK_AMOUNT: {
		char text[32];

		amount_format(*(const int64_t *)f, text);
		line(b, 4, o->name, text);
		break;
	}
	case HARK_STRING:
	case HARK_URL:
		line(b, 4, o->name, *(const char *const *)f);
		break;
	case HARK_ENUM:
		line(b, 4, o->name, o->choices[*(const int *)f]);
		break;
	case HARK_LIST:
		list(b, 4, o->name, *(char *const *const *)f);
		break;
	case HARK_FILES:
		files(b, 4, o->name, *(char *const *const *)f);
		break;
	default:
		break;
	}
}

static void
print_account(struct buf *b, const struct conf_account *a)
{
	const struct hark_option *o;

	buf_addf(b, "  %s \"%s\"%s\n", a->plugin_name, a->name,
	    a->plugin == NULL ? ": PLUGIN MISSING, kept and silent" : "");
	if (a->plugin == NULL)
		return;
	for (o = a->plugin->options; o != NULL && o->name != NULL; o++)
		if (!(o->flags & HARK_SECRET))
			print_option(b, o, a->options);
	for (size_t i = 0; i < a->n_secrets; i++)
		credential(b, 4, a->secrets[i].option,
		    a->secrets[i].credential, a->secrets[i].value);
	list(b, 4, "staff", a->staff);
	if (a->interval_ms != 0)
		span(b, 4, "interval", a->interval_ms, NULL);
	if (a->keep_other_ms != 0)
		span(b, 4, "keep-other", a->keep_other_ms, NULL);
	if (a->keep_baseline_ms != 0)
		span(b, 4, "keep-baseline", a->keep_baseline_ms, NULL);
	if (a->keep_question_ms != 0)
		span(b, 4, "keep-question", a->keep_question_ms, NULL);
	if (a->allow_http)
		line(b, 4, "allow-http", "yes");
	if (a->allow_private)
		line(b, 4, "allow-private", "yes");
}

static void
print_recipient(struct buf *b, const struct conf_client *c,
    const struct conf_recipient *r, int64_t now)
{
	static const char *const channels[] = { "mail", "webhook", "exec" };

	buf_addf(b, "  recipient \"%s\"\n", r->name);
	line(b, 4, channels[r->channel], r->address);
	credential(b, 4, "token", r->credential, r->token);
	line(b, 4, "language", r->lang);
	print_ringing(b, c, r);
	if (r->perhaps)
		line(b, 4, "perhaps", "yes");
	if (r->reports != 0)
		line(b, 4, "report", r->reports == REPORT_WEEKLY ? "weekly" :
		    r->reports == REPORT_MONTHLY ? "monthly" :
		    "weekly, monthly");
	list(b, 4, "accounts", r->accounts);
	if (!r->digest) {
		line(b, 4, "digest", "no");
	} else {
		AUTO(free_p) char *when = r->digest_at < 0 ?
		    xstrdup("half an hour after opening") :
		    xasprintf("%02d:%02d", r->digest_at / 60,
		    r->digest_at % 60);
		AUTO(free_p) char *text = xasprintf("%s, %d min of work", when,
		    r->digest_minutes);

		line(b, 4, "digest", text);
	}
	if (r->hours != c->hours || r->present != NULL)
		print_hours(b, 4, r->hours, r, now);
	else
		line(b, 4, "hours", "as the client");
}

static void
print_commands(struct buf *b, const struct conf_commands *c)
{
	if (c->server == NULL)
		return;
	buf_adds(b, "  commands\n");
	line(b, 4, "server", c->server);
	line(b, 4, "user", c->user);
	credential(b, 4, "password", c->credential, c->password);
	line(b, 4, "folder", c->folder);
	line(b, 4, "address", c->address);
	line(b, 4, "authserv-id", c->authserv_id);
	list(b, 4, "senders", c->senders);
}

/* The list as it is read now: harkd reads it again when it changes. */
static void
print_customers(struct buf *b, const char *path)
{
	AUTO(free_p) char *text = NULL;
	struct customers *list;
	struct err e = { 0 };

	if (path == NULL)
		return;
	list = customers_read(path, &e);
	if (list == NULL)
		text = xasprintf("NOT READ: %s", e.text);
	else if (list->useless == 0)
		text = xasprintf("%s: %zu people", path, list->people);
	else
		text = xasprintf("%s: %zu people, %zu of them without a handle, "
		    "address or profile", path, list->people, list->useless);
	line(b, 2, "customers", text);
	customers_free(list);
}

static void
print_client(struct buf *b, const struct conf_client *c, int64_t now)
{
	static const char *const private_[] = { "link", "name", "excerpt" };
	static const char *const warn[] = { "digest", "now", "no" };

	buf_addf(b, "\nclient \"%s\" (%s:%d)\n", c->name, c->file, c->line);
	line(b, 2, "language", c->lang);
	line(b, 2, "timezone", c->zone);
	print_hours(b, 2, c->hours, NULL, now);
	for (char **s = c->calendars; s != NULL && *s != NULL; s++)
		line(b, 2, "calendar", *s);
	span(b, 2, "due", c->due_ms, "one business day");
	span(b, 2, "collect", c->collect_ms, NULL);
	span(b, 2, "bundle", c->bundle_ms, "no");
	print_steps(b, c);
	span(b, 2, "remind", c->remind_ms, "never");
	list(b, 2, "urgent-words", c->urgent_words);
	span(b, 2, "group", c->group_ms, NULL);
	span(b, 2, "before-closing", c->before_closing_ms, "no mail");
	if (c->wave > 0) {
		AUTO(free_p) char *text = xasprintf("%d complaints in 2h",
		    c->wave);

		line(b, 2, "wave", text);
	}
	if (c->flood_n > 0) {
		AUTO(free_p) char *text = NULL;
		char in[32];

		span_format(c->flood_ms, in);
		text = xasprintf("%lld comments in %s",
		    (long long)c->flood_n, in);
		line(b, 2, "flood", text);
	}
	line(b, 2, "answered-note", c->answered_note ? "yes" : "no");
	line(b, 2, "private", private_[c->private_]);
	line(b, 2, "warn-broadcast", warn[c->warn_broadcast]);
	list(b, 2, "automatic", c->automatic);
	print_customers(b, c->customers);
	line(b, 2, "customer-lookup", c->customer_lookup);
	line(b, 2, "dormant-lists", c->dormant_lists ? "yes" : "no");
	for (size_t i = 0; i < c->n_limits; i++)
		buf_addf(b, "  ear \"%s\"         ring %.2f, digest %.2f\n",
		    c->limits[i].lang, (double)c->limits[i].ring,
		    (double)c->limits[i].digest);
	buf_adds(b, "  keep\n");
	span(b, 4, "other", c->keep_other_ms, NULL);
	span(b, 4, "baseline", c->keep_baseline_ms, NULL);
	span(b, 4, "question", c->keep_question_ms, NULL);
	span(b, 4, "person", c->keep_person_ms, NULL);
	span(b, 4, "audit", c->keep_audit_ms, NULL);
	print_commands(b, &c->commands);
	for (size_t i = 0; i < c->n_recipients; i++)
		print_recipient(b, c, &c->recipients[i], now);
	if (c->n_recipients == 0)
		buf_adds(b, "  no recipient: NOBODY IS TOLD\n");
	for (size_t i = 0; i < c->n_accounts; i++)
		print_account(b, &c->accounts[i]);
	if (c->n_accounts == 0)
		buf_adds(b, "  no account\n");
}

static void
print_plugins(struct buf *b, const struct config *cf)
{
	size_t n = plugin_count(cf->plugins);

	buf_adds(b, "\nplugins\n");
	for (size_t i = 0; i < n; i++) {
		const struct hark_plugin *pl = plugin_at(cf->plugins, i);

		buf_addf(b, "  %-16s version %s, ABI %u.%u\n", pl->name,
		    pl->version, pl->abi >> 16, pl->abi & 0xffff);
	}
	if (n == 0)
		buf_adds(b, "  none\n");
}

char *
config_print(const struct config *cf, int64_t now)
{
	static const char *const tls[] = { "required", "if-offered", "never" };
	static const char *const levels[] = { "quiet", "info", "debug" };
	const struct whole *w = (const struct whole *)cf;
	struct buf b = BUF_INIT;

	line(&b, 0, "file", cf->file);
	line(&b, 0, "plugin-dir", cf->plugin_dir);
	line(&b, 0, "state-dir", cf->state_dir);
	line(&b, 0, "socket", cf->socket);
	line(&b, 0, "socket-group", cf->socket_group);
	line(&b, 0, "credential-dir", cf->credential_dir);
	line(&b, 0, "model", cf->model != NULL ? cf->model :
	    "rules (built in)");
	line(&b, 0, "ca-file", cf->ca_file);
	line(&b, 0, "user-agent", cf->user_agent);
	line(&b, 0, "heartbeat-url", cf->heartbeat_url);
	list(&b, 0, "admin", cf->admin);
	line(&b, 0, "log", levels[cf->log]);
	if (cf->mail.server != NULL) {
		buf_adds(&b, "\nmail\n");
		line(&b, 2, "server", cf->mail.server);
		line(&b, 2, "hello", cf->mail.hello);
		line(&b, 2, "tls", tls[cf->mail.tls]);
		line(&b, 2, "user", cf->mail.user);
		credential(&b, 2, "password", w->password, cf->mail.password);
		line(&b, 2, "from", cf->mail.from);
		line(&b, 2, "from-name", cf->mail.from_name);
	}
	print_plugins(&b, cf);
	for (size_t i = 0; i < cf->n_clients; i++)
		print_client(&b, &cf->clients[i], now);
	return buf_detach(&b);
}
