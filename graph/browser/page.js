// The standalone page: the graph and its cards come with it, and nothing is ever fetched.

const book = JSON.parse(document.getElementById('book').textContent);
const parts = Object.fromEntries(['stage', 'search', 'card'].map(name => [name, document.getElementById(name)]));
const stage = createStage(parts.stage, globalThis.vis, 'page');
const byId = new Map(book.scene.nodes.map(node => [node.id, node]));
const opened = new Set();
let current = '';

function visibleScene() {
  const first = book.scene.nodes.slice(0, book.limit).map(node => node.id), ids = new Set([...first, ...opened]);
  if (byId.has(current)) ids.add(current);
  const grow = Math.max(1, 0.8 * Math.sqrt(book.scene.nodes.length / ids.size));
  const nodes = book.scene.nodes.filter(node => ids.has(node.id)).map(node => ({ ...node, size: node.size * grow }));
  const seen = new Set(nodes.map(node => node.community)), areas = book.scene.areas.filter(area => seen.has(area.index));
  const count = book.count.replace('{shown}', nodes.length).replace('{total}', book.scene.nodes.length);
  return { ...book.scene, nodes, areas, edges: book.scene.edges.filter(edge => ids.has(edge.from) && ids.has(edge.to)),
    count, texts: book.texts, scene: 'overview', rev: [...ids].join(' ') };
}

function nextTo(id) {
  return book.scene.edges.filter(edge => edge.from === id || edge.to === id)
    .map(edge => (edge.from === id ? edge.to : edge.from));
}

function show(id) {
  current = byId.has(id) ? id : '';
  updateStage(stage, globalThis.vis, visibleScene());
  selectNode(stage, current);
  if (current) showCard(current);
  else fillWelcome(parts.card, book.welcome, handle);
  parts.card.scrollTop = 0;
}

function showCard(id) {
  const card = book.cards[id], head = element('div'), relations = element('div', 'relations');
  fillHead(head, card.head, book.texts, handle);
  fillRelations(relations, card.groups, book.texts, handle);
  parts.card.replaceChildren(head, ...card.passages.map(passageOf), relations);
}

function passageOf(passage) {
  const made = element('section', 'passage'), body = element('div');
  // The HTML was made from Markdown and cleaned when this page was written; the page's policy runs no script of it.
  body.innerHTML = passage.html;
  made.append(element('span', 'where', passage.where), body);
  return made;
}

function showPair(event) {
  const head = element('div'), relations = element('div', 'relations');
  const names = [event.from, event.to].map(id => byId.get(id).label);
  head.append(element('h2', 'ng-name', names.join(' – ')));
  const groups = book.cards[event.from].groups.map(group => ({ ...group, items: group.items.filter(i => i.id === event.to) }));
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
search.index = book.index;
stage.emit = handle;
document.addEventListener('keydown', event => {
  if (event.key !== '/' || event.target.tagName === 'INPUT') return;
  event.preventDefault();
  search.input.focus();
});
addEventListener('hashchange', () => { if (fromAddress() !== current) show(fromAddress()); });
show(fromAddress());
globalThis.notegraph = stage;
