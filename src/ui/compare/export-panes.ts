import type { Document } from '../../graph/document/document.ts';
import { count } from '../../graph/document/names.ts';
import { factsLine, type Sheet, type SheetCell, type SheetLine } from '../../runtime/browser.ts';
import { offerDownload } from '../files/file-access.ts';
import { pngWithGraph } from '../files/png-graph.ts';
import { fileNameOf } from '../kit/files.ts';
import { differingValues, type Pane, type PaneGrid } from '../panes/pane.ts';
import { type DisplayPicture, paint } from '../results/pictures.ts';
import { notify } from '../session/session-store.ts';
import { drawSheet } from '../sheet/draw-sheet.ts';
import { zipPictures } from '../sheet/zip-pictures.ts';

/** What is compared: pictures in a row, or in the rows and columns of a grid. */
export interface Comparison {
  /** What the sheet carries; undefined: there is no picture yet. */
  readonly document: Document | undefined;
  readonly panes: readonly Pane[];
  readonly grid?: PaneGrid | undefined;
}

/** One picture with all that are compared and their words. It carries the document. */
export async function downloadComparison(comparison: Comparison): Promise<void> {
  const { document, grid } = comparison;
  const panes = panesOf(comparison);
  if (!document || !panes.some((pane) => finished(pane))) return nothingYet();
  try {
    const files = await Promise.all(
      panes.map(async (pane) => {
        const shown = finished(pane);
        return shown && encode(shown);
      }),
    );
    const png = await drawSheet(sheetOf(document.name, grid, panes), files, document);
    offerDownload(png, `${fileNameOf(`${document.name} ${grid?.title ?? ''}`)}-sheet.png`);
  } catch {
    notify('The contact sheet could not be drawn: there is not enough memory.', 'alert');
  }
}

/** Each of the pictures as a PNG with the graph that made it, numbered, in one file. */
export async function downloadPanes(comparison: Comparison): Promise<void> {
  const pictures = panesOf(comparison).flatMap((pane) => {
    const shown = finished(pane);
    return pane && shown ? [{ title: pane.title, read: () => encodeWithGraph(shown, pane) }] : [];
  });
  const { document } = comparison;
  if (!document || pictures.length === 0) return nothingYet();
  try {
    const zip = await zipPictures(pictures);
    offerDownload(zip, `${fileNameOf(document.name)}.zip`);
  } catch {
    notify('The zip could not be made: there is not enough memory.', 'alert');
  }
}

/** Row by row where there is a grid; undefined for a cell that was deleted. */
function panesOf({ panes, grid }: Comparison): readonly (Pane | undefined)[] {
  return grid ? grid.cells.flat().map((id) => panes.find((pane) => pane.id === id)) : panes;
}

function sheetOf(
  name: string,
  grid: PaneGrid | undefined,
  panes: readonly (Pane | undefined)[],
): Sheet {
  // In a grid the headings say it.
  const differing = grid ? [] : differingValues(panes.flatMap((pane) => pane ?? []));
  const cells = panes.map((pane, index): SheetCell => {
    if (!pane) return { instead: 'deleted', caption: [] };
    const shown = finished(pane);
    const values = (differing[index] ?? []).map(({ name, text }) => `${name} ${text}`);
    return {
      ...(shown ? { picture: shown } : { instead: pane.footer.text }),
      caption: grid ? [factsLine(pane.facts)] : captionOf(pane, values),
    };
  });
  return {
    title: grid?.title ?? name,
    about: count(panes.length, 'picture'),
    cells,
    ...(grid && {
      grid: {
        rows: { name: grid.down ?? '', labels: grid.rows },
        columns: { name: grid.across, labels: grid.columns },
      },
    }),
  };
}

function captionOf({ title, facts }: Pane, values: readonly string[]): readonly SheetLine[] {
  return [
    [{ text: title, look: 'name' }],
    ...(values.length > 0 ? [[{ text: values.join(' · '), look: 'value' }] as const] : []),
    factsLine(facts),
  ];
}

function finished(pane: Pane | undefined): DisplayPicture | undefined {
  const shown = pane?.source?.get();
  return shown?.final ? shown : undefined;
}

/** @throws where the browser has no memory for it. */
async function encode(shown: DisplayPicture): Promise<Blob> {
  const canvas = document.createElement('canvas');
  paint(canvas, shown);
  const png = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (!png) throw new Error('The picture could not be encoded.');
  return png;
}

async function encodeWithGraph(shown: DisplayPicture, { graph, profile }: Pane): Promise<Blob> {
  const png = await encode(shown);
  return graph ? pngWithGraph(png, graph, profile) : png;
}

function nothingYet(): void {
  notify('There is no finished picture here yet.', 'alert');
}
