/* SPDX-License-Identifier: ISC */
#ifndef HARK_BASE_TOKEN_H
#define HARK_BASE_TOKEN_H

/*
 * token.h - the word in a mail's link that says what is to be done, and that
 * only we can have made: 36 small letters and digits, "hk", then
 *
 *	verb	1	enum token_verb
 *	id	6	of the question
 *	issued	7	seconds since the epoch, in base 32
 *	mac	20	100 bits of a keyed hash (base/siphash.h) over all of
 *			that, the recipient's name and his mail address
 *
 * Nothing is stored: whoever has the key can tell its own.  It is one word
 * without signs, so that no mail program breaks it, makes a link of it or
 * turns it into something prettier, and capitals are taken for small letters.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TOKEN_KEY	16
#define TOKEN_LEN	36
#define TOKEN_LIFE	(INT64_C(30) * 24 * 3600 * 1000)	/* ms */

enum token_verb {
	TOKEN_DONE = 'd',
	TOKEN_PHONED = 'p',
	TOKEN_TOMORROW = 't',
	TOKEN_NOT = 'n',		/* it was no question */
	TOKEN_ALL_DONE = 'a',		/* of the question's conversation */
	TOKEN_ALL_TOMORROW = 'b',
	TOKEN_TEST = 'x',		/* of a test mail: no question */
};

struct token {
	enum token_verb verb;
	char id[7];
	int64_t issued;			/* ms, whole seconds */
};

/* t's id has six of the letters that ids are made of. */
void	token_make(const unsigned char key[TOKEN_KEY], const struct token *t,
	    const char *recipient, const char *address,
	    char out[TOKEN_LEN + 1]);
/*
 * How many different words in a text look like a token: 0, 1, or 2 for more.
 * The first one is put into out.
 */
int	token_find(const char *text, char out[TOKEN_LEN + 1]);
/* Take apart what token_find() found.  False: it cannot be one. */
bool	token_read(const char *word, struct token *);
/* Was it made with this key for this recipient?  Takes as long if not. */
bool	token_is(const unsigned char key[TOKEN_KEY], const char *word,
	    const char *recipient, const char *address);

#endif
