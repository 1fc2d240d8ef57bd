/* SPDX-License-Identifier: ISC */

/*
 * What a configuration allows, and whoever wrote it will hardly have meant:
 * questions of which nobody is told, hours that never come.  Warnings, at the
 * start and at each reload.
 */

#include <string.h>

#include "base/log.h"
#include "base/loop.h"
#include "base/when.h"
#include "config/conf.h"

#define DAYS	366			/* looked ahead */

static bool
has(char *const *list, const char *s)
{
	if (list == NULL)
		return true;
	for (; *list != NULL; list++)
		if (strcmp(*list, s) == 0)
			return true;
	return false;
}

/* Has he a part in ringing at all? */
static bool
rings_at(const struct conf_client *c, const struct conf_recipient *r)
{
	for (size_t i = 0; i < c->n_steps; i++)
		if (c->steps[i].to == r)
			return true;
	return c->n_steps == 0;
}

/* Is somebody told of whatever is asked there? */
static bool
is_heard(const struct conf_client *c, const struct conf_account *a)
{
	for (size_t i = 0; i < c->n_recipients; i++) {
		const struct conf_recipient *r = &c->recipients[i];

		if (rings_at(c, r) && r->languages == NULL &&
		    r->words == NULL && has(r->accounts, a->name) &&
		    has(r->networks, a->plugin_name))
			return true;
	}
	return false;
}

/* What nobody wants rings nowhere: somebody should hear of the rest. */
static void
warn_unwanted(const struct conf_client *c)
{
	size_t heard = 0;

	for (size_t i = 0; i < c->n_accounts; i++)
		heard += is_heard(c, &c->accounts[i]);
	if (heard == 0 && c->n_accounts > 0)
		log_warn("%s:%d: client \"%s\": every recipient wants only "
		    "some questions (accounts, networks, languages, words); "
		    "nobody is told of the others", c->recipients[0].file,
		    c->recipients[0].line, c->name);
	for (size_t i = 0; heard > 0 && i < c->n_accounts; i++)
		if (!is_heard(c, &c->accounts[i]))
			log_warn("%s:%d: no recipient wants all questions of "
			    "account \"%s\" (accounts, networks, languages, "
			    "words); nobody is told of the others",
			    c->accounts[i].file, c->accounts[i].line,
			    c->accounts[i].name);
}

static bool
never_opens(const struct hours *h, int64_t now)
{
	return h != NULL && !hours_is_open(h, now) &&
	    hours_next_open(h, now) >= now + 365 * WHEN_DAY;
}

/* The digest comes on days on which the business and he open. */
static bool
never_meet(const struct conf_client *c, const struct conf_recipient *r,
    int64_t now)
{
	for (int d = 0; d < DAYS; d++) {
		int64_t noon = hours_at(c->hours, now, d, 12 * 60);
		int64_t opens = hours_opens_on(c->hours, noon);

		if (opens != 0 && hours_opens_on(r->hours, opens) != 0)
			return false;
	}
	return true;
}

static void
warn_never_open(const struct conf_client *c)
{
	int64_t now = loop_now();

	if (never_opens(c->hours, now)) {
		log_warn("%s:%d: client \"%s\" does not open within a year: "
		    "nothing rings, and no digest comes", c->file, c->line,
		    c->name);
		return;
	}
	for (size_t i = 0; i < c->n_recipients; i++) {
		const struct conf_recipient *r = &c->recipients[i];

		if (r->hours == NULL || r->hours == c->hours)
			continue;
		if (never_opens(r->hours, now))
			log_warn("%s:%d: recipient \"%s\" has no open hour "
			    "within a year: no mail goes there", r->file,
			    r->line, r->name);
		else if (r->digest && never_meet(c, r, now))
			log_warn("%s:%d: recipient \"%s\" is never there on a "
			    "day on which the business opens: no digest comes",
			    r->file, r->line, r->name);
	}
}

void
unheard_warn(const struct conf_client *c)
{
	if (c->n_recipients == 0) {
		log_warn("%s:%d: client \"%s\" has no recipient: nobody is "
		    "told", c->file, c->line, c->name);
		return;
	}
	warn_unwanted(c);
	warn_never_open(c);
}
