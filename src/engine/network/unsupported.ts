/** What an importer cannot read; carries words that fit after "the layer X (Class)". */
export class Unsupported extends Error {}
