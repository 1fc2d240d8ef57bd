/* SPDX-License-Identifier: ISC */

/*
 * Who is told when: the steps of `ring', days off and deputies, and which
 * questions a recipient wants.  What can be judged only when all recipients
 * of a client are known.
 */

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/when.h"
#include "config/conf.h"

#define MAX_STEPS 20

static struct conf_recipient *
find(const struct conf_client *c, const char *name)
{
	for (size_t i = 0; i < c->n_recipients; i++)
		if (strcmp(c->recipients[i].name, name) == 0)
			return &c->recipients[i];
	return NULL;
}

static int
no_recipient(const struct conf_client *c, const char *name, const char *what,
    struct err *e)
{
	const char *meant = c->n_recipients == 0 ? NULL : did_you_mean(name,
	    &c->recipients[0].name, c->n_recipients,
	    sizeof(c->recipients[0]));

	return err_set(e, ERR_CONFIG, "%s: the client has no recipient "
	    "\"%.60s\"%s%s%s", what, name, meant != NULL ?
	    "; did you mean \"" : "", meant != NULL ? meant : "",
	    meant != NULL ? "\"?" : "");
}

/* --- people --- */

static int
set_absent(const struct raw_client *raw, const struct draft *d,
    struct conf_recipient *r, struct err *e)
{
	if (d->raw.absent == NULL)
		return 0;
	r->present = hours_new(raw->timezone, e);
	if (r->present == NULL)
		return at(d->absent_at, e);
	for (const char *const *x = d->raw.absent; *x != NULL; x++)
		if (hours_add_exception(r->present, *x, e) == -1) {
			e->code = ERR_CONFIG;
			err_prefix(e, "absent");
			return at(d->absent_at, e);
		}
	return 0;
}

static int
set_outside(const struct draft *d, struct conf_recipient *r, struct err *e)
{
	static const char *const names[] = { "urgent", "private", "vip",
		"long" };
	const char *const *x = d->raw.outside;

	for (; x != NULL && *x != NULL; x++) {
		size_t i = 0;

		while (i < ARRAY_LEN(names) && strcmp(names[i], *x) != 0)
			i++;
		if (i == ARRAY_LEN(names)) {
			err_set(e, ERR_CONFIG, "outside-hours: \"%.60s\" is "
			    "unknown; write urgent, private, vip or long", *x);
			return at(d->outside_at, e);
		}
		r->outside |= 1u << i;
	}
	return 0;
}

static int
set_deputy(const struct conf_client *c, const struct draft *d,
    struct conf_recipient *r, struct err *e)
{
	if (d->raw.deputy == NULL)
		return 0;
	r->deputy = find(c, d->raw.deputy);
	if (r->deputy == NULL) {
		no_recipient(c, d->raw.deputy, "deputy", e);
		return at(d->deputy_at, e);
	}
	return 0;
}

/* A chain of deputies ends somewhere. */
static int
check_circle(const struct conf_client *c, const struct draft *d,
    const struct conf_recipient *r, struct err *e)
{
	const struct conf_recipient *to = r->deputy;
	size_t n = 0;

	while (to != NULL && to != r && n++ <= c->n_recipients)
		to = to->deputy;
	if (to != r || r->deputy == NULL)
		return 0;
	if (r->deputy == r)
		err_set(e, ERR_CONFIG, "deputy: \"%s\" cannot stand in for "
		    "itself; name somebody else", r->name);
	else
		err_set(e, ERR_CONFIG, "deputy: \"%s\" stands in for \"%s\", "
		    "and in the end \"%s\" for \"%s\" again; one of them has "
		    "to do without a deputy", r->deputy->name, r->name,
		    r->name, r->deputy->name);
	return at(d->deputy_at, e);
}

static int
check_networks(const struct conf_client *c, const struct draft *d,
    struct err *e)
{
	const char *const *want = d->raw.networks;

	for (; want != NULL && *want != NULL; want++) {
		const char *meant;
		size_t i = 0;

		while (i < c->n_accounts &&
		    strcmp(c->accounts[i].plugin_name, *want) != 0)
			i++;
		if (i < c->n_accounts)
			continue;
		meant = c->n_accounts == 0 ? NULL : did_you_mean(*want,
		    &c->accounts[0].plugin_name, c->n_accounts,
		    sizeof(c->accounts[0]));
		err_set(e, ERR_CONFIG, "networks: the client has no account of "
		    "\"%.60s\"%s%s%s", *want, meant != NULL ?
		    "; did you mean \"" : "", meant != NULL ? meant : "",
		    meant != NULL ? "\"?" : "");
		return at(d->networks_at, e);
	}
	return 0;
}

static int
check_languages(const struct draft *d, struct err *e)
{
	const char *const *l = d->raw.languages;

	for (; l != NULL && *l != NULL; l++) {
		size_t n = strspn(*l, "abcdefghijklmnopqrstuvwxyz");

		if (n >= 2 && n <= 3 && (*l)[n] == '\0')
			continue;
		err_set(e, ERR_CONFIG, "languages: \"%.40s\" is no language; "
		    "write its two letters, for example \"de\" or \"fr\"", *l);
		return at(d->languages_at, e);
	}
	return 0;
}

int
ring_people(struct reader *rd, const struct raw_client *raw, struct err *e)
{
	struct conf_client *c = &rd->client;

	for (size_t i = 0; i < c->n_recipients; i++) {
		const struct draft *d = &rd->drafts[i];
		struct conf_recipient *r = &c->recipients[i];

		if (set_absent(raw, d, r, e) == -1 ||
		    set_outside(d, r, e) == -1 ||
		    set_deputy(c, d, r, e) == -1 ||
		    check_networks(c, d, e) == -1 ||
		    check_languages(d, e) == -1)
			return -1;
	}
	for (size_t i = 0; i < c->n_recipients; i++)
		if (check_circle(c, &rd->drafts[i], &c->recipients[i],
		    e) == -1)
			return -1;
	return 0;
}

/* --- steps --- */

static int
by_time(const void *a, const void *b)
{
	const struct conf_step *x = a, *y = b;

	if (x->after_ms != y->after_ms)
		return x->after_ms < y->after_ms ? -1 : 1;
	/* As they stand among the recipients: the same on every start. */
	return x->to < y->to ? -1 : x->to > y->to;
}

/* "30m team" */
static int
take_step(struct conf_client *c, char *text, struct err *e)
{
	struct conf_step *s = &c->steps[c->n_steps];
	AUTO(free_p) char *whole = xstrdup(text);
	char *after, *name, *rest = text;

	after = strsep(&rest, " \t");
	while (rest != NULL && (*rest == ' ' || *rest == '\t'))
		rest++;
	name = rest != NULL ? strsep(&rest, " \t") : NULL;
	while (rest != NULL && (*rest == ' ' || *rest == '\t'))
		rest++;
	if (name == NULL || *name == '\0' || (rest != NULL && *rest != '\0'))
		return err_set(e, ERR_CONFIG, "ring: \"%.60s\" is no step; "
		    "write a time and a recipient, for example \"30m team\"",
		    whole);
	if (!span_parse(after, &s->after_ms) || s->after_ms < 0 ||
	    s->after_ms > 30 * WHEN_DAY)
		return err_set(e, ERR_CONFIG, "ring: \"%.60s\" is not a time "
		    "up to 30d; write for example \"30m %.60s\"", after, name);
	s->to = find(c, name);
	if (s->to == NULL)
		return no_recipient(c, name, "ring", e);
	for (size_t i = 0; i < c->n_steps; i++)
		if (c->steps[i].to == s->to &&
		    c->steps[i].after_ms == s->after_ms)
			return err_set(e, ERR_CONFIG, "ring: \"%s %s\" stands "
			    "there twice; drop one", after, name);
	c->n_steps++;
	return 0;
}

/* Nobody is in the dark about who will never hear anything. */
static void
warn_unused(const struct conf_client *c)
{
	for (size_t i = 0; i < c->n_recipients; i++) {
		const struct conf_recipient *r = &c->recipients[i];
		bool used = false;

		for (size_t k = 0; k < c->n_steps; k++)
			used |= c->steps[k].to == r;
		for (size_t k = 0; k < c->n_recipients; k++)
			used |= c->recipients[k].deputy == r;
		if (!used)
			log_warn("%s:%d: recipient \"%s\" is in no step of "
			    "ring and nobody's deputy: it is told only of "
			    "what is assigned to it", r->file, r->line,
			    r->name);
	}
}

int
ring_steps(struct reader *rd, const struct raw_client *raw,
    const struct section *s, struct err *e)
{
	struct conf_client *c = &rd->client;
	const char *const *item = raw->ring;
	char *copy, *one;

	if (item == NULL)
		return 0;
	for (size_t i = 0; i < c->n_recipients; i++)
		if (c->recipients[i].delay_ms >= 0) {
			err_set(e, ERR_CONFIG, "delay: the client's ring says "
			    "when \"%s\" is told; drop one of them",
			    c->recipients[i].name);
			return at(rd->drafts[i].delay_at, e);
		}
	c->steps = arena_alloc(rd->a, MAX_STEPS * sizeof(*c->steps));
	for (; *item != NULL; item++) {
		/* "30m team, 2h chef" is a list, too. */
		copy = arena_strdup(rd->a, *item);
		while ((one = strsep(&copy, ",")) != NULL) {
			while (*one == ' ' || *one == '\t')
				one++;
			if (c->n_steps == MAX_STEPS) {
				err_set(e, ERR_CONFIG, "ring: at most %d "
				    "steps", MAX_STEPS);
				return at(section_place(s, "ring"), e);
			}
			if (take_step(c, one, e) == -1)
				return at(section_place(s, "ring"), e);
		}
	}
	qsort(c->steps, c->n_steps, sizeof(*c->steps), by_time);
	warn_unused(c);
	return 0;
}
