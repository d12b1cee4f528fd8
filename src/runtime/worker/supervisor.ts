import { fail, type Problem, type Result } from '../../common/result.ts';
import {
  type Activity,
  type ConnectionOptions,
  connectWorker,
  type Timeouts,
  type WorkerConnection,
} from './connection.ts';
import { type InterruptWish, openInterrupt } from './interrupt.ts';
import type { BackendWish, WorkerInfo, WorkerSetup } from './protocol.ts';

export interface SupervisorOptions extends Pick<ConnectionOptions, 'spawn' | 'findFile'> {
  readonly setup: Omit<WorkerSetup, 'livenessLock'>;
  readonly timeouts?: Partial<Timeouts> | undefined;
  readonly onStatus: (status: WorkerStatus) => void;
  readonly onMessage: ConnectionOptions['onMessage'];
  /** The worker's values are gone. */
  readonly onLost: () => void;
}

export type WorkerStatus =
  | { readonly state: 'starting' }
  | { readonly state: 'ready'; readonly info: WorkerInfo }
  /** The worker died or hung; another one is on its way. */
  | { readonly state: 'replacing'; readonly because: Problem }
  /** No worker could be started; `restart` tries again. */
  | { readonly state: 'failed'; readonly problem: Problem }
  | { readonly state: 'closed' };

const defaultTimeouts: Timeouts = { idle: 15_000, running: 180_000, cancel: 10_000 };

/** Workers that end sooner after their start than this are not replaced again and again. */
const shortLife = 5000;
const shortLivesAllowed = 3;

/** Keeps one worker alive: starts it, and replaces it when it dies or hangs. */
export class WorkerSupervisor {
  /** What the worker does now, for the watchdog. */
  activity: Activity = 'running';
  status: WorkerStatus = { state: 'starting' };

  readonly #options: SupervisorOptions;
  #setup: SupervisorOptions['setup'];
  #connection: WorkerConnection;
  #ready: Promise<Result<WorkerInfo>>;
  #shortLives = 0;
  readonly #interrupt = openInterrupt();

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#setup = options.setup;
    this.#connection = this.#connect();
    this.#ready = this.#start(this.#connection);
  }

  get connection(): WorkerConnection {
    return this.#connection;
  }

  ready(): Promise<Result<WorkerInfo>> {
    return this.#ready;
  }

  /** The worker runs on this backend now, and so will those that replace it. */
  onBackend(info: WorkerInfo, deterministic: boolean): void {
    this.#setup = { ...this.#setup, backend: info.report.backend, deterministic };
    this.#setStatus({ state: 'ready', info });
  }

  /** Waits for the worker, then calls into it. */
  async call<T>(use: Parameters<typeof this.connection.call<T>>[0]): Promise<Result<T>> {
    const ready = await this.#ready;
    return ready.ok ? this.#connection.call(use) : ready;
  }

  /** @param wish for this worker and those after it; the one before when absent. */
  async restart(wish: BackendWish = this.#setup): Promise<Result<WorkerInfo>> {
    if (this.status.state === 'closed') return this.#ready;
    const { backend, deterministic } = wish;
    this.#setup = { ...this.#setup, backend, deterministic };
    this.#shortLives = 0;
    const old = this.#connection;
    old.end(restarted);
    // Its end replaces it, unless it was given up before.
    await old.ended;
    if (this.#connection === old) this.#replace(restarted);
    return this.#ready;
  }

  /** Tells a worker that computes, and hears nothing, that a run is to end. */
  interrupt(wish: InterruptWish, run: string): void {
    this.#interrupt?.ask(wish, run);
  }

  close(): void {
    this.#setStatus({ state: 'closed' });
    this.#ready = Promise.resolve(fail(closed));
    this.#connection.end(closed);
  }

  #connect(): WorkerConnection {
    const { spawn, findFile, onMessage } = this.#options;
    const timeouts = { ...defaultTimeouts, ...this.#options.timeouts };
    const watchdog = { activity: () => this.activity, timeouts };
    return connectWorker({ spawn, findFile, onMessage, watchdog });
  }

  async #start(connection: WorkerConnection): Promise<Result<WorkerInfo>> {
    const began = performance.now();
    void connection.ended.then((problem) =>
      this.#onEnd(connection, problem, performance.now() - began),
    );
    this.activity = 'running';
    const shared = this.#interrupt && { interrupt: this.#interrupt.shared };
    const info = await connection.start({ ...this.#setup, ...shared });
    if (connection !== this.#connection || this.status.state === 'closed') return this.#ready;
    this.activity = 'idle';
    this.#setStatus(
      info.ok ? { state: 'ready', info: info.value } : { state: 'failed', problem: info.problem },
    );
    return info;
  }

  #onEnd(connection: WorkerConnection, problem: Problem, lived: number): void {
    if (connection !== this.#connection || this.status.state === 'closed') return;
    this.#shortLives = lived < shortLife && problem !== restarted ? this.#shortLives + 1 : 0;
    if (this.#shortLives < shortLivesAllowed) this.#replace(problem);
    else this.#giveUp(problem);
  }

  #giveUp(problem: Problem): void {
    this.#options.onLost();
    this.#ready = Promise.resolve(fail(problem));
    this.#setStatus({ state: 'failed', problem });
  }

  #replace(because: Problem): void {
    this.#options.onLost();
    this.#setStatus({ state: 'replacing', because });
    this.#connection = this.#connect();
    this.#ready = this.#start(this.#connection);
  }

  #setStatus(status: WorkerStatus): void {
    this.status = status;
    this.#options.onStatus(status);
  }
}

const restarted: Problem = {
  code: 'worker-restarted',
  message: 'The worker was started anew, which ended what it was doing. Run again.',
};

const closed: Problem = {
  code: 'worker-closed',
  message: 'The worker has been shut down. Load the page again.',
};
