// Lists of concepts to learn: number, reasons with their quotes, the passage to read in place, and the tick.

const lists = new WeakMap();
export default function ({ parentElement, data, setTriggerValue }) {
  const host = parentElement.querySelector('.ng-steps');
  if (!lists.has(host)) lists.set(host, { open: new Set(), selected: '' });
  const list = lists.get(host);
  list.emit = event => setTriggerValue('event', event);
  const focus = focusOf(host);
  host.replaceChildren(...data.groups.map(group => stepGroup(list, group, data)));
  refocus(host, focus);
  goTo(host, list, data.selected);
}

// The list is made anew after every answer of the server, so the keyboard's place is kept by row and kind of control.
function focusOf(host) {
  const on = host.getRootNode().activeElement;
  if (!on || !host.contains(on)) return null;
  const rows = [...host.querySelectorAll('.ng-step')], row = on.closest('.ng-step');
  return { id: row && row.dataset.id, place: rows.indexOf(row), part: on.dataset.part };
}

function refocus(host, focus) {
  if (!focus) return;
  const rows = [...host.querySelectorAll('.ng-step')];
  const row = rows.find(one => one.dataset.id === focus.id && !one.classList.contains('ng-known')) || rows[focus.place] || rows.at(-1);
  const part = row && row.querySelector(`[data-part="${focus.part}"]`);
  if (part) part.focus({ preventScroll: true });
}

function goTo(host, list, id) {
  if (list.selected === id) return;
  list.selected = id;
  const row = [...host.querySelectorAll('.ng-step')].find(one => one.dataset.id === id);
  if (row) row.scrollIntoView({ block: 'nearest' });
}

function stepGroup(list, group, data) {
  const made = element('section', 'ng-step-group');
  if (group.title) made.append(element('h3', 'ng-step-title', group.title));
  const rows = element(group.rows[0].number ? 'ol' : 'ul', 'ng-step-list');
  rows.append(...group.rows.map(row => stepRow(list, row, data)));
  made.append(rows);
  return made;
}

function stepRow(list, row, data) {
  const made = element('li', 'ng-step' + (row.known ? ' ng-known' : '') + (row.id === data.selected ? ' ng-chosen' : ''));
  made.dataset.id = row.id;
  const body = element('div', 'ng-step-body');
  body.append(stepHead(list, row, data.texts, made), ...row.reasons.map(reason => reasonLine(list, reason, data.texts)));
  if (row.note) body.append(element('p', 'ng-reason ng-soft', row.note));
  if (row.passage) body.append(passagePart(list, row, data.texts));
  if (row.number) made.append(element('span', 'ng-step-number', row.number));
  made.append(body);
  return made;
}

function part(made, name) { made.dataset.part = name; return made; }

function stepHead(list, row, texts, made) {
  const head = element('div', 'ng-step-head'), name = element('span', 'ng-step-name');
  const link = part(button(row.name, `${texts.in_explorer}: ${row.name}`, () => list.emit({ type: 'pick', id: row.id }), 'ng-concept'), 'name');
  link.lang = row.lang;
  name.append(link);
  if (row.target) name.append(element('span', 'ng-badge ng-goal', texts.goal_sign));
  if (row.detail) name.append(element('span', 'ng-soft ng-step-detail', row.detail));
  head.append(name);
  if (row.goal) head.append(part(button(`+ ${texts.goal_sign}`, `${texts.goal_set}: ${row.name}`, () => list.emit({ type: 'goal', id: row.id }), 'ng-small-action'), 'goal'));
  head.append(tick(list, row, texts, made));
  return head;
}

function tick(list, row, texts, made) {
  const label = element('label', 'ng-tick'), box = part(element('input'), 'tick');
  box.type = 'checkbox';
  box.checked = row.known;
  box.setAttribute('aria-label', `${texts.known_tick}: ${row.name}`);
  box.addEventListener('change', () => {
    made.classList.add('ng-leaving');
    list.emit({ type: 'known', id: row.id, on: box.checked });
  });
  label.append(box, element('span', '', texts.known_tick));
  return label;
}

function reasonLine(list, reason, texts) {
  const line = element('div', 'ng-reason'), lead = element('div', 'ng-reason-lead');
  lead.append(element('span', 'ng-soft', `${texts.needs_one} `));
  reason.needs.forEach((need, place) => lead.append(place ? ' + ' : '', ...needed(need, texts)));
  line.append(lead, ...reason.quotes.map(quote => quoteLine(quote, texts, list.emit)));
  return line;
}

function needed(need, texts) {
  return [element('b', '', need.name), ...(need.known ? [element('span', 'ng-badge ng-small', texts.has_it)] : []),
    ...(need.why ? [element('span', 'ng-soft', ` · ${need.why}`)] : [])];
}

// The text of a passage comes when it is asked for; it was made from Markdown and cleaned by the server.
function passagePart(list, row, texts) {
  const passage = row.passage, made = element('details', 'ng-read'), summary = part(element('summary'), 'read');
  const label = passage.mention ? texts.only_mentioned : texts.read;
  summary.append(element('span', '', label), element('span', 'ng-soft', ` · ${passage.time}`));
  const body = element('div', 'ng-prose');
  if (passage.html === null) body.append(element('p', 'ng-soft', texts.passage_coming));
  else body.innerHTML = passage.html;
  made.open = list.open.has(row.id);
  made.addEventListener('toggle', () => opened(list, row, made.open));
  made.append(summary, body, place({ ...passage, open: true }, texts, event => list.emit({ ...event, end: passage.end })));
  return made;
}

function opened(list, row, open) {
  if (open === list.open.has(row.id)) return;
  if (open) list.open.add(row.id); else list.open.delete(row.id);
  if (open && row.passage.html === null) list.emit({ type: 'read', id: row.id });
}
