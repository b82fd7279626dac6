// The trail of visited concepts; it also tells the stage what is selected, in a message far smaller than the graph.

let last = null;
export default function ({ parentElement, data, setTriggerValue }) {
  const host = parentElement.querySelector('.ng-trail');
  fillTrail(host, data, event => setTriggerValue('event', event));
  globalThis.notegraphAim = stage => {
    if (stage.data.rev !== data.rev || !stage.network) return;
    const aim = JSON.stringify([data.selected, data.pair, data.rev]);
    if (aim === stage.aim) return;
    stage.aim = aim;
    selectNode(stage, data.selected);
    if (data.pair.length) selectPair(stage, data.pair);
  };
  if (globalThis.notegraph) globalThis.notegraphAim(globalThis.notegraph);
}
function fillTrail(host, data, emit) {
  const made = data.trail.flatMap((step, place) => {
    const link = button(step.name, step.name, () => emit(step.event), '');
    if (place === data.trail.length - 1) link.setAttribute('aria-current', 'true');
    return place ? [element('i', '', '›'), link] : [link];
  });
  host.setAttribute('aria-label', data.label);
  host.replaceChildren(...made);
  host.scrollLeft = host.scrollWidth;
}
