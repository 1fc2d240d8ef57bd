/* SPDX-License-Identifier: ISC */

/*
 * Digests and their sisters become rows when they are due: at the beginning of
 * a lane's round, before the bells.  A row's key names recipient and day, so
 * that neither a restart nor a clock that jumps makes a second one; what is
 * kept in memory only saves asking.
 *
 * What a mail on return will say needs no bell of its own: until it has left,
 * bells from before the opening move on without a row.
 */

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "alert/digest_when.h"
#include "alert/ids.h"
#include "alert/lane.h"
#include "alert/plan.h"
#include "base/arena.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/when.h"
#include "store/digest.h"

#define WAVE_SPAN	(2 * WHEN_HOUR)
#define WAVE_QUIET	(12 * WHEN_HOUR)	/* then it is over */
#define WAVE_EVERY	WHEN_MINUTE
#define WAVE_MARK	(10 * WHEN_MINUTE)
#define FAR		(12 * WHEN_HOUR)	/* look at the calendar anyway */

/* One round's due mails. */
struct due {
	const struct conf_recipient *r;
	enum outbox_kind kind;
	char *key;
	int64_t day;
};
struct round {
	struct lane *lane;
	struct arena *arena;
	struct due *due;
	size_t n_due;
	const char **waves;		/* accounts to mark */
	size_t n_waves;
};

static void look_waves(struct lane *);

/* --- what is remembered --- */

static struct digest_made *
find_made(const struct lane *l, const char *key)
{
	for (size_t i = 0; i < l->digests.n_made; i++)
		if (strcmp(l->digests.made[i].key, key) == 0)
			return &l->digests.made[i];
	return NULL;
}

static void
free_made(struct digest_made *m)
{
	free(m->key);
	free(m->recipient);
}

/* Yesterday's are of no interest. */
static void
purge(struct lane *l, int64_t day)
{
	struct digest_state *s = &l->digests;

	for (size_t i = 0; i < s->n_made; )
		if (s->made[i].day < day - 1) {
			free_made(&s->made[i]);
			s->made[i] = s->made[--s->n_made];
		} else {
			i++;
		}
}

static void
remember(struct lane *l, const struct due *d, bool pending)
{
	struct digest_state *s = &l->digests;
	struct digest_made *m = find_made(l, d->key);

	if (m == NULL) {
		s->made = xreallocarray(s->made, s->n_made + 1,
		    sizeof(*s->made));
		m = &s->made[s->n_made++];
		memset(m, 0, sizeof(*m));
		m->key = xstrdup(d->key);
		m->recipient = xstrdup(d->r->name);
	}
	m->day = d->day;
	m->back = d->kind == OUTBOX_RETURN;
	m->pending = pending;
}

static void
round_free(struct lane *l)
{
	struct round *r = l->digests.round;

	if (r != NULL)
		arena_free(r->arena);
	l->digests.round = NULL;
}

void
digest_reset(struct lane *l)
{
	l->digests.look_at = 0;
}

void
digest_forget(struct lane *l)
{
	struct digest_state *s = &l->digests;

	round_free(l);
	for (size_t i = 0; i < s->n_made; i++)
		free_made(&s->made[i]);
	free(s->made);
	memset(s, 0, sizeof(*s));
}

bool
digest_absorbs(const struct lane *l, const struct outbox_row *row,
    const struct question *q, size_t n)
{
	const struct digest_state *s = &l->digests;
	struct digest_day day;
	const struct conf_recipient *r;
	bool back = false;

	for (size_t i = 0; i < s->n_made; i++)
		back |= s->made[i].back && s->made[i].pending &&
		    strcmp(s->made[i].recipient, row->recipient) == 0;
	r = back ? find_recipient(lane_conf(l), row->recipient) : NULL;
	if (r == NULL || row->kind != OUTBOX_QUESTION ||
	    !digest_day(lane_conf(l), r, loop_now(), &day))
		return false;
	for (const char *const *id = row->questions; *id != NULL; id++)
		for (size_t i = 0; i < n; i++)
			if (strcmp(q[i].id, *id) == 0 &&
			    q[i].seen_at >= day.opens)
				return false;
	return true;
}

/* --- rows --- */

char *
digest_key(struct arena *a, const char *recipient, int64_t day)
{
	char name[16];

	digest_day_name(day, name);
	return arena_printf(a, "digest/%s/%s", recipient, name);
}

void
digest_row(const struct lane *l, const struct conf_recipient *r,
    enum outbox_kind kind, const char *key, struct arena *a,
    struct outbox_row *row)
{
	AUTO(free_p) char *id = id_message(lane_conf(l)->name,
	    alert_host(l->alert), key);

	*row = (struct outbox_row){ .kind = kind, .state = OUTBOX_PENDING,
		.channel = plan_channel(r->channel), .recipient = r->name,
		.address = r->address, .key = key,
		.message_id = arena_strdup(a, id), .created_at = loop_now(),
		.next_at = loop_now() };
}

static void
on_rows(void *arg, const struct err *e)
{
	struct lane *l = arg;
	struct round *r = l->digests.round;

	if (lane_failed(l, e)) {
		digest_reset(l);
		round_free(l);
		return;
	}
	lane_wrote(l);
	for (size_t i = 0; i < r->n_due; i++)
		remember(l, &r->due[i], true);
	round_free(l);
	look_waves(l);
}

static void
on_begun(void *arg, const struct err *e)
{
	struct lane *l = arg;

	if (lane_failed(l, e)) {
		l->digests.begun = 0;
		return;
	}
	look_waves(l);
}

/* Which of the due ones have no row yet? */
static void
on_keys(void *arg, const struct err *e, const struct digest_key *keys,
    size_t n, int64_t begun)
{
	struct lane *l = arg;
	struct round *r = l->digests.round;
	struct outbox_row *rows;
	size_t count = 0;

	if (lane_failed(l, e)) {
		digest_reset(l);
		round_free(l);
		return;
	}
	if (l->digests.begun == 0) {
		round_free(l);
		digest_reset(l);
		l->digests.begun = begun != 0 ? begun : loop_now();
		/* The first time ever: nobody missed what was due before. */
		if (begun == 0 && !l->alert->dry_run)
			store_digest_begin(lane_store(l), loop_now(), on_begun,
			    l);
		else
			digest_look(l);
		return;
	}
	rows = arena_alloc(r->arena, (n + 1) * sizeof(*rows));
	for (size_t i = 0; i < n; i++) {
		if (keys[i].state != 0)
			remember(l, &r->due[i],
			    keys[i].state == OUTBOX_PENDING);
		else if (l->alert->dry_run)
			remember(l, &r->due[i], false);
		if (keys[i].state != 0)
			continue;
		digest_row(l, r->due[i].r, r->due[i].kind, r->due[i].key,
		    r->arena, &rows[count]);
		if (l->alert->dry_run)
			lane_tell(l, &rows[count], "would send");
		r->due[count] = r->due[i];
		count++;
	}
	r->n_due = count;
	if (count == 0 || l->alert->dry_run) {
		round_free(l);
		look_waves(l);
		return;
	}
	store_ring_commit(lane_store(l), rows, count, NULL, 0, loop_now(),
	    on_rows, l);
}

/* --- what is due --- */

static void
add_due(struct round *r, const struct conf_recipient *who,
    enum outbox_kind kind, char *key, int64_t day)
{
	if (find_made(r->lane, key) == NULL)
		r->due[r->n_due++] = (struct due){ who, kind, key, day };
}

static void
earlier(int64_t *t, int64_t other)
{
	if (other != 0 && (*t == 0 || other < *t))
		*t = other;
}

/* Who gets it: he, or while he is absent his deputy, if that one has none of
 * his own. */
static const struct conf_recipient *
stands_in(const struct conf_client *c, const struct conf_recipient *r,
    int64_t now)
{
	const struct conf_recipient *to = bell_stand_in(c, r, now);

	return to == r || (to != NULL && !to->digest) ? to : NULL;
}

/* Is anybody who gets it there when the mail before closing is due? */
static bool
is_attended(const struct conf_client *c, int64_t now, int64_t at)
{
	for (size_t i = 0; i < c->n_recipients; i++) {
		const struct conf_recipient *who = &c->recipients[i];

		if (who->digest && (who = stands_in(c, who, now)) != NULL &&
		    digest_open(who, at))
			return true;
	}
	return false;
}

/* close: the client's; who leaves earlier is told if nobody else is. */
static void
add_closing(struct round *r, const struct conf_recipient *who,
    const struct digest_close *close, bool attended, int64_t now,
    int64_t *next)
{
	const struct conf_client *c = lane_conf(r->lane);
	int64_t begun = r->lane->digests.begun;
	int64_t day = hours_date(c->hours, close->closes);
	struct digest_close his = *close;
	char name[16];

	if (!attended && digest_leaves(c, who, now, &his) && his.at > now)
		earlier(next, his.at);
	if (his.at > now || his.at < begun || now >= his.closes ||
	    !digest_open(who, now))
		return;
	digest_day_name(day, name);
	add_due(r, who, close->longer ? OUTBOX_CLOSURE : OUTBOX_CLOSING,
	    arena_printf(r->arena, "closing/%s/%s", who->name, name), day);
}

/* Fill the round; when the calendar must be looked at again. */
static int64_t
collect(struct round *r, int64_t now)
{
	const struct lane *l = r->lane;
	const struct conf_client *c = lane_conf(l);
	int64_t begun = l->digests.begun, next = now + FAR;
	struct digest_close close;
	bool closes = digest_close(c, now, &close);
	bool attended = closes && is_attended(c, now, close.at);

	r->due = arena_alloc(r->arena, (2 * c->n_recipients + 1) *
	    sizeof(*r->due));
	for (size_t i = 0; i < c->n_recipients; i++) {
		const struct conf_recipient *who = &c->recipients[i];
		struct digest_day d;

		if (!who->digest)
			continue;
		earlier(&next, digest_next(c, who, now));
		who = stands_in(c, who, now);
		if (who == NULL)
			continue;
		/* A deputy's day may begin later. */
		earlier(&next, digest_next(c, who, now));
		if (digest_day(c, who, now, &d) && d.at <= now &&
		    now < d.until && d.at >= begun)
			add_due(r, who, d.closed_since != 0 ? OUTBOX_RETURN :
			    OUTBOX_DIGEST, digest_key(r->arena, who->name,
			    d.day), d.day);
		if (closes)
			add_closing(r, who, &close, attended, now, &next);
	}
	if (closes && close.at > now)
		earlier(&next, close.at);
	else if (closes)
		earlier(&next, close.closes);
	return next;
}

static bool
has_digests(const struct conf_client *c)
{
	for (size_t i = 0; i < c->n_recipients; i++)
		if (c->recipients[i].digest)
			return true;
	return false;
}

void
digest_look(struct lane *l)
{
	struct digest_state *s = &l->digests;
	const struct conf_client *c = lane_conf(l);
	int64_t now = loop_now();
	struct arena *a;
	struct round *r;
	const char **keys;

	if (!has_digests(c)) {
		look_waves(l);
		return;
	}
	if (s->begun != 0 && now >= s->looked_at && now < s->look_at) {
		lane_at(l, s->look_at);
		look_waves(l);
		return;
	}
	purge(l, hours_date(c->hours, now));
	a = arena_new();
	r = arena_alloc(a, sizeof(*r));
	r->lane = l;
	r->arena = a;
	s->looked_at = now;
	s->look_at = collect(r, now);
	lane_at(l, s->look_at);
	if (r->n_due == 0 && s->begun != 0) {
		arena_free(a);
		look_waves(l);
		return;
	}
	s->round = r;
	keys = arena_alloc(a, (r->n_due + 1) * sizeof(*keys));
	for (size_t i = 0; i < r->n_due; i++)
		keys[i] = r->due[i].key;
	/* Not asked yet whether and when digests began: nothing is due. */
	if (s->begun == 0)
		r->n_due = 0;
	store_digest_keys(lane_store(l), keys, r->n_due, on_keys, l);
}

/* --- waves of complaints --- */

static void
on_wave_marked(void *arg, const struct err *e)
{
	struct lane *l = arg;

	if (e->code != ERR_OK)
		lane_trouble(l, e);
}

static void
mark_waves(struct lane *l)
{
	struct round *r = l->digests.round;

	for (size_t i = 0; i < r->n_waves; i++)
		store_digest_wave_mark(lane_store(l), r->waves[i], loop_now(),
		    on_wave_marked, l);
	round_free(l);
	lane_bells(l);
}

static void
on_wave_rows(void *arg, const struct err *e)
{
	struct lane *l = arg;

	if (lane_failed(l, e)) {
		round_free(l);
		return;
	}
	lane_wrote(l);
	mark_waves(l);
}

static bool
hears_of(const struct conf_recipient *r, const struct digest_wave *w)
{
	struct question q = { .account = w->account, .network = w->network,
		.q = { .state = Q_WAITING, .rings = true } };
	struct conf_recipient any = *r;

	any.words = any.languages = NULL;
	return route_wants(&any, &q);
}

static void
on_waves(void *arg, const struct err *e, const struct digest_wave *w, size_t n)
{
	struct lane *l = arg;
	const struct conf_client *c = lane_conf(l);
	struct arena *a;
	struct round *r;
	struct outbox_row *rows;
	size_t count = 0;
	int64_t now = loop_now();

	if (lane_failed(l, e))
		return;
	if (n == 0) {
		lane_bells(l);
		return;
	}
	a = arena_new();
	r = arena_alloc(a, sizeof(*r));
	r->lane = l;
	r->arena = a;
	r->waves = arena_alloc(a, n * sizeof(*r->waves));
	rows = arena_alloc(a, (n * c->n_recipients + 1) * sizeof(*rows));
	for (size_t i = 0; i < n; i++) {
		size_t before = count;

		if (w[i].seen_at <= now && w[i].seen_at > now - WAVE_MARK)
			continue;
		r->waves[r->n_waves++] = arena_strdup(a, w[i].account);
		if (w[i].seen_at <= now && w[i].seen_at > now - WAVE_QUIET)
			continue;	/* the same one still */
		for (size_t k = 0; k < c->n_recipients; k++) {
			const struct conf_recipient *who = &c->recipients[k];

			if (!hears_of(who, &w[i]) || !bell_present(who, now) ||
			    plan_has_address(rows + before, count - before,
			    who))
				continue;
			digest_row(l, who, OUTBOX_WAVE, arena_printf(a,
			    "wave/%s/%s/%" PRId64, who->name, w[i].account,
			    w[i].seen_at), a, &rows[count]);
			rows[count].body = arena_strdup(a, w[i].account);
			if (who->hours != NULL)
				rows[count].next_at = hours_next_open(
				    who->hours, now);
			count++;
		}
	}
	l->digests.round = r;
	if (l->alert->dry_run) {
		for (size_t i = 0; i < count; i++)
			lane_tell(l, &rows[i], "would send");
		round_free(l);
		lane_bells(l);
	} else if (count > 0) {
		store_ring_commit(lane_store(l), rows, count, NULL, 0, now,
		    on_wave_rows, l);
	} else {
		mark_waves(l);
	}
}

static void
look_waves(struct lane *l)
{
	const struct conf_client *c = lane_conf(l);
	int64_t now = loop_now();

	if (c->wave == 0) {
		lane_bells(l);
		return;
	}
	if (loop_mono() < l->digests.waves_at) {
		lane_at(l, now + l->digests.waves_at - loop_mono());
		lane_bells(l);
		return;
	}
	l->digests.waves_at = loop_mono() + WAVE_EVERY;
	store_digest_wave(lane_store(l), now - WAVE_SPAN, c->wave, now,
	    on_waves, l);
}
