export { checkConnection, connectionChecker, connectionCheckerTo } from './check-connection.ts';
export { checkEdges } from './check-edges.ts';
export { parseDocument } from './parse.ts';
export { serialiseDocument } from './serialise.ts';
