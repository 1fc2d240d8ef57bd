/* SPDX-License-Identifier: ISC */

/* The account of the month; see checks.h. */

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "core/month/checks.h"
#include "core/month/desk.h"

#include "alert/digest_when.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/when.h"

const char *
words_of(const struct mail *m)
{
	if (m->row == NULL)
		return "?";
	switch (m->row->kind) {
	case OUTBOX_QUESTION:
		return m->row->step > 0 ? "reminder" : "bell";
	case OUTBOX_SUMMARY:
		return "first-run";
	case OUTBOX_ADMIN:
		return "admin";
	case OUTBOX_DIGEST:
		return "digest";
	case OUTBOX_CLOSING:
		return "closing";
	case OUTBOX_CLOSURE:
		return "closure";
	case OUTBOX_RETURN:
		return "return";
	case OUTBOX_WAVE:
		return "wave";
	case OUTBOX_WEEKLY:
		return "weekly";
	case OUTBOX_MONTHLY:
		return "monthly";
	case OUTBOX_FLOOD:
		return "flood";
	case OUTBOX_MORE:
		return "more";
	case OUTBOX_ANSWERED:
	case OUTBOX_TEST:
		break;
	case OUTBOX_BROADCAST:
		return "broadcast";
	}
	return "other";
}

static bool
is_bell(const struct mail *m)
{
	return m->row != NULL && (m->row->kind == OUTBOX_QUESTION ||
	    m->row->kind == OUTBOX_SUMMARY);
}

static bool
is_digest(const struct mail *m)
{
	return m->row != NULL && (m->row->kind == OUTBOX_DIGEST ||
	    m->row->kind == OUTBOX_RETURN);
}

const struct conf_recipient *
recipient_of(const struct mail *m)
{
	for (size_t i = 0; i < client.conf->n_recipients; i++)
		if (strcmp(client.conf->recipients[i].address, m->to) == 0)
			return &client.conf->recipients[i];
	return NULL;
}

/* For a failure: which mail. */
const char *
name_of(const struct mail *m)
{
	static char s[256];
	char when[64];

	hours_format(wall, m->at, "en", "full", when, sizeof(when));
	snprintf(s, sizeof(s), "%s to %s: %s", when, m->to, m->subject);
	return s;
}

/* Every mail is a row; nobody is disturbed outside his hours or while ill. */
void
check_people(void)
{
	for (size_t i = 0; i < n_mails; i++) {
		const struct mail *m = &mails[i];
		const struct conf_recipient *r = recipient_of(m);

		if (m->row == NULL)
			fail_msg("no row: %s", name_of(m));
		if (r == NULL) {
			assert_string_equal(m->to, "technik@becker.example");
			assert_int_equal(m->row->kind, OUTBOX_ADMIN);
			continue;
		}
		if (r->present != NULL && !hours_is_open(r->present, m->at))
			fail_msg("absent: %s", name_of(m));
		if (!hours_is_open(r->hours, m->at) &&
		    !(m->row->any_hour && r->outside & OUTSIDE_URGENT))
			fail_msg("outside hours: %s", name_of(m));
	}
}

bool
mail_has(const struct mail *m, const struct asked *a)
{
	char id[QID_LEN + 3];

	snprintf(id, sizeof(id), " %s ", a->id);
	return strstr(m->body, a->link) != NULL ||
	    (m->row != NULL && strstr(m->row->questions, id) != NULL);
}

/* What is answered, silent, or not sure enough does not ring. */
void
check_bells(void)
{
	static const char *const never[] = { "guests", "empty", "other",
		"unsure" };

	for (size_t i = 0; i < n_mails; i++)
		for (size_t k = 0; k < n_asked && is_bell(&mails[i]); k++) {
			const struct asked *a = &asked[k];

			if (strstr(mails[i].body, a->link) == NULL)
				continue;
			if (a->q.ended_at != 0 && a->q.ended_at <
			    mails[i].at - WHEN_MINUTE)
				fail_msg("%s is over: %s", a->native,
				    name_of(&mails[i]));
			if (desk_silent(a->native, mails[i].at))
				fail_msg("%s is silent: %s", a->native,
				    name_of(&mails[i]));
		}
	for (size_t i = 0; i < n_expected; i++)
		for (size_t k = 0; k < ARRAY_LEN(never); k++) {
			AUTO(free_p) char *link = xasprintf("/%s\n",
			    expected[i].id);

			if (strcmp(expected[i].row, never[k]) != 0)
				continue;
			for (size_t j = 0; j < n_mails; j++)
				if (is_bell(&mails[j]) &&
				    strstr(mails[j].body, link) != NULL)
					fail_msg("%s rang: %s", expected[i].id,
					    name_of(&mails[j]));
		}
}

/* Mails about questions at one recipient in (m->at - span, m->at]. */
static int64_t
bells_before(const struct mail *m, int64_t span)
{
	int64_t n = 0;

	for (size_t i = 0; i < n_mails; i++)
		n += is_bell(&mails[i]) && strcmp(mails[i].to, m->to) == 0 &&
		    mails[i].at > m->at - span && mails[i].at <= m->at;
	return n;
}

void
check_caps(void)
{
	for (size_t i = 0; i < n_mails; i++) {
		const struct mail *m = &mails[i];
		const struct conf_recipient *r = recipient_of(m);

		if (r == NULL || !is_bell(m))
			continue;
		if (r->max_hour > 0)
			assert_in_range(bells_before(m, WHEN_HOUR), 1,
			    r->max_hour);
		if (r->max_day > 0)
			assert_in_range(bells_before(m, m->at -
			    hours_at(wall, m->at, 0, 0) + 1), 1, r->max_day);
	}
}

/* Of the competition at most one mail an hour and person. */
void
check_crowd(void)
{
	int64_t from = time_of("12-07", "08:00"), to = time_of("12-08", "00:00");
	size_t n = 0;

	for (size_t i = 0; i < n_mails; i++)
		for (size_t k = 0; k < n_mails; k++) {
			const struct mail *a = &mails[i], *b = &mails[k];

			if (a == b || strcmp(a->to, b->to) != 0 ||
			    !is_bell(a) || !is_bell(b) ||
			    strstr(a->body, ".example/w5/") == NULL ||
			    strstr(b->body, ".example/w5/") == NULL ||
			    a->at < from || a->at > b->at || b->at > to)
				continue;
			n++;
			if (b->at - a->at < WHEN_HOUR - 2 * WHEN_MINUTE)
				fail_msg("too soon: %s", name_of(b));
		}
	assert_true(n > 0);
}

/* One on each day on which both are open, and none on others. */
void
check_digests(void)
{
	const struct conf_client *c = client.conf;
	int64_t from = time_of("11-30", "12:00"), to = time_of("01-07", "12:00");

	for (size_t j = 0; j < c->n_recipients; j++)
		for (int day = 0; ; day++) {
			int64_t noon = hours_at(wall, from, day, 12 * 60);
			struct digest_day d;
			bool want = c->recipients[j].digest && digest_day(c,
			    &c->recipients[j], noon, &d);
			size_t n = 0;

			if (noon > to)
				break;
			for (size_t i = 0; i < n_mails; i++)
				n += is_digest(&mails[i]) &&
				    strcmp(mails[i].row->recipient,
				    c->recipients[j].name) == 0 &&
				    hours_date(wall, mails[i].at) ==
				    hours_date(wall, noon);
			if (n != want)
				fail_msg("%zu digests for %s on day %d", n,
				    c->recipients[j].name, day);
		}
}

/* What was there before hark is history, but for its last day. */
static bool
is_history(const struct asked *a)
{
	return a->q.baseline && a->q.asked_at < a->seen_at - WHEN_DAY;
}

static bool
waits(const struct asked *a, int64_t t)
{
	return !is_history(a) && a->q.state != Q_PERHAPS && !a->q.perhaps_answered &&
	    a->q.rings && a->seen_at <= t && (a->q.ended_at == 0 ||
	    a->q.ended_at > t) && !desk_silent(a->native, t);
}

/* Whoever waited in two digests stood in one of them. */
void
check_put_off(void)
{
	for (size_t i = 0; i < n_mails; i++) {
		const struct mail *last = NULL, *m = &mails[i];

		for (size_t k = 0; k < i && is_digest(m); k++)
			if (is_digest(&mails[k]) &&
			    strcmp(mails[k].to, m->to) == 0)
				last = &mails[k];
		for (size_t k = 0; k < n_asked && last != NULL; k++)
			if (waits(&asked[k], last->at) &&
			    waits(&asked[k], m->at) &&
			    !mail_has(last, &asked[k]) &&
			    !mail_has(m, &asked[k]))
				fail_msg("%s was put off twice: %s",
				    asked[k].native, name_of(m));
	}
}

/* Who waited two hours of business was in a mail to somebody meanwhile. */
void
check_told(void)
{
	for (size_t k = 0; k < n_asked; k++) {
		const struct asked *a = &asked[k];
		int64_t end = a->q.ended_at != 0 ? a->q.ended_at : loop_now();
		bool told = false;

		if (!waits(a, end - 1) || hours_between(client.conf->hours,
		    a->q.asked_at, end) < 2 * WHEN_HOUR)
			continue;
		for (size_t i = 0; i < n_mails; i++)
			told |= mails[i].at <= end && mail_has(&mails[i], a);
		if (!told)
			fail_msg("nobody heard of %s", a->native);
	}
}

/* A conversation of mails keeps its subject; a text has no holes. */
void
check_words(void)
{
	for (size_t i = 0; i < n_mails; i++) {
		AUTO(free_p) char *root = field(mails[i].text, "In-Reply-To");

		if (strstr(mails[i].body, "\n\n\n") != NULL ||
		    strstr(mails[i].body, "(null)") != NULL ||
		    strstr(mails[i].body, " .\n") != NULL ||
		    mails[i].body[0] == '\n')
			fail_msg("%s\n%s", name_of(&mails[i]), mails[i].body);
		for (size_t k = 0; k < i && is_bell(&mails[i]); k++) {
			AUTO(free_p) char *other = field(mails[k].text,
			    "In-Reply-To");

			if (is_bell(&mails[k]) && *root != '\0' &&
			    strcmp(root, other) == 0 && strcmp(
			    mails[i].subject, mails[k].subject) != 0)
				fail_msg("the subject was %s: %s",
				    mails[k].subject, name_of(&mails[i]));
		}
	}
}

/* A mail's Date is when it left, however long it had waited. */
void
check_dates(void)
{
	size_t again = 0;

	for (size_t i = 0; i < n_mails; i++) {
		AUTO(free_p) char *said = field(mails[i].text, "Date");
		const struct sent *r = mails[i].row;
		time_t left = (time_t)(r->left_at / WHEN_SECOND);
		struct tm tm;
		char want[64];

		gmtime_r(&left, &tm);
		strftime(want, sizeof(want), "%a, %d %b %Y %H:%M:%S +0000",
		    &tm);
		/* Tried before: that is its Date. */
		again += r->attempts > 1;
		if (strcmp(said, want) != 0 || r->left_at > mails[i].at ||
		    (r->attempts == 1 &&
		    r->left_at < mails[i].at - WHEN_MINUTE))
			fail_msg("dated %s: %s", said, name_of(&mails[i]));
	}
	assert_in_range(again, 1, 5);
}

/* Of one question alone: what it asks, when and where, the link. */
static const char *
third_line(const struct mail *m)
{
	const char *p = strchr(m->body, '\n');

	p = p != NULL ? strchr(p + 1, '\n') : NULL;
	return p != NULL ? p + 1 : "";
}

static bool
begins_with_words(const char *body, const struct asked *a)
{
	const char *words = post_named(a->native)->text;
	char first[24];

	if (*words == '@')
		words += strcspn(words, " ") + 1;
	snprintf(first, sizeof(first), "%.20s", words);
	first[utf8_floor(first, strlen(first))] = '\0';
	return strncmp(body, first, strlen(first)) == 0;
}

/* A mail as a phone shows it. */
void
check_shape(void)
{
	bool german = strcmp(lang, "de") == 0;
	const char *answer = german ? "Antworten: https://" :
	    "Answer: https://";
	const char *open = german ? "Noch offen" : "Still open";
	size_t n = 0;

	for (size_t i = 0; i < n_mails; i++) {
		const struct mail *m = &mails[i];
		const char *body = m->body;

		if (!is_bell(m) || m->row->n != 1)
			continue;
		if (strncmp(third_line(m), answer, strlen(answer)) != 0)
			fail_msg("no link: %s\n%s", name_of(m), m->body);
		if (strncmp(body, open, strlen(open)) == 0)
			body = strstr(body, ": ") + 2;
		else if (m->row->step > 0)
			fail_msg("not said to be open: %s", name_of(m));
		for (size_t k = 0; k < n_asked; k++) {
			const struct asked *a = &asked[k];

			if (!mail_has(m, a) || a->q.private_ ||
			    a->q.parts != 1 || post_named(a->native)->edited)
				continue;
			if (!begins_with_words(body, a))
				fail_msg("first line: %s\n%s", name_of(m),
				    m->body);
			n++;
		}
	}
	assert_true(n > 20);
}

/* Where a mail tells of somebody who waits, staff can say what became of it. */
void
check_links(void)
{
	static const char *const de[] = { "Erledigt", "Angerufen", "Morgen",
		"Keine Frage" }, *const en[] = { "Done", "Phoned", "Tomorrow",
		"Not a question" };
	const char *const *labels = strcmp(lang, "de") == 0 ? de : en;
	const char *answer = strcmp(lang, "de") == 0 ? "\nAntworten: http" :
	    "\nAnswer: http";
	size_t n = 0;

	for (size_t i = 0; i < n_mails; i++) {
		const struct mail *m = &mails[i];

		for (const char *p = m->body; (p = strstr(p, answer)) != NULL;
		    n++) {
			p = strchr(p + 1, '\n') + 1;
			if (strncmp(p, "Al", 2) == 0)
				continue;	/* one answer for all */
			for (size_t k = 0; k < 4; k++) {
				AUTO(free_p) char *link = xasprintf("%s: "
				    "<mailto:hark@becker.example?subject=",
				    labels[k]);

				if (strncmp(p, link, strlen(link)) != 0)
					fail_msg("no %s: %s\n%s", labels[k],
					    name_of(m), m->body);
				p = strchr(p, '\n') + 1;
			}
			p--;
		}
	}
	assert_true(n > 50);
}

/* Steps that reach the same address are one mail. */
void
check_merged(void)
{
	for (size_t i = 0; i < n_mails; i++)
		for (size_t k = 0; k < n_asked && is_bell(&mails[i]); k++)
			for (size_t j = 0; j < i; j++)
				if (is_bell(&mails[j]) && mails[j].at >
				    mails[i].at - WHEN_MINUTE &&
				    strcmp(mails[i].to, mails[j].to) == 0 &&
				    mail_has(&mails[i], &asked[k]) &&
				    mail_has(&mails[j], &asked[k]))
					fail_msg("%s twice: %s",
					    asked[k].native,
					    name_of(&mails[i]));
}

/* Nothing arrives twice, and nothing is left behind. */
void
check_repeats(void)
{
	for (size_t i = 0; i < n_mails; i++)
		for (size_t k = 0; k < i; k++)
			if (strcmp(mails[i].id, mails[k].id) == 0)
				fail_msg("again: %s", name_of(&mails[i]));
	assert_int_equal(n_pending, 0);
}

static bool
asked_something(const char *native)
{
	for (size_t k = 0; k < n_asked; k++)
		if (strcmp(asked[k].native, native) == 0)
			return true;
	return false;
}

/* Every row of the clock, and where it was expected. */
void
check_rows(void)
{
	size_t missing = 0;

	for (size_t i = 0; i < n_expected; i++)
		if (strcmp(expected[i].row, "nothing") == 0 ?
		    asked_something(expected[i].id) :
		    !was_shown(expected[i].id, row_named(expected[i].row))) {
			print_error("december.txt:%d: %s is not %s\n",
			    expected[i].line, expected[i].id, expected[i].row);
			missing++;
		}
	/* No network tells who hid a post: {gone}, and it counts. */
	for (size_t r = 0; r < ARRAY_LEN(row_names); r++)
		if (r != ROW_REMOVED && !was_shown(NULL, (enum row)r)) {
			print_error("row %s does not occur\n", row_names[r]);
			missing++;
		}
	if (missing > 0)
		fail_msg("%zu rows of the clock are missing", missing);
}

/* Every kind of mail. */
void
check_kinds(void)
{
	static const enum outbox_kind kinds[] = { OUTBOX_QUESTION,
		OUTBOX_SUMMARY, OUTBOX_ADMIN, OUTBOX_DIGEST, OUTBOX_CLOSING,
		OUTBOX_CLOSURE, OUTBOX_RETURN, OUTBOX_WAVE, OUTBOX_WEEKLY,
		OUTBOX_MONTHLY, OUTBOX_MORE, OUTBOX_BROADCAST };

	for (size_t k = 0; k < ARRAY_LEN(kinds); k++) {
		bool found = false;

		for (size_t i = 0; i < n_mails; i++)
			found |= mails[i].row != NULL &&
			    mails[i].row->kind == kinds[k];
		if (!found)
			fail_msg("no mail of kind %d", (int)kinds[k]);
	}
}
