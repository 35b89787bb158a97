# Tests: cmocka binaries (one a module, linking only its layer) and scripts.
TEST_LAYERS := base core markdown load store export front ui plain app
$(foreach l,$(TEST_LAYERS),$(eval UNIT_$(l) := $(sort $(wildcard tests/unit/$(l)/test_*.c))))
UNITS := $(foreach l,$(TEST_LAYERS),$(patsubst tests/unit/%.c,$(O)/tests/%,$(UNIT_$(l))))

define UNIT_RULE
$(O)/tests/$(1)/%: tests/unit/$(1)/%.c $(foreach l,$(LIBS_OF_$(1)),$(if $(SRC_$(l)),$(O)/lib$(l).a))
	@mkdir -p $$(@D)
	$(CC) $(ALL_CFLAGS) -Itests -MMD -MP -MF $$@.d $(ALL_LDFLAGS) $$(UNIT_LDFLAGS) -o $$@ $$< \
		-Wl,--start-group $(foreach l,$(LIBS_OF_$(1)),$(if $(SRC_$(l)),$(O)/lib$(l).a)) -Wl,--end-group \
		$(PKG_LIBS) -lcmocka
endef
$(foreach l,$(TEST_LAYERS),$(eval $(call UNIT_RULE,$(l))))

# Calls that are refused go through the test: all that its header wraps.
COMMA := ,
REFUSED := $(shell sed -n 's/^WRAP[A-Z_]*.\([a-z0-9_]*\),.*/\1/p' tests/unit/store/refused.h)
$(O)/tests/store/test_refused_%: UNIT_LDFLAGS = $(foreach c,$(REFUSED),-Wl$(COMMA)--wrap=$(c))

units: $(UNITS)

# Programs that scripts use: they depend on PROGRAMS, which grows below.
.SECONDEXPANSION:
check: $(BIN) $(UNITS) $$(PROGRAMS)
	@tests/run --quick $(O) $(BIN) $(UNITS)

# What tests/long names.
check-long: $(BIN) $(UNITS) $$(PROGRAMS)
	@tests/run --long $(O) $(BIN) $(UNITS)

check-all: $(BIN) $(UNITS) $$(PROGRAMS)
	@tests/run $(O) $(BIN) $(UNITS)

# Two stations with a sync program between them; ENTRIES is what each writes.
ENTRIES := 200
check-sync: $(BIN)
	@DRAAIBOEK=$(CURDIR)/$(BIN) ROOT=$(CURDIR) LC_ALL=C.UTF-8 \
		tests/lint/count sh -c 'tests/sync/syncthing.py $(ENTRIES); \
		s=$$?; tests/sync/rsync.py $(ENTRIES) && exit $$s'

# One night on four terminals in tmux; LOOK=DIR leaves them to be looked at.
story: $(BIN)
	@DRAAIBOEK=$(CURDIR)/$(BIN) LC_ALL=C.UTF-8 tests/lint/count \
		tests/pty/story.py $(if $(LOOK),look $(LOOK))

# A whole exercise on five terminals and two stations, and what came of it.
exercise: $(BIN)
	@DRAAIBOEK=$(CURDIR)/$(BIN) ROOT=$(CURDIR) LC_ALL=C.UTF-8 \
		tests/lint/count tests/pty/exercise.py $(if $(LOOK),look $(LOOK))

.PHONY: units check-long check-all check-sync story exercise

# The lint has its own counts: one a check.
lint: $(BIN)
	@tests/lint/count tests/lint/lint $(O)

# Rewrites every golden file; then read the difference.
bless: $(BIN) $(UNITS) $$(PROGRAMS)
	@BLESS=1 tests/run $(O) $(BIN) $(UNITS)

# draaiboek against a bare curses program, in one run on one kind of pty.
$(O)/tests/bench/%: tests/bench/%.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $< -lncursesw -lutil

bench: $(BIN) $(O)/tests/bench/bench $(O)/tests/bench/bare
	tests/bench/run $(O)/tests/bench $(BIN)

# What keeping a record costs, beside what cannot be done without.
JOURNAL_LIBS := $(foreach l,store core base,$(O)/lib$(l).a)
$(O)/tests/bench/journal: tests/bench/journal.c $(JOURNAL_LIBS)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $< \
		-Wl,--start-group $(JOURNAL_LIBS) -Wl,--end-group $(PKG_LIBS)

bench-journal: $(BIN) $(O)/tests/bench/journal
	@d=$$(mktemp -d) && $(O)/tests/bench/journal $$d $(abspath $(BIN)); s=$$?; \
		rm -rf $$d; tests/bench/evidence $(BIN) && exit $$s

.PHONY: bench-journal

# Rubbish into every reader, by libFuzzer; SECONDS_EACH for each reader.
SECONDS_EACH ?= 60
FUZZ_LAYERS := base core markdown load store
FUZZERS := $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
FUZZ_SOURCES := $(foreach l,$(FUZZ_LAYERS),$(SRC_$(l)))
build/fuzz/%: tests/fuzz/fuzz_%.c $(FUZZ_SOURCES) $(O)/generated/builtin.c $(O)/generated/catalogues.c
	@mkdir -p $(@D)
	clang -std=c17 -D_GNU_SOURCE -Isrc -I$(O)/generated $(PKG_CFLAGS) \
		-DVERSION='"$(VERSION)"' -g -O1 -fsanitize=fuzzer,address,undefined \
		-fno-sanitize-recover=all -o $@ $< $(FUZZ_SOURCES) \
		$(O)/generated/builtin.c $(O)/generated/catalogues.c $(PKG_LIBS)

fuzz: $(addprefix build/fuzz/,$(FUZZERS))
	@for f in $(FUZZERS); do mkdir -p build/corpus/$$f; echo "== $$f"; \
		build/fuzz/$$f -max_total_time=$(SECONDS_EACH) -timeout=5 \
			-rss_limit_mb=512 -print_final_stats=1 \
			-artifact_prefix=build/corpus/ build/corpus/$$f \
			$(wildcard tests/fuzz/corpus/$$f) || exit 1; done
	@$(MAKE) -s VARIANT=san fuzz-keys

# Random keys over every screen; with another SEED another walk.
KEYS ?= 100000
SEED ?= 1
fuzz-keys: $(O)/tests/session/wander
	@LC_ALL=C.UTF-8 $(O)/tests/session/wander tests/session $(KEYS) $(SEED) \
		$(wildcard tests/session/*.keys)

.PHONY: fuzz fuzz-keys

# The corpus again, without libFuzzer: part of the quick tests.
$(O)/tests/fuzz/replay_%: tests/fuzz/fuzz_%.c tests/fuzz/replay.c $(LIBS)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ tests/fuzz/fuzz_$*.c tests/fuzz/replay.c \
		-Wl,--start-group $(LIBS) -Wl,--end-group $(PKG_LIBS)
PROGRAMS += $(foreach f,$(FUZZERS),$(O)/tests/fuzz/replay_$(f))

# The engine on a string, for the walks beside the reference.
DIFF_LIBS := $(foreach l,export front load markdown core base,$(O)/lib$(l).a)
$(O)/tests/diff/engine: tests/diff/engine.c $(DIFF_LIBS)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -MF $@.d $(ALL_LDFLAGS) -o $@ $< \
		-Wl,--start-group $(DIFF_LIBS) -Wl,--end-group $(PKG_LIBS)
PROGRAMS += $(O)/tests/diff/engine

# The front end on a desk in memory, for the key scripts.
SESSION_LIBS := $(foreach l,app ui export front load markdown core base,$(O)/lib$(l).a)
SESSION_SOURCES := $(foreach f,script desk paper modes,tests/session/$(f).c)
SESSION_HEADERS := $(SESSION_SOURCES:.c=.h)
$(O)/tests/session/runner: tests/session/runner.c $(SESSION_SOURCES) $(SESSION_HEADERS) $(SESSION_LIBS)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -Itests $(ALL_LDFLAGS) -o $@ tests/session/runner.c \
		$(SESSION_SOURCES) -Wl,--start-group $(SESSION_LIBS) -Wl,--end-group $(PKG_LIBS)
PROGRAMS += $(O)/tests/session/runner

# Every screen of every shipped playbook.
$(O)/tests/session/shipped: tests/session/shipped.c tests/session/desk.c tests/session/paper.c $(SESSION_HEADERS) $(SESSION_LIBS)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -Itests $(ALL_LDFLAGS) -o $@ tests/session/shipped.c \
		tests/session/desk.c tests/session/paper.c -Wl,--start-group $(SESSION_LIBS) -Wl,--end-group $(PKG_LIBS)
PROGRAMS += $(O)/tests/session/shipped

# Random keys over every screen, beside a copy that replays the journal.
WANDER_LIBS := $(foreach l,app export ui front load markdown core base,$(O)/lib$(l).a)
$(O)/tests/session/wander: tests/session/wander.c $(SESSION_SOURCES) $(SESSION_HEADERS) $(WANDER_LIBS)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -Itests $(ALL_LDFLAGS) -o $@ tests/session/wander.c \
		$(SESSION_SOURCES) -Wl,--start-group $(WANDER_LIBS) -Wl,--end-group $(PKG_LIBS)
PROGRAMS += $(O)/tests/session/wander

# The same scripts beside the real program on a pty, under several TERMs.
PTY_SOURCES := tests/pty/pty.c tests/pty/pty.h
$(O)/tests/pty/mirror: tests/pty/mirror.c $(PTY_SOURCES) $(SESSION_SOURCES) $(SESSION_HEADERS) $(SESSION_LIBS)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -Itests $(ALL_LDFLAGS) -o $@ tests/pty/mirror.c \
		tests/pty/pty.c $(SESSION_SOURCES) -Wl,--start-group $(SESSION_LIBS) \
		-Wl,--end-group $(PKG_LIBS) -lvterm -lutil
# Every golden screen through tty/, under several TERMs.
GOLDENS_LIBS := $(O)/libtty.a $(SESSION_LIBS)
$(O)/tests/pty/goldens: tests/pty/goldens.c $(PTY_SOURCES) $(SESSION_SOURCES) $(SESSION_HEADERS) $(GOLDENS_LIBS)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -Itests $(ALL_LDFLAGS) -o $@ tests/pty/goldens.c \
		tests/pty/pty.c $(SESSION_SOURCES) -Wl,--start-group $(GOLDENS_LIBS) \
		-Wl,--end-group $(PKG_LIBS) -lvterm -lutil
# Every look of every theme, as it can be read.
$(O)/tests/pty/colours: tests/pty/colours.c $(PTY_SOURCES) $(O)/libtty.a $(foreach l,ui front markdown core base,$(O)/lib$(l).a)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -Itests $(ALL_LDFLAGS) -o $@ tests/pty/colours.c \
		tests/pty/pty.c $(O)/libtty.a -Wl,--start-group \
		$(foreach l,ui front markdown core base,$(O)/lib$(l).a) \
		-Wl,--end-group $(PKG_LIBS) -lvterm -lutil
# What terminals do to the program, what it costs them, texts and an editor.
STAGE_PROGRAMS := $(foreach f,terminal look slow cost papers,$(O)/tests/pty/$(f))
$(STAGE_PROGRAMS): $(O)/tests/pty/%: tests/pty/%.c tests/pty/stage.c tests/pty/stage.h $(PTY_SOURCES)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -Itests $(ALL_LDFLAGS) -o $@ $< tests/pty/stage.c \
		tests/pty/pty.c -lvterm -lutil
PROGRAMS += $(O)/tests/pty/mirror $(O)/tests/pty/goldens \
	$(O)/tests/pty/colours $(STAGE_PROGRAMS)
# A disk that does not answer, by LD_PRELOAD.
$(O)/tests/fault/slow.so: tests/fault/slow.c
	@mkdir -p $(@D)
	$(CC) -std=c17 -O1 -shared -fPIC -o $@ $< -ldl
PROGRAMS += $(O)/tests/fault/slow.so
