/* SPDX-License-Identifier: ISC */

/* Days to remember: what must be seen on them; see december.txt. */

#include <string.h>

#include "core/month/checks.h"

#include "base/mem.h"
#include "base/when.h"

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
#define ALWAYS		AT("11-30", "00:00"), AT("01-08", "00:00")

static const struct asked *
asked_named(const char *native)
{
	for (size_t i = 0; i < n_asked; i++)
		if (strcmp(asked[i].native, native) == 0)
			return &asked[i];
	fail_msg("%s asked nothing", native);
	return asked;
}

/* How the clock read them. */
static void
check_clock(void)
{
	/* A nudge does not move it. */
	assert_int_equal(asked_named("m1")->q.asked_at, AT("11-30", "10:00"));
	assert_int_equal(asked_named("m1")->q.nudges, 1);
	/* Two comments are two parts, two questions in one post are one. */
	assert_int_equal(asked_named("f10")->q.parts, 2);
	assert_int_equal(asked_named("m50")->q.parts, 1);
	/* Others helped; never with an allergy. */
	assert_true(asked_named("f16")->q.less_urgent);
	assert_int_equal(asked_named("f40")->q.community, 1);
	assert_false(asked_named("f40")->q.less_urgent);
	/* An automatic reply is no first response. */
	assert_int_equal(asked_named("f80")->q.first_response_at,
	    AT("12-31", "11:00"));
	assert_int_equal(asked_named("p1")->q.first_response_at,
	    AT("12-02", "10:00"));
	assert_int_equal(asked_named("m52")->q.state, Q_GONE);
	assert_int_equal(asked_named("m56")->q.state, Q_SETTLED);
	assert_int_equal(asked_named("m32")->q.state, Q_CLOSED);
	assert_int_equal(asked_named("s1")->q.state, Q_NOT_QUESTION);
	/* Where answers are never seen: rang once, stood in one digest, and
	 * nobody knows. */
	assert_int_equal(asked_named("n1")->q.state, Q_UNKNOWN);
	assert_int_equal(count("", OUTBOX_QUESTION, "n1", ALWAYS), 1);
	assert_int_equal(count("", OUTBOX_DIGEST, "n1", ALWAYS), 1);
	/* History. */
	assert_int_equal(count("", 0, "m00", ALWAYS), 0);
	/* Liked: asked once. */
	assert_int_equal(count("", OUTBOX_QUESTION, "m30", ALWAYS), 0);
	assert_int_equal(count("theke", OUTBOX_DIGEST, "m30", ALWAYS), 1);
	assert_int_equal(count("chefin", OUTBOX_DIGEST, "m30", ALWAYS), 1);
}

/* What does not ring, or only if spoken to. */
static void
check_ear(void)
{
	static const char *const silent[] = { "r2", "f37", "y3", "m31", "m80" };

	for (size_t i = 0; i < ARRAY_LEN(silent); i++)
		if (count("", OUTBOX_QUESTION, silent[i], ALWAYS) != 0)
			fail_msg("%s rang", silent[i]);
	assert_true(count("theke", OUTBOX_DIGEST, "r2", ALWAYS) > 0);
	assert_true(count("theke", OUTBOX_DIGEST, "f37", ALWAYS) > 0);
	assert_true(count("theke", OUTBOX_QUESTION, "m54", ALWAYS) > 0);
}

static void
check_vip(bool german)
{
	const char *body, *vip, *first;

	/* A Saturday: the owner does not work, but wants to hear of it. */
	assert_int_equal(count("chefin", OUTBOX_QUESTION, "v1",
	    AT("12-19", "00:00"), AT("12-20", "00:00")), 1);
	assert_non_null(strstr(words_on("chefin", OUTBOX_QUESTION,
	    AT("12-19", "00:00"), AT("12-20", "00:00")), german ?
	    "weil jemand Wichtiges fragt" : "somebody important asks"));
	/* And comes first, though ten others waited longer. */
	body = words_on("chefin", OUTBOX_DIGEST, AT("12-21", "09:00"),
	    AT("12-21", "10:00"));
	vip = strstr(body, "/w12/v2\n");
	first = strstr(body, "\n2. ");
	assert_non_null(vip);
	assert_non_null(first);
	assert_true(vip < first);
}

static void
check_broadcasts(bool german)
{
	const char *body;

	assert_int_equal(count("theke", OUTBOX_BROADCAST, "", AT("12-31",
	    "08:00"), AT("12-31", "08:30")), 1);
	assert_int_equal(count("", OUTBOX_BROADCAST, "", AT("12-31", "00:00"),
	    AT("01-01", "00:00")), 2);
	body = words_on("theke", OUTBOX_BROADCAST, AT("12-31", "08:00"),
	    AT("12-31", "08:30"));
	assert_non_null(strstr(body, german ? "drei Menschen warten noch" :
	    "three people are still waiting"));
	assert_int_equal(count("vertretung", OUTBOX_BROADCAST, "", ALWAYS), 0);
	/* Hardly anybody writes on YouTube. */
	for (size_t i = 0; i < n_mails; i++)
		assert_null(strstr(mails[i].body, "YouTube (suche)"));
}

/* The parts of a digest stand in their order. */
static void
check_parts(bool german)
{
	static const char *const de[] = { "1 Mensch wartet.",
		"\nSchon beantwortet?\n", "\nVielleicht eine Frage\n",
		"\nGespräch oder Plakat\n",
		"\nVersprochen\n", "\nEin Dank, der", NULL }, *const en[] = {
		"1 person is waiting.", "\nAnswered already?\n",
		"\nPerhaps a question\n",
		"\nTalking or advertising\n", "\nPromised\n",
		"\nThanks worth",
		NULL };
	const char *all = words_on("theke", OUTBOX_DIGEST, AT("12-04", "07:00"),
	    AT("12-04", "08:00")), *p = all;

	for (const char *const *s = german ? de : en; *s != NULL; s++) {
		p = strstr(p, *s);
		if (p == NULL)
			fail_msg("%s is not in its place", *s);
	}
	/* Promised until Friday: that is today. */
	assert_non_null(strstr(all, german ? "für heute: " : "for today: "));
}

static const char *
bell_on(const char *name, const char *day, const char *clock)
{
	int64_t from = AT(day, clock);

	return words_on(name, OUTBOX_QUESTION, from, from + 5 * WHEN_MINUTE);
}

/* What a person who reads it would stumble over. */
static void
check_reading(bool german)
{
	const char *body;

	/* The part that was answered, and by whom; nobody else's. */
	body = bell_on("vertretung", "12-01", "11:22");
	assert_non_null(strstr(body, "Ja, ein Kern aus Marzipan."));
	assert_null(strstr(body, "haltbar"));
	body = bell_on("vertretung", "12-01", "12:02");
	assert_non_null(strstr(body, "Meiner hat immer bis Februar"));
	assert_null(strstr(body, "sonntags schlafen"));
	/* A picture is nobody who waits; a part of a question is. */
	assert_null(strstr(body, german ? "Im selben Gespräch" :
	    "in this conversation"));
	assert_non_null(strstr(bell_on("theke", "12-01", "10:32"), german ?
	    "Im selben Gespräch wartet noch 1 Person." :
	    "1 other is waiting in this conversation."));
	/* Their answered question stands two lines further down. */
	assert_non_null(strstr(bell_on("chefin", "12-21", "14:52"), german ?
	    "hat hier schon geschrieben, zuletzt Samstag 11:00" :
	    "has written here before, last on Saturday 11:00"));
	assert_non_null(strstr(bell_on("chefin", "12-21", "14:52"),
	    "Gern, um sechs sind sie da."));
	/* Changed after our reply: news, not a reminder; and no digest was
	 * too full for it. */
	body = bell_on("theke", "12-04", "07:27");
	assert_int_equal(strncmp(body, "Lange gewartet", 14), 0);
	assert_non_null(strstr(body, german ? "eine Bewertung mit 2 Sternen" :
	    "a review with 2 stars"));
	assert_null(strstr(words_on("chefin", OUTBOX_DIGEST, AT("12-04",
	    "09:00"), AT("12-04", "10:00")), german ? "keine Zeit" :
	    "no time"));
	/* Deleted before the mail left. */
	assert_int_equal(count("", OUTBOX_QUESTION, "m33", ALWAYS), 0);
	assert_int_equal(count("", OUTBOX_QUESTION, "m52", AT("12-10",
	    "10:30"), AT("01-07", "00:00")), 0);
	/* Put off, and back. */
	assert_int_equal(strncmp(bell_on("theke", "12-10", "10:02"), german ?
	    "Noch offen: " : "Still open: ", 12), 0);
	/* "I hear everything" would be wrong. */
	assert_non_null(strstr(words_on("chefin", OUTBOX_DIGEST, AT("12-15",
	    "09:00"), AT("12-15", "10:00")), german ?
	    "Aber Facebook konnte ich gerade nicht lesen." :
	    "But I could not read Facebook just now."));
	assert_non_null(strstr(bell_on("theke", "12-16", "11:52"), german ?
	    "weil der Mailserver" : "because the mail server"));
}

void
check_days(void)
{
	bool german = strcmp(lang, "de") == 0;

	check_clock();
	check_ear();
	check_vip(german);
	check_broadcasts(german);
	check_parts(german);
	check_reading(german);
	/* The first mail says why it comes. */
	assert_non_null(strstr(words_on("theke", OUTBOX_SUMMARY,
	    AT("11-30", "07:00"), AT("11-30", "07:30")), german ?
	    "als hark zu hören begann" : "when hark began to listen"));
	/* What hark heard of the end of November is no month. */
	assert_int_equal(count("", OUTBOX_MONTHLY, "", AT("12-01", "00:00"),
	    AT("01-02", "00:00")), 0);
	/* The week before hark came is not its own. */
	assert_int_equal(count("", OUTBOX_WEEKLY, "", AT("11-30", "00:00"),
	    AT("12-01", "00:00")), 0);
	/* A competition, and an angry thread, each answered by one post. */
	assert_non_null(strstr(words_on("chefin", OUTBOX_WEEKLY,
	    AT("12-14", "09:00"), AT("12-14", "10:00")), german ?
	    " weitere Fragen hat vielleicht ein Beitrag an alle beantwortet." :
	    " more questions may have been answered by a post to everybody."));
	/* Deleted when it was due: counted, without a word of it. */
	assert_non_null(strstr(words_on("chefin", OUTBOX_WEEKLY,
	    AT("12-14", "09:00"), AT("12-14", "10:00")), german ?
	    "Beim Warten gelöscht: 1." : "Deleted while waiting: 1."));
	/* Neither what was there before hark, nor what has a like. */
	assert_null(strstr(words_on("chefin", OUTBOX_WEEKLY,
	    AT("12-14", "09:00"), AT("12-14", "10:00")), german ?
	    "wartet gerade" : "waiting now"));
	/* A review made worse after our reply is heard of again. */
	assert_int_equal(count("theke", OUTBOX_QUESTION, "r1",
	    AT("12-04", "07:00"), AT("12-04", "09:30")), 1);
	/* Three of the last ten were none. */
	assert_non_null(strstr(words_on("theke", OUTBOX_DIGEST,
	    AT("12-30", "07:00"), AT("12-30", "08:00")), german ?
	    "3 der letzten 10" : "3 of the last 10"));

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
	/* The competition is one item of a digest. */
	assert_null(strstr(words_on("chefin", OUTBOX_DIGEST,
	    AT("12-07", "09:00"), AT("12-07", "10:00")), "\n2. "));
	assert_non_null(strstr(words_on("chefin", OUTBOX_DIGEST,
	    AT("12-07", "09:00"), AT("12-07", "10:00")), german ?
	    " weitere)\n" : " more)\n"));
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
	    "Aber Facebook höre ich seit" : "But I have not heard Facebook since"));
	/* The mail server was down, harkd restarted: all of it, once. */
	assert_int_equal(count("theke", OUTBOX_QUESTION, "m60",
	    AT("12-16", "08:20"), AT("12-16", "12:00")), 1);
	assert_int_equal(count("chefin", OUTBOX_DIGEST, "",
	    AT("12-16", "00:00"), AT("12-17", "00:00")), 1);
	/* Eleven questions on a morning: two mails for each who hears of them;
	 * a VIP does not wait for others. */
	assert_int_equal(count("vertretung", OUTBOX_QUESTION, "",
	    AT("12-21", "09:00"), AT("12-21", "12:00")), 2);
	assert_int_equal(count("chefin", OUTBOX_QUESTION, "",
	    AT("12-21", "13:00"), AT("12-21", "17:00")), 3);
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
