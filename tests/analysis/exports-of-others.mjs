// Files that others made or wrote: csv-spectrum against its own JSON; workbooks by exceljs and SheetJS read back equal;
// the kinds of file that are refused, with what to do.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ExcelJS from 'exceljs';
import { check, done } from '../judges/tap.mjs';

const require = createRequire(import.meta.url);
const XLSX = require('xlsx');
const { CFB } = XLSX;
const folder = mkdtempSync(join(tmpdir(), 'exports-'));

function read(path, sheet) {
  const lines = execFileSync(process.env.LADOSTAT_EXPORT_ROWS, sheet ? [path, sheet] : [path], { encoding: 'utf8' })
    .trim().split('\n').map((line) => JSON.parse(line));
  return { ...lines[0], rows: lines.slice(1) };
}

function refusal(path) {
  const run = spawnSync(process.env.LADOSTAT_EXPORT_ROWS, [path], { encoding: 'utf8' });
  return { status: run.status, message: run.stderr.trim() };
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

// --- csv-spectrum
const spectrum = dirname(require.resolve('csv-spectrum/package.json'));
for (const name of readdirSync(join(spectrum, 'csvs')).sort()) {
  const expected = JSON.parse(readFileSync(join(spectrum, 'json', name.replace(/csv$/, 'json')), 'utf8'));
  let found;
  try {
    const { headings, rows } = read(join(spectrum, 'csvs', name));
    found = rows.map(({ cells }) => Object.fromEntries(headings.map((heading, i) => [heading, cells[i] ?? ''])));
  } catch (error) {
    found = error.stderr;
  }
  // This one's JSON is one object, with another telephone number than its CSV: both are its own slips.
  if (name.startsWith('location_coordinates')) {
    delete found[0]['Contact Phone Number'];
    delete expected['Contact Phone Number'];
    found = found[0];
  }
  check(`csv_spectrum_${name}`, same(found, expected), `${JSON.stringify(found)}\nis not\n${JSON.stringify(expected)}`);
}

// --- what each writer is given, and what must come back
const day = new Date(Date.UTC(2023, 3, 1));
const moment = new Date(Date.UTC(2023, 3, 1, 10, 30));
const headings = ['Ref', 'Received', 'Harm', 'Number', 'Yes', 'When'];
const records = [
  ['SYN-1', day, 'Neglect & <b> “quoted” £', 0.1, true, moment],
  ['007', day, '  kept  ', 1234567890123, false, moment],
  ['=1+1', day, 'two\nlines', -2.5, true, moment],
];
const expected = [
  ['SYN-1', '2023-04-01', 'Neglect & <b> “quoted” £', '0.1', 'TRUE', '2023-04-01T10:30:00'],
  ['007', '2023-04-01', '  kept  ', '1234567890123', 'FALSE', '2023-04-01T10:30:00'],
  ['=1+1', '2023-04-01', 'two\nlines', '-2.5', 'TRUE', '2023-04-01T10:30:00'],
];

function comesBack(name, path, sheet, line) {
  const found = read(path, sheet);
  check(`${name}_has_its_headings`, same(found.headings, headings) && found.line === line, JSON.stringify(found));
  check(`${name}_reads_back_equal`, same(found.rows.map(({ cells }) => cells), expected), JSON.stringify(found.rows));
}

// --- exceljs
for (const [kind, date1904, useSharedStrings] of [['1900', false, true], ['1904', true, true], ['inline', false, false]]) {
  const path = join(folder, `exceljs-${kind}.xlsx`);
  const book = useSharedStrings ? new ExcelJS.Workbook() : new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useStyles: true, useSharedStrings });
  if (useSharedStrings) book.properties.date1904 = date1904;
  const sheet = book.addWorksheet('Contacts');
  const add = (cells) => {
    const row = sheet.addRow(cells);
    if (cells[1] instanceof Date) { row.getCell(2).numFmt = 'dd/mm/yyyy'; row.getCell(6).numFmt = '[$-809]d mmmm yyyy hh:mm;@'; }
    row.commit?.();
  };
  let line = 1;
  if (useSharedStrings) {
    sheet.mergeCells('A1:F2');
    sheet.getCell('A1').value = 'LADO contacts, all teams';
    line = 4;
    add([]);
  }
  [headings, ...records].forEach(add);
  if (useSharedStrings) await book.xlsx.writeFile(path);
  else { sheet.commit(); await book.commit(); }
  comesBack(`exceljs_${kind}`, path, undefined, line);
}

const book = new ExcelJS.Workbook();
book.addWorksheet('Notes', { state: 'hidden' }).addRow(['nothing here']);
const sheet = book.addWorksheet('All of it');
sheet.addRow(['Something above']);
sheet.addTable({
  name: 'Contacts', ref: 'C4', headerRow: true, totalsRow: false, columns: headings.map((name) => ({ name })),
  rows: records.map(([ref, received, harm, number, yes, when]) => [ref, '2023-04-01', harm, number, yes, '2023-04-01T10:30:00']),
});
sheet.getCell('A20').value = 'Something below';
sheet.getCell('L5').value = 'Something beside';
const rich = book.addWorksheet('Other');
rich.addRow(['Ref', 'Words', 'Sum', 'Fault', 'Link']);
rich.addRow(['1', { richText: [{ text: 'Phys', font: { bold: true } }, { text: 'ical' }] }, { formula: '1+2', result: 3 },
  { error: '#N/A' }, { text: 'shown', hyperlink: 'https://www.gov.uk/' }]);
await book.xlsx.writeFile(join(folder, 'tables.xlsx'));
{
  const found = read(join(folder, 'tables.xlsx'), 'contacts');
  check('a_table_is_found_by_its_name', same(found.headings.slice(2), headings) && found.line === 4, JSON.stringify(found));
  check('a_table_ends_where_it_ends', same(found.rows.map(({ cells }) => cells.slice(2)), expected), JSON.stringify(found.rows));
  check('sheets_and_tables_are_listed', same(found.sheets, ['Notes', 'All of it', 'Other', 'Contacts']), found.sheets);
  check('a_hidden_sheet_is_not_the_first', read(join(folder, 'tables.xlsx')).headings.includes('Received'));
  const other = read(join(folder, 'tables.xlsx'), 'Other');
  check('rich_text_formulas_faults_and_links', same(other.rows[0].cells, ['1', 'Physical', '3', '#N/A', 'shown']), JSON.stringify(other.rows));
}

// --- SheetJS
for (const [kind, options] of [['plain', {}], ['shared', { bookSST: true }]]) {
  const made = XLSX.utils.book_new();
  const rows = records.map(([ref, received, harm, number, yes, when]) => [ref, { t: 'd', v: received, z: 'dd/mm/yyyy' }, harm, number, yes, { t: 'd', v: when, z: 'dd/mm/yyyy hh:mm' }]);
  XLSX.utils.book_append_sheet(made, XLSX.utils.aoa_to_sheet([headings, ...rows], { cellDates: true, UTC: true }), 'Contacts');
  for (const type of ['xlsx', 'ods']) {
    const path = join(folder, `sheetjs-${kind}.${type}`);
    XLSX.writeFile(made, path, { bookType: type, cellDates: type === 'ods', UTC: true, ...options });
    comesBack(`sheetjs_${kind}_${type}`, path, undefined, 1);
  }
}

// --- what is no export is refused with what to do
const made = XLSX.utils.book_new();
XLSX.utils.book_append_sheet(made, XLSX.utils.aoa_to_sheet([headings]), 'Contacts');
const container = CFB.utils.cfb_new();
CFB.utils.cfb_add(container, '/EncryptedPackage', Buffer.alloc(8000, 7));
CFB.utils.cfb_add(container, '/EncryptionInfo', Buffer.alloc(200, 3));
writeFileSync(join(folder, 'encrypted.xlsx'), CFB.write(container, { type: 'buffer' }));
XLSX.writeFile(made, join(folder, 'old.xls'), { bookType: 'biff8' });
XLSX.writeFile(made, join(folder, 'binary.xlsb'), { bookType: 'xlsb' });
XLSX.utils.book_append_sheet(made, XLSX.utils.aoa_to_sheet([headings, ...expected]), 'Texts');
XLSX.writeFile(made, join(folder, 'page.xls'), { bookType: 'html', sheet: 'Texts' });
const page = read(join(folder, 'page.xls')).rows.map(({ cells }) => cells.map((cell) => cell.trim()));
check('sheetjs_page', same(page, expected.map((row) => row.map((cell) => cell.trim()))), JSON.stringify(page));
XLSX.writeFile(made, join(folder, 'old.xml'), { bookType: 'xlml' });
writeFileSync(join(folder, 'cut.xlsx'), readFileSync(join(folder, 'tables.xlsx')).subarray(0, 4000));
for (const [file, words] of [['encrypted.xlsx', 'password'], ['old.xls', '.xls'], ['binary.xlsb', '.xlsb'],
  ['old.xml', 'XML'], ['cut.xlsx', 'cut short']]) {
  const { status, message } = refusal(join(folder, file));
  check(`${file}_is_refused_in_words`, status === 3 && message.includes(words) && message.includes(file) && !message.includes('\n'), `${status}: ${message}`);
}

rmSync(folder, { recursive: true });
done();
