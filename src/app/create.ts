import { randomUUID } from 'node:crypto';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Instance } from '#cli';
import type { Config } from '#config';
import { countReaders, Votes } from '#community';
import { DATABASE_FILE, openDatabase, StoredSettings } from '#db';
import { Editions, feedParts, TrendingPapers } from '#feed';
import { Jobs, Pacer } from '#jobs';
import { createLogger, EnvironmentError, parseClock, systemClock, type Clock, type Logger } from '#lib';
import { Papers } from '#papers';
import { Gathering } from '#sources';
import { authorHistoryIsOn } from './history-desk.js';
import { accountsOf, postOf } from './accounts.js';
import { deliveryOf } from './delivery.js';
import { placesOf } from './gather.js';
import { searchOf } from './search.js';

export interface InstanceOptions {
  /** The name of the process in the log: `serve`, `work`, `import`. */
  process: string;
  /** Under which name it holds its jobs; one of its own by default. */
  holder?: string;
  clock?: Clock;
  log?: Logger;
  /** Page cache of SQLite in MiB. */
  cacheMib?: number;
  maxPages?: number;
}

/** Builds an instance's parts from its configuration; the only place where they meet. @throws EnvironmentError in words */
export async function createInstance(config: Config, options: InstanceOptions): Promise<Instance> {
  const clock = options.clock ?? (config.clock === undefined ? systemClock : parseClock(config.clock));
  const log = options.log ?? createLogger(config.logLevel, options.process);
  makeDataFolder(config.data);
  const db = await openDatabase({ url: config.databaseUrl, file: join(config.data, DATABASE_FILE), log, sqlite: { cacheMib: options.cacheMib, maxPages: options.maxPages } });
  const settings = new StoredSettings(db);
  const choice = async () => config.categories ?? (await settings.get<string[]>('categories'));
  const categories = async () => (await choice()) ?? [];
  const holder = options.holder ?? `${options.process}-${process.pid}-${randomUUID().slice(0, 8)}`;
  const { lanes, roads } = placesOf(config);
  const search = searchOf({ config, db, clock, log, settings, holder });
  const feed = feedParts({ db, clock });
  const exploredPlaces = async () => ((await countReaders(db.kysely)) > 1 ? config.exploredPlaces : 0);
  const authorHistory = () => authorHistoryIsOn(settings);
  const pacer = new Pacer({ db, clock, holder, lanes });
  const jobs = new Jobs(db, clock, holder);
  const post = postOf(config, { db, clock, log, settings, jobs });
  const registrationIsOpen = async () => (await accounts.choice()).registration.kind === 'open';
  const votes = new Votes({ db, clock, registrationIsOpen });
  const accounts = accountsOf(config, { db, clock, log, settings, post, takeBack: (writer, reader) => votes.removeReader(writer, reader) });
  const instance: Instance = {
    config,
    clock,
    log,
    db,
    settings,
    papers: new Papers({ db, clock }),
    editions: new Editions({ db, clock, categories, exploredPlaces, authorHistory }, feed),
    trending: new TrendingPapers({ db, clock, categories, authorHistory }, feed),
    feed,
    registrationIsOpen,
    votes,
    jobs,
    post,
    accounts,
    pacer,
    gathering: new Gathering({ db, clock, settings, pacer, roads, offline: config.offline, choice }),
    search,
    get delivery() {
      return deliveryOf(instance);
    },
    holder,
    choice,
    categories,
    close: async () => {
      await search.close();
      await db.close();
    },
  };
  return instance;
}

function makeDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new EnvironmentError(`The data folder ${folder} cannot be written. Give this user the right to, or choose another with BROADSHEET_DATA.`, { cause: error });
  }
}
