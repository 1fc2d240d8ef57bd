/* SPDX-License-Identifier: ISC */
/*
 * features.c - from tokens to named features.
 *
 * Phrases come from cues.c; what is here are the shapes no phrase can say:
 * where the '?' stands, how a sentence begins, who is spoken to, how much of
 * the text is no text.
 */

#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "text/cues.h"
#include "text/features.h"
#include "text/lexicon.h"

static const struct {
	const char *name, *de, *en;
} table[FEATURE_MAX] = {
#define F(name, de, en)	{ #name, (de), (en) },
	FEATURES(F)
#undef F
};

const char *
feature_name(enum feature f)
{
	return table[f].name;
}

const char *
feature_reason(enum feature f, const char *ui_lang)
{
	return ui_lang != NULL && strncmp(ui_lang, "en", 2) == 0 ?
	    table[f].en : table[f].de;
}

uint32_t
features_version(void)
{
	uint64_t h = 1;

	for (int i = 0; i < FEATURE_MAX; i++)
		h = hash_bytes(h, table[i].name, strlen(table[i].name));
	for (int i = 0; i < SENSE_MAX; i++)
		h = hash_bytes(h, sense_name((enum sense)i),
		    strlen(sense_name((enum sense)i)));
	return (uint32_t)h;
}

/* --- small sets of words ------------------------------------------------------ */

enum word_set { SKIP, WH, VERB, LAUGH, N_SETS };

static const char *const set_words[N_SETS] = {
	/* Before the sentence proper begins. */
	[SKIP] = "hallo hey hi moin servus guten tag morgen abend liebes "
	    "liebe lieber team hello dear there good morning afternoon "
	    "evening sorry und aber also na so ok okay and but well ja nein "
	    "ach oh ah ehm aeh hm hmm nur mal just please bitte guys all "
	    "zusammen leute entschuldigung danke thanks no yes ps ed edit "
	    "jetzt now gruess gott gruezi herr frau",
	[WH] = "wer was wann wo wie warum wieso weshalb welche welcher "
	    "welches welchen welchem wem wen woher wohin wieviel womit wofuer "
	    "wozu woran worauf wovon wieviele inwiefern obs wos wia wea woa "
	    "what when where who why how which whose whats whens wheres hows "
	    "whos whys wot",
	[VERB] = "habt haben hat hast hab habe hatte haette haettet haetten "
	    "gibt gibts ist sind bist seid war waren wird werden wurde "
	    "kann kannst koennen koennt koennte koenntet koennten darf "
	    "duerfen duerfte muss muessen soll sollen sollte macht machen "
	    "machst geht gehen gilt gelten kommt kommen liefert liefern "
	    "nehmt nehmen verkauft bietet bieten fuehrt weiss kennt kennen "
	    "kostet kosten passt funktioniert braucht brauche brauch wuerde "
	    "wuerdet wuerden wollt wollen willst stimmt findet lohnt reicht "
	    "faehrt fahren hobts habts seids machts koennts isch hend het "
	    "gaebe gaebs waere waeren waert wisst bekomme bekommt krieg "
	    "kriegt schliesst oeffnet startet oder ob sprecht kriegen "
	    "akzeptiert vermietet repariert duerft hilft nimmt bringt zahlt "
	    "do does did is are am was were can could will would should "
	    "have has had may might shall any dont doesnt didnt isnt arent "
	    "cant couldnt wouldnt havent hasnt got does r is anyone anybody",
	[LAUGH] = "haha hahaha hihi lol lmao rofl hehe xd ahaha hah muhaha",
};

#define SET_SLOTS	1024

static struct {
	uint32_t hash;
	uint8_t sets;
} set_table[SET_SLOTS];

static uint32_t
set_slot(uint32_t h)
{
	uint32_t i = (h ^ h >> 13) & (SET_SLOTS - 1);

	while (set_table[i].hash != 0 && set_table[i].hash != h)
		i = (i + 1) & (SET_SLOTS - 1);
	return i;
}

static bool
in_set(const struct token *k, enum word_set set)
{
	return set_table[set_slot(k->hash)].sets >> set & 1;
}

void
features_init(void)
{
	static bool ready;

	if (ready)
		return;
	for (int set = 0; set < N_SETS; set++) {
		const char *p = set_words[set], *end;

		for (; *p != '\0'; p = *end == ' ' ? end + 1 : end) {
			uint32_t h, i;

			end = strchrnul(p, ' ');
			h = tokens_hash(p, (size_t)(end - p));
			i = set_slot(h);
			set_table[i].hash = h;
			set_table[i].sets |= (uint8_t)(1u << set);
		}
	}
	lang_init();
	cues_init();
	lexicon_init();
	ready = true;
}

/* --- reading ------------------------------------------------------------------- */

struct reading {
	struct features *f;
	const struct tokens *t;
	int asks;		/* sentences that ask */
	bool in_question;	/* the sentence being read asks */
};

/* The feature is there, at tokens first..last (first < 0: nowhere). */
static void
set(struct reading *r, enum feature f, int first, int last)
{
	const struct token *a, *b;

	if (r->f->v[f] == 0.0f && first >= 0) {
		a = &r->t->token[first];
		b = &r->t->token[last];
		r->f->at[f] = a->at;
		r->f->len[f] = (uint16_t)(b->at + b->len - a->at);
	}
	r->f->v[f] = 1.0f;
}

static void
on_cue(void *arg, enum feature f, int first, int last)
{
	struct reading *r = arg;

	r->f->asked[f] |= r->in_question;
	/* The longest phrase of a kind is the one to show. */
	if (r->f->v[f] > 0.0f && r->t->token[last].at +
	    r->t->token[last].len - r->t->token[first].at > r->f->len[f])
		r->f->v[f] = 0.0f;
	set(r, f, first, last);
}

/* Where the sentence begins, greetings and mentions left out. */
static int
sentence_start(const struct tokens *t, const struct sentence *s)
{
	int end = s->first + s->n, first = -1;

	for (int i = s->first; i < end; i++) {
		const struct token *k = &t->token[i];

		if (k->kind != TOKEN_WORD)
			continue;
		if (first < 0)
			first = i;
		if (!in_set(k, SKIP))
			return i;
	}
	return first;
}

static void
read_sentence(struct reading *r, const struct sentence *s, bool last_one,
    int langs)
{
	const struct tokens *t = r->t;
	int start = sentence_start(t, s), mark = s->first + s->n - 1;
	bool asks = s->flags & SENTENCE_ASKS, quoted;

	quoted = s->flags & SENTENCE_QUOTED;
	r->in_question = asks && !quoted;
	cues_find(t, s, start, langs, on_cue, r);
	for (int i = s->first; asks && i < s->first + s->n; i++)
		if (t->token[i].kind == TOKEN_MARK && t->token[i].mark == '?')
			mark = i;
	if (asks && quoted)
		set(r, F_QUOTED_ASK, s->first, mark);
	if (asks && !quoted) {
		r->asks++;
		set(r, F_HAS_ASK, mark, mark);
		if (last_one)
			set(r, F_ENDS_ASK, mark, mark);
	}
	if (start < 0 || quoted)
		return;
	if (in_set(&t->token[start], WH)) {
		set(r, F_WH_START, start, start);
		if (asks)
			set(r, F_WH_ASKS, start, start);
	} else if (in_set(&t->token[start], VERB)) {
		set(r, F_VERB_START, start, start);
		if (asks)
			set(r, F_VERB_ASKS, start, start);
	}
}

/* A first word that is a name: "Petra kommst du mit?", "Lieber Jens". */
static void
read_names(struct reading *r, enum text_side side)
{
	const struct tokens *t = r->t;
	const struct token *k = t->token, *next;

	if (side != TEXT_OWN || t->n < 3)
		return;
	next = k + 1;
	if (k->kind == TOKEN_MENTION || (k->kind == TOKEN_WORD &&
	    (k->flags & TOKEN_CAPITAL) && next->kind == TOKEN_MARK &&
	    (next->mark == ',' || next->mark == '!')))
		set(r, F_NAME_START, 0, 0);
	else if (in_set(k, SKIP) && next->kind == TOKEN_WORD &&
	    (next->flags & TOKEN_CAPITAL) && !in_set(next, SKIP))
		set(r, F_NAME_START, 0, 1);
}

static void
read_marks(struct reading *r)
{
	const struct tokens *t = r->t;
	struct features *f = r->f;
	int upper = 0, spoken = -1;

	for (int i = 0; i < t->n; i++) {
		const struct token *k = &t->token[i];

		switch ((enum token_kind)k->kind) {
		case TOKEN_URL:
			set(r, F_LINK, i, i);
			if (i + 1 >= t->n)
				set(r, F_LINK_END, i, i);
			spoken = i;
			break;
		case TOKEN_MENTION:
			if (spoken < 0 && f->v[F_RETWEET] == 0.0f)
				set(r, F_MENTION_START, i, i);
			else
				set(r, F_MENTION_INSIDE, i, i);
			break;
		case TOKEN_TAG:
			set(r, F_TAG, i, i);
			break;
		case TOKEN_EMOJI:
			set(r, F_EMOJI, i, i);
			/* U+1F600..1F606, 1F923, ":D", ";)" */
			if (k->len == 4 && (memcmp(t->text + k->at,
			    "\xf0\x9f\x98", 3) == 0 || memcmp(t->text + k->at,
			    "\xf0\x9f\xa4\xa3", 4) == 0) &&
			    ((unsigned char)t->text[k->at + 3] <= 0x86 ||
			    (unsigned char)t->text[k->at + 3] == 0xa3))
				set(r, F_EMOJI_LAUGH, i, i);
			break;
		case TOKEN_NUMBER:
			set(r, F_NUMBER, i, i);
			spoken = i;
			break;
		case TOKEN_WORD:
			if (k->flags & TOKEN_UPPER && k->fold_len > 3)
				upper++;
			if (k->flags & TOKEN_LONG)
				set(r, F_LONG_LETTERS, i, i);
			if (in_set(k, LAUGH))
				set(r, F_EMOJI_LAUGH, i, i);
			if (k->fold_len == 2 && (k->flags & TOKEN_UPPER) &&
			    memcmp(t->folded + k->fold, "rt", 2) == 0 && i == 0)
				set(r, F_RETWEET, i, i);
			else if (!in_set(k, SKIP))
				spoken = i;
			if (i > 0 && k->fold_len == 4 && memcmp(t->folded +
			    k->fold, "euro", 4) == 0 &&
			    t->token[i - 1].kind == TOKEN_NUMBER)
				set(r, F_PRICE, i - 1, i);
			break;
		case TOKEN_MARK:
			if (k->mark == '?' && k->count > 1)
				set(r, memchr(t->text + k->at, '!', k->len) ?
				    F_ASK_SHOUT : F_MANY_ASK, i, i);
			if (k->mark == '!')
				set(r, F_SHOUTS, i, i);
			if (k->mark == '~' && i == t->n - 1)
				set(r, F_TRAILS, i, i);
			if (k->mark == '%' && i > 0 &&
			    t->token[i - 1].kind == TOKEN_NUMBER)
				set(r, F_PERCENT, i - 1, i);
			if (k->mark == '$' && ((i > 0 &&
			    t->token[i - 1].kind == TOKEN_NUMBER)))
				set(r, F_PRICE, i - 1, i);
			else if (k->mark == '$' && i + 1 < t->n &&
			    t->token[i + 1].kind == TOKEN_NUMBER)
				set(r, F_PRICE, i, i + 1);
			break;
		}
	}
	if (upper >= 3 && t->n_upper * 2 > t->n_letters)
		set(r, F_UPPER, -1, -1);
	if (t->n_kind[TOKEN_TAG] >= 3)
		set(r, F_MANY_TAGS, -1, -1);
	if (f->v[F_LINK] > 0.0f && f->v[F_PERCENT] > 0.0f) {
		f->v[F_LINK_PERCENT] = 1.0f;
		f->at[F_LINK_PERCENT] = f->at[F_PERCENT];
		f->len[F_LINK_PERCENT] = f->len[F_PERCENT];
	}
}

/* "@Petra kommst du mit?": a person's name, and "du" to one. */
static void
read_address(struct reading *r, const struct text_in *in)
{
	struct features *f = r->f;
	const float *v = f->v;

	if (v[F_MENTION_START] > 0.0f && in->mention != TRI_YES &&
	    in->addressed != TRI_YES &&
	    (in->others == TRI_YES || v[F_TOLD_PERSON] > 0.0f)) {
		f->v[F_MENTION_PERSON] = 1.0f;
		f->at[F_MENTION_PERSON] = f->at[F_MENTION_START];
		f->len[F_MENTION_PERSON] = f->len[F_MENTION_START];
	}
	if (v[F_MENTION_START] + v[F_GREETING] + v[F_TEAM] + v[F_YOU_PLURAL] +
	    v[F_YOU_FORMAL] + v[F_YOU] + v[F_ASK_ANYONE] + v[F_ASK_YOU] +
	    v[F_NAME_START] + v[F_ASK_PEOPLE] + v[F_MENTION_INSIDE] == 0.0f)
		set(r, F_NOBODY, -1, -1);
}

static void
read_context(struct reading *r, const struct text_in *in)
{
	struct features *f = r->f;

	if (in->mention == TRI_YES || in->private_ == TRI_YES ||
	    in->reply_to_us == TRI_YES)
		f->v[F_CTX_MENTION] = 1.0f;
	else if (in->addressed == TRI_YES)
		f->v[F_CTX_ADDRESSED] = 1.0f;
	else if (in->addressed == TRI_NO)
		f->v[F_CTX_NOT_ADDRESSED] = 1.0f;
	f->v[F_CTX_PRIVATE] = in->private_ == TRI_YES;
	f->v[F_CTX_REPLY_TO_US] = in->reply_to_us == TRI_YES;
	f->v[F_CTX_REPLY] = in->reply == TRI_YES;
	f->v[F_CTX_NO_REPLY] = in->reply == TRI_NO;
	f->v[F_CTX_KNOWN] = in->known == TRI_YES;
	f->v[F_CTX_OTHERS] = in->others == TRI_YES &&
	    f->v[F_CTX_MENTION] == 0.0f;
}

/* "???", "Hallo??", "noch jemand da?": asks, but says nothing new. */
static bool
is_nudge(const struct reading *r)
{
	const struct tokens *t = r->t;
	int words = 0, marks = 0, said = 0;

	for (int i = 0; i < t->n; i++) {
		const struct token *k = &t->token[i];

		if (k->kind == TOKEN_WORD) {
			words++;
			said += !in_set(k, SKIP);
		} else if (k->kind == TOKEN_MARK && k->mark == '?')
			marks++;
		else if (k->kind != TOKEN_MARK && k->kind != TOKEN_MENTION &&
		    k->kind != TOKEN_EMOJI)
			return false;
	}
	if (words == 0)
		return marks > 0;
	if (said == 0)		/* "Hallo??" */
		return marks > 0 && words <= 2;
	return words <= 8 && r->f->v[F_NUDGE] > 0.0f &&
	    r->f->len[F_NUDGE] * 2 >= t->n_letters;
}

/* How long, how many, how much of it in capitals. */
static void
read_shape(struct features *f, const struct tokens *t)
{
	float *s = f->shape;
	int capitals = 0, last_ask = -1;

	for (int i = 0; i < t->n; i++) {
		const struct token *k = &t->token[i];

		if (k->kind == TOKEN_WORD)
			capitals += (k->flags & TOKEN_CAPITAL) != 0;
		if (k->kind != TOKEN_MARK)
			continue;
		s[SHAPE_COLONS] += k->mark == ':';
		s[SHAPE_QUOTES] += k->mark == '"';
		s[SHAPE_BRACKETS] += k->mark == '(';
		s[SHAPE_SHOUTS] += k->mark == '!';
	}
	s[SHAPE_BYTES] = (float)t->len;
	s[SHAPE_WORDS] = (float)t->n_kind[TOKEN_WORD];
	if (t->n_kind[TOKEN_WORD] > 0)
		s[SHAPE_CAPITALS] = (float)capitals / s[SHAPE_WORDS];
	s[SHAPE_LINKS] = (float)t->n_kind[TOKEN_URL];
	s[SHAPE_NUMBERS] = (float)t->n_kind[TOKEN_NUMBER];
	s[SHAPE_TAGS] = (float)t->n_kind[TOKEN_TAG];
	s[SHAPE_SENTENCES] = (float)t->n_sentences;
	for (int i = 0; i < t->n_sentences; i++) {
		f->words[i] = t->sentence[i].words;
		f->asks[i] = t->sentence[i].flags & SENTENCE_ASKS;
		s[SHAPE_ASKS] += f->asks[i];
		if (f->asks[i])
			last_ask = i;
	}
	if (last_ask < 0)
		return;
	s[SHAPE_ASK_WORDS] = f->words[last_ask];
	for (int i = last_ask + 1; i < t->n_sentences; i++)
		s[SHAPE_AFTER_ASK] += f->words[i];
}

/* Not only hashtags, links and emojis after the last sentence. */
static bool
says_something(const struct tokens *t, const struct sentence *s)
{
	if (s->flags & SENTENCE_ASKS)
		return true;
	for (int i = s->first; i < s->first + s->n; i++)
		if (t->token[i].kind == TOKEN_WORD ||
		    t->token[i].kind == TOKEN_NUMBER)
			return true;
	return false;
}

void
features_read(struct features *f, const struct tokens *t,
    const struct text_in *in)
{
	struct reading r = { .f = f, .t = t };
	int langs, last = -1;
	float *v = f->v;

	memset(f, 0, sizeof(*f));
	strcpy(f->lang, lang_guess(t, in->lang));
	langs = f->lang[0] == 'd' ? CUE_DE : f->lang[0] == 'e' ? CUE_EN : 0;
	read_marks(&r);
	read_shape(f, t);
	for (int i = 0; i < t->n_sentences; i++)
		if (says_something(t, &t->sentence[i]))
			last = i;
	for (int i = 0; i < t->n_sentences; i++)
		read_sentence(&r, &t->sentence[i], i == last, langs);
	if (v[F_HAS_ASK] > 0.0f && v[F_ENDS_ASK] == 0.0f)
		set(&r, F_ASK_THEN_TALK, -1, -1);
	if (t->n_sentences == 1)
		set(&r, F_ONE_SENTENCE, -1, -1);
	if (t->n_words <= 3)
		set(&r, F_SHORT, -1, -1);
	if (t->n_words > 60)
		set(&r, F_LENGTHY, -1, -1);
	read_names(&r, in->side);
	read_address(&r, in);
	read_context(&r, in);

	/* Thanks in advance close nothing. */
	if (v[F_THANKS_AHEAD] > 0.0f)
		v[F_THANKS] = 0.0f;
	f->empty = t->n_words == 0 && t->n_kind[TOKEN_TAG] == 0 &&
	    v[F_HAS_ASK] == 0.0f;
	f->nudge = is_nudge(&r);
	if (f->nudge)
		set(&r, F_NUDGE, -1, -1);
	else
		v[F_NUDGE] = 0.0f;
}
