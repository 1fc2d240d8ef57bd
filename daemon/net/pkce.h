/* SPDX-License-Identifier: ISC */
#ifndef HARK_NET_PKCE_H
#define HARK_NET_PKCE_H

/*
 * pkce.h - what OAuth 2.0 wants of whoever asks for a consent (RFC 6749, 7636):
 * words nobody can guess, their S256 challenge, and what came back.
 */

#include <stdbool.h>

#include "base/err.h"

/* 256 random bits as 43 letters, fit for state and code_verifier.  Given. */
char	*pkce_random(void);
/* BASE64URL(SHA256(verifier)), without padding.  Result is given. */
char	*pkce_challenge(const char *verifier);

/* What a network sent back; each is given, or NULL if it is not there. */
struct pkce_answer {
	char *code, *state, *error, *why;
};
/*
 * From the address of a redirect, its query alone, or a bare code as somebody
 * pasted it.  False: nothing of that kind.
 */
bool	pkce_answer(const char *text, struct pkce_answer *);
/* Wipes, too. */
void	pkce_answer_clear(struct pkce_answer *);

#endif
