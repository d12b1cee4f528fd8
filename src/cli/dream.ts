import { version } from '../../package.json';
import { fail, ok, type Problem, problemText, type Result } from '../common/result.ts';
import { aboutNetwork, type BackendName } from '../engine/index.ts';
import type { Document } from '../graph/document/document.ts';
import { orList } from '../graph/document/names.ts';
import { withVariant } from '../graph/document/variants.ts';
import { inspectDocument } from '../graph/file/inspect.ts';
import { formatLayer } from '../graph/params/layers.ts';
import { atPhoto } from '../graph/photos/at-photo.ts';
import { catalog } from '../nodes/catalog.ts';
import { motifs } from '../nodes/motifs.ts';
import { type Files, openFiles, openLocal } from '../runtime/node.ts';
import { type CliFiles, createFiles } from './access/file-access.ts';
import { checkWritable } from './files/write-file.ts';
import { asksForFilm, readFilm } from './film/read-film.ts';
import { runFilm } from './film/run-film.ts';
import { describeGraph } from './graph/describe-graph.ts';
import { editGraph, networkReference } from './graph/edit-graph.ts';
import { openGraphFile, openPreset, presetNames } from './graph/open-graph.ts';
import { describeNetwork, isNetworkFile, networkInWords } from './network/describe-network.ts';
import { helpText } from './options/help.ts';
import { graphAskedFor, type Options, readOptions, usage } from './options/options.ts';
import { type Photo, readPhotos } from './photos/find-photos.ts';
import { type PhotoWork, runPhotos } from './photos/run-photos.ts';
import { chooseWork, type Work } from './plan/choose-work.ts';
import { planBatch } from './plan/plan-batch.ts';
import { runBatch } from './run/run-batch.ts';
import type { CommandContext } from './run/run-job.ts';
import { exitStatusOf } from './terminal/exit-status.ts';
import { backendNotes, printNotes } from './terminal/notes.ts';
import type { Terminal } from './terminal/progress-bar.ts';

/** The `dream` command. @returns the exit status: 0 done, 2 bad input or usage, 1 failed. */
export async function dream(argv: readonly string[], terminal: Terminal): Promise<0 | 1 | 2> {
  const isFarm = farmCommands.has(argv[0] ?? '');
  const result = await (isFarm ? runFarm(argv, terminal) : runCommand(argv, terminal));
  if (result.ok) return 0;
  terminal.stderr.write(`${problemText(result.problem)}\n`);
  return exitStatusOf(result.problem);
}

/** Commands of the queue, which nobody who dreams on one machine loads. */
const farmCommands = new Set(['work', 'work-child', 'jobs']);

async function runFarm(argv: readonly string[], terminal: Terminal): Promise<Result<void>> {
  const { farmCommand } = await import('./farm/command.ts');
  return farmCommand(argv, terminal);
}

async function runCommand(typed: readonly string[], terminal: Terminal): Promise<Result<void>> {
  const submits = typed[0] === 'submit';
  const argv = submits ? typed.slice(1) : typed;
  const asked = graphAskedFor(argv);
  const opened = await (asked.graph === null
    ? openPreset(asked.preset ?? 'deepdream')
    : openGraphFile(asked.graph));
  if (!opened.ok) return opened;
  const { document, warnings } = opened.value;
  const options = readOptions(
    argv,
    document.exposed.map(({ name }) => name),
  );
  if (!options.ok) return options;
  if (!submits && (options.value.queue ?? options.value.blobs) !== null) {
    return usage('--queue and --blobs belong to dream submit.', 'Write dream submit PHOTO … .');
  }
  const { help, list, describe, photos, graph, preset } = options.value;
  if (help && submits) {
    const { submitHelp } = await import('./farm/command.ts');
    return terminal.stdout.write(submitHelp);
  }
  if (help) return terminal.stdout.write(helpText(document));
  if (options.value.version) return terminal.stdout.write(`dreamgraph ${version}\n`);
  if (list) return terminal.stdout.write(await listNames());
  if (describe !== null) return describeAny(terminal, describe, options.value);
  if (photos.length === 0 && graph === null && preset === null) {
    return fail({
      code: 'usage',
      message: 'Name a photo to dream on: npm run -s dream -- photo.jpg -o dream.png.',
      remedy: '--help lists all options.',
    });
  }
  const access = createFiles(graph);
  const files = openFiles({ ...access, otherHosts: options.value.otherHosts });
  const isFilm = asksForFilm(document, options.value);
  const layers = await ownLayers(files, options.value);
  const edit = editor(document, options.value, layers);
  const whole = edit({ path: options.value.photo, folder: '' });
  const several = isFilm
    ? ok(null)
    : await readPhotos(options.value, whole.ok ? whole.value : document);
  if (!several.ok) return several;
  const [first] = several.value?.photos ?? [];
  const edited = edit(first ?? { path: options.value.photo, folder: '', at: 0 });
  printNotes(terminal, options.value, stillTrue(warnings, edited.ok ? edited.value : document));
  if (!edited.ok) return edited;
  const work = several.value && { ...several.value, edit };
  const sources = { access, files, work, isFilm };
  if (!submits) return runDocument(edited.value, options.value, terminal, sources);
  const { submitDocument } = await import('./farm/submit-document.ts');
  return submitDocument(edited.value, options.value, terminal, sources);
}

/** The graph with what the command line sets, and with a photo: one that it names, or one of its own. */
function editor(document: Document, options: Options, layers: readonly string[]) {
  return ({ path, reference, at }: Photo): Result<Document> => {
    const photo = reference ? null : path;
    const edited = editGraph(document, { ...options, photo }, layers);
    if (!edited.ok || at === undefined) return edited;
    return ok(atPhoto(edited.value, catalog, at));
  };
}

async function listNames(): Promise<string> {
  return `Presets\n${await listPresets()}\nMotifs\n${listMotifs()}`;
}

function listMotifs(): string {
  return motifs
    .map((motif) => {
      const about = [motif.title, ...motif.words].join(', ');
      return `${motif.name.padEnd(20)} ${about} (${motif.network} ${formatLayer(motif)})\n`;
    })
    .join('');
}

async function listPresets(): Promise<string> {
  const lines: string[] = [];
  for (const name of await presetNames()) {
    const preset = await openPreset(name);
    if (preset.ok) lines.push(`${name.padEnd(20)} ${preset.value.document.description ?? ''}\n`);
  }
  return lines.join('');
}

/** What a dream on a network of one's own starts with. What is wrong with it the run will tell. */
async function ownLayers(files: Files, { network }: Options): Promise<readonly string[]> {
  const reference = network === null ? null : networkReference(network);
  if (reference === null || reference.from === 'bundled') return [];
  const loaded = await files.loadNetwork(reference);
  return loaded.ok ? aboutNetwork(loaded.value).defaultLayers : [];
}

async function describeAny(
  terminal: Terminal,
  name: string,
  { json, otherHosts }: Options,
): Promise<Result<void>> {
  const names = await presetNames();
  const isNetwork = !names.includes(name) && (await namesNetwork(name));
  if (isNetwork) {
    const described = await describeNetwork(networkReference(name), otherHosts);
    if (!described.ok) return described;
    const { value } = described;
    const text = json ? `${JSON.stringify(value, infinities, 2)}\n` : networkInWords(value);
    return terminal.stdout.write(text);
  }
  if (json) return usage('--json belongs to --describe of a network.', 'Leave it out.');
  const opened = await (names.includes(name) ? openPreset(name) : openGraphFile(name));
  return opened.ok ? terminal.stdout.write(describeGraph(opened.value.document)) : opened;
}

async function namesNetwork(name: string): Promise<boolean> {
  const reference = networkReference(name);
  if (reference.from !== 'file') return true;
  return isNetworkFile(reference.name);
}

/** JSON has no Infinity: what sees all of the picture says "all". */
function infinities(key: string, value: unknown): unknown {
  return key === 'receptiveField' && value === Infinity ? 'all' : value;
}

/** Drops warnings about files that the command line replaces. */
function stillTrue(warnings: readonly Problem[], edited: Document): readonly Problem[] {
  const now = new Set(inspectDocument(edited, catalog).map(problemText));
  return warnings.filter(
    (warning) => warning.code !== 'retired-file' || now.has(problemText(warning)),
  );
}

const backends: readonly BackendName[] = ['wasm', 'cpu'];

/** @returns a problem of the usage when there is no such backend. */
function backendOf({ backend: asked, deterministic }: Options): Result<BackendName | 'auto'> {
  const backend = asked === null || asked === 'auto' ? 'auto' : backends.find((b) => b === asked);
  if (!backend) {
    const message = `There is no backend "${asked}" on the command line.`;
    return fail({ code: 'usage', message, remedy: `Use ${orList(backends)}.` });
  }
  if (!deterministic || backend !== 'cpu') return ok(backend);
  return fail({
    code: 'usage',
    message: '--deterministic computes on wasm, not on cpu.',
    remedy: 'Leave out one of --deterministic and --backend.',
  });
}

interface Sources {
  readonly access: CliFiles;
  readonly files: Files;
  /** Photos that share the graph; null: it is run once. */
  readonly work: PhotoWork | null;
  readonly isFilm: boolean;
}

async function runDocument(
  document: Document,
  options: Options,
  terminal: Terminal,
  { access, files, work: photos, isFilm }: Sources,
): Promise<Result<void>> {
  const backend = backendOf(options);
  if (!backend.ok) return backend;
  if (options.report !== null && options.report !== '-') {
    const writable = await checkWritable(options.report);
    if (!writable.ok) return writable;
  }
  const work = chooseWork(document, options);
  if (!work.ok) return work;
  const film = isFilm ? await readFilm(asVaried(work.value), options, files) : ok(null);
  if (!film.ok) return film;
  const { deterministic } = options;
  const settings = { backend: backend.value, deterministic };
  const local = await openLocal({ ...access, files, ...settings });
  if (!local.ok) return local;
  printNotes(terminal, options, backendNotes(local.value.report));
  const context = { local: local.value, document, options, terminal, files: access };
  const done = await (film.value
    ? runFilm(film.value, { ...context, clips: files })
    : photos
      ? runPhotos(photos, context)
      : runOnce(work.value, context));
  local.value.close();
  return done;
}

function asVaried({ base, variants }: Work): Document {
  const [variant] = variants;
  return variant ? withVariant(base, variant) : base;
}

async function runOnce(work: Work, context: CommandContext): Promise<Result<void>> {
  const batch = planBatch(await context.local.environment(work.base), work);
  return batch.ok ? runBatch(batch.value, context) : batch;
}
