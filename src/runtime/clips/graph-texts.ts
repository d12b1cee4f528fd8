import { inAscii } from '../../common/text.ts';

/** Before the JSON in a comment, so that other programs' comments are not taken for graphs. */
const mark = 'Dreamgraph: ';

/** The graph as a comment: of MP4, WebM and GIF. */
export function graphAsComment(json: string): string {
  return mark + inAscii(json);
}

/** The JSON text in a comment; undefined: it carries no graph. */
export function graphInComment(comment: string): string | undefined {
  return comment.startsWith(mark) ? comment.slice(mark.length) : undefined;
}

const namespace = 'urn:dreamgraph:1';

/** The graph as Adobe's XMP, an XML text, which WebP carries. */
export function graphAsXmp(json: string): string {
  return [
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    `<rdf:Description rdf:about="" xmlns:dreamgraph="${namespace}">`,
    `<dreamgraph:graph>${escaped(inAscii(json))}</dreamgraph:graph>`,
    '</rdf:Description></rdf:RDF></x:xmpmeta>',
  ].join('');
}

/** The JSON text in XMP; undefined: it carries no graph. */
export function graphInXmp(xmp: string): string | undefined {
  const [, found] = /<dreamgraph:graph>([^<]*)<\/dreamgraph:graph>/.exec(xmp) ?? [];
  return found?.replace(/&(lt|gt|amp);/g, (entity) => entities[entity] ?? entity);
}

const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
