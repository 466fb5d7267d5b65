// Every council's page as its readers open it, on a desk and on a phone, judged by axe-core in Chromium, on a desk by
// HTML_CodeSniffer as well.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { chromium } from 'playwright-core';
import { councils } from '../judges/councils.mjs';
import { check, done } from '../judges/tap.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const sniffer = readFileSync(createRequire(import.meta.url).resolve('@pa11y/html_codesniffer/build/HTMLCS.js'), 'utf8');
const root = process.env.LADOSTAT_ROOT;
const folder = mkdtempSync(join(tmpdir(), 'accessibility-'));
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const screens = { desk: { width: 1280, height: 900 }, phone: { width: 320, height: 640 } };

// What the standard template leaves out: a chart without its table, quotations, code, deep headings.
const template = join(folder, 'everything.md');
writeFileSync(template, `# Everything *and* more

## Contents

{{ contents }}

## Charts alone

{{ chart harm }}

### Text of every kind

> Quoted, with \`code\` and [a link](https://www.gov.uk/).

1. one
2. two
   - within two

#### Report

##### Table 1

    code in a block

---

{{ key-figures contacts }}

{{ table outcomes }}

{{ chart outcomes }}

# Another title

{{ notes }}
`);

const pages = councils.map(council =>
  ({ name: council, council, options: [] }));
pages.push({ name: 'a_template_of_everything', council: 'leicester', options: ['--template', template] });
pages.push({ name: 'a_board_pack', council: 'somerset', options: ['--template', 'board-pack.md'] });

function make({ name, council, options }) {
  const out = join(folder, name);
  execFileSync(process.env.LADOSTAT_PROGRAM, ['report', join(root, 'fixtures', council, 'profile.yaml'), '--internal',
    '--formats', 'html', '--out', out, ...options], { stdio: 'ignore' });
  return join(out, options.length ? basename(options[1]).replace(/md$/, 'html') : 'annual-report.html');
}

// The errors that HTML_CodeSniffer finds; its warnings and notices ask a person to look.
async function sniffed(tab) {
  await tab.evaluate(sniffer);
  return tab.evaluate(() => new Promise(resolve => HTMLCS.process('WCAG2AA', document, () => resolve(HTMLCS.getMessages()
    .filter(message => message.type === HTMLCS.ERROR).map(message => `${message.code}: ${message.msg}`)))));
}

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
for (const page of pages) {
  const file = make(page);
  for (const [screen, viewport] of Object.entries(screens)) {
    const tab = await browser.newPage({ viewport });
    const asked = [];
    tab.on('request', request => { if (!/^(file|data):/.test(request.url())) asked.push(request.url()); });
    await tab.goto(`file://${file}`);
    if (screen === 'desk' && !page.options.length) {
      const wide = await tab.evaluate(() => [...document.querySelectorAll('main table')].filter(table => table.checkVisibility()
        && table.parentElement.scrollWidth > table.parentElement.clientWidth + 1).map(table => table.innerText.slice(0, 30)));
      check(`${page.name}_shows_its_tables_whole_on_a_desk`, wide.length === 0, wide.join('\n'));
    }
    await tab.evaluate(() => document.querySelectorAll('details').forEach(details => { details.open = true; }));
    const width = await tab.evaluate(() => document.documentElement.scrollWidth);
    check(`${page.name}_on_a_${screen}_needs_no_scrolling_sideways`, width <= viewport.width, `${width} pixels wide`);
    const part = await tab.evaluate(() => document.querySelector('main').clientWidth / document.documentElement.clientWidth);
    check(`${page.name}_on_a_${screen}_has_most_of_the_screen`, part > 0.5, `${Math.round(100 * part)}%`);
    await tab.evaluate(axe);
    const found = await tab.evaluate(only => axe.run(document, { runOnly: { type: 'tag', values: only }, resultTypes: ['violations'] }), rules);
    check(`${page.name}_on_a_${screen}_breaks_no_rule_of_axe`, found.passes.length > 20 && found.violations.length === 0,
      found.violations.map(rule => `${rule.id}: ${rule.help}: ${rule.nodes[0].html}`).join('\n'));
    check(`${page.name}_on_a_${screen}_asks_the_network_for_nothing`, asked.length === 0, asked.join('\n'));
    if (screen === 'desk') {
      const errors = await sniffed(tab);
      check(`${page.name}_breaks_no_rule_of_the_code_sniffer`, errors.length === 0, errors.join('\n'));
      const outline = await tab.evaluate(() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(h => Number(h.tagName[1])));
      const leaps = outline.filter((level, i) => i > 0 && level > outline[i - 1] + 1);
      check(`${page.name}_leaves_no_heading_level_out`, outline[0] === 1 && leaps.length === 0, outline.join(' '));
      const broken = await tab.evaluate(() => [...document.querySelectorAll('a[href^="#"]')].map(a => a.getAttribute('href').slice(1))
        .filter(id => !document.getElementById(id)));
      check(`${page.name}_has_a_place_for_every_link_within_it`, broken.length === 0, broken.join(' '));
      const ids = await tab.evaluate(() => [...document.querySelectorAll('[id]')].map(node => node.id));
      check(`${page.name}_has_every_id_once`, new Set(ids).size === ids.length && ids.length > 5, ids.join(' '));
      const plain = await tab.evaluate(() => document.querySelectorAll('script, link, iframe, [style], [onclick]').length);
      check(`${page.name}_has_no_script_and_no_outside_part`, plain === 0);
    }
    await tab.close();
  }
}

// The judge would have noticed.
const spoilt = await browser.newPage();
await spoilt.goto(`file://${join(folder, 'leicester', 'annual-report.html')}`);
await spoilt.evaluate(() => document.querySelector('img').removeAttribute('alt'));
await spoilt.evaluate(axe);
const noticed = await spoilt.evaluate(only => axe.run(document, { runOnly: { type: 'tag', values: only }, resultTypes: ['violations'] }), rules);
check('axe_notices_a_picture_without_words', noticed.violations.some(rule => rule.id === 'image-alt'));
check('the_code_sniffer_notices_a_picture_without_words', (await sniffed(spoilt)).some(error => error.includes('Guideline1_1')));
await browser.close();
rmSync(folder, { recursive: true });
done();
