import { EmbedderError } from './errors.js';

const PAUSE_MS = 30_000;

/** After a query failed, readers do not wait for the next ones to fail as well. */
export class Pause {
  private until = 0;

  /** @param what failed, at the beginning of a sentence */
  constructor(private readonly what: string) {}

  /** @throws EmbedderError while it lasts */
  check(): void {
    const left = this.until - performance.now();
    if (left > 0) throw new EmbedderError(`${this.what} failed a moment ago and is asked again in ${Math.ceil(left / 1_000)} s.`, { tryLater: true });
  }

  begin(): void {
    this.until = performance.now() + PAUSE_MS;
  }
}
