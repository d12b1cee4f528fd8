import { describe, expect, test } from 'vitest';
import { type KeyPress, matches, shownKeys } from '../../../src/ui/kit/keys.ts';

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  return { key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held };
}

describe('which press is meant', () => {
  test('Mod is Control here and Command on a Mac', () => {
    expect(matches(press('z', { ctrlKey: true }), 'Mod+Z', false)).toBe(true);
    expect(matches(press('z', { metaKey: true }), 'Mod+Z', false)).toBe(false);
    expect(matches(press('z', { metaKey: true }), 'Mod+Z', true)).toBe(true);
    expect(matches(press('z', { ctrlKey: true }), 'Mod+Z', true)).toBe(false);
  });

  test('Shift tells undo from redo', () => {
    const redo = press('Z', { ctrlKey: true, shiftKey: true });
    expect(matches(redo, 'Mod+Shift+Z', false)).toBe(true);
    expect(matches(redo, 'Mod+Z', false)).toBe(false);
  });

  test('a letter alone is not the letter with a modifier', () => {
    expect(matches(press('c', { ctrlKey: true }), 'C', false)).toBe(false);
    expect(matches(press('c'), 'C', false)).toBe(true);
  });

  test('a sign is the same with and without Shift, as keyboards differ', () => {
    expect(matches(press('?', { shiftKey: true }), '?', false)).toBe(true);
    expect(matches(press('?'), '?', false)).toBe(true);
    expect(matches(press('+', { ctrlKey: true, shiftKey: true }), 'Mod++', false)).toBe(true);
  });

  test('Space is a blank', () => {
    expect(matches(press(' '), 'Space', false)).toBe(true);
  });
});

test('keys are shown as they stand on the keyboard', () => {
  expect(shownKeys('Mod+Shift+Z', false)).toBe('Ctrl+Shift+Z');
  expect(shownKeys('Mod+Shift+Z', true)).toBe('⌘⇧Z');
  expect(shownKeys(undefined)).toBeUndefined();
});
