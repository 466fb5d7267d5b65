// The figures of the benchmark by DuckDB: one pass over the export with grouping sets, its best form.
import { DuckDBInstance } from "@duckdb/node-api";

const [file, threads, fields] = [process.argv[2], process.argv[3], process.argv[4].split(",")];
const headings = JSON.parse(process.argv[5]);
const instance = await DuckDBInstance.create(":memory:", { threads });
const connection = await instance.connect();
const blank = (column) => `coalesce(nullif(lower(trim("${headings[column]}")), ''), '-')`;
const columns = fields.map((field) => `${blank(field)} AS ${field}`).join(", ");
const sets = fields.map((field) => `(year, ${field})`).join(", ");
const received = `strptime("${headings.received}", '%d/%m/%Y')`;
const closed = `try_strptime("${headings.closed}", '%d/%m/%Y')`;
const result = await connection.runAndReadAll(`
  SELECT year, ${fields.join(", ")}, GROUPING(${fields.join(", ")}) AS which, count(*) AS records,
         count(*) FILTER (days <= 28) AS four, count(*) FILTER (days <= 84) AS twelve
  FROM (SELECT CASE WHEN month(r) < 4 THEN year(r) - 1 ELSE year(r) END AS year, date_diff('day', r, c) AS days, ${fields.join(", ")}
        FROM (SELECT ${received} AS r, ${closed} AS c, ${columns}
              FROM read_csv('${file}', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"')))
  GROUP BY GROUPING SETS ((year), ${sets})`);
for (const row of result.getRowObjectsJS()) {
  const at = fields.findIndex((field, i) => !((BigInt(row.which) >> BigInt(fields.length - 1 - i)) & 1n));
  console.log([Number(row.year), at < 0 ? "" : fields[at], at < 0 ? "" : row[fields[at]], row.records, row.four, row.twelve].join("|"));
}
