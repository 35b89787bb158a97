/* verify and head: proof, and what could not be proved. */
#include <string.h>
#include <sys/stat.h>

#include "base/json.h"
#include "base/text.h"
#include "base/tr.h"
#include "cli/cli.h"
#include "front/fill.h"
#include "front/say_seal.h"
#include "front/seal_words.h"
#include "store/seal.h"
#include "store/verify.h"

static const char *
number(struct cli *cli, size_t n)
{
	return arena_printf(&cli->arena, "%zu", n);
}

static void
print_bad(struct cli *cli, const struct verify_file *f)
{
	const char *why = f->bad_why ? tr(f->bad_why) : tr("it was changed");

	cli_print(cli, "%s\n",
		  say_fill(&cli->arena, tr("  BROKEN at line %1: %2"),
			   number(cli, f->bad_line),
			   f->bad_other ? arena_printf(&cli->arena, "%s (%s)",
						       why, f->bad_other)
					: why,
			   NULL));
}

/* Absence of protection is never called OK. */
static void
print_vouched(struct cli *cli, const struct verify_file *f)
{
	if (f->marked)
		cli_print(cli, "%s\n",
			  tr("  this station's own mark agrees with its end"));
	else if (f->read_before)
		cli_print(cli, "%s\n",
			  say_fill(&cli->arena,
				   tr("  lines 1 to %1 are those that this "
				      "station had read before"),
				   number(cli, f->read_before), NULL, NULL));
	if (f->by_head)
		cli_print(cli, "%s\n",
			  tr("  the head that was given is its last line's"));
	if (f->sealed)
		cli_print(cli, "%s\n",
			  f->sealed >= f->lines
				  ? tr("  the seal vouches for its end")
				  : say_fill(&cli->arena,
					     tr("  the seal vouches for it up "
						"to line %1"),
					     number(cli, f->sealed), NULL,
					     NULL));
	if (f->lines && f->witnessed >= f->lines)
		cli_print(cli, "%s\n",
			  tr("  another journal or a seal vouches for its "
			     "end"));
	else if (f->witnessed)
		cli_print(cli, "%s\n",
			  say_fill(&cli->arena,
				   tr("  another journal or a seal vouches "
				      "for it up to line %1"),
				   number(cli, f->witnessed), NULL, NULL));
	if (!f->marked && !f->by_head &&
	    (!f->lines || (f->witnessed < f->lines && f->sealed < f->lines)))
		cli_print(cli, "%s\n",
			  tr("  not checked: nothing outside the file "
			     "vouches for its last line; compare its head "
			     "with the one on paper"));
}

static void
print_file(struct cli *cli, const struct verify_file *f)
{
	if (f->missing && f->bad_line) {
		cli_print(cli, "%s\n", text_shown(&cli->arena, f->file, false));
		print_bad(cli, f);
		return;
	}
	if (f->away) {
		cli_print(cli, "%s\n",
			  say_fill(&cli->arena,
				   tr("%1: not checked: this station wrote it "
				      "in %2; bring it home (draaiboek merge)"),
				   f->file, f->away, NULL));
		return;
	}
	if (f->missing) {
		cli_print(cli, "%s\n",
			  say_fill(&cli->arena,
				   tr("%1: not checked: other journals name "
				      "it, and it is not here"),
				   f->file, NULL, NULL));
		return;
	}
	cli_print(cli, "%s\n",
		  say_fill(&cli->arena, tr("%1: %2 lines, head %3"), f->file,
			   number(cli, f->lines), f->head));
	if (f->bad_line || f->bad_why)
		print_bad(cli, f);
	if (f->torn_bytes)
		cli_print(cli, "%s\n",
			  say_fill(&cli->arena,
				   tr("  %1 bytes of half a line at its end "
				      "were never confirmed"),
				   number(cli, f->torn_bytes), NULL, NULL));
	if (f->not_canonical)
		cli_print(cli, "%s\n",
			  say_fill(&cli->arena,
				   tr("  %1 lines are valid, but not in the "
				      "form that this program writes"),
				   number(cli, f->not_canonical), NULL, NULL));
	if (!f->bad_line)
		print_vouched(cli, f);
}

static bool
is_broken(const struct verify_result *r)
{
	return r->broken || r->evidence_bad || r->playbooks_bad;
}

static void
print_json(struct cli *cli, const struct verify_result *r)
{
	struct json_writer *w = json_writer_new();

	json_begin_object(w, NULL);
	json_add_flag(w, "ok", !is_broken(r));
	json_add_flag(w, "anchored", r->anchored);
	json_add_flag(w, "evidence",
		      !r->evidence_bad && !r->evidence_gone_name);
	json_add_flag(w, "playbooks", !r->playbooks_bad);
	json_begin_list(w, "files");
	for (size_t i = 0; i < r->file_count; i++) {
		const struct verify_file *f = &r->files[i];

		json_begin_object(w, NULL);
		json_add_text(w, "file", f->file);
		json_add_number(w, "n", (int64_t)f->lines);
		json_add_text(w, "head", f->head);
		json_add_number(w, "bad-line", (int64_t)f->bad_line);
		json_add_text(w, "why", f->bad_why);
		json_add_number(w, "witnessed", (int64_t)f->witnessed);
		json_add_number(w, "sealed", (int64_t)f->sealed);
		json_add_flag(w, "marked", f->marked);
		json_add_number(w, "read-before", (int64_t)f->read_before);
		json_add_flag(w, "missing", f->missing);
		json_add_text(w, "away", f->away);
		json_add_number(w, "torn-bytes", (int64_t)f->torn_bytes);
		json_end(w);
	}
	json_end(w);
	json_end(w);
	cli_print_json(cli, w);
}

static void
print_named(struct cli *cli, const char *sentence, const char *name)
{
	cli_print(cli, "%s\n",
		  say_fill(&cli->arena, sentence, name, NULL, NULL));
}

/* Its hash is what stands on paper: only people can compare that. */
static void
print_seal(struct call *c, const struct verify_anchor *anchor,
	   const struct verify_result *r)
{
	struct cli *cli = c->cli;
	const struct seal *seal = anchor->seal;
	char stamp[STAMP_SIZE];

	if (seal)
		stamp_write(seal->time, stamp);
	if (r->seal_foreign)
		print_named(cli,
			    tr("BROKEN: the seal %1 is of another incident"),
			    seal->file);
	else if (seal)
		cli_print(cli, "%s\n  %s\n  %s\n",
			  say_fill(&cli->arena,
				   tr("The seal %1 of %2; compare its words "
				      "or digits with those on paper:"),
				   seal->file, stamp, NULL),
			  say_seal_words(seal->sha256, cli->session.language,
					 &cli->arena),
			  seal->sha256);
	else if (!anchor->head)
		print_named(cli,
			    tr("not checked: no head or seal from outside was "
			       "given (--head, --seal); whoever can write "
			       "everywhere here could have written all of it "
			       "anew"),
			    NULL);
}

/* What is kept beside the journals. */
static void
print_kept(struct cli *cli, const struct verify_result *r)
{
	if (r->head_given && !r->head_found)
		print_named(cli,
			    tr("BROKEN: the head that was given is in no "
			       "journal"),
			    NULL);
	if (r->playbooks_bad)
		print_named(cli,
			    tr("BROKEN: the kept file %1 is not what was "
			       "taken along"),
			    r->playbook_bad_name);
	if (r->playbook_missing_name)
		print_named(cli,
			    tr("not checked: the kept file %1 is not here"),
			    r->playbook_missing_name);
	if (r->playbook_unread_name)
		print_named(cli,
			    tr("not checked: the kept file %1 cannot be read"),
			    r->playbook_unread_name);
	if (r->evidence_unread_name)
		print_named(cli,
			    tr("not checked: the evidence %1 cannot be read"),
			    r->evidence_unread_name);
	if (r->evidence_bad)
		print_named(cli,
			    tr("BROKEN: the evidence %1 is not what was "
			       "attached"),
			    r->evidence_bad_name);
	if (r->evidence_gone_name)
		print_named(cli,
			    tr("BROKEN: the evidence %1 is missing: the seal "
			       "names it"),
			    r->evidence_gone_name);
	if (r->evidence_missing_name && !r->evidence_gone_name)
		print_named(cli, tr("not checked: the evidence %1 is not here"),
			    r->evidence_missing_name);
}

/* A journal without any line proves nothing. */
static bool
is_anchored(const struct verify_result *r)
{
	for (size_t i = 0; i < r->file_count; i++)
		if (r->files[i].lines == 0)
			return false;
	return r->anchored;
}

static int
report(struct call *c, const struct verify_anchor *anchor,
       const struct verify_result *r)
{
	struct cli *cli = c->cli;
	bool broken = is_broken(r);
	bool unproved = call_has(c, OPT_REQUIRE_ANCHOR) && !is_anchored(r);

	if (call_has(c, OPT_JSON)) {
		print_json(cli, r);
		return broken || unproved ? EXIT_NO : EXIT_FINE;
	}
	for (size_t i = 0; i < r->file_count; i++)
		print_file(cli, &r->files[i]);
	print_kept(cli, r);
	print_seal(c, anchor, r);
	if (!broken && !is_anchored(r))
		cli_print(cli, "%s\n",
			  tr("OK as far as it goes: nothing outside vouches "
			     "for the end of every journal"));
	else
		cli_print(cli, "%s\n", broken ? tr("BROKEN") : tr("OK"));
	return broken || unproved ? EXIT_NO : EXIT_FINE;
}

static int
verify_path(struct call *c, const char *path,
	    const struct verify_anchor *anchor)
{
	struct verify_result r = {0};
	struct err err;

	if (!verify_one_anchored(path, anchor, &c->cli->arena, &r) &&
	    r.file_count == 0) {
		err_set(&err, ERR_NOT_FOUND,
			tr("The journal %s cannot be read."), path);
		return cli_fail(c->cli, &err);
	}
	return report(c, anchor, &r);
}

/*
 * As it stands on paper: capitals, spaces and all, and not always whole.  What
 * comes back are small letters without the blanks between groups; NULL: no
 * hash.
 */
static const char *
digits_of(struct cli *cli, const char *typed)
{
	char *digits = arena_strdup(&cli->arena, typed), *to = digits;

	if (strspn(typed, "0123456789abcdefABCDEF -") != strlen(typed))
		return NULL;
	for (const char *from = typed; *from; from++)
		if (*from != ' ' && *from != '-')
			*to++ = (char)(*from <= '9' ? *from : *from | 0x20);
	*to = '\0';
	return strlen(digits) >= 16 && strlen(digits) <= 64 ? digits : NULL;
}

/* By the words or digits from paper, among the seals of the incident. */
static int
find_seal(struct call *c, const char *typed, struct seal *seal)
{
	const struct folder *f = &c->cli->session.folder;
	struct seal_meant said[SEAL_LISTS];
	unsigned count = seal_words_read(typed, said);
	const char *digits = digits_of(c->cli, typed), *unread = NULL;
	struct err err;

	for (unsigned i = 0; i < count; i++) {
		if (!seal_find(f, said[i].digits, &c->cli->arena, seal,
			       &unread))
			continue;
		if (said[i].is_first && !call_has(c, OPT_JSON))
			cli_print(c->cli, "%s\n",
				  tr("The words given are of the first list, "
				     "of 1,024 words; the seal has them. "
				     "Today's words for it are other ones."));
		return EXIT_FINE;
	}
	if (digits && seal_find(f, digits, &c->cli->arena, seal, &unread))
		return EXIT_FINE;
	if (!count && !digits) {
		err_set(&err, ERR_NOT_FOUND,
			tr("--seal: there is no file %s, and it is neither "
			   "the eight words nor the digits of a seal."),
			typed);
		return cli_fail(c->cli, &err);
	}
	if (unread) {
		err_set(&err, ERR_NOT_FOUND,
			tr("None of the seals that can be read is that one, "
			   "and the seal %s cannot be read."),
			unread);
		return cli_fail(c->cli, &err);
	}
	err_set(&err, ERR_REFUSED,
		tr("BROKEN: no seal of this incident has these words or "
		   "digits, or it was changed: %s"),
		typed);
	return cli_fail(c->cli, &err);
}

/* A file, or words or digits where the incident is open. */
static int
read_seal(struct call *c, struct seal *seal, struct verify_anchor *anchor)
{
	const char *typed = call_option(c, OPT_SEAL);
	int status = EXIT_FINE;
	struct stat st;
	struct err err;

	if (!typed)
		return EXIT_FINE;
	if (stat(typed, &st) != 0 && c->cli->session.is_open)
		status = find_seal(c, typed, seal);
	else if (!seal_open(typed, &c->cli->arena, seal, &err))
		status = cli_fail(c->cli, &err);
	anchor->seal = seal;
	return status;
}

int
cmd_verify(struct call *c)
{
	const char *typed = c->word_count ? c->words[0] : NULL;
	const char *head = call_option(c, OPT_HEAD);
	struct verify_anchor anchor = {.head = head};
	struct seal seal;
	struct session *s = &c->cli->session;
	struct verify_result r = {0};
	struct stat st;
	struct err err;
	int status = call_session(c);

	if (status != EXIT_FINE)
		return status;
	if (head && !digits_of(c->cli, head))
		return cli_usage(c->cli, "%s",
				 tr("--head: a head is 64 digits from 0 to 9 "
				    "and a to f, of which 16 or more are "
				    "needed."));
	if (typed && stat(typed, &st) == 0 && !S_ISDIR(st.st_mode)) {
		status = read_seal(c, &seal, &anchor);
		return status == EXIT_FINE ? verify_path(c, typed, &anchor)
					   : status;
	}
	c->cli->quiet = true; /* the report itself names the damage */
	status = call_look(c, typed);
	if (status == EXIT_FINE)
		status = read_seal(c, &seal, &anchor);
	if (status != EXIT_FINE)
		return status;
	verify_anchored(&s->folder, &s->paths, &anchor, &c->cli->arena, &r);
	if (r.file_count)
		return report(c, &anchor, &r);
	err_set(&err, ERR_NOT_FOUND,
		tr("There is no journal in %s: nothing could be checked."),
		s->folder.path);
	return cli_fail(c->cli, &err);
}

static void
print_heads_json(struct cli *cli, const struct record_head *heads,
		 unsigned count)
{
	struct json_writer *w = json_writer_new();

	json_begin_list(w, NULL);
	for (unsigned i = 0; i < count; i++) {
		json_begin_object(w, NULL);
		json_add_text(w, "file", heads[i].file);
		json_add_number(w, "n", heads[i].n);
		json_add_text(w, "head", heads[i].head);
		json_end(w);
	}
	json_end(w);
	cli_print_json(cli, w);
}

const char *
cli_groups(struct cli *cli, const char *head)
{
	return say_groups(head, &cli->arena);
}

int
cmd_head(struct call *c)
{
	struct cli *cli = c->cli;
	struct record_head *heads;
	unsigned count;
	int status = call_open(c, c->word_count ? c->words[0] : NULL);

	if (status != EXIT_FINE)
		return status;
	heads = folder_heads(&cli->session.folder, &cli->arena, &count);
	if (call_has(c, OPT_JSON)) {
		print_heads_json(cli, heads, count);
		return EXIT_FINE;
	}
	for (unsigned i = 0; i < count; i++) {
		const char *file =
			text_shown(&cli->arena, heads[i].file, false);

		cli_print(cli, "%s %lld %s\n", file, (long long)heads[i].n,
			  heads[i].head);
		if (cli->verbose)
			cli_print(cli, "    %s\n",
				  cli_groups(cli, heads[i].head));
	}
	return EXIT_FINE;
}
