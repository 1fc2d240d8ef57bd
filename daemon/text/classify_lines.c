/* SPDX-License-Identifier: ISC */
/*
 * classify_lines.c - judging a file of texts: lines in, JSON lines out.
 */

#include <errno.h>
#include <string.h>

#include <jansson.h>

#include "base/err.h"
#include "base/mem.h"
#include "text/classify.h"
#include "text/classify_lines.h"

static enum tri
tri(const json_t *o, const char *key)
{
	const json_t *v = json_object_get(o, key);

	return json_is_true(v) ? TRI_YES : json_is_false(v) ? TRI_NO :
	    TRI_UNKNOWN;
}

/*
 * What one line asks to be judged.  Returns the document the text is lent
 * from, or NULL if it is lent from the line.
 */
static json_t *
read_line(const char *line, size_t len, struct text_in *in)
{
	json_t *o = NULL, *text;
	const char *kind;

	*in = (struct text_in){ .text = line, .len = len, .side = TEXT_IN,
	    .reply = TRI_UNKNOWN, .reply_to_us = TRI_UNKNOWN,
	    .mention = TRI_UNKNOWN, .addressed = TRI_UNKNOWN,
	    .private_ = TRI_UNKNOWN, .known = TRI_UNKNOWN,
	    .others = TRI_UNKNOWN };
	if (len > 0 && line[0] == '{')
		o = json_loadb(line, len, JSON_ALLOW_NUL, NULL);
	text = json_object_get(o, "text");
	if (!json_is_string(text)) {
		json_decref(o);
		return NULL;
	}
	in->text = json_string_value(text);
	in->len = json_string_length(text);
	kind = json_string_value(json_object_get(o, "kind"));
	if (kind != NULL && strcmp(kind, "own") == 0)
		in->side = TEXT_OWN;
	in->lang = json_string_value(json_object_get(o, "lang"));
	in->reply = tri(o, "reply");
	in->mention = tri(o, "mention");
	in->addressed = tri(o, "addressed");
	in->private_ = tri(o, "private");
	return o;
}

static void
write_verdict(const struct verdict *v, enum text_side side, FILE *out)
{
	static const enum label labels[2][5] = {
		[TEXT_IN] = { LABEL_QUESTION, LABEL_REQUEST, LABEL_THANKS,
		    LABEL_OTHER },
		[TEXT_OWN] = { LABEL_BROADCAST, LABEL_INFORMATION,
		    LABEL_DIALOGUE },
	};
	json_t *o = json_object(), *p = json_object(), *list = json_array();

	for (const enum label *l = labels[side]; *l != LABEL_NONE; l++)
		json_object_set_new(p, label_name(*l),
		    json_real((double)v->p[*l]));
	for (int i = 0; i < v->n_reasons; i++) {
		json_t *r = json_object();

		json_object_set_new(r, "text",
		    json_string(v->reasons[i].text));
		json_object_set_new(r, "weight",
		    json_real((double)v->reasons[i].weight));
		json_array_append_new(list, r);
	}
	json_object_set_new(o, "label", json_string(label_name(v->label)));
	json_object_set_new(o, "p", p);
	json_object_set_new(o, "answer", json_boolean(v->label ==
	    LABEL_QUESTION || v->label == LABEL_REQUEST));
	json_object_set_new(o, "lang", json_string(v->lang));
	json_object_set_new(o, "reasons", list);
	json_dumpf(o, out, JSON_COMPACT | JSON_REAL_PRECISION(4));
	putc('\n', out);
	json_decref(o);
}

int
classify_lines(const struct classifier *c, FILE *in, FILE *out,
    const char *ui_lang, struct err *e)
{
	AUTO(free_p) char *line = NULL;
	struct verdict v;
	struct text_in text;
	size_t size = 0;
	ssize_t len;

	while ((len = getline(&line, &size, in)) >= 0) {
		json_t *doc;

		while (len > 0 && (line[len - 1] == '\n' ||
		    line[len - 1] == '\r'))
			len--;
		doc = read_line(line, (size_t)len, &text);
		classify(c, &text, true, ui_lang, &v);
		write_verdict(&v, text.side, out);
		json_decref(doc);
	}
	if (ferror(in))
		return err_set(e, ERR_IO, "reading texts: %s",
		    strerror(errno));
	if (fflush(out) != 0 || ferror(out))
		return err_set(e, ERR_IO, "writing verdicts: %s",
		    strerror(errno));
	return 0;
}
