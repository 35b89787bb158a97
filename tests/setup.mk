# What building and testing needs, by the names of Debian's packages.
BUILD_PACKAGES := gcc libc6-dev pkg-config python3 gettext \
	libncurses-dev libyaml-dev libcyaml-dev libjansson-dev libssl-dev \
	libunistring-dev libmd4c-dev libqrencode-dev
TEST_PACKAGES := libcmocka-dev libvterm-dev python3-yaml tmux mandoc \
	ncurses-term strace faketime tzdata clang clang-format codespell \
	util-linux mount procps binutils patch libclang-rt-14-dev git \
	libseccomp-dev rsync syncthing e2fsprogs xfsprogs sqlite3

setup:
	@missing=; \
	if ! command -v dpkg-query >/dev/null; then \
		echo 'setup: no dpkg here. Install the like of:'; \
		echo '  $(BUILD_PACKAGES) $(TEST_PACKAGES)'; exit 0; fi; \
	for p in $(BUILD_PACKAGES) $(TEST_PACKAGES); do \
		dpkg-query -W -f '$${db:Status-Status}' $$p 2>/dev/null | \
			grep -qx installed || missing="$$missing $$p"; done; \
	[ -z "$$missing" ] && exit 0; \
	if ! command -v apt-get >/dev/null; then \
		echo "setup: no apt-get here. Please install:$$missing"; exit 1; fi; \
	sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	echo "setup: installing$$missing"; \
	$$sudo apt-get update -q && \
	$$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -q -y \
		--no-install-recommends $$missing
