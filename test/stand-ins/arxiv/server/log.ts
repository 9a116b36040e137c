import type { FaultName, Protocol } from '../faults/faults.js';

/** A request as it came and what was made of it. */
export interface LoggedRequest {
  protocol: Protocol;
  method: string;
  /** Path and query. */
  url: string;
  userAgent: string;
  /** The clock's instant, and the real one in milliseconds since 1970. */
  at: string;
  real: number;
  /** Seconds of the clock since the client's request before. */
  gap?: number;
  beside: boolean;
  /** 0 until it is answered. */
  status: number;
  /** Length of the whole body, also when a fault sent less of it. */
  bytes: number;
  faults: readonly FaultName[];
}

const MOST = 10_000;

/** The newest requests. */
export class RequestLog {
  private kept: LoggedRequest[] = [];

  add(request: LoggedRequest): void {
    this.kept.push(request);
    if (this.kept.length > 2 * MOST) this.kept = this.kept.slice(-MOST);
  }

  /** Oldest first, at most 10,000. */
  list(): readonly LoggedRequest[] {
    return this.kept.slice(-MOST);
  }

  clear(): void {
    this.kept = [];
  }
}
