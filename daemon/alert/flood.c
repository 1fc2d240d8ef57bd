/* SPDX-License-Identifier: ISC */

/*
 * Many comments at once under one post: one mail for each flood, with those
 * who wrote most and the command that makes them silent.  What is asked in it
 * rings as in any crowded conversation, see bell.h.
 */

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "alert/ids.h"
#include "alert/lane.h"
#include "alert/letter.h"
#include "alert/plan.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/when.h"
#include "store/flood.h"

#define MUCH	5	/* comments of one person that are worth a line */

/* Rows that are being kept, and what they are about. */
struct flood_round {
	struct lane *lane;
	size_t n;
	int64_t ids[];
};

static void
on_told(void *arg, const struct err *e)
{
	struct lane *l = arg;

	if (e->code != ERR_OK)
		lane_trouble(l, e);
}

static void
on_kept(void *arg, const struct err *e)
{
	struct flood_round *r = arg;
	struct lane *l = r->lane;

	if (!lane_failed(l, e)) {
		lane_wrote(l);
		for (size_t i = 0; i < r->n; i++)
			store_flood_told(lane_store(l), r->ids[i], on_told, l);
		lane_due(l);
	}
	free(r);
}

static bool
hears_of(const struct conf_recipient *r, const struct flood *f)
{
	struct question q = { .account = f->account, .network = f->network,
		.q = { .state = Q_WAITING, .rings = true } };
	struct conf_recipient any = *r;

	any.words = any.languages = NULL;
	return route_wants(&any, &q);
}

/* "Below your post of 12 May: 34 comments in 5 min by 3 people." */
static void
add_lead(struct buf *b, const struct conf_client *c, const char *lang,
    const struct flood *f)
{
	char day[64], span[32];
	int64_t ms = f->to - f->from + WHEN_MINUTE - 1;

	/* Whole minutes, those that have begun too. */
	span_human(ms < WHEN_MINUTE ? WHEN_MINUTE : ms, lang, span);
	if (f->root_at != 0 && f->root_own && c->hours != NULL) {
		hours_format(c->hours, f->root_at, lang, "date", day,
		    sizeof(day));
		buf_addf(b, tr(lang, "Below your post of %s: "), day);
	} else {
		buf_adds(b, tr(lang, "In one conversation: "));
	}
	buf_addf(b, tr(lang, "%lld comments in %s"), (long long)f->n, span);
	buf_addf(b, trn(lang, " by %lld person.", " by %lld people.",
	    (long long)f->people), (long long)f->people);
	buf_addc(b, '\n');
}

static char *
words_of(const struct conf_client *c, const struct conf_recipient *to,
    const char *lang, const struct flood *f, const char *network)
{
	bool commands = to == NULL || compose_says_commands(c, to);
	struct buf b = BUF_INIT;
	char day[64];
	size_t n = 0;

	add_lead(&b, c, lang, f);
	if (c->hours != NULL) {
		hours_format(c->hours, f->to, lang, "day", day, sizeof(day));
		buf_addf(&b, tr(lang, "%s, on %s (account %s)\n"), day,
		    network, f->account);
	}
	if (f->url != NULL)
		buf_addf(&b, tr(lang, "Look: %s\n"), f->url);
	buf_addf(&b, "%s\n", tr(lang, "Please see whether all is well "
	    "there."));
	if (f->root_text != NULL && *f->root_text != '\0') {
		buf_adds(&b, lang[0] == 'd' ? "\xe2\x80\x9e" :
		    "\xe2\x80\x9c");
		letter_cut(&b, f->root_text, 100, true);
		buf_adds(&b, lang[0] == 'd' ? "\xe2\x80\x9c\n" :
		    "\xe2\x80\x9d\n");
	}
	buf_addc(&b, '\n');
	for (size_t i = 0; i < f->n_top; i++) {
		const struct flood_person *p = &f->top[i];

		if (p->n < MUCH)
			continue;
		if (n++ == 0)
			buf_addf(&b, "%s\n", tr(lang, "Who wrote most:"));
		buf_adds(&b, "- ");
		/* Handles are found again by `hark forget', also here. */
		letter_cut(&b, p->handle != NULL ? p->handle : p->name != NULL ?
		    p->name : p->id, 40, true);
		buf_addf(&b, commands ? ": %lld (%s)\n" : ": %lld\n",
		    (long long)p->n, p->id);
	}
	if (n > 0 && commands)
		buf_addf(&b, "%s\n", tr(lang, "If that is spam: hark people "
		    "spam ID"));
	if (n > 0)
		buf_addc(&b, '\n');
	buf_addf(&b, "%s\n", tr(lang, "Questions among them ring at most once "
	    "an hour, in one mail. This mail comes once; the next one after a "
	    "quiet hour."));
	return buf_detach(&b);
}

static void
fill(struct lane *l, const struct flood *f, const struct conf_recipient *to,
    const char *address, struct arena *a, struct outbox_row *row)
{
	const struct conf_client *c = lane_conf(l);
	const char *lang = to != NULL && to->lang != NULL ? to->lang : c->lang;
	int64_t now = loop_now();
	struct buf subject = BUF_INIT;
	AUTO(free_p) char *words = NULL, *id = NULL;
	char network[32];

	compose_network(lang, f->network, network);
	words = words_of(c, to, lang, f, network);
	buf_addf(&subject, tr(lang, "Many comments at once on %s"), network);
	*row = (struct outbox_row){ .kind = to != NULL ? OUTBOX_FLOOD :
		OUTBOX_ADMIN, .state = OUTBOX_PENDING,
		.channel = to != NULL ? plan_channel(to->channel) : "mail",
		.recipient = to != NULL ? to->name : "admin",
		.address = arena_strdup(a, address), .created_at = now,
		.next_at = to != NULL && to->hours != NULL ?
		    hours_next_open(to->hours, now) : now };
	row->key = arena_printf(a, "flood/%s/%" PRId64 "/%" PRId64,
	    to != NULL ? to->name : address, f->id, f->began_at);
	id = id_message(c->name, alert_host(l->alert), row->key);
	row->message_id = arena_strdup(a, id);
	row->subject = arena_strdup(a, subject.data);
	row->body = arena_strdup(a, words);
	buf_free(&subject);
}

static void
on_floods(void *arg, const struct err *e, const struct flood *f, size_t n)
{
	struct lane *l = arg;
	const struct conf_client *c;
	char *const *admin = l->alert->config->admin;
	struct flood_round *r;
	struct outbox_row *rows;
	size_t count = 0, admins = 0;
	struct arena *a;

	if (lane_failed(l, e))
		return;
	if (n == 0) {
		lane_due(l);
		return;
	}
	c = lane_conf(l);
	a = arena_new();
	while (admin != NULL && admin[admins] != NULL)
		admins++;
	rows = arena_alloc(a, n * (c->n_recipients + admins + 1) *
	    sizeof(*rows));
	r = xcalloc(1, sizeof(*r) + n * sizeof(r->ids[0]));
	r->lane = l;
	for (size_t i = 0; i < n; i++) {
		size_t before = count;

		r->ids[r->n++] = f[i].id;
		for (size_t k = 0; k < c->n_recipients; k++) {
			const struct conf_recipient *to = &c->recipients[k];

			if (hears_of(to, &f[i]) &&
			    bell_present(to, loop_now()) && !plan_has_address(
			    rows + before, count - before, to))
				fill(l, &f[i], to, to->address, a,
				    &rows[count++]);
		}
		/* Nobody listens, or is there: somebody has to. */
		for (size_t k = 0; k < admins && count == before + k; k++)
			fill(l, &f[i], NULL, admin[k], a, &rows[count++]);
	}
	if (l->alert->dry_run) {
		for (size_t i = 0; i < count; i++)
			lane_tell(l, &rows[i], "would send");
		free(r);
		lane_due(l);
	} else {
		store_ring_commit(lane_store(l), rows, count, NULL, 0,
		    loop_now(), on_kept, r);
	}
	arena_free(a);
}

void
flood_look(struct lane *l)
{
	if (lane_conf(l)->flood_n == 0)
		lane_due(l);
	else
		store_floods(lane_store(l), on_floods, l);
}
