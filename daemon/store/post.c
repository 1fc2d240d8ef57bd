/* SPDX-License-Identifier: ISC */

/*
 * One post on its way in.  A post seen before and unchanged costs one look-up
 * by key; a new one costs one row, and a judgement only if it may matter.
 */

#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "base/when.h"
#include "store/forget.h"
#include "text/html.h"

#define MAX_TEXT	(64 * 1024)
#define PROBES		8	/* of ordered keys, before hashing */
#define AUTO_MS		WHEN_MINUTE
#define ID_SIGN		'\1'	/* short.sql */
#define AUTO_LEN	24	/* shorter texts repeat by chance */

int
post_find(struct store *s, int64_t source, const char *native,
    int64_t (*order)(const char *), struct post_ref *ref, int64_t *key,
    struct err *e)
{
	uint64_t k = order != NULL ? (uint64_t)order(native) : 0;
	size_t len = strlen(native);
	sqlite3_stmt *st;
	int n;

	if (k == 0)
		k = hash_bytes((uint64_t)source, native, len);
	memset(ref, 0, sizeof(*ref));
	for (int probe = 1;; probe++, k++) {
		st = sql(s, e, "SELECT native, id, raw_hash, flags, kind, "
		    "account_id, thread_id, author_id, visibility, parent_id "
		    "FROM post WHERE key64 = ? AND source_id = ?", "ii",
		    (int64_t)k, source);
		if ((n = sql_step(s, e, st)) == -1)
			return -1;
		if (n == 0) {
			*key = (int64_t)k;
			return 0;
		}
		/* As a blob: as text it would be copied for its NUL. */
		if ((size_t)sqlite3_column_bytes(st, 0) == len &&
		    memcmp(sqlite3_column_blob(st, 0), native, len) == 0)
			break;
		sqlite3_reset(st);
		if (probe == PROBES)
			k = hash_bytes(s->seed, native, len);
	}
	*key = (int64_t)k;
	ref->id = ref->stands_for = sqlite3_column_int64(st, 1);
	ref->raw_hash = (uint64_t)sqlite3_column_int64(st, 2);
	ref->flags = (unsigned)sqlite3_column_int64(st, 3);
	ref->kind = sqlite3_column_int(st, 4);
	ref->account = sqlite3_column_int64(st, 5);
	ref->thread = sqlite3_column_int64(st, 6);
	ref->author = sqlite3_column_int64(st, 7);
	ref->visibility = sqlite3_column_int(st, 8);
	if (ref->flags & POST_COPY)
		ref->stands_for = sqlite3_column_int64(st, 9);
	sqlite3_reset(st);
	return 1;
}

static uint64_t
mix(uint64_t h, const char *str)
{
	return str != NULL ? hash_bytes(h, str, strlen(str) + 1) : h + 1;
}

uint64_t
post_raw_hash(const struct hark_post *p)
{
	int64_t numbers[] = { p->created, p->edited, p->rating, p->visibility,
	    (int64_t)p->flags };
	uint64_t h = hash_bytes(1, numbers, sizeof(numbers));

	h = mix(h, p->text);
	h = mix(h, p->parent);
	h = mix(h, p->url);
	h = mix(h, p->opaque);
	/* Half of it takes half the room, and tells apart as well. */
	h = (uint64_t)(int64_t)(int32_t)h;
	return h != 0 ? h : 1;
}

unsigned
post_network_flags(const struct hark_post *p)
{
	return (p->flags & HARK_POST_AUTOMATIC ? TPOST_AUTOMATIC : 0) |
	    (p->flags & HARK_POST_MEDIA_ONLY ? TPOST_MEDIA : 0) |
	    (p->flags & HARK_POST_REPOST ? TPOST_REPOST : 0) |
	    (p->flags & HARK_POST_QUOTE ? TPOST_QUOTE : 0) |
	    (p->flags & HARK_POST_LIKED ? TPOST_LIKED : 0) |
	    (p->flags & HARK_POST_PARTIAL ? POST_PARTIAL : 0) |
	    (p->flags & HARK_POST_STAFF ? POST_BEHALF : 0) |
	    (p->kind == HARK_MENTION ? TPOST_MENTION : 0) |
	    (p->kind == HARK_REVIEW || p->rating != 0 ? TPOST_REVIEW : 0);
}

void
post_text(struct store *s, const struct hark_post *p)
{
	size_t n = p->text != NULL ? strlen(p->text) : 0;

	buf_reset(&s->text);
	if (n == 0)
		return;
	if (p->format == HARK_HTML)
		html_to_text(&s->text, p->text, n);
	else
		plain_to_text(&s->text, p->text, n);
	if (s->text.len > MAX_TEXT)
		buf_cut(&s->text, utf8_floor(s->text.data, MAX_TEXT));
}

/* Whom it names: us by a flag, others (all of them, if it is ours) by id. */
static const char *
addressed(struct store *s, const struct post_ctx *ctx,
    const struct hark_post *p, unsigned *flags)
{
	struct buf b = BUF_INIT;
	const char *ret = NULL;

	for (size_t i = 0; p->addressed != NULL && p->addressed[i] != NULL;
	    i++) {
		const char *name = p->addressed[i];

		if (own_address(s, ctx->source->id, name)) {
			*flags |= TPOST_MENTION;
			continue;
		}
		if ((p->author != NULL && strcmp(name, p->author) == 0) ||
		    (p->handle != NULL && strcmp(name, p->handle) == 0) ||
		    *name == '\0' || strchr(name, '\n') != NULL)
			continue;
		*flags |= TPOST_TO_OTHERS;
		if (b.len > 0)
			buf_addc(&b, '\n');
		buf_adds(&b, name);
	}
	if (b.len > 0)
		ret = arena_strdup(s->scratch, b.data);
	buf_free(&b);
	return ret;
}

/*
 * The same words to different people within a minute are a machine's, or as
 * good as one: both are marked.
 */
static int
find_twin(struct store *s, const struct post_ctx *ctx, int64_t at,
    int64_t thread, unsigned *flags, struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = NULL;
	int64_t twin, its_thread;
	int n;

	if (s->text.len < AUTO_LEN)
		return 0;
	st = sql(s, e, "SELECT id, thread_id FROM post WHERE flags & 1 "
	    "AND account_id = ?1 AND at BETWEEN ?2 AND ?3 AND thread_id <> ?4 "
	    "AND flags & ?5 <> 0 AND text = ?6 LIMIT 1", "iiiiis",
	    ctx->account->id, at - AUTO_MS, at + AUTO_MS, thread,
	    (int64_t)POST_REPLY, s->text.data);
	if ((n = sql_step(s, e, st)) != 1)
		return n;
	twin = sqlite3_column_int64(st, 0);
	its_thread = sqlite3_column_int64(st, 1);
	*flags |= TPOST_AUTOMATIC;
	touch(s, its_thread, true);
	return sql_run(s, e, "UPDATE post SET flags = flags | ?2 WHERE id = ?1",
	    "ii", twin, (int64_t)TPOST_AUTOMATIC) == -1 ? -1 :
	    figure_post_again(s, twin, e);
}

/* How many conversations this person had with us. */
static int
count_thread(struct store *s, const struct post_ctx *ctx,
    const struct hark_post *p, int64_t author, int64_t thread, int64_t id,
    struct err *e)
{
	struct author *a;
	int64_t before = 0;

	if (thread != id && sql_int(s, e, &before, "SELECT 1 FROM post "
	    "WHERE ((id = ?1 AND thread_id = ?1) OR (thread_id = ?1 "
	    "AND thread_id <> id)) AND author_id = ?2 AND id <> ?3 LIMIT 1",
	    "iii", thread, author, id) == -1)
		return -1;
	if (before != 0)
		return 0;
	a = author_get(s, ctx->source->id, p->author, NULL, NULL,
	    ctx->batch->now, ctx->batch->now, e);
	if (a == NULL)
		return -1;
	a->threads++;
	author_touch(s, a);
	return 0;
}

static void
tally(struct store *s, const struct post_ctx *ctx, const struct hark_post *p,
    unsigned flags, int64_t at, int64_t id)
{
	struct account *a = ctx->account;

	account_dirty(s, a);
	a->last_post = id;
	a->posts++;
	if (flags & TPOST_OWN)
		a->own_posts++;
	else if (p->kind != HARK_FOUND && p->kind != HARK_CONTEXT &&
	    !(flags & TPOST_REPOST))
		account_others_add(a, at, ctx->batch->now);
}

struct fresh {
	int64_t id, key, at, author;
	uint64_t raw;
	const char *addressed;
	struct place place;
	struct derive d;
};

static bool
is_key(const char *native, int64_t key)
{
	char digits[24];

	snprintf(digits, sizeof(digits), "%lld", (long long)key);
	return strcmp(native, digits) == 0;
}

const char *
post_short_url(struct store *s, const char *url, const char *native)
{
	const char *at = url != NULL ? strstr(url, native) : NULL;
	struct buf b = BUF_INIT;
	const char *ret;

	if (url == NULL || (at == NULL && strchr(url, ID_SIGN) == NULL))
		return url;
	/* The sign has no place in an address. */
	for (const char *p = url; *p != '\0'; p++)
		if (p == at) {
			buf_addc(&b, ID_SIGN);
			p += strlen(native) - 1;
		} else if (*p != ID_SIGN) {
			buf_addc(&b, *p);
		}
	ret = arena_strdup(s->scratch, b.data);
	buf_free(&b);
	return ret;
}

static int
insert(struct store *s, const struct post_ctx *ctx, const struct hark_post *p,
    const struct fresh *f, int64_t thread, struct err *e)
{
	return sql_run(s, e, "INSERT INTO post(id, key64, source_id, "
	    "account_id, prev_id, thread_id, parent_id, author_id, at, "
	    "created, seen, edited, flags, kind, visibility, label, answer, "
	    "rating, raw_hash, parent_key, root_key, uri_key, conv_key, "
	    "native_short, parent, root, lang, url_short, addressed, opaque, "
	    "text) "
	    "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
	    "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	    "iiiiiizziziziddddzizzzzssssssss", f->id, f->key,
	    ctx->source->id, ctx->account->id, ctx->account->last_post,
	    thread, f->place.parent, f->author, f->at,
	    p->created != f->at ? p->created : (int64_t)0, ctx->batch->now,
	    p->edited, (int64_t)f->d.flags, (int)p->kind, (int)p->visibility,
	    (int)f->d.label, f->d.answer, (int64_t)p->rating,
	    (int64_t)f->raw, f->place.parent_key, f->place.root_key,
	    f->place.uri_key, f->place.conv_key, is_key(p->id, f->key) ? "" :
	    p->id, f->place.wait_parent, f->place.wait_root, p->lang,
	    post_short_url(s, p->url, p->id), f->addressed, p->opaque,
	    s->text.data);
}

static int
add(struct store *s, struct post_ctx *ctx, const struct hark_post *p,
    int64_t key, uint64_t raw, struct err *e)
{
	const struct store_batch *b = ctx->batch;
	struct fresh f = { .key = key, .raw = raw };
	struct derive *d = &f.d;
	struct verdict v;
	int64_t thread, created = p->created != 0 ? p->created : b->now;
	bool matters, forgotten;

	if (husk_blocks(s, ctx->source->id, p->author, p->handle, p->created,
	    &forgotten, e) == -1)
		return -1;
	if (forgotten) {
		ctx->sum->known++;
		return 0;
	}
	arena_reset(s->scratch);
	f.at = created < b->floor ? b->floor : created;
	if (f.at > b->now)
		f.at = b->now;
	d->flags = post_network_flags(p);
	if (b->baseline || created < b->history)
		d->flags |= TPOST_BASELINE;
	if (p->author != NULL) {
		const struct author *a = author_get(s, ctx->source->id,
		    p->author, p->handle, p->name, f.at, b->now, e);

		if (a == NULL)
			return -1;
		f.author = a->id;
		d->own = a->own || (d->flags & POST_BEHALF);
		d->known = a->threads > 0;
		if (a->blocked)
			d->flags |= TPOST_SPAM;
	} else {
		/* No author to decide from: believe the network. */
		d->own = p->kind == HARK_OWN || (d->flags & POST_BEHALF);
		if (d->own)
			d->flags |= POST_BEHALF;
	}
	f.addressed = addressed(s, ctx, p, &d->flags);
	if (thread_place(s, ctx, p, d->own, &f.place, e) == -1)
		return -1;
	post_text(s, p);

	f.id = s->next_post++;
	thread = f.place.thread != 0 ? f.place.thread : f.id;
	if (f.place.copy_of != 0)
		d->flags |= POST_COPY;
	d->text = s->text.data;
	d->len = s->text.len;
	d->lang = p->lang;
	d->kind = p->kind;
	d->visibility = p->visibility;
	d->parent_known = f.place.up.id != 0 && f.place.copy_of == 0;
	d->has_parent = d->parent_known || f.place.wait_parent != NULL;
	d->parent_own = d->parent_known && (f.place.up.flags & TPOST_OWN);
	derive(s, d, &v, false);
	if ((d->flags & TPOST_OWN) && (d->flags & POST_REPLY) &&
	    find_twin(s, ctx, f.at, thread, &d->flags, e) == -1)
		return -1;
	d->flags = figure_post(s, ctx->account->id, f.at, d->flags, d->label);
	if (insert(s, ctx, p, &f, thread, e) == -1 ||
	    ((d->flags & POST_FIGURE) && d->label == LABEL_BROADCAST &&
	    !(d->flags & POST_REPLY) && !b->baseline && figure_shout(s, f.id,
	    ctx->account->id, f.at, e) == -1))
		return -1;
	ctx->sum->fresh++;
	if (f.place.copy_of != 0)
		return thread_adopt(s, ctx->source->id, p->id,
		    f.place.copy_of, thread, e);

	tally(s, ctx, p, d->flags, f.at, f.id);
	if (thread != f.id && p->visibility > HARK_PRIVATE && !(d->flags &
	    (TPOST_OWN | TPOST_BASELINE | TPOST_SPAM)))
		flood_comment(s, ctx->account->id, thread, f.at);
	if (f.author != 0 && (d->flags & TPOST_TO_US) &&
	    count_thread(s, ctx, p, f.author, thread, f.id, e) == -1)
		return -1;
	if (thread_adopt(s, ctx->source->id, p->id, f.id, thread, e) == -1)
		return -1;
	/* Most posts are alone and ask nothing: the clock need not look. */
	matters = derive_matters(d->flags, d->label);
	if (matters || thread != f.id)
		touch(s, thread, matters);
	return 0;
}

/* Seen by a further account: one question, two witnesses. */
static int
sight(struct store *s, const struct post_ctx *ctx, int64_t id, int kind,
    struct err *e)
{
	int64_t there = 0;

	if (sql_int(s, e, &there, "SELECT 1 FROM sighting WHERE post_id = ? "
	    "AND account_id = ?", "ii", id, ctx->account->id) == -1)
		return -1;
	return there != 0 ? 0 : sql_run(s, e, "INSERT INTO sighting"
	    "(post_id, account_id, kind) VALUES(?, ?, ?)", "iid", id,
	    ctx->account->id, kind);
}

static bool
better_kind(int now, int before)
{
	return (before == HARK_CONTEXT && now != HARK_CONTEXT) ||
	    (before == HARK_FOUND && now != HARK_CONTEXT && now != HARK_FOUND);
}

int
post_ingest(struct store *s, struct post_ctx *ctx, const struct hark_post *p,
    struct err *e)
{
	struct post_ref ref;
	uint64_t raw;
	int64_t key;

	if (p->id == NULL || *p->id == '\0')
		return 0;
	if (post_find(s, ctx->source->id, p->id, ctx->batch->order, &ref, &key,
	    e) == -1)
		return -1;
	if (p->flags & HARK_POST_DELETED) {
		if (ref.id == 0 || (ref.flags & TPOST_GONE))
			return 0;
		ctx->sum->changed++;
		touch(s, ref.thread, true);
		return post_wipe(s, ref.id, TPOST_GONE, ctx->batch->now, e);
	}
	raw = post_raw_hash(p);
	if (ref.id == 0)
		return add(s, ctx, p, key, raw, e);
	if (ref.account != ctx->account->id && !(ref.flags & POST_COPY) &&
	    sight(s, ctx, ref.id, p->kind, e) == -1)
		return -1;
	if (ref.raw_hash == raw && !(ref.flags & POST_MISSING) &&
	    !better_kind(p->kind, ref.kind)) {
		ctx->sum->known++;
		return 0;
	}
	return post_change(s, ctx, p, &ref, raw, better_kind(p->kind,
	    ref.kind), e);
}

int
post_missing(struct store *s, struct post_ctx *ctx, const char *native,
    struct err *e)
{
	struct post_ref ref;
	int64_t key, first = 0;

	if (post_find(s, ctx->source->id, native, ctx->batch->order, &ref, &key,
	    e) == -1)
		return -1;
	if (ref.id == 0 || (ref.flags & TPOST_GONE))
		return 0;
	if (!(ref.flags & POST_MISSING)) {
		if (sql_run(s, e, "INSERT OR REPLACE INTO missing(post_id, at) "
		    "VALUES(?, ?)", "ii", ref.id, ctx->batch->now) == -1)
			return -1;
		return sql_run(s, e, "UPDATE post SET flags = flags | ?2 "
		    "WHERE id = ?1", "ii", ref.id, (int64_t)POST_MISSING);
	}
	if (sql_int(s, e, &first, "SELECT at FROM missing WHERE post_id = ?",
	    "i", ref.id) == -1)
		return -1;
	if (ctx->batch->now - first < WHEN_HOUR)
		return 0;
	ctx->sum->changed++;
	touch(s, ref.thread, true);
	return post_wipe(s, ref.id, TPOST_GONE, ctx->batch->now, e);
}

int
post_wipe(struct store *s, int64_t id, unsigned flags, int64_t now,
    struct err *e)
{
	if (search_drop(s, id, e) == -1 || teach_forget(s, id, e) == -1 ||
	    sql_run(s, e, "DELETE FROM missing WHERE post_id = ?", "i", id)
	    == -1)
		return -1;
	/* raw_hash 0: if it is ever seen again, it has changed. */
	return sql_run(s, e, "UPDATE post SET text = '', addressed = NULL, "
	    "opaque = NULL, lang = NULL, raw_hash = 0, "
	    "gone_at = coalesce(gone_at, ?4), "
	    "flags = (flags | ?2) & ~?3 WHERE id = ?1", "iiii", id,
	    (int64_t)flags, (int64_t)POST_MISSING, now) == -1 ? -1 :
	    figure_post_again(s, id, e);
}

int
post_delete(struct store *s, int64_t id, struct err *e)
{
	s->deleted_posts++;
	return search_drop(s, id, e) == -1 ||
	    sql_run(s, e, "DELETE FROM post WHERE id = ?", "i", id) == -1 ||
	    sql_run(s, e, "DELETE FROM sighting WHERE post_id = ?", "i", id)
	    == -1 || sql_run(s, e, "DELETE FROM missing WHERE post_id = ?",
	    "i", id) == -1 || sql_run(s, e, "DELETE FROM shout "
	    "WHERE post_id = ?", "i", id) == -1 ? -1 : 0;
}
