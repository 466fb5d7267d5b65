"""TAP for tests in Python: check(name, holds, why) for each thing that must hold, then done()."""
import sys

_count = 0
_failed = 0


def check(name, holds, why=""):
    global _count, _failed
    _count += 1
    if not holds:
        _failed += 1
    print(f"{'ok' if holds else 'not ok'} {_count} {name}")
    if not holds and why:
        for line in str(why).splitlines():
            print(f"# {line}")
    sys.stdout.flush()


def skip_all(why):
    print(f"1..0 # SKIP {why}")
    sys.exit(0)


def done():
    print(f"1..{_count}")
    sys.exit(1 if _failed or not _count else 0)
