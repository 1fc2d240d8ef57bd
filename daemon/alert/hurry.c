/* SPDX-License-Identifier: ISC */

/* What would be too late after the next opening; see hurry.h. */

#include <string.h>

#include "alert/bell.h"
#include "alert/digest_when.h"
#include "alert/hurry.h"
#include "base/when.h"
#include "text/weekday.h"
#include "triage/civil.h"

enum soon
hurry_of(const struct question *q)
{
	const char *s = q->last_text != NULL ? q->last_text : q->text;
	enum soon soon = s != NULL ? soon_read(s, strlen(s)) : SOON_NO;

	if (s != q->text && q->text != NULL) {
		enum soon first = soon_read(q->text, strlen(q->text));

		return first > soon ? first : soon;
	}
	return soon;
}

bool
hurry_is_urgent(const struct conf_client *c, const struct question *q)
{
	return route_kinds(c, q) & OUTSIDE_URGENT;
}

/* "Am Sonntag", asked on a Saturday: is that over when they open again? */
static bool
names_day_before(const struct question *q, int64_t asked, int64_t back)
{
	unsigned days = 0;

	if (q->text != NULL)
		days |= weekdays_asked(q->text, strlen(q->text));
	if (q->last_text != NULL && q->last_text != q->text)
		days |= weekdays_asked(q->last_text, strlen(q->last_text));
	for (int64_t d = asked + 1; days != 0 && d < back && d < asked + 7; d++)
		if (days & (1u << civil_weekday(d)))
			return true;
	return false;
}

bool
hurry_before(const struct conf_client *c, const struct question *q,
    int64_t now, int64_t opens)
{
	int64_t due = digest_due(c, q->q.asked_at);
	int64_t today = hours_date(c->hours, now);
	int64_t asked = hours_date(c->hours, q->q.asked_at);
	int64_t back = hours_date(c->hours, opens);

	if (q->q.less_urgent)
		return false;
	/* Due before people are at work again, and not long overdue: what was
	 * due on an earlier day is the digest's. */
	if ((due <= opens + WHEN_HOUR || hurry_is_urgent(c, q)) &&
	    due > hours_opens_on(c->hours, now))
		return true;
	switch (hurry_of(q)) {
	case SOON_NOW:
	case SOON_TODAY:
		return asked == today;
	case SOON_TOMORROW:
		return asked + 1 <= back && asked + 1 >= today;
	case SOON_NO:
		break;
	}
	return asked >= today - 1 && names_day_before(q, asked, back);
}
