/* SPDX-License-Identifier: ISC */

/* Words that say what is to be done; see token.h. */

#include <ctype.h>
#include <string.h>

#include "base/buf.h"
#include "base/siphash.h"
#include "base/token.h"

/* As in ids of questions: nothing looks like something else. */
static const char signs[] = "0123456789abcdefghjkmnpqrstvwxyz";

#define AT_VERB		2
#define AT_ID		3
#define AT_ISSUED	9
#define AT_MAC		16
#define ISSUED_MAX	((INT64_C(1) << 35) - 1)

_Static_assert(TOKEN_KEY == SIPHASH_KEY, "the key is SipHash's");

static void
add_mac(const unsigned char key[TOKEN_KEY], const char *head,
    const char *recipient, const char *address, char out[TOKEN_LEN + 1])
{
	static const char what[] = "hark command";
	unsigned char h[SIPHASH_SIZE];
	struct buf b = BUF_INIT;
	uint32_t bits = 0;
	int have = 0;
	size_t n = AT_MAC, i = 0;

	/* Each part with its end, so that none can lean on the next. */
	buf_add(&b, what, sizeof(what));
	buf_add(&b, head, AT_MAC);
	buf_add(&b, recipient, strlen(recipient) + 1);
	for (; *address != '\0'; address++)
		buf_addc(&b, (char)tolower((unsigned char)*address));
	siphash(key, b.data, b.len, h);
	buf_free(&b);
	memmove(out, head, AT_MAC);
	while (n < TOKEN_LEN) {
		if (have < 5) {
			bits = bits << 8 | h[i++];
			have += 8;
		}
		have -= 5;
		out[n++] = signs[bits >> have & 31];
	}
	out[n] = '\0';
}

void
token_make(const unsigned char key[TOKEN_KEY], const struct token *t,
    const char *recipient, const char *address, char out[TOKEN_LEN + 1])
{
	int64_t issued = t->issued / 1000;
	char head[AT_MAC + 1];

	if (issued < 0 || issued > ISSUED_MAX)
		issued = 0;
	head[0] = 'h';
	head[1] = 'k';
	head[AT_VERB] = (char)t->verb;
	memcpy(head + AT_ID, t->id, AT_ISSUED - AT_ID);
	for (int i = AT_MAC - 1; i >= AT_ISSUED; i--, issued >>= 5)
		head[i] = signs[issued & 31];
	add_mac(key, head, recipient, address, out);
}

static bool
is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '-';
}

int
token_find(const char *text, char out[TOKEN_LEN + 1])
{
	char word[TOKEN_LEN + 1];
	struct token t;
	int found = 0;

	for (const char *p = text; *p != '\0'; ) {
		size_t n = 0;

		while (is_word(p[n]))
			n++;
		if (n == TOKEN_LEN) {
			for (size_t i = 0; i < n; i++)
				word[i] = (char)tolower((unsigned char)p[i]);
			word[n] = '\0';
			if (!token_read(word, &t))
				;
			else if (found == 0)
				memcpy(out, word, sizeof(word)), found = 1;
			else if (strcmp(out, word) != 0)
				return 2;
		}
		p += n > 0 ? n : 1;
	}
	return found;
}

bool
token_read(const char *word, struct token *ret)
{
	struct token t = { .issued = 0 };

	if (strlen(word) != TOKEN_LEN || word[0] != 'h' || word[1] != 'k' ||
	    strchr("dptnabx", word[AT_VERB]) == NULL ||
	    strspn(word + AT_ID, signs) != TOKEN_LEN - AT_ID)
		return false;
	t.verb = (enum token_verb)word[AT_VERB];
	memcpy(t.id, word + AT_ID, sizeof(t.id) - 1);
	for (int i = AT_ISSUED; i < AT_MAC; i++)
		t.issued = t.issued << 5 | (strchr(signs, word[i]) - signs);
	t.issued *= 1000;
	*ret = t;
	return true;
}

bool
token_is(const unsigned char key[TOKEN_KEY], const char *word,
    const char *recipient, const char *address)
{
	char right[TOKEN_LEN + 1];
	unsigned char differs = 0;

	add_mac(key, word, recipient, address, right);
	for (int i = 0; i < TOKEN_LEN; i++)
		differs |= (unsigned char)(word[i] ^ right[i]);
	return differs == 0;
}
