/* SPDX-License-Identifier: ISC */

/*
 * A mail as a command; see command.h.
 *
 * The token says what, and that we made it for one recipient; the sender has
 * to be that recipient, or one of those who were named for that.  It stands in
 * the subject.  Only where there is none is the text looked at, and only if
 * exactly one stands there: who answers one of our mails quotes four.
 */

#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/mail.h"
#include "base/mem.h"
#include "base/token.h"
#include "base/utf8.h"
#include "base/when.h"
#include "command/command.h"
#include "triage/hours.h"

#define WHO_MAX		200

_Static_assert(TOKEN_KEY == COMMAND_KEY, "the store keeps the token's key");

/* --- the token ------------------------------------------------------------ */

static bool
find_in_text(const json_t *mail, char token[TOKEN_LEN + 1])
{
	const char *kinds[] = { "text", "html" };
	struct buf all = BUF_INIT;
	int n = 0;

	/* The same words mostly come twice, with a link in the second. */
	for (size_t k = 0; k < ARRAY_LEN(kinds) && all.len == 0; k++) {
		const json_t *part;
		size_t i;

		json_array_foreach(json_object_get(mail, "parts"), i, part) {
			const char *s = json_string_value(json_object_get(part,
			    kinds[k]));

			if (s != NULL)
				buf_addf(&all, "%s\n", s);
		}
	}
	n = token_find(all.data, token);
	buf_free(&all);
	return n == 1;
}

static bool
find_token(const json_t *mail, bool cut, char token[TOKEN_LEN + 1])
{
	const char *subject = mail_header(mail, "subject");
	int n = subject != NULL ? token_find(subject, token) : 0;

	if (n > 0)
		return n == 1;
	return !cut && find_in_text(mail, token);
}

static const struct conf_recipient *
made_for(const struct conf_client *c, const unsigned char *key,
    const char *token)
{
	for (size_t i = 0; i < c->n_recipients; i++) {
		const struct conf_recipient *r = &c->recipients[i];

		if (r->channel == CHANNEL_MAIL && token_is(key, token, r->name,
		    r->address))
			return r;
	}
	return NULL;
}

/* --- the sender ----------------------------------------------------------- */

/* The one address of the one From; or NULL. */
static const char *
sender(const json_t *mail)
{
	const json_t *from = json_object_get(mail, "from");

	if (json_array_size(from) != 1 || json_array_size(json_object_get(
	    json_object_get(mail, "headers"), "from")) != 1)
		return NULL;
	return json_string_value(json_object_get(json_array_get(from, 0),
	    "address"));
}

static bool
may(const struct conf_commands *c, const struct conf_recipient *r,
    const char *from)
{
	const char *at = strrchr(from, '@');

	if (strcasecmp(from, r->address) == 0)
		return true;
	for (char **s = c->senders; at != NULL && s != NULL && *s != NULL; s++)
		if (strcasecmp(**s == '@' ? at : from, *s) == 0)
			return true;
	return false;
}

static bool
vouched(const struct conf_commands *c, const json_t *mail, const char *from)
{
	const char *at = strrchr(from, '@');

	return c->authserv_id == NULL || (at != NULL && at[1] != '\0' &&
	    mail_vouched(mail, c->authserv_id, at + 1));
}

/* --- the command ---------------------------------------------------------- */

static void
set_verb(const struct conf_client *c, const struct mailbox_mail *m,
    const struct token *t, int64_t now, struct store_command *o)
{
	/* "Tomorrow" is that of whoever wrote it, also if we come later. */
	int64_t said = m->received > t->issued - WHEN_MINUTE &&
	    m->received < now ? m->received : now;

	switch (t->verb) {
	case TOKEN_TEST:
		break;
	case TOKEN_PHONED:
		o->arg = "phone";
		o->verb = VERB_CLOSE;
		break;
	case TOKEN_ALL_DONE:
	case TOKEN_DONE:
		o->all = t->verb == TOKEN_ALL_DONE;
		o->verb = VERB_CLOSE;
		break;
	case TOKEN_NOT:
		o->verb = VERB_NOT_QUESTION;
		break;
	case TOKEN_ALL_TOMORROW:
	case TOKEN_TOMORROW:
		o->all = t->verb == TOKEN_ALL_TOMORROW;
		o->verb = VERB_SNOOZE;
		o->until = c->hours != NULL ? hours_tomorrow(c->hours, said) :
		    said + WHEN_DAY;
		break;
	}
}

/* What ends something works once; "tomorrow" once for each mail. */
static const char *
use_key(const json_t *mail, const char *token, enum verb verb, struct arena *a)
{
	const char *id = json_string_value(json_object_get(mail, "id"));

	if (verb != VERB_SNOOZE)
		return arena_strdup(a, token);
	id = id != NULL ? id : "";
	return arena_printf(a, "%s %016" PRIx64, token, hash_bytes(0, id,
	    strlen(id)));
}

static void
judge(const struct conf_client *c, const unsigned char *key,
    const struct mailbox_mail *m, const json_t *mail, int64_t now,
    struct arena *a, struct store_command *o)
{
	bool machine = json_is_true(json_object_get(mail, "automatic"));
	const char *from = sender(mail);
	const struct conf_recipient *r;
	struct buf who = BUF_INIT;
	char word[TOKEN_LEN + 1];
	struct token t;

	if (machine || !find_token(mail, m->cut, word) ||
	    !token_read(word, &t)) {
		o->result = machine ? COMMAND_AUTOMATIC : COMMAND_UNKNOWN;
		return;
	}
	if ((r = made_for(c, key, word)) == NULL) {
		o->result = COMMAND_FORGED;
		return;
	}
	buf_adds(&who, "mail ");
	utf8_safe(&who, from != NULL ? from : "?", true);
	o->who = arena_strndup(a, who.data, who.len > WHO_MAX ?
	    utf8_floor(who.data, WHO_MAX) : who.len);
	buf_free(&who);
	if (t.verb != TOKEN_TEST)
		memcpy(o->id, t.id, sizeof(o->id));
	o->issued = t.issued;
	set_verb(c, m, &t, now, o);
	if (from == NULL || !may(&c->commands, r, from)) {
		o->result = COMMAND_SENDER;
	} else if (!vouched(&c->commands, mail, from)) {
		o->result = COMMAND_UNVERIFIED;
	} else if (now > t.issued + TOKEN_LIFE || t.issued > now + WHEN_HOUR) {
		o->result = COMMAND_EXPIRED;
	} else if (t.verb == TOKEN_TEST) {
		o->result = COMMAND_TEST;
	} else {
		o->result = COMMAND_DONE;
		o->key = use_key(mail, word, o->verb, a);
		o->key_until = t.issued + TOKEN_LIFE + WHEN_DAY;
	}
}

int
command_order(const struct conf_client *c,
    const unsigned char key[COMMAND_KEY], const struct mailbox_mail *m,
    int64_t now, struct arena *a, struct store_command *ret, struct err *e)
{
	struct store_command o = { .result = COMMAND_UNKNOWN };
	AUTO(json_p) json_t *mail = NULL;

	if (m->text != NULL) {
		mail = mail_read(m->text, m->len, e);
		if (mail == NULL && e->code == ERR_UNAVAILABLE)
			return -1;
		e->code = ERR_OK;
	}
	if (mail != NULL)
		judge(c, key, m, mail, now, a, &o);
	*ret = o;
	return 0;
}
