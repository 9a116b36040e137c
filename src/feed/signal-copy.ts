import type { Database } from '#db';
import { signalsSince, type StoredSignal } from '#papers';

const AT_ONCE = 20_000;

/**
 * What a signal says of all papers, kept in memory (about 100 bytes each) and brought up to date when asked: a view of an
 * edition then reads what changed since the last one, which mostly is nothing.
 */
export class SignalCopy<Meaning> {
  private readonly kept = new Map<number, Meaning>();
  private seen = 0;
  private reading: Promise<void> | undefined;

  /** @param mean what a stored signal is kept as; undefined for one that is as good as none */
  constructor(
    private readonly db: Database,
    private readonly signal: string,
    private readonly mean: (stored: StoredSignal) => Meaning | undefined,
  ) {}

  /** Grows when any of it changes. */
  get seq(): number {
    return this.seen;
  }

  /** How many papers it says something of. */
  get size(): number {
    return this.kept.size;
  }

  /** Reads what changed; those who ask meanwhile wait for the same reading, and then for one that began after they asked. */
  async refresh(): Promise<void> {
    const before = this.reading;
    if (before !== undefined) await before.catch(() => {});
    if (this.reading === undefined || this.reading === before) {
      this.reading = this.read().finally(() => (this.reading = undefined));
    }
    await this.reading;
  }

  get(paper: number): Meaning | undefined {
    return this.kept.get(paper);
  }

  private async read(): Promise<void> {
    for (;;) {
      const rows = await signalsSince(this.db.kysely, this.signal, { seq: this.seen, limit: AT_ONCE });
      // One change is of fewer papers than are read at once; the last one may be cut off, so it is read again.
      const last = rows.at(-1)?.seq ?? this.seen;
      const whole = rows.length < AT_ONCE ? rows : rows.filter(({ seq }) => seq < last);
      for (const row of whole) {
        const meaning = this.mean(row);
        if (meaning === undefined) this.kept.delete(row.paper);
        else this.kept.set(row.paper, meaning);
      }
      this.seen = whole.at(-1)?.seq ?? this.seen;
      if (rows.length < AT_ONCE) return;
    }
  }
}
