// What exceljs reads in a workbook: sheet -> rows -> values, as JSON. Used by test workbooks.py.
import { createRequire } from 'module';
const ExcelJS = createRequire(process.env.LADOSTAT_ROOT + '/tests/')('exceljs');

const sheets = {};
const workbook = new ExcelJS.Workbook();
await workbook.xlsx.readFile(process.argv[2]);
workbook.eachSheet((sheet) => {
  const rows = [];
  for (let r = 1; r <= sheet.rowCount; r++) {
    const row = [];
    for (let c = 1; c <= sheet.columnCount; c++) {
      const value = sheet.getCell(r, c).value;
      row.push(value !== null && typeof value === 'object' ? value.text ?? JSON.stringify(value) : value);
    }
    rows.push(row);
  }
  sheets[sheet.name] = rows;
});
console.log(JSON.stringify(sheets));
