/* SPDX-License-Identifier: ISC */

/* Days of the week that a question names; see weekday.h. */

#include <stdlib.h>

#include "base/mem.h"
#include "text/phrase.h"
#include "text/weekday.h"

static const char *const days[7] = {
	"montag|monday", "dienstag|tuesday", "mittwoch|wednesday",
	"donnerstag|thursday", "freitag|friday",
	"samstag|sonnabend|saturday", "sonntag|sunday",
};

/* Of the past, or of every week. */
static const char other[] = "letzten|letzter|letzte|vergangenen|vorigen|seit|"
    "vom|jeden|jeder|immer|last|since|every|each|past|uebernaechsten";

unsigned
weekdays_asked(const char *text, size_t len)
{
	struct tokens *t = xcalloc(1, sizeof(*t));
	unsigned ret = 0;
	struct words w;

	tokens_read(t, text, len);
	for (int i = 0; i < t->n_sentences; i++) {
		words_read(&w, t, i);
		for (int k = 0; w.asks && k < w.n; k++)
			for (int d = 0; d < 7; d++)
				if (words_is(&w, k, days[d]) && (k == 0 ||
				    !words_is(&w, k - 1, other)))
					ret |= 1u << d;
	}
	free(t);
	return ret;
}
