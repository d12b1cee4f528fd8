import { type ChildProcess, fork } from 'node:child_process';
import { fail, type Problem, type Result } from '../../common/result.ts';
import type { ChildSetup, FromChild, ToChild } from './child.ts';
import type { JobData, JobValue } from './job.ts';
import { cancelled } from './run-job.ts';

/** The process that computes, started anew when a job has ended it. */
export interface Machine {
  readonly profile: string;
  run(job: JobData, options: MachineRun): Promise<Result<Omit<JobValue, 'machine'>>>;
  close(): void;
}

export interface MachineRun {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Extract<FromChild, { kind: 'progress' }>) => void;
}

/** @param script the command's own, which becomes the process when it is called with `work-child`. */
export async function startMachine(script: string, setup: ChildSetup): Promise<Result<Machine>> {
  const first = await startChild(script, setup);
  if (!first.ok) return first;
  let child = first.value;
  const { profile } = first.value;
  const machine: Machine = {
    profile,
    run: async (job, options) => {
      if (child.hasEnded()) {
        const started = await startChild(script, setup);
        if (!started.ok) return started;
        if (started.value.profile !== profile) {
          started.value.process.kill('SIGKILL');
          return fail(outdated);
        }
        child = started.value;
      }
      return runIn(child, job, options, setup);
    },
    close: () => child.process.kill('SIGKILL'),
  };
  return { ok: true, value: machine };
}

interface Child {
  readonly process: ChildProcess;
  readonly profile: string;
  readonly hasEnded: () => boolean;
}

function startChild(script: string, setup: ChildSetup): Promise<Result<Child>> {
  const child = fork(script, ['work-child'], { serialization: 'advanced' });
  const send = (message: ToChild) => child.send(message);
  send({ kind: 'start', setup });
  return new Promise((resolve) => {
    child.once('message', (message: FromChild) => {
      if (message.kind === 'ready') {
        const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
        resolve({ ok: true, value: { process: child, profile: message.profile, hasEnded } });
      } else if (message.kind === 'unfit') {
        child.kill('SIGKILL');
        resolve(fail(message.problem));
      }
    });
    child.once('exit', (code, signal) => resolve(fail(ended(code, signal))));
  });
}

/** Milliseconds in which a gradient step ends, after which a cancelled job is ended by force. */
const patience = 30_000;

function runIn(
  { process: child }: Child,
  job: JobData,
  { signal, onProgress }: MachineRun,
  { limits }: ChildSetup,
): Promise<Result<Omit<JobValue, 'machine'>>> {
  return new Promise((resolve) => {
    const timers: NodeJS.Timeout[] = [];
    const finish = (result: Result<Omit<JobValue, 'machine'>>) => {
      for (const timer of timers) clearTimeout(timer);
      child.off('message', listen);
      child.off('exit', onExit);
      signal.removeEventListener('abort', cancel);
      resolve(result);
    };
    const listen = (message: FromChild) => {
      if (message.kind === 'progress') onProgress(message);
      if (message.kind === 'done') finish(message.result);
    };
    let because: Problem | undefined;
    const endFor = (problem: Problem) => {
      because = problem;
      child.kill('SIGKILL');
    };
    const onExit = (code: number | null, name: NodeJS.Signals | null) =>
      finish(fail(because ?? ended(code, name)));
    const cancel = () => {
      child.send({ kind: 'cancel' } satisfies ToChild);
      timers.push(setTimeout(() => endFor(cancelled), patience));
    };
    child.on('message', listen);
    child.once('exit', onExit);
    signal.addEventListener('abort', cancel);
    const most = 2 * limits.minutes * 60_000;
    timers.push(setTimeout(() => endFor(tooLong(limits.minutes)), Math.min(most, 2 ** 31 - 1)));
    child.send({ kind: 'run', job } satisfies ToChild);
    if (signal.aborted) cancel();
  });
}

function ended(code: number | null, signal: NodeJS.Signals | null): Problem {
  if (signal === null) {
    const message = `The process that computed it ended with status ${code}.`;
    return { code: 'process-ended', message, remedy: 'What it said before is in its log.' };
  }
  return {
    code: 'process-ended',
    message: `The process that computed it was ended by ${signal}, probably for want of memory.`,
    remedy: 'Make the picture smaller, or close other programs.',
  };
}

function tooLong(minutes: number): Problem {
  return {
    code: 'over-limit',
    message: `It took more than twice the ${minutes} minutes that this machine takes.`,
    remedy: 'Take fewer steps, or start the machine with a larger --max-minutes.',
  };
}

const outdated: Problem = {
  code: 'machine-outdated',
  message: 'Dreamgraph on this machine has been replaced by another version since it was started.',
  remedy: 'Start "dream work" there again.',
};
