export {
  type Allowed,
  type ConnectionCheck,
  checkConnection,
  connectionChecker,
  connectionCheckerTo,
  type Refusal,
  type RefusalCode,
} from './check-connection.ts';
export { checkEdges } from './check-edges.ts';
export { type Applied, applyCommand } from './commands/apply.ts';
export type { Command, CommandOf, Items, NewNode, Places } from './commands/command.ts';
export { newNodeIds } from './commands/nodes.ts';
export { copyFragment } from './fragment.ts';
export {
  createHistory,
  type Executed,
  endGesture,
  execute,
  type History,
  type HistoryEntry,
  redo,
  setView,
  undo,
} from './history.ts';
export type { Warning } from './inspect.ts';
export { kindsOf } from './kinds.ts';
export { keyTitle, nodeTitle, partTitle } from './names.ts';
export { type ParsedDocument, parseDocument } from './parse.ts';
export { serialiseDocument } from './serialise.ts';
export { type ImpliedSockets, impliedSockets } from './sockets.ts';
