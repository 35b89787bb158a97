# Faults: a library that is preloaded tears writes and takes memory away.
$(O)/tests/fault/shim.so: tests/fault/shim.c
	@mkdir -p $(@D)
	$(CC) -std=c17 -D_GNU_SOURCE -Wall -Wextra -O1 -shared -fPIC -o $@ $<
# A fault at the n-th call of one name, without a stop at the others.
$(O)/tests/fault/inject: tests/fault/inject.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $< -lseccomp
FAULT_PROGRAMS := $(O)/tests/fault/shim.so $(O)/tests/fault/inject
PROGRAMS += $(FAULT_PROGRAMS)

# All of it, without root; then what needs root and loop devices.
# Behind it who finds what was tampered with, 1,000 honest incidents of which
# none is called broken, and 1,000 shuffled merges that give one log.
check-faults: $(BIN) $(FAULT_PROGRAMS) $(O)/tests/store/test_merge
	@export DRAAIBOEK=$(abspath $(BIN)) BUILD=$(abspath $(O)); s=0; \
		tests/fault/faults.py all || s=1; \
		HONEST_JOURNALS=1000 tests/fault/tamper.py || s=1; \
		$(O)/tests/store/test_merge || s=1; exit $$s

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

# Branches of what writes, reads and orders journals: all tests in one build,
# and the sweeps of every call, which find the ways out of an error.
COVERED := $(sort $(wildcard src/store/*.c src/core/record*.c) src/core/order.c)
COVERAGE := build/coverage
COUNTED_EXIT := $(COVERAGE)/counted_exit.o
$(COUNTED_EXIT): tests/fault/counted_exit.c
	@mkdir -p $(@D)
	$(CC) -std=c17 -D_GNU_SOURCE -Wall -Wextra -c -o $@ $<

coverage: $(COUNTED_EXIT)
	@find $(COVERAGE) -name '*.gcda' -delete
	@DRAAIBOEK_TEST_SECONDS=900 $(MAKE) -s VARIANT=debug O=$(COVERAGE) \
		CFLAGS='-O0 --coverage' LDFLAGS='--coverage -Wl,--wrap=_exit $(CURDIR)/$(COUNTED_EXIT)' check-all >$(COVERAGE)/check.log 2>&1; \
		tail -1 $(COVERAGE)/check.log
	@DRAAIBOEK=$(CURDIR)/$(COVERAGE)/draaiboek BUILD=$(CURDIR)/$(COVERAGE) \
		tests/fault/faults.py calls commands short_reads >$(COVERAGE)/faults.log 2>&1; \
		tail -1 $(COVERAGE)/faults.log
	@tests/coverage.py $(if $(LINES_TOO),--lines) $(COVERAGE) $(COVERED)

.PHONY: coverage
