/* SPDX-License-Identifier: ISC */

/* Why a bell rings then and there, in words; see bell.h. */

#include "alert/bell.h"
#include "base/buf.h"
#include "base/tr.h"
#include "base/when.h"

static void
add_cause(struct buf *b, const char *lang, const struct question *q,
    const struct bell *bell)
{
	char span[32];

	if (bell->held) {
		buf_adds(b, q->q.last_verb == VERB_SNOOZE ?
		    tr(lang, "put off until now") :
		    tr(lang, "the silence asked for is over"));
	} else if (bell->reminder > 0) {
		buf_addf(b, tr(lang, "reminder no. %d"), bell->reminder);
	} else if (bell->hurried) {
		buf_adds(b, tr(lang, "now, because the question cannot wait "
		    "until you open again"));
	} else if (bell->after > 0 && bell->due > q->seen_at) {
		span_human(bell->after, lang, span);
		buf_addf(b, tr(lang, "%s after it was asked"), span);
	} else {
		buf_adds(b, tr(lang, "as soon as it was heard"));
	}
}

static void
add_hour(struct buf *b, const char *lang, const struct conf_client *c,
    const struct question *q, const struct bell *bell)
{
	const struct conf_recipient *r = bell->to != NULL ? bell->to : bell->of;
	unsigned why = route_kinds(c, q) & r->outside;

	if (bell->any_hour && r->hours != NULL &&
	    !hours_is_open(r->hours, bell->at)) {
		buf_adds(b, "; ");
		buf_adds(b, why & OUTSIDE_URGENT ?
		    tr(lang, "outside hours, because the question is urgent") :
		    why & OUTSIDE_PRIVATE ?
		    tr(lang, "outside hours, because it is private") :
		    why & OUTSIDE_VIP ?
		    tr(lang, "outside hours, because somebody important asks") :
		    tr(lang, "outside hours, because it has waited so long"));
		return;
	}
	if (bell->at <= bell->due)
		return;
	buf_adds(b, "; ");
	if (q->thread_waiting > BELL_CROWD)
		buf_adds(b, tr(lang, "together with the others of the "
		    "conversation"));
	else
		buf_adds(b, tr(lang, "moved into working hours"));
}

/* "6. Januar": the last day of the absence around t. */
static bool
back_at(const struct conf_client *c, const struct conf_recipient *r, int64_t t,
    const char *lang, char out[64])
{
	int64_t back;

	if (r->present == NULL || c->hours == NULL || bell_present(r, t))
		return false;
	back = hours_next_open(r->present, t);
	if (back > t + 364 * WHEN_DAY)
		return false;
	hours_format(c->hours, back - 1, lang, "date", out, 64);
	return true;
}

static void
add_people(struct buf *b, const char *lang, const struct conf_client *c,
    const struct bell *bell)
{
	char until[64];

	if (bell->to == bell->of)
		return;
	buf_adds(b, "; ");
	if (bell->to == NULL)
		buf_adds(b, tr(lang, "nobody who should hear of it is there"));
	else if (back_at(c, bell->of, bell->at, lang, until))
		buf_addf(b, tr(lang, "for %s, absent until %s"),
		    bell->of->name, until);
	else
		buf_addf(b, tr(lang, "for %s"), bell->of->name);
}

void
bell_why(struct buf *b, const char *lang, const struct conf_client *c,
    const struct question *q, const struct bell *bell)
{
	add_cause(b, lang, q, bell);
	add_hour(b, lang, c, q, bell);
	add_people(b, lang, c, bell);
}
