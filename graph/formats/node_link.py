"""Node-link JSON, as `networkx.node_link_graph(data, edges="edges")` reads it: lossless, and the program's own file."""

from __future__ import annotations

from graph import store
from graph.formats import Format

FORMAT = Format(
    name="node_link",
    title="JSON (node-link; networkx, D3)",
    extension=".json",
    media_type="application/json",
    loses_zh="",
    loses_en="",
    write=store.write,
    read=store.loads,
)
