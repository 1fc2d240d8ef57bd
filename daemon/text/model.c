/* SPDX-License-Identifier: ISC */
/*
 * model.c - opening a model file: everything is checked once, then trusted.
 */

#include <sys/mman.h>
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/hash.h"
#include "base/mem.h"
#include "text/model.h"

#define SIZE_LIMIT	(8u << 20)

uint64_t
model_checksum(const void *data, size_t size)
{
	size_t from = offsetof(struct model_header, features);

	return hash_bytes(MODEL_VERSION, (const char *)data + from,
	    size - from);
}

size_t
model_size(const struct model_header *h)
{
	return sizeof(*h) + MODEL_LANGS *
	    ((sizeof(struct in_weight) << h->in_bits) +
	    (sizeof(struct sense_weight) << h->sense_bits) +
	    (sizeof(struct own_weight) << h->own_bits)) + h->figures;
}

static bool
in_bounds(float f)
{
	return isfinite(f) && fabsf(f) <= 1e6f;
}

static bool
all_in_bounds(const struct model_lang *l)
{
	const float *f = (const float *)l;

	for (size_t i = 0; i < offsetof(struct model_lang, tree) / sizeof(*f);
	    i++)
		if (!in_bounds(f[i]))
			return false;
	for (int k = 0; k < MODEL_TREES; k++)
		for (int i = 0; i < TREE_LEAVES; i++)
			if (!in_bounds(l->tree[k].leaf[i]) ||
			    (i < TREE_NODES &&
			    !in_bounds(l->tree[k].at[i])) ||
			    l->tree[k].input[i] >= INPUT_MAX)
				return false;
	return true;
}

int
model_check(struct model *m, const void *data, size_t size, struct err *e)
{
	const struct model_header *h = data;
	const char *p;

	if (size < sizeof(*h) || h->magic != MODEL_MAGIC)
		return err_set(e, ERR_CONFIG, "not a model file");
	if (h->version != MODEL_VERSION ||
	    h->features != features_version() || h->n_features != FEATURE_MAX)
		return err_set(e, ERR_CONFIG, "a model of another version of "
		    "hark; train it again or install the one that belongs to "
		    "this version");
	if (h->in_bits < 4 || h->in_bits > 20 || h->own_bits < 4 ||
	    h->own_bits > 20 || h->sense_bits < 4 || h->sense_bits > 20 ||
	    h->figures > size || h->size != size ||
	    model_size(h) != size ||
	    h->checksum != model_checksum(data, size))
		return err_set(e, ERR_CONFIG, "the model file is damaged; "
		    "install it again");
	if (memchr(h->date, '\0', sizeof(h->date)) == NULL ||
	    memchr(h->name, '\0', sizeof(h->name)) == NULL)
		return err_set(e, ERR_CONFIG, "the model file is damaged; "
		    "install it again");
	for (int i = 0; i < MODEL_LANGS; i++)
		if (!all_in_bounds(&h->lang[i]))
			return err_set(e, ERR_CONFIG, "the model file holds "
			    "what is no weight; train it again");
	m->h = h;
	m->size = size;
	p = (const char *)data + sizeof(*h);
	for (int i = 0; i < MODEL_LANGS; i++) {
		m->in[i] = (const void *)p;
		p += sizeof(struct in_weight) << h->in_bits;
	}
	for (int i = 0; i < MODEL_LANGS; i++) {
		m->sense[i] = (const void *)p;
		p += sizeof(struct sense_weight) << h->sense_bits;
	}
	for (int i = 0; i < MODEL_LANGS; i++) {
		m->own[i] = (const void *)p;
		p += sizeof(struct own_weight) << h->own_bits;
	}
	m->figures = p;
	return 0;
}

int
model_open(struct model *m, const char *path, struct err *e)
{
	struct stat st;
	void *p;
	int fd;

	memset(m, 0, sizeof(*m));
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return err_set(e, errno == EACCES ? ERR_PERMISSION :
		    ERR_CONFIG, "model %s: %s", path, strerror(errno));
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size <= 0 ||
	    st.st_size > SIZE_LIMIT) {
		close(fd);
		return err_set(e, ERR_CONFIG, "model %s: not a model file",
		    path);
	}
	p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	close(fd);
	if (p == MAP_FAILED)
		return err_set(e, ERR_IO, "model %s: %s", path,
		    strerror(errno));
	if (model_check(m, p, (size_t)st.st_size, e) != 0) {
		munmap(p, (size_t)st.st_size);
		memset(m, 0, sizeof(*m));
		return err_prefix(e, "model %s", path);
	}
	return 0;
}

void
model_close(struct model *m)
{
	if (m->h != NULL)
		munmap((void *)(uintptr_t)m->h, m->size);
	memset(m, 0, sizeof(*m));
}
