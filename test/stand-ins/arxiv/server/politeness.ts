/** How a request came, beside those before it from the same client. */
export interface Arrival {
  /** Milliseconds of the clock since the client's last request came; nothing for its first. */
  gap?: number;
  /** Whether another request of the client was still being answered. */
  beside: boolean;
}

/** What arXiv asks of programs: https://info.arxiv.org/help/api/tou.html */
export const ASKED_GAP_MS = 3000;
/** A request may be slower on its way than the one before it, and so seem to come too soon; real milliseconds. */
const TOLERANCE_MS = 30;

/** Watches whether clients keep to one connection and one request in three seconds. A client is an address. */
export class Politeness {
  /** Requests that came too soon after the one before, and beside another. */
  readonly violations = { tooSoon: 0, beside: 0 };
  private readonly last = new Map<string, number>();
  private readonly busy = new Map<string, number>();

  /** `speed`: how fast the clock runs, for the tolerance. */
  constructor(private readonly speed: number) {}

  arrive(client: string, now: number): Arrival {
    const last = this.last.get(client);
    const busy = this.busy.get(client) ?? 0;
    this.last.set(client, now);
    this.busy.set(client, busy + 1);
    const arrival = { gap: last === undefined ? undefined : now - last, beside: busy > 0 };
    if (this.isTooSoon(arrival, ASKED_GAP_MS)) this.violations.tooSoon += 1;
    if (arrival.beside) this.violations.beside += 1;
    return arrival;
  }

  /** An answer has been sent, or given up. */
  leave(client: string): void {
    this.busy.set(client, (this.busy.get(client) ?? 1) - 1);
  }

  isTooSoon({ gap }: Arrival, asked: number): boolean {
    return gap !== undefined && gap < asked - TOLERANCE_MS * this.speed;
  }

  forget(): void {
    this.violations.tooSoon = 0;
    this.violations.beside = 0;
    this.last.clear();
  }
}
