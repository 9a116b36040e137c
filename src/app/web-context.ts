import { rm, stat } from 'node:fs/promises';
import type { Instance } from '#cli';
import { countReaders, SavedSearches } from '#community';
import { placesOf } from '#feed';
import { EnvironmentError, isoNow } from '#lib';
import { isLoopbackUrl } from '#lib/address';
import { signalsOf, VOTES_SIGNAL } from '#papers';
import { announceImport, fingerprintOf, listImports, type ImportStatus } from '#sources';
import type { GatherWish, ImportView, PaperVotes, WebContext } from '#web';
import { feedDesk } from './feed-desk.js';
import { historyDesk } from './history-desk.js';
import { hookDesk } from './hook-desk.js';
import { mailDesk } from './mail-desk.js';
import { searchDesk } from './search-desk.js';
import { keepUpload } from './uploads.js';

export const IMPORT_JOB = 'import';

/** What an import job says: the file, what people call it, and whether it is ours to remove afterwards. */
export interface ImportJob {
  path: string;
  name: string;
  remove: boolean;
}

const COUNTS_KEPT_MS = 600_000;

/** Gives the pages what they ask for, from the parts of an instance. `noteError` hears of every failure besides the log. */
export function webContext(instance: Instance, noteError: (error: unknown) => void = () => {}): WebContext {
  const { papers, editions, settings, config, gathering, votes } = instance;
  return {
    site: async () => ({ name: 'Broadsheet', baseUrl: config.baseUrl, categories: await instance.categories(), paperCount: await papers.count(), readers: await countReaders(instance.db.kysely), accounts: await instance.accounts.areOn() }),
    editions,
    trending: (query) => instance.trending.read(query),
    papers: {
      find: (id) => papers.find(id),
      byNumber: (numbers) => papers.byNumber(numbers),
      byAuthor: (name, query) => papers.byAuthor(name, query),
      byCategory: (code, query) => papers.byCategory(code, query),
      categoryCounts: keptFor(COUNTS_KEPT_MS, () => papers.countByCategory()),
    },
    search: searchDesk(instance),
    savedSearches: (reader) => new SavedSearches(instance, reader),
    accounts: instance.accounts,
    votes: {
      alone: async () => (await countReaders(instance.db.kysely)) < 2,
      standing: (reader, numbers) => standingOf(instance, reader, numbers),
      set: (wish) => votes.set(wish),
      wishesOf: (reader) => votes.wishesOf(reader),
      setWishes: (reader, wishes) => votes.setWishes(reader, wishes),
      list: (reader, query) => votes.list(reader, query),
      votersOf: (paper) => votes.votersOf(paper),
    },
    feeds: feedDesk(instance),
    mails: mailDesk(instance),
    hooks: hookDesk(instance),
    imports: {
      start: (bytes, filename) => takeUpload(instance, bytes, filename),
      list: async () => (await listImports(instance.db, { clock: instance.clock })).map(viewOf),
    },
    gathering: {
      status: () => gathering.status(),
      aboutDay: (day) => gathering.aboutDay(day),
      line: () => gathering.line(),
      want: (id) => gathering.want(id),
      change: (wish) => changeGathering(instance, wish),
    },
    settings: {
      categories: async () => ({ codes: await instance.categories(), from: await categoriesFrom(instance) }),
      setCategories: (codes) => settings.set('categories', codes, isoNow(instance.clock)),
      ...historyDesk(instance),
      sampleHidden: async () => (await settings.get<boolean>('sample-hidden')) ?? false,
      hideSample: () => settings.set('sample-hidden', true, isoNow(instance.clock)),
    },
    explain: (error) => forReaders(instance, instance.db.explain(error)),
    report: (error, request) => {
      noteError(error);
      instance.log.error({ err: error, path: new URL(request.url).pathname, method: request.method }, 'a page failed');
    },
  };
}

async function standingOf({ db, votes }: Instance, reader: number | undefined, papers: readonly number[]): Promise<Map<number, PaperVotes>> {
  const [counts, places, own] = await Promise.all([signalsOf(db, VOTES_SIGNAL, papers), placesOf(db, papers), reader === undefined ? undefined : votes.votedAmong(reader, papers)]);
  return new Map(papers.map((paper) => [paper, { votes: counts.get(paper)?.value ?? 0, voted: own?.has(paper) ?? false, places: places.get(paper) }]));
}

async function changeGathering({ gathering }: Instance, wish: GatherWish): Promise<void> {
  if (wish.wish === 'go back') return await gathering.goBack(wish.from);
  const changes = { pause: () => gathering.pause(), resume: () => gathering.resume(), now: () => gathering.lookNow(), 'stop going back': () => gathering.stopGoingBack() };
  await changes[wish.wish]();
}

/** At a public address strangers are not told which server or file is behind the paper; the log says it. */
function forReaders({ config }: Instance, error: unknown): unknown {
  const isPublic = config.baseUrl !== undefined && !isLoopbackUrl(config.baseUrl);
  if (!isPublic || !(error instanceof EnvironmentError)) return error;
  return new EnvironmentError('What this paper is kept in does not answer just now. Try again in a moment.', { cause: error });
}

async function categoriesFrom({ config, settings }: Instance): Promise<'environment' | 'settings' | 'default'> {
  if (config.given.has('categories')) return 'environment';
  return (await settings.get('categories')) === undefined ? 'default' : 'settings';
}

/** Keeps an upload, and leaves its import to the worker. */
async function takeUpload(instance: Instance, bytes: ReadableStream<Uint8Array>, filename: string): Promise<void> {
  const path = await keepUpload(instance.config.data, bytes);
  try {
    await queueImport(instance, { path, name: filename, remove: true });
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

/** Puts a file's import down for the worker, and shows it as waiting at once. @throws InputError when it cannot be opened */
export async function queueImport(instance: Instance, job: ImportJob): Promise<void> {
  const fingerprint = await fingerprintOf(job.path);
  const { size } = await stat(job.path);
  await announceImport(instance.db, instance.clock, { name: job.name, fingerprint, totalBytes: size });
  await instance.jobs.add(IMPORT_JOB, job);
}

function viewOf(status: ImportStatus): ImportView {
  const progress = status.totalBytes > 0 ? Math.min(1, status.readBytes / status.totalBytes) : undefined;
  const seconds = (Date.parse(status.updatedAt) - Date.parse(status.startedAt)) / 1000;
  const running = status.state === 'running' && seconds > 0 && status.records > 0;
  return {
    id: String(status.number),
    name: status.name,
    state: status.state,
    started: status.startedAt,
    finished: status.finishedAt === '' ? undefined : status.finishedAt,
    read: status.records + status.bad,
    saved: status.added + status.changed,
    unchanged: status.unchanged,
    bad: status.bad,
    firstBad: status.badLines.map(({ line, reason }) => ({ line, reason })),
    progress: status.state === 'done' ? 1 : progress,
    rate: running ? status.records / seconds : undefined,
    remainingSeconds: running && progress !== undefined && progress > 0 ? (seconds / progress) * (1 - progress) : undefined,
    message: status.error === '' ? undefined : status.error,
  };
}

function keptFor<T>(milliseconds: number, read: () => Promise<T>): () => Promise<T> {
  let at = -Infinity;
  let kept: Promise<T> | undefined;
  return () => {
    if (kept === undefined || performance.now() - at > milliseconds) {
      at = performance.now();
      kept = read();
      kept.catch(() => (kept = undefined));
    }
    return kept;
  };
}
