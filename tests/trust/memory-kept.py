"""What is in memory stays there: no core file, no other process may read it; and if memory runs out, one line says so."""
import os
import resource
import shutil
import signal
import subprocess
import tempfile
import time

from tap import check, done

sanitized = os.environ.get("LADOSTAT_SANITIZED")
root = os.environ["LADOSTAT_ROOT"]
nobody = 65534 if os.getuid() == 0 else None


def limits_of(process):
    with open(f"/proc/{process.pid}/limits", encoding="ascii") as file:
        return next(line.split()[4:6] for line in file if line.startswith("Max core"))


with tempfile.TemporaryDirectory() as folder:
    os.chmod(folder, 0o755)
    program = shutil.copy(os.environ["LADOSTAT_PROGRAM"], folder)
    # A report that waits: its profile is a pipe that nobody fills. Root sees everything, so it runs as another.
    os.mkfifo(os.path.join(folder, "profile.yaml"))
    os.chmod(os.path.join(folder, "profile.yaml"), 0o644)
    most = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))
    process = subprocess.Popen([program, "report", os.path.join(folder, "profile.yaml")], stderr=subprocess.PIPE,
                               text=True, user=nobody)
    for _ in range(200):
        if limits_of(process) == ["0", "0"]:
            break
        time.sleep(0.02)
    time.sleep(0.1)
    check("no_core_file_may_be_written", limits_of(process) == ["0", "0"], limits_of(process))
    owner = os.stat(f"/proc/{process.pid}/mem").st_uid
    check("no_process_of_the_user_may_look_into_its_memory", owner == 0, f"/proc/{process.pid}/mem is of user {owner}")
    if sanitized:
        process.kill()
        process.communicate()
    else:
        process.send_signal(signal.SIGSEGV)
        _, errors = process.communicate(timeout=20)
        check("a_fault_in_the_program_gives_one_line", process.returncode == 4 and errors.count("\n") == 1 and "a fault in the program" in errors,
              f"{process.returncode}: {errors}")

if not sanitized:
    with tempfile.TemporaryDirectory() as folder:
        council = os.path.join(folder, "council")
        shutil.copytree(os.path.join(root, "fixtures", "bromley"), council)
        wrong, short = [], 0
        for mebibytes in range(70, 400, 30):
            run = subprocess.run([os.environ["LADOSTAT_PROGRAM"], "report", os.path.join(council, "profile.yaml")],
                                 capture_output=True, text=True, timeout=60,
                                 preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (mebibytes << 20,) * 2))
            if run.returncode in (0, 127):  # 127: not even the libraries found room
                shutil.rmtree(os.path.join(council, "out"), ignore_errors=True)
                continue
            short += 1
            lines = run.stderr.splitlines()  # a library may say a line of its own before the program's
            if run.returncode < 1 or not 1 <= len(lines) <= 2 or not lines[-1].startswith("ladostat: ") or os.path.exists(os.path.join(council, "out")):
                wrong.append(f"{mebibytes} MiB: status {run.returncode}: {run.stderr[:300]}")
        check("without_enough_memory_one_line_says_so_and_nothing_is_published", short and not wrong, "\n".join(wrong) or "never short")
done()
