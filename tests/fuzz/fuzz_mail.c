/* SPDX-License-Identifier: ISC */

/* A mail of any bytes. */

#include <stdint.h>
#include <stdlib.h>

#include "base/err.h"
#include "base/json.h"
#include "base/mail.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct err e = { 0 };
	json_t *j = mail_read((const char *)data, n, &e);

	/* Every string in it is UTF-8, or this fails. */
	if (j != NULL)
		free(json_line(j));
	json_decref(j);
	return 0;
}
