import { InvalidInputError, isoNow } from '#lib';
import { describeDay, describeNow, readStatus } from './status.js';
import type { StateContext } from './state.js';
import { wantPaper } from './wanted.js';
import { BEGINNING } from './windows.js';
import { changeWishes, readWishes } from './wishes.js';

/** Gathering as pages and commands see it: how it stands, and what the owner may say about it. */
export class Gathering {
  constructor(private readonly context: StateContext) {}

  status() {
    return readStatus(this.context);
  }

  /** Why the edition of a day has as many papers as it has, in sentences. */
  aboutDay(day: string) {
    return describeDay(this.context, day);
  }

  /** What a reader of the front page should know; undefined while all is well. */
  line() {
    return describeNow(this.context);
  }

  /** Asks the worker for a paper; see `wantPaper`. `off` when nothing is gathered now. */
  async want(id: string) {
    const { offline, settings, db, clock } = this.context;
    const off = offline || (await readWishes(settings)).pausedSince !== undefined || (await this.context.choice()) === undefined;
    return off ? ('off' as const) : await wantPaper(db, clock, id);
  }

  /** Stops asking anybody until `resume`; what is under way goes on from where it stands. */
  async pause(): Promise<void> {
    await this.change({ pausedSince: isoNow(this.context.clock) });
  }

  async resume(): Promise<void> {
    await this.change({ pausedSince: undefined });
  }

  /** Looks for what is new now instead of when it is due. */
  async lookNow(): Promise<void> {
    await this.change({ now: isoNow(this.context.clock) });
  }

  /** Gathers what is older, newest first, back to a day or to arXiv's beginning. @throws InvalidInputError */
  async goBack(from: string = BEGINNING): Promise<void> {
    if (!isDay(from)) throw new InvalidInputError(`"${from}" is no day; write it as ${BEGINNING}.`);
    await this.change({ back: { from: from < BEGINNING ? BEGINNING : from, askedAt: isoNow(this.context.clock) } });
  }

  /** Goes back no further; what was gathered stays. */
  async stopGoingBack(): Promise<void> {
    await this.change({ back: undefined });
    await this.context.db.kysely.deleteFrom('harvests').where('source', '=', this.context.roads.source).where('purpose', '=', 'back').where('state', '=', 'waiting').execute();
  }

  private async change(change: Parameters<typeof changeWishes>[2]): Promise<void> {
    await changeWishes(this.context.settings, this.context.clock, change);
  }
}

function isDay(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}
