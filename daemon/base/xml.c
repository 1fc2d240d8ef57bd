/* SPDX-License-Identifier: ISC */

/* XML through libxml2's reader, element by element; see xml.h. */

#include <string.h>

#include <libxml/xmlreader.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/xml.h"

struct build {
	xmlTextReaderPtr reader;
	json_t *root;
	json_t *open[XML_MAX_DEPTH];	/* borrowed: each is in its parent */
	struct buf text[XML_MAX_DEPTH];
	int depth;			/* of open elements */
	size_t nodes;
	struct err *err;
};

/* Broken feeds are common; what matters is told by what is missing. */
static void
quiet(void *arg, xmlErrorPtr e)
{
	(void)arg;
	(void)e;
}

static json_t *
string(const char *s, size_t n)
{
	AUTO(buf_free) struct buf b = BUF_INIT;

	utf8_repair(&b, s, n);
	return json_stringn_nocheck(b.data != NULL ? b.data : "", b.len);
}

static json_t *
word(const xmlChar *s)
{
	return string((const char *)s, strlen((const char *)s));
}

static void
add_attributes(struct build *b, json_t *o)
{
	json_t *attr = NULL;

	while (xmlTextReaderMoveToNextAttribute(b->reader) == 1) {
		const xmlChar *name = xmlTextReaderConstLocalName(b->reader);
		const xmlChar *ns = xmlTextReaderConstNamespaceUri(b->reader);
		const xmlChar *prefix = xmlTextReaderConstPrefix(b->reader);
		const xmlChar *value = xmlTextReaderConstValue(b->reader);
		AUTO(buf_free) struct buf key = BUF_INIT;

		if (xmlTextReaderIsNamespaceDecl(b->reader) == 1 ||
		    name == NULL || value == NULL)
			continue;
		if (prefix != NULL && strcmp((const char *)prefix, "xml") == 0)
			buf_adds(&key, "xml:");
		else if (ns != NULL) {
			utf8_repair(&key, (const char *)ns,
			    strlen((const char *)ns));
			buf_addc(&key, ' ');
		}
		utf8_repair(&key, (const char *)name,
		    strlen((const char *)name));
		if (attr == NULL)
			json_object_set_new(o, "attr", attr = json_object());
		json_object_set_new_nocheck(attr, key.data, word(value));
	}
	xmlTextReaderMoveToElement(b->reader);
}

static void
close_element(struct build *b)
{
	struct buf *text = &b->text[--b->depth];

	if (text->len > 0)
		json_object_set_new(b->open[b->depth], "text",
		    string(text->data, text->len));
	buf_free(text);
	*text = (struct buf)BUF_INIT;
}

static int
open_element(struct build *b)
{
	const xmlChar *name = xmlTextReaderConstLocalName(b->reader);
	const xmlChar *ns = xmlTextReaderConstNamespaceUri(b->reader);
	bool empty = xmlTextReaderIsEmptyElement(b->reader) == 1;
	json_t *o, *list;

	if (b->depth == XML_MAX_DEPTH)
		return err_set(b->err, ERR_LIMIT, "more than %d elements one in "
		    "the other", XML_MAX_DEPTH);
	if (b->depth == 0 && b->root != NULL)
		return 0;
	o = json_object();
	json_object_set_new(o, "name", word(name));
	if (ns != NULL)
		json_object_set_new(o, "ns", word(ns));
	add_attributes(b, o);
	if (b->depth == 0)
		b->root = o;
	else {
		list = json_object_get(b->open[b->depth - 1], "children");
		if (list == NULL)
			json_object_set_new(b->open[b->depth - 1], "children",
			    list = json_array());
		json_array_append_new(list, o);
	}
	b->open[b->depth++] = o;
	if (empty)
		close_element(b);
	return 0;
}

/* A declared entity is a bomb or a key to our files; none is ever needed. */
static bool
declares_entities(struct build *b)
{
	const xmlDoc *doc = xmlTextReaderCurrentDoc(b->reader);

	return doc != NULL && doc->intSubset != NULL &&
	    (doc->intSubset->entities != NULL ||
	    doc->intSubset->pentities != NULL);
}

static int
node(struct build *b)
{
	const xmlChar *value;

	if (++b->nodes > XML_MAX_NODES)
		return err_set(b->err, ERR_LIMIT, "more than %d elements",
		    XML_MAX_NODES);
	switch (xmlTextReaderNodeType(b->reader)) {
	case XML_READER_TYPE_DOCUMENT_TYPE:
		if (declares_entities(b))
			return err_set(b->err, ERR_REFUSED, "it declares "
			    "entities");
		break;
	case XML_READER_TYPE_ELEMENT:
		return open_element(b);
	case XML_READER_TYPE_END_ELEMENT:
		if (b->depth > 0)
			close_element(b);
		break;
	case XML_READER_TYPE_TEXT:
	case XML_READER_TYPE_CDATA:
	case XML_READER_TYPE_WHITESPACE:
	case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
		value = xmlTextReaderConstValue(b->reader);
		if (b->depth > 0 && value != NULL)
			buf_adds(&b->text[b->depth - 1], (const char *)value);
		break;
	default:
		break;
	}
	return 0;
}

json_t *
xml_read(const char *p, size_t n, struct err *e)
{
	struct build b = { .err = e };
	int rc = 0;

	if (n > XML_MAX_BYTES) {
		err_set(e, ERR_LIMIT, "larger than %u MiB", XML_MAX_BYTES >> 20);
		return NULL;
	}
	/* White space before the declaration is a common mistake. */
	while (n > 0 && (*p == ' ' || *p == '\t' || *p == '\r' || *p == '\n'))
		p++, n--;
	b.reader = xmlReaderForMemory(p, (int)n, NULL, NULL, XML_PARSE_NONET |
	    XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	if (b.reader == NULL) {
		err_set(e, ERR_PROTOCOL, "not XML");
		return NULL;
	}
	xmlTextReaderSetStructuredErrorHandler(b.reader, quiet, NULL);
	while (rc == 0 && xmlTextReaderRead(b.reader) == 1)
		rc = node(&b);
	while (b.depth > 0)
		close_element(&b);
	xmlFreeTextReader(b.reader);
	if (rc == -1) {
		json_decref(b.root);
		return NULL;
	}
	if (b.root == NULL)
		err_set(e, ERR_PROTOCOL, "not XML");
	return b.root;
}
