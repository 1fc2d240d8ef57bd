/* SPDX-License-Identifier: ISC */

/* Links by which staff says what became of a question; see acts.h. */

#include <string.h>

#include "alert/acts.h"
#include "base/mem.h"
#include "base/token.h"
#include "base/tr.h"
#include "base/url.h"

struct act {
	enum token_verb verb;
	const char *label;
};

static const struct act one[] = {
	{ TOKEN_DONE, N_("Done") }, { TOKEN_PHONED, N_("Phoned") },
	{ TOKEN_TOMORROW, N_("Tomorrow") }, { TOKEN_NOT, N_("Not a question") },
};

static const struct act all[] = {
	{ TOKEN_ALL_DONE, N_("All done") },
	{ TOKEN_ALL_TOMORROW, N_("All tomorrow") },
};

static const struct act test[] = { { TOKEN_TEST, N_("Try the links") } };

/* RFC 6068.  The address was checked; what means something there is coded. */
static void
add_url(struct buf *b, const struct compose_in *in, const char *label,
    const char *token)
{
	const char *at = strrchr(in->acts->to, '@');
	AUTO(free_p) char *local = xstrndup(in->acts->to,
	    (size_t)(at - in->acts->to));

	buf_adds(b, "mailto:");
	url_encode(b, local);
	buf_addf(b, "%s?subject=", at);
	url_encode(b, label);
	buf_addf(b, "%%20%s&body=", token);
	url_encode(b, tr(in->lang, "Just send this mail."));
}

static void
say(struct letter *l, const struct compose_in *in, const char *id,
    const struct act *acts, size_t n)
{
	struct letter_act links[ARRAY_LEN(one)] = { { NULL, NULL } };
	struct buf urls[ARRAY_LEN(one)];
	/* Up to a second late: what came with this mail is meant as well. */
	struct token t = { .issued = in->now + 999 };
	char token[TOKEN_LEN + 1];

	memcpy(t.id, id, sizeof(t.id));
	for (size_t i = 0; i < n; i++) {
		urls[i] = (struct buf)BUF_INIT;
		t.verb = acts[i].verb;
		token_make(in->acts->key, &t, in->acts->recipient,
		    in->acts->address, token);
		links[i].label = tr(in->lang, acts[i].label);
		add_url(&urls[i], in, links[i].label, token);
		links[i].url = urls[i].data;
	}
	letter_acts(l, links, n);
	for (size_t i = 0; i < n; i++)
		buf_free(&urls[i]);
}

void
acts_say(struct letter *l, const struct compose_in *in,
    const struct question *q)
{
	if (in->acts != NULL)
		say(l, in, q->id, one, ARRAY_LEN(one));
}

void
acts_say_all(struct letter *l, const struct compose_in *in,
    const struct question *q)
{
	if (in->acts != NULL)
		say(l, in, q->id, all, ARRAY_LEN(all));
}

void
acts_say_test(struct letter *l, const struct compose_in *in)
{
	if (in->acts != NULL)
		say(l, in, "000000", test, ARRAY_LEN(test));
}

void
acts_say_end(struct letter *l, const struct compose_in *in)
{
	if (l->acts)
		letter_note(l, tr(in->lang, "The small links open a ready-made "
		    "mail: just send it. Nothing is published by that."));
}
