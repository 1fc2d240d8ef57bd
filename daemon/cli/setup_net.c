/* SPDX-License-Identifier: ISC */

/*
 * The first question: which network, and the options of the account that must
 * be known; see setup.h.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/mem.h"
#include "base/tr.h"
#include "cli/setup.h"

/* In this order; the others follow. */
static const struct known {
	const char *plugin, *what;
	/* The first option is asked so; NULL: with its own line of help. */
	const char *prompt;
} known[] = {
	{ "mastodon", N_("Mastodon, Pixelfed and their kin"),
	  N_("Address of your profile there, such as https://server/@name") },
	{ "bluesky", N_("Bluesky"),
	  N_("Your handle or the address of your profile there") },
	{ "wordpress", N_("comments on your blog (WordPress)"),
	  N_("Address of your blog") },
	{ "imap", N_("your mailbox: mails of customers"),
	  N_("Mail server to read from, such as imap.ionos.de") },
	{ "facebook", N_("a Facebook Page"), NULL },
	{ "youtube", N_("comments on your videos (YouTube)"),
	  N_("Your channel: its @name or address") },
	{ "x", N_("X (costs money)"), NULL },
	{ "notice", N_("LinkedIn, XING, kununu, Google: what they mail you"),
	  N_("Mail server to read from, such as imap.ionos.de") },
	{ "feed", N_("comments as RSS or Atom"),
	  N_("Address of the feed of comments") },
};

static const struct known *
known_of(const char *plugin)
{
	for (size_t i = 0; i < ARRAY_LEN(known); i++)
		if (strcmp(known[i].plugin, plugin) == 0)
			return &known[i];
	return NULL;
}

/* Can be listened to, and takes no program of one's own. */
static bool
is_network(const json_t *row)
{
	const json_t *o;
	size_t i;

	json_array_foreach(json_object_get(row, "options"), i, o)
		if (json_bool(o, "program"))
			return false;
	return json_bool(row, "loaded") &&
	    json_array_size(json_object_get(row, "feeds")) > 0;
}

/* Those there are, the well-known first. */
static json_t *
networks(const struct setup *s)
{
	json_t *list = json_array(), *row;
	size_t i;

	for (size_t k = 0; k < ARRAY_LEN(known); k++)
		json_array_foreach(s->plugins, i, row)
			if (is_network(row) && strcmp(known[k].plugin,
			    json_str(row, "plugin")) == 0)
				json_array_append(list, row);
	json_array_foreach(s->plugins, i, row)
		if (is_network(row) && known_of(json_str(row, "plugin")) == NULL)
			json_array_append(list, row);
	return list;
}

static const json_t *
by_answer(const json_t *list, const char *answer)
{
	static const struct { const char *part, *plugin; } addresses[] = {
		{ "bsky.app/", "bluesky" }, { "facebook.com/", "facebook" },
		{ "youtube.com/", "youtube" }, { "://x.com/", "x" },
		{ "twitter.com/", "x" }, { "linkedin.com/", "notice" },
		{ "xing.com/", "notice" }, { "kununu.com/", "notice" },
		{ "imap.", "imap" }, { "imaps://", "imap" },
		{ "/feed", "feed" }, { "/@", "mastodon" },
	};
	const char *name = answer;
	json_t *row;
	size_t i;
	char *end;
	long n = strtol(answer, &end, 10);

	if (*end == '\0' && n > 0)
		return json_array_get(list, (size_t)n - 1);
	for (i = 0; i < ARRAY_LEN(addresses) && strchr(answer, '.') != NULL; i++)
		if (strstr(answer, addresses[i].part) != NULL) {
			name = addresses[i].plugin;
			break;
		}
	json_array_foreach(list, i, row)
		if (strcasecmp(json_str(row, "plugin"), name) == 0)
			return row;
	return NULL;
}

/* What a person pastes as what the option wants. */
static char *
as_option(const char *plugin, const json_t *option, const char *text)
{
	bool address = json_bool(option, "address");
	const char *host = strstr(text, "://"), *slash;

	host = host != NULL ? host + 3 : text;
	if (!address && (host != text || (strchr(text, '/') != NULL &&
	    strchr(text, '.') != NULL))) {
		/* https://bsky.app/profile/shop.example: the last part. */
		AUTO(free_p) char *copy = xstrdup(text);
		size_t n = strlen(copy);

		while (n > 0 && copy[n - 1] == '/')
			copy[--n] = '\0';
		slash = strrchr(copy, '/');
		return xstrdup(slash != NULL ? slash + 1 : copy);
	}
	if (!address)
		return xstrdup(*text == '@' && strcmp(plugin, "bluesky") == 0 ?
		    text + 1 : text);
	/* https://server/@name: the server. */
	slash = strstr(host, "/@");
	if (slash != NULL && host != text)
		return xstrndup(text, (size_t)(slash - text));
	/* @name@server */
	if (*text == '@' && strchr(text + 1, '@') != NULL)
		return xasprintf("https://%s", strchr(text + 1, '@') + 1);
	if (host != text)
		return xstrdup(text);
	return xasprintf("%s%.*s", strcmp(plugin, "imap") == 0 ||
	    strcmp(plugin, "notice") == 0 ? "imaps://" : "https://",
	    (int)(slash != NULL ? slash - text : (long)strlen(text)), text);
}

static void
show_networks(const struct setup *s, const json_t *list)
{
	json_t *row;
	size_t i;

	json_array_foreach(list, i, row) {
		const struct known *k = known_of(json_str(row, "plugin"));
		const char *heard = json_str(row, "heard");

		printf("  %2zu  %s%s\n", i + 1, k != NULL ?
		    t(s->opts, k->what) : safe(json_str(row, "plugin"), 40),
		    heard != NULL && strcmp(heard, "recorded") == 0 ? t(s->opts,
		    "  (not yet tried with the network itself)") : "");
	}
}

/* One option of the account; the address of the profile may be known. */
static void
ask_option(struct setup *s, const json_t *option, const char *first)
{
	const char *plugin = json_str(s->plugin, "plugin");
	const char *name = json_str(option, "option");
	const struct known *k = known_of(plugin);
	const char *prompt = k != NULL && k->prompt != NULL &&
	    json_object_size(s->options) == 0 ? t(s->opts, k->prompt) :
	    strcmp(name, "user") == 0 ? t(s->opts, "User name there") :
	    safe(json_str(option, "help"), 100);
	AUTO(free_p) char *said = first != NULL ? xstrdup(first) : NULL;

	s->asking = name;
	for (;;) {
		AUTO(free_p) char *value = NULL;

		if (said == NULL)
			said = ask(s, prompt, NULL);
		value = as_option(plugin, option, said);
		json_object_set_new(s->options, name, json_string(value));
		if (strcmp(value, said) != 0)
			ask_again("%s = %s", name, value);
		if (setup_fits(s, t(s->opts, "That cannot be it; please look at its "
		    "page and copy the address.")))
			return;
		json_object_del(s->options, name);
		free(said);
		said = NULL;
	}
}

/* Must be said, or belongs to a password. */
static bool
is_wanted(const struct setup *s, const json_t *o)
{
	const char *name = json_str(o, "option");

	return !json_bool(o, "secret") && (json_bool(o, "required") ||
	    (strcmp(name, "user") == 0 &&
	    json_object_get(s->secrets, "password") != NULL));
}

/* Of what harkd misses, an option that was not asked for; or NULL. */
static const json_t *
missed(const struct setup *s, const char *why)
{
	const json_t *list = json_object_get(s->plugin, "options"), *o;
	size_t i;

	json_array_foreach(list, i, o)
		if (!json_bool(o, "secret") && json_object_get(s->options,
		    json_str(o, "option")) == NULL &&
		    strstr(without_place(s, why), json_str(o, "option")) != NULL)
			return o;
	return NULL;
}

static void
ask_account(struct setup *s, const char *first)
{
	const json_t *list = json_object_get(s->plugin, "options"), *o;
	const char *plugin = json_str(s->plugin, "plugin"), *name;
	bool guided = json_bool(s->plugin, "guided");
	size_t i;

	json_array_foreach(json_object_get(s->plugin, "asks"), i, o) {
		name = json_string_value(o);
		/* Whoever must be somebody there has a password as well. */
		if (guided || setup_required(s, name) || setup_required(s, "user"))
			json_object_set_new(s->secrets, name,
			    json_sprintf("%s-%s", plugin, name));
	}
	s->with_account = true;
	json_array_foreach(list, i, o) {
		if (!is_wanted(s, o))
			continue;
		s->more = true;
		ask_option(s, o, first);
		first = NULL;
	}
	/* What only the plugin's own check wants. */
	for (;;) {
		AUTO(free_p) char *why = try_draft(s, false);

		s->asking = NULL;
		s->more = why != NULL;
		if (why == NULL)
			return;
		if ((o = missed(s, why)) == NULL)
			break;
		ask_option(s, o, first);
		first = NULL;
	}
	s->more = false;
	ask_again("%s", t(s->opts, "This does not fit together; once more, "
	    "please."));
	json_object_clear(s->options);
	json_object_clear(s->secrets);
	s->with_account = false;
	s->plugin = NULL;
}

void
ask_network(struct setup *s)
{
	AUTO(json_p) json_t *list = networks(s);

	setup_question(s, 1, t(s->opts, "Where do people write to you?"));
	if (json_array_size(list) == 0) {
		complain("%s", t(s->opts, "there is no plugin here that could "
		    "listen; see `hark plugins'"));
		setup_leave(s, EXIT_HARK_ERROR);
	}
	show_networks(s, list);
	while (s->plugin == NULL) {
		AUTO(free_p) char *a = ask(s, t(s->opts, "A number, or the "
		    "address of your profile"), "1");
		bool address = strchr(a, '.') != NULL;

		s->plugin = by_answer(list, a);
		if (s->plugin == NULL)
			ask_again(t(s->opts, "\"%s\" is none of these; please "
			    "type a number from 1 to %lld."), safe(a, 60),
			    (long long)json_array_size(list));
		else
			ask_account(s, address ? a : NULL);
	}
}
