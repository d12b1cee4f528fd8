import { own } from '../../common/own.ts';
import { type Catalog, findDefinition } from '../definition/definition.ts';
import type { Document, DocumentNode } from '../document/document.ts';
import type { Json } from '../document/json.ts';
import type { FileReference } from '../params/file.ts';
import { paramValue } from '../params/values.ts';

/** The photos of a graph that dreams on several. */
export interface Photos {
  /** The node that loads them. */
  readonly node: string;
  readonly files: readonly FileReference[];
}

interface OfNode extends Photos {
  /** Keys of the parameters with the list, and with the one file that counts. */
  readonly list: string;
  readonly single: string;
}

/** Undefined: the graph has one picture for each node that loads one. */
export function photosOf(document: Document, catalog: Catalog): Photos | undefined {
  return madeOf(document, catalog).photos;
}

/** The photos of a node that has several, whether or not they are those that take turns. */
export function filesOfNode(
  document: Document,
  catalog: Catalog,
  node: string,
): readonly FileReference[] | undefined {
  return madeOf(document, catalog).lists.get(node)?.files;
}

/** Nodes with several photos that do not take turns, because those of another node do. */
export function idleLists(document: Document, catalog: Catalog): readonly string[] {
  return [...madeOf(document, catalog).lists.keys()].slice(1);
}

/**
 * The document with one of its photos: a graph like any other, which is what runs. The same object for
 * the same arguments. One node takes turns with its photos; another one that has several shows its
 * first. A variant, which may have a picture of its own, is applied afterwards.
 * @param at counted from 0; beyond the last it is the last.
 */
export function atPhoto(document: Document, catalog: Catalog, at: number): Document {
  const made = madeOf(document, catalog);
  if (!made.photos) return document;
  const index = Math.max(0, Math.min(made.photos.files.length - 1, Math.round(at)));
  const known = made.documents.get(index);
  if (known) return known;
  const nodes = document.nodes.map((node) => withPhoto(node, made.lists.get(node.id), made, index));
  const single: Document = { ...document, nodes };
  made.documents.set(index, single);
  return single;
}

interface Made {
  readonly catalog: Catalog;
  readonly photos: Photos | undefined;
  readonly lists: ReadonlyMap<string, OfNode>;
  readonly documents: Map<number, Document>;
}

const madeDocuments = new WeakMap<Document, Made>();

function madeOf(document: Document, catalog: Catalog): Made {
  const known = madeDocuments.get(document);
  if (known?.catalog === catalog) return known;
  const lists = document.nodes.flatMap((node) => listOf(node, catalog) ?? []);
  const made: Made = {
    catalog,
    photos: lists[0],
    lists: new Map(lists.map((list) => [list.node, list])),
    documents: new Map(),
  };
  madeDocuments.set(document, made);
  return made;
}

function listOf({ id, type, params }: DocumentNode, catalog: Catalog): OfNode | undefined {
  for (const [list, spec] of Object.entries(findDefinition(catalog, type)?.params ?? {})) {
    if (spec.type !== 'files' || spec.beside === undefined || own(params, list) === undefined) {
      continue;
    }
    const files = spec.validate(paramValue(params, list, spec));
    if (files.ok && files.value.length > 0) {
      return { node: id, files: files.value, list, single: spec.beside };
    }
  }
  return undefined;
}

/** The last ones made of each node, so that an edit elsewhere does not make it look new. */
const lastMade = new WeakMap<DocumentNode, Map<number, DocumentNode>>();

function withPhoto(
  node: DocumentNode,
  list: OfNode | undefined,
  { photos }: Made,
  index: number,
): DocumentNode {
  if (!list) return node;
  const at = list.node === photos?.node ? index : 0;
  const made = lastMade.get(node) ?? new Map<number, DocumentNode>();
  lastMade.set(node, made);
  const { [list.list]: _, ...others } = node.params;
  const file = list.files[at] as Json;
  const single = made.get(at) ?? { ...node, params: { ...others, [list.single]: file } };
  made.set(at, single);
  return single;
}
