import { embeddedNetworks } from '../../../models/catalog.ts';
import { retirementOf } from '../../../models/retired.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { exposedParams, setExposed } from '../../graph/addressing/exposed.ts';
import { findNode } from '../../graph/addressing/find-node.ts';
import { setFromText } from '../../graph/addressing/set-from-text.ts';
import { applyCommand } from '../../graph/commands/apply.ts';
import type { Command } from '../../graph/commands/command.ts';
import type { Document, DocumentNode } from '../../graph/document/document.ts';
import type { Json } from '../../graph/document/json.ts';
import { orList } from '../../graph/document/names.ts';
import type { FileReference } from '../../graph/params/file.ts';
import { catalog } from '../../nodes/catalog.ts';
import { loadNetwork } from '../../nodes/load-network/definition.ts';
import { ownLayerCommands } from '../../nodes/network-commands.ts';
import { isNumbered } from '../clips/clip-path.ts';
import { type Options, usage } from '../options/options.ts';
import { motifConflict, motifEdits } from './motif-edits.ts';

/** The commands that a flag stands for. */
type Edit = (document: Document) => Result<readonly Command[]>;

/**
 * The document with everything that the command line sets: photos, network, motifs, exposed
 * parameters, then `--set`, so that the most specific flag wins.
 * @param ownLayers what a dream on the network of `--network` starts with, if it is not one of ours.
 */
export function editGraph(
  document: Document,
  options: Options,
  ownLayers: readonly string[] = [],
): Result<Document> {
  const { motifs, exposed, network } = options;
  const conflict = motifConflict(motifs, { layer: exposed.has('layer'), network });
  if (conflict !== undefined) return usage(conflict);
  const edits: Edit[] = [
    ...(options.photo === null ? [] : [setPhoto(options.photo, options)]),
    ...options.images.map(setImage),
    ...(options.network === null ? [] : [setNetwork(options.network, ownLayers)]),
    ...setOfNetwork('range', options.values),
    ...setOfNetwork('order', options.order),
    ...(motifs.length === 0 ? [] : [(edited: Document) => motifEdits(edited, motifs)]),
    ...[...options.exposed].map(([name, values]) => setFlag(name, values)),
    ...options.settings.map(
      (text): Edit =>
        (edited) =>
          one(setFromText(edited, catalog, text)),
    ),
  ];
  let edited = document;
  for (const edit of edits) {
    const commands = edit(edited);
    if (!commands.ok) return commands;
    for (const command of commands.value) {
      const applied = applyCommand(edited, catalog, command);
      if (!applied.ok) return applied;
      edited = applied.value.document;
    }
  }
  return ok(edited);
}

function one(command: Result<Command>): Result<readonly Command[]> {
  return command.ok ? ok([command.value]) : command;
}

/**
 * Puts the photo where the graph loads its first picture, or a clip where it loads its first clip. It
 * keeps its size unless a flag sets one.
 */
function setPhoto(path: string, { exposed, sweeps, settings }: Options): Edit {
  return (document) => {
    const [image] = nodesOf(document, 'load-image');
    const [clip] = nodesOf(document, 'load-clip');
    const node = clip && (!image || isClipName(path)) ? clip : image;
    if (!node) {
      return usage('The graph loads no picture, so it cannot use a photo.', 'Leave the photo out.');
    }
    const file = fileCommands(node, path);
    const sizes = [...sweeps, ...settings].some((text) => /^([^=]*\.)?size *=/.test(text));
    if (exposed.has('size') || sizes) return ok(file);
    return ok([...file, { type: 'set-param', node: node.id, param: 'fit', value: 'original' }]);
  };
}

/** A film, or pictures that are numbered. An animation may be meant as a picture. */
function isClipName(path: string): boolean {
  return /\.(mp4|m4v|mov|webm|mkv|avi|zip)$/i.test(path) || isNumbered(path) || path.includes('*');
}

/** `[NODE=]PATH` */
function setImage(text: string): Edit {
  return (document) => {
    const loaders = [...nodesOf(document, 'load-image'), ...nodesOf(document, 'load-clip')];
    const equals = text.indexOf('=');
    const named = equals < 0 ? null : findNode(document, catalog, text.slice(0, equals));
    // A path may contain an equals sign.
    if (named?.ok) {
      if (loaders.includes(named.value)) {
        return ok(fileCommands(named.value, text.slice(equals + 1)));
      }
      return usage(`${named.value.id} is no node that loads a picture.`, listOf(loaders));
    }
    const [only, other] = loaders;
    if (!only) return usage('The graph loads no picture, so it cannot use --image.');
    if (named && other) return named;
    if (other)
      return usage(
        `The graph loads several pictures, and --image ${text} does not say which one to replace.`,
        `Write --image NODE=PATH. ${listOf(loaders)}`,
      );
    return ok(fileCommands(only, text));
  };
}

function listOf(nodes: readonly DocumentNode[]): string {
  return nodes.length === 0 ? '' : `Pictures are loaded by ${orList(nodes.map(({ id }) => id))}.`;
}

/** The node that loads the graph's only network. Problem: `usage`. */
function networkOf(document: Document, flag: string, param: string): Result<DocumentNode> {
  const [only, other] = nodesOf(document, 'load-network');
  if (only && !other) return ok(only);
  const count = only ? 'several' : 'none';
  return usage(
    `--${flag} needs a graph with one network; this one has ${count}.`,
    only ? `Set one of them with --set NODE.${param}=NAME.` : `Leave --${flag} out.`,
  );
}

/** What the network gets of pictures. */
function setOfNetwork(param: 'range' | 'order', text: string | null): readonly Edit[] {
  if (text === null) return [];
  const flag = param === 'range' ? 'values' : param;
  return [
    (document) => {
      const node = networkOf(document, flag, param);
      if (!node.ok) return node;
      const value = loadNetwork.params[param].parse(text);
      if (value.ok)
        return ok([{ type: 'set-param', node: node.value.id, param, value: value.value }]);
      return fail({ ...value.problem, message: `--${flag}: ${value.problem.message}` });
    },
  ];
}

/** Sets the network and its default layers, which later flags may replace. */
function setNetwork(name: string, ownLayers: readonly string[]): Edit {
  return (document) => {
    const node = networkOf(document, 'network', 'file');
    if (!node.ok) return node;
    const only = node.value;
    const file = networkReference(name);
    const swap: Command = { type: 'set-param', node: only.id, param: 'file', value: file as Json };
    return ok([swap, ...ownLayerCommands(document, only.id, file, ownLayers)]);
  };
}

/** One of ours by its name, or a file or address. */
export function networkReference(name: string): FileReference {
  const isEmbedded = embeddedNetworks.some((network) => network.name === name);
  const comes = isEmbedded || retirementOf('network', name) !== null;
  return comes ? { from: 'bundled', name } : pathOrUrl(name);
}

/** A flag given more than once is a list: `--layer mixed3 --layer mixed5:0.5`. */
function setFlag(name: string, values: readonly string[]): Edit {
  return (document) => {
    const found = exposedParams(document, catalog).find((entry) => entry.name === name);
    if (values.length > 1 && !found?.spec.isList) {
      return usage(
        `--${name} is given ${values.length} times, but takes one value.`,
        'Give it once.',
      );
    }
    const set = setExposed(document, catalog, name, values.join(' '));
    if (set.ok) return ok([set.value]);
    return fail({ ...set.problem, message: `--${name}: ${set.problem.message}` });
  };
}

/** One file, also where the node has several that take turns. */
function fileCommands({ id, params }: DocumentNode, path: string): readonly Command[] {
  const value = pathOrUrl(path) as Json;
  const file: Command = { type: 'set-param', node: id, param: 'file', value };
  return params.files === undefined
    ? [file]
    : [file, { type: 'reset-param', node: id, param: 'files' }];
}

function pathOrUrl(text: string): FileReference {
  if (/^https?:\/\//i.test(text)) return { from: 'url', url: text };
  if (text.startsWith('bundled:')) return { from: 'bundled', name: text.slice(8) };
  return { from: 'file', name: text };
}

function nodesOf(document: Document, type: string): readonly DocumentNode[] {
  return document.nodes.filter((node) => node.type === type);
}
