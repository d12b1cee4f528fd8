export { type Axis, align, distribute, type Side } from './arrange.ts';
export type { Box, Sizes } from './boxes.ts';
export { type Candidate, sourcesFor, targetsFor } from './candidates.ts';
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
export { type Exposed, exposedParams, setExposed } from './exposed.ts';
export { findNode } from './find-node.ts';
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
export { type OutlineNode, type OutlineSocket, type OutlineWire, outline } from './outline.ts';
export { type ParsedDocument, parseDocument } from './parse.ts';
export { freePlace } from './placement.ts';
export { serialiseDocument } from './serialise.ts';
export { setFromText } from './set-from-text.ts';
export { type ImpliedSockets, impliedSockets } from './sockets.ts';
export { type Difference, differences, findVariant, withVariant } from './variants.ts';
