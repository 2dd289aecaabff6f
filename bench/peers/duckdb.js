// DuckDB: node duckdb.js IN OUT FORM [quoted]; THREADS in the environment says how many threads.
const {DuckDBInstance} = require('@duckdb/node-api');
const {questionnairesOf, factsOf} = require('./questionnaires.js');

if (process.argv[2] === '--version') {
  console.log(`@duckdb/node-api ${require('@duckdb/node-api/package.json').version}, node ${process.versions.node}`);
  process.exit(0);
}
const [, , input, output, form, quoted] = process.argv;
const questionnaires = questionnairesOf(form);

const types = [
  ...factsOf(form, quoted).map(([name, number]) => [name, name === 'id' ? 'BIGINT' : number ? 'TINYINT' : 'VARCHAR']),
  ...questionnaires.flatMap(q => q.columns.map(column => [column, 'TINYINT']))];
const file = `read_csv('${input}', header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
  columns = {${types.map(([name, type]) => `'${name}': '${type}'`).join(', ')}})`;

const each = make => questionnaires.flatMap(make).join(', ');
const add = list => list.join(' + ');

const answers = `SELECT id, ${each(q => q.columns)}, ${each(q => q.columns.map(column =>
  `CASE WHEN ${column} BETWEEN ${q.lowest} AND ${q.highest} THEN ${column} END AS t_${column}`))} FROM ${file}`;

const counts = `SELECT *, ${each(q => {
  const answer = column => `coalesce(t_${column}, 0)::SMALLINT`;
  const scored = (column, i) => q.reversed.includes(i + 1)
    ? `coalesce(${q.lowest + q.highest} - t_${column}, 0)::SMALLINT` : answer(column);
  const made = [
    `${add(q.columns.map(scored))} AS ${q.name}_scored`,
    `${add(q.columns.map(answer))} AS ${q.name}_sum`,
    `${add(q.columns.map(column => `coalesce(t_${column} * t_${column}, 0)::SMALLINT`))} AS ${q.name}_squares`,
    `${add(q.columns.map(column => `(t_${column} IS NOT NULL)::SMALLINT`))} AS ${q.name}_given`,
    `${add(q.columns.map(column => `(${column} IS NULL)::SMALLINT`))} AS ${q.name}_blank`];
  if (q.short) made.push(`${add(q.short.items.map(item => `t_${q.columns[item - 1]}`))} AS ${q.name}_raw`);
  return made;
})} FROM (${answers})`;

const runs = `SELECT *, ${each(q => q.columns.map((column, i) => i === 0
  ? `(t_${column} IS NOT NULL)::SMALLINT AS ${q.name}_run0`
  : `CASE WHEN t_${column} = t_${q.columns[i - 1]} THEN ${q.name}_run${i - 1} + 1::SMALLINT
      ELSE (t_${column} IS NOT NULL)::SMALLINT END AS ${q.name}_run${i}`))},
  ${each(q => [`CASE WHEN ${q.name}_given >= ${q.items - q.most_missing}
    THEN ${q.name}_scored * ${q.items}.0::DOUBLE / ${q.name}_given END AS ${q.name}_whole`])} FROM (${counts})`;

const band = (total, bands) => `CASE ${bands.slice(1).map(([, from], i) => `WHEN ${total} < ${from} THEN '${bands[i][0]}'`).join(' ')}
  WHEN ${total} IS NOT NULL THEN '${bands[bands.length - 1][0]}' END`;

const results = `SELECT id, ${each(q => {
  const n = `${q.name}_given`;
  const made = [`round(${q.name}_whole, 2) AS ${q.prefix}total`];
  if (q.bands.length) made.push(`${band(q.name + '_whole', q.bands)} AS ${q.prefix}total_band`);
  if (q.short)
    made.push(`([${q.short.metric.map(x => x.toFixed(2) + '::DOUBLE').join(', ')}])[${q.name}_raw - ${q.short.lowest - 1}] AS ${q.prefix}short_metric`);
  return [...made,
    `${q.name}_blank AS ${q.prefix}n_missing`,
    `${q.items} - ${n} - ${q.name}_blank AS ${q.prefix}n_out_of_range`,
    `greatest(${q.columns.map((_, i) => `${q.name}_run${i}`).join(', ')}) AS ${q.prefix}longest_run`,
    `CASE WHEN ${n} >= 2 THEN round(sqrt((${n}::DOUBLE * ${q.name}_squares - ${q.name}_sum::DOUBLE * ${q.name}_sum)
      / (${n} * (${n} - 1))), 4) END AS ${q.prefix}irv`];
})} FROM (${runs})`;

async function main() {
  const instance = await DuckDBInstance.create(':memory:', {threads: process.env.THREADS || '2'});
  const connection = await instance.connect();
  await connection.run(`COPY (${results}) TO '${output}' (FORMAT csv, HEADER true)`);
}
main().catch(error => { console.error(error.message); process.exit(1); });
