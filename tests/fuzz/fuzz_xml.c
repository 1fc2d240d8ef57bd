/* SPDX-License-Identifier: ISC */

/* Any bytes: a tree that jansson can write and read again, or a reason. */

#include <stdint.h>
#include <stdlib.h>

#include "base/err.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/xml.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct err e = { 0 };
	AUTO(json_p) json_t *j = xml_read((const char *)data, n, &e);
	AUTO(json_p) json_t *again = NULL;
	char *line;

	if (j == NULL) {
		if (e.text[0] == '\0')
			abort();
		return 0;
	}
	line = json_line(j);
	again = json_loads(line, 0, NULL);
	if (again == NULL || !json_equal(j, again))
		abort();
	free(line);
	return 0;
}
