import { mkdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { fail, ok, type Problem, problemText, type Result } from '../../common/result.ts';
import type { Document } from '../../graph/document/document.ts';
import { deterministicProfile, environmentOf, type Files } from '../../runtime/node.ts';
import type { CliFiles } from '../access/file-access.ts';
import { writeAtomically } from '../files/write-file.ts';
import { type Options, usage } from '../options/options.ts';
import { graphName, type OutputFile } from '../output/output-paths.ts';
import { planOutputs } from '../output/plan-outputs.ts';
import type { JobResult } from '../output/report.ts';
import { type Asked, findPicture } from '../photos/make-picture.ts';
import { placePhoto } from '../photos/place-photo.ts';
import { type PhotoWork, placementOf, planPhoto } from '../photos/run-photos.ts';
import { createTally, problemOf, summaryOf, type Tally } from '../photos/tally.ts';
import { chooseWork } from '../plan/choose-work.ts';
import { type Batch, planBatch, type Series } from '../plan/plan-batch.ts';
import { onFirstSignal } from '../terminal/process-end.ts';
import type { Terminal } from '../terminal/progress-bar.ts';
import { queueOf } from './command.ts';
import type { JobWish } from './pack-job.ts';
import { skillOf } from './queues.ts';
import { type Outcome, type SubmitOptions, submit } from './submit.ts';

/** Where files come from, and the photos that share the graph; null: it is run once. */
export interface Sources {
  readonly access: CliFiles;
  readonly files: Files;
  readonly work: PhotoWork | null;
  readonly isFilm: boolean;
}

interface Context {
  readonly document: Document;
  readonly options: Options;
  readonly terminal: Terminal;
  readonly files: CliFiles;
  readonly local: {
    readonly environment: (document: Document) => ReturnType<typeof environmentOf>;
  };
}

/** The pictures of one graph, and the contact sheets of them. */
interface Group {
  readonly asked: readonly Asked[];
  readonly series: Series | null;
  readonly sheets: readonly OutputFile[];
}

/**
 * `dream submit`: plans what `dream` would do with the same options, has it done by the machines of the
 * queue, and writes the files. What is there already is not submitted.
 */
export async function submitDocument(
  document: Document,
  options: Options,
  terminal: Terminal,
  { access, files, work, isFilm }: Sources,
): Promise<Result<void>> {
  const queue = queueOf(options.queue ?? undefined);
  if (!queue.ok) return queue;
  const refusal = refusalOf(options, isFilm);
  if (refusal !== null) return usage(refusal.message, refusal.remedy);
  const environment = (each: Document) => environmentOf(each, files, deterministicProfile);
  const context = { document, options, terminal, files: access, local: { environment } };
  const tally = createTally(0);
  const groups = await (work ? photoGroups(work, context, tally) : graphGroup(context));
  if (!groups.ok) return groups;
  const open: Asked[] = [];
  for (const asked of groups.value.flatMap((group) => group.asked)) {
    if (work && !options.force && (await findPicture(asked))) tally.found++;
    else open.push(asked);
  }
  const submitted = await submitAll(open, context, tally, {
    ...{ queue: queue.value, folder: options.blobs, skill: skillOf(deterministicProfile) },
    name: nameOf(open, document),
  });
  if (!submitted.ok) return submitted;
  // The person has left.
  if (!submitted.value) return ok(undefined);
  for (const group of groups.value) {
    const drawn = await drawSheets(group, context);
    if (!drawn.ok) return drawn;
  }
  const total = tally.made + tally.found + tally.failed.length;
  if (!options.quiet) terminal.stderr.write(`${summaryOf({ ...tally, total })}\n`);
  const problem = problemOf({ ...tally, total });
  return problem ? fail(problem) : ok(undefined);
}

/** What `dream` takes and this does not. */
function refusalOf({ output, report, shard, backend }: Options, isFilm: boolean) {
  if (isFilm) {
    const message = 'dream submit makes pictures, and this is a film.';
    return { message, remedy: 'Divide it by --frames of dream: docs/several-machines.md.' };
  }
  if (output === '-') return { message: 'dream submit writes files.', remedy: 'Name one with -o.' };
  const given = { report, shard, backend };
  const [name] = Object.entries(given).find(([, value]) => value !== null) ?? [];
  if (name === undefined) return null;
  return { message: `dream submit takes no --${name}.`, remedy: 'Leave it out.' };
}

/** @returns whether all are over: a person may leave earlier. */
async function submitAll(
  open: readonly Asked[],
  { terminal, files }: Context,
  tally: Tally,
  options: SubmitOptions,
): Promise<Result<boolean>> {
  if (open.length === 0) return ok(true);
  const wishes = open.map((asked) => wishOf(asked, files));
  return submit(wishes, options, terminal, {
    onQueued: () => {
      const leave = new AbortController();
      onFirstSignal(() => leave.abort());
      return leave.signal;
    },
    onOutcome: (index, outcome) => take(open[index] as Asked, outcome, { tally, terminal }),
  });
}

async function photoGroups(
  work: PhotoWork,
  context: Context,
  tally: Tally,
): Promise<Result<readonly Group[]>> {
  const placement = await placementOf(work, context);
  const groups: Group[] = [];
  for (const photo of work.photos) {
    const batch = await planPhoto(photo, work, context);
    const name = photo.path ?? context.options.preset ?? 'The graph';
    if (!batch.ok) {
      giveUp(name, batch.problem, { tally, terminal: context.terminal });
      continue;
    }
    const { pictures, sheets } = await placePhoto(photo, batch.value, placement);
    groups.push(groupOf(batch.value, { pictures, sheets }, photo.path, name));
  }
  return ok(groups);
}

async function graphGroup(context: Context): Promise<Result<readonly Group[]>> {
  const chosen = chooseWork(context.document, context.options);
  if (!chosen.ok) return chosen;
  const batch = planBatch(await context.local.environment(chosen.value.base), chosen.value);
  if (!batch.ok) return batch;
  const planned = await planOutputs(batch.value, context);
  if (!planned.ok) return planned;
  const { photo, preset } = context.options;
  const name = photo ?? preset ?? graphName(context.document);
  return ok([groupOf(batch.value, planned.value, photo, name)]);
}

function groupOf(
  { jobs, series }: Batch,
  named: {
    readonly pictures: readonly (readonly OutputFile[])[];
    readonly sheets: readonly OutputFile[];
  },
  photo: string | null,
  name: string,
): Group {
  const asked = jobs.map((job, index) => ({
    ...{ job, photo, files: named.pictures[index] ?? [] },
    name: job.variant ? `${name}, ${job.variant.name}` : name,
  }));
  return { asked, series, sheets: named.sheets };
}

function wishOf({ job, files, name }: Asked, access: CliFiles): JobWish {
  const targets = job.plan.targets.map(({ node }) => node);
  return { name, document: job.pinned, targets, outputs: files, files: access };
}

/** What the whole is called in `dream jobs`. */
function nameOf([first, ...more]: readonly Asked[], document: Document): string {
  const others = more.length > 0 ? ` and ${more.length} more` : '';
  return `${document.name}: ${basename(first?.name ?? '')}${others}`;
}

interface Telling {
  readonly tally: Tally;
  readonly terminal: Terminal;
}

/** Writes the pictures of a job that is over. */
async function take(asked: Asked, outcome: Outcome, telling: Telling): Promise<void> {
  if (outcome.kind === 'failed') return giveUp(asked.name, outcome.problem, telling);
  for (const { node, blob, name } of outcome.value.pictures) {
    const file = asked.files.find((each) => each.node === node);
    if (!file) continue;
    const bytes = await outcome.blobs.get(blob, name);
    if (!bytes.ok) return giveUp(asked.name, bytes.problem, telling);
    await mkdir(dirname(file.path), { recursive: true }).catch(() => {});
    const written = await writeAtomically(file.path, bytes.value);
    if (!written.ok) return giveUp(asked.name, written.problem, telling);
    telling.terminal.stderr.write(`${file.path}\n`);
  }
  telling.tally.made++;
}

function giveUp(name: string, problem: Problem, { tally, terminal }: Telling): void {
  const text = problemText(problem);
  terminal.stderr.write(`${text.includes(name) ? text : `${name}: ${text}`}\n`);
  tally.failed.push({ name, problem, pictures: 1 });
}

/** Where every picture of a series is there. */
async function drawSheets(
  { asked, series, sheets }: Group,
  { terminal, options }: Context,
): Promise<Result<void>> {
  if (!series) return ok(undefined);
  const results: JobResult[] = [];
  for (const each of asked) {
    const found = await findPicture(each);
    if (!found) return ok(undefined);
    results.push(found);
  }
  const { saveSheets } = await import('../sheet/save-sheets.ts');
  return saveSheets(series, results, sheets, {
    backend: 'wasm',
    onSaved: (path) => {
      if (!options.quiet) terminal.stderr.write(`${path}\n`);
    },
  });
}
