/** The type under which a node type travels from the library to the canvas. */
export const nodeTypeMime = 'application/x-dreamgraph-node';
