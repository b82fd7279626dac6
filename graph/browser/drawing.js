// Everything that is drawn over or under the nodes and edges: community areas, labels, rings, the small map.

const FONT = 'system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

function themeOf(host) {
  const style = getComputedStyle(host);
  const value = (name, otherwise) => style.getPropertyValue(name).trim() || otherwise;
  return {
    ground: value('--ng-ground', '#ffffff'), text: value('--ng-text', '#1d2530'),
    soft: value('--ng-soft', '#5d6875'), accent: value('--ng-accent', '#2f6fd0'),
  };
}

function mix(colour, ground, share) {
  const part = (hex, at) => parseInt(hex.slice(at, at + 2), 16);
  const channel = at => Math.round(part(colour, at) * share + part(ground, at) * (1 - share));
  return `rgb(${channel(1)},${channel(3)},${channel(5)})`;
}

function toHex(colour) {
  if (/^#[0-9a-f]{6}$/i.test(colour)) return colour;
  const numbers = (colour.match(/[\d.]+/g) || []).slice(0, 3).map(Number);
  if (numbers.length < 3) return '#ffffff';
  return '#' + numbers.map(n => Math.round(n).toString(16).padStart(2, '0')).join('');
}

function drawAreas(ctx, stage) {
  const theme = stage.theme, ground = toHex(theme.ground), pad = stage.data.pad || 60;
  for (const area of stage.areas) {
    ctx.beginPath();
    area.hull.forEach(([x, y], place) => (place ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
    ctx.closePath();
    ctx.lineJoin = ctx.lineCap = 'round';
    ctx.lineWidth = pad * 2;
    ctx.strokeStyle = ctx.fillStyle = mix(area.colour, ground, 0.1);
    ctx.stroke();
    ctx.fill();
  }
}

// Boxes on a grid, so that a label is compared only with what is near it.
class Boxes {
  constructor() { this.cells = new Map(); }
  *near(box) {
    for (let x = Math.floor(box.x / 48); x <= Math.floor((box.x + box.w) / 48); x++)
      for (let y = Math.floor(box.y / 48); y <= Math.floor((box.y + box.h) / 48); y++) yield x * 4096 + y;
  }
  add(box) {
    for (const cell of this.near(box)) {
      if (!this.cells.has(cell)) this.cells.set(cell, []);
      this.cells.get(cell).push(box);
    }
  }
  free(box) {
    for (const cell of this.near(box))
      for (const other of this.cells.get(cell) || [])
        if (other.of !== box.of && box.x < other.x + other.w && other.x < box.x + box.w
            && box.y < other.y + other.h && other.y < box.y + box.h) return false;
    return true;
  }
}

function shorten(text, limit = 26) {
  let width = 0;
  for (let i = 0; i < text.length; i++) {
    width += text.charCodeAt(i) > 0x2e80 ? 2 : 1;
    if (width > limit) return text.slice(0, i) + '…';
  }
  return text;
}

// Which labels are shown and where: the most important first, and none over another or over a node.
function placeLabels(ctx, stage) {
  const boxes = new Boxes(), placed = [], scale = stage.network.getScale();
  const width = stage.canvas.clientWidth, height = stage.canvas.clientHeight;
  const seen = [];
  for (const node of stage.ranked) {
    const dom = stage.network.canvasToDOM(stage.at(node.id)), r = Math.max(node.size * scale, 2);
    if (dom.x < -60 || dom.y < -30 || dom.x > width + 60 || dom.y > height + 30) continue;
    seen.push({ node, dom, r });
    if (r > 3) boxes.add({ x: dom.x - r, y: dom.y - r, w: 2 * r, h: 2 * r, of: node.id });
  }
  seen.sort((a, b) => stage.rank(b.node) - stage.rank(a.node));
  placeAreaNames(ctx, stage, boxes, placed);
  for (const one of seen) {
    if (placed.length >= 160) break;
    const found = labelPlace(ctx, stage, boxes, one);
    if (found) { boxes.add(found); placed.push(found); }
  }
  placeEdgeNames(ctx, stage, boxes, placed);
  return placed.sort((a, b) => (b.plate ? 1 : 0) - (a.plate ? 1 : 0));
}

function labelPlace(ctx, stage, boxes, { node, dom, r }) {
  const strong = stage.selected === node.id, size = Math.round(12 + 3 * node.importance);
  const text = shorten(node.name, strong ? 60 : 26), font = `${strong || node.importance > 0.5 ? 600 : 400} ${size}px ${FONT}`;
  ctx.font = font;
  const w = ctx.measureText(text).width + 6, h = size + 5;
  const spots = [[-w / 2, r + 2], [-w / 2, -r - h - 2], [r + 2, -h / 2], [-r - w - 2, -h / 2]];
  for (const [dx, dy] of spots) {
    const box = { x: dom.x + dx, y: dom.y + dy, w, h, of: node.id };
    if (!strong && (box.x < 2 || box.x + w > stage.canvas.clientWidth - 2)) continue;
    if (strong || boxes.free(box)) return { ...box, dx, dy, id: node.id, text, font, size, faint: node.mentioned };
  }
  return null;
}

// The name of an area stands at its upper edge, where the area is large enough on the screen to carry one.
function placeAreaNames(ctx, stage, boxes, placed) {
  const scale = stage.network.getScale();
  for (const area of stage.areas) {
    const xs = area.hull.map(p => p[0]), top = Math.min(...area.hull.map(p => p[1]));
    const left = Math.min(...xs), right = Math.max(...xs), text = shorten(area.name, 30);
    if ((right - left) * scale < 50) continue;
    ctx.font = `650 12px ${FONT}`;
    const w = ctx.measureText(text).width + 8, at = { x: (left + right) / 2, y: top - (stage.data.pad || 40) };
    const dom = stage.network.canvasToDOM(at), box = { x: dom.x - w / 2, y: dom.y + 3, w, h: 16, of: `area ${area.index}` };
    if (!boxes.free(box)) continue;
    boxes.add(box);
    placed.push({ ...box, at, dx: -w / 2, dy: 3, text, font: ctx.font, size: 12, colour: area.colour });
  }
}

function drawLabels(ctx, stage) {
  const theme = stage.theme, ground = toHex(theme.ground), text = toHex(theme.text);
  ctx.textBaseline = 'top';
  ctx.lineJoin = 'round';
  for (const label of stage.labels) {
    const dom = stage.network.canvasToDOM(label.at || stage.at(label.id));
    if (label.plate) plate(ctx, stage, label, dom);
    ctx.font = label.font;
    ctx.lineWidth = 3.5;
    ctx.strokeStyle = theme.ground;
    ctx.fillStyle = label.colour ? mix(label.colour, text, 0.6) : label.faint ? mix(text, ground, 0.7) : theme.text;
    const x = dom.x + label.dx + 3, y = dom.y + label.dy + 2;
    if (!label.colour) ctx.strokeText(label.text, x, y);
    ctx.fillText(label.text, x, y);
  }
}

// Names of relations, where the edge is long enough on the screen to carry one and nothing else stands there.
function placeEdgeNames(ctx, stage, boxes, placed) {
  const scale = stage.network.getScale();
  let room = 80;
  ctx.font = `11px ${FONT}`;
  for (const edge of stage.edges.get()) {
    const mine = stage.selected && (edge.from === stage.selected || edge.to === stage.selected);
    if (!room || !edge.name || (!mine && scale < 0.95) || !stage.visible(edge.from) || !stage.visible(edge.to)) continue;
    const p = stage.at(edge.from), q = stage.at(edge.to), at = { x: (p.x + q.x) / 2, y: (p.y + q.y) / 2 };
    const w = ctx.measureText(edge.name).width + 8, dom = stage.network.canvasToDOM(at);
    const box = { x: dom.x - w / 2, y: dom.y - 8, w, h: 16, of: edge.id };
    if (Math.hypot(p.x - q.x, p.y - q.y) * scale < w + 44 || !boxes.free(box)) continue;
    boxes.add(box);
    placed.push({ ...box, at, dx: -w / 2, dy: -8, text: edge.name, font: ctx.font, size: 11, colour: edge.tint, plate: true });
    room--;
  }
}

function plate(ctx, stage, label, dom) {
  ctx.fillStyle = stage.theme.ground;
  ctx.globalAlpha = 0.86;
  ctx.beginPath();
  ctx.roundRect(dom.x + label.dx, dom.y + label.dy, label.w, label.h, 5);
  ctx.fill();
  ctx.globalAlpha = 1;
}

function ring(ctx, stage, id, colour, gap, dash) {
  const node = stage.nodes.get(id);
  if (!node) return;
  const dom = stage.network.canvasToDOM(stage.at(id));
  ctx.beginPath();
  ctx.setLineDash(dash);
  ctx.lineWidth = 2.5;
  ctx.strokeStyle = colour;
  ctx.arc(dom.x, dom.y, Math.max(node.size * stage.network.getScale(), 4) + gap, 0, 2 * Math.PI);
  ctx.stroke();
  ctx.setLineDash([]);
}

function drawOver(ctx, stage) {
  const ratio = stage.canvas.width / stage.canvas.clientWidth;
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  if (stage.selected) ring(ctx, stage, stage.selected, stage.theme.accent, 4, []);
  if (stage.cursor) ring(ctx, stage, stage.cursor, stage.theme.text, 8, [4, 3]);
  if (!stage.moving || !stage.labels.length) stage.labels = placeLabels(ctx, stage);
  drawLabels(ctx, stage);
  ctx.restore();
  drawMap(stage);
}

// The small map: all visible concepts as dots, and the part that is on the screen as a frame.
function drawMap(stage) {
  const map = stage.map, box = stage.box;
  if (!box || !map.clientWidth) return;
  const ctx = map.getContext('2d'), ratio = window.devicePixelRatio || 1;
  const width = map.clientWidth, height = map.clientHeight;
  if (map.width !== width * ratio) { map.width = width * ratio; map.height = height * ratio; }
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.clearRect(0, 0, width, height);
  const k = Math.min((width - 10) / box.w, (height - 10) / box.h);
  const to = p => [width / 2 + (p.x - box.x) * k, height / 2 + (p.y - box.y) * k];
  for (const node of stage.ranked) {
    const [x, y] = to(stage.at(node.id));
    ctx.fillStyle = node.id === stage.selected ? stage.theme.accent : node.tint;
    const r = node.id === stage.selected ? 3 : 1.4;
    ctx.fillRect(x - r, y - r, 2 * r, 2 * r);
  }
  const [left, top] = to(stage.network.DOMtoCanvas({ x: 0, y: 0 }));
  const [right, bottom] = to(stage.network.DOMtoCanvas({ x: stage.canvas.clientWidth, y: stage.canvas.clientHeight }));
  ctx.strokeStyle = stage.theme.accent;
  ctx.lineWidth = 1.5;
  const inside = (v, most) => Math.max(1, Math.min(v, most - 1));
  ctx.strokeRect(inside(left, width), inside(top, height),
    inside(right, width) - inside(left, width), inside(bottom, height) - inside(top, height));
  stage.mapScale = k;
}
