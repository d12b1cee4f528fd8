/** The halves of a problem: what is wrong, and what to do. */
export interface Retirement {
  readonly message: string;
  readonly remedy: string;
}

/** What once came with Dreamgraph, by the name that documents know it by. */
export interface RetiredFile {
  readonly title: string;
  /** What to choose in its place: continues after "Choose". */
  readonly instead: string;
}

const retiredNetworks: Readonly<Record<string, RetiredFile>> = {
  'mobilenet-v2': { title: 'MobileNetV2', instead: 'SSD MobileNetV2 or Inception V3' },
};

const anotherSample = 'another, such as Picos de Europa';
const retiredSamples: Readonly<Record<string, RetiredFile>> = {
  alps: { title: 'Alpine landscape', instead: anotherSample },
  canyon: { title: 'Black Cañon, Colorado River', instead: anotherSample },
  allium: { title: 'Allium ostrowskianum', instead: anotherSample },
  airplane: { title: 'Airplane, viewed from above looking down', instead: anotherSample },
  'dust-bowl': { title: 'Abandoned Dust Bowl home', instead: anotherSample },
  cats: { title: 'Animal locomotion: a house cat', instead: anotherSample },
};

/**
 * What documents and commands that name it are told, the two halves of a problem; null for a name
 * that never came with it.
 */
export function retirementOf(kind: 'image' | 'network', name: string): Retirement | null {
  const retired = kind === 'network' ? retiredNetworks : retiredSamples;
  const file = Object.hasOwn(retired, name) ? retired[name] : undefined;
  if (!file) return null;
  const what = kind === 'network' ? 'network' : 'sample picture';
  return {
    message: `The ${what} "${file.title}" no longer comes with Dreamgraph.`,
    remedy: `Choose ${file.instead}, or a file of your own.`,
  };
}
