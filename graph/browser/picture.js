// Download of exactly what is on the screen, as PNG (the canvas) or SVG (drawn again as vectors).

function download(blob, name) {
  const link = element('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function savePng(stage) {
  const copy = document.createElement('canvas');
  copy.width = stage.canvas.width;
  copy.height = stage.canvas.height;
  const ctx = copy.getContext('2d');
  ctx.fillStyle = stage.theme.ground;
  ctx.fillRect(0, 0, copy.width, copy.height);
  ctx.drawImage(stage.canvas, 0, 0);
  copy.toBlob(blob => download(blob, 'notegraph.png'), 'image/png');
}

function saveSvg(stage) {
  const text = new XMLSerializer().serializeToString(pictureOf(stage));
  download(new Blob([text], { type: 'image/svg+xml' }), 'notegraph.svg');
}

function pictureOf(stage) {
  const width = stage.canvas.clientWidth, height = stage.canvas.clientHeight;
  const svg = svgElement('svg', { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}` });
  svg.append(svgElement('rect', { width, height, fill: stage.theme.ground }));
  stage.areas.forEach(area => svg.append(areaPicture(stage, area)));
  stage.edges.get().filter(edge => stage.visible(edge.from) || stage.visible(edge.to))
    .forEach(edge => svg.append(...edgePicture(stage, edge)));
  stage.nodes.get().filter(node => stage.visible(node.id)).forEach(node => svg.append(nodePicture(stage, node)));
  stage.labels.forEach(label => svg.append(labelPicture(stage, label)));
  return svg;
}

function areaPicture(stage, area) {
  const points = area.hull.map(([x, y]) => { const p = stage.network.canvasToDOM({ x, y }); return `${p.x} ${p.y}`; });
  const colour = mix(area.colour, toHex(stage.theme.ground), 0.12);
  return svgElement('path', { d: `M${points.join('L')}Z`, fill: colour, stroke: colour, 'stroke-linejoin': 'round',
    'stroke-width': 2 * (stage.data.pad || 60) * stage.network.getScale() });
}

function edgePicture(stage, edge) {
  const a = stage.network.canvasToDOM(stage.at(edge.from)), b = stage.network.canvasToDOM(stage.at(edge.to));
  const scale = stage.network.getScale(), dash = Array.isArray(edge.dashes) ? edge.dashes.map(d => d * scale).join(' ') : '';
  const line = svgElement('line', { x1: a.x, y1: a.y, x2: b.x, y2: b.y, stroke: edge.tint, 'stroke-opacity': 0.55,
    'stroke-width': Math.max(edge.width * scale, 0.7), 'stroke-dasharray': dash });
  if (!edge.arrows) return [line];
  const long = Math.hypot(b.x - a.x, b.y - a.y) || 1, ux = (b.x - a.x) / long, uy = (b.y - a.y) / long;
  const size = Math.max(5, 9 * scale), r = stage.nodes.get(edge.to).size * scale;
  const x = b.x - ux * r, y = b.y - uy * r;
  const d = `M${x} ${y}L${x - size * ux - size * 0.45 * uy} ${y - size * uy + size * 0.45 * ux}`
    + `L${x - size * ux + size * 0.45 * uy} ${y - size * uy - size * 0.45 * ux}Z`;
  return [line, svgElement('path', { d, fill: edge.tint, 'fill-opacity': 0.7 })];
}

function nodePicture(stage, node) {
  const p = stage.network.canvasToDOM(stage.at(node.id));
  return svgElement('path', { d: shapePath(node.shape, p.x, p.y, Math.max(node.size * stage.network.getScale(), 2)),
    fill: node.tint, stroke: node.id === stage.selected ? stage.theme.accent : stage.theme.ground, 'stroke-width': 1.5 });
}

function labelPicture(stage, label) {
  const p = stage.network.canvasToDOM(label.at || stage.at(label.id));
  const made = svgElement('text', { x: p.x + label.dx + 3, y: p.y + label.dy + 2 + label.size * 0.85, 'font-size': label.size,
    'font-family': FONT, 'font-weight': label.font.split(' ')[0], fill: label.colour || stage.theme.text,
    stroke: stage.theme.ground, 'stroke-width': label.colour ? 0 : 3, 'paint-order': 'stroke' });
  made.textContent = label.text;
  return made;
}
