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
 * Where the server can IDLE, and the core lets us, the box stays open when all
 * is read, and what comes is read at once.
 */

#include <string.h>

#include "mailbox/mailbox.h"

#define STREAM		0
#define BATCH		20
#define MAX_FOUND	200000
#define MAX_FIRST	1000		/* mails in the first run, ... */
#define PIECE_FIRST	32768		/* and bytes of each */
#define MAX_RUN		300
#define PIECE_RUN	131072
#define MAX_TAIL	30
#define MONTH		(INT64_C(30) * 24 * 3600 * 1000)

enum step { LIST, EXAMINE, SEARCH, FETCH, IDLE };

/* --- small things --------------------------------------------------------- */

static const char *
str(const json_t *array, size_t i)
{
	return json_string_value(json_array_get(array, i));
}

static bool
word(const json_t *array, size_t i, const char *w)
{
	const char *s = str(array, i);

	return s != NULL && strcasecmp(s, w) == 0;
}

/* A whole number up to 2^32 - 1, or -1. */
static int64_t
number(const char *s)
{
	int64_t n = 0;

	if (s == NULL || *s == '\0')
		return -1;
	for (; *s >= '0' && *s <= '9' && n < INT64_C(1) << 32; s++)
		n = n * 10 + (*s - '0');
	return *s == '\0' && n < INT64_C(1) << 32 ? n : -1;
}

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
	b->n = b->at = 0;
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
	b->end = b->n - b->at > BATCH ? b->at + BATCH : b->n;
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

/* Names for sent mail where the server does not mark it. */
static bool
is_sent_name(const char *name, const char *delimiter)
{
	static const char *const names[] = { "Sent", "Sent Items",
	    "Sent Messages", "Sent Mail", "Gesendet", "Gesendete Objekte",
	    "Gesendete Elemente", "Gesendete Nachrichten" };
	const char *last = name, *p;

	if (delimiter != NULL && *delimiter != '\0')
		while ((p = strstr(last, delimiter)) != NULL)
			last = p + strlen(delimiter);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcasecmp(last, names[i]) == 0)
			return true;
	return false;
}

/* ["*", "LIST", ["\\Sent"], "/", "Sent"] */
static void
listed(struct hark_task *t, struct mb_box *b, const json_t *r)
{
	const json_t *flags = json_array_get(r, 2);
	const char *name = str(r, 4);
	bool marked = false, none = false;

	if (name == NULL)
		return;
	for (size_t i = 0; i < json_array_size(flags); i++) {
		marked |= word(flags, i, "\\Sent");
		none |= word(flags, i, "\\Noselect") ||
		    word(flags, i, "\\NonExistent");
	}
	/* The mark is the server's word; a name is only a guess. */
	if (!none && (marked || (b->raw == NULL &&
	    is_sent_name(name, str(r, 3)))))
		b->raw = hark_copy(t, name);
}

/* Ascending, whatever the order on the wire, and none twice. */
static void
sort(int64_t *v, size_t *count)
{
	size_t n = *count, k = 0;

	for (size_t gap = n / 2; gap > 0; gap /= 2)
		for (size_t i = gap; i < n; i++) {
			int64_t x = v[i];
			size_t j = i;

			for (; j >= gap && v[j - gap] > x; j -= gap)
				v[j] = v[j - gap];
			v[j] = x;
		}
	for (size_t i = 0; i < n; i++)
		if (i == 0 || v[i] != v[i - 1])
			v[k++] = v[i];
	*count = k;
}

static void
found(struct hark_task *t, struct mb_box *b, const json_t *r)
{
	size_t n = json_array_size(r);
	int64_t *all;

	if (b->n + n > MAX_FOUND) {
		hark_fail(t, HARK_E_PROTOCOL, "more than %d mails found",
		    MAX_FOUND);
		return;
	}
	if (b->n + n > b->size) {
		b->size = (b->n + n) * 2;
		all = hark_alloc(t, b->size * sizeof(*all));
		if (b->n > 0)
			memcpy(all, b->uids, b->n * sizeof(*all));
		b->uids = all;
	}
	for (size_t i = 2; i < n; i++) {
		int64_t uid = number(str(r, i));

		/* "9:*" always brings the last one, however old. */
		if (uid > b->last)
			b->uids[b->n++] = uid;
	}
}

static void
searched(struct hark_task *t, struct mb_box *b)
{
	sort(b->uids, &b->n);
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

/* " 3-Nov-2026 10:00:00 +0100" is a date of RFC 5322 but for two dashes. */
static int64_t
internal_date(struct hark_task *t, const char *s)
{
	char *d;

	if (s == NULL || strlen(s) < 11)
		return 0;
	d = hark_copy(t, s + strspn(s, " "));
	for (char *p = d; *p != '\0' && *p != ':'; p++)
		if (*p == '-')
			*p = ' ';
	return hark_time(t, d);
}

/* ["*", "3", "FETCH", ["UID", "7", "BODY[]<0>", "..."]] */
static void
fetched(struct hark_task *t, struct mb_box *b, const json_t *r)
{
	const json_t *l = json_array_get(r, 3), *body = NULL, *mail;
	int64_t uid = -1, received = 0;
	bool asked = false;

	for (size_t i = 0; i + 1 < json_array_size(l); i += 2) {
		if (word(l, i, "UID"))
			uid = number(str(l, i + 1));
		else if (word(l, i, "INTERNALDATE"))
			received = internal_date(t, str(l, i + 1));
		else if (str(l, i) != NULL &&
		    strncasecmp(str(l, i), "BODY[]", 6) == 0)
			body = json_array_get(l, i + 1);
	}
	/* Changed flags are told unasked. */
	if (body == NULL)
		return;
	for (size_t i = b->at; i < b->end; i++)
		asked |= b->uids[i] == uid;
	if (!asked || !json_is_string(body)) {
		hark_odd(t, "a mail in %s that cannot be read", name_of(b));
		return;
	}
	mail = hark_mail(t, json_string_value(body), json_string_length(body));
	if (mail != NULL)
		b->mail(t, mail, received,
		    json_string_length(body) >= (size_t)b->piece);
}

static void
code(struct mb_box *b, const json_t *c)
{
	if (word(c, 0, "UIDVALIDITY") && number(str(c, 1)) > 0)
		b->validity_now = number(str(c, 1));
	else if (word(c, 0, "UIDNEXT") && number(str(c, 1)) > 0)
		b->next_now = number(str(c, 1));
}

static void
untagged(struct hark_task *t, struct mb_box *b, const json_t *r)
{
	if (word(r, 1, "OK"))
		code(b, json_array_get(r, 2));
	else if (word(r, 1, "BYE"))
		hark_fail(t, HARK_E_LATER, "the mail server hangs up: %s",
		    str(r, 3) != NULL ? str(r, 3) : "");
	else if (b->step == LIST && word(r, 1, "LIST"))
		listed(t, b, r);
	else if (b->step == SEARCH && word(r, 1, "SEARCH"))
		found(t, b, r);
	else if (b->step == FETCH && word(r, 2, "FETCH"))
		fetched(t, b, r);
	else if (b->step == IDLE && word(r, 2, "EXISTS"))
		wake(t, b);
	else if (b->step > EXAMINE && word(r, 2, "EXISTS"))
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

static void
refused(struct hark_task *t, struct mb_box *b, const json_t *r)
{
	const char *words = str(r, 3) != NULL ? str(r, 3) : "";

	/* It was found once, and may have got another name: look again. */
	if (b->step == EXAMINE && b->name == NULL)
		hark_keep(t, "sent", NULL);
	if (b->step == EXAMINE)
		hark_fail(t, HARK_E_CONFIG, "there is no mailbox \"%s\", or it "
		    "cannot be opened: %s", name_of(b), words);
	else
		hark_fail(t, HARK_E_LATER, "the mail server refuses: %s",
		    words);
}

static void
tagged(struct hark_task *t, struct mb_box *b, const json_t *r)
{
	/* A mail that was deleted meanwhile is no reason to stop. */
	if (!word(r, 1, "OK") && b->step != IDLE &&
	    (b->step != FETCH || !word(r, 1, "NO"))) {
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
		awake(t, b, word(r, 1, "OK"));
		break;
	}
}

void
mb_start(struct hark_task *t, struct mb_box *b, const char *cursor)
{
	const char *colon = cursor != NULL ? strchr(cursor, ':') : NULL;

	if (colon != NULL) {
		b->validity = number(hark_format(t, "%.*s",
		    (int)(colon - cursor), cursor));
		b->last = number(colon + 1);
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
		tag = str(r, 0);
		if (strcmp(tag, "*") == 0)
			untagged(t, b, r);
		else if (strcmp(tag, "+") == 0 && b->step == IDLE)
			hark_linger(t);
		else if (strcmp(tag, b->tag) == 0)
			tagged(t, b, r);
	}
}
