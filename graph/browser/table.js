// The same selection as a table: real cells, column heads that sort, names that open the card.

const PAGE = 200;

function fillTable(host, data, state, emit) {
  const texts = data.texts, rows = sortedRows(data, state);
  const table = element('table', 'ng-table');
  table.append(element('caption', '', `${data.count} · ${texts.table_caption}`), tableHead(host, data, state, emit));
  const body = element('tbody');
  rows.slice(0, state.shown).forEach(row => body.append(tableRow(row, data, emit)));
  table.append(body);
  host.replaceChildren(table);
  if (rows.length > state.shown) host.append(button(texts.show_more, texts.show_more, () => {
    state.shown += PAGE;
    fillTable(host, data, state, emit);
  }, 'ng-action'));
}

function sortedRows(data, state) {
  const { by, down } = state, order = new Intl.Collator(data.language, { numeric: true });
  const compare = (a, b) => (typeof a[by] === 'number' ? a[by] - b[by] : order.compare(a[by], b[by]));
  return [...data.rows].sort((a, b) => (down ? -1 : 1) * compare(a.cells, b.cells));
}

function tableHead(host, data, state, emit) {
  const head = element('thead'), line = element('tr');
  data.columns.forEach((name, place) => {
    const cell = element('th');
    const on = state.by === place, mark = on ? (state.down ? ' ↓' : ' ↑') : '';
    cell.scope = 'col';
    cell.setAttribute('aria-sort', on ? (state.down ? 'descending' : 'ascending') : 'none');
    const sort = button(name + mark, name, () => {
      Object.assign(state, { down: on ? !state.down : typeof data.rows[0]?.cells[place] === 'number', by: place });
      fillTable(host, data, state, emit);
      host.querySelectorAll('th button')[place].focus();
    }, '');
    cell.append(sort);
    line.append(cell);
  });
  head.append(line);
  return head;
}

function tableRow(row, data, emit) {
  const line = element('tr');
  if (row.id === data.selected) line.setAttribute('aria-selected', 'true');
  row.cells.forEach((value, place) => {
    const number = typeof value === 'number';
    const cell = element('td', number ? 'ng-numeric' : '', place ? String(value) : undefined);
    if (!number) cell.title = value;   // a long text is cut to one line; its whole is still there to be read out
    if (!place) cell.append(button(value, value, () => emit({ type: 'pick', id: row.id }), 'ng-concept'));
    line.append(cell);
  });
  return line;
}
