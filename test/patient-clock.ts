import type { Clock } from '#lib';

const TICK_MS = 5;
/** More than this between two ticks is time in which the machine was busy with something else. */
const LONGEST_TICK_MS = 10;

/**
 * A clock that starts at an instant and runs `speed` times as fast as real time while this process gets its turns, and
 * nearly stands while it gets none: what goes on in this process takes about as much of the clock's time on a busy
 * machine as on a quiet one.
 */
export function patientClock({ start, speed }: { start: string; speed: number }): Clock {
  let time = Date.parse(start);
  let lookedAt = performance.now();
  const now = () => {
    const at = performance.now();
    time += Math.min(at - lookedAt, LONGEST_TICK_MS) * speed;
    lookedAt = at;
    return Math.floor(time);
  };
  setInterval(now, TICK_MS).unref();
  return { speed, now };
}
