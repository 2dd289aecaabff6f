// polars, streaming: node polars.js IN OUT FORM [quoted]; POLARS_MAX_THREADS says how many threads.
const pl = require('nodejs-polars');
const {questionnairesOf, factsOf} = require('./questionnaires.js');

if (process.argv[2] === '--version') {
  console.log(`nodejs-polars ${require('nodejs-polars/package.json').version}, node ${process.versions.node}`);
  process.exit(0);
}
const [, , input, output, form, quoted] = process.argv;
const questionnaires = questionnairesOf(form);

const add = list => list.reduce((a, b) => a.plus(b));
const wide = expression => expression.cast(pl.Int16);
const real = expression => expression.cast(pl.Float64);
const taken = column => pl.col('taken_' + column);
const none = pl.lit(null);
const noText = none.cast(pl.String);

const schema = {};
for (const [name, number] of factsOf(form, quoted)) schema[name] = name === 'id' ? pl.Int64 : number ? pl.Int8 : pl.String;
for (const q of questionnaires) for (const column of q.columns) schema[column] = pl.Int8;

let rows = pl.scanCSV(input, {hasHeader: true, schema, rechunk: false});
rows = rows.select(pl.col('id'), ...questionnaires.flatMap(q => q.columns.flatMap(column => [
  pl.col(column),
  pl.when(pl.col(column).gtEq(q.lowest).and(pl.col(column).ltEq(q.highest))).then(pl.col(column)).otherwise(none)
    .alias('taken_' + column)])));

// Counts and sums of each questionnaire.
rows = rows.withColumns(...questionnaires.flatMap(q => {
  const answer = column => wide(taken(column).fillNull(0));
  const scored = (column, i) => q.reversed.includes(i + 1)
    ? wide(pl.lit(q.lowest + q.highest).cast(pl.Int8).minus(taken(column)).fillNull(0)) : answer(column);
  const of = name => `${q.name} ${name}`;
  const made = [
    add(q.columns.map(scored)).alias(of('scored')),
    add(q.columns.map(answer)).alias(of('sum')),
    add(q.columns.map(column => answer(column).mul(answer(column)))).alias(of('squares')),
    add(q.columns.map(column => wide(taken(column).isNotNull()))).alias(of('given')),
    add(q.columns.map(column => wide(pl.col(column).isNull()))).alias(of('blank')),
    taken(q.columns[0]).isNotNull().cast(pl.Int16).alias(of('run 0'))];
  if (q.short) made.push(add(q.short.items.map(item => wide(taken(q.columns[item - 1])))).alias(of('short')));
  return made;
}));

// Runs of one answer: each builds on the one before.
const longest = Math.max(...questionnaires.map(q => q.items));
for (let i = 1; i < longest; ++i)
  rows = rows.withColumns(...questionnaires.filter(q => i < q.items).map(q =>
    pl.when(taken(q.columns[i]).eq(taken(q.columns[i - 1])))
      .then(pl.col(`${q.name} run ${i - 1}`).plus(pl.lit(1).cast(pl.Int16)))
      .otherwise(taken(q.columns[i]).isNotNull().cast(pl.Int16)).alias(`${q.name} run ${i}`)));

rows = rows.withColumns(...questionnaires.map(q =>
  pl.when(pl.col(`${q.name} given`).gtEq(q.items - q.most_missing))
    .then(real(pl.col(`${q.name} scored`)).mul(q.items).div(real(pl.col(`${q.name} given`)))).otherwise(none)
    .alias(`${q.name} total`)));

const band = (total, bands) => {
  let chosen = pl.when(total.isNull()).then(noText);
  for (let i = 1; i < bands.length; ++i) chosen = chosen.when(total.lt(bands[i][1])).then(pl.lit(bands[i - 1][0]));
  return chosen.otherwise(pl.lit(bands[bands.length - 1][0]));
};

rows = rows.select(pl.col('id'), ...questionnaires.flatMap(q => {
  const of = name => pl.col(`${q.name} ${name}`);
  const n = real(of('given'));
  const sum = real(of('sum'));
  const results = [of('total').round(2).alias(q.prefix + 'total')];
  if (q.bands.length) results.push(band(of('total'), q.bands).alias(q.prefix + 'total_band'));
  if (q.short)
    results.push(real(of('short')).replaceStrict(q.short.metric.map((_, i) => i + q.short.lowest), q.short.metric, none, pl.Float64)
      .alias(q.prefix + 'short_metric'));
  results.push(
    of('blank').alias(q.prefix + 'n_missing'),
    pl.lit(q.items).cast(pl.Int16).minus(of('given')).minus(of('blank')).alias(q.prefix + 'n_out_of_range'),
    pl.maxHorizontal(q.columns.map((_, i) => of(`run ${i}`))).alias(q.prefix + 'longest_run'),
    pl.when(of('given').gtEq(2))
      .then(n.mul(real(of('squares'))).minus(sum.mul(sum)).div(n.mul(n.minus(1))).pow(0.5).round(4)).otherwise(none)
      .alias(q.prefix + 'irv'));
  return results;
}));

rows.sinkCSV(output, {includeHeader: true}).collectSync({engine: 'streaming'});
