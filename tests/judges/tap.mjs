// TAP for tests in JavaScript: check(name, holds, why) for each thing that must hold, then done().
let count = 0, failed = 0;

export function check(name, holds, why = '') {
  count += 1;
  if (!holds) failed += 1;
  console.log(`${holds ? 'ok' : 'not ok'} ${count} ${name}`);
  if (!holds && why) for (const line of String(why).split('\n')) console.log(`# ${line}`);
}

export function done() {
  console.log(`1..${count}`);
  process.exitCode = failed || !count ? 1 : 0;
}
