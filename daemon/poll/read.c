/* SPDX-License-Identifier: ISC */

/*
 * Documents a plugin has read for it.  See read.h.
 */

#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/imap.h"
#include "base/mail.h"
#include "base/mem.h"
#include "base/xml.h"
#include "config/plugin.h"
#include "poll/read.h"
#include "text/html.h"

static bool
room(struct run *r)
{
	if (r->over)
		return false;
	if (r->n_json < ARRAY_LEN(r->json))
		return true;
	run_fail(r, HARK_E_PROTOCOL, "too many documents in one step");
	return false;
}

static json_t *
read_names(struct hark_task *t, const char *p, size_t n,
    const struct json_names *names)
{
	struct run *r = (struct run *)t;
	struct err e = { 0 };
	json_t *j;

	if (!room(r))
		return NULL;
	j = json_read(p, n, names, &e);
	if (j == NULL) {
		run_fail(r, HARK_E_PROTOCOL, "the answer: %s", e.text);
		return NULL;
	}
	return r->json[r->n_json++] = j;
}

json_t *
read_json(struct hark_task *t, const char *p, size_t n)
{
	return read_names(t, p, n, plugin_reads(((struct run *)t)->plugin));
}

json_t *
read_whole(struct hark_task *t, const char *p, size_t n)
{
	return read_names(t, p, n, NULL);
}

json_t *
read_xml(struct hark_task *t, const char *p, size_t n)
{
	struct run *r = (struct run *)t;
	struct err e = { 0 };
	json_t *j;

	if (!room(r))
		return NULL;
	if ((j = xml_read(p, n, &e)) == NULL) {
		run_fail(r, HARK_E_PROTOCOL, "the answer is not XML: %s", e.text);
		return NULL;
	}
	return r->json[r->n_json++] = j;
}

json_t *
read_mail(struct hark_task *t, const char *p, size_t n)
{
	struct run *r = (struct run *)t;
	struct err e = { 0 };
	json_t *j, *part;
	size_t i;

	if (!room(r))
		return NULL;
	if ((j = mail_read(p, n, &e)) == NULL) {
		if (e.code == ERR_UNAVAILABLE)
			run_fail(r, HARK_E_CONFIG, "%s", e.text);
		else
			hark_odd(t, "something that is not a mail");
		return NULL;
	}
	json_array_foreach(json_object_get(j, "parts"), i, part) {
		const char *html = json_str(part, "html");
		AUTO(buf_free) struct buf b = BUF_INIT;

		if (html == NULL)
			continue;
		html_to_text(&b, html, strlen(html));
		json_object_set_new(part, "text",
		    json_stringn_nocheck(b.data, b.len));
	}
	return r->json[r->n_json++] = j;
}

static struct imap **
imap_of(struct run *r, int tag)
{
	size_t i = 0;

	while (i < EFFECT_MAX_STREAMS - 1 && r->streams[i].imap != NULL &&
	    r->streams[i].tag != tag)
		i++;
	if (r->streams[i].imap == NULL)
		r->streams[i].tag = tag;
	return r->streams[i].tag == tag ? &r->streams[i].imap : NULL;
}

json_t *
read_imap(struct hark_task *t, int tag, const void *p, size_t n)
{
	struct run *r = (struct run *)t;
	struct imap **i = imap_of(r, tag);
	struct err e = { 0 };
	json_t *out, *j;

	if (!room(r))
		return NULL;
	if (i == NULL) {
		run_fail(r, HARK_E_PROTOCOL, "too many streams");
		return NULL;
	}
	if (*i == NULL)
		*i = imap_new();
	imap_feed(*i, p, n);
	r->json[r->n_json++] = out = json_array();
	while ((j = imap_next(*i, &e)) != NULL)
		json_array_append_new(out, j);
	if (e.code == ERR_OK)
		return out;
	run_fail(r, HARK_E_PROTOCOL, "the server sends %s", e.text);
	return NULL;
}

/* null stands for a line that cannot be read; blank ones are none. */
static void
read_line(json_t *out, const char *p, size_t n)
{
	struct err e = { 0 };
	json_t *j;

	while (n > 0 && strchr(" \t\r", p[n - 1]) != NULL)
		n--;
	if (n == 0)
		return;
	j = json_read(p, n, NULL, &e);
	json_array_append_new(out, j != NULL ? j : json_null());
}

static struct buf *
line_of(struct run *r, int tag)
{
	size_t i = 0;

	while (i < EFFECT_MAX_STREAMS - 1 && r->lines[i].used &&
	    r->lines[i].tag != tag)
		i++;
	r->lines[i].used = true;
	r->lines[i].tag = tag;
	return &r->lines[i].part;
}

json_t *
read_lines(struct hark_task *t, int tag, const char *p, size_t n)
{
	struct run *r = (struct run *)t;
	struct buf *b = line_of(r, tag);
	json_t *out;
	const char *end;

	if (!room(r))
		return NULL;
	r->json[r->n_json++] = out = json_array();
	while (p != NULL && (end = memchr(p, '\n', n)) != NULL) {
		buf_add(b, p, (size_t)(end - p));
		read_line(out, b->data, b->len);
		buf_cut(b, 0);
		n -= (size_t)(end + 1 - p);
		p = end + 1;
	}
	if (p != NULL) {
		buf_add(b, p, n);
	} else {
		read_line(out, b->data, b->len);
		buf_cut(b, 0);
	}
	if (b->len > EFFECT_MAX_LINE)
		run_fail(r, HARK_E_PROTOCOL, "a line of more than %u KiB",
		    EFFECT_MAX_LINE >> 10);
	return out;
}

void
read_forget(struct run *r, int tag)
{
	for (size_t i = 0; i < EFFECT_MAX_STREAMS; i++)
		if (r->streams[i].imap != NULL && r->streams[i].tag == tag) {
			imap_free(r->streams[i].imap);
			r->streams[i].imap = NULL;
		}
}
