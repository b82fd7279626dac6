// Search by any name: exact, prefix, word, part, pinyin and its initials, then typing errors.
// It ranks as graph/search.py does; a test holds the two together.

const READINGS = 16, EDITS = [[12, 3], [8, 2], [4, 1]];   // those of graph/search.py
const ASCII = /^[\x00-\x7f]*$/;

function foldName(text) {
  return text.normalize('NFKC').toLowerCase().replace(/ß/g, 'ss').replace(/[\s\-_‐‑‒–—]+/g, '');
}

// Data: {concepts: [[id, name, alias, …], …] most important first, sounds: {readings: characters}}. Made ready when it
// is first needed: a notebook may have tens of thousands of names.
function entriesOf(index) {
  if (index.entries) return index.entries;
  index.readings = new Map(Object.entries(index.sounds)
    .flatMap(([read, letters]) => [...letters].map(letter => [letter, read.split(' ')])));
  index.entries = index.concepts.flatMap(([id, ...names]) => names.map(by => {
    const key = foldName(by);
    return { id, name: names[0], by, key, words: wordStarts(by), forms: ASCII.test(key) ? '' : spellings(index, key) };
  }));
  return index.entries;
}

// What follows each start of a word, folded, each after a space; empty for a name of one word.
function wordStarts(name) {
  const starts = [...name.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)];
  return starts.length > 1 ? starts.map(found => ` ${foldName(name.slice(found.index))}`).join('') : '';
}

// The pinyin of a folded name, whole and as initials, for all readings of its characters, between spaces.
function spellings(index, key) {
  const pieces = key.match(/[!-~]+|./gu) || [], found = new Set();
  const choices = pieces.map(piece => index.readings.get(piece) || [piece]);
  let read = [[]];
  // Far more than are kept need never be made: the first readings of a name begin with those of its beginning.
  for (const options of choices) read = read.flatMap(start => options.map(one => [...start, one])).slice(0, READINGS);
  for (const syllables of read) {
    found.add(syllables.join(''));
    found.add(syllables.map(one => (pieces.includes(one) ? one : [...one][0])).join(''));
  }
  return ` ${[...found].join(' ')} `;
}

function findConcepts(index, text, limit = 12) {
  const key = foldName(text), hits = new Map();
  if (!key) return [];
  for (const [how, find] of WAYS) {
    if (hits.size >= limit || (how === 'typo' && hits.size)) break;
    for (const { id, name, by } of find(entriesOf(index), key, index)) if (!hits.has(id)) hits.set(id, { id, name, by, how });
  }
  return [...hits.values()].slice(0, limit);
}

const WAYS = [
  ['exact', (entries, key) => entries.filter(entry => entry.key === key)],
  ['prefix', (entries, key) => entries.filter(entry => entry.key.startsWith(key))],
  ['word', (entries, key) => entries.filter(entry => entry.words.includes(` ${key}`))],
  ['inside', (entries, key) => (key.length > 1 ? entries.filter(entry => entry.key.includes(key)) : [])],
  ['pinyin', byPinyin],
  ['pinyin', (entries, key) => (ASCII.test(key) && key.length > 2 ? entries.filter(entry => entry.forms.includes(key)) : [])],
  ['typo', bySound],
  ['typo', bySpelling],
];

// Names that sound like the query as a whole, then those that begin like it.
function byPinyin(entries, key) {
  if (!ASCII.test(key)) return [];
  const whole = entries.filter(entry => entry.forms.includes(` ${key} `));
  return [...whole, ...entries.filter(entry => entry.forms.includes(` ${key}`))];
}

// The usual typing error in Chinese is the right sound in the wrong characters.
function bySound(entries, key, index) {
  if (ASCII.test(key) || key.length < 2) return [];
  const sounds = spellings(index, key).trim().split(' ').filter(sound => sound.length > key.length && ASCII.test(sound));
  return entries.filter(entry => sounds.some(sound => entry.forms.includes(` ${sound}`)));
}

// Names that begin like the query with some typing errors; fewest first, then those met as a whole.
function bySpelling(entries, key) {
  const most = (EDITS.find(([least]) => key.length >= least) || [0, 0])[1];
  if (!most) return [];
  const near = [], plain = ASCII.test(key);
  entries.forEach((entry, number) => {
    const forms = plain && entry.forms ? [entry.key, ...entry.forms.trim().split(' ')] : [entry.key];
    for (const form of forms) {
      const [edits, part] = distance(key, form, most);
      if (edits <= most) near.push([edits, part, number]);
    }
  });
  near.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
  return near.map(([, , number]) => entries[number]);
}

// Edits (with swaps of neighbours) from the query to the nearest beginning of a name, and 1 where that is less than all
// of the name; it stops past `most`.
function distance(query, name, most) {
  const start = name.slice(0, query.length + most);
  let before = [], last = Array.from({ length: start.length + 1 }, (_, place) => place);
  for (let i = 1; i <= query.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= start.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (query[i - 1] === start[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && query[i - 1] === start[j - 2] && query[i - 2] === start[j - 1])
        row[j] = Math.min(row[j], before[j - 2] + 1);
      if (row[j] < least) least = row[j];
    }
    if (least > most) return [most + 1, 0];
    [before, last] = [last, row];
  }
  const best = Math.min(...last.slice(1));
  return [best, start === name && last.at(-1) === best ? 0 : 1];
}

// A text box with a list of results as you type; arrows and Enter choose, Escape closes.
function createSearch(host, emit, texts, slash) {
  const box = { index: { concepts: [], sounds: {} }, hits: [], on: 0, emit };
  host.replaceChildren();
  const label = element('label', 'ng-search');
  box.input = element('input', 'ng-input');
  Object.assign(box.input, { type: 'search', autocomplete: 'off', spellcheck: false });
  for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false' }))
    box.input.setAttribute(name, value);
  box.list = element('ul', 'ng-results');
  box.list.id = `results-${Math.random().toString(36).slice(2)}`;
  box.list.setAttribute('role', 'listbox');
  box.list.hidden = true;
  box.input.setAttribute('aria-controls', box.list.id);
  label.append(box.input, ...(slash ? [element('kbd', 'ng-key', '/')] : []));
  host.append(label, box.list);
  nameSearch(box, texts);
  box.input.addEventListener('input', () => lookUp(box));
  box.input.addEventListener('focus', () => box.input.value && lookUp(box));
  box.input.addEventListener('keydown', event => searchKey(box, event));
  box.input.addEventListener('blur', () => setTimeout(() => closeSearch(box), 150));
  return box;
}

function nameSearch(box, texts) {
  box.texts = texts;
  box.input.placeholder = texts.search;
  box.input.setAttribute('aria-label', texts.search);
  box.list.setAttribute('aria-label', texts.search);
}

function lookUp(box) {
  box.hits = findConcepts(box.index, box.input.value);
  box.on = 0;
  showHits(box);
}

function showHits(box) {
  const asked = box.input.value.trim() !== '';
  box.list.hidden = !asked;
  box.input.setAttribute('aria-expanded', String(asked));
  box.list.replaceChildren(...box.hits.map((hit, place) => hitItem(box, hit, place)));
  if (asked && !box.hits.length) box.list.append(noHit(box));
  if (box.hits.length) box.input.setAttribute('aria-activedescendant', `${box.list.id}-${box.on}`);
  else box.input.removeAttribute('aria-activedescendant');
}

function noHit(box) {
  const item = element('li', 'ng-hit ng-soft', box.texts.no_result);
  item.setAttribute('role', 'option');
  item.setAttribute('aria-selected', 'false');
  return item;
}

function hitItem(box, hit, place) {
  const item = element('li', 'ng-hit' + (place === box.on ? ' ng-on' : ''), hit.name);
  item.id = `${box.list.id}-${place}`;
  item.setAttribute('role', 'option');
  item.setAttribute('aria-selected', String(place === box.on));
  if (hit.by !== hit.name) item.append(element('span', 'ng-soft', hit.by));
  item.addEventListener('pointerdown', event => { event.preventDefault(); choose(box, place); });
  return item;
}

function searchKey(box, event) {
  const count = box.hits.length;
  if (event.isComposing) return;
  if (event.key === 'ArrowDown' && count) box.on = (box.on + 1) % count;
  else if (event.key === 'ArrowUp' && count) box.on = (box.on + count - 1) % count;
  else if (event.key === 'Enter' && count) return choose(box, box.on);
  else if (event.key === 'Escape') return closeSearch(box);
  else return;
  event.preventDefault();
  showHits(box);
  const on = box.list.children[box.on];
  if (on) on.scrollIntoView({ block: 'nearest' });
}

function choose(box, place) {
  const hit = box.hits[place];
  box.input.value = box.keep ? hit.name : '';
  closeSearch(box);
  box.emit({ type: 'pick', id: hit.id });
}

function closeSearch(box) {
  box.list.hidden = true;
  box.input.setAttribute('aria-expanded', 'false');
}
