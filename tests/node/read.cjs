// usage: node read.cjs cytoscape|gexf|sheet|cypher FILE
// Opens an export with the program it is for, and prints what that program found, as JSON.
"use strict";
const fs = require("fs");

const readers = {
  cytoscape(file) {
    const cytoscape = require("cytoscape");
    const json = JSON.parse(fs.readFileSync(file, "utf8"));
    const graph = cytoscape({ headless: true, elements: json.elements, layout: { name: "preset" } });
    return {
      names: graph.nodes().map((node) => node.data("name")),
      positions: graph.nodes().map((node) => node.position()),
      relations: graph.edges().length,
      loops: graph.edges(":loop").length,
      kinds: graph.edges().map((edge) => edge.data("kind")),
    };
  },

  gexf(file) {
    const Graph = require("graphology");
    const gexf = require("graphology-gexf");
    const graph = gexf.parse(Graph, fs.readFileSync(file, "utf8"));
    return {
      nodes: graph.mapNodes((id, data) => ({ id, ...data })),
      edges: graph.mapEdges((_, data, source, target) => ({ source, target, ...data })),
    };
  },

  sheet(file) {
    const sheets = require("xlsx");
    const book = sheets.read(fs.readFileSync(file), { type: "buffer", cellFormula: true });
    const cells = Object.values(book.Sheets).flatMap((sheet) =>
      Object.entries(sheet).filter(([at]) => !at.startsWith("!")).map(([at, cell]) => ({ at, value: cell.v, formula: cell.f })));
    const rows = Object.values(book.Sheets).flatMap((sheet) => sheets.utils.sheet_to_json(sheet, { defval: "" }));
    return { rows, formulas: cells.filter((cell) => cell.formula !== undefined) };
  },

  cypher(file) {
    const { lintCypherQuery } = require("@neo4j-cypher/language-support");
    return { problems: lintCypherQuery(fs.readFileSync(file, "utf8"), {}).diagnostics };
  },
};

const [kind, file] = process.argv.slice(2);
process.stdout.write(JSON.stringify(readers[kind](file)));
