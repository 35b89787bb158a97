# Faults: a library that is preloaded tears writes and takes memory away.
$(O)/tests/fault/shim.so: tests/fault/shim.c
	@mkdir -p $(@D)
	$(CC) -std=c17 -D_GNU_SOURCE -Wall -Wextra -O1 -shared -fPIC -o $@ $<
PROGRAMS += $(O)/tests/fault/shim.so

# All of it, without root; then what needs root and loop devices.
check-faults: $(BIN) $(O)/tests/fault/shim.so
	@DRAAIBOEK=$(abspath $(BIN)) BUILD=$(abspath $(O)) tests/fault/faults.py all

.PHONY: check-faults
