/* SPDX-License-Identifier: ISC */

/* Lists of customers: CSV and vCard as people's programs write them. */

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/mem.h"
#include "config/customers.h"

static struct customers *list;
static struct err err;

static void
parse(const char *text, int vcard)
{
	customers_free(list);
	memset(&err, 0, sizeof(err));
	list = customers_parse(text, strlen(text), vcard, &err);
}

static void
has(const char *network, const char *name)
{
	assert_non_null(list);
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->keys[i].network, network) == 0 &&
		    strcmp(list->keys[i].name, name) == 0)
			return;
	for (size_t i = 0; i < list->n; i++)
		printf("\"%s\" \"%s\"\n", list->keys[i].network,
		    list->keys[i].name);
	fail_msg("no \"%s\" \"%s\"", network, name);
}

static void
test_csv(void **state)
{
	(void)state;
	parse("\xef\xbb\xbfName;E-Mail;Benutzername;Netz;Profil;Umsatz\r\n"
	    "\"Kaiser; Anna\";Anna@Example.org;@AnnaK;instagram;"
	    "https://social.example/@anna;12,50\r\n"
	    ";;\"say \"\"hi\"\"\";facebook;;\r\n\r\n"
	    "Nur Name;;;;;\r\n", 0);
	has("", "anna@example.org");
	has("instagram", "annak");
	has("", "anna@social.example");
	has("facebook", "say \"hi\"");
	assert_int_equal(list->n, 4);
	assert_int_equal(list->people, 3);
	assert_int_equal(list->useless, 1);
}

static void
test_handles_need_a_place(void **state)
{
	(void)state;
	parse("handle,mastodon\nanna,\n@ben@srv.example,\n"
	    "carla.bsky.social,\n,@dora\n", 0);
	has("", "ben@srv.example");
	has("", "carla.bsky.social");
	has("mastodon", "dora");
	assert_int_equal(list->n, 3);
	assert_int_equal(list->useless, 1);
}

static void
test_profiles(void **state)
{
	(void)state;
	parse("profile\nhttps://bsky.app/profile/anna.example/\n"
	    "https://www.instagram.com/ben?igsh=1\n"
	    "https://www.linkedin.com/in/carla\n"
	    "https://www.linkedin.com/company/shop\n"
	    "https://srv.example/users/dora\n"
	    "https://srv.example/@emil/123456\nhttps://srv.example/\n"
	    "javascript:alert(1)\nhttps://user:pw@srv.example/@f\n", 0);
	has("bluesky", "anna.example");
	has("instagram", "ben");
	has("linkedin", "carla");
	has("", "dora@srv.example");
	/* A post, a company and a home page are no person's profile. */
	assert_int_equal(list->n, 4);
}

static void
test_vcard(void **state)
{
	(void)state;
	parse("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna\r\n"
	    "item1.EMAIL;TYPE=INTERNET:anna@\r\n example.org\r\n"
	    "X-SOCIALPROFILE;type=mastodon:https://srv.example/@anna\r\n"
	    "URL:https://anna.example/\r\nEND:VCARD\r\n"
	    "BEGIN:VCARD\r\nFN:Ben\r\nTEL:123\r\nEND:VCARD\r\n", 1);
	has("", "anna@example.org");
	has("", "anna@srv.example");
	assert_int_equal(list->people, 2);
	assert_int_equal(list->useless, 1);
	assert_int_equal(list->n, 2);
}

static void
test_refused(void **state)
{
	(void)state;
	parse("Vorname,Nachname\nAnna,Kaiser\n", 0);
	assert_null(list);
	assert_non_null(strstr(err.text, "first line"));
	parse("", 0);
	assert_null(list);
	parse("name,mail\n", 1);
	assert_null(list);
	assert_null(customers_read("/nowhere/at/all.csv", &err));
	assert_non_null(strstr(err.text, "/nowhere/at/all.csv"));
	assert_null(customers_read("/dev/zero", &err));
	/* It would hide everybody after it. */
	parse("mail,name\na@b,c\nd@e,\"open\nf@g,h\n", 0);
	assert_null(list);
	assert_non_null(strstr(err.text, "line 3: a quote"));
	parse("mail\n\"closed\"", 0);
	assert_non_null(list);
	/* Rubbish is no crash: NULs, very many columns. */
	parse(",,,,,mail\n\"a\"b,,,,,x@y", 0);
	has("", "x@y");
}

static int
teardown(void **state)
{
	(void)state;
	customers_free(list);
	list = NULL;
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, NULL, teardown)
		T(test_csv),
		T(test_handles_need_a_place),
		T(test_profiles),
		T(test_vcard),
		T(test_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
