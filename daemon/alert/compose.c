/* SPDX-License-Identifier: ISC */

/*
 * What a mail says, and in which order; see compose.h.  The sentences are
 * compose_words.c's, the layout is letter.c's.
 */

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "alert/acts.h"
#include "alert/compose_words.h"
#include "alert/digest_compose.h"
#include "alert/digest_words.h"
#include "alert/ids.h"
#include "alert/report.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/when.h"

#define FULL_MAX	12	/* questions of a collected mail with a link */
#define SHORT_MAX	40	/* ... with a line of their own */

bool
compose_says_commands(const struct conf_client *c,
    const struct conf_recipient *r)
{
	return c->commands.server == NULL || r->channel != CHANNEL_MAIL;
}

bool
compose_is_mail(const char *plugin)
{
	return plugin != NULL && strcmp(plugin, "imap") == 0;
}

void
compose_network(const char *lang, const char *plugin, char out[32])
{
	static const char *const names[][2] = {
		{ "hackernews", "Hacker News" }, { "linkedin", "LinkedIn" },
		{ "wordpress", "WordPress" }, { "youtube", "YouTube" } };

	snprintf(out, 32, "%s", plugin == NULL ? "?" :
	    compose_is_mail(plugin) ? "mail" : plugin);
	out[0] = (char)toupper((unsigned char)out[0]);
	for (size_t i = 0; plugin != NULL && i < ARRAY_LEN(names); i++)
		if (strcmp(plugin, names[i][0]) == 0)
			snprintf(out, 32, "%s", names[i][1]);
	if (plugin != NULL && strcmp(plugin, "notice") == 0)
		snprintf(out, 32, "%s", tr(lang, "Notices by mail"));
}

bool
compose_may_quote(const struct conf_client *c, const struct question *q)
{
	return !q->q.private_ || c->private_ == PRIVATE_EXCERPT;
}

bool
compose_may_name(const struct conf_client *c, const struct question *q,
    enum conf_channel channel)
{
	return !q->q.private_ || c->private_ != PRIVATE_LINK ||
	    channel == CHANNEL_MAIL;
}

char *
compose_subject(const char *lang, const char *root, const struct question *q)
{
	struct buf b = BUF_INIT, name = BUF_INIT;
	char kind, network[32];
	long long n = (long long)id_root_count(root, &kind);

	if (kind == 's') {
		buf_addf(&b, trn(lang, "Already waiting: %lld question",
		    "Already waiting: %lld questions", n), n);
		return buf_detach(&b);
	}
	if (kind == 'c' || q == NULL) {
		buf_addf(&b, trn(lang, "%lld question", "%lld questions", n),
		    n);
		return buf_detach(&b);
	}
	if (compose_is_mail(q->network)) {
		buf_adds(&b, tr(lang, "Question by e-mail"));
		return buf_detach(&b);
	}
	/* By whose mail we know is no network of its own. */
	if (strcmp(q->network, "notice") == 0) {
		if (q->q.private_) {
			buf_adds(&b, tr(lang, "News from a network"));
			return buf_detach(&b);
		}
		add_name(&name, lang, q);
		buf_addf(&b, tr(lang, "Question from %s"), name.data);
		buf_free(&name);
		return buf_detach(&b);
	}
	compose_network(lang, q->network, network);
	if (q->q.private_) {
		buf_addf(&b, tr(lang, "Private message on %s"), network);
		return buf_detach(&b);
	}
	add_name(&name, lang, q);
	buf_addf(&b, tr(lang, "Question from %s on %s"), name.data, network);
	buf_free(&name);
	return buf_detach(&b);
}

/* One question: the whole mail. */
static void
say_one(struct letter *l, const struct compose_in *in)
{
	const struct compose_item *it = &in->items[0];
	const struct question *q = it->question;
	struct buf b = BUF_INIT;
	struct buf lead = BUF_INIT, prefix = BUF_INIT;

	add_still_open(&prefix, in);
	add_words(&lead, in, q, COMPOSE_TEXT);
	letter_lead(l, prefix.len > 0 ? prefix.data : NULL, lead.data, 0);
	add_where(&b, in, q);
	letter_line(l, b.data);
	say_link(l, in, q);
	acts_say(l, in, q);
	say_stale(l, in, it);
	letter_gap(l);
	say_who(l, in, it);
	/* The history begins with it, if there is one. */
	if (q->root_text != NULL && !q->q.private_ && it->n_posts < 2) {
		buf_reset(&b);
		buf_adds(&b, tr(in->lang, "Below: "));
		letter_cut(&b, q->root_text, 100, true);
		letter_line(l, b.data);
	}
	say_since(l, in, it);
	say_history(l, in, it);
	letter_gap(l);
	if (in->acts != NULL) {
		buf_reset(&b);
		buf_addf(&b, tr(in->lang, "Question %s"), q->id);
		letter_note(l, b.data);
	}
	say_reasons(l, in, it);
	if (in->why != NULL) {
		buf_reset(&b);
		buf_addf(&b, tr(in->lang, "This mail: %s."), in->why);
		letter_note(l, b.data);
	}
	buf_free(&b);
	buf_free(&lead);
	buf_free(&prefix);
}

/* A line for each that has no room. */
static void
say_short(struct letter *l, const struct compose_in *in, size_t i)
{
	const struct question *q = in->items[i].question;
	struct buf b = BUF_INIT;

	buf_addf(&b, "%zu. ", i + 1);
	add_words(&b, in, q, 80);
	buf_addf(&b, " (%s)", q->id);
	letter_line(l, b.data);
	acts_say(l, in, q);
	buf_free(&b);
}

static void
say_many(struct letter *l, const struct compose_in *in)
{
	struct buf b = BUF_INIT, lead = BUF_INIT, prefix = BUF_INIT;
	size_t same = 0;

	if (compose_is_crowd(in)) {
		say_crowd(l, in);
		return;
	}
	for (size_t i = 0; i < in->n_items && i < SHORT_MAX; i++) {
		const struct compose_item *it = &in->items[i];
		const struct question *q = it->question;

		if (i >= FULL_MAX) {
			if (i == FULL_MAX)
				letter_rule(l);
			say_short(l, in, i);
			continue;
		}
		if (i > 0)
			letter_rule(l);
		buf_reset(&prefix);
		buf_reset(&lead);
		buf_reset(&b);
		if (i == 0)
			add_still_open(&prefix, in);
		buf_addf(&prefix, "%zu. ", i + 1);
		add_words(&lead, in, q, COMPOSE_TEXT / 2);
		letter_lead(l, prefix.data, lead.data, 0);
		if (compose_may_quote(in->client, q)) {
			add_asker(&b, in, q);
			buf_adds(&b, ", ");
		}
		add_where(&b, in, q);
		letter_line(l, b.data);
		digest_say_marks(l, in, q, false);
		say_link(l, in, q);
		acts_say(l, in, q);
		say_stale(l, in, it);
	}
	letter_gap(l);
	if (in->n_items > SHORT_MAX)
		say_more(l, in, in->n_items - SHORT_MAX);
	for (size_t i = 0; i < in->n_items; i++)
		same += in->items[i].question->thread != 0 &&
		    in->items[i].question->thread ==
		    in->items[0].question->thread;
	if (same == in->n_items)
		acts_say_all(l, in, in->items[0].question);
	buf_free(&b);
	buf_free(&lead);
	buf_free(&prefix);
}

static void
say_settled(struct letter *l, const struct compose_in *in)
{
	struct buf b = BUF_INIT;

	if (in->n_settled == 0)
		return;
	buf_addf(&b, trn(in->lang, "%lld more has been settled meanwhile.",
	    "%lld more have been settled meanwhile.",
	    (long long)in->n_settled), (long long)in->n_settled);
	letter_note(l, b.data);
	buf_free(&b);
}

static const char *
end_words(const char *lang, enum qstate s)
{
	switch (s) {
	case Q_ANSWERED:
		return tr(lang, "Answered: ");
	case Q_GONE:
		return tr(lang, "Deleted by its author: ");
	case Q_NOT_QUESTION:
		return tr(lang, "Not a question: ");
	case Q_REMOVED:
		return tr(lang, "Removed: ");
	case Q_WAITING:
	case Q_PERHAPS:
	case Q_SETTLED:
	case Q_CLOSED:
	case Q_UNKNOWN:
		return tr(lang, "Settled: ");
	}
	return tr(lang, "Settled: ");
}

static void
say_answered(struct letter *l, const struct compose_in *in)
{
	const struct question *q = in->items[0].question;
	struct buf b = BUF_INIT, lead = BUF_INIT, span = BUF_INIT;

	if (q->q.state == Q_GONE || q->q.state == Q_REMOVED)
		add_asker(&lead, in, q);
	else
		add_words(&lead, in, q, 200);
	letter_lead(l, end_words(in->lang, q->q.state), lead.data, 0);
	add_when(&b, in, q->q.ended_at);
	add_span(&span, in->lang, q->q.ended_at - q->q.asked_at);
	buf_addf(&b, tr(in->lang, ", after %s"), span.data);
	if (q->answered_by != NULL && q->q.state == Q_ANSWERED) {
		buf_adds(&b, tr(in->lang, ", by "));
		letter_cut(&b, q->answered_by, 40, true);
	}
	letter_line(l, b.data);
	if (q->answer_text != NULL && q->q.state == Q_ANSWERED &&
	    compose_may_quote(in->client, q)) {
		buf_reset(&b);
		letter_cut(&b, q->answer_text, 300, true);
		letter_line(l, b.data);
	}
	letter_link(l, tr(in->lang, "Look"), q->url);
	buf_free(&b);
	buf_free(&span);
	buf_free(&lead);
}

/* The first line leads, the others follow: a link, a command, or words. */
static void
say_words(struct letter *l, const char *lang, const char *words)
{
	AUTO(free_p) char *look = xasprintf("%s: ", tr(lang, "Look"));
	char *copy = xstrdup(words), *p = copy, *line;
	bool first = true;

	while ((line = strsep(&p, "\n")) != NULL) {
		if (line[0] == '\0')
			letter_gap(l);
		else if (first)
			letter_lead(l, NULL, line, COMPOSE_TEXT);
		else if (strncmp(line, "sudo hark ", 10) == 0)
			letter_code(l, line);
		else if (strncmp(line, look, strlen(look)) != 0 ||
		    !letter_link(l, tr(lang, "Look"), line + strlen(look)))
			letter_line(l, line);
		first = false;
	}
	free(copy);
}

void
compose(const struct compose_in *in, struct composed *out)
{
	struct letter l;
	struct buf foot = BUF_INIT;

	out->subject = digest_composes(in) ? digest_subject(in) :
	    in->subject != NULL ? xstrdup(in->subject) : compose_subject(in->lang, in->root,
	    in->n_items > 0 ? in->items[0].question : NULL);
	letter_begin(&l, in->lang, out->subject);
	if (digest_composes(in))
		digest_say(&l, in);
	else if (in->kind == OUTBOX_WEEKLY)
		report_week(&l, in);
	else if (in->kind == OUTBOX_MONTHLY)
		report_month(&l, in);
	else if (in->words != NULL)
		say_words(&l, in->lang, in->words);
	else if (in->kind == OUTBOX_ANSWERED && in->n_items > 0)
		say_answered(&l, in);
	else if (in->n_items == 1)
		say_one(&l, in);
	else if (in->n_items > 1)
		say_many(&l, in);
	say_settled(&l, in);
	if (in->kind == OUTBOX_SUMMARY)
		letter_note(&l, tr(in->lang, "This was already there when hark "
		    "began to listen. Anything older than a day does not "
		    "ring."));
	say_commands(&l, in);
	if (in->kind == OUTBOX_TEST)
		acts_say_test(&l, in);
	acts_say_end(&l, in);
	buf_addf(&foot, tr(in->lang, "hark is listening for %s"),
	    in->client->name);
	letter_gap(&l);
	buf_adds(&l.text, "-- \n");
	letter_note(&l, foot.data);
	letter_end(&l);
	out->text = buf_detach(&l.text);
	out->html = buf_detach(&l.html);
	buf_free(&foot);
}

void
composed_free(struct composed *c)
{
	free(c->subject);
	free(c->text);
	free(c->html);
	memset(c, 0, sizeof(*c));
}
