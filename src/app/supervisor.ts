import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { isoNow, systemClock, type Clock, type Logger } from '#lib';

/** What is known of the worker, for health and metrics. */
export interface WorkerState {
  running: boolean;
  /** Since when, as an instant in UTC. */
  since: string;
  /** How often it was started again. */
  restarts: number;
}

export interface Supervision {
  state(): WorkerState;
  /** The child that runs now. */
  child(): ChildProcess | undefined;
  /** Settles when, after the signal, the child is gone. Never rejects. */
  done: Promise<void>;
}

/** In milliseconds. */
export interface SupervisorTimes {
  /** The wait before the first restart; it doubles with each. */
  firstWait: number;
  longestWait: number;
  /** A child that lived this long is taken to be well: waits start small again. */
  steady: number;
  /** How long a child may take to stop before it is killed. */
  stop: number;
}

const TIMES: SupervisorTimes = { firstWait: 1_000, longestWait: 60_000, steady: 60_000, stop: 10_000 };

export interface SupervisorOptions {
  /** Starts the child: a fork of this program with the argument `work`. */
  spawn(): ChildProcess;
  log: Logger;
  /** Ends the supervision and stops the child. */
  signal: AbortSignal;
  clock?: Clock;
  times?: Partial<SupervisorTimes>;
}

/** Keeps one worker running until the signal: starts it, starts it again when it ends, and stops it. */
export function superviseWorker(options: SupervisorOptions): Supervision {
  const supervisor = new Supervisor(options);
  return { state: () => supervisor.state, child: () => supervisor.child, done: supervisor.run() };
}

class Supervisor {
  child: ChildProcess | undefined;
  state: WorkerState;
  private readonly times: SupervisorTimes;
  private readonly clock: Clock;

  constructor(private readonly options: SupervisorOptions) {
    this.times = { ...TIMES, ...options.times };
    this.clock = options.clock ?? systemClock;
    this.state = { running: false, since: isoNow(this.clock), restarts: 0 };
  }

  async run(): Promise<void> {
    const { signal, log } = this.options;
    let wait = this.times.firstWait;
    while (!signal.aborted) {
      const started = performance.now();
      const end = await this.live();
      if (signal.aborted) return;
      if (performance.now() - started >= this.times.steady) wait = this.times.firstWait;
      log.error({ ...end, waitMs: wait }, 'the worker ended; it is started again after a wait');
      await sleep(wait, undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
      wait = Math.min(wait * 2, this.times.longestWait);
      this.state = { ...this.state, restarts: this.state.restarts + 1 };
    }
  }

  /** One life of the child, from its start to its end. */
  private async live(): Promise<ChildEnd> {
    try {
      const child = this.options.spawn();
      this.child = child;
      const ended = endOf(child);
      this.note(child.pid !== undefined);
      const stop = () => void this.stop(child, ended);
      this.options.signal.addEventListener('abort', stop, { once: true });
      const end = await ended;
      this.options.signal.removeEventListener('abort', stop);
      return end;
    } catch (error) {
      return { err: error };
    } finally {
      this.child = undefined;
      this.note(false);
    }
  }

  private async stop(child: ChildProcess, ended: Promise<ChildEnd>): Promise<void> {
    child.kill('SIGTERM');
    const late = setTimeout(() => {
      this.options.log.warn({ pid: child.pid }, 'the worker did not stop in time and is killed; what it held is taken up again at the next start');
      child.kill('SIGKILL');
    }, this.times.stop);
    await ended;
    clearTimeout(late);
  }

  private note(running: boolean): void {
    if (running !== this.state.running) this.state = { ...this.state, running, since: isoNow(this.clock) };
  }
}

/** How a child ended, as it is logged. */
interface ChildEnd {
  code?: number | null;
  by?: NodeJS.Signals | null;
  err?: unknown;
}

/** Never rejects: a child that cannot be started has ended with an error. */
async function endOf(child: ChildProcess): Promise<ChildEnd> {
  const { promise, resolve } = Promise.withResolvers<ChildEnd>();
  child.once('exit', (code, by) => resolve({ code, by }));
  // An error of a child that was started (its channel broke, say) is not its end.
  child.on('error', (err) => child.pid === undefined && resolve({ err }));
  return await promise;
}
