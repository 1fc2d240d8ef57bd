/* SPDX-License-Identifier: ISC */

/* XML through libxml2's tree; see xml.h. */

#include <string.h>

#include <libxml/parser.h>
#include <libxml/tree.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/xml.h"

struct walk {
	size_t nodes;
	struct err *err;
};

static json_t *
string(const char *s)
{
	AUTO(buf_free) struct buf b = BUF_INIT;

	utf8_repair(&b, s, strlen(s));
	return json_stringn_nocheck(b.data != NULL ? b.data : "", b.len);
}

static void
add_attributes(json_t *o, const xmlNode *n)
{
	json_t *attr = NULL;

	for (const xmlAttr *a = n->properties; a != NULL; a = a->next) {
		AUTO(buf_free) struct buf key = BUF_INIT, value = BUF_INIT;
		const char *ns = a->ns != NULL ? (const char *)a->ns->href :
		    NULL;

		if (ns != NULL && strcmp(ns, (const char *)
		    XML_XML_NAMESPACE) == 0)
			buf_adds(&key, "xml:");
		else if (ns != NULL) {
			utf8_repair(&key, ns, strlen(ns));
			buf_addc(&key, ' ');
		}
		utf8_repair(&key, (const char *)a->name,
		    strlen((const char *)a->name));
		/* References that are left have no meaning to us. */
		for (const xmlNode *t = a->children; t != NULL; t = t->next)
			if (t->type == XML_TEXT_NODE && t->content != NULL)
				buf_adds(&value, (const char *)t->content);
		if (attr == NULL)
			json_object_set_new(o, "attr", attr = json_object());
		json_object_set_new_nocheck(attr, key.data,
		    string(value.data != NULL ? value.data : ""));
	}
}

static bool
is_text(const xmlNode *n)
{
	return (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE) &&
	    n->content != NULL;
}

/* Words and elements side by side, as in XHTML. */
static bool
is_mixed(const xmlNode *n)
{
	bool words = false, elements = false;

	for (const xmlNode *c = n->children; c != NULL; c = c->next) {
		elements |= c->type == XML_ELEMENT_NODE;
		words |= is_text(c) && ((const char *)c->content)[
		    strspn((const char *)c->content, " \t\r\n")] != '\0';
	}
	return words && elements;
}

/* An element and all below it; NULL and w->err: too much. */
static json_t *
element(struct walk *w, const xmlNode *n, int depth)
{
	AUTO(buf_free) struct buf text = BUF_INIT;
	json_t *o, *list = NULL, *child;
	bool mixed = is_mixed(n);

	if (depth == XML_MAX_DEPTH) {
		err_set(w->err, ERR_LIMIT, "more than %d elements one in the "
		    "other", XML_MAX_DEPTH);
		return NULL;
	}
	if (++w->nodes > XML_MAX_NODES) {
		err_set(w->err, ERR_LIMIT, "more than %d elements",
		    XML_MAX_NODES);
		return NULL;
	}
	o = json_object();
	json_object_set_new(o, "name", string((const char *)n->name));
	if (n->ns != NULL && n->ns->href != NULL)
		json_object_set_new(o, "ns", string((const char *)n->ns->href));
	add_attributes(o, n);
	for (const xmlNode *c = n->children; c != NULL; c = c->next) {
		if (is_text(c))
			buf_adds(&text, (const char *)c->content);
		if (is_text(c) && mixed)
			child = string((const char *)c->content);
		else if (c->type != XML_ELEMENT_NODE)
			continue;
		else if ((child = element(w, c, depth + 1)) == NULL) {
			json_decref(o);
			return NULL;
		}
		if (list == NULL)
			json_object_set_new(o, "children", list = json_array());
		json_array_append_new(list, child);
	}
	if (text.len > 0)
		json_object_set_new(o, "text", string(text.data));
	return o;
}

/* A declared entity is a bomb or a key to our files; none is ever needed. */
static bool
declares_entities(const xmlDoc *doc)
{
	return doc->intSubset != NULL && (doc->intSubset->entities != NULL ||
	    doc->intSubset->pentities != NULL);
}

json_t *
xml_read(const char *p, size_t n, struct err *e)
{
	struct walk w = { .err = e };
	const xmlNode *root;
	json_t *j = NULL;
	xmlDocPtr doc;

	if (n > XML_MAX_BYTES) {
		err_set(e, ERR_LIMIT, "larger than %u MiB", XML_MAX_BYTES >> 20);
		return NULL;
	}
	/* White space before the declaration is a common mistake. */
	while (n > 0 && (*p == ' ' || *p == '\t' || *p == '\r' || *p == '\n'))
		p++, n--;
	if (memmem(p, n, "<!ENTITY", strlen("<!ENTITY")) != NULL) {
		err_set(e, ERR_REFUSED, "it declares entities");
		return NULL;
	}
	/* Never XML_PARSE_NOENT, DTDLOAD or HUGE. */
	doc = n == 0 ? NULL : xmlReadMemory(p, (int)n, NULL, NULL,
	    XML_PARSE_NONET | XML_PARSE_RECOVER | XML_PARSE_NOERROR |
	    XML_PARSE_NOWARNING);
	root = doc != NULL ? xmlDocGetRootElement(doc) : NULL;
	if (root == NULL)
		err_set(e, ERR_PROTOCOL, "not XML");
	else if (declares_entities(doc))
		err_set(e, ERR_REFUSED, "it declares entities");
	else
		j = element(&w, root, 0);
	xmlFreeDoc(doc);
	return j;
}
