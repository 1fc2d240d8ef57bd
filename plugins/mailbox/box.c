/* SPDX-License-Identifier: ISC */

/*
 * From one end of a mailbox to the other; see mailbox.h.
 *
 *	EXAMINE, UID SEARCH what is new, UID FETCH some, commit, UID FETCH ...
 *
 * The cursor is "UIDVALIDITY:UID".  When the validity is another, the server
 * counts anew, and the last month is read again: the store knows most of it by
 * the mails' own ids.  A box that was never read is read backwards no further
 * than a thousand mails, and little of each, for that has to be one run.
 *
 * Where a batch is refused its mails are asked for one by one, and one that is
 * refused alone is asked for again for a day before it is passed over.
 *
 * Where the server can IDLE, and the core lets us, the box stays open when all
 * is read, and what comes is read at once.
 */

#include <string.h>

#include "mailbox/mailbox.h"

#define STREAM		0
#define BATCH		20
#define MAX_FIRST	1000		/* mails in the first run, ... */
#define PIECE_FIRST	32768		/* and bytes of each */
#define MAX_RUN		300
#define PIECE_RUN	131072
#define MAX_TAIL	30
#define HOUR		(INT64_C(3600) * 1000)
#define DAY		(24 * HOUR)
#define MONTH		(30 * DAY)

enum step { LIST, EXAMINE, SEARCH, FETCH, IDLE };

static const char *
name_of(const struct mb_box *b)
{
	return b->name != NULL ? b->name : b->raw != NULL ? b->raw : "";
}

/* --- saying --------------------------------------------------------------- */

static void
say(struct hark_task *t, struct mb_box *b, enum step step, const char *what)
{
	char *line;

	b->step = (int)step;
	b->tag = hark_format(t, "h%d", ++b->n_said);
	line = hark_format(t, "%s %s\r\n", b->tag, what);
	hark_send(t, STREAM, line, strlen(line));
}

/* A name as the server wrote it: only quotes are missing. */
static const char *
quoted(struct hark_task *t, const char *raw)
{
	char *out = hark_alloc(t, strlen(raw) * 2 + 3), *o = out;

	*o++ = '"';
	for (; *raw != '\0'; raw++) {
		if (*raw == '"' || *raw == '\\')
			*o++ = '\\';
		*o++ = *raw;
	}
	*o++ = '"';
	return out;
}

static void
examine(struct hark_task *t, struct mb_box *b)
{
	say(t, b, EXAMINE, hark_format(t, "EXAMINE %s", b->name != NULL ?
	    hark_mailbox(t, b->name) : quoted(t, b->raw)));
}

/* "3-Nov-2026", of "2026-11-03T...". */
static const char *
day(struct hark_task *t, int64_t ms)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	const char *d = hark_date(t, ms);
	int m = (d[5] - '0') * 10 + d[6] - '0';

	return hark_format(t, "%.2s-%.3s-%.4s", d + 8, months + (m - 1) * 3, d);
}

static void search(struct hark_task *, struct mb_box *);

static void
once_more(struct hark_task *t, struct mb_box *b)
{
	b->again = false;
	b->n = b->at = b->alone = 0;
	b->validity = b->validity_now;
	b->next_now = 0;
	search(t, b);
}

static void
finish(struct hark_task *t, struct mb_box *b)
{
	if (b->tail || t->start->wait <= 0 || b->ending ||
	    (b->until != 0 && t->now >= b->until)) {
		hark_done(t);
		return;
	}
	/* Somebody wrote while we read. */
	if (b->again) {
		once_more(t, b);
		return;
	}
	if (b->until == 0) {
		b->until = t->now + t->start->wait;
		hark_timer(t, t->start->wait, 0);
	}
	b->news = false;
	/* No server need be asked whether it can: those that cannot say so. */
	say(t, b, IDLE, "IDLE");
}

/* Something came, or the time is over: the server answers DONE. */
static void
wake(struct hark_task *t, struct mb_box *b)
{
	if (b->step == IDLE && !b->news)
		hark_send(t, STREAM, "DONE\r\n", 6);
	b->news = true;
}

static void
search(struct hark_task *t, struct mb_box *b)
{
	bool known = b->validity != 0 && b->validity == b->validity_now;
	int64_t since = b->since;

	if (b->tail || (b->validity != 0 && !known))
		since = t->now - (b->tail ? MONTH / 10 : MONTH);
	if (known && b->next_now > 0 && b->next_now <= b->last + 1) {
		finish(t, b);
		return;
	}
	if (known)
		say(t, b, SEARCH, hark_format(t, "UID SEARCH UID %lld:*",
		    (long long)b->last + 1));
	else
		say(t, b, SEARCH, since <= 0 ? "UID SEARCH ALL" :
		    hark_format(t, "UID SEARCH SINCE %s", day(t, since)));
	b->max = b->tail ? MAX_TAIL : known ? MAX_RUN : MAX_FIRST;
	b->piece = known || b->tail ? PIECE_RUN : PIECE_FIRST;
	if (!known)
		b->last = 0;
}

static void
fetch(struct hark_task *t, struct mb_box *b)
{
	const char *set = "";

	if (b->at == b->n) {
		finish(t, b);
		return;
	}
	b->end = b->at < b->alone ? b->at + 1 :
	    b->n - b->at > BATCH ? b->at + BATCH : b->n;
	for (size_t i = b->at; i < b->end; i++)
		set = hark_format(t, "%s%s%lld", set, i > b->at ? "," : "",
		    (long long)b->uids[i]);
	say(t, b, FETCH, hark_format(t, "UID FETCH %s (UID INTERNALDATE "
	    "BODY.PEEK[]<0.%lld>)", set, (long long)b->piece));
}

static void
commit(struct hark_task *t, struct mb_box *b)
{
	if (!b->tail && b->validity_now > 0)
		hark_cursor(t, hark_format(t, "%lld:%lld",
		    (long long)b->validity_now, (long long)b->last));
}

/* --- hearing -------------------------------------------------------------- */

static void
searched(struct hark_task *t, struct mb_box *b)
{
	mb_sort(b->uids, &b->n);
	if (b->n > b->max) {
		/* The first run takes the newest, later ones go on next time. */
		if (b->max != MAX_RUN)
			b->uids += b->n - b->max;
		b->n = b->max;
	}
	if (b->n == 0 && b->next_now > 1)
		b->last = b->next_now - 1;
	if (b->n == 0)
		commit(t, b);
	fetch(t, b);
}

static void
fetched(struct hark_task *t, struct mb_box *b, const json_t *r)
{
	struct hark_imap_mail m = hark_imap_mail(r);
	const json_t *mail;
	bool asked = false;

	/* Changed flags are told unasked. */
	if (m.body == NULL)
		return;
	for (size_t i = b->at; i < b->end; i++)
		asked |= b->uids[i] == m.uid;
	if (!asked || !json_is_string(m.body)) {
		hark_odd(t, "a mail in %s that cannot be read", name_of(b));
		return;
	}
	mail = hark_mail(t, json_string_value(m.body),
	    json_string_length(m.body));
	if (mail != NULL)
		b->mail(t, mail, hark_time(t, m.received),
		    json_string_length(m.body) >= (size_t)b->piece);
}

/* The words of a response, for people. */
static const char *
said(const json_t *r)
{
	return hark_imap_str(r, 3) != NULL ? hark_imap_str(r, 3) : "";
}

static void
code(struct mb_box *b, const json_t *c)
{
	int64_t n = hark_imap_number(hark_imap_str(c, 1));

	if (n > 0 && hark_imap_is(c, 0, "UIDVALIDITY"))
		b->validity_now = n;
	else if (n > 0 && hark_imap_is(c, 0, "UIDNEXT"))
		b->next_now = n;
}

static void
untagged(struct hark_task *t, struct mb_box *b, const json_t *r)
{
	if (hark_imap_is(r, 1, "OK"))
		code(b, json_array_get(r, 2));
	else if (hark_imap_is(r, 1, "BYE"))
		hark_fail(t, HARK_E_LATER, "the mail server hangs up: %s",
		    said(r));
	else if (b->step == LIST && hark_imap_is(r, 1, "LIST"))
		mb_listed(t, b, r);
	else if (b->step == SEARCH && hark_imap_is(r, 1, "SEARCH"))
		mb_found_mails(t, b, r);
	else if (b->step == FETCH && hark_imap_is(r, 2, "FETCH"))
		fetched(t, b, r);
	else if (b->step == IDLE && hark_imap_is(r, 2, "EXISTS"))
		wake(t, b);
	else if (b->step > EXAMINE && hark_imap_is(r, 2, "EXISTS"))
		b->again = true;
}

/* IDLE is over: because of news, because of the time, or it never began. */
static void
awake(struct hark_task *t, struct mb_box *b, bool good)
{
	if (!good || b->ending) {
		hark_done(t);
		return;
	}
	once_more(t, b);
}

/* Will the server do it a little later?  As its code says (RFC 5530). */
static bool
in_a_while(const json_t *r)
{
	const json_t *c = json_array_get(r, 2);

	return hark_imap_is(c, 0, "UNAVAILABLE") ||
	    hark_imap_is(c, 0, "SERVERBUG") || hark_imap_is(c, 0, "INUSE") ||
	    hark_imap_is(c, 0, "LIMIT");
}

static void
refused(struct hark_task *t, struct mb_box *b, const json_t *r)
{
	const char *words = said(r);
	bool examine = b->step == EXAMINE && !in_a_while(r);

	/* It was found once, and may have got another name: look again. */
	if (examine && b->name == NULL)
		hark_keep(t, "sent", NULL);
	if (examine)
		hark_fail(t, HARK_E_CONFIG, "there is no mailbox \"%s\", or it "
		    "cannot be opened: %s", name_of(b), words);
	else
		hark_fail(t, HARK_E_LATER, "the mail server refuses: %s",
		    words);
}

/* This one alone is refused: for a day already?  Then it is passed over. */
static bool
is_lost(struct hark_task *t, const struct mb_box *b, const char *words)
{
	const char *key = hark_format(t, "stuck/%s", name_of(b));
	const char *was = hark_kept(t, key);
	const char *mail = hark_format(t, "%lld:%lld@",
	    (long long)b->validity_now, (long long)b->uids[b->at]);
	size_t n = strlen(mail);

	if (was == NULL || strncmp(was, mail, n) != 0) {
		hark_keep(t, key, hark_format(t, "%s%s", mail,
		    hark_date(t, t->now - t->now % HOUR)));
		return false;
	}
	if (t->now - hark_time(t, was + n) < DAY)
		return false;
	hark_keep(t, key, NULL);
	hark_odd(t, "mail %lld in %s cannot be read: %s",
	    (long long)b->uids[b->at], name_of(b), words);
	return true;
}

/* Mails that are wanted are refused; false: that is the end for now. */
static bool
unfetched(struct hark_task *t, struct mb_box *b, const json_t *r)
{
	const json_t *c = json_array_get(r, 2);
	const char *words = said(r);

	/* Deleted meanwhile, which is no reason to stop; the others came. */
	if (hark_imap_is(c, 0, "EXPUNGEISSUED"))
		return true;
	if (b->end - b->at > 1) {
		b->alone = b->end;
		fetch(t, b);
		return false;
	}
	if (b->tail || is_lost(t, b, words))
		return true;
	hark_fail(t, HARK_E_LATER, "the mail server does not show mail %lld in "
	    "%s: %s", (long long)b->uids[b->at], name_of(b), words);
	return false;
}

static void
tagged(struct hark_task *t, struct mb_box *b, const json_t *r)
{
	if (b->step == FETCH && hark_imap_is(r, 1, "NO") && !unfetched(t, b, r))
		return;
	if (!hark_imap_is(r, 1, "OK") && b->step != IDLE &&
	    (b->step != FETCH || !hark_imap_is(r, 1, "NO"))) {
		refused(t, b, r);
		return;
	}
	switch ((enum step)b->step) {
	case LIST:
		if (b->raw != NULL) {
			hark_keep(t, "sent", b->raw);
			examine(t, b);
		} else
			hark_fail(t, HARK_E_CONFIG, "no mailbox for sent mails "
			    "is found: name it with sent = \"...\"");
		break;
	case EXAMINE:
		if (b->validity_now == 0)
			hark_fail(t, HARK_E_PROTOCOL, "the server tells no "
			    "UIDVALIDITY");
		else
			search(t, b);
		break;
	case SEARCH:
		searched(t, b);
		break;
	case FETCH:
		b->last = b->uids[b->end - 1];
		b->at = b->end;
		commit(t, b);
		fetch(t, b);
		break;
	case IDLE:
		awake(t, b, hark_imap_is(r, 1, "OK"));
		break;
	}
}

void
mb_start(struct hark_task *t, struct mb_box *b, const char *cursor)
{
	const char *colon = cursor != NULL ? strchr(cursor, ':') : NULL;

	if (colon != NULL) {
		b->validity = hark_imap_number(hark_format(t, "%.*s",
		    (int)(colon - cursor), cursor));
		b->last = hark_imap_number(colon + 1);
	}
	if (b->validity <= 0 || b->last < 0)
		b->validity = b->last = 0;
	hark_open(t, .url = b->url, .tag = STREAM);
	if (b->name == NULL && b->raw == NULL)
		say(t, b, LIST, "LIST \"\" \"*\"");
	else
		examine(t, b);
}

void
mb_event(struct hark_task *t, struct mb_box *b, const struct hark_event *ev)
{
	const json_t *list, *r;
	const char *tag;
	size_t i;

	if (ev->type == HARK_TIMER) {
		b->ending = true;
		wake(t, b);
		return;
	}
	/* Who is silent for long is forgotten by some; all was read. */
	if (ev->type == HARK_CLOSED && b->step == IDLE) {
		hark_done(t);
		return;
	}
	if (ev->type == HARK_CLOSED) {
		hark_fail(t, HARK_E_LATER, "the mail server hangs up");
		return;
	}
	if (ev->type != HARK_BYTES)
		return;
	list = hark_imap(t, STREAM, ev->bytes.data, ev->bytes.len);
	json_array_foreach(list, i, r) {
		tag = hark_imap_str(r, 0);
		if (strcmp(tag, "*") == 0)
			untagged(t, b, r);
		else if (strcmp(tag, "+") == 0 && b->step == IDLE)
			hark_linger(t);
		else if (strcmp(tag, b->tag) == 0)
			tagged(t, b, r);
	}
}
