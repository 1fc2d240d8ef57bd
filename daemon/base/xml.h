/* SPDX-License-Identifier: ISC */
#ifndef HARK_BASE_XML_H
#define HARK_BASE_XML_H

/*
 * xml.h - hostile XML as a JSON tree (libxml2 inside).
 *
 *	<a:link xmlns:a="http://x" href="y" xml:lang="de">one<b/>two</a:link>
 *
 *	{ "name": "link", "ns": "http://x",
 *	  "attr": { "href": "y", "xml:lang": "de" },
 *	  "text": "onetwo",
 *	  "children": [ "one", { "name": "b" }, "two" ] }
 *
 * Names come without prefix; "ns" is the address of the namespace and absent
 * where there is none.  "attr", "text" and "children" are absent where empty.
 * An attribute in a namespace of its own is "address local", but for "xml:".
 * "text" is what stands directly in the element, CDATA included.  Where words
 * and elements stand side by side, "children" has the words, too, as strings.
 *
 * Nothing is fetched.  No entity but the five of XML itself is known: a
 * document that declares some is refused, others vanish.  What is broken
 * further down is read up to there.
 */

#include <stddef.h>

#include <jansson.h>

struct err;

#define XML_MAX_DEPTH	64
#define XML_MAX_NODES	200000
#define XML_MAX_BYTES	(8u << 20)

/* The root element, or NULL and e.  Bad UTF-8 becomes U+FFFD. */
json_t	*xml_read(const char *p, size_t n, struct err *e);

#endif
