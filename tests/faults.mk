# Faults: a library that is preloaded tears writes and takes memory away.
$(O)/tests/fault/shim.so: tests/fault/shim.c
	@mkdir -p $(@D)
	$(CC) -std=c17 -D_GNU_SOURCE -Wall -Wextra -O1 -shared -fPIC -o $@ $<
PROGRAMS += $(O)/tests/fault/shim.so

# All of it, without root; then what needs root and loop devices.
check-faults: $(BIN) $(O)/tests/fault/shim.so
	@DRAAIBOEK=$(abspath $(BIN)) BUILD=$(abspath $(O)) tests/fault/faults.py all

.PHONY: check-faults

# Breaks the journal in each way of tests/mutants, and runs the tests.
mutants:
	@tests/mutants/run $(MUTANTS)

.PHONY: mutants

# Power cuts on ext4 and XFS, and syncs that really fail: root, loop devices.
ROUNDS ?= 200
check-faults-root: $(BIN) $(O)/tests/fault/shim.so
	@DRAAIBOEK=$(abspath $(BIN)) BUILD=$(abspath $(O)) tests/fault/power.py $(ROUNDS)

.PHONY: check-faults-root

# Branches of what writes, reads and orders journals, by the unit tests and
# the quick faults together.
COVERED := $(sort $(wildcard src/store/*.c src/core/record*.c) src/core/order.c)
COVERAGE := build/coverage
COVERAGE_UNITS := $(patsubst tests/unit/%.c,$(COVERAGE)/tests/%,$(UNIT_store) $(UNIT_core) $(UNIT_app))
coverage:
	@$(MAKE) -s VARIANT=debug O=$(COVERAGE) CFLAGS='-O0 --coverage' \
		LDFLAGS=--coverage all $(COVERAGE)/tests/fault/shim.so $(COVERAGE_UNITS)
	@find $(COVERAGE) -name '*.gcda' -delete
	@for t in $(COVERAGE_UNITS); do LC_ALL=C.UTF-8 ROOT=$(CURDIR) BUILD=$(CURDIR)/$(COVERAGE) \
		DRAAIBOEK=$(CURDIR)/$(COVERAGE)/draaiboek TZ=Europe/Brussels $$t >$$t.log 2>&1 || \
		echo "$$t failed: see $$t.log"; done
	@DRAAIBOEK=$(CURDIR)/$(COVERAGE)/draaiboek BUILD=$(CURDIR)/$(COVERAGE) \
		tests/fault/faults.py quick >$(COVERAGE)/faults.log || true
	@tests/coverage.py $(if $(LINES_TOO),--lines) $(COVERAGE) $(COVERED)

.PHONY: coverage
