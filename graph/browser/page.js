// The standalone page: the graph and its cards come with it, and nothing is ever fetched.

const part = name => JSON.parse(document.getElementById(name).textContent);
const book = part('book'), concepts = part('concepts'), relations = part('relations'), chunks = new Map();
const parts = Object.fromEntries(['stage', 'search', 'card'].map(name => [name, document.getElementById(name)]));
const stage = createStage(parts.stage, globalThis.vis, 'page');
const placeOf = new Map(concepts.map(([id], place) => [id, place]));
const joined = concepts.map(() => []);
relations.forEach(([from, to], row) => { joined[from].push(row); joined[to].push(row); });
const opened = new Set();
let current = '';

// A row of the cards or quotes; the block that holds it is read when the first of its rows is asked for.
function rowOf(name, number) {
  const block = `${name}-${Math.floor(number / book.chunk)}`;
  if (!chunks.has(block)) chunks.set(block, part(block));
  return chunks.get(block)[number % book.chunk];
}

function nodeAt(place) {
  const [id, label, x, y, size, importance, look] = concepts[place];
  return { ...book.looks[look], id, label, x, y, size, importance };
}

function edgeAt(row) {
  const [from, to, width, line] = relations[row];
  return { ...book.lines[line], id: row, from: concepts[from][0], to: concepts[to][0], width };
}

function visibleScene() {
  const places = new Set(concepts.slice(0, book.limit).keys());
  for (const id of [...opened, current]) if (placeOf.has(id)) places.add(placeOf.get(id));
  const grow = Math.max(1, 0.8 * Math.sqrt(concepts.length / places.size));
  const nodes = [...places].sort((a, b) => a - b).map(nodeAt).map(node => ({ ...node, size: node.size * grow }));
  const rows = new Set([...places].flatMap(place => joined[place]));
  const edges = [...rows].filter(row => places.has(relations[row][0]) && places.has(relations[row][1])).map(edgeAt);
  const seen = new Set(nodes.map(node => node.community)), areas = book.areas.filter(area => seen.has(area.index));
  const count = book.count.replace('{shown}', nodes.length).replace('{total}', concepts.length);
  return { options: book.options, pad: book.pad, legend: book.legend, nodes, areas, edges, count, texts: book.texts,
    scene: 'overview', rev: [...places].join(' ') };
}

function nextTo(id) {
  const place = placeOf.get(id);
  return joined[place].map(row => relations[row]).map(([from, to]) => concepts[from === place ? to : from][0]);
}

function show(id) {
  current = placeOf.has(id) ? id : '';
  updateStage(stage, globalThis.vis, visibleScene());
  selectNode(stage, current);
  if (current) showCard(current);
  else fillWelcome(parts.card, book.welcome, handle);
  parts.card.scrollTop = 0;
}

function showCard(id) {
  const [top, groups, passages] = rowOf('cards', placeOf.get(id));
  const head = element('div'), list = element('div', 'relations');
  fillHead(head, top, book.texts, handle);
  fillRelations(list, groups.map(groupOf), book.texts, handle);
  parts.card.replaceChildren(head, ...passages.map(passageOf), list);
}

function groupOf([kind, items]) {
  return { ...book.kinds[kind], items: items.map(itemOf) };
}

function itemOf([place, relation]) {
  const [id, name, , , , importance] = concepts[place], [tag, lexicon, said] = rowOf('quotes', relation);
  return { id, name, importance, tag,
    evidence: said.map(([quote, path, line, html]) => ({ quote, html, path, line, open: false, lexicon: Boolean(lexicon) })) };
}

function passageOf([where, html]) {
  const made = element('section', 'passage'), body = element('div');
  // The HTML was made from Markdown and cleaned when this page was written; the page's policy runs no script of it.
  body.innerHTML = html;
  made.append(element('span', 'where', where), body);
  return made;
}

function showPair(event) {
  const head = element('div'), relations = element('div', 'relations');
  const names = [event.from, event.to].map(id => concepts[placeOf.get(id)][1]);
  head.append(element('h2', 'ng-name', names.join(' – ')));
  const groups = rowOf('cards', placeOf.get(event.from))[1].map(groupOf)
    .map(group => ({ ...group, items: group.items.filter(item => item.id === event.to) }));
  fillRelations(relations, groups.filter(group => group.items.length), book.texts, handle);
  parts.card.replaceChildren(head, relations);
  selectPair(stage, [event.from, event.to]);
}

function handle(event) {
  if (event.type === 'edge') return showPair(event);
  if (event.type === 'pick') { location.hash = event.id ? `#${encodeURIComponent(event.id)}` : ''; return undefined; }
  nextTo(event.id).forEach(id => opened.add(id));
  location.hash = `#${encodeURIComponent(event.id)}`;
  show(event.id);
  if (event.type === 'focus') fitTo([event.id, ...nextTo(event.id)]);
  return undefined;
}

function fitTo(ids) {
  const whole = stage.box;
  stage.box = boxOf({ data: { pad: 40 }, places: new Map(ids.map(id => [id, stage.at(id)])) });
  fitView(stage, true);
  stage.box = whole;
}

function fromAddress() {
  try { return decodeURIComponent(location.hash.slice(1)); } catch { return ''; }
}

const search = createSearch(parts.search, handle, book.texts, true);
search.index = { concepts: part('names'), sounds: book.sounds };
stage.emit = handle;
document.addEventListener('keydown', event => {
  if (event.key !== '/' || event.target.tagName === 'INPUT') return;
  event.preventDefault();
  search.input.focus();
});
addEventListener('hashchange', () => { if (fromAddress() !== current) show(fromAddress()); });
show(fromAddress());
globalThis.notegraph = stage;
