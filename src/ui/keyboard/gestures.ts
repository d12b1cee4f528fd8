/** What the canvas and its fields do by themselves, for the sheet of shortcuts. */
export const gestures: readonly { readonly does: string; readonly how: string }[] = [
  { does: 'Move the view', how: 'Middle drag, Space and drag, two fingers' },
  { does: 'Zoom', how: 'Wheel, pinch' },
  { does: 'Select several', how: 'Drag on the canvas, Shift and click' },
  { does: 'Walk along wires', how: 'Arrow keys' },
  { does: 'Move a node', how: 'Shift and arrow keys' },
  { does: 'To the values of a node', how: 'Enter' },
  { does: 'From region to region', how: 'F6' },
  { does: 'Let go; stop the run', how: 'Esc' },
  { does: 'Set a number', how: 'Drag, or click and type' },
  { does: 'Set it finely', how: 'Shift and drag' },
  { does: 'Reset a value', how: 'Double-click its name, or Del' },
  { does: 'Cut, copy, paste', how: 'As everywhere' },
  { does: 'Duplicate', how: 'Alt and drag' },
  { does: 'Put a node on a wire', how: 'Drop it there' },
  { does: 'Put a bend in a wire', how: 'Double-click it' },
  { does: 'Add a node that fits', how: 'Drop a wire on the canvas' },
];
