/* SPDX-License-Identifier: ISC */

/* Mails decoded, questions with their rows; see mails.h. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/month/mails.h"

#include "base/mem.h"
#include "base/loop.h"

const char *lang;
struct client client;

/* --- mails --- */

struct mail mails[2000];
size_t n_mails, n_pending;
static struct sent rows[2000];
static size_t n_rows;

static void
on_rows(void *arg, const struct err *e, const struct outbox_row *v, size_t n,
    int64_t next)
{
	(void)arg, (void)next;
	assert_int_equal(e->code, ERR_OK);
	assert_true(n < ARRAY_LEN(rows));
	for (size_t i = 0; i < n; i++) {
		struct sent *r = &rows[n_rows++];
		struct buf b = BUF_INIT;

		memset(r, 0, sizeof(*r));
		r->kind = v[i].kind;
		r->state = v[i].state;
		n_pending += r->state == OUTBOX_PENDING;
		r->step = v[i].step;
		r->attempts = v[i].attempts;
		r->left_at = v[i].left_at;
		r->any_hour = v[i].any_hour;
		snprintf(r->recipient, sizeof(r->recipient), "%s",
		    v[i].recipient);
		snprintf(r->id, sizeof(r->id), "%s", v[i].message_id);
		buf_addc(&b, ' ');
		while (v[i].questions != NULL && v[i].questions[r->n] != NULL)
			buf_addf(&b, "%s ", v[i].questions[r->n++]);
		r->questions = buf_detach(&b);
	}
}

/* One header field, unfolded, encoded words undone. */
char *
field(const char *mail, const char *name)
{
	AUTO(free_p) char *start = xasprintf("\r\n%s: ", name);
	const char *p = strstr(mail, start), *end;
	struct buf b = BUF_INIT;

	p = p != NULL ? p + strlen(start) : NULL;
	/* The first one stands after nothing. */
	if (strncmp(mail, start + 2, strlen(start + 2)) == 0)
		p = mail + strlen(start + 2);
	if (p == NULL)
		return xstrdup("");
	for (; *p != '\0'; p++) {
		unsigned c;

		if (strncmp(p, "\r\n ", 3) == 0) {
			p += 2;
			if (strncmp(p, " =?UTF-8?Q?", 11) != 0)
				buf_addc(&b, ' ');
			continue;
		}
		if (*p == '\r')
			break;
		if (strncmp(p, "=?UTF-8?Q?", 10) != 0) {
			buf_addc(&b, *p);
			continue;
		}
		end = strstr(p, "?=");
		for (p += 10; p < end; p++)
			if (*p == '=' && sscanf(p + 1, "%2x", &c) == 1) {
				buf_addc(&b, (char)c);
				p += 2;
			} else {
				buf_addc(&b, *p == '_' ? ' ' : *p);
			}
		p = end + 1;
	}
	return buf_detach(&b);
}

/* Lines joined again, RFC 3676. */
static char *
unflow(const char *s)
{
	struct buf b = BUF_INIT;

	while (*s != '\0') {
		size_t n;

		s += *s == ' ';
		n = strcspn(s, "\n");
		buf_add(&b, s, n);
		if (s[n] == '\n' && (n == 0 || s[n - 1] != ' ' ||
		    (n == 3 && strncmp(s, "-- ", 3) == 0)))
			buf_addc(&b, '\n');
		s += n + (s[n] == '\n');
	}
	buf_addc(&b, '\0');
	return buf_detach(&b);
}

/* The part after the nth empty line, quoted-printable undone. */
char *
body_of(const char *mail)
{
	const char *p = strstr(mail, "\r\n\r\n");
	struct buf b = BUF_INIT;
	char *text;

	p = strstr(p + 4, "\r\n\r\n");
	for (p += 4; *p != '\0' && strncmp(p, "\r\n--", 4) != 0; p++) {
		unsigned c;

		if (p[0] == '=' && p[1] == '\r') {
			p += 2;
		} else if (p[0] == '=' && sscanf(p + 1, "%2x", &c) == 1) {
			buf_addc(&b, (char)c);
			p += 2;
		} else if (*p != '\r') {
			buf_addc(&b, *p);
		}
	}
	buf_addc(&b, '\0');
	text = unflow(b.data);
	buf_free(&b);
	return text;
}

void
collect(void)
{
	store_outbox_list(client.store, false, 5000, on_rows, NULL);
	fake_settle();
	for (size_t i = 0; i < fake_mail_count(); i++) {
		const struct fake_mail *f = fake_mail(i);
		struct mail *m = &mails[n_mails];
		AUTO(free_p) char *id = field(f->text, "Message-ID");

		if (f->outcome != SMTP_ACCEPTED)
			continue;
		assert_true(n_mails < ARRAY_LEN(mails));
		n_mails++;
		m->at = f->at;
		m->to = f->to;
		m->text = f->text;
		m->subject = field(f->text, "Subject");
		m->body = body_of(f->text);
		snprintf(m->id, sizeof(m->id), "%s", id);
		m->row = NULL;
		for (size_t k = 0; k < n_rows; k++)
			if (strcmp(rows[k].id, id) == 0)
				m->row = &rows[k];
	}
}

/* --- the questions --- */

const char *const row_names[] = {
	[ROW_OPENS] = "opens", [ROW_NUDGE] = "nudge", [ROW_PART] = "part",
	[ROW_ANSWERED] = "answered", [ROW_ANSWERS_OTHER] = "answers-other",
	[ROW_TO_ALL] = "to-all", [ROW_AUTOMATIC] = "automatic",
	[ROW_HOLDING] = "holding", [ROW_COMMUNITY] = "community",
	[ROW_LIKE] = "like", [ROW_LIKE_COMMUNITY] = "like-community",
	[ROW_THANKS] = "thanks", [ROW_THANKS_NOT] = "thanks-not",
	[ROW_AGAIN] = "again", [ROW_GUESTS] = "guests", [ROW_MEDIA] = "media",
	[ROW_EMPTY] = "empty", [ROW_REVIEW] = "review", [ROW_GONE] = "gone",
	[ROW_REMOVED] = "removed", [ROW_EDITED] = "edited",
	[ROW_NO_ANSWERS_SEEN] = "no-answers-seen", [ROW_STAFF] = "staff",
	[ROW_BASELINE] = "baseline", [ROW_OTHER] = "other",
	[ROW_UNSURE] = "unsure",
};

struct shown {
	char native[12];
	enum row row;
};
struct asked asked[POSTS_MAX];
static struct shown shown[2000];
size_t n_asked;
static size_t n_shown;
struct buf why = BUF_INIT;

static void
on_asked(void *arg, const struct err *e, const struct question *v, size_t n)
{
	(void)arg;
	assert_int_equal(e->code, ERR_OK);
	for (size_t i = 0; i < n; i++) {
		struct asked *a = &asked[n_asked++];

		assert_true(n_asked < ARRAY_LEN(asked));
		memcpy(a->id, v[i].id, sizeof(a->id));
		snprintf(a->native, sizeof(a->native), "%s", v[i].native);
		snprintf(a->link, sizeof(a->link), "/%s/%s\n",
		    post_named(v[i].native)->thread, v[i].native);
		a->q = v[i].q;
		a->seen_at = v[i].seen_at;
	}
}

bool
was_shown(const char *native, enum row row)
{
	for (size_t i = 0; i < n_shown; i++)
		if (shown[i].row == row && (native == NULL ||
		    strcmp(shown[i].native, native) == 0))
			return true;
	return false;
}

static void
on_why(void *arg, const struct err *e, const struct question_detail *d)
{
	const struct asked *a = arg;
	char when[64];
	bool told = false;

	assert_int_equal(e->code, ERR_OK);
	for (const struct asked *b = asked; b < a; b++)
		told |= strcmp(post_named(b->native)->thread,
		    post_named(a->native)->thread) == 0;
	buf_addf(&why, "\n%s (%s), %s: %s\n", a->native, a->id,
	    qstate_name(a->q.state), d->question.text);
	for (size_t i = 0; i < d->n_steps; i++) {
		const struct clock_step *s = &d->steps[i];
		const char *native = s->post > 0 ?
		    d->posts[s->post - 1].id : a->native;

		if (!was_shown(native, s->row)) {
			assert_true(n_shown < ARRAY_LEN(shown));
			snprintf(shown[n_shown].native,
			    sizeof(shown[0].native), "%s", native);
			shown[n_shown++].row = s->row;
		}
		hours_format(wall, s->at, lang, "day", when, sizeof(when));
		if (told)
			continue;
		buf_addf(&why, "\t%s %s: %s\n", when, native,
		    row_text(s->row, lang));
	}
}

void
ask_why(void)
{
	const struct question_filter f = { .open = true, .perhaps = true,
		.ended = true, .max = POSTS_MAX };

	store_list(client.store, &f, on_asked, NULL);
	fake_settle();
	for (size_t i = 0; i < n_asked; i++) {
		store_show(client.store, asked[i].id, on_why, &asked[i]);
		fake_settle();
	}
}

enum row
row_named(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(row_names); i++)
		if (strcmp(row_names[i], name) == 0)
			return (enum row)i;
	fail_msg("no row is called %s", name);
	return ROW_OTHER;
}

void
forget(void)
{
	for (size_t i = 0; i < n_mails; i++) {
		free(mails[i].subject);
		free(mails[i].body);
	}
	for (size_t i = 0; i < n_rows; i++)
		free(rows[i].questions);
	n_mails = n_pending = n_rows = n_asked = n_shown = 0;
	buf_free(&why);
}
