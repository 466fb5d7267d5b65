"""Random councils: no hidden count can be worked out from everything that a council publishes.

LADOSTAT_ROUNDS sets the number of councils (60), LADOSTAT_SEED the first, and LADOSTAT_KEEP a folder in which to keep those that
leak."""
import os
import random
import shutil
import tempfile
import time

from attacker import Attack, Program, attack_council
from councils import Made
from definitions import Council
from tap import check, done

ROUNDS, SEED = int(os.environ.get("LADOSTAT_ROUNDS", "60")), int(os.environ.get("LADOSTAT_SEED", "1"))
KEEP = os.environ.get("LADOSTAT_KEEP")
# Councils that once gave something away: by an earlier edition's estimates and what it hid, the return's Other, a table's entries
# beside what it leaves out, a field without a code list, sums that a programme met by a hair,
# zeros of another year's pack, rows that a share by a field or another year's pack does not have, a base of what an earlier
# edition hid or left out, a search that ended early, a day of becoming aware.
ONCE = (40306, 40338, 40621, 40762, 40918, 70011, 70194, 80171, 100038, 500187, 500440, 501282, 502218, 600236, 600674, 600906, 700709, 710325, 710419) if "LADOSTAT_SEED" not in os.environ else ()


def seen_all(folder, chance):
    """How many small counts the internal pack reveals, and how many of them exactly."""
    council = Council(os.path.join(folder, "profile.yaml"))
    rows, attack = Program(folder).rows("in/figures.csv", council.profile["authority"]["name"]), Attack(council)
    attack.see("internal", council.figures(), rows, rows)
    return sum(": exact" in said for said in attack.find(chance, most=1000)), attack.count


seen = [0, 0]
counts = solves = unknown = refused = leaking = 0
started = time.time()
with tempfile.TemporaryDirectory() as work:
    for seed in (*range(SEED, SEED + ROUNDS), *ONCE):
        folder, made = os.path.join(work, str(seed)), Made(seed)
        made.write(folder)
        attack, leaks = attack_council(folder, random.Random(seed), made.other_year, made.template, made.packs)
        if attack.faults:
            check(f"council_{seed}_counts_what_the_definitions_say", False, "\n".join(attack.faults[:20]))
        if leaks is None:
            refused += 1
        else:
            counts, solves, unknown = counts + attack.count, solves + attack.solves, unknown + attack.unknown
        if leaks or attack.told:
            leaking += 1
            check(f"council_{seed}_gives_nothing_away", False, "\n".join((leaks or [])[:12] + attack.told[:12]))
        if seed < SEED + 5 and leaks is not None:
            seen = [a + b for a, b in zip(seen, seen_all(folder, random.Random(seed)))]
        if KEEP and (leaks or attack.told or attack.faults):
            shutil.copytree(folder, os.path.join(KEEP, str(seed)), dirs_exist_ok=True)
        shutil.rmtree(folder)
check(f"{ROUNDS}_councils_from_seed_{SEED}_give_nothing_away", not leaking, f"{leaking} do")
# What a reader could work out even if everything were hidden is not a leak.
check("seeing_everything_finds_nearly_all", 0.8 * seen[1] <= seen[0], f"{seen[0]} of {seen[1]}")
check("and_had_something_to_give", counts > 10 * ROUNDS, counts)
check("a_pack_is_seldom_refused", refused <= max(1, ROUNDS / 10), f"{refused} of {ROUNDS} are")
print(f"# {counts} small counts and rests, {solves} programmes, {unknown} undecided, {refused} packs refused, {time.time() - started:.0f} s")
done()
