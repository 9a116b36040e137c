import type { Instance } from '#cli';
import { countReaders } from '#community';

const WRITE_EVERY_MS = 10_000;

/** Counts what pages show, and writes it down now and then. */
export interface KeptImpressions {
  note(papers: readonly number[]): void;
  /** Writes what is left. */
  close(): Promise<void>;
}

/** Counts what pages show as long as this process serves them. Where no places are lent, nothing is written. */
export function keepImpressions({ config, db, feed: { impressions }, log }: Pick<Instance, 'config' | 'db' | 'feed' | 'log'>): KeptImpressions {
  let [noted, failing] = [false, false];
  let writing: Promise<void> = Promise.resolve();
  const write = async () => {
    if (!noted) return;
    noted = false;
    try {
      if (config.exploredPlaces > 0 && (await countReaders(db.kysely)) > 1) await impressions.write();
      else impressions.forget();
      failing = false;
    } catch (error) {
      // Said once: a database that is away fails every time, and what is lost is a count.
      if (!failing) log.warn({ err: error }, 'how often papers were shown could not be written down; it is tried again');
      [noted, failing] = [true, true];
    }
  };
  const timer = setInterval(() => (writing = writing.then(write)), WRITE_EVERY_MS).unref();
  return {
    note(papers) {
      noted = true;
      impressions.note(papers);
    },
    async close() {
      clearInterval(timer);
      await (writing = writing.then(write));
    },
  };
}
