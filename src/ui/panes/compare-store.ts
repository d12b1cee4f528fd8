import { create } from 'zustand';

export type CompareMode = 'grid' | 'two' | 'three' | 'four' | 'slider' | 'onion' | 'difference';

export interface CompareState {
  /** A grid where there is one, and otherwise two pictures. */
  readonly mode: CompareMode;
  /** Id of the grid to be seen; the last one when undefined. */
  readonly grid: string | undefined;
  /** Ids of what is in the places A, B, C, D; a place without one takes the next picture. */
  readonly chosen: readonly (string | undefined)[];
  /** The place that a number key fills. */
  readonly active: number;
  /** Where the slider divides A from B, in [0, 1] from the left. */
  readonly divide: number;
  /** How much of B covers A in the onion skin, in [0, 1]. */
  readonly mix: number;
}

export const atFirst: CompareState = {
  mode: 'two',
  grid: undefined,
  chosen: [],
  active: 1,
  divide: 0.5,
  mix: 0.5,
};

/** How pictures are compared now; what they are comes from whoever shows the view. */
export const useCompare = create<CompareState>(() => atFirst);

/** How many pictures a mode shows. */
export function placesOf(mode: CompareMode): number {
  if (mode === 'three') return 3;
  return mode === 'four' ? 4 : 2;
}

/** What stands in each place: what was chosen, and then the first that stand in no other place. */
export function fillPlaces(
  places: number,
  chosen: readonly (string | undefined)[],
  ids: readonly string[],
): readonly string[] {
  const wanted = Array.from({ length: places }, (_, place) => {
    const id = chosen[place];
    return id !== undefined && ids.includes(id) ? id : undefined;
  });
  const free = ids.filter((id) => !wanted.includes(id));
  return wanted.flatMap((id) => id ?? free.shift() ?? []);
}

/** Puts a picture into a place; what was there takes the place that the picture had. */
export function choose(id: string, place: number, shown: readonly string[]): void {
  const next = [...shown];
  const before = next.indexOf(id);
  if (before >= 0) next[before] = shown[place] ?? id;
  next[place] = id;
  useCompare.setState({ chosen: next, active: place });
}

export function setMode(mode: CompareMode): void {
  const { active } = useCompare.getState();
  useCompare.setState({ mode, active: Math.min(active, placesOf(mode) - 1) });
}

export function showGrid(grid: string): void {
  setMode('grid');
  useCompare.setState({ grid });
}
