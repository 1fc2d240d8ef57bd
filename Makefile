# Everything is built from here; there are no Makefiles below.
#
#   make                  harkd, hark and the plugins, in build/release
#   make check            all tests that need no real servers, under a minute
#   make check-real       tests against real servers (root; see tests/real)
#   make BUILD=asan check the same as check, with address and UB checks
#   make fuzz             fuzzers, with clang, in build/fuzz
#   make bench            speed and memory, as ratios to floors of the same run
#   make bench-json       the same, one JSON object a line
#   make lint             manuals, scripts, layers, plugin imports
#   make model DATA="DIR..."  train the classifier (needs liblinear)
#   make eval DATA="DIR..."   measure it
#   make install DESTDIR=/tmp/x PREFIX=/usr
#   make V=1              show the commands

VERSION    := 0.1
PREFIX     ?= /usr/local
SBINDIR    ?= $(PREFIX)/sbin
BINDIR     ?= $(PREFIX)/bin
LIBDIR     ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
DATADIR    ?= $(PREFIX)/share
MANDIR     ?= $(DATADIR)/man
SYSCONFDIR ?= /etc
DIRS       := $(LIBDIR) $(SBINDIR) $(DATADIR) $(SYSCONFDIR) $(BINDIR) \
	      $(INCLUDEDIR)
UNITDIR    ?= $(PREFIX)/lib/systemd/system
SYSUSERSDIR ?= $(PREFIX)/lib/sysusers.d
TMPFILESDIR ?= $(PREFIX)/lib/tmpfiles.d
PKG_CONFIG ?= pkg-config
INSTALL    ?= install

BUILD ?= release
B     := build/$(BUILD)

MAKEFLAGS += --no-builtin-rules
.DELETE_ON_ERROR:
.SUFFIXES:
SHELL := /bin/bash
export PYTHONDONTWRITEBYTECODE := 1

# --- flags ------------------------------------------------------------------

# CFLAGS, CPPFLAGS and LDFLAGS are the user's; ours have their own names.
CC := $(if $(filter default,$(origin CC)),gcc,$(CC))
CFLAGS ?= -O2 -g

PKGS       := libevent libcurl libcrypto jansson sqlite3 libconfuse libsystemd \
	      libxml-2.0
# Of these only the headers: gmime is loaded when the first mail is read,
# libical with the first calendar.
GMIME      := gmime-3.0
ICAL       := libical
PKG_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(PKGS) smartcols)
PKG_LIBS   := $(shell $(PKG_CONFIG) --libs $(PKGS)) -lunistring -ldl -lm
CLI_LIBS   := $(shell $(PKG_CONFIG) --libs jansson smartcols) -lunistring
TEST_LIBS  := -lcmocka
ifneq ($(MAKECMDGOALS),clean)
ifeq ($(shell $(PKG_CONFIG) --exists $(PKGS) $(GMIME) $(ICAL) smartcols && echo yes),)
$(error missing libraries: need $(PKGS) $(GMIME) $(ICAL) smartcols; ./scripts/check installs them)
endif
endif

WARN := -Wall -Wextra -Wshadow -Wpointer-arith -Wcast-qual -Wcast-align \
	-Wwrite-strings -Wstrict-prototypes -Wmissing-prototypes \
	-Wold-style-definition -Wvla -Wundef -Wformat=2 -Wimplicit-fallthrough \
	-Wnull-dereference -Wdouble-promotion -Wswitch-enum -Wredundant-decls

HARDEN := -fstack-protector-strong -fstack-clash-protection -fPIE -fno-common
HARDEN_LD := -pie -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack -Wl,--as-needed

ifeq ($(BUILD),release)
 HARDEN += -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
endif
ifeq ($(BUILD),asan)
 SAN := -fsanitize=address,undefined -fno-sanitize-recover=all \
	-fno-omit-frame-pointer -O1
 # gcc 12 sees null dereferences in what the sanitizer itself inserts.
 WARN := $(filter-out -Wnull-dereference,$(WARN))
endif
ifeq ($(BUILD),cov)
 SAN := --coverage -O0
endif
ifeq ($(BUILD),fuzz)
 CC  := clang
 SAN := -fsanitize=fuzzer-no-link,address,undefined -fno-omit-frame-pointer -O1
endif

ALL_CFLAGS = -std=gnu11 -D_GNU_SOURCE -DVERSION='"$(VERSION)"' \
	-DLIBDIR='"$(LIBDIR)"' -DSBINDIR='"$(SBINDIR)"' -DDATADIR='"$(DATADIR)"' \
	-DSYSCONFDIR='"$(SYSCONFDIR)"' -Idaemon -I$(B)/gen \
	$(WARN) $(HARDEN) $(PKG_CFLAGS) $(CPPFLAGS) $(CFLAGS) $(SAN) -MMD -MP
ALL_LDFLAGS = $(HARDEN_LD) $(LDFLAGS) $(SAN)

# --- what there is ----------------------------------------------------------

cli_src    := $(wildcard daemon/cli/*.c)
base_src   := $(wildcard daemon/base/*.c)
core_src   := $(filter-out $(cli_src),$(wildcard daemon/*/*.c))
main_src   := $(wildcard daemon/*.c)
plugin_src := $(wildcard plugins/*.c)
# What plugins that read mailboxes share.
mailbox_src := $(wildcard plugins/mailbox/*.c)
# The parts of a plugin that is more than one file: plugins/NAME/*.c.
part_src   := $(filter-out $(mailbox_src),$(wildcard plugins/*/*.c))
notices    := $(wildcard conf/notices/*.conf)
unit_src   := $(wildcard tests/unit/test_*.c)
fake_src   := $(wildcard tests/fake/*.c)
corefake_src := $(wildcard tests/core/test_*.c)
fuzz_src   := $(wildcard tests/fuzz/fuzz_*.c)
bench_src  := $(wildcard tests/bench/bench_*.c)
bench_help := $(filter-out $(bench_src),$(wildcard tests/bench/*.c))

obj = $(patsubst %.c,$(B)/%.o,$(1))
# The client links the small change, the protocol's names and nothing else.
# The loop (libevent) stays out of it: the linker takes what is used.
cli_base_src := $(base_src)

plugins    := $(plugin_src:%.c=$(B)/%.so)
unit_tests := $(unit_src:%.c=$(B)/%)
core_tests := $(corefake_src:%.c=$(B)/%)
tests      := $(unit_tests) $(core_tests)
fuzzers    := $(fuzz_src:%.c=$(B)/%)
benches    := $(bench_src:%.c=$(B)/%)

ifeq ($(V),1)
 say = @:
 Q   :=
else
 say = @printf '  %-7s %s\n'
 Q   := @
endif

# --- rules ------------------------------------------------------------------

all: $(B)/libhark.a $(if $(filter 5,$(words $(wildcard daemon/control/control.c daemon/alert/alert.c \
	    daemon/config/config.c daemon/store/store.c daemon/net/smtp.c))),$(B)/harkd) \
	$(if $(and $(cli_src),$(wildcard daemon/base/tr.c)),$(B)/hark) $(plugins) \
	$(if $(wildcard conf/hark.model),$(B)/hark.model) $(notices:conf/%=$(B)/%) \
	$(B)/harkd.conf

$(B)/libhark.a: $(call obj,$(core_src))
	$(say) AR $@
	$(Q)rm -f $@ && $(AR) rcs $@ $^

$(B)/libbase.a: $(call obj,$(cli_base_src))
	$(say) AR $@
	$(Q)rm -f $@ && $(AR) rcs $@ $^

# So do what plugins know as data.
$(B)/notices/%.conf: conf/notices/%.conf
	@mkdir -p $(@D)
	$(Q)cp $< $@

# `hark setup' knows the example by it.
$(B)/harkd.conf: conf/harkd.conf
	@mkdir -p $(@D)
	$(Q)cp $< $@

# The trained ear lies beside the program that runs from here.
$(B)/hark.model: conf/hark.model
	@mkdir -p $(@D)
	$(Q)cp $< $@

$(B)/harkd: $(call obj,$(main_src)) $(B)/libhark.a
	$(say) LD $@
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(PKG_LIBS)

$(B)/hark: $(call obj,$(cli_src)) $(B)/libbase.a
	$(say) LD $@
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(CLI_LIBS)

$(B)/plugins/%.o: HARDEN += -fPIC -fvisibility=hidden -Iplugins
$(B)/plugins/%.so: $(B)/plugins/%.o
	$(say) PLUGIN $@
	$(Q)$(CC) -shared $(filter-out -pie,$(ALL_LDFLAGS)) \
	    $(if $(SAN),,-Wl,-z,defs) -o $@ $(filter %.o,$^) -ljansson

$(B)/plugins/imap.so $(B)/plugins/notice.so: $(call obj,$(mailbox_src))
$(foreach p,$(part_src),$(eval $(B)/plugins/$(word 2,$(subst /, ,$p)).so: \
    $(call obj,$p)))

# Every object depends on the Makefile: flags live here.
$(B)/%.o: %.c Makefile
	$(say) CC $@
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -Itests -c -o $@ $<

$(B)/daemon/base/mail.o: PKG_CFLAGS += $(patsubst -I%,-isystem %,\
    $(shell $(PKG_CONFIG) --cflags-only-I $(GMIME)))

$(B)/daemon/config/calendar.o: PKG_CFLAGS += $(patsubst -I%,-isystem %,\
    $(shell $(PKG_CONFIG) --cflags-only-I $(ICAL)))

# Where it will be installed is compiled in: another PREFIX, other objects.
$(B)/gen/dirs: FORCE
	@mkdir -p $(@D)
	@echo '$(DIRS)' | cmp -s - $@ || echo '$(DIRS)' >$@

$(call obj,$(shell grep -lwE 'LIBDIR|SBINDIR|DATADIR|SYSCONFDIR' \
    daemon/*.c daemon/*/*.c)): $(B)/gen/dirs

# SQL becomes a C string, so that the binary carries its own schema.
$(B)/gen/%.sql.h: daemon/store/%.sql Makefile
	@mkdir -p $(@D)
	$(Q)sed -e 's/[[:space:]]*--.*$$//' -e '/^[[:space:]]*$$/d' \
	    -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/^/"/' -e 's/$$/\\n"/' $< > $@

# The German words of hark, from gettext's format to a C table.
$(B)/gen/messages.h: daemon/base/de.po scripts/po2c Makefile
	@mkdir -p $(@D)
	$(Q)./scripts/po2c $< > $@

# What hark-networks(7) tells of the networks, told by `hark plugins' as well.
$(B)/gen/networks.h: daemon/hark-networks.7 scripts/networks2c Makefile
	@mkdir -p $(@D)
	$(Q)./scripts/networks2c $< > $@

$(call obj,daemon/plugins.c): $(B)/gen/networks.h
$(call obj,daemon/base/tr.c): $(B)/gen/messages.h
$(call obj,$(wildcard daemon/store/*.c)): $(patsubst daemon/store/%.sql,$(B)/gen/%.sql.h,$(wildcard daemon/store/*.sql))

# Unit tests link the core and all plugins statically.
$(B)/tests/unit/test_text_boost: $(call obj,daemon/text/train/boost.c)
$(unit_tests): $(B)/%: $(B)/%.o $(B)/libhark.a $(call obj,$(plugin_src) $(part_src) $(mailbox_src))
	$(say) LD $@
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $(filter-out %.a,$^) $(B)/libhark.a \
	    $(PKG_LIBS) $(TEST_LIBS)

# Some are more than one file.
$(B)/tests/core/test_month: $(call obj,$(wildcard tests/core/month/*.c))
$(B)/tests/core/test_month $(B)/tests/core/test_command: \
    $(B)/tests/core/box.o

# Core tests put a fake network and a clock set by hand before the archive.
$(core_tests): $(B)/%: $(B)/%.o $(call obj,$(fake_src)) $(B)/libhark.a $(call obj,$(plugin_src) $(part_src) $(mailbox_src))
	$(say) LD $@
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $(filter-out %.a,$^) $(B)/libhark.a \
	    $(PKG_LIBS) $(TEST_LIBS)

# Elsewhere than in build/fuzz they only replay their corpus.
$(B)/tests/fuzz/fuzz_%: $(B)/tests/fuzz/fuzz_%.o $(B)/libhark.a \
    $(call obj,$(plugin_src) $(part_src) $(mailbox_src) tests/fuzz/plugin.c) \
    $(if $(filter fuzz,$(BUILD)),,$(B)/tests/fuzz/standalone.o)
	$(say) LD $@
	$(Q)$(CC) $(ALL_LDFLAGS) $(if $(filter fuzz,$(BUILD)),-fsanitize=fuzzer) \
	    -o $@ $(filter-out %.a,$^) $(B)/libhark.a $(PKG_LIBS)

$(benches): $(B)/%: $(B)/%.o $(call obj,$(bench_help)) $(B)/libhark.a $(call obj,$(plugin_src) $(part_src) $(mailbox_src))
	$(say) LD $@
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $(filter-out %.a,$^) $(B)/libhark.a $(PKG_LIBS)

bench: all $(benches)
	$(Q)./tests/bench/run $(B)

bench-json: all $(benches)
	$(Q)./tests/bench/run --json $(B)

check: all $(tests) $(fuzzers)
	$(Q)./tests/run $(B) $(tests)

check-real: all
	$(Q)./tests/real/run $(B)

# What a machine can see without running anything.
lint: all
	$(Q)mandoc -Tlint -Wwarning $(MANS)
	$(Q)shellcheck -x -S warning scripts/check scripts/demo scripts/lib.sh scripts/po2c \
	    scripts/networks2c \
	    .ci/run tests/run $(shell grep -lE '^#!/bin/(ba)?sh' tests/check-* tests/real/*)
	$(Q)./tests/check-layers $(B) | grep -v '^ok' || true
	$(Q)./tests/check-imports $(B) | grep -v '^ok' || true
	$(Q)./tests/check-messages $(B) | grep -v '^ok' || true

fuzz:
	$(Q)$(MAKE) BUILD=fuzz fuzzers
fuzzers: $(fuzzers)

# --- the classifier's model -------------------------------------------------

# hark-train is a program of its own: nothing of it is in harkd.
train_src := $(wildcard daemon/text/train/*.c)

$(B)/hark-train: $(call obj,$(train_src)) $(B)/libhark.a
	$(say) LD $@
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(PKG_LIBS) -llinear

# make model DATA="DIR..." [MODEL=FILE] [TRAIN_FLAGS="-c -d DATE"]
MODEL ?= conf/hark.model
model: $(B)/hark-train
	$(B)/hark-train train $(TRAIN_FLAGS) -o $(MODEL) tests/corpus $(DATA)

# make eval DATA="DIR..." [CROSS=1] [JSON=1]: the model as it is, or, with
# CROSS, one trained on the other folds of the data.
eval: $(B)/hark-train
	@$(B)/hark-train $(if $(CROSS),cross,eval -m $(MODEL)) \
	    $(if $(JSON),-j) $(TRAIN_FLAGS) $(if $(CROSS),tests/corpus) $(DATA)

clean:
	rm -rf build

-include $(shell test -d $(B) && find $(B) -name '*.d')

.PHONY: all check check-real fuzz fuzzers bench bench-json lint model eval \
	install install-dev clean FORCE
.SECONDARY:

# --- installing -------------------------------------------------------------

MANS := daemon/harkd.8 daemon/cli/hark.1 conf/harkd.conf.5 daemon/hark-plugin.7 \
	daemon/hark-networks.7

$(B)/harkd.service: systemd/harkd.service.in Makefile $(B)/gen/dirs
	@mkdir -p $(@D)
	$(Q)sed -e 's|@SBINDIR@|$(SBINDIR)|' -e 's|@BINDIR@|$(BINDIR)|' \
	    -e 's|@SYSCONFDIR@|$(SYSCONFDIR)|' $< > $@

$(B)/hark.pc: Makefile $(B)/gen/dirs
	@mkdir -p $(@D)
	$(Q)printf '%s\n' 'prefix=$(PREFIX)' 'includedir=$(INCLUDEDIR)' \
	    'plugindir=$(LIBDIR)/hark' '' 'Name: hark' \
	    'Description: what a network plugin of hark includes' \
	    'Version: $(VERSION)' 'Requires: jansson' \
	    'Cflags: -I$${includedir}' > $@

# What it takes to write a plugin.
install-dev: $(B)/hark.pc
	$(INSTALL) -d $(DESTDIR)$(INCLUDEDIR) $(DESTDIR)$(LIBDIR)/pkgconfig
	$(INSTALL) -m 644 daemon/hark.h $(DESTDIR)$(INCLUDEDIR)
	$(INSTALL) -m 644 $(B)/hark.pc $(DESTDIR)$(LIBDIR)/pkgconfig

install: all $(B)/harkd.service install-dev
	$(INSTALL) -d $(DESTDIR)$(SBINDIR) $(DESTDIR)$(BINDIR) \
	    $(DESTDIR)$(LIBDIR)/hark $(DESTDIR)$(DATADIR)/hark \
	    $(DESTDIR)$(MANDIR)/man1 $(DESTDIR)$(MANDIR)/man5 \
	    $(DESTDIR)$(MANDIR)/man7 $(DESTDIR)$(MANDIR)/man8 \
	    $(DESTDIR)$(UNITDIR) $(DESTDIR)$(SYSUSERSDIR) \
	    $(DESTDIR)$(TMPFILESDIR) $(DESTDIR)$(SYSCONFDIR)/hark/conf.d
	$(INSTALL) -m 755 $(B)/harkd $(DESTDIR)$(SBINDIR)
	$(INSTALL) -m 755 $(B)/hark $(DESTDIR)$(BINDIR)
	$(INSTALL) -m 644 $(plugins) $(DESTDIR)$(LIBDIR)/hark
	$(if $(wildcard conf/hark.model),$(INSTALL) -m 644 conf/hark.model $(DESTDIR)$(DATADIR)/hark)
	$(INSTALL) -m 644 conf/harkd.conf $(DESTDIR)$(DATADIR)/hark
	$(INSTALL) -m 644 conf/grafana-hark.json conf/hark-alerts.yml \
	    $(DESTDIR)$(DATADIR)/hark
	$(INSTALL) -d $(DESTDIR)$(DATADIR)/hark/notices
	$(INSTALL) -m 644 $(notices) $(DESTDIR)$(DATADIR)/hark/notices
	$(INSTALL) -d $(DESTDIR)$(DATADIR)/doc/hark
	$(INSTALL) -m 644 conf/Datenschutz.md conf/privacy.md \
	    $(DESTDIR)$(DATADIR)/doc/hark
	for m in $(MANS); do \
	    $(INSTALL) -m 644 $$m $(DESTDIR)$(MANDIR)/man$${m##*.}; done
	$(INSTALL) -m 644 $(B)/harkd.service $(DESTDIR)$(UNITDIR)
	$(INSTALL) -m 644 systemd/hark.sysusers $(DESTDIR)$(SYSUSERSDIR)/hark.conf
	$(INSTALL) -m 644 systemd/hark.tmpfiles $(DESTDIR)$(TMPFILESDIR)/hark.conf
	[ -e $(DESTDIR)$(SYSCONFDIR)/hark/harkd.conf ] || \
	    $(INSTALL) -m 644 conf/harkd.conf $(DESTDIR)$(SYSCONFDIR)/hark
