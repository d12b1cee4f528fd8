import { inAscii } from '../../common/text.ts';
import { softwareText } from '../png/software.ts';

/** What is before the JSON in a comment, so that other programs' comments are not taken for graphs. */
const mark = /^Dreamgraph(?:, key [0-9a-f]{32})?: /;

/**
 * The graph as a comment: of MP4, WebM and GIF.
 * @param key of the film (`Making`).
 */
export function graphAsComment(json: string, key?: string): string {
  return `${softwareText({ key }) ?? 'Dreamgraph'}: ${inAscii(json)}`;
}

/** The JSON text in a comment; undefined: it carries no graph. */
export function graphInComment(comment: string): string | undefined {
  return mark.test(comment) ? comment.replace(mark, '') : undefined;
}

const namespace = 'urn:dreamgraph:1';
const xmp = 'http://ns.adobe.com/xap/1.0/';

/** The graph as Adobe's XMP, an XML text, which WebP carries; the key as that of the program. */
export function graphAsXmp(json: string, key?: string): string {
  const software = softwareText({ key });
  return [
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    `<rdf:Description rdf:about="" xmlns:dreamgraph="${namespace}" xmlns:xmp="${xmp}">`,
    ...(software === null ? [] : [`<xmp:CreatorTool>${software}</xmp:CreatorTool>`]),
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
