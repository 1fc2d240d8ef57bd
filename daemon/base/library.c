/* SPDX-License-Identifier: ISC */

/* Libraries loaded when they are needed; see library.h. */

#include <dlfcn.h>
#include <string.h>

#include "base/library.h"

bool
library_load(const char *file, const char *const *names, size_t n, void *table)
{
	void *lib = dlopen(file, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);

	for (size_t i = 0; lib != NULL && i < n; i++) {
		void *f = dlsym(lib, names[i]);

		if (f == NULL)
			return false;
		/* All function pointers are alike where dlsym() is. */
		memcpy((char *)table + i * sizeof(f), &f, sizeof(f));
	}
	return lib != NULL;
}
