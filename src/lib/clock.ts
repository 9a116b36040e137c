import { setTimeout as wait } from 'node:timers/promises';
import { InvalidInputError } from './errors.js';

/** The time, as everything that is not the composition root must ask for it. */
export interface Clock {
  /** Milliseconds since 1970 in UTC. */
  now(): number;
  /** How many of its milliseconds pass in a real one: 1 when left out, 0 for a clock that stands. */
  readonly speed?: number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that stands where it is told to; for tests. */
export class FixedClock implements Clock {
  readonly speed = 0;
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

/** What a paced clock is made of; processes that share it tell the same time. */
export interface Pace {
  /** The instant it showed when it was started: milliseconds since 1970, or ISO text. */
  start: number | string;
  /** How many times faster than real time it runs; more than 0, at most `FASTEST`. */
  speed: number;
  /** The real instant it was started at, milliseconds since 1970. */
  origin: number;
}

export interface PacedClock extends Clock {
  readonly speed: number;
  /** Its text form, for `BROADSHEET_CLOCK`. */
  readonly text: string;
}

/** Beyond this a timer's shortest wait is a quarter of an hour of the clock, and nothing can follow it. */
export const FASTEST = 1_000_000;
const LATEST = Date.UTC(9999, 0);

/**
 * A clock that shows `start` at the real instant `origin` and runs `speed` times as fast as the machine's. Before
 * `origin` it shows what was before `start`. It goes back only when the machine's own clock does.
 * @throws InvalidInputError for a start that is no instant, or a speed or an origin out of range
 */
export function pacedClock({ start, speed, origin }: Pace, real: Clock = systemClock): PacedClock {
  const began = typeof start === 'number' ? start : Date.parse(start);
  if (!isInstant(began)) throw new InvalidInputError(`"${start}" is no instant a clock can start at; write it as 2026-05-31T18:00:00Z`);
  if (!(speed > 0 && speed <= FASTEST)) throw new InvalidInputError(`A clock cannot run ${speed} times as fast as real time; give a number above 0, at most ${FASTEST}`);
  if (!isInstant(origin)) throw new InvalidInputError(`"${origin}" is no real instant; give milliseconds since 1970, as Date.now() does`);
  const text = `${new Date(began).toISOString().replace('.000Z', 'Z')}@${speed}x${origin}`;
  return { speed, text, now: () => Math.floor(began + (real.now() - origin) * speed) };
}

function isInstant(milliseconds: number): boolean {
  return Number.isInteger(milliseconds) && Math.abs(milliseconds) < LATEST;
}

const PACE = /^(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?Z)@(\d+(?:\.\d+)?(?:e-\d+)?)x(-?\d+)$/;

/**
 * The clock a text stands for: `2026-05-31T18:00:00Z@3600x1766300000000` showed the first instant at the real one after
 * the x and runs 3,600 times as fast. The same text is the same time in every process of a machine.
 * @throws InvalidInputError saying what is wrong with the text
 */
export function parseClock(text: string, real: Clock = systemClock): PacedClock {
  const [, start, speed, origin] = PACE.exec(text.trim()) ?? [];
  if (start === undefined) throw new InvalidInputError(`"${text}" is no clock; write it as 2026-05-31T18:00:00Z@3600x1766300000000: the instant it starts at in UTC, how many times faster than real time it runs, and the real instant of its start in milliseconds since 1970`);
  return pacedClock({ start, speed: Number(speed), origin: Number(origin) }, real);
}

/** A machine that slept, or whose clock was set, is noticed after this many real milliseconds. */
const LONGEST_WAIT = 60_000;
/** How often a standing clock is looked at. */
const LOOK_AGAIN = 5;

/**
 * Waits until a clock shows an instant (milliseconds since 1970, or ISO text), however fast the clock runs; a clock that
 * stands is waited for until somebody moves it.
 * @throws AbortError once the signal aborts, with its reason as `cause`
 */
export async function sleepUntil(clock: Clock, instant: number | string, signal?: AbortSignal): Promise<void> {
  const end = typeof instant === 'number' ? instant : Date.parse(instant);
  if (Number.isNaN(end)) throw new InvalidInputError(`"${instant}" is no instant to wait for`);
  const speed = clock.speed ?? 1;
  for (let left = end - clock.now(); left > 0; left = end - clock.now()) {
    const real = speed > 0 ? Math.ceil(left / speed) : LOOK_AGAIN;
    await wait(Math.min(real, LONGEST_WAIT), undefined, { signal });
  }
  signal?.throwIfAborted();
}
