"""Councils made by chance: from all that a council publishes, no hidden count can be worked out.

LADOSTAT_ROUNDS says how many councils (60 if left out), LADOSTAT_SEED which is the first, LADOSTAT_KEEP keeps the folders of
those that leak, below the folder it names."""
import os
import random
import shutil
import tempfile
import time

from attacker import attack_council
from councils import Made
from tap import check, done

ROUNDS, SEED = int(os.environ.get("LADOSTAT_ROUNDS", "60")), int(os.environ.get("LADOSTAT_SEED", "1"))
KEEP = os.environ.get("LADOSTAT_KEEP")
total = {"quantities": 0, "solves": 0, "unknown": 0}
refused = leaking = 0
started = time.time()
with tempfile.TemporaryDirectory() as work:
    for seed in range(SEED, SEED + ROUNDS):
        folder = os.path.join(work, str(seed))
        made = Made(seed)
        made.write(folder)
        attack, leaks = attack_council(made, folder, random.Random(seed))
        if attack.faults:
            check(f"council_{seed}_counts_what_the_definitions_say", False, "\n".join(attack.faults[:20]))
        if leaks is None:
            refused += 1
            leaks = []
        else:
            total = {key: total[key] + attack.size_of_it[key] for key in total}
        if leaks or attack.told:
            leaking += 1
            said = [str(x) for x in sorted(leaks, key=lambda x: not x.exact)[:12]] + attack.told[:12]
            check(f"council_{seed}_gives_nothing_away", False, "\n".join(said))
            if KEEP:
                shutil.copytree(folder, os.path.join(KEEP, str(seed)), dirs_exist_ok=True)
        shutil.rmtree(folder)
check(f"{ROUNDS}_councils_from_seed_{SEED}_give_nothing_away", not leaking, f"{leaking} of {ROUNDS} do")
check("and_had_something_to_give", total["quantities"] > 10 * ROUNDS, total["quantities"])
check("a_pack_is_seldom_refused", refused <= ROUNDS / 10, f"{refused} of {ROUNDS} are")
print(f"# {total['quantities']} small counts and rests, {total['solves']} programmes, {total['unknown']} undecided, "
      f"{refused} packs refused, {time.time() - started:.0f} s")
done()
