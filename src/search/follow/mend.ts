import type { StoredSettings } from '#db';
import { messageOf, type Clock, type Logger } from '#lib';
import { explainMachine } from '../index/machine.js';
import type { Place } from '../index/place.js';
import { readRequest, requestRebuild } from './request.js';

export interface MendingParts {
  settings: StoredSettings;
  clock: Clock;
  log: Logger;
  place: Place;
}

/** What looks like damage may lie in the query: then another index has it too, and is not made again and again. */
const AGAIN_AFTER_MS = 3_600_000;

/** Asks for another index when the one that serves shows itself damaged while it is read. */
export class Mending {
  private readonly asked = new Set<string>();
  private askedAt = -Infinity;

  constructor(private readonly parts: MendingParts) {}

  /**
   * Tells of an error met in a generation. One wish for each generation and at most one an hour; none for what the machine is to
   * blame for, or for a generation that does not serve any more. Never throws: whoever reads has an answer to give.
   * @returns whether a wish was left with the worker
   */
  async note(error: unknown, generation?: string): Promise<boolean> {
    const { place, log } = this.parts;
    try {
      const serving = place.readCurrent()?.generation;
      if (serving === undefined || (generation ?? serving) !== serving || explainMachine(error, place.folder) !== error) return false;
      return await this.ask(serving, error);
    } catch (failure) {
      log.warn({ err: failure }, `another search index could not be asked for: ${messageOf(failure)}`);
      return false;
    }
  }

  private async ask(generation: string, error: unknown): Promise<boolean> {
    const { settings, clock, log, place } = this.parts;
    if (this.asked.has(generation) || clock.now() - this.askedAt < AGAIN_AFTER_MS) return false;
    this.asked.add(generation);
    this.askedAt = clock.now();
    // Another process may have met it first.
    if ((await readRequest(settings)) !== place.generation(generation).readFacts()?.request) return false;
    await requestRebuild(settings, clock);
    log.warn({ err: error, generation }, 'the search index is damaged; another is made from the store, which has everything');
    return true;
  }
}
