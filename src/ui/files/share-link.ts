import { deflate, inflate } from '../../common/streams.ts';
import type { Document } from '../../graph/document/document.ts';
import { serialiseDocument } from '../../graph/file/serialise.ts';
import { useDocument } from '../document/document-store.ts';
import { notify } from '../session/session-store.ts';
import { notifyWarnings, readGraph } from './read-graph.ts';

const prefix = '#g=';
/** Longer addresses are cut off by mail programs and some browsers. */
const longestLink = 30_000;
/** A link may unpack to no more than this, in bytes. */
const largestGraph = 8 * 2 ** 20;

/** Copies a link that holds the whole graph, packed into its fragment: no server sees it. */
export async function copyShareLink(): Promise<void> {
  const link = await makeShareLink(useDocument.getState().document);
  if (link.length > longestLink) {
    notify('This graph is too large for a link. Save it to a file and send that.', 'alert');
    return;
  }
  try {
    await navigator.clipboard.writeText(link);
    notify('The link is on the clipboard. It holds the graph, not your own pictures.');
  } catch {
    notify('The browser did not allow copying the link.', 'alert');
  }
}

async function makeShareLink(document: Document): Promise<string> {
  const bytes = new TextEncoder().encode(serialiseDocument(document));
  const packed = await deflate(bytes, 'deflate-raw');
  return `${window.location.href.replace(/#.*$/, '')}${prefix}${toText(packed)}`;
}

/** The graph in an address, or undefined when there is none or it is damaged. */
export async function readShareLink(hash: string): Promise<Document | undefined> {
  if (!hash.startsWith(prefix)) return undefined;
  try {
    const packed = fromText(hash.slice(prefix.length));
    const bytes = await inflate(packed, 'deflate-raw', largestGraph);
    const read = readGraph(new TextDecoder().decode(bytes), 'The link');
    notifyWarnings('The link', read?.warnings ?? []);
    return read?.document;
  } catch {
    notify('The link is damaged: a part of it is missing. Copy it again.', 'alert');
    return undefined;
  }
}

function toText(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromText(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}
