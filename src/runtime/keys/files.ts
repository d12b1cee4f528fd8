import { ok, type Result } from '../../common/result.ts';
import { type Catalog, findDefinition } from '../../graph/definition/definition.ts';
import type { Document, ParamValues } from '../../graph/document/document.ts';
import type { Json } from '../../graph/document/json.ts';
import type { FileKind, FileReference } from '../../graph/params/file.ts';
import type { Param } from '../../graph/params/param.ts';
import { paramValue } from '../../graph/params/values.ts';

export interface FileUse {
  readonly reference: FileReference;
  readonly kind: FileKind;
}

/** Under which a file's hash stands in `Environment.files`. Two names for equal bytes may differ. */
export function referenceKey(reference: FileReference): string {
  switch (reference.from) {
    case 'nothing':
      return 'nothing';
    case 'bundled':
      return `bundled ${reference.name}`;
    case 'file':
      return `file ${reference.sha256 ?? ''} ${reference.name}`;
    case 'data':
      return reference.data;
    case 'url':
      return `url ${reference.sha256 ?? ''} ${reference.url}`;
  }
}

/** Every file that the document or one of its variants may read, each once. */
export function filesOf(document: Document, catalog: Catalog): readonly FileUse[] {
  const found = new Map<string, FileUse>();
  const add = (type: string | undefined, params: ParamValues) => {
    const definition = type === undefined ? undefined : findDefinition(catalog, type);
    for (const [name, spec] of Object.entries(definition?.params ?? {})) {
      if (spec.type !== 'file' && spec.type !== 'files') continue;
      const value: Result<FileReference | readonly FileReference[]> = spec.validate(
        paramValue(params, name, spec),
      );
      for (const reference of value.ok ? [value.value].flat() : []) {
        if (reference.from === 'nothing') continue;
        const key = `${spec.accept} ${referenceKey(reference)}`;
        found.set(key, { reference, kind: spec.accept });
      }
    }
  };
  const types = new Map(document.nodes.map(({ id, type }) => [id, type]));
  for (const { type, params } of document.nodes) add(type, params);
  for (const { params } of document.variants) {
    for (const [node, changes] of Object.entries(params)) add(types.get(node), changes);
  }
  return [...found.values()];
}

type Replace = (reference: FileReference, kind: FileKind) => FileReference;

/** The document with another reference in place of each, in nodes and variants. */
export function replaceFiles(document: Document, catalog: Catalog, replace: Replace): Document {
  const types = new Map(document.nodes.map(({ id, type }) => [id, type]));
  const replaced = (type: string | undefined, params: ParamValues): ParamValues => {
    const definition = type === undefined ? undefined : findDefinition(catalog, type);
    const changes = Object.entries(definition?.params ?? {}).flatMap(([name, spec]) => {
      const value = Object.hasOwn(params, name) ? replacedValue(spec, params[name], replace) : null;
      return value === null ? [] : [[name, value] as const];
    });
    return changes.length === 0 ? params : { ...params, ...Object.fromEntries(changes) };
  };
  return {
    ...document,
    nodes: document.nodes.map((node) => ({ ...node, params: replaced(node.type, node.params) })),
    variants: document.variants.map((variant) => ({
      ...variant,
      params: Object.fromEntries(
        Object.entries(variant.params).map(([node, params]) => [
          node,
          replaced(types.get(node), params),
        ]),
      ),
    })),
  };
}

/** Null: the parameter names no files, or none that can be read. */
function replacedValue(spec: Param, value: unknown, replace: Replace): Json | null {
  if (spec.type === 'file') {
    const reference = spec.validate(value);
    return reference.ok ? (replace(reference.value, spec.accept) as Json) : null;
  }
  if (spec.type !== 'files') return null;
  const list = spec.validate(value);
  return list.ok ? list.value.map((each) => replace(each, spec.accept) as Json) : null;
}

/** What a file is, for content keys. */
export interface FileContent {
  readonly hash: string;
  /** Of a network of the person's own: what it wants of pictures. */
  readonly wants?: Json;
}

/** By `referenceKey`, as `Environment` has them. */
interface FileContents {
  readonly files: ReadonlyMap<string, Result<string>>;
  readonly wants: ReadonlyMap<string, Json>;
}

/** Asks for the content of every file of the document, all at once. */
export async function hashFiles(
  document: Document,
  catalog: Catalog,
  hash: (use: FileUse) => Promise<Result<FileContent>>,
): Promise<FileContents> {
  const files = new Map<string, Result<string>>();
  const wants = new Map<string, Json>();
  const read = async (use: FileUse) => {
    const key = referenceKey(use.reference);
    const content = await hash(use);
    files.set(key, content.ok ? ok(content.value.hash) : content);
    if (content.ok && content.value.wants !== undefined) wants.set(key, content.value.wants);
  };
  await Promise.all(filesOf(document, catalog).map(read));
  return { files, wants };
}
