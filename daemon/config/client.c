/* SPDX-License-Identifier: ISC */

/* A client: its hours, its thresholds, how long things are kept. */

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/when.h"
#include "config/conf.h"

int
check_language(const char *s, struct err *e)
{
	if (strcmp(s, "de") == 0 || strcmp(s, "en") == 0)
		return 0;
	return err_set(e, ERR_CONFIG, "language: \"%.40s\" is not spoken here; "
	    "write \"de\" or \"en\"", s);
}

/* Names of databases and in commands: hark ack, mail headers, paths. */
int
check_name(const char *s, struct err *e)
{
	size_t n = s != NULL ? strspn(s, "abcdefghijklmnopqrstuvwxyz"
	    "0123456789-") : 0;

	if (n == 0 || s[n] != '\0' || n > 60 || s[0] == '-')
		return err_set(e, ERR_CONFIG, "\"%.60s\" cannot be a name; use "
		    "small letters a-z, digits and -, for example \"laden-1\"",
		    s != NULL ? s : "");
	return 0;
}

static int
number(const char *s, float *ret, struct err *e)
{
	const char *p = s;
	float scale = 1, v = 0;

	/* No strtof(): a locale must not decide what a dot is. */
	for (; *p >= '0' && *p <= '9' && v < 100; p++)
		v = v * 10 + (float)(*p - '0');
	if (*p == '.')
		for (p++; *p >= '0' && *p <= '9'; p++)
			v += (float)(*p - '0') * (scale /= 10);
	if (p == s || *p != '\0' || v <= 0 || v > 1)
		return err_set(e, ERR_CONFIG, "\"%.40s\" is not a number "
		    "between 0 and 1; write for example 0.7", s);
	*ret = v;
	return 0;
}

int
ear_done(struct reader *rd, const struct section *s, struct err *e)
{
	struct raw_ear raw = { 0 };
	struct classify_limits *l, *limits = rd->limits;
	size_t n = rd->client.n_limits;

	if (section_bind(rd, s, 0, conf_count(s->table), 0, &raw, e) == -1)
		return -1;
	if (strcmp(s->title, "de") != 0 && strcmp(s->title, "en") != 0 &&
	    strcmp(s->title, "xx") != 0) {
		err_set(e, ERR_CONFIG, "ear \"%.40s\": there are ears for "
		    "\"de\", \"en\", and \"xx\" (all other languages)",
		    s->title);
		return at(s->at, e);
	}
	for (size_t i = 0; i < n; i++)
		if (strcmp(limits[i].lang, s->title) == 0) {
			err_set(e, ERR_CONFIG, "ear \"%s\" is there already",
			    s->title);
			return at(s->at, e);
		}
	l = &limits[n];
	*l = (struct classify_limits){ 0 };
	memcpy(l->lang, s->title, 3);
	if (number(raw.ring, &l->ring, e) == -1) {
		err_prefix(e, "ring");
		return at(section_place(s, "ring"), e);
	}
	if (number(raw.digest, &l->digest, e) == -1) {
		err_prefix(e, "digest");
		return at(section_place(s, "digest"), e);
	}
	if (l->digest > l->ring) {
		err_set(e, ERR_CONFIG, "digest = %s is stricter than ring = "
		    "%s; what rings is surer than what is only listed",
		    raw.digest, raw.ring);
		return at(section_place(s, "digest"), e);
	}
	rd->client.n_limits++;
	return 0;
}

int
keep_done(struct reader *rd, const struct section *s, struct err *e)
{
	struct raw_keep raw = { 0 };
	struct conf_client *c = &rd->client;

	if (rd->keep_at.line != 0) {
		err_set(e, ERR_CONFIG, "a second section keep; the first is in "
		    "line %d", rd->keep_at.line);
		return at(s->at, e);
	}
	if (section_bind(rd, s, 0, conf_count(s->table), 0, &raw, e) == -1)
		return -1;
	rd->keep_at = s->at;
	c->keep_other_ms = raw.other;
	c->keep_baseline_ms = raw.baseline;
	c->keep_question_ms = raw.question;
	c->keep_person_ms = raw.person;
	c->keep_audit_ms = raw.audit;
	return 0;
}

static int
default_keep(struct reader *rd, struct err *e)
{
	static const struct value none[8];
	struct section s = { .type = "keep", .table = conf_keep_options,
		.values = none };

	return rd->keep_at.line != 0 ? 0 : keep_done(rd, &s, e);
}

int
hours_build(const struct raw_client *raw, const char *const *spans,
    const struct calendar *calendar,
    struct place zone_at, struct place hours_at, struct place closed_at,
    struct place holidays_at, struct hours **ret, struct err *e)
{
	struct hours *h = hours_new(raw->timezone, e);
	struct place p = zone_at;
	const char *what = "timezone";

	if (h == NULL)
		goto bad;
	p = hours_at;
	what = NULL;
	for (; spans != NULL && *spans != NULL; spans++)
		if (hours_add_spans(h, *spans, e) == -1)
			goto bad;
	p = closed_at;
	what = "closed";
	for (const char *const *x = raw->closed; x != NULL && *x != NULL; x++)
		if (hours_add_exception(h, *x, e) == -1)
			goto bad;
	p = holidays_at;
	what = "holidays";
	if (hours_set_holidays(h, raw->holidays, e) == -1)
		goto bad;
	if (calendar != NULL)
		hours_set_closed(h, calendar->days, calendar->n,
		    calendar->names, calendar->n_names);
	*ret = h;
	return 0;
bad:
	hours_free(h);
	e->code = ERR_CONFIG;
	if (what != NULL)
		err_prefix(e, "%s", what);
	return at(p, e);
}

static int
check_title(struct reader *rd, const struct section *s, struct err *e)
{
	const struct config *cf = rd->cf;

	if (check_name(s->title, e) == -1) {
		err_prefix(e, "client");
		return at(s->at, e);
	}
	for (size_t i = 0; i < cf->n_clients; i++)
		if (strcmp(cf->clients[i].name, s->title) == 0) {
			err_set(e, ERR_CONFIG, "client \"%s\" is there "
			    "already, in %s:%d; a client is one section",
			    s->title, cf->clients[i].file, cf->clients[i].line);
			return at(s->at, e);
		}
	return 0;
}

static int
check_customers(const struct section *s, const struct raw_client *raw,
    struct err *e)
{
	const char *list = raw->customers, *program = raw->customer_lookup;

	if (list != NULL && (list[0] != '/' || access(list, R_OK) == -1)) {
		err_set(e, ERR_CONFIG, "customers: \"%.120s\" cannot be read; "
		    "write the absolute path of a CSV or vCard file", list);
		return at(section_place(s, "customers"), e);
	}
	if (program != NULL && (program[0] != '/' ||
	    access(program, X_OK) == -1)) {
		err_set(e, ERR_CONFIG, "customer-lookup: \"%.120s\" cannot be "
		    "run; write the absolute path of a program", program);
		return at(section_place(s, "customer-lookup"), e);
	}
	return 0;
}

static int
read_calendars(struct reader *rd, const struct section *s,
    const struct raw_client *raw, struct err *e)
{
	struct calendar *c = &rd->calendar;
	size_t n = 0;

	calendar_clear(c);
	while (raw->calendars != NULL && raw->calendars[n] != NULL)
		n++;
	if (n > 0)
		rd->client.calendars = arena_alloc(rd->a, (n + 1) *
		    sizeof(*rd->client.calendars));
	for (size_t i = 0; i < n; i++) {
		const char *path = raw->calendars[i];
		size_t days = c->n, events = c->events, timed = c->timed;

		if (path[0] != '/') {
			err_set(e, ERR_CONFIG, "calendars: \"%.120s\" cannot "
			    "be read; write the absolute path of an iCalendar "
			    "file (.ics)", path);
			return at(section_place(s, "calendars"), e);
		}
		if (calendar_read(c, path, e) == -1) {
			err_prefix(e, "calendars");
			return at(section_place(s, "calendars"), e);
		}
		timed = c->timed - timed;
		rd->client.calendars[i] = arena_printf(rd->a,
		    "%s: %zu entries, %zu closed days%s%s", path,
		    c->events - events, c->n - days, timed == 0 ? "" :
		    "; left out, since they have a time of day: ", timed == 0 ?
		    "" : arena_printf(rd->a, "%zu", timed));
	}
	return 0;
}

/* "30 in 5m", or "no". */
static int
read_flood(struct conf_client *c, const char *text, struct err *e)
{
	char *end;
	long n = strtol(text, &end, 10);

	if (strcmp(text, "no") == 0 || strcmp(text, "0") == 0)
		return 0;
	if (text[0] < '0' || text[0] > '9' || n < 2 || n > 10000 ||
	    strncmp(end, " in ", 4) != 0 ||
	    !span_parse(end + 4, &c->flood_ms) ||
	    c->flood_ms < WHEN_MINUTE || c->flood_ms > WHEN_DAY)
		return err_set(e, ERR_CONFIG, "flood: \"%.60s\" is not "
		    "understood; write for example \"30 in 5m\" (2 to 10000 "
		    "comments, 1m to 1d), or \"no\"", text);
	c->flood_n = n;
	return 0;
}

/* Its inner sections are done already. */
int
client_done(struct reader *rd, const struct section *s, struct err *e)
{
	struct conf_client *c = &rd->client;
	struct config *cf = rd->cf;
	struct raw_client raw = { 0 };

	if (check_title(rd, s, e) == -1 ||
	    section_bind(rd, s, 0, conf_count(s->table), 0, &raw, e) == -1)
		return -1;
	if (check_language(raw.language, e) == -1)
		return at(section_place(s, "language"), e);
	if (default_keep(rd, e) == -1)
		return -1;
	c->name = arena_strdup(rd->a, s->title);
	c->file = s->at.file;
	c->line = s->at.line;
	c->lang = (char *)(uintptr_t)raw.language;
	c->zone = (char *)(uintptr_t)raw.timezone;
	c->due_ms = raw.due;
	c->collect_ms = raw.collect;
	c->bundle_ms = raw.bundle;
	c->remind_ms = raw.remind;
	c->group_ms = raw.group;
	c->before_closing_ms = raw.before_closing;
	c->wave = (int)raw.wave;
	c->answered_note = raw.answered_note;
	c->private_ = (enum conf_private)raw.private_;
	c->warn_broadcast = (enum conf_warn)raw.warn_broadcast;
	if (read_flood(c, raw.flood, e) == -1)
		return at(section_place(s, "flood"), e);
	if (check_customers(s, &raw, e) == -1)
		return -1;
	c->customers = (char *)(uintptr_t)raw.customers;
	c->customer_lookup = (char *)(uintptr_t)raw.customer_lookup;
	c->dormant_lists = raw.dormant_lists;
	c->automatic = (char **)(uintptr_t)raw.automatic;
	c->urgent_words = (char **)(uintptr_t)raw.urgent_words;
	c->limits = arena_alloc(rd->a, (c->n_limits + 1) * sizeof(*c->limits));
	memcpy(c->limits, rd->limits, c->n_limits * sizeof(*c->limits));
	if (accounts_finish(rd, e) == -1 ||
	    read_calendars(rd, s, &raw, e) == -1 ||
	    hours_build(&raw, raw.hours, &rd->calendar,
	    section_place(s, "timezone"), section_place(s, "hours"),
	    section_place(s, "closed"), section_place(s, "holidays"),
	    &c->hours, e) == -1)
		return -1;
	if (recipients_finish(rd, &raw, e) == -1 ||
	    ring_steps(rd, &raw, s, e) == -1) {
		for (size_t i = 0; i < c->n_recipients; i++)
			recipient_clear(c, &c->recipients[i]);
		c->n_recipients = 0;
		hours_free(c->hours);
		c->hours = NULL;
		return -1;
	}
	if (cf->n_clients == rd->max_clients) {
		rd->max_clients = rd->max_clients * 3 / 2 + 4;
		cf->clients = xreallocarray(cf->clients, rd->max_clients,
		    sizeof(*cf->clients));
	}
	cf->clients[cf->n_clients++] = *c;
	*c = (struct conf_client){ 0 };
	rd->n_drafts = 0;
	rd->keep_at = (struct place){ 0 };
	return 0;
}
