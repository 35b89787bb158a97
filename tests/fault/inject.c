/*
 * A fault at the n-th call of one name, before the kernel has begun it:
 *
 *	inject CALL kill N PROGRAM [ARGUMENT...]	SIGKILL
 *	inject CALL error=ENOSPC N PROGRAM ...		fails, the kernel does
 *nothing inject CALL error=ENOSPC N+ PROGRAM ...		fails from then
 *on
 *
 * What `strace -e inject=` does, some four times as fast: a filter lets every
 * other call pass without a stop.  Ends as the program ended, with 137 where
 * it was killed; 126 with a message where it cannot trace, and where the program
 * ended before there was such a call.
 */
#include <elf.h>
#include <errno.h>
#include <seccomp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#define CANNOT 126

struct fault {
	int error; /* 0: kill */
	long first;
	bool on; /* every later one as well */
};

static void
give_up(const char *what)
{
	fprintf(stderr, "inject: %s: %s\n", what, strerror(errno));
	_exit(CANNOT);
}

/* Every call passes, but those of this name stop for the tracer. */
static void
stop_at(const char *call)
{
	int nr = seccomp_syscall_resolve_name(call);
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
	int bad;

	if (nr == __NR_SCMP_ERROR || !filter) {
		fprintf(stderr, "inject: no call is named %s\n", call);
		_exit(CANNOT);
	}
	bad = seccomp_rule_add(filter, SCMP_ACT_TRACE(0), nr, 0);
	if (bad == 0)
		bad = seccomp_load(filter);
	if (bad != 0) {
		errno = -bad;
		give_up("seccomp");
	}
}

static void
become(const char *call, char **program)
{
	if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0)
		give_up("ptrace");
	raise(SIGSTOP); /* until the tracer has said what it wants to hear */
	stop_at(call);
	execvp(program[0], program);
	give_up(program[0]);
}

/* The call is not made; it answers with an error. */
static void
fail_call(pid_t pid, int error)
{
#if defined(__x86_64__)
	struct user_regs_struct regs;

	if (ptrace(PTRACE_GETREGS, pid, NULL, &regs) != 0)
		return; /* it is gone */
	regs.orig_rax = (unsigned long long)-1;
	regs.rax = (unsigned long long)-error;
	ptrace(PTRACE_SETREGS, pid, NULL, &regs);
#elif defined(__aarch64__)
	struct user_regs_struct regs;
	struct iovec all = {&regs, sizeof(regs)};
	int none = -1;
	struct iovec number = {&none, sizeof(none)};

	if (ptrace(PTRACE_GETREGSET, pid, (void *)NT_PRSTATUS, &all) != 0)
		return;
	ptrace(PTRACE_SETREGSET, pid, (void *)NT_ARM_SYSTEM_CALL, &number);
	regs.regs[0] = (unsigned long long)-error;
	ptrace(PTRACE_SETREGSET, pid, (void *)NT_PRSTATUS, &all);
#else
#error "say here how a call is made to fail on this processor"
#endif
}

/* Whether the call may go on, as it is or failed. */
static bool
meet(pid_t program, pid_t pid, const struct fault *fault, long seen)
{
	if (seen != fault->first && !(fault->on && seen > fault->first))
		return true;
	if (fault->error == 0) {
		kill(program, SIGKILL);
		return false;
	}
	fail_call(pid, fault->error);
	return true;
}

/* The status of the program itself, as a shell would give it. */
static int
watch(pid_t program, const struct fault *fault)
{
	long seen = 0, pass;
	int status, event;
	pid_t pid;

	while ((pid = waitpid(-1, &status, __WALL)) > 0) {
		if (!WIFSTOPPED(status)) {
			if (pid != program)
				continue;
			if (seen < fault->first) {
				fprintf(stderr, "inject: it ended before\n");
				return CANNOT;
			}
			return WIFSIGNALED(status) ? 128 + WTERMSIG(status)
						   : WEXITSTATUS(status);
		}
		event = status >> 16;
		if (event == PTRACE_EVENT_SECCOMP &&
		    !meet(program, pid, fault, ++seen))
			continue;
		pass = event || WSTOPSIG(status) == SIGSTOP ? 0
							    : WSTOPSIG(status);
		ptrace(PTRACE_CONT, pid, NULL, (void *)pass);
	}
	give_up("waitpid");
	return CANNOT;
}

static bool
read_fault(const char *what, const char *when, struct fault *fault)
{
	char *end;

	fault->first = strtol(when, &end, 10);
	fault->on = *end == '+';
	if (fault->first < 1 || (*end && strcmp(end, "+") != 0))
		return false;
	if (strcmp(what, "kill") == 0)
		return true;
	if (strncmp(what, "error=", 6) != 0)
		return false;
	for (int e = 1; e < 200; e++) {
		const char *name = strerrorname_np(e);

		if (name && strcmp(name, what + 6) == 0)
			fault->error = e;
	}
	return fault->error > 0;
}

int
main(int argc, char **argv)
{
	const long wanted = PTRACE_O_TRACESECCOMP | PTRACE_O_TRACEFORK |
			    PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE |
			    PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL;
	struct fault fault = {0};
	pid_t program;
	int status;

	if (argc < 5 || !read_fault(argv[2], argv[3], &fault)) {
		fprintf(stderr, "inject CALL kill|error=E N[+] PROGRAM ...\n");
		return CANNOT;
	}
	program = fork();
	if (program < 0)
		give_up("fork");
	if (program == 0)
		become(argv[1], argv + 4);
	if (waitpid(program, &status, 0) != program || !WIFSTOPPED(status))
		give_up("the program did not stop");
	if (ptrace(PTRACE_SETOPTIONS, program, NULL, (void *)wanted) != 0 ||
	    ptrace(PTRACE_CONT, program, NULL, NULL) != 0)
		give_up("ptrace");
	return watch(program, &fault);
}
