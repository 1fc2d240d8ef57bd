/* SPDX-License-Identifier: ISC */

/*
 * iCalendar files become days; see calendar.h.
 *
 * The file is cut into its entries here, so that a mistake has a line and
 * libical sees a few short properties at a time; dates and rules are libical's
 * work.  Its iterator (3.0.16) never comes back from some rules that cannot
 * come true: those are refused before it sees them.
 */

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <libical/ical.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/library.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "config/calendar.h"
#include "triage/civil.h"

#define LIBRARY		"libical.so.3"
#define ENTRY_MAX	(16u << 10)	/* bytes of an entry that are read */
#define NAME_MAX_CHARS	60
#define STEPS		100000		/* of all rules of a file */
#define WORK		2500000		/* see cost_of_period() */
#define LOOK_LAST	2582		/* the last year of libical */
#define RARE		40		/* years; a 29 February that is a
					 * Monday may take that long */

#define FUNCTIONS(X)							\
	X(icalerror_set_errors_are_fatal) X(icalparser_parse_string)	\
	X(icalcomponent_free) X(icalcomponent_get_first_property)	\
	X(icalcomponent_get_next_property) X(icalproperty_get_dtstart)	\
	X(icalproperty_get_dtend) X(icalproperty_get_duration)		\
	X(icalproperty_get_summary) X(icalproperty_get_status)		\
	X(icalproperty_get_uid) X(icalproperty_get_recurrenceid)	\
	X(icalproperty_get_exdate) X(icalproperty_get_rdate)		\
	X(icalproperty_get_rrule) X(icalrecur_iterator_new)		\
	X(icalrecur_iterator_next) X(icalrecur_iterator_free)		\
	X(icalmemory_free_ring)

static struct LIBRARY_TABLE(FUNCTIONS) lib;

static int
load(struct err *e)
{
	static const char *const names[] = { FUNCTIONS(LIBRARY_NAME) };
	static bool tried, there;

	if (!tried) {
		tried = true;
		there = library_load(LIBRARY, names, ARRAY_LEN(names), &lib);
		if (there)
			lib.icalerror_set_errors_are_fatal(0);
	}
	if (!there)
		return err_set(e, ERR_CONFIG, "calendars cannot be read without "
		    "%s; install the package libical3", LIBRARY);
	return 0;
}

/* --- entries -------------------------------------------------------------- */

struct entry {
	int line;
	icalcomponent *ical;
	char *uid;			/* or NULL */
	int64_t from;			/* days, see civil.h */
	int length;
	int64_t instead;		/* of a series' day; or INT64_MIN */
	int64_t *without;		/* days taken out of a series */
	size_t n_without;
	uint32_t name;
	bool timed, cancelled;
};

struct reading {
	struct calendar *cal;
	struct entry *v;
	size_t n, size;
	size_t rules;
	size_t room;			/* of cal->days */
	int steps;
};

static icalproperty *
first(const struct entry *x, icalproperty_kind kind)
{
	return lib.icalcomponent_get_first_property(x->ical, kind);
}

static bool
midnight(struct icaltimetype t)
{
	return t.hour == 0 && t.minute == 0 && t.second == 0 &&
	    t.zone == NULL;
}

static bool
real_date(struct icaltimetype t)
{
	return t.year > 0 && t.year < 10000 && t.month >= 1 && t.month <= 12 &&
	    t.day >= 1 && t.day <= civil_month_length(t.year, t.month);
}

static int64_t
day_of(struct icaltimetype t)
{
	return civil_day(t.year, t.month, t.day);
}

static uint32_t
name_of(struct calendar *cal, const char *summary)
{
	AUTO(buf_free) struct buf valid = BUF_INIT, safe = BUF_INIT;
	const char *s;

	utf8_repair(&valid, summary, strlen(summary));
	utf8_safe(&safe, valid.data, true);
	buf_cut(&safe, utf8_cut(safe.data, NAME_MAX_CHARS));
	for (s = safe.data; *s == ' '; s++)
		;
	/* A list repeats its names: "Heiligabend" once is enough. */
	for (size_t i = cal->n_names; i-- > 0 && i + 100 > cal->n_names;)
		if (strcmp(cal->names[i], s) == 0)
			return (uint32_t)i;
	cal->names = xreallocarray(cal->names, cal->n_names + 1,
	    sizeof(*cal->names));
	cal->names[cal->n_names] = xstrdup(s);
	return (uint32_t)cal->n_names++;
}

/* Where it begins and how long it is. */
static int
when_of(struct entry *x, struct err *e)
{
	icalproperty *p = first(x, ICAL_DTSTART_PROPERTY);
	struct icaltimetype from, to;
	struct icaldurationtype d;
	int64_t length = 1;

	if (p == NULL || !real_date(from = lib.icalproperty_get_dtstart(p)))
		return err_set(e, ERR_CONFIG, "%d: the entry has no date that "
		    "exists (DTSTART)", x->line);
	x->from = day_of(from);
	x->timed = !from.is_date && !midnight(from);
	if ((p = first(x, ICAL_DTEND_PROPERTY)) != NULL) {
		to = lib.icalproperty_get_dtend(p);
		if (!real_date(to))
			return err_set(e, ERR_CONFIG, "%d: the entry ends at no "
			    "date that exists (DTEND)", x->line);
		x->timed |= !to.is_date && !midnight(to);
		length = day_of(to) - x->from;
	} else if ((p = first(x, ICAL_DURATION_PROPERTY)) != NULL) {
		d = lib.icalproperty_get_duration(p);
		x->timed |= d.hours != 0 || d.minutes != 0 || d.seconds != 0;
		length = d.is_neg ? 1 : (int64_t)d.days + 7 * (int64_t)d.weeks;
	} else {
		x->timed |= !from.is_date;
	}
	if (x->timed)
		return 0;
	if (length > CALENDAR_LENGTH)
		return err_set(e, ERR_CONFIG, "%d: the entry lasts %lld days; "
		    "at most %d are a holiday", x->line, (long long)length,
		    CALENDAR_LENGTH);
	x->length = length < 1 ? 1 : (int)length;
	return 0;
}

static int
add_entry(struct reading *r, int line, const char *text, size_t rules,
    struct err *e)
{
	struct entry *x;
	icalproperty *p;
	size_t n = 0;

	if (r->n == CALENDAR_EVENTS)
		return err_set(e, ERR_CONFIG, "%d: more than %d entries; leave "
		    "out what is not needed", line, CALENDAR_EVENTS);
	if (r->n == r->size) {
		r->size = r->size * 2 + 16;
		r->v = xreallocarray(r->v, r->size, sizeof(*r->v));
	}
	x = &r->v[r->n];
	*x = (struct entry){ .line = line, .instead = INT64_MIN };
	x->ical = lib.icalparser_parse_string(text);
	if (x->ical == NULL)
		return err_set(e, ERR_CONFIG, "%d: the entry is not understood",
		    line);
	r->n++;
	if (when_of(x, e) == -1)
		return -1;
	for (p = first(x, ICAL_RRULE_PROPERTY); p != NULL;
	    p = lib.icalcomponent_get_next_property(x->ical,
	    ICAL_RRULE_PROPERTY))
		n++;
	if (n != rules || n > 1)
		return err_set(e, ERR_CONFIG, n > 1 ? "%d: the entry repeats in "
		    "two ways; make two of it (RRULE)" : "%d: how the entry "
		    "repeats is not understood (RRULE)", line);
	if ((r->rules += n) > CALENDAR_RULES)
		return err_set(e, ERR_CONFIG, "%d: more than %d entries repeat; "
		    "leave out what is not needed", line, CALENDAR_RULES);
	if ((p = first(x, ICAL_STATUS_PROPERTY)) != NULL)
		x->cancelled = lib.icalproperty_get_status(p) ==
		    ICAL_STATUS_CANCELLED;
	if ((p = first(x, ICAL_UID_PROPERTY)) != NULL)
		x->uid = xstrdup_null(lib.icalproperty_get_uid(p));
	if ((p = first(x, ICAL_RECURRENCEID_PROPERTY)) != NULL) {
		struct icaltimetype t = lib.icalproperty_get_recurrenceid(p);

		if (real_date(t))
			x->instead = day_of(t);
	}
	for (p = first(x, ICAL_EXDATE_PROPERTY); p != NULL;
	    p = lib.icalcomponent_get_next_property(x->ical,
	    ICAL_EXDATE_PROPERTY)) {
		struct icaltimetype t = lib.icalproperty_get_exdate(p);

		x->without = xreallocarray(x->without, x->n_without + 1,
		    sizeof(*x->without));
		if (real_date(t))
			x->without[x->n_without++] = day_of(t);
	}
	if (!x->timed && !x->cancelled) {
		const char *s = NULL;

		if ((p = first(x, ICAL_SUMMARY_PROPERTY)) != NULL)
			s = lib.icalproperty_get_summary(p);
		x->name = name_of(r->cal, s != NULL ? s : "");
	}
	r->cal->events++;
	r->cal->timed += x->timed && !x->cancelled;
	return 0;
}

/* --- days ----------------------------------------------------------------- */

static int
add_days(struct reading *r, const struct entry *x, int64_t from,
    struct err *e)
{
	struct calendar *c = r->cal;
	int64_t begin = civil_day(CALENDAR_FIRST, 1, 1);
	int64_t end = civil_day(CALENDAR_LAST + 1, 1, 1);

	for (int64_t day = from; day < from + x->length; day++) {
		if (day < begin || day >= end)
			continue;
		if (c->n == CALENDAR_DAYS)
			return err_set(e, ERR_CONFIG, "%d: more than %d days in "
			    "all; leave out what is not needed", x->line,
			    CALENDAR_DAYS);
		if (c->n == r->room) {
			r->room = r->room * 2 + 64;
			c->days = xreallocarray(c->days, r->room,
			    sizeof(*c->days));
		}
		c->days[c->n++] = (struct closed_day){ (int32_t)day, x->name };
	}
	return 0;
}

/* Is that day of a series taken out, or told by an entry of its own? */
static bool
excepted(const struct reading *r, const struct entry *x, int64_t day)
{
	for (size_t i = 0; i < x->n_without; i++)
		if (x->without[i] == day)
			return true;
	for (size_t i = 0; x->uid != NULL && i < r->n; i++)
		if (r->v[i].instead == day && r->v[i].uid != NULL &&
		    strcmp(r->v[i].uid, x->uid) == 0)
			return true;
	return false;
}

static bool
set(const short *by)
{
	return by[0] != ICAL_RECURRENCE_ARRAY_MAX;
}

/* Is it a rule of days, and one that libical comes back from? */
static bool
sensible(const struct icalrecurrencetype *rule)
{
	int most = rule->freq == ICAL_YEARLY_RECURRENCE ? 53 :
	    rule->freq == ICAL_MONTHLY_RECURRENCE ? 5 : 0;

	if (rule->freq < ICAL_DAILY_RECURRENCE ||
	    rule->freq > ICAL_YEARLY_RECURRENCE || rule->rscale != NULL ||
	    set(rule->by_second) || set(rule->by_minute) || set(rule->by_hour))
		return false;
	/* "-2MO" is -(2 * 8 + 2), see icalrecurrencetype_day_position(). */
	for (int i = 0; i < ICAL_BY_DAY_SIZE &&
	    rule->by_day[i] != ICAL_RECURRENCE_ARRAY_MAX; i++)
		if (abs(rule->by_day[i]) / 8 > most)
			return false;
	return true;
}

static size_t
count(const short *by, size_t size)
{
	size_t n = 0;

	while (n < size && by[n] != ICAL_RECURRENCE_ARRAY_MAX)
		n++;
	return n;
}
#define COUNT(by) ((int64_t)count((by), ARRAY_LEN(by)))

/*
 * libical looks for the next day period by period, for one that never comes up
 * to LOOK_LAST, and cannot be stopped.  So what that takes is estimated before
 * a rule is followed, in about microseconds, and all of a calendar's rules have
 * WORK of it.  Figures: measured with 3.0.16.
 */
static int64_t
cost_of_period(const struct icalrecurrencetype *r)
{
	int64_t lists = 60 * set(r->by_set_pos) + 20 * COUNT(r->by_day) +
	    16 * COUNT(r->by_month_day) + 5 * COUNT(r->by_year_day) +
	    5 * COUNT(r->by_week_no);
	int64_t months = set(r->by_month) ? COUNT(r->by_month) : 12;

	if (r->freq == ICAL_YEARLY_RECURRENCE)
		return 180 + months * lists;
	return r->freq == ICAL_MONTHLY_RECURRENCE ? 50 + lists : 3;
}

/* How often a rule looks for a day in so many years. */
static int64_t
periods(const struct icalrecurrencetype *r, int years)
{
	int64_t n = r->freq == ICAL_YEARLY_RECURRENCE ? 1 :
	    r->freq == ICAL_MONTHLY_RECURRENCE ? 12 :
	    r->freq == ICAL_WEEKLY_RECURRENCE ? 53 : 366;

	return years <= 0 ? 0 : n * years / (r->interval > 0 ? r->interval :
	    1) + 1;
}

/* What following this rule took, having given so many days. */
static int64_t
work_of(const struct reading *r, const struct entry *x,
    const struct icalrecurrencetype *rule, int from, int days)
{
	int64_t walked = periods(rule, (days > 0 ? CALENDAR_LAST : LOOK_LAST) -
	    from), empty = walked > days ? walked - days : 0;

	/* What comes rarely is looked for beyond the last year as well. */
	if (days > 0 && rule->count == 0 && days < walked / 4)
		empty += periods(rule, RARE);
	return empty * cost_of_period(rule) + (int64_t)days *
	    (10 + (int64_t)(x->n_without + r->n) / 500);
}

static int
follow(struct reading *r, const struct entry *x, icalproperty *p,
    struct err *e)
{
	struct icalrecurrencetype rule = lib.icalproperty_get_rrule(p);
	icalproperty *start = first(x, ICAL_DTSTART_PROPERTY);
	struct icaltimetype from = lib.icalproperty_get_dtstart(start), t;
	struct icaltimetype last = { .year = CALENDAR_LAST, .month = 12,
		.day = 31, .is_date = 1 };
	icalrecur_iterator *it;
	int days = 0, rc = 0;

	if (!sensible(&rule))
		return err_set(e, ERR_CONFIG, "%d: what repeats must do so by "
		    "days, weeks, months or years (RRULE)", x->line);
	from.hour = from.minute = from.second = 0;
	from.is_date = 1;
	from.zone = NULL;
	/* A series that was cut off before its first day. */
	if (real_date(rule.until) && day_of(rule.until) < day_of(from))
		return 0;
	if (work_of(r, x, &rule, from.year, 0) > WORK - r->cal->work)
		return err_set(e, ERR_CONFIG, "%d: what repeats up to here "
		    "takes too long to follow; use fewer conditions, or say "
		    "on which days (RDATE)", x->line);
	if (rule.count == 0 && (!real_date(rule.until) ||
	    rule.until.year > CALENDAR_LAST))
		rule.until = last;
	it = lib.icalrecur_iterator_new(rule, from);
	while (rc == 0 && it != NULL) {
		t = lib.icalrecur_iterator_next(it);
		if (!real_date(t) || t.year > CALENDAR_LAST)
			break;
		days++;
		if (++r->steps > STEPS)
			rc = err_set(e, ERR_CONFIG, "%d: what repeats does so "
			    "more than %d times; let it begin later (DTSTART)",
			    x->line, STEPS);
		else if (!excepted(r, x, day_of(t)))
			rc = add_days(r, x, day_of(t), e);
	}
	if (it != NULL)
		lib.icalrecur_iterator_free(it);
	r->cal->work += work_of(r, x, &rule, from.year, days);
	return rc;
}

static int
expand(struct reading *r, const struct entry *x, struct err *e)
{
	icalproperty_kind kind = ICAL_RRULE_PROPERTY;
	icalproperty *p = first(x, kind);

	if (x->timed || x->cancelled)
		return 0;
	if ((p == NULL || x->instead != INT64_MIN) &&
	    (x->instead != INT64_MIN || !excepted(r, x, x->from)) &&
	    add_days(r, x, x->from, e) == -1)
		return -1;
	if (p != NULL && x->instead == INT64_MIN && follow(r, x, p, e) == -1)
		return -1;
	kind = ICAL_RDATE_PROPERTY;
	for (p = first(x, kind); p != NULL;
	    p = lib.icalcomponent_get_next_property(x->ical, kind)) {
		struct icaltimetype t = lib.icalproperty_get_rdate(p).time;

		if (real_date(t) && add_days(r, x, day_of(t), e) == -1)
			return -1;
	}
	return 0;
}

static int
by_day(const void *a, const void *b)
{
	const struct closed_day *x = a, *y = b;

	/* The first that was named wins; names are in order of reading. */
	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return x->name < y->name ? -1 : x->name > y->name;
}

static void
once_each(struct calendar *c)
{
	size_t n = 0;

	if (c->n > 1)
		qsort(c->days, c->n, sizeof(*c->days), by_day);
	for (size_t i = 0; i < c->n; i++)
		if (n == 0 || c->days[n - 1].day != c->days[i].day)
			c->days[n++] = c->days[i];
	c->n = n;
}

/* --- whole ---------------------------------------------------------------- */

struct lines {
	const char *p, *end;
	int line;			/* the number of the next one */
};

/* A line without its break into b, folded ones put together. */
static bool
next_line(struct lines *l, struct buf *b)
{
	buf_reset(b);
	if (l->p == l->end)
		return false;
	do {
		const char *eol = memchr(l->p, '\n', (size_t)(l->end - l->p));
		size_t n = (size_t)((eol != NULL ? eol : l->end) - l->p);

		l->line++;
		if (n > 0 && l->p[n - 1] == '\r')
			buf_add(b, l->p, n - 1);
		else
			buf_add(b, l->p, n);
		l->p = eol != NULL ? eol + 1 : l->end;
	} while (l->p < l->end && (*l->p == ' ' || *l->p == '\t') && l->p++);
	return true;
}

/* Is it "NAME:..." or "NAME;..."? */
static bool
named(const char *line, const char *name)
{
	size_t n = strlen(name);

	return strncasecmp(line, name, n) == 0 &&
	    (line[n] == ':' || line[n] == ';');
}

/* What libical shall see of an entry. */
static bool
wanted(const char *line)
{
	static const char *const names[] = { "DTSTART", "DTEND", "DURATION",
		"RRULE", "RDATE", "EXDATE", "SUMMARY", "STATUS", "UID",
		"RECURRENCE-ID" };

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (named(line, names[i]))
			return true;
	return false;
}

/* The rest of an entry whose BEGIN was read. */
static int
read_entry(struct reading *r, struct lines *l, struct err *e)
{
	AUTO(buf_free) struct buf line = BUF_INIT, entry = BUF_INIT;
	int at = l->line - 1, inner = 0;
	size_t rules = 0;

	buf_adds(&entry, "BEGIN:VEVENT\r\n");
	while (next_line(l, &line)) {
		if (named(line.data, "BEGIN")) {
			inner++;
		} else if (named(line.data, "END") && inner-- == 0) {
			if (strcasecmp(line.data, "END:VEVENT") != 0)
				break;
			buf_adds(&entry, "END:VEVENT\r\n");
			return add_entry(r, at, entry.data, rules, e);
		} else if (inner == 0 && wanted(line.data)) {
			rules += named(line.data, "RRULE");
			buf_addf(&entry, "%s\r\n", line.data);
		}
		if (entry.len > ENTRY_MAX)
			return err_set(e, ERR_CONFIG, "%d: the entry has more "
			    "than %u KiB of dates and title", at,
			    ENTRY_MAX >> 10);
	}
	return err_set(e, ERR_CONFIG, "%d: the entry never ends (END:VEVENT)",
	    at);
}

static int
read_all(struct reading *r, struct lines l, struct err *e)
{
	AUTO(buf_free) struct buf line = BUF_INIT;

	if (!next_line(&l, &line) ||
	    strcasecmp(line.data, "BEGIN:VCALENDAR") != 0)
		return err_set(e, ERR_CONFIG, "1: this is no iCalendar file; "
		    "the first line must be BEGIN:VCALENDAR");
	while (next_line(&l, &line))
		if (strcasecmp(line.data, "BEGIN:VEVENT") == 0 &&
		    read_entry(r, &l, e) == -1)
			return -1;
	for (size_t i = 0; i < r->n; i++)
		if (expand(r, &r->v[i], e) == -1)
			return -1;
	return 0;
}

int
calendar_parse(struct calendar *c, const char *text, size_t len,
    struct err *e)
{
	struct reading r = { .cal = c, .room = c->n };
	struct lines l = { text, text + len, 1 };
	int rc;

	if (load(e) == -1)
		return -1;
	if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
		l.p += 3;
	rc = memchr(text, '\0', len) != NULL ? err_set(e, ERR_CONFIG,
	    "this is no text") : read_all(&r, l, e);
	for (size_t i = 0; i < r.n; i++) {
		lib.icalcomponent_free(r.v[i].ical);
		free(r.v[i].uid);
		free(r.v[i].without);
	}
	free(r.v);
	lib.icalmemory_free_ring();
	once_each(c);
	return rc;
}

int
calendar_read(struct calendar *c, const char *path, struct err *e)
{
	AUTO(free_p) char *text = NULL;
	size_t len;

	text = file_read(path, CALENDAR_BYTES, &len, e);
	if (text == NULL)
		return -1;
	if (calendar_parse(c, text, len, e) == 0)
		return 0;
	/* "FILE:LINE: what", or "FILE: what" where no line is to blame. */
	if (e->text[0] >= '0' && e->text[0] <= '9') {
		struct err was = *e;

		return err_set(e, was.code, "%.200s:%s", path, was.text);
	}
	return err_prefix(e, "%.200s", path);
}

void
calendar_clear(struct calendar *c)
{
	for (size_t i = 0; i < c->n_names; i++)
		free(c->names[i]);
	free(c->names);
	free(c->days);
	*c = (struct calendar){ 0 };
}
