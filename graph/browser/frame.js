// What stands around the canvas: tools, small map, count, legend, and the line for screen readers.

function buildFrame(stage) {
  const host = stage.host;
  host.replaceChildren();
  stage.ground = element('div', 'ng-ground');
  stage.ground.tabIndex = 0;
  stage.ground.setAttribute('role', 'application');
  stage.map = element('canvas', 'ng-map');
  stage.map.setAttribute('aria-hidden', 'true');
  stage.tools = element('div', 'ng-tools');
  stage.count = element('div', 'ng-count');
  stage.legend = element('details', 'ng-legend');
  stage.tip = element('div', 'ng-tip');
  stage.tip.hidden = true;
  stage.live = element('div', 'ng-hidden');
  stage.live.setAttribute('aria-live', 'polite');
  stage.none = element('div', 'ng-none');
  host.append(stage.ground, stage.none, stage.count, stage.legend, stage.map, stage.tools, stage.tip, stage.live);
}

// Texts follow the language, so the frame is filled at every change of the data.
function frame(stage) {
  const texts = stage.data.texts;
  stage.ground.setAttribute('aria-label', texts.graph_label);
  stage.count.textContent = stage.data.count;
  stage.none.textContent = stage.data.nodes.length ? '' : texts.nothing_visible;
  stage.none.hidden = stage.data.nodes.length > 0;
  fillTools(stage, texts);
  fillLegend(stage, texts);
}

function fillTools(stage, texts) {
  stage.unpin = iconButton(UNPIN_ICON, texts.unpin, () => unpinAll(stage));
  stage.unpin.hidden = !Object.keys(stage.memory.pins).length;
  stage.tools.replaceChildren(
    button('+', texts.zoom_in, () => zoom(stage, 1.4)),
    button('−', texts.zoom_out, () => zoom(stage, 1 / 1.4)),
    iconButton(FIT_ICON, texts.fit, () => fitView(stage, true)),
    stage.unpin,
    button('PNG', texts.download_png, () => savePng(stage), 'ng-button ng-word'),
    button('SVG', texts.download_svg, () => saveSvg(stage), 'ng-button ng-word'),
  );
}

function fillLegend(stage, texts) {
  const legend = stage.data.legend;
  stage.legend.replaceChildren(element('summary', '', texts.legend));
  const list = element('div', 'ng-legend-list');
  legend.edges.forEach(kind => list.append(legendItem(kind.label, lineSign(kind))));
  legend.nodes.forEach(kind => list.append(legendItem(kind.label, shapeSign(kind))));
  if ((stage.data.areas || []).length) list.append(legendItem(texts.legend_areas, element('span', 'ng-area-sign')));
  stage.legend.append(list);
}

const FIT_ICON = 'M2 6V2H6M10 2H14V6M14 10V14H10M6 14H2V10';
const UNPIN_ICON = 'M3 8a5 5 0 1 1 1.6 3.7M3 4.5V8H6.5';

function iconButton(path, title, act) {
  const made = button('', title, act), svg = svgElement('svg', { width: 16, height: 16, viewBox: '0 0 16 16', 'aria-hidden': 'true' });
  svg.append(svgElement('path', { d: path, fill: 'none', stroke: 'currentColor', 'stroke-width': 1.8, 'stroke-linecap': 'round' }));
  made.append(svg);
  return made;
}

function legendItem(label, sign) {
  const item = element('div', 'ng-legend-item');
  item.append(sign, element('span', '', label));
  return item;
}

const SVG = 'http://www.w3.org/2000/svg';

function svgElement(tag, attributes) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function sign(...children) {
  const svg = svgElement('svg', { width: 30, height: 14, viewBox: '0 0 30 14', 'aria-hidden': 'true' });
  svg.append(...children);
  return svg;
}

function lineSign(kind) {
  return sign(
    svgElement('path', { d: `M1 7H${kind.symmetric ? 29 : 23}`, stroke: kind.colour, 'stroke-width': 2, fill: 'none',
      'stroke-dasharray': kind.dashes.join(' ') }),
    ...(kind.symmetric ? [] : [svgElement('path', { d: 'M22 3L29 7L22 11Z', fill: kind.colour })]));
}

function shapeSign(kind) {
  return sign(svgElement('path', { d: shapePath(kind.shape, 15, 7, 6), fill: kind.colour }));
}

// The outline of a vis-network shape as an SVG path.
function shapePath(shape, x, y, r) {
  const corners = { diamond: [4, 0, 1], square: [4, 45, 1.3], triangle: [3, -90, 1.15], triangleDown: [3, 90, 1.15],
    hexagon: [6, 0, 1.05] };
  if (shape === 'star') return polygon(10, -90, r * 1.2, x, y, 0.45);
  if (!corners[shape]) return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
  const [count, turn, grow] = corners[shape];
  return polygon(count, turn, r * grow, x, y, 1);
}

function polygon(count, turn, r, x, y, inner) {
  const points = Array.from({ length: count }, (_, place) => {
    const angle = (turn + (place * 360) / count) * Math.PI / 180, far = place % 2 ? r * inner : r;
    return `${(x + far * Math.cos(angle)).toFixed(2)} ${(y + far * Math.sin(angle)).toFixed(2)}`;
  });
  return `M${points.join('L')}Z`;
}
