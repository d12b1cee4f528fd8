import { fail, type Problem, type Result } from '../../common/result.ts';
import type { ClientOptions, ClientStatus } from './client-types.ts';
import { beginLife, type Life } from './life.ts';
import type { WorkerInfo, WorkerMessage, WorkerSetup } from './protocol.ts';
import { defaultPatience, type Occupation, type Watched, watchWorker } from './watchdog.ts';

export interface KeeperEvents {
  readonly onStatus: (status: ClientStatus) => void;
  readonly onMessage: (message: WorkerMessage) => void;
  /** The worker's values are gone. */
  readonly onLost: () => void;
}

/** Workers that end sooner after their start than this are not replaced again and again. */
const shortLife = 5000;
const shortLivesAllowed = 3;

/** Keeps one worker alive: starts it, and replaces it when it dies or hangs. */
export class Keeper {
  /** What the worker is at, for the watchdog. */
  occupation: Occupation = 'running';
  status: ClientStatus = { state: 'starting' };

  readonly #options: ClientOptions;
  readonly #events: KeeperEvents;
  #setup: Omit<WorkerSetup, 'lifeLock'>;
  #life: Life;
  #ready: Promise<Result<WorkerInfo>>;
  #shortLives = 0;

  constructor(options: ClientOptions, setup: Omit<WorkerSetup, 'lifeLock'>, events: KeeperEvents) {
    this.#options = options;
    this.#setup = setup;
    this.#events = events;
    this.#life = this.#begin();
    this.#ready = this.#start(this.#life);
  }

  get life(): Life {
    return this.#life;
  }

  ready(): Promise<Result<WorkerInfo>> {
    return this.#ready;
  }

  /** The worker runs on this backend now, and so will those that replace it. */
  noteBackend(info: WorkerInfo): void {
    this.#setup = { ...this.#setup, backend: info.report.backend };
    this.#setStatus({ state: 'ready', info });
  }

  /** Waits for the worker, then calls into it. */
  async call<T>(use: Parameters<typeof this.life.call<T>>[0]): Promise<Result<T>> {
    const ready = await this.#ready;
    return ready.ok ? this.#life.call(use) : ready;
  }

  /** @param backend for this worker and those after it; the one before when absent. */
  async restart(backend = this.#setup.backend): Promise<Result<WorkerInfo>> {
    if (this.status.state === 'closed') return this.#ready;
    this.#setup = { ...this.#setup, backend };
    this.#shortLives = 0;
    const old = this.#life;
    old.end(restarted);
    // Replaces it, unless it was given up before.
    await old.ended;
    if (this.#life === old) this.#replace(restarted);
    return this.#ready;
  }

  close(): void {
    this.#setStatus({ state: 'closed' });
    this.#ready = Promise.resolve(fail(closed));
    this.#life.end(closed);
  }

  #begin(): Life {
    const { spawn, findFile } = this.#options;
    const patience = { ...defaultPatience, ...this.#options.patience };
    const watch = (life: Watched) => watchWorker(life, () => this.occupation, patience);
    return beginLife({ spawn, findFile, onMessage: this.#events.onMessage, watch });
  }

  async #start(life: Life): Promise<Result<WorkerInfo>> {
    const began = performance.now();
    void life.ended.then((problem) => this.#onEnd(life, problem, performance.now() - began));
    this.occupation = 'running';
    const info = await life.start(this.#setup);
    if (life !== this.#life || this.status.state === 'closed') return this.#ready;
    this.occupation = 'idle';
    this.#setStatus(
      info.ok ? { state: 'ready', info: info.value } : { state: 'failed', problem: info.problem },
    );
    return info;
  }

  #onEnd(life: Life, problem: Problem, lived: number): void {
    if (life !== this.#life || this.status.state === 'closed') return;
    this.#shortLives = lived < shortLife && problem !== restarted ? this.#shortLives + 1 : 0;
    if (this.#shortLives < shortLivesAllowed) this.#replace(problem);
    else this.#giveUp(problem);
  }

  #giveUp(problem: Problem): void {
    this.#events.onLost();
    this.#ready = Promise.resolve(fail(problem));
    this.#setStatus({ state: 'failed', problem });
  }

  #replace(because: Problem): void {
    this.#events.onLost();
    this.#setStatus({ state: 'replacing', because });
    this.#life = this.#begin();
    this.#ready = this.#start(this.#life);
  }

  #setStatus(status: ClientStatus): void {
    this.status = status;
    this.#events.onStatus(status);
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
