// The Word file of every council as mammoth turns it into a page: the headings, tables and pictures of our own page.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mammoth from 'mammoth';
import { councils } from '../judges/councils.mjs';
import { check, done } from '../judges/tap.mjs';

const named = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&#39;': "'" };
const words = html => html.replace(/<[^>]*>/g, '').replaceAll('\u2011', '-').replace(/&[a-z0-9#]+;/g, entity => named[entity] ?? entity).replace(/\s+/g, ' ').trim();
const inner = (html, tag) => [...html.matchAll(new RegExp(`<${tag}(?: [^>]*)?>(.*?)</${tag}>`, 'gs'))].map(match => match[1]);
// A year in a table of Word does not break at its hyphen.
// Tables that only set things side by side have no heading row.
const bodies = html => inner(html, 'table').filter(table => table.includes('<tbody')).map(table => inner(inner(table, 'tbody')[0], 'tr')
  .map(row => [...row.matchAll(/<t[hd](?: [^>]*)?>(.*?)<\/t[hd]>/gs)].map(cell => words(cell[1]))));
const headings = (html, from) => [...html.matchAll(/<h([1-6])(?: [^>]*)?>(.*?)<\/h\1>/gs)].map(match => `${match[1] - from} ${words(match[2])}`);

const folder = mkdtempSync(join(tmpdir(), 'mammoth-'));
for (const council of councils) {
  const out = join(folder, council);
  execFileSync(process.env.LADOSTAT_PROGRAM, ['report', join(process.env.LADOSTAT_ROOT, 'fixtures', council, 'profile.yaml'),
    '--formats', 'docx,html', '--out', out], { stdio: 'ignore' });
  const page = readFileSync(join(out, 'annual-report.html'), 'utf8');
  const report = page.slice(page.indexOf('<main'), page.indexOf('</main>'))
    .replace(/<details>.*?<\/details>|<img class="phone".*?>/gs, '');
  const { value, messages } = await mammoth.convertToHtml({ path: join(out, 'annual-report.docx') });
  check(`mammoth_reads_${council}_without_error`, messages.every(message => message.type !== 'error'), JSON.stringify(messages));
  const theirs = headings(value, 0), ours = headings(report, 1);
  check(`mammoth_finds_the_headings_of_${council}`, ours.length > 5 && theirs.join('\n') === ours.join('\n'), theirs.join('\n'));
  const figures = bodies(value);
  check(`mammoth_finds_the_tables_of_${council}_cell_for_cell`,
    figures.length > 3 && JSON.stringify(figures) === JSON.stringify(bodies(report)), `${figures.length} and ${bodies(report).length} tables`);
  const alternatives = html => [...html.matchAll(/<img [^>]*?alt="([^"]*)"/g)].map(match => words(match[1]));
  check(`mammoth_finds_the_words_of_the_pictures_of_${council}`,
    alternatives(value).length > 1 && alternatives(value).join('\n') === alternatives(report).join('\n'));
}
rmSync(folder, { recursive: true });
done();
