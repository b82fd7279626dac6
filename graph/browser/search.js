// Search by any name: exact, prefix, part, pinyin and its initials, then typos (one or two letters).

function foldName(text) {
  return text.normalize('NFKC').toLowerCase().replace(/[\s\-_‐‑‒–—]+/g, '');
}

// An entry of the index is [id, name, [[shown name, folded name, pinyin, initials], …], importance].
function findConcepts(index, text, limit = 12) {
  const query = foldName(text);
  if (!query) return [];
  const hits = [];
  for (const [id, name, names, importance] of index) {
    let best = 0, by = name;
    for (const forms of names) {
      const score = scoreOf(query, forms);
      if (score > best) { best = score; by = forms[0]; }
    }
    if (best) hits.push({ id, name, by, score: best + importance * 0.9 });
  }
  return hits.sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1)).slice(0, limit);
}

function scoreOf(query, [, folded, pinyin, initials]) {
  if (folded === query) return 10;
  if (folded.startsWith(query)) return 8;
  if (pinyin === query || initials === query) return 7;
  if (folded.includes(query)) return 6;
  if (pinyin && query.length > 1 && (pinyin.startsWith(query) || initials.startsWith(query))) return 5;
  if (pinyin && query.length > 2 && pinyin.includes(query)) return 4;
  const most = query.length > 7 ? 2 : query.length > 3 ? 1 : 0;
  if (most && distance(query, folded.slice(0, query.length + most), most) <= most) return 3;
  if (most && pinyin && distance(query, pinyin.slice(0, query.length + most), most) <= most) return 2;
  return 0;
}

// Edits (with swaps of neighbours) to turn the query into the beginning of a name; stops past `most`.
function distance(query, name, most) {
  if (Math.abs(query.length - name.length) > most && name.length < query.length) return most + 1;
  let before = [], last = Array.from({ length: name.length + 1 }, (_, place) => place);
  for (let i = 1; i <= query.length; i++) {
    const row = [i];
    for (let j = 1; j <= name.length; j++) {
      const same = query[i - 1] === name[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
      if (i > 1 && j > 1 && query[i - 1] === name[j - 2] && query[i - 2] === name[j - 1])
        row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return Math.min(...last);
}

// A text box with a list of results as you type; arrows and Enter choose, Escape closes.
function createSearch(host, emit, texts, slash) {
  const box = { index: [], hits: [], on: 0, emit };
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
