/* SPDX-License-Identifier: ISC */

/*
 * Whom a client tells.  Recipients inherit language and hours from a client
 * whose closing brace has not been read yet, so they are drafts until then.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "config/conf.h"

/* What mail servers take without extensions; enough to find mistakes. */
int
check_address(const char *s, struct err *e)
{
	const char *host = strrchr(s, '@');
	size_t n = strlen(s);

	for (const char *p = s; *p != '\0'; p++)
		if ((unsigned char)*p > 0x7e)
			return err_set(e, ERR_CONFIG, "\"%.80s\": only plain "
			    "letters can stand in a mail address; write the "
			    "domain as xn--...", s);
	if (host == NULL || host == s || n > 254 || host[1] == '\0' ||
	    host[1] == '.' || host[1] == '-' || s[n - 1] == '.' ||
	    strspn(host + 1, "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-") != strlen(host + 1) ||
	    strstr(host, "..") != NULL ||
	    strcspn(s, " \t<>()[],;:\\\"") != n ||
	    memchr(s, '@', (size_t)(host - s)) != NULL)
		return err_set(e, ERR_CONFIG, "\"%.80s\" is not a mail "
		    "address; write for example \"team@example.org\"", s);
	for (const char *p = s; *p != '\0'; p++)
		if ((unsigned char)*p <= ' ')
			return err_set(e, ERR_CONFIG, "a mail address cannot "
			    "hold blanks");
	return 0;
}

static int
channel_of(struct conf_recipient *r, const struct raw_recipient *raw,
    const struct section *s, struct err *e)
{
	int n = (raw->mail != NULL) + (raw->webhook != NULL) +
	    (raw->exec != NULL);

	if (n != 1) {
		err_set(e, ERR_CONFIG, "recipient \"%s\" has %s; write one of "
		    "mail = \"...\", webhook = \"https://...\" or exec = "
		    "\"/...\"", s->title, n == 0 ? "no way to be told" :
		    "several ways to be told");
		return at(s->at, e);
	}
	if (raw->mail != NULL) {
		r->channel = CHANNEL_MAIL;
		r->address = (char *)(uintptr_t)raw->mail;
		if (check_address(raw->mail, e) == -1) {
			err_prefix(e, "mail");
			return at(section_place(s, "mail"), e);
		}
	} else if (raw->webhook != NULL) {
		r->channel = CHANNEL_WEBHOOK;
		r->address = (char *)(uintptr_t)raw->webhook;
		if (strncmp(r->address, "http", 4) != 0) {
			err_set(e, ERR_CONFIG, "webhook: \"%.80s\" is not for "
			    "the web; write \"https://...\"", r->address);
			return at(section_place(s, "webhook"), e);
		}
	} else {
		r->channel = CHANNEL_EXEC;
		r->address = (char *)(uintptr_t)raw->exec;
		if (raw->exec[0] != '/' || access(raw->exec, X_OK) == -1) {
			err_set(e, ERR_CONFIG, "exec: \"%.80s\" cannot be run; "
			    "write the absolute path of a program", raw->exec);
			return at(section_place(s, "exec"), e);
		}
	}
	if (raw->token != NULL && raw->webhook == NULL) {
		err_set(e, ERR_CONFIG, "token is for a webhook; drop it");
		return at(section_place(s, "token"), e);
	}
	return 0;
}

static int
reports_of(struct conf_recipient *r, const char *const *list, struct err *e)
{
	for (; list != NULL && *list != NULL; list++) {
		if (strcmp(*list, "weekly") == 0)
			r->reports |= REPORT_WEEKLY;
		else if (strcmp(*list, "monthly") == 0)
			r->reports |= REPORT_MONTHLY;
		else if (strcmp(*list, "no") != 0)
			return err_set(e, ERR_CONFIG, "report: \"%.40s\" is "
			    "not known; write \"weekly\", \"monthly\" or "
			    "{\"weekly\", \"monthly\"}", *list);
	}
	return 0;
}

/* "08:30", "yes", "no"; nothing: recipients_finish() decides. */
static int
digest_of(struct conf_recipient *r, const char *s, struct err *e)
{
	int h, m;

	r->digest_at = -1;
	if (s == NULL || strcmp(s, "no") == 0)
		return 0;
	r->digest = true;
	if (strcmp(s, "yes") == 0)
		return 0;
	if (strspn(s, "0123456789") > 2 || strspn(s, "0123456789") == 0 ||
	    strlen(s) - strspn(s, "0123456789") != 3 ||
	    sscanf(s, "%2d:%2d", &h, &m) != 2 || h > 23 || m > 59 ||
	    s[strlen(s) - 2] < '0' || s[strlen(s) - 2] > '5')
		return err_set(e, ERR_CONFIG, "digest: \"%.40s\" is no time of "
		    "day; write \"08:30\", or yes for half an hour after "
		    "opening, or no", s);
	r->digest_at = h * 60 + m;
	return 0;
}

int
recipient_draft(struct reader *rd, const struct section *s, struct err *e)
{
	struct draft d = { .raw = { .delay = -1 } };
	struct conf_recipient *r = &d.r;

	if (check_name(s->title, e) == -1) {
		err_prefix(e, "recipient");
		return at(s->at, e);
	}
	for (size_t i = 0; i < rd->n_drafts; i++)
		if (strcmp(rd->drafts[i].r.name, s->title) == 0) {
			err_set(e, ERR_CONFIG, "recipient \"%s\" is there "
			    "already, in line %d", s->title,
			    rd->drafts[i].r.line);
			return at(s->at, e);
		}
	if (section_bind(rd, s, 0, conf_count(s->table), 0, &d.raw, e) == -1 ||
	    channel_of(r, &d.raw, s, e) == -1)
		return -1;
	if (d.raw.language != NULL && check_language(d.raw.language, e) == -1)
		return at(section_place(s, "language"), e);
	if (reports_of(r, d.raw.report, e) == -1)
		return at(section_place(s, "report"), e);
	r->name = arena_strdup(rd->a, s->title);
	r->lang = (char *)(uintptr_t)d.raw.language;
	r->delay_ms = d.raw.delay;
	if (digest_of(r, d.raw.digest, e) == -1)
		return at(section_place(s, "digest"), e);
	r->digest_minutes = (int)d.raw.digest_minutes;
	r->perhaps = d.raw.perhaps;
	r->accounts = (char **)(uintptr_t)d.raw.accounts;
	r->networks = (char **)(uintptr_t)d.raw.networks;
	r->languages = (char **)(uintptr_t)d.raw.languages;
	r->words = (char **)(uintptr_t)d.raw.words;
	r->absent = (char **)(uintptr_t)d.raw.absent;
	r->max_hour = d.raw.max_hour;
	r->max_day = d.raw.max_day;
	r->long_ms = d.raw.long_;
	r->file = s->at.file;
	r->line = s->at.line;
	d.hours_at = section_place(s, "hours");
	d.accounts_at = section_place(s, "accounts");
	d.networks_at = section_place(s, "networks");
	d.languages_at = section_place(s, "languages");
	d.absent_at = section_place(s, "absent");
	d.deputy_at = section_place(s, "deputy");
	d.outside_at = section_place(s, "outside-hours");
	d.delay_at = section_place(s, "delay");
	rd->drafts = xreallocarray(rd->drafts, rd->n_drafts + 1,
	    sizeof(*rd->drafts));
	rd->drafts[rd->n_drafts++] = d;
	return 0;
}

static int
check_accounts(const struct conf_client *c, const struct draft *d,
    struct err *e)
{
	for (char **want = d->r.accounts; want != NULL && *want != NULL;
	    want++) {
		const char *meant;
		size_t i = 0;

		while (i < c->n_accounts &&
		    strcmp(c->accounts[i].name, *want) != 0)
			i++;
		if (i < c->n_accounts)
			continue;
		meant = c->n_accounts == 0 ? NULL : did_you_mean(*want,
		    &c->accounts[0].name, c->n_accounts,
		    sizeof(c->accounts[0]));
		err_set(e, ERR_CONFIG, "accounts: the client has no account "
		    "\"%.60s\"%s%s%s", *want, meant != NULL ?
		    "; did you mean \"" : "", meant != NULL ? meant : "",
		    meant != NULL ? "\"?" : "");
		return at(d->accounts_at, e);
	}
	return 0;
}

/*
 * Own hours of a recipient: the client's zone, closures and holidays hold for
 * him, too, unless he wants to be told day and night.
 */
static int
hours_of(struct draft *d, const struct raw_client *raw,
    const struct calendar *calendar, struct err *e)
{
	struct raw_client own = *raw;

	for (const char *const *s = d->raw.hours; *s != NULL; s++)
		if (strcmp(*s, "24/7") == 0) {
			own.closed = NULL;
			own.holidays = "none";
			calendar = NULL;
		}
	return hours_build(&own, d->raw.hours, calendar, d->hours_at, d->hours_at,
	    d->hours_at, d->hours_at, &d->r.hours, e);
}

int
recipients_finish(struct reader *rd, const struct raw_client *raw,
    struct err *e)
{
	struct conf_client *c = &rd->client;
	size_t n = rd->n_drafts;
	bool mail = false;

	c->recipients = arena_alloc(rd->a, (n + 1) * sizeof(*c->recipients));
	for (size_t i = 0; i < n; i++) {
		struct draft *d = &rd->drafts[i];
		struct conf_recipient *r = &c->recipients[i];

		if (check_accounts(c, d, e) == -1 ||
		    (d->raw.hours != NULL && hours_of(d, raw,
		    &rd->calendar, e) == -1)) {
			while (i-- > 0)
				recipient_clear(c, &c->recipients[i]);
			return -1;
		}
		if (d->raw.hours == NULL)
			d->r.hours = c->hours;
		if (d->r.lang == NULL)
			d->r.lang = c->lang;
		/* Who reads mail first gets the digest, unless he says no. */
		if (d->r.channel == CHANNEL_MAIL) {
			if (!mail && d->raw.digest == NULL)
				d->r.digest = true;
			mail = true;
		}
		*r = d->r;
		r->credential = (char *)(uintptr_t)d->raw.token;
	}
	c->n_recipients = n;
	return ring_people(rd, raw, e);
}

int
recipients_secrets(struct reader *rd, struct conf_client *c, struct err *e)
{
	for (size_t i = 0; i < c->n_recipients; i++) {
		struct conf_recipient *r = &c->recipients[i];

		if (secret_of(rd, r->credential,
		    (struct place){ r->file, r->line }, "token", &r->token,
		    e) == -1)
			return -1;
	}
	return 0;
}

void
recipient_clear(const struct conf_client *c, struct conf_recipient *r)
{
	if (r->hours != c->hours)
		hours_free(r->hours);
	hours_free(r->present);
	secret_free(r->token);
}
