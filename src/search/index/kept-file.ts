import { setImmediate } from 'node:timers/promises';
import { systemClock } from '#lib';
import type { NumberedFile } from './numbered-file.js';

/** The vectors of two million papers; a longer file is not kept. */
const MOST_BYTES = 536_870_912;
/** A file that is being written to is not read again and again. */
const SETTLED_MS = 5_000;
/** Read in a millisecond or two; then others get their turn. */
const PIECE_BYTES = 4_194_304;

/**
 * A file that another process writes, held in memory while it does not change. What is in memory is read without a call of the system for
 * each record, which took more time than comparing a thousand vectors.
 */
export class KeptFile {
  private kept: { bytes: Buffer; stamp: string } | undefined;
  private reading: Promise<void> | undefined;
  private open = true;

  constructor(
    private readonly file: Pick<NumberedFile, 'read' | 'stat'>,
    private readonly options: { mostBytes?: number; settledMs?: number } = {},
  ) {}

  /** The whole file as it is now; undefined while it must be read piece by piece. From the first asking on it is read beside. */
  bytes(): Buffer | undefined {
    const now = this.stamp();
    if (this.kept?.stamp === now.stamp) return this.kept.bytes;
    const { mostBytes = MOST_BYTES, settledMs = SETTLED_MS } = this.options;
    if (now.size <= mostBytes && systemClock.now() - now.changedAt >= settledMs) this.reading ??= this.read(now).finally(() => (this.reading = undefined));
    return undefined;
  }

  /** To be called before the file is closed: its number is soon another file's. */
  close(): void {
    this.open = false;
    this.kept = undefined;
  }

  private async read({ stamp, size }: { stamp: string; size: number }): Promise<void> {
    // What is old makes room for what is new.
    this.kept = undefined;
    const bytes = Buffer.allocUnsafeSlow(size);
    for (let start = 0; start < size; start += PIECE_BYTES) {
      await setImmediate();
      if (!this.open) return;
      const piece = bytes.subarray(start, start + PIECE_BYTES);
      if (this.file.read(piece, start) < piece.length) return;
    }
    if (this.stamp().stamp === stamp) this.kept = { bytes, stamp };
  }

  private stamp(): { stamp: string; size: number; changedAt: number } {
    const { mtimeNs, mtimeMs, size } = this.file.stat();
    return { stamp: `${mtimeNs} ${size}`, size, changedAt: mtimeMs };
  }
}
