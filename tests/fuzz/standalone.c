/* SPDX-License-Identifier: ISC */

/*
 * A fuzzer's main() where there is no libFuzzer: give it nothing, then every
 * file named, and say so in TAP.  A file that does harm ends the program; the
 * last line tells which one it was.
 */

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* Exactly as large as the file, so that reading on is seen. */
static uint8_t *
slurp(const char *path, size_t *n)
{
	FILE *f = fopen(path, "r");
	uint8_t *p = NULL;
	long len;

	if (f == NULL)
		return NULL;
	if (fseek(f, 0, SEEK_END) == 0 && (len = ftell(f)) >= 0) {
		*n = (size_t)len;
		p = xmalloc(*n > 0 ? *n : 1);
		rewind(f);
		if (fread(p, 1, *n, f) != *n) {
			free(p);
			p = NULL;
		}
	}
	fclose(f);
	return p;
}

int
main(int argc, char **argv)
{
	int failed = 0;

	setvbuf(stdout, NULL, _IOLBF, 0);
	printf("# nothing\n");
	LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
	for (int i = 1; i < argc; i++) {
		size_t n;
		uint8_t *p;

		printf("# %s\n", argv[i]);
		if ((p = slurp(argv[i], &n)) == NULL) {
			printf("not ok - %s: %s\n", argv[i], strerror(errno));
			failed = 1;
			continue;
		}
		LLVMFuzzerTestOneInput(p, n);
		free(p);
		printf("ok - %s\n", argv[i]);
	}
	return failed;
}
