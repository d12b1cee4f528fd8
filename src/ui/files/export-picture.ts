import { own } from '../../common/own.ts';
import { findDefinition } from '../../graph/definition/definition.ts';
import type { Document } from '../../graph/document/document.ts';
import { catalog } from '../../nodes/catalog.ts';
import { saveSettings } from '../../nodes/save-image/settings.ts';
import { cutInWords } from '../../runtime/browser.ts';
import { nodeById } from '../document/edits.ts';
import { fileNameOf } from '../kit/files.ts';
import { paint } from '../results/pictures.ts';
import { provenance } from '../results/provenance.ts';
import { isStale, useRun } from '../run/run-store.ts';
import { wholePicture } from '../run/whole-picture.ts';
import { notify } from '../session/session-store.ts';
import { offerDownload } from './file-access.ts';
import { pngWithGraph } from './png-graph.ts';

const endings = { png: 'png', jpeg: 'jpg', webp: 'webp' } as const;
type Format = keyof typeof endings;

/** Writes the picture of a Save Image node as a file of the format it asks for. */
export async function exportPicture(id: string): Promise<void> {
  const { name, format, quality, metadata } = saveSettings(nodeById(id)?.params ?? {});
  const blob = await encode(id, format, quality / 100, metadata);
  if (blob) offer(id, blob, `${fileNameOf(name)}.${endings[format]}`);
}

/** The picture of any node as a PNG that carries the graph. */
export async function exportPng(id: string, title: string): Promise<void> {
  const blob = await encode(id, 'png', 1, true);
  if (blob) offer(id, blob, `${fileNameOf(title)}.png`);
}

/** Downloads the picture of a node, and says so; also that it is not of the values that are shown. */
function offer(id: string, blob: Blob, name: string): void {
  const older = isStale(useRun.getState(), id);
  offerDownload(blob, name, older ? 'It was made with older values.' : undefined);
}

/** Puts the picture of a node on the clipboard, without the graph. */
export async function copyPicture(id: string): Promise<void> {
  const blob = await encode(id, 'png', 1, false);
  if (!blob) return;
  try {
    await navigator.clipboard.write([new ClipboardItem({ [blob.type]: blob })]);
    notify('The picture is on the clipboard.');
  } catch {
    notify('The browser did not let the picture onto the clipboard. Download it instead.', 'alert');
  }
}

async function encode(
  id: string,
  format: Format,
  quality: number,
  withGraph: boolean,
): Promise<Blob | undefined> {
  const shown = await wholePicture(id);
  if (!shown?.final) {
    notify('There is no finished picture yet. Run the graph first.', 'alert');
    return undefined;
  }
  const canvas = document.createElement('canvas');
  paint(canvas, shown);
  const blob = await new Promise<Blob | null>((done) =>
    canvas.toBlob(done, `image/${format}`, quality),
  );
  if (blob?.type !== `image/${format}`) {
    notify(`This browser cannot write ${endings[format]} files. Choose another format.`, 'alert');
    return undefined;
  }
  const origin = withGraph && format === 'png' ? provenance.get(id) : undefined;
  if (!origin) return blob;
  const { graph, profile, cut } = origin;
  const maker = [profile, cut && cutInWords(cut)].filter(Boolean).join(', ');
  return pngWithGraph(blob, withFileValues(graph, id), maker || undefined);
}

/** A graph that made a picture, with the values by which its file is written now. */
function withFileValues(graph: Document, id: string): Document {
  const now = nodeById(id);
  const specs = (now && findDefinition(catalog, now.type)?.params) ?? {};
  const ofFile = Object.entries(now?.params ?? {}).filter(
    ([key]) => own(specs, key)?.affects === 'file',
  );
  const nodes = graph.nodes.map((node) =>
    node.id === id ? { ...node, params: { ...node.params, ...Object.fromEntries(ofFile) } } : node,
  );
  return { ...graph, nodes };
}
