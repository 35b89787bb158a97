# draaiboek: build, install, check.  GNU make, no configure step.
#
#	make setup run      install what is missing, build, start
#	make setup check    install what is missing, build, run the tests
#	make help           all targets
#
# VARIANT=release (default), debug or san (address and undefined sanitizers).

.DEFAULT_GOAL := all

# Several goals go one after the other (setup before check), each of them with
# all processors.  `run` has the terminal for itself.
JOBS := $(shell nproc)
ifeq ($(MAKELEVEL)$(filter run,$(MAKECMDGOALS)),0)
MAKEFLAGS += -j$(JOBS)
endif
ifneq ($(word 2,$(MAKECMDGOALS)),)
.PHONY: $(MAKECMDGOALS)
.NOTPARALLEL:
$(MAKECMDGOALS):
	@$(MAKE) --no-print-directory $@
else

VARIANT ?= release
VERSION := 0.1.0
PREFIX ?= /usr/local
DESTDIR ?=
MAKEFLAGS += --no-builtin-rules

ifeq ($(filter $(VARIANT),release debug san),)
$(error VARIANT is release, debug or san)
endif

PKG_CONFIG ?= pkg-config
INSTALL ?= install
PYTHON ?= python3

O := build/$(VARIANT)
ifeq ($(VARIANT),release)
BIN := build/draaiboek
else
BIN := $(O)/draaiboek
endif

include tests/setup.mk

# --- what each folder uses; -l order matters: callers first
LAYERS := cli app tty plain ui front export store load markdown core base
PKGS_base := jansson # libcrypto is loaded when it is needed: base/hash.c
PKGS_load := libcyaml yaml-0.1
PKGS_markdown := md4c
PKGS_tty := ncursesw
PKGS_export := libqrencode
PKGS := $(sort $(foreach l,$(LAYERS),$(PKGS_$(l))))

GOALS_WITHOUT_LIBRARIES := setup help clean
ifneq ($(filter-out $(GOALS_WITHOUT_LIBRARIES),$(or $(MAKECMDGOALS),all)),)
PKG_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(PKGS) 2>/dev/null)
PKG_LIBS := $(shell $(PKG_CONFIG) --libs $(PKGS) 2>/dev/null) -lunistring
endif

WARNINGS := -Wall -Wextra -pedantic -Wconversion -Wwrite-strings \
	-Wcast-align -Wpointer-arith -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wredundant-decls -Wundef -Wvla -Wswitch-enum \
	-Wformat=2 -Wno-format-truncation -Wimplicit-fallthrough
ifdef CI
WARNINGS += -Werror
endif

HARDENING := -fstack-clash-protection -fstack-protector-strong \
	-fcf-protection=full -fno-delete-null-pointer-checks \
	-fno-strict-overflow -fno-strict-aliasing \
	-ftrivial-auto-var-init=zero -fPIE
LINK_HARDENING := -pie -Wl,-z,nodlopen,-z,noexecstack,-z,relro,-z,now \
	-Wl,--as-needed -Wl,--gc-sections

CFLAGS_release := -O2 -g -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 $(HARDENING)
CFLAGS_debug := -Og -g3 $(HARDENING)
CFLAGS_san := -O1 -g3 -fno-omit-frame-pointer -fno-optimize-sibling-calls \
	-fsanitize=address,undefined -fno-sanitize-recover=all
LDFLAGS_release := $(LINK_HARDENING)
LDFLAGS_debug := $(LINK_HARDENING)
LDFLAGS_san := -fsanitize=address,undefined

CFLAGS ?=
LDFLAGS ?=
ALL_CFLAGS = -std=c17 -D_POSIX_C_SOURCE=200809L -D_GNU_SOURCE \
	-Isrc -I$(O)/generated $(PKG_CFLAGS) -DVERSION='"$(VERSION)"' \
	-ffunction-sections -fdata-sections \
	$(WARNINGS) $(CFLAGS_$(VARIANT)) $(CFLAGS)
ALL_LDFLAGS = $(LDFLAGS_$(VARIANT)) $(LDFLAGS)

# --- sources
$(foreach l,$(LAYERS),$(eval SRC_$(l) := $(sort $(wildcard src/$(l)/*.c))))
GENERATED_base := $(O)/generated/catalogues.c
GENERATED_load := $(O)/generated/builtin.c
OBJ = $(patsubst %.c,$(O)/%.o,$(patsubst $(O)/generated/%,generated/%,$(1)))
$(foreach l,$(LAYERS),$(eval OBJ_$(l) := $(call OBJ,$(SRC_$(l)) $(GENERATED_$(l)))))
LIBS := $(foreach l,$(LAYERS),$(if $(SRC_$(l)),$(O)/lib$(l).a))
# What unit tests of a layer link: itself and what is below it.
LIBS_OF_base := base
LIBS_OF_core := core base
LIBS_OF_markdown := markdown base
LIBS_OF_load := load core base
LIBS_OF_store := store core base
LIBS_OF_export := export front markdown core base
LIBS_OF_front := front markdown core base
LIBS_OF_ui := ui front markdown core base
LIBS_OF_plain := plain front markdown core base
LIBS_OF_tty := tty ui front markdown core base
LIBS_OF_app := app tty plain ui front export store load markdown core base
LIBS_OF_cli := $(LAYERS)

all: $(BIN)

run:
	@$(MAKE) --no-print-directory -j$(JOBS) $(BIN)
	@$(BIN) $(ARGS)

$(BIN): $(O)/src/main.o $(LIBS)
	@mkdir -p $(@D)
	$(CC) $(ALL_LDFLAGS) -o $@ $(O)/src/main.o \
		-Wl,--start-group $(LIBS) -Wl,--end-group $(PKG_LIBS)

define LAYER
$(O)/lib$(1).a: $(OBJ_$(1))
	@rm -f $$@
	$(AR) rcs $$@ $$^
endef
$(foreach l,$(LAYERS),$(eval $(call LAYER,$(l))))

$(O)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(O)/generated/%.o: $(O)/generated/%.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# --- what is built into the program
PLAYBOOKS := $(sort $(shell find playbooks -name '*.yaml' -o -name '*.??.md' 2>/dev/null))
$(O)/generated/builtin.c: src/load/embed.py $(PLAYBOOKS)
	@mkdir -p $(@D)
	$(PYTHON) src/load/embed.py $(PLAYBOOKS) >$@.tmp && mv $@.tmp $@

PO := $(sort $(wildcard src/po/*.po))
MO := $(patsubst src/po/%.po,$(O)/generated/%.mo,$(PO))
$(O)/generated/%.mo: src/po/%.po
	@mkdir -p $(@D)
	msgfmt -c -o $@ $<

$(O)/generated/catalogues.c: src/base/embed.py $(MO)
	@mkdir -p $(@D)
	$(PYTHON) src/base/embed.py $(MO) >$@.tmp && mv $@.tmp $@

# Collects the texts again: src/po/draaiboek.pot and every .po
po:
	find src -name '*.[ch]' | LC_ALL=C sort | xgettext --from-code=UTF-8 \
		--language=C --keyword=tr --keyword=tr_n:1,2 --keyword=N_ \
		--keyword=tr_in:1c,2 --keyword=N_IN:1c,2 --no-location --sort-output \
		--package-name=draaiboek --copyright-holder=draaiboek \
		--add-comments=Translators -o src/po/draaiboek.pot -f -
	for p in $(PO); do msgmerge -q --update --backup=none \
		--no-location --sort-output --no-fuzzy-matching \
		$$p src/po/draaiboek.pot; done

include tests/tests.mk
include tests/faults.mk

install: $(BIN)
	$(INSTALL) -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1 \
		$(DESTDIR)$(PREFIX)/share/man/man5 $(DESTDIR)$(PREFIX)/share/man/man7 \
		$(DESTDIR)$(PREFIX)/share/draaiboek/playbooks
	$(INSTALL) -m 0755 $(BIN) $(DESTDIR)$(PREFIX)/bin/draaiboek
	for m in man/*.[1-8]; do $(INSTALL) -m 0644 $$m \
		$(DESTDIR)$(PREFIX)/share/man/man$${m##*.}/; done
	cd playbooks && find . \( -name '*.yaml' -o -name '*.??.md' \) \
		-exec $(INSTALL) -D -m 0644 {} \
		$(DESTDIR)$(PREFIX)/share/draaiboek/playbooks/{} \;

clean:
	rm -rf build

help:
	@echo 'make [VARIANT=release|debug|san] TARGET'
	@echo '  all          build $(BIN)'
	@echo '  setup        install what is missing for building and testing'
	@echo '  run          build and start (ARGS="...")'
	@echo '  check        the quick tests (under 3 minutes)'
	@echo '  check-long   the others: every terminal, whole playbooks (tests/long)'
	@echo '  check-all    both'
	@echo '  check-faults kill, tear, fill and fail (15 minutes)'
	@echo '  story        one night on four terminals in tmux'
	@echo '  exercise     a whole exercise on five terminals and two stations'
	@echo '  check-sync   two stations with Syncthing and rsync between them'
	@echo '  mutants      break the journal on purpose: do the tests see it?'
	@echo '  check-faults-root  cut the power on ext4 and XFS (root; ROUNDS=200)'
	@echo '  coverage     branches of what writes and reads journals'
	@echo '  lint         layers, sizes, manual pages, catalogues, formatting'
	@echo '  bless        rewrite the golden files; then read the difference'
	@echo '  fuzz         feed rubbish to the readers (SECONDS=60 each)'
	@echo '  bench        measure start, keys and memory against bare curses'
	@echo '  po           collect the translatable texts'
	@echo '  install      into DESTDIR and PREFIX ($(PREFIX))'
	@echo '  clean        remove build/'

-include $(shell find $(O) -name '*.d' 2>/dev/null)

.PHONY: all run po install clean help setup check lint bless fuzz bench
.DELETE_ON_ERROR:

endif
