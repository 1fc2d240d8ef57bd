/* SPDX-License-Identifier: ISC */

/* The same tests for the scanner without vector instructions. */

#define JSON_PORTABLE
#include "../../daemon/base/json.c"
#include "test_json.c"
