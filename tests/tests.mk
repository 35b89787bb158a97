# Tests: cmocka binaries (one a module, linking only its layer) and scripts.
TEST_LAYERS := base core markdown load store export front ui plain app
$(foreach l,$(TEST_LAYERS),$(eval UNIT_$(l) := $(sort $(wildcard tests/unit/$(l)/test_*.c))))
UNITS := $(foreach l,$(TEST_LAYERS),$(patsubst tests/unit/%.c,$(O)/tests/%,$(UNIT_$(l))))

define UNIT_RULE
$(O)/tests/$(1)/%: tests/unit/$(1)/%.c $(foreach l,$(LIBS_OF_$(1)),$(if $(SRC_$(l)),$(O)/lib$(l).a))
	@mkdir -p $$(@D)
	$(CC) $(ALL_CFLAGS) -Itests -MMD -MP -MF $$@.d $(ALL_LDFLAGS) -o $$@ $$< \
		-Wl,--start-group $(foreach l,$(LIBS_OF_$(1)),$(if $(SRC_$(l)),$(O)/lib$(l).a)) -Wl,--end-group \
		$(PKG_LIBS) -lcmocka
endef
$(foreach l,$(TEST_LAYERS),$(eval $(call UNIT_RULE,$(l))))

units: $(UNITS)

check: $(BIN) $(UNITS)
	@tests/run $(O) $(BIN) $(UNITS)

.PHONY: units

# The lint has its own counts: one a check.
lint: $(BIN)
	@tests/lint/count tests/lint/lint $(O)

# Rewrites every golden file; then read the difference.
bless: $(BIN) $(UNITS) $(PROGRAMS)
	@BLESS=1 tests/run $(O) $(BIN)

# draaiboek against a bare curses program, in one run on one kind of pty.
$(O)/tests/bench/%: tests/bench/%.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $< -lncursesw -lutil

bench: $(BIN) $(O)/tests/bench/bench $(O)/tests/bench/bare
	tests/bench/run $(O)/tests/bench $(BIN)
