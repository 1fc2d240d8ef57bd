/* SPDX-License-Identifier: ISC */

/* Days to remember: what must be seen on them; see december.txt. */

#include <string.h>

#include "core/month/checks.h"

/* Mails of a kind to somebody about a post in [from, to); name "": to any of
 * the staff, id "": about anything; kind 0: any. */
static size_t
count(const char *name, enum outbox_kind kind, const char *id, int64_t from,
    int64_t to)
{
	size_t n = 0, len = strlen(name);

	for (size_t i = 0; i < n_mails; i++) {
		const struct mail *m = &mails[i];
		bool about = *id == '\0';

		for (size_t k = 0; k < n_asked; k++)
			about |= strcmp(asked[k].native, id) == 0 &&
			    mail_has(m, &asked[k]);
		n += about && m->at >= from && m->at < to &&
		    recipient_of(m) != NULL && (len == 0 ||
		    (strncmp(m->to, name, len) == 0 && m->to[len] == '@')) &&
		    (kind == 0 || m->row->kind == kind);
	}
	return n;
}

static const char *
words_on(const char *name, enum outbox_kind kind, int64_t from, int64_t to)
{
	for (size_t i = 0; i < n_mails; i++)
		if (mails[i].at >= from && mails[i].at < to &&
		    mails[i].row->kind == kind && strncmp(mails[i].to, name,
		    strlen(name)) == 0)
			return mails[i].body;
	fail_msg("no such mail to %s", name);
	return "";
}

#define AT(day, clock)	time_of((day), (clock))

void
check_days(void)
{
	bool german = strcmp(lang, "de") == 0;

	/* Saturday, half an hour before closing, about Sunday. */
	assert_int_equal(count("theke", OUTBOX_QUESTION, "m40",
	    AT("12-05", "17:30"), AT("12-05", "17:45")), 1);
	/* An allergy at night: to the owner, who wants that at any hour. */
	assert_int_equal(count("chefin", OUTBOX_QUESTION, "f40",
	    AT("12-04", "20:30"), AT("12-05", "07:00")), 1);
	assert_int_equal(count("", 0, "", AT("12-04", "20:30"),
	    AT("12-05", "07:00")), 1);
	/* The deputy is ill: what she would hear goes to the owner. */
	assert_int_equal(count("chefin", OUTBOX_QUESTION, "m50",
	    AT("12-08", "10:00"), AT("12-08", "10:15")), 1);
	assert_int_equal(count("vertretung", 0, "", AT("12-07", "00:00"),
	    AT("12-14", "00:00")), 0);
	/* Seen and put off until Thursday at ten. */
	assert_int_equal(count("", 0, "m50", AT("12-09", "08:30"),
	    AT("12-10", "10:00")), 0);
	assert_int_equal(count("theke", OUTBOX_QUESTION, "m50",
	    AT("12-10", "10:00"), AT("12-10", "10:15")), 1);
	/* One mail for the wave, each. */
	assert_int_equal(count("theke", OUTBOX_WAVE, "", AT("12-11", "09:00"),
	    AT("12-12", "00:00")), 1);
	/* Facebook does not answer: the mail says so, one reminder each. */
	assert_non_null(strstr(words_on("vertretung", OUTBOX_QUESTION,
	    AT("12-15", "11:00"), AT("12-15", "11:30")), german ?
	    "war gerade nicht zu lesen" : "could not be read"));
	assert_int_equal(count("theke", OUTBOX_QUESTION, "f60",
	    AT("12-15", "09:30"), AT("12-15", "18:00")), 2);
	/* And the digest that the token has gone. */
	assert_non_null(strstr(words_on("theke", OUTBOX_DIGEST,
	    AT("12-18", "07:00"), AT("12-18", "08:00")), german ?
	    "Aber Facebook höre ich seit" : "But Facebook I have not heard"));
	/* The mail server was down, harkd restarted: all of it, once. */
	assert_int_equal(count("theke", OUTBOX_QUESTION, "m60",
	    AT("12-16", "08:20"), AT("12-16", "12:00")), 1);
	assert_int_equal(count("chefin", OUTBOX_DIGEST, "",
	    AT("12-16", "00:00"), AT("12-17", "00:00")), 1);
	/* Ten questions on a morning: two mails for each who hears of them. */
	assert_int_equal(count("vertretung", OUTBOX_QUESTION, "",
	    AT("12-21", "09:00"), AT("12-21", "12:00")), 2);
	assert_int_equal(count("chefin", OUTBOX_QUESTION, "",
	    AT("12-21", "13:00"), AT("12-21", "17:00")), 2);
	/* Christmas: a mail before, one after, none between. */
	assert_int_equal(count("theke", OUTBOX_CLOSURE, "f70",
	    AT("12-23", "17:00"), AT("12-23", "18:00")), 1);
	assert_int_equal(count("", 0, "", AT("12-23", "18:00"),
	    AT("12-28", "07:00")), 0);
	assert_int_equal(count("theke", OUTBOX_RETURN, "f71",
	    AT("12-28", "07:00"), AT("12-28", "07:05")), 1);
	/* New Year and Epiphany are holidays; the day before, it is said. */
	assert_int_equal(count("", 0, "", AT("12-31", "18:00"),
	    AT("01-02", "07:00")), 0);
	assert_int_equal(count("theke", OUTBOX_CLOSING, "m90",
	    AT("01-05", "17:00"), AT("01-05", "18:00")), 1);
	assert_int_equal(count("", 0, "", AT("01-05", "18:00"),
	    AT("01-07", "07:00")), 0);
}
