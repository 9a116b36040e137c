import { setTimeout as sleep } from 'node:timers/promises';

/** After so long the next is let in all the same: what waits for somebody else's server does not take this machine's time. */
const LONGEST_TURN_MS = 2_000;

/** Does one piece of work after the other, so that a crowd of readers cannot take both processors from the pages. */
export class Line {
  private free: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  /** @param most how many may wait or be at work */
  constructor(private readonly most: number) {}

  /** What the work gives when its turn has come; undefined, and not begun, where too many wait already. */
  async run<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (this.waiting >= this.most) return undefined;
    this.waiting += 1;
    const turn = this.free.then(work);
    this.free = turnEnds(turn);
    try {
      return await turn;
    } finally {
      this.waiting -= 1;
    }
  }
}

/** Never rejects. */
async function turnEnds(turn: Promise<unknown>): Promise<void> {
  const over = new AbortController();
  const late = sleep(LONGEST_TURN_MS, undefined, { signal: over.signal, ref: false });
  await Promise.race([turn, late]).catch(() => {});
  over.abort();
  await late.catch(() => {});
}
