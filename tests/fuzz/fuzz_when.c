/* SPDX-License-Identifier: ISC */

/* Times and spans: what is read can be written and read again. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/when.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

#define MUST(x) do { if (!(x)) abort(); } while (0)

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	AUTO(free_p) char *s = xstrndup((const char *)data, n);
	int64_t t = when_parse(s), span, again;
	char out[32];

	/* Years of four digits are the common ground. */
	if (t > INT64_C(-62135596800000) && t < INT64_C(253402300800000)) {
		when_format(t, out);
		MUST(when_parse(out) == t);
	} else
		when_format(t, out);
	if (span_parse(s, &span)) {
		MUST(span >= 0);
		span_format(span, out);
		MUST(span_parse(out, &again) && again == span);
		span_human(span, "de", out);
		MUST(out[0] != '\0' && strlen(out) < sizeof(out));
	}
	return 0;
}
