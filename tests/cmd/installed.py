"""The installed program works from any folder, without seeing the source; manual and completion are in their places, and
mandoc and the shells accept them."""
import os
import re
import shutil
import subprocess
import tempfile
from links import broken_links
from tap import check, done

root = os.environ["LADOSTAT_ROOT"]
build = os.environ["LADOSTAT_BUILD"]


def run(*words, **keywords):
    return subprocess.run(words, capture_output=True, text=True, **keywords)


with tempfile.TemporaryDirectory() as folder:
    installed = run("meson", "install", "-C", build, "--no-rebuild", env={**os.environ, "DESTDIR": f"{folder}/tree"})
    check("it_installs", installed.returncode == 0, installed.stderr)
    prefix = next(parent for parent, folders, _ in os.walk(f"{folder}/tree") if "bin" in folders and "share" in folders)
    program = f"{prefix}/bin/ladostat"
    share = f"{prefix}/share"
    for name in ("man/man1/ladostat.1", "man/man5/ladostat-profile.5", "bash-completion/completions/ladostat",
                 "zsh/site-functions/_ladostat", "fish/vendor_completions.d/ladostat.fish", "doc/ladostat/README.md",
                 "doc/ladostat/examples/leicester/profile.yaml", "doc/ladostat/analysis/profile/profile.schema.json",
                 "doc/ladostat/templates/annual-report.md"):
        check(f"{name.replace('/', '_')}_is_there", os.path.exists(f"{share}/{name}"))

    guides = [os.path.relpath(f"{parent}/{name}", f"{share}/doc/ladostat") for parent, _, names in os.walk(f"{share}/doc/ladostat")
              for name in names if name in ("README.md", "CHANGELOG.md")]
    broken = broken_links(f"{share}/doc/ladostat", guides)
    check("links_of_what_is_installed_lead_somewhere", len(guides) > 10 and not broken, "\n".join(broken))

    shutil.copytree(f"{share}/doc/ladostat/examples/leicester", f"{folder}/leicester")
    # In a name space of its own, where the source is an empty folder; where none may be made, the check cannot be.
    hidden = ["unshare", "--mount", "--map-root-user", "sh", "-c",
              f'mount -t tmpfs none "{root}" && cd / && exec "$@"', "sh"]
    if run(*hidden, "true").returncode:
        print("# no name space: the source is in sight")
        hidden = []
    report = run(*hidden, "env", "LSAN_OPTIONS=detect_leaks=0", program, "report", f"{folder}/leicester/profile.yaml", "--out",
                 f"{folder}/installed", cwd="/")  # what leaks may be is told by a file of the source
    check("the_installed_program_reports_without_the_source", report.returncode == 0, report.stderr)
    run(os.environ["LADOSTAT_PROGRAM"], "report", f"{folder}/leicester/profile.yaml", "--out", f"{folder}/built")
    difference = run("diff", "-rq", f"{folder}/installed", f"{folder}/built")
    check("its_pack_is_that_of_the_built_one", difference.returncode == 0, difference.stdout)

    # By readelf, and what the compiler calls where it looks after the stack and the length of texts.
    if not os.environ.get("LADOSTAT_SANITIZED"):
        header, dynamic = run("readelf", "-hW", program).stdout, run("readelf", "-dlW", program).stdout
        symbols = run("readelf", "--dyn-syms", "-W", program).stdout
        check("the_program_can_be_anywhere_in_memory", "DYN (Position-Independent" in header, header)
        check("its_addresses_are_bound_once_and_read_only", "BIND_NOW" in dynamic and "GNU_RELRO" in dynamic, dynamic)
        check("its_stack_is_watched_and_its_texts_have_bounds", "__stack_chk_fail" in symbols and "_chk@" in symbols.replace("stack_chk", ""), symbols)

    for page in ("man1/ladostat.1", "man5/ladostat-profile.5"):
        lint = run("mandoc", "-T", "lint", "-W", "warning", f"{share}/man/{page}")
        check(f"mandoc_finds_nothing_in_{page[5:]}", lint.returncode == 0, lint.stdout)
    manual = re.sub(r".\x08", "", run("mandoc", "-T", "utf8", f"{share}/man/man1/ladostat.1").stdout)
    commands = re.findall(r"^  ([a-z]+) ", run(program, "--help").stdout.split("Commands:")[1].split("\n\n")[0], re.M)
    for command in commands:
        options = re.findall(r"^  (--[a-z-]+)", run(program, command, "--help").stdout, re.M)
        missing = [word for word in [f"ladostat {command} ", *options] if word not in manual]
        check(f"the_manual_has_{command}_and_its_options", not missing, missing)

    def completed(line, cwd=f"{folder}/leicester"):
        """What bash offers at the end of the line."""
        words = line.split(" ")
        script = (f'. "{share}/bash-completion/completions/ladostat"; compopt() {{ :; }}\n'
                  f'COMP_WORDS=({" ".join(repr(word) for word in words)}); COMP_CWORD={len(words) - 1}; _ladostat\n'
                  'printf "%s\\n" "${COMPREPLY[@]}"')
        result = run("bash", "-c", script, cwd=cwd, env={**os.environ, "PATH": f"{prefix}/bin:{os.environ['PATH']}"})
        return result.stdout.split() if not result.stderr else [result.stderr]

    check("bash_completes_commands", completed("ladostat re")[:1] == ["report"], completed("ladostat re"))
    check("bash_knows_every_command", set(commands) <= set(completed("ladostat ")), completed("ladostat "))
    check("bash_completes_options", completed("ladostat report --st") == ["--style", "--strict"], completed("ladostat report --st"))
    check("bash_completes_profiles", "profile.yaml" in completed("ladostat report ") and
          "contacts.csv" not in completed("ladostat report "), completed("ladostat report "))
    check("bash_completes_exports", "contacts.csv" in completed("ladostat init c"), completed("ladostat init c"))
    check("bash_completes_formats", completed("ladostat report --formats od") == ["ods"], completed("ladostat report --formats od"))
    check("bash_completes_the_formats_of_proof", completed("ladostat proof --format ") == ["text", "csv"],
          completed("ladostat proof --format "))
    for shell, path in (("zsh", "zsh/site-functions/_ladostat"), ("fish", "fish/vendor_completions.d/ladostat.fish")):
        judged = run(shell, "-n", f"{share}/{path}")
        check(f"{shell}_reads_its_completion", judged.returncode == 0, judged.stderr)

    def fish_offers(line):
        return run("fish", "-c", f'source {share}/fish/vendor_completions.d/ladostat.fish; complete -C "{line}"',
                   env={**os.environ, "PATH": f"{prefix}/bin:{os.environ['PATH']}", "HOME": folder}).stdout

    offered = fish_offers("ladostat report --st")
    check("fish_completes_options", "--strict" in offered and "--year" not in offered, offered)
    offered = fish_offers("ladostat report --formats od")
    check("fish_completes_formats", offered.split() == ["ods"], offered)
done()
