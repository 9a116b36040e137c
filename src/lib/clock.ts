/** The time, as everything that is not the composition root must ask for it. */
export interface Clock {
  /** Milliseconds since 1970 in UTC. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that stands where it is told to; for tests. */
export class FixedClock implements Clock {
  private time: number;

  constructor(time: number | string) {
    this.time = typeof time === 'number' ? time : Date.parse(time);
  }

  now(): number {
    return this.time;
  }

  /** Moves to an instant (milliseconds, or ISO text). */
  set(time: number | string): void {
    this.time = typeof time === 'number' ? time : Date.parse(time);
  }

  advance(milliseconds: number): void {
    this.time += milliseconds;
  }
}

/** The clock's instant in ISO form, UTC, whole milliseconds. */
export function isoNow(clock: Clock): string {
  return new Date(clock.now()).toISOString();
}
