/* SPDX-License-Identifier: ISC */

/* Mails to JSON, with gmime; see mail.h. */

#include <ctype.h>
#include <string.h>

#include <gmime/gmime.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/library.h"
#include "base/mail.h"
#include "base/mem.h"
#include "base/utf8.h"

#define LIBRARY	"libgmime-3.0.so.0"

/* What is used of it, glib's part included. */
#define FUNCTIONS(X)							\
	X(g_free) X(g_object_unref) X(g_type_check_instance_is_a)	\
	X(g_mime_init) X(g_mime_stream_mem_new_with_buffer)		\
	X(g_mime_parser_new_with_stream) X(g_mime_parser_construct_message) \
	X(g_mime_object_get_header_list) X(g_mime_header_list_get_count)	\
	X(g_mime_header_list_get_header_at) X(g_mime_header_get_name)	\
	X(g_mime_header_get_value) X(g_mime_message_get_addresses)	\
	X(internet_address_list_length) X(internet_address_list_get_address) \
	X(internet_address_get_name) X(internet_address_mailbox_get_addr) \
	X(internet_address_group_get_members)				\
	X(internet_address_mailbox_get_type) X(internet_address_group_get_type) \
	X(g_mime_message_get_message_id) X(g_mime_message_get_mime_part) \
	X(g_mime_multipart_get_type) X(g_mime_multipart_get_count)	\
	X(g_mime_multipart_get_part) X(g_mime_text_part_get_type)	\
	X(g_mime_text_part_get_text) X(g_mime_part_get_type)		\
	X(g_mime_part_get_filename) X(g_mime_object_get_content_type)	\
	X(g_mime_content_type_get_media_type)				\
	X(g_mime_content_type_get_media_subtype)			\
	X(g_mime_content_type_get_parameter) X(g_mime_object_get_disposition)

static struct LIBRARY_TABLE(FUNCTIONS) g;

static int
load(struct err *e)
{
	static const char *const names[] = { FUNCTIONS(LIBRARY_NAME) };
	static bool tried, there;

	if (!tried) {
		tried = true;
		there = library_load(LIBRARY, names, ARRAY_LEN(names), &g);
		if (there)
			g.g_mime_init();
	}
	if (!there)
		return err_set(e, ERR_UNAVAILABLE, "mails cannot be read "
		    "without %s; install the package libgmime-3.0-0 and start "
		    "harkd anew", LIBRARY);
	return 0;
}

static bool
is_a(const void *object, GType type)
{
	return object != NULL && g.g_type_check_instance_is_a(
	    (GTypeInstance *)(uintptr_t)object, type);
}

/* --- strings -------------------------------------------------------------- */

static json_t *
string(const char *s, size_t max)
{
	AUTO(buf_free) struct buf b = BUF_INIT;
	size_t n = strlen(s);

	utf8_repair(&b, s, n);
	if (b.len > max)
		buf_cut(&b, utf8_floor(b.data, max));
	return json_stringn_nocheck(b.data, b.len);
}

static void
set(json_t *o, const char *key, const char *value)
{
	if (value != NULL && *value != '\0')
		json_object_set_new_nocheck(o, key,
		    string(value, MAIL_MAX_VALUE));
}

static char *
lower(const char *s)
{
	char *out = xstrdup(s);

	for (char *p = out; *p != '\0'; p++)
		*p = (char)tolower((unsigned char)*p);
	return out;
}

/* --- headers -------------------------------------------------------------- */

static json_t *
headers(GMimeObject *o)
{
	GMimeHeaderList *l = g.g_mime_object_get_header_list(o);
	int n = g.g_mime_header_list_get_count(l);
	json_t *out = json_object(), *list;

	for (int i = 0; i < n && i < MAIL_MAX_HEADERS; i++) {
		GMimeHeader *h = g.g_mime_header_list_get_header_at(l, i);
		const char *name = g.g_mime_header_get_name(h);
		const char *value = g.g_mime_header_get_value(h);
		AUTO(free_p) char *key = NULL;

		if (name == NULL || value == NULL ||
		    !utf8_valid(name, strlen(name)))
			continue;
		key = lower(name);
		if ((list = json_object_get(out, key)) == NULL) {
			list = json_array();
			json_object_set_new_nocheck(out, key, list);
		}
		json_array_append_new(list, string(value, MAIL_MAX_VALUE));
	}
	return out;
}

static void
add_addresses(json_t *out, InternetAddressList *l, int depth)
{
	int n = l != NULL ? g.internet_address_list_length(l) : 0;

	for (int i = 0; i < n && json_array_size(out) < 100; i++) {
		InternetAddress *a = g.internet_address_list_get_address(l, i);
		const char *addr;
		json_t *j;

		if (is_a(a, g.internet_address_group_get_type())) {
			if (depth < 3)
				add_addresses(out,
				    g.internet_address_group_get_members(
				    (InternetAddressGroup *)(void *)a),
				    depth + 1);
			continue;
		}
		if (!is_a(a, g.internet_address_mailbox_get_type()))
			continue;
		addr = g.internet_address_mailbox_get_addr(
		    (InternetAddressMailbox *)(void *)a);
		if (addr == NULL || *addr == '\0')
			continue;
		j = json_object();
		set(j, "name", g.internet_address_get_name(a));
		{
			AUTO(free_p) char *small = lower(addr);

			set(j, "address", small);
		}
		json_array_append_new(out, j);
	}
}

static void
addresses(json_t *out, const char *key, GMimeMessage *m, GMimeAddressType type)
{
	json_t *l = json_array();

	add_addresses(l, g.g_mime_message_get_addresses(m, type), 0);
	json_object_set_new(out, key, l);
}

/* The ids in a header, in its order: some write words around them. */
static json_t *
ids(const json_t *all, const char *name)
{
	const json_t *list = json_object_get(all, name), *v;
	json_t *out = json_array();
	size_t i;

	json_array_foreach(list, i, v) {
		const char *p = json_string_value(v), *end;

		while ((p = strchr(p, '<')) != NULL) {
			p++;
			end = p + strcspn(p, "<> \t\r\n");
			if (*end == '>' && end > p && end - p < 998 &&
			    json_array_size(out) < 200)
				json_array_append_new(out,
				    json_stringn_nocheck(p, (size_t)(end - p)));
			p = end;
		}
	}
	return out;
}

/* --- parts ---------------------------------------------------------------- */

static char *
type_of(GMimeContentType *t)
{
	const char *a = t != NULL ? g.g_mime_content_type_get_media_type(t) :
	    NULL;
	const char *b = t != NULL ?
	    g.g_mime_content_type_get_media_subtype(t) : NULL;
	AUTO(free_p) char *s = NULL;

	if (a == NULL || b == NULL)
		return xstrdup("text/plain");
	s = xasprintf("%s/%s", a, b);
	return lower(s);
}

static void
leaf(json_t *out, GMimeObject *o)
{
	GMimeContentType *ct = g.g_mime_object_get_content_type(o);
	AUTO(free_p) char *type = type_of(ct);
	const char *how = g.g_mime_object_get_disposition(o), *name = NULL;
	const char *format = ct != NULL ?
	    g.g_mime_content_type_get_parameter(ct, "format") : NULL;
	bool attached = how != NULL && strcasecmp(how, "attachment") == 0;
	json_t *j = json_object();
	char *text;

	if (is_a(o, g.g_mime_part_get_type()))
		name = g.g_mime_part_get_filename(
		    (GMimePart *)(void *)o);
	set(j, "type", type);
	set(j, "name", name);
	if (attached || !is_a(o, g.g_mime_text_part_get_type())) {
		json_object_set_new(j, "attached", json_true());
	} else {
		text = g.g_mime_text_part_get_text((GMimeTextPart *)(void *)o);
		if (text != NULL)
			json_object_set_new(j,
			    strcmp(type, "text/html") == 0 ? "html" : "text",
			    string(text, MAIL_MAX_TEXT));
		g.g_free(text);
		if (format != NULL && strcasecmp(format, "flowed") == 0)
			json_object_set_new(j, "flowed", json_true());
	}
	json_array_append_new(out, j);
}

static void
parts(json_t *out, GMimeObject *o, int depth)
{
	int n;

	if (o == NULL || depth > MAIL_MAX_DEPTH ||
	    json_array_size(out) >= MAIL_MAX_PARTS)
		return;
	if (!is_a(o, g.g_mime_multipart_get_type())) {
		leaf(out, o);
		return;
	}
	n = g.g_mime_multipart_get_count((GMimeMultipart *)(void *)o);
	for (int i = 0; i < n; i++)
		parts(out, g.g_mime_multipart_get_part(
		    (GMimeMultipart *)(void *)o, i), depth + 1);
}

json_t *
mail_read(const char *p, size_t n, struct err *e)
{
	GMimeStream *stream;
	GMimeParser *parser;
	GMimeMessage *m;
	GMimeObject *body;
	GMimeContentType *ct;
	const char *report;
	json_t *out, *l, *h;

	if (load(e) == -1)
		return NULL;
	stream = g.g_mime_stream_mem_new_with_buffer(p, n);
	parser = g.g_mime_parser_new_with_stream(stream);
	m = g.g_mime_parser_construct_message(parser, NULL);
	g.g_object_unref(parser);
	g.g_object_unref(stream);
	if (m == NULL) {
		err_set(e, ERR_PROTOCOL, "not a mail");
		return NULL;
	}
	out = json_object();
	h = headers((GMimeObject *)(void *)m);
	set(out, "id", g.g_mime_message_get_message_id(m));
	json_object_set_new(out, "in-reply-to", ids(h, "in-reply-to"));
	json_object_set_new(out, "references", ids(h, "references"));
	addresses(out, "from", m, GMIME_ADDRESS_TYPE_FROM);
	addresses(out, "reply-to", m, GMIME_ADDRESS_TYPE_REPLY_TO);
	addresses(out, "to", m, GMIME_ADDRESS_TYPE_TO);
	addresses(out, "cc", m, GMIME_ADDRESS_TYPE_CC);
	json_object_set_new(out, "headers", h);
	body = g.g_mime_message_get_mime_part(m);
	if (body != NULL) {
		AUTO(free_p) char *type = NULL;

		ct = g.g_mime_object_get_content_type(body);
		type = type_of(ct);
		set(out, "type", type);
		report = ct != NULL ? g.g_mime_content_type_get_parameter(ct,
		    "report-type") : NULL;
		set(out, "report", report);
	}
	l = json_array();
	parts(l, body, 0);
	json_object_set_new(out, "parts", l);
	g.g_object_unref(m);
	mail_origin(out);
	return out;
}
