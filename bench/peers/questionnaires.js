// What a form asks and how it is scored; a number as the form is one questionnaire of so many items.
const known = require('./questionnaires.json');

function questionnairesOf(form) {
  const items = Number(form);
  const list = items
    ? [{name: 'item', items, lowest: 1, highest: 5, most_missing: Math.floor(items / 5), reversed: [], bands: []}]
    : known.forms[form].map(name => ({name, ...known.questionnaires[name]}));
  for (const q of list) {
    q.columns = Array.from({length: q.items}, (_, i) => `${q.name}_${i + 1}`);
    q.prefix = list.length > 1 ? q.name + '_' : '';  // of the results
  }
  return list;
}

// The columns about the person that stand before the answers, with whether they are numbers.
function factsOf(form, quoted) {
  const facts = [['id', true], ['site', false], ['arm', false], ['wave', true], ['age', true], ['sex', false], ['date', false]];
  if (form === 'wide') facts.push(['education', true]);
  if (quoted) facts.push(['remark', false]);
  return facts;
}

module.exports = {questionnairesOf, factsOf};
