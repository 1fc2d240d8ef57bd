/* SPDX-License-Identifier: ISC */
#ifndef HARK_TEXT_CLASSIFY_H
#define HARK_TEXT_CLASSIFY_H

/*
 * classify.h - what one text is: a question, a request, thanks, an advert.
 *
 * Pure: text in, verdict with reasons out.  No I/O after classify_load(), no
 * clock, no allocation that outlives the call.  Any byte sequence gives a
 * verdict; the same input gives the same verdict.
 *
 * Texts are plain UTF-8 (see html.h); invalid sequences are tolerated.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct err;

enum text_side {
	TEXT_IN,		/* written by somebody to us, or about us */
	TEXT_OWN,		/* written by an account of ours */
};

/* Stored in databases: never renumber. */
enum label {
	LABEL_NONE = 0,		/* no text to judge */
	LABEL_QUESTION = 1,	/* inbound: wants an answer */
	LABEL_REQUEST = 2,	/* inbound: wants a reaction */
	LABEL_THANKS = 3,	/* inbound: closes a conversation */
	LABEL_OTHER = 4,	/* inbound: the rest */
	LABEL_BROADCAST = 5,	/* own: advertises or announces to nobody */
	LABEL_INFORMATION = 6,	/* own: opening hours, closures */
	LABEL_DIALOGUE = 7,	/* own: speaks to somebody */
	LABEL_MAX
};

/* What the network knows; UNKNOWN must do no harm. */
enum tri { TRI_UNKNOWN = -1, TRI_NO = 0, TRI_YES = 1 };

struct text_in {
	const char *text;
	size_t len;
	enum text_side side;
	const char *lang;	/* BCP 47 as the author declared, or NULL */
	enum tri reply;		/* answers another post */
	enum tri reply_to_us;	/* answers a post of ours */
	enum tri mention;	/* names us */
	enum tri addressed;	/* speaks to us in any way: mention, our page */
	enum tri private_;	/* a direct message to us */
	enum tri known;		/* the author wrote to us before */
	enum tri others;	/* names somebody who is not us */
	enum tri found;		/* by a search: written to nobody we know of */
};

#define VERDICT_REASONS	8

/* Why: a phrase of the text or a sentence, and how far it pushed. */
struct reason {
	char text[96];		/* UTF-8, one line, cut at a character */
	float weight;		/* > 0 towards "wants an answer" (inbound) or
				 * towards the verdict's label (own) */
};

struct verdict {
	enum label label;
	float p[LABEL_MAX];	/* calibrated; the side's own labels sum to 1 */
	float answer;		/* inbound: p(question) + p(request) */
	bool rings;		/* answer >= the language's ring threshold */
	bool perhaps;		/* answer >= the digest threshold */
	bool nudge;		/* "???", "noch jemand da?": no content of its own */
	bool urgent;		/* health, allergy, safety, "dringend" */
	bool empty;		/* nothing but emojis, links or mentions */
	bool settles;		/* thanks or "hat sich erledigt", no new wish */
	bool holding;		/* own: "we look into it", a promise to come back */
	char lang[4];		/* "de", "en", or "xx" for any other */
	int n_reasons;		/* strongest first */
	struct reason reasons[VERDICT_REASONS];
};

/*
 * The thresholds of p(needs an answer).  Defaults come with the model; the
 * configuration may replace them per language ("de", "en", "xx").
 */
struct classify_limits {
	char lang[4];
	float ring, digest;
};

struct classifier;
struct lessons;			/* lessons.h: what a client taught */

/*
 * Load a model file (mapped read-only), or only the built-in rules if path is
 * NULL.  A missing or damaged file is refused: NULL, and e says why.
 */
struct classifier *classify_load(const char *path, struct err *e);
void	classify_free(struct classifier *);
/* Replace the thresholds of one language. */
void	classify_set_limits(struct classifier *, const struct classify_limits *);
/* Those in force. */
void	classify_limits_of(const struct classifier *, const char *lang,
	    struct classify_limits *);
/* "rules 1" or the model's version and date, for `hark version'. */
const char *classify_version(const struct classifier *);

/*
 * Judge one text.  `want_reasons' costs a little; without it n_reasons is 0.
 * `ui_lang' ("de", "en") is the language of reasons that are not phrases.
 */
void	classify(const struct classifier *, const struct text_in *,
	    bool want_reasons, const char *ui_lang, struct verdict *);
/* The same with what a client taught; NULL: nothing. */
void	classify_taught(const struct classifier *, const struct lessons *,
	    const struct text_in *, bool want_reasons, const char *ui_lang,
	    struct verdict *);

/*
 * What a person said it is, in the place of what was computed; its reason
 * takes the place of others, if there were any.
 */
void	verdict_set(struct verdict *, enum label, const char *ui_lang);

const char *label_name(enum label);
/* LABEL_NONE if it is no label's name. */
enum label label_parse(const char *);

#endif
