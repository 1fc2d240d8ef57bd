/* SPDX-License-Identifier: ISC */
/*
 * fuzz_lessons.c - what a database holds as lessons teaches or is passed
 * over; no bytes make a verdict that is none.
 *
 * A byte says the label, two the length, then come the lesson's bytes; so on.
 */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "text/lessons.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct classifier *model;
	static const char text[] = "Zwei Brote für Samstag, Lehmann";
	struct text_in in = { .text = text, .len = sizeof(text) - 1 };
	struct lessons *l;
	struct verdict v;
	struct buf b = BUF_INIT;

	if (model == NULL && (model = classify_load("conf/hark.model",
	    NULL)) == NULL)
		return 0;
	l = lessons_new(model);
	/* One true lesson, bent by the first bytes. */
	lesson_make(model, &in, &b);
	for (size_t i = 0; i < b.len && i < size; i++)
		b.data[i] ^= (char)data[i];
	for (int i = 1; i <= LABEL_MAX; i++)
		(void)lessons_add(l, (enum label)i, b.data, b.len);
	while (size > 3) {
		size_t n = data[1] | (size_t)data[2] << 8;

		if (n > size - 3)
			n = size - 3;
		(void)lessons_add(l, (enum label)(data[0] % 10), data + 3, n);
		data += 3 + n;
		size -= 3 + n;
	}
	lessons_learn(l);
	for (int side = TEXT_IN; side <= TEXT_OWN; side++) {
		in.side = (enum text_side)side;
		classify_taught(model, l, &in, true, "de", &v);
		if (!(v.answer >= 0.0f && v.answer <= 1.0f) ||
		    v.label == LABEL_NONE)
			abort();
	}
	lessons_free(l);
	buf_free(&b);
	return 0;
}
