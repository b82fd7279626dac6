// Mounts a search box in Streamlit; one of them answers to the key /.

const boxes = new WeakMap();
export default function ({ parentElement, data, setTriggerValue }) {
  const host = parentElement.querySelector('.ng-searching');
  let box = boxes.get(host);
  if (!box) { box = createSearch(host, () => {}, data.texts, data.slash); boxes.set(host, box); }
  box.emit = event => setTriggerValue('event', event);
  box.keep = data.keep;
  nameSearch(box, data.texts);
  if (box.rev !== data.rev) { box.index = JSON.parse(data.index); box.rev = data.rev; }
  if (data.keep && data.value !== box.value) { box.input.value = data.value; box.value = data.value; }
  const slash = event => {
    const on = event.composedPath()[0];
    if (event.key !== '/' || event.ctrlKey || event.metaKey || /^(INPUT|TEXTAREA|SELECT)$/.test(on.tagName)) return;
    event.preventDefault();
    box.input.focus();
    box.input.select();
  };
  if (data.slash) document.addEventListener('keydown', slash);
  return () => document.removeEventListener('keydown', slash);
}
