// The card of a concept: names, kind, definition, and its relations with the sentences that say so.
// Every text of the notes enters by textContent; only sentences with formulas are HTML, made of escaped text and MathML.

function badge(text, className = '') { return element('span', `ng-badge ${className}`, text); }

function fillHead(host, card, texts, emit) {
  const head = element('header', 'ng-head');
  const title = element('h2', 'ng-name', card.name);
  title.lang = card.language;
  head.append(title, badges(card, texts));
  if (card.aliases.length) head.append(aliasLine(card, texts), whyNames(card, texts));
  head.append(definition(card, texts, emit));
  if (card.actions.length) head.append(actionRow(card.actions, emit));
  host.replaceChildren(head);
}

function badges(card, texts) {
  const row = element('div', 'ng-badges');
  if (card.kind) {
    const kind = badge(card.kind.label);
    kind.prepend(shapeSign(card.kind));
    row.append(kind);
  }
  row.append(badge(`${texts.importance} ${Math.round(card.importance * 100)}`), badge(card.mentions));
  if (card.community) {
    const area = badge(card.community.name);
    area.style.setProperty('--ng-tint', card.community.colour);
    area.classList.add('ng-tinted');
    row.append(area);
  }
  if (card.mentioned) row.append(badge(texts.only_mentioned, 'ng-warn'));
  return row;
}

function aliasLine(card, texts) {
  const line = element('p', 'ng-aliases');
  line.append(element('span', 'ng-soft', `${texts.also} `));
  card.aliases.forEach((alias, place) => {
    if (place) line.append(' · ');
    const name = element('span', 'ng-alias', alias.name);
    name.lang = alias.language;
    line.append(name, element('span', 'ng-lang', alias.language));
  });
  return line;
}

// The reason of each merge, for those who doubt one: closed until asked for, and open to the keyboard.
function whyNames(card, texts) {
  const why = element('details', 'ng-more ng-why');
  why.append(element('summary', '', texts.why_names));
  const list = element('ul', 'ng-reasons');
  card.aliases.forEach((alias) => {
    const item = element('li', '');
    const name = element('span', 'ng-alias', alias.name);
    name.lang = alias.language;
    item.append(name, element('span', 'ng-soft', ` · ${alias.why}`));
    list.append(item);
  });
  why.append(list);
  return why;
}

function definition(card, texts, emit) {
  if (!card.definition) return element('p', 'ng-soft', texts.no_definition);
  const quote = said('blockquote', 'ng-quote', card.definition);
  quote.append(place(card.definition, texts, emit));
  return quote;
}

// A sentence of the notes, its formulas drawn; its HTML was cleaned where it was made.
function said(tag, className, evidence) {
  const made = element(tag, className, evidence.quote);
  if (evidence.html) made.innerHTML = evidence.html;
  return made;
}

function actionRow(actions, emit) {
  const row = element('div', 'ng-actions');
  for (const action of actions) {
    const made = button(action.label, action.title || action.label, () => emit(action.event), 'ng-action');
    if (action.key) made.append(element('kbd', 'ng-key', action.key));
    row.append(made);
  }
  return row;
}

function place(evidence, texts, emit) {
  const where = `${evidence.path}:${evidence.line}`;
  if (!evidence.open) return element('span', 'ng-place', evidence.lexicon ? texts.from_lexicon : where);
  return button(where, `${texts.open_at} ${where}`, () => emit({ type: 'open', path: evidence.path, line: evidence.line,
    end: evidence.line }), 'ng-place ng-link');
}

// Groups: [{label, colour, dashes, items: [{id, name, origin, confidence, evidence: []}]}].
function fillRelations(host, groups, texts, emit) {
  const list = groups.map(group => relationGroup(group, texts, emit));
  host.replaceChildren(...(list.length ? list : [element('p', 'ng-soft', texts.no_relations)]));
}

function relationGroup(group, texts, emit) {
  const section = element('section', 'ng-group');
  const head = element('h3', 'ng-kind');
  head.append(lineSign(group), element('span', '', group.label));
  if (group.items.length > 1) head.append(element('span', 'ng-number', String(group.items.length)));
  section.append(head);
  group.items.forEach(item => section.append(relationItem(item, texts, emit)));
  return section;
}

function relationItem(item, texts, emit) {
  const made = element('div', 'ng-relation');
  const line = element('div', 'ng-relation-line');
  line.append(button(item.name, item.name, () => emit({ type: 'pick', id: item.id }), 'ng-concept'));
  if (item.tag) line.append(badge(item.tag, 'ng-small'));
  made.append(line);
  item.evidence.slice(0, 2).forEach(one => made.append(quoteLine(one, texts, emit)));
  if (item.evidence.length > 2) made.append(moreQuotes(item.evidence.slice(2), texts, emit));
  return made;
}

function quoteLine(evidence, texts, emit) {
  const line = element('p', 'ng-evidence');
  line.append(said('q', '', evidence), ' ', place(evidence, texts, emit));
  return line;
}

function moreQuotes(rest, texts, emit) {
  const more = element('details', 'ng-more');
  more.append(element('summary', '', `${texts.more} ${rest.length}`), ...rest.map(one => quoteLine(one, texts, emit)));
  return more;
}

// What stands in the card's place while no concept is selected.
function fillWelcome(host, data, emit) {
  const made = element('div', 'ng-welcome');
  if (data.title) made.append(element('h2', '', data.title));
  if (data.text) made.append(element('p', '', data.text));
  if (data.list_title) made.append(element('h3', '', data.list_title));
  if (data.items.length) made.append(pickList(data.items, emit));
  host.replaceChildren(made);
}

function pickList(items, emit) {
  const list = element('ul', 'ng-list');
  for (const item of items) {
    const line = element('li'), pick = button(item.name, item.name, () => emit({ type: 'pick', id: item.id }), 'ng-pick');
    if (item.detail) pick.append(element('span', 'ng-detail', item.detail));
    if (item.share !== undefined) {
      const bar = element('span', 'ng-bar'), fill = element('i');
      fill.style.width = `${Math.round(item.share * 100)}%`;
      bar.append(fill);
      pick.append(bar);
    }
    line.append(pick);
    list.append(line);
  }
  return list;
}
