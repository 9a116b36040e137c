import type { OutsideFailure } from './failures.js';

/** Says when requests may go out; what it knows outlives the process, so that several keep to it together. */
export interface Pacer {
  /** Waits until a request to a host may go out. Until the turn is ended nobody else has one. */
  turn(host: string, signal?: AbortSignal): Promise<Turn>;
}

export interface Turn {
  /** The request is over: the answer was read, or not. */
  end(outcome: TurnOutcome): Promise<void>;
}

export interface TurnOutcome {
  failure?: OutsideFailure;
  /** How long the host asks to be left alone, in milliseconds. */
  retryAfter?: number;
}

/** For hosts that nobody has to spare: every request at once. */
export const unpaced: Pacer = {
  turn: () => Promise.resolve({ end: () => Promise.resolve() }),
};
