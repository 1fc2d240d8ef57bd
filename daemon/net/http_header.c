/* SPDX-License-Identifier: ISC */

/*
 * Reading the headers of an answer.  Apart from http.c, because the fake
 * network of the tests answers with headers too.
 */

#include <string.h>
#include <strings.h>

#include "net/http.h"

/* Append n bytes to out, of which *len are used; false if they do not fit. */
static bool
add(char *out, size_t size, size_t *len, const char *p, size_t n)
{
	if (n >= size - *len)
		return false;
	memcpy(out + *len, p, n);
	*len += n;
	out[*len] = '\0';
	return true;
}

bool
http_header(const struct http_response *r, const char *name, char *out,
    size_t size)
{
	const char *line = r->headers, *end, *value;
	size_t n = strlen(name), len = 0;
	bool found = false;

	if (line == NULL || size == 0)
		return false;
	for (; *line != '\0'; line = end + (*end == '\n')) {
		const char *stop;

		end = line + strcspn(line, "\n");
		if (strncasecmp(line, name, n) != 0 || line[n] != ':')
			continue;
		value = line + n + 1;
		for (stop = end; stop > value && strchr(" \t\r", stop[-1]);)
			stop--;
		while (value < stop && (*value == ' ' || *value == '\t'))
			value++;
		/* RFC 9110 5.3: a repeated header is one list. */
		if (found && !add(out, size, &len, ", ", 2))
			return false;
		if (!add(out, size, &len, value, (size_t)(stop - value)))
			return false;
		found = true;
	}
	return found;
}
