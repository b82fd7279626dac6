// The stage: vis-network with fixed positions, updated in place so that zoom, positions and pins survive.

const remembered = new Map();   // key of a stage -> {views: {scene: view}, pins: {id: position}}

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function button(label, title, act, className = 'ng-button') {
  const made = element('button', className, label);
  made.type = 'button';
  made.title = title;
  made.setAttribute('aria-label', title);
  made.addEventListener('click', act);
  return made;
}

function createStage(host, vis, key) {
  const memory = remembered.get(key) || { views: {}, pins: {} };
  remembered.set(key, memory);
  const stage = { host, key, memory, data: { nodes: [], edges: [], areas: [] }, labels: [], areas: [], ranked: [],
    nodes: new vis.DataSet(), edges: new vis.DataSet(), selected: null, cursor: null, moving: false, emit: () => {},
    places: new Map(), network: null };
  buildFrame(stage);
  stage.at = id => stage.places.get(id) || { x: 0, y: 0 };
  stage.visible = id => {
    const p = stage.network.canvasToDOM(stage.at(id));
    return p.x > -40 && p.y > -40 && p.x < stage.canvas.clientWidth + 40 && p.y < stage.canvas.clientHeight + 40;
  };
  stage.rank = node => (node.id === stage.selected ? 10 : stage.near.has(node.id) ? 2 : 0) + node.importance;
  stage.near = new Set();
  return stage;
}

function startNetwork(stage, vis) {
  stage.network = new vis.Network(stage.ground, { nodes: stage.nodes, edges: stage.edges },
    { ...stage.data.options, autoResize: true });
  stage.canvas = stage.ground.querySelector('canvas');
  stage.canvas.setAttribute('aria-hidden', 'true');
  stage.theme = themeOf(stage.host);
  stage.network.on('beforeDrawing', ctx => { stage.theme = themeOf(stage.host); drawAreas(ctx, stage); });
  stage.network.on('afterDrawing', ctx => drawOver(ctx, stage));
  listen(stage);
}

// Bring the stage to new data: add, change and remove; never build anew, never move what is there.
function updateStage(stage, vis, data) {
  if (data.rev === stage.data.rev) return;
  const first = !stage.network, scene = stage.data.scene, other = scene !== data.scene;
  if (!first && scene) stage.memory.views[scene] = viewOf(stage);
  stage.data = data;
  const pins = data.scene.startsWith('around') ? {} : stage.memory.pins;
  const nodes = data.nodes.map(node => forStage(node, pins[node.id]));
  const edges = data.edges.map(edge => ({ ...edge, name: edge.label, label: undefined, tint: edge.color.highlight }));
  replace(stage.nodes, nodes);
  replace(stage.edges, edges);
  stage.places = new Map(nodes.map(node => [node.id, { x: node.x, y: node.y }]));
  stage.ranked = [...nodes].sort((a, b) => b.importance - a.importance);
  if (first) startNetwork(stage, vis);
  refresh(stage);
  frame(stage);
  if (first || other) restoreView(stage, stage.memory.views[data.scene]);
}

function forStage(node, pin) {
  const tint = node.color.background;
  return { ...node, ...(pin || {}), name: node.label, label: undefined, title: undefined, tint };
}

function replace(set, items) {
  const keep = new Set(items.map(item => item.id));
  set.remove(set.getIds().filter(id => !keep.has(id)));
  set.update(items);
}

function refresh(stage) {
  stage.areas = stage.data.areas || [];
  stage.box = boxOf(stage);
  stage.labels = [];
  neighbours(stage);
  stage.network.redraw();
}

function neighbours(stage) {
  stage.near = new Set();
  for (const edge of stage.edges.get()) {
    if (edge.from === stage.selected) stage.near.add(edge.to);
    if (edge.to === stage.selected) stage.near.add(edge.from);
  }
}

function boxOf(stage) {
  const points = [...stage.places.values(), ...(stage.data.areas || []).flatMap(a => a.hull).map(([x, y]) => ({ x, y }))];
  if (!points.length) return { x: 0, y: 0, w: 400, h: 300 };
  const xs = points.map(p => p.x), ys = points.map(p => p.y), pad = (stage.data.pad || 60) + 20;
  const [left, right] = [xs.reduce((a, b) => Math.min(a, b)) - pad, xs.reduce((a, b) => Math.max(a, b)) + pad];
  const [top, bottom] = [ys.reduce((a, b) => Math.min(a, b)) - pad, ys.reduce((a, b) => Math.max(a, b)) + pad];
  return { x: (left + right) / 2, y: (top + bottom) / 2, w: right - left, h: bottom - top };
}

function viewOf(stage) {
  return { scale: stage.network.getScale(), position: stage.network.getViewPosition() };
}

function restoreView(stage, view) {
  if (view) stage.network.moveTo(view);
  else fitView(stage);
}

function fitView(stage, animated = false) {
  const box = stage.box, wide = stage.ground.clientWidth, width = wide - (wide > 600 ? 90 : 30), height = stage.ground.clientHeight - 50;
  const scale = Math.min(width / box.w, height / box.h, 1.5);
  move(stage, { position: { x: box.x, y: box.y }, scale }, animated);
}

function move(stage, view, animated = true) {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  stage.network.moveTo({ ...view, animation: animated && !calm ? { duration: 220, easingFunction: 'easeInOutQuad' } : false });
}

function zoom(stage, factor) {
  move(stage, { scale: Math.max(0.02, Math.min(stage.network.getScale() * factor, 6)) });
}

// Select without moving anything; bring the concept on the screen only where it is outside.
function selectNode(stage, id) {
  stage.selected = stage.nodes.get(id) ? id : null;
  stage.network.unselectAll();
  if (stage.selected) {
    stage.network.selectNodes([id], true);
    if (!onScreen(stage, id)) move(stage, { position: stage.at(id), scale: stage.network.getScale() });
  }
  neighbours(stage);
  stage.labels = [];
  stage.network.redraw();
}

function onScreen(stage, id) {
  const p = stage.network.canvasToDOM(stage.at(id));
  return p.x > 8 && p.y > 8 && p.x < stage.canvas.clientWidth - 8 && p.y < stage.canvas.clientHeight - 8;
}

function selectPair(stage, pair) {
  const edge = stage.edges.get().find(one => pair.includes(one.from) && pair.includes(one.to));
  stage.network.unselectAll();
  if (edge) stage.network.selectEdges([edge.id]);
}
