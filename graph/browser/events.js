// What the pointer and the keyboard do on the stage.

function listen(stage) {
  const network = stage.network;
  network.on('click', event => clicked(stage, event));
  network.on('doubleClick', event => {
    const id = nodeUnder(stage, event);
    if (id) stage.emit({ type: 'expand', id });
  });
  network.on('dragStart', event => { stage.moving = true; stage.dragged = event.nodes; });
  network.on('dragEnd', event => { stage.moving = false; pinned(stage, event); });
  network.on('dragging', event => { if (event.nodes.length) follow(stage, event.nodes); });
  network.on('zoom', () => settle(stage));
  network.on('hoverNode', event => hint(stage, event.node, event.pointer.DOM));
  network.on('blurNode', () => { stage.tip.hidden = true; });
  stage.ground.addEventListener('keydown', event => pressed(stage, event));
  stage.ground.addEventListener('blur', () => { stage.cursor = null; network.redraw(); });
  stage.map.addEventListener('pointerdown', event => jump(stage, event));
  stage.map.addEventListener('pointermove', event => { if (event.buttons) jump(stage, event); });
}

function clicked(stage, event) {
  const id = nodeUnder(stage, event);
  if (id) return stage.emit({ type: 'pick', id });
  const edge = event.edges.length && stage.edges.get(event.edges[0]);
  if (edge) return stage.emit({ type: 'edge', from: edge.from, to: edge.to });
  return undefined;
}

// The node that is hit, or at small zoom the nearest one within a finger's width.
function nodeUnder(stage, event) {
  if (event.nodes.length) {
    const direct = stage.network.getNodeAt(event.pointer.DOM);
    if (direct) return direct;
  }
  let best = null, least = event.event && event.event.pointerType === 'touch' ? 26 : 16;
  for (const node of stage.ranked) {
    const p = stage.network.canvasToDOM(stage.at(node.id));
    const far = Math.hypot(p.x - event.pointer.DOM.x, p.y - event.pointer.DOM.y);
    if (far < least) { least = far; best = node.id; }
  }
  return best;
}

function follow(stage, ids) {
  const at = stage.network.getPositions(ids);
  for (const id of ids) stage.places.set(id, at[id]);
}

function pinned(stage, event) {
  if (!event.nodes.length) { stage.network.redraw(); return; }
  follow(stage, event.nodes);
  pin(stage, event.nodes);
}

function pin(stage, ids) {
  for (const id of ids) stage.memory.pins[id] = stage.at(id);
  stage.unpin.hidden = false;
  refresh(stage);
}

// What dragging does, for the keyboard: move a concept some pixels and leave it there.
function nudge(stage, id, [dx, dy]) {
  if (!id) return;
  const at = stage.at(id), far = 20 / stage.network.getScale();
  const put = { x: at.x + dx * far, y: at.y + dy * far };
  stage.network.moveNode(id, put.x, put.y);
  stage.places.set(id, put);
  pin(stage, [id]);
}

function unpinAll(stage) {
  stage.memory.pins = {};
  stage.unpin.hidden = true;
  for (const node of stage.data.nodes) stage.places.set(node.id, { x: node.x, y: node.y });
  stage.nodes.update(stage.data.nodes.map(({ id, x, y }) => ({ id, x, y })));
  refresh(stage);
}

// Labels are placed anew only when the zoom rests, so that panning and zooming stay smooth.
function settle(stage) {
  stage.moving = true;
  clearTimeout(stage.timer);
  stage.timer = setTimeout(() => { stage.moving = false; stage.network.redraw(); }, 90);
}

function hint(stage, id, at) {
  const node = stage.nodes.get(id);
  if (!node) return;
  stage.tip.textContent = [node.name, node.kindName, node.mentioned ? stage.data.texts.only_mentioned : '']
    .filter(Boolean).join(' · ');
  stage.tip.style.left = `${at.x + 14}px`;
  stage.tip.style.top = `${at.y + 14}px`;
  stage.tip.hidden = false;
}

function jump(stage, event) {
  const area = stage.map.getBoundingClientRect();
  const x = stage.box.x + (event.clientX - area.left - area.width / 2) / stage.mapScale;
  const y = stage.box.y + (event.clientY - area.top - area.height / 2) / stage.mapScale;
  stage.network.moveTo({ position: { x, y } });
}

const DIRECTIONS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

function pressed(stage, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const on = stage.cursor || stage.selected || (stage.ranked[0] && stage.ranked[0].id);
  const acts = { Enter: () => stage.emit({ type: 'pick', id: on }), ' ': () => stage.emit({ type: 'pick', id: on }),
    e: () => stage.emit({ type: 'expand', id: on }), f: () => stage.emit({ type: 'focus', id: on }),
    '+': () => zoom(stage, 1.3), '=': () => zoom(stage, 1.3), '-': () => zoom(stage, 1 / 1.3),
    0: () => fitView(stage, true), Escape: () => stage.emit({ type: 'pick', id: '' }) };
  if (DIRECTIONS[event.key] && event.shiftKey) nudge(stage, on, DIRECTIONS[event.key]);
  else if (DIRECTIONS[event.key]) step(stage, on, DIRECTIONS[event.key]);
  else if (acts[event.key] && (on || !'Enter ef'.includes(event.key))) acts[event.key]();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

// Move the keyboard's ring to the nearest concept in a direction, sideways distance counting double.
function step(stage, from, [dx, dy]) {
  if (!stage.cursor) return setCursor(stage, from);
  const here = stage.at(from);
  let best = null, least = Infinity;
  for (const node of stage.ranked) {
    const at = stage.at(node.id), x = at.x - here.x, y = at.y - here.y;
    const ahead = x * dx + y * dy, aside = Math.abs(x * dy) + Math.abs(y * dx);
    if (node.id !== from && ahead > 0 && ahead > aside * 0.4 && ahead + 2 * aside < least) {
      least = ahead + 2 * aside;
      best = node.id;
    }
  }
  return best && setCursor(stage, best);
}

function setCursor(stage, id) {
  stage.cursor = id;
  stage.live.textContent = stage.nodes.get(id).name;
  if (!onScreen(stage, id)) move(stage, { position: stage.at(id) });
  stage.network.redraw();
}
