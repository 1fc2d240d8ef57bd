/* SPDX-License-Identifier: ISC */

/*
 * Weeks of ringing in simulated time: hundreds of questions, random steps,
 * hours, absences, deputies, silences and answers, across both changes of the
 * clocks, with restarts in between.  A second opinion, which walks through the
 * calendar minute by minute, says which mail has to go to whom and when; every
 * mail must be one of those, and every one of those a mail.
 *
 * With limits, and a mail server that is down at times, mails are later and
 * fewer.  Then nobody may get more than allowed, nobody is disturbed outside
 * his hours or while absent, and whatever was due is told later, unless it was
 * answered before.  Half of these weeks mails are bundled, too.
 */

#include "core/alert_rig.h"

#define PEOPLE		4
#define ADMIN		PEOPLE
#define MAX_Q		80
#define DAYS		24
#define HORIZON		((DAYS + 2) * 24 * 60)	/* minutes */
#define TOLERANCE	WHEN_MINUTE		/* threads are read first */

/* --- chance --- */

static uint64_t dice;

static uint64_t
roll(uint64_t n)
{
	dice = dice * UINT64_C(6364136223846793005) +
	    UINT64_C(1442695040888963407);
	return (dice >> 33) % n;
}

/* --- the world --- */

static const char *const texts[] = { "Wann habt ihr am Samstag geöffnet?",
	"Habt ihr das auch ohne Nüsse?", "Kann ich eine Torte bestellen?" };

struct ask {
	int64_t asked, seen, answered;	/* answered 0: never */
	int64_t act, quiet;		/* 0: nobody puts it off */
	bool private_, urgent, request;
	char id[QID_LEN + 1];
};

static int64_t start;
static struct conf_recipient people[PEOPLE];
static struct conf_step steps[6];
static struct ask asks[MAX_Q];
static size_t n_asks;
static char names[PEOPLE][16], addresses[PEOPLE][32];

/* Minute by minute: is it open, is he there? */
static bool shop_open[HORIZON], open_[PEOPLE][HORIZON],
    there[PEOPLE][HORIZON];

static int64_t
minute(int64_t t)
{
	return (t - start) / MIN;
}

static int64_t
time_of(int64_t m)
{
	return start + m * MIN;
}

static void
lay_calendar(void)
{
	for (int64_t m = 0; m < HORIZON; m++) {
		shop_open[m] = hours_is_open(rig_client.hours, time_of(m));
		for (int i = 0; i < PEOPLE; i++) {
			open_[i][m] = hours_is_open(people[i].hours,
			    time_of(m));
			there[i][m] = people[i].present == NULL ||
			    hours_is_open(people[i].present, time_of(m));
		}
	}
}

static void
make_people(bool limits)
{
	static const char *const spans[] = { NULL, "mo-fr 9-12,13-17", "24/7",
		"sa-su 10-16", "mo-su 20-23" };
	char day[96];
	struct err e = { 0 };

	for (int i = 0; i < PEOPLE; i++) {
		struct conf_recipient *r = &people[i];
		const char *own = spans[roll(ARRAY_LEN(spans))];

		memset(r, 0, sizeof(*r));
		snprintf(names[i], sizeof(names[i]), "p%d", i);
		snprintf(addresses[i], sizeof(addresses[i]), "p%d@example.org",
		    i);
		r->name = names[i];
		r->address = addresses[i];
		r->hours = rig_client.hours;
		if (own != NULL) {
			r->hours = hours_new("Europe/Berlin", &e);
			assert_int_equal(hours_add_spans(r->hours, own, &e),
			    0);
		}
		r->delay_ms = roll(2) == 0 ? -1 : (int64_t)roll(3) * HOUR;
		if (roll(3) == 0)
			r->outside = (unsigned)roll(8) << (roll(2) * 1);
		r->outside &= ~OUTSIDE_VIP;
		r->long_ms = 2 * WHEN_DAY;
		if (i < PEOPLE - 1 && roll(2) == 0)
			r->deputy = &people[i + 1 + (int)roll((uint64_t)
			    (PEOPLE - 1 - i))];
		if (limits && roll(2) == 0)
			r->max_hour = 1 + (int64_t)roll(3);
		if (limits && roll(2) == 0)
			r->max_day = 1 + (int64_t)roll(5);
		if (roll(3) == 0)
			continue;
		r->present = hours_new("Europe/Berlin", &e);
		for (uint64_t n = 1 + roll(4); n > 0; n--) {
			int64_t at = start + (int64_t)roll(DAYS) * WHEN_DAY;
			char iso[32];

			when_format(at + 12 * HOUR, iso);
			iso[10] = '\0';
			if (roll(3) == 0) {
				snprintf(day, sizeof(day), "%s 8:00-12:00",
				    iso);
			} else {
				char end[32];

				when_format(at + 12 * HOUR + (int64_t)roll(6) *
				    WHEN_DAY, end);
				end[10] = '\0';
				snprintf(day, sizeof(day), "%s..%s", iso, end);
			}
			if (hours_add_exception(r->present, day, &e) == -1)
				fail_msg("%s", e.text);
		}
	}
	rig_client.recipients = people;
	rig_client.n_recipients = PEOPLE;
}

static void
make_steps(void)
{
	static const int64_t after[] = { 0, 30 * MIN, 2 * HOUR, 6 * HOUR,
		10 * HOUR };
	size_t n = 0;

	rig_client.steps = steps;
	rig_client.n_steps = 0;
	if (roll(3) == 0)
		return;
	/* In order of time, no two alike. */
	for (size_t a = 0; a < ARRAY_LEN(after) && n < ARRAY_LEN(steps); a++)
		for (int i = 0; i < PEOPLE && n < ARRAY_LEN(steps); i++)
			if (roll(4) == 0)
				steps[n++] = (struct conf_step){ after[a],
					&people[i] };
	rig_client.n_steps = n;
}

static void
setup_world(uint64_t seed, const char *from, bool limits)
{
	struct err e = { 0 };

	dice = seed * 7919 + 17;
	start = when_parse(from);
	fake_clock_jump(start - loop_now());
	hours_free(rig_client.hours);
	rig_client.hours = hours_new("Europe/Berlin", &e);
	if (roll(4) > 0)
		assert_int_equal(hours_add_spans(rig_client.hours,
		    "mo-fr 8-18; sa 9-13", &e), 0);
	rig_client.collect_ms = 0;
	rig_client.bundle_ms = limits && seed % 2 == 0 ? 30 * MIN : 0;
	rig_client.remind_ms = roll(4) == 0 ? 0 : 4 * HOUR;
	make_people(limits);
	make_steps();
	lay_calendar();
	rig_reconfigure();
	fake_advance(MIN);
}

/* --- what happens --- */

struct event {
	int64_t at;
	enum { EV_ASK, EV_ANSWER, EV_ACT, EV_RESTART, EV_RELOAD, EV_DOWN,
		EV_UP } kind;
	size_t q;
};

static struct event events[4 * MAX_Q];
static size_t n_events;

static int
by_time(const void *a, const void *b)
{
	const struct event *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return x->q < y->q ? -1 : x->q > y->q;
}

static void
plan_events(bool trouble)
{
	n_asks = 40 + roll(MAX_Q - 40);
	n_events = 0;
	memset(asks, 0, sizeof(asks));
	for (size_t i = 0; i < n_asks; i++) {
		struct ask *a = &asks[i];
		/* In the first two weeks; some at night. */
		int64_t m = 30 + (int64_t)roll(14 * 24 * 60);

		a->seen = time_of(m);
		a->asked = roll(3) == 0 && a->seen - 120 * MIN > start ?
		    a->seen - (int64_t)roll(120) * MIN :
		    a->seen;
		a->private_ = roll(5) == 0;
		events[n_events++] = (struct event){ a->seen, EV_ASK, i };
		if (roll(3) > 0) {
			a->answered = a->seen + (1 + (int64_t)roll(4 * 24 * 60))
			    * MIN;
			events[n_events++] = (struct event){ a->answered,
				EV_ANSWER, i };
		}
		if (roll(4) == 0) {
			a->act = a->seen + (1 + (int64_t)roll(24 * 60)) * MIN;
			a->quiet = a->act + (int64_t)roll(3 * 24 * 60) * MIN;
			if (a->answered == 0 || a->act < a->answered)
				events[n_events++] = (struct event){ a->act,
					EV_ACT, i };
			else
				a->act = a->quiet = 0;
		}
	}
	for (int i = 0; i < 6; i++)
		events[n_events++] = (struct event){ time_of(30 +
			(int64_t)roll(20 * 24 * 60)), roll(2) == 0 ?
			EV_RESTART : EV_RELOAD, 0 };
	for (int i = 0; trouble && i < 5; i++) {
		int64_t at = time_of(30 + (int64_t)roll(18 * 24 * 60));

		events[n_events++] = (struct event){ at, EV_DOWN, 0 };
		events[n_events++] = (struct event){ at +
			(int64_t)roll(20 * 60) * MIN, EV_UP, 0 };
	}
	qsort(events, n_events, sizeof(*events), by_time);
}

static void
down(void *arg, const char *to, const char *text, struct smtp_result *r)
{
	(void)arg, (void)to, (void)text;
	r->outcome = SMTP_TEMPORARY;
	err_set(&r->err, ERR_NET, "no connection");
}

static void
on_acted(void *arg, const struct err *e, const struct question *q, size_t n)
{
	(void)arg, (void)q, (void)n;
	if (e->code != ERR_OK)
		fail_msg("%s", e->text);
}

static void
on_listed(void *arg, const struct err *e, const struct question *v, size_t n)
{
	(void)arg;
	assert_int_equal(e->code, ERR_OK);
	for (size_t i = 0; i < n; i++) {
		struct ask *a = &asks[atoi(v[i].native) - 1000];

		memcpy(a->id, v[i].id, sizeof(a->id));
		a->urgent = v[i].q.urgent;
		a->request = v[i].q.label == LABEL_REQUEST;
		assert_int_equal(v[i].q.asked_at, a->asked);
		assert_int_equal(v[i].q.private_, a->private_);
		assert_true(v[i].q.rings || v[i].q.ended_at != 0);
	}
}

static void
list(void)
{
	const struct question_filter f = { .open = true, .perhaps = true,
		.ended = true, .max = 1000 };

	store_list(rig_store, &f, on_listed, NULL);
	fake_settle();
}

static void
happen(const struct event *ev)
{
	struct ask *a = &asks[ev->q];
	char id[16], who[16], parent[16];
	struct hark_post p;

	snprintf(parent, sizeof(parent), "%zu", 1000 + ev->q);
	switch (ev->kind) {
	case EV_ASK:
		snprintf(who, sizeof(who), "someone%zu", ev->q);
		p = rig_post(parent, who, texts[ev->q % ARRAY_LEN(texts)]);
		p.created = a->asked;
		if (a->private_) {
			p.kind = HARK_MESSAGE;
			p.visibility = HARK_PRIVATE;
		}
		rig_poll(&p, 1, false);
		list();
		assert_int_equal(a->id[0] != '\0', 1);
		break;
	case EV_ANSWER:
		snprintf(id, sizeof(id), "%zu", 5000 + ev->q);
		p = rig_reply(id, parent, "Bis 14 Uhr.");
		/* Who was asked in private calls back. */
		if (a->private_)
			store_act(rig_store, &(struct store_act){ .id = a->id,
			    .verb = VERB_CLOSE, .who = "test", .arg = "phone",
			    .now = loop_now() }, on_acted, NULL);
		else
			rig_poll(&p, 1, false);
		fake_settle();
		break;
	case EV_ACT:
		store_act(rig_store, &(struct store_act){ .id = a->id,
		    .verb = VERB_SNOOZE, .who = "test", .now = loop_now(),
		    .until = a->quiet }, on_acted, NULL);
		fake_settle();
		break;
	case EV_RESTART:
		rig_restart();
		break;
	case EV_RELOAD:
		rig_reconfigure();
		break;
	case EV_DOWN:
		fake_smtp(down, NULL);
		break;
	case EV_UP:
		fake_smtp(NULL, NULL);
		break;
	}
}

static void
live(void)
{
	for (size_t i = 0; i < n_events; i++) {
		if (events[i].at > loop_now())
			fake_advance(events[i].at - loop_now());
		happen(&events[i]);
	}
	fake_smtp(NULL, NULL);
	fake_advance(time_of(DAYS * 24 * 60) - loop_now());
	list();
}

/* --- what was sent --- */

struct sent {
	int who;
	size_t q;
	int64_t at;
	bool any_hour, used;
};
static struct sent sents[20000];
static size_t n_sents;
static struct { int who; int64_t at; bool more; } mails[20000];
static size_t n_mails, n_pending;

static int
person(const char *name)
{
	for (int i = 0; i < PEOPLE; i++)
		if (strcmp(names[i], name) == 0)
			return i;
	assert_string_equal(name, "admin");
	return ADMIN;
}

static size_t
ask_of(const char *id)
{
	for (size_t i = 0; i < n_asks; i++)
		if (strcmp(asks[i].id, id) == 0)
			return i;
	fail_msg("question %s is unknown", id);
	return 0;
}

static void
on_rows(void *arg, const struct err *e, const struct outbox_row *rows,
    size_t n, int64_t next)
{
	(void)arg, (void)next;
	assert_int_equal(e->code, ERR_OK);
	n_sents = n_mails = n_pending = 0;
	for (size_t i = 0; i < n; i++) {
		const struct outbox_row *r = &rows[i];

		n_pending += r->state == OUTBOX_PENDING;
		assert_int_not_equal(r->state, OUTBOX_FAILED);
		if (r->state != OUTBOX_SENT)
			continue;
		mails[n_mails].who = person(r->recipient);
		mails[n_mails].more = r->kind == OUTBOX_MORE;
		mails[n_mails++].at = r->sent_at;
		for (size_t k = 0; r->questions[k] != NULL &&
		    r->kind != OUTBOX_MORE; k++)
			sents[n_sents++] = (struct sent){
				.who = person(r->recipient),
				.q = ask_of(r->questions[k]),
				.at = r->sent_at, .any_hour = r->any_hour };
	}
}

static void
read_outbox(void)
{
	store_outbox_list(rig_store, false, 100000, on_rows, NULL);
	fake_settle();
	/* No row was sent twice. */
	assert_int_equal(rig_accepted(NULL), n_mails);
}

/* --- the second opinion --- */

struct want {
	int who;
	size_t q;
	int64_t at;		/* minutes */
	bool unsure;		/* something happened in the same moment */
	bool found;
};
static struct want wants[20000];
static size_t n_wants;

/* One question's view of the world. */
struct view {
	const struct ask *a;
	unsigned kinds;
	int64_t quiet;		/* minute, or INT64_MIN */
	int owners[16];		/* of steps, by time */
	int64_t dues[16], afters[16];
	size_t n;
	struct { int who; int64_t at; } out[2000];
	size_t n_out;
};

static int64_t
walk(int64_t m, int64_t left)
{
	for (; left > 0 && m < HORIZON - 1; m++)
		left -= shop_open[m];
	return m;
}

static int64_t
opens(const struct view *v, int who, int64_t m)
{
	int64_t late = minute(v->a->asked) + people[who].long_ms / MIN;

	if (people[who].outside & v->kinds)
		return m;
	for (; m < HORIZON - 1 && !open_[who][m]; m++)
		if ((people[who].outside & OUTSIDE_LONG) && m >= late)
			break;
	return m;
}

/* Who hears at which minute what is meant for `who' from m on; -1: nobody. */
static int
listener(const struct view *v, int who, int64_t m, int64_t *at)
{
	const struct conf_recipient *r = &people[who];

	*at = opens(v, who, m);
	for (; r != NULL; r = r->deputy) {
		int i = (int)(r - people);
		int64_t t = opens(v, i, m);

		if (there[i][t]) {
			*at = t;
			return i;
		}
	}
	return -1;
}

static void
hear(struct view *v, int who, int64_t at)
{
	v->out[v->n_out].who = who;
	v->out[v->n_out++].at = at;
}

/*
 * The step of `who' rings from m on (n 0), or a reminder (n > 0).  Gives the
 * minute, and in *heard who hears it, -1 if it is dropped.
 */
static int64_t
ring(const struct view *v, int who, int64_t m, int n, int *heard)
{
	int64_t at, t;
	bool others = false;

	*heard = listener(v, who, m, &at);
	if (*heard >= 0 && n > 0 && *heard != who)
		for (size_t i = 0; i < v->n; i++)
			if (v->owners[i] == *heard)
				*heard = -1;
	if (*heard >= 0 || listener(v, who, m, &t) >= 0)
		return at;
	/* Nobody of the chain: the first of the others who is there. */
	for (size_t i = 0; i < v->n && !others; i++) {
		int instead = v->owners[i] == who ? -1 :
		    listener(v, v->owners[i], m, &t);

		if (instead < 0)
			continue;
		others = true;
		if (n == 0 && v->dues[i] > m) {
			*heard = instead;
			at = t;
		}
	}
	if (!others)
		*heard = ADMIN;
	return at;
}

/* A reminder's minute, gap minutes of business time later: on the hour. */
static int64_t
remind(int64_t m, int64_t gap)
{
	int64_t t = walk(m, gap), hour;

	if (gap < 120)
		return t;
	hour = time_of(t) / HOUR * HOUR;
	return hour < start ? t : minute(hour);
}

static void
lay_owner(struct view *v, int who)
{
	int64_t at = 0, gap = rig_client.remind_ms / MIN, end, wait, due;
	int64_t seen = minute(v->a->seen), week = 7 * 24 * 60;
	bool silent = false;
	int heard, before = -1;

	for (size_t i = 0; i < v->n; i++) {
		if (v->owners[i] != who)
			continue;
		wait = ring(v, who, v->dues[i], 0, &heard);
		/* Not soon after the step before, if hours moved that. */
		if (before >= 0 && wait != at && v->afters[i] >
		    v->afters[before] && wait < walk(at, (v->afters[i] -
		    v->afters[before]) / 2))
			wait = ring(v, who, walk(at, v->afters[i] -
			    v->afters[before]), 0, &heard);
		at = wait;
		before = (int)i;
		if (silent && at >= v->quiet) {
			int h;

			end = ring(v, who, v->quiet, 0, &h);
			if (h >= 0)
				hear(v, h, end);
			silent = false;
		}
		if (at < v->quiet)
			silent = true;
		else if (heard >= 0)
			hear(v, heard, at);
	}
	for (int n = 1, last = 0; gap > 0 && at < HORIZON - 2; n++) {
		due = remind(at, gap);
		wait = ring(v, who, due, n, &heard);
		if (wait > seen + 30 * 24 * 60)
			break;
		if (wait < v->quiet) {
			silent = true;
			last = n;
			heard = -1;
		} else if (silent) {
			int h;

			end = ring(v, who, v->quiet, last, &h);
			if (h >= 0)
				hear(v, h, end);
			silent = false;
			if (remind(end, gap) > due)
				wait = ring(v, who, remind(end, gap), n,
				    &heard);
			if (wait > seen + 30 * 24 * 60)
				break;
		}
		at = wait;
		if (heard >= 0)
			hear(v, heard, at);
		gap = 2 * gap < week ? 2 * gap : week;
		if (n > 100)
			break;
	}
	if (silent) {
		/* How late in the series does not matter for who hears it,
		 * but whether it is a step or a reminder does. */
		int h, n = 0;
		int64_t t = 0, g = rig_client.remind_ms / MIN;

		for (size_t i = 0; i < v->n; i++)
			if (v->owners[i] == who)
				t = ring(v, who, v->dues[i], 0, &heard);
		if (g > 0 && ring(v, who, remind(t, g), 1, &heard) < v->quiet)
			n = 1;
		end = ring(v, who, v->quiet, n, &h);
		if (h >= 0)
			hear(v, h, end);
	}
}

/* A step, its recipient, and after how many minutes it comes. */
static int64_t
after_of(const struct ask *a, size_t i, int *who)
{
	*who = rig_client.n_steps > 0 ? (int)(steps[i].to - people) : (int)i;
	return rig_client.n_steps > 0 ? steps[i].after_ms / MIN :
	    people[*who].delay_ms >= 0 ? people[*who].delay_ms / MIN :
	    a->private_ || a->urgent || a->request ? 30 : 120;
}

static int64_t
due_of(const struct view *v, int who, int64_t after)
{
	int64_t seen = minute(v->a->seen), due = after == 0 ? seen :
	    people[who].outside & v->kinds ? minute(v->a->asked) + after :
	    walk(minute(v->a->asked), after);

	return due < seen ? seen : due;
}

/* Who may be woken does not wait where nobody of an earlier step is up. */
static int64_t
woken_after(const struct view *v, int who, int64_t after, size_t n)
{
	int64_t least = after, due = due_of(v, who, after), x, at;
	bool heard = false;
	int other;

	for (size_t i = 0; i < n; i++) {
		x = after_of(v->a, i, &other);
		if (x < least)
			least = x;
		if (x < after && listener(v, other, due_of(v, other, x),
		    &at) >= 0)
			heard |= at < due;
	}
	return (people[who].outside & v->kinds) && !heard ? least : after;
}

/* All that would be heard of a question, if it were silent until `quiet'. */
static void
lay_view(struct view *v, const struct ask *a, int64_t quiet)
{
	size_t n = rig_client.n_steps > 0 ? rig_client.n_steps : PEOPLE;

	v->a = a;
	v->quiet = quiet;
	v->n = v->n_out = 0;
	v->kinds = (a->urgent ? OUTSIDE_URGENT : 0) |
	    (a->private_ ? OUTSIDE_PRIVATE : 0);
	for (size_t i = 0; i < n; i++) {
		int who;
		int64_t after = after_of(a, i, &who), due;
		size_t k = v->n++;

		after = woken_after(v, who, after, n);
		due = due_of(v, who, after);
		/* In order of time, then as the recipients stand. */
		for (; k > 0 && (v->dues[k - 1] > due || (v->dues[k - 1] ==
		    due && v->owners[k - 1] > who)); k--) {
			v->dues[k] = v->dues[k - 1];
			v->owners[k] = v->owners[k - 1];
			v->afters[k] = v->afters[k - 1];
		}
		v->dues[k] = due;
		v->owners[k] = who;
		v->afters[k] = after;
	}
	for (int who = 0; who < PEOPLE; who++)
		for (size_t i = 0; i < v->n; i++)
			if (v->owners[i] == who) {
				lay_owner(v, who);
				break;
			}
}

static bool
close_to(int64_t t, int64_t m)
{
	return t != 0 && time_of(m) >= t - 2 * MIN && time_of(m) <= t + 2 * MIN;
}

static void
want(const struct view *v, size_t q, int64_t from, int64_t to)
{
	const struct ask *a = &asks[q];

	for (size_t i = 0; i < v->n_out; i++) {
		struct want *w = &wants[n_wants];
		int64_t m = v->out[i].at;
		bool twice = false;

		if (m < from || m >= to)
			continue;
		*w = (struct want){ .who = v->out[i].who, .q = q, .at = m };
		for (size_t k = 0; k < n_wants; k++)
			twice |= wants[k].q == q && wants[k].who == w->who &&
			    wants[k].at == m;
		w->unsure = close_to(a->answered, m) || close_to(a->act, m);
		n_wants += !twice;
	}
}

static void
second_opinion(void)
{
	static struct view v;

	n_wants = 0;
	for (size_t q = 0; q < n_asks; q++) {
		const struct ask *a = &asks[q];
		int64_t end = a->answered != 0 ? minute(a->answered) + 2 :
		    DAYS * 24 * 60 - 5;
		int64_t act = a->act != 0 ? minute(a->act) : end;

		if (end > DAYS * 24 * 60 - 5)
			end = DAYS * 24 * 60 - 5;
		/* Until staff did something, and after. */
		lay_view(&v, a, INT64_MIN);
		want(&v, q, 0, act < end ? act : end);
		if (a->act == 0)
			continue;
		lay_view(&v, a, minute(a->quiet));
		want(&v, q, act, end);
	}
}

/* --- checks --- */

static const char *
say(int64_t t)
{
	static char s[64];

	hours_format(rig_client.hours, t, "en", "full", s, sizeof(s));
	return s;
}

/* Everything about one question, for whoever has to understand a failure. */
static void
describe(uint64_t seed, size_t q)
{
	const struct ask *a = &asks[q];

	print_error("seed %d, question %zu: asked %s", (int)seed, q,
	    say(a->asked));
	print_error(", seen %s%s%s%s", say(a->seen), a->urgent ? ", urgent" :
	    "", a->private_ ? ", private" : "", a->request ? ", request" : "");
	if (a->act != 0) {
		print_error(", put off %s", say(a->act));
		print_error(" until %s", say(a->quiet));
	}
	if (a->answered != 0)
		print_error(", answered %s", say(a->answered));
	print_error("\n");
	for (size_t i = 0; i < rig_client.n_steps; i++)
		print_error("  step %d min p%d\n", (int)(steps[i].after_ms /
		    MIN), (int)(steps[i].to - people));
	for (int i = 0; i < PEOPLE; i++)
		print_error("  p%d: delay %d min, outside %u, deputy %d, "
		    "limits %d %d\n", i, (int)(people[i].delay_ms / MIN),
		    people[i].outside, people[i].deputy == NULL ? -1 :
		    (int)(people[i].deputy - people), (int)people[i].max_hour,
		    (int)people[i].max_day);
	for (size_t i = 0; i < n_events; i++)
		if (events[i].kind >= EV_RESTART)
			print_error("  event %d %s\n", (int)events[i].kind,
			    say(events[i].at));
	for (size_t i = 0; i < n_wants; i++)
		if (wants[i].q == q)
			print_error("  wanted at %d %s%s\n", wants[i].who,
			    say(time_of(wants[i].at)), wants[i].unsure ?
			    " (unsure)" : "");
	for (size_t i = 0; i < n_sents; i++)
		if (sents[i].q == q)
			print_error("  sent to %d %s\n", sents[i].who,
			    say(sents[i].at));
}

/* Nobody is disturbed when he should not be. */
static void
check_hours(uint64_t seed)
{
	for (size_t i = 0; i < n_sents; i++) {
		const struct sent *s = &sents[i];
		const struct conf_recipient *r;

		if (s->who == ADMIN)
			continue;
		r = &people[s->who];
		/* It may have left in the last minute. */
		if (r->present != NULL &&
		    !hours_is_open(r->present, s->at) &&
		    !hours_is_open(r->present, s->at - TOLERANCE))
			fail_msg("seed %d: %s is absent %s", (int)seed,
			    r->name, say(s->at));
		if (!s->any_hour && !hours_is_open(r->hours, s->at) &&
		    !hours_is_open(r->hours, s->at - TOLERANCE))
			fail_msg("seed %d: %s does not want mail %s",
			    (int)seed, r->name, say(s->at));
	}
}

static void
compare(uint64_t seed)
{
	size_t sure = 0;

	for (size_t i = 0; i < n_wants; i++) {
		struct want *w = &wants[i];

		for (size_t k = 0; k < n_sents && !w->found; k++) {
			struct sent *s = &sents[k];

			if (s->used || s->who != w->who || s->q != w->q ||
			    s->at < time_of(w->at) ||
			    s->at > time_of(w->at) + TOLERANCE)
				continue;
			w->found = s->used = true;
		}
		sure += !w->unsure;
		if (w->found || w->unsure)
			continue;
		describe(seed, w->q);
		fail_msg("it does not ring at %d %s", w->who,
		    say(time_of(w->at)));
	}
	for (size_t k = 0; k < n_sents; k++)
		if (!sents[k].used) {
			describe(seed, sents[k].q);
			fail_msg("it rings at %d %s for no reason",
			    sents[k].who, say(sents[k].at));
		}
	assert_true(sure > n_asks / 2 || n_wants == 0);
}

/* Is something urgent in this mail? */
static bool
is_urgent(size_t mail)
{
	for (size_t k = 0; k < n_sents; k++)
		if (sents[k].who == mails[mail].who &&
		    sents[k].at == mails[mail].at && asks[sents[k].q].urgent)
			return true;
	return false;
}

/* No more than allowed, but for what is urgent; the mail that says how many
 * more beside it. */
static void
check_limits(uint64_t seed)
{
	for (size_t i = 0; i < n_mails; i++) {
		const struct conf_recipient *r;
		int64_t hour = 0, day = 0, notices = 0;

		if (mails[i].who == ADMIN || is_urgent(i))
			continue;
		r = &people[mails[i].who];
		for (size_t k = 0; k < n_mails; k++) {
			bool close = mails[k].at <= mails[i].at &&
			    mails[k].at > mails[i].at - HOUR;
			int64_t midnight = hours_at(rig_client.hours,
			    mails[i].at, 0, 0);

			if (mails[k].who != mails[i].who)
				continue;
			hour += close && !mails[k].more;
			notices += close && mails[k].more;
			day += mails[k].at <= mails[i].at &&
			    mails[k].at >= midnight && !mails[k].more;
		}
		if ((r->max_hour > 0 && hour > r->max_hour) ||
		    (r->max_day > 0 && day > r->max_day))
			fail_msg("seed %d: %s gets %d mails in an hour, %d in "
			    "a day, %s", (int)seed, r->name, (int)hour,
			    (int)day, say(mails[i].at));
		if (mails[i].more && r->max_hour == 0 && r->max_day == 0)
			fail_msg("seed %d: a notice without a limit",
			    (int)seed);
		assert_true(notices <= 3);
	}
}

/* Whatever was due is told later, here or to whoever stands in. */
static void
check_told(uint64_t seed)
{
	size_t late = 0;

	for (size_t i = 0; i < n_wants; i++) {
		const struct want *w = &wants[i];
		const struct ask *a = &asks[w->q];
		bool told = w->unsure;
		/* Put off, or at rest: it is told after that. */
		int64_t give_up = DAYS * 24 * 60 - 5 * 24 * 60;

		for (size_t k = 0; k < n_sents && !told; k++)
			told = sents[k].q == w->q && sents[k].at >=
			    time_of(w->at) - 2 * rig_client.bundle_ms;
		if (told || w->at > give_up)
			continue;
		/* Answered, or put off, while it waited? */
		if (a->answered != 0 || a->act != 0) {
			late++;
			continue;
		}
		describe(seed, w->q);
		fail_msg("what is due %s at %d is never told",
		    say(time_of(w->at)), w->who);
	}
	assert_true(late <= n_wants);
}

static void
free_people(void)
{
	for (int i = 0; i < PEOPLE; i++) {
		hours_free(people[i].present);
		if (people[i].hours != rig_client.hours)
			hours_free(people[i].hours);
	}
	rig_client.n_steps = 0;
	rig_client.n_recipients = 1;
	rig_client.recipients = rig_recipients;
	fake_smtp(NULL, NULL);
	fake_mail_forget();
}

static size_t total;

static void
weeks(void **state, uint64_t seed, const char *from)
{
	setup_world(seed, from, false);
	plan_events(false);
	live();
	read_outbox();
	assert_int_equal(n_pending, 0);
	second_opinion();
	compare(seed);
	check_hours(seed);
	total += n_sents;
	free_people();
	(void)state;
}

/* The last week is quiet, so that what waited can be told. */
static void
trouble(uint64_t seed, const char *from)
{
	setup_world(seed, from, true);
	plan_events(true);
	live();
	read_outbox();
	second_opinion();
	check_hours(seed);
	check_limits(seed);
	check_told(seed);
	free_people();
}

/* Both changes of the clocks, and a time without. */
static const char *const froms[] = { "2026-03-20T00:00:00+01:00",
	"2026-10-14T00:00:00+02:00", "2026-06-01T00:00:00+02:00" };

static void
each(void **state, void (*fn)(uint64_t), uint64_t first, uint64_t n)
{
	for (uint64_t seed = first; seed < first + n; seed++) {
		fn(seed);
		rig_teardown(state);
		rig_setup(state);
	}
}

static void
one_quiet(uint64_t seed)
{
	weeks(NULL, seed, froms[seed % ARRAY_LEN(froms)]);
}

static void
one_troubled(uint64_t seed)
{
	trouble(seed, froms[seed % ARRAY_LEN(froms)]);
}

static void
test_every_mail_is_accounted_for(void **state)
{
	total = 0;
	each(state, one_quiet, 1, 6);
	/* There was something to count. */
	assert_true(total > 500);
}

static void
test_limits_and_a_server_that_is_down(void **state)
{
	each(state, one_troubled, 100, 4);
}

int
main(void)
{
#define T(fn)	cmocka_unit_test_setup_teardown(fn, rig_setup, rig_teardown)
	const struct CMUnitTest tests[] = {
		T(test_every_mail_is_accounted_for),
		T(test_limits_and_a_server_that_is_down),
	};

	/* Thousands of commits: in memory, where there is some. */
	if (access("/dev/shm", W_OK) == 0)
		rig_tmp = "/dev/shm";
	return cmocka_run_group_tests(tests, NULL, NULL);
}
