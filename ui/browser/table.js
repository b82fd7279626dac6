// Mounts the table in Streamlit; the order and length stay when the data change.

const tables = new WeakMap();
export default function ({ parentElement, data, setTriggerValue }) {
  const host = parentElement.querySelector('.ng-table-frame');
  if (!tables.has(host)) tables.set(host, { by: 3, down: true, shown: PAGE });
  fillTable(host, data, tables.get(host), event => setTriggerValue('event', event));
}
