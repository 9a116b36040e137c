import type { Database } from '#db';
import { isLeaseHeld } from '#jobs';
import type { Clock } from '#lib';
import { isObject, readJson, writeJson } from '../index/json-file.js';
import type { Estimate } from '../embed/endpoint/estimate.js';
import { costOf, type EmbedderConfig } from '../embed/make.js';
import { recentPapers } from '../embed/recent-papers.js';
import { Place } from '../index/place.js';
import { INDEXER_LEASE } from './lease.js';
import { meaningOf, type Meaning } from './meaning.js';

/** How far something is that takes a while. */
export interface Progress {
  /** In words: `making the index of words`. */
  what: string;
  /** From 0 to 1. */
  share: number;
  since: string;
}

/** Why another index is made, and with whose vectors. */
export interface Rebuilding {
  reason: string;
  embedder?: string;
}

/** What the worker says about itself, in a file that all processes of an instance can read. */
export interface WorkerStatus {
  /** Papers in the index that serves, or in the one that is being made where none serves yet. */
  papers: number;
  /** A new index is being made beside the one that serves. */
  rebuilding?: Progress & Rebuilding;
  /** What is done for vectors: learning them, downloading their model. */
  training?: Progress;
  /** Why there are no vectors, or others than the owner wished for. */
  problem?: string;
  lastError?: { message: string; at: string };
  /** When this was written. */
  at: string;
}

/** How search stands, for pages and commands. */
export interface SearchStatus extends WorkerStatus {
  /** Whether an index serves; without one the store is searched. */
  serving: boolean;
  /** Changes of the store that the index has not taken in. */
  behind: number;
  /** Whose vectors serve; undefined while words alone do. */
  embedder?: string;
  /** How it stands with vectors. */
  meaning: Meaning;
  /** Changed papers whose vectors are not made yet. */
  vectorsBehind: number;
  /** About what it takes to embed all papers, while that is ahead or going on and costs something. */
  cost?: Estimate;
  /** The last wish for a rebuilding that was fulfilled. */
  fulfilled?: string;
}

/** What the status is read from. */
export interface StatusParts {
  db: Database;
  clock: Clock;
  /** Where the index is. */
  folder: string;
  /** What the owner named for vectors, and what it costs. */
  config: Pick<EmbedderConfig, 'embedder' | 'embeddingsPrice'>;
}

/** Reads how search stands; works in every process, also when no worker runs. */
export async function searchStatus({ db, clock, folder, config }: StatusParts): Promise<SearchStatus> {
  const place = new Place(folder);
  const worker = await workerStatus(place, () => isLeaseHeld(db, clock, INDEXER_LEASE));
  const current = place.readCurrent();
  const own = current === undefined ? undefined : place.generation(current.generation);
  const [facts, cursor] = [own?.readFacts(), own?.readCursor()];
  const embedder = facts?.embedder?.name;
  return {
    ...worker,
    serving: facts !== undefined,
    behind: await countChanges(db, cursor?.seq ?? 0),
    vectorsBehind: embedder === undefined || cursor === undefined || cursor.vectorSeq >= cursor.seq ? 0 : await countChanges(db, cursor.vectorSeq),
    meaning: meaningOf({ ...worker, embedder, wished: config.embedder }),
    ...(embedder === undefined ? {} : { embedder }),
    ...(await costAhead(db, config, { embedder, papers: worker.papers })),
    ...(facts?.request === undefined ? {} : { fulfilled: facts.request }),
  };
}

/** What the worker said last; one that was killed could not say that it does nothing any more. */
async function workerStatus(place: Place, isAtWork: () => Promise<boolean>): Promise<WorkerStatus> {
  const { rebuilding, training, ...said } = readJson(place.statusFile, isStatus) ?? { papers: 0, at: '' };
  if ((rebuilding === undefined && training === undefined) || !(await isAtWork())) return said;
  return { ...said, ...(rebuilding && { rebuilding }), ...(training && { training }) };
}

async function costAhead(db: Database, config: StatusParts['config'], { embedder, papers }: { embedder: string | undefined; papers: number }): Promise<{ cost?: Estimate }> {
  if (papers === 0 || embedder?.startsWith(config.embedder) === true || !config.embedder.startsWith('endpoint:')) return {};
  const recent = await recentPapers(db, 200);
  const characters = recent.reduce((sum, { title, abstract }) => sum + title.length + abstract.length, 0);
  const cost = costOf(config, papers, characters / Math.max(1, recent.length));
  return cost === undefined ? {} : { cost };
}

async function countChanges(db: Database, seq: number): Promise<number> {
  const { count } = await db.kysely.selectFrom('papers').select(({ fn }) => fn.countAll<number>().as('count')).where('seq', '>', seq).executeTakeFirstOrThrow();
  return Number(count);
}

function isStatus(value: unknown): value is WorkerStatus {
  return isObject(value) && typeof value.papers === 'number' && typeof value.at === 'string';
}

const WRITE_EVERY_MS = 500;

/** Keeps the worker's status, and writes it when it changed, not too often. */
export class StatusBoard {
  private status: Omit<WorkerStatus, 'at'>;
  private written = '';
  private writtenAt = -Infinity;

  constructor(
    private readonly place: Place,
    private readonly now: () => string,
  ) {
    const { at: _at, rebuilding: _rebuilding, training: _training, ...kept } = readJson(place.statusFile, isStatus) ?? { papers: 0, at: '' };
    this.status = kept;
  }

  set(change: Partial<Omit<WorkerStatus, 'at'>>): void {
    this.status = { ...this.status, ...change };
    if (performance.now() - this.writtenAt >= WRITE_EVERY_MS) this.write();
  }

  noteError(message: string): void {
    this.set({ lastError: { message, at: this.now() } });
  }

  /** Says what is being done from now on, or how far it is. */
  progress(which: 'training', what: string, share: number): void {
    const since = this.status[which]?.what === what ? this.status[which].since : this.now();
    this.set({ [which]: { what, share, since } });
  }

  rebuilding(about: Rebuilding, { what, share }: { what: string; share: number }): void {
    const since = this.status.rebuilding?.reason === about.reason ? this.status.rebuilding.since : this.now();
    this.set({ rebuilding: { ...about, what, share, since } });
  }

  /** Writes what changed since the last time; a disk that is full must not stop the work that would report it. */
  write(): void {
    const text = JSON.stringify(this.status);
    this.writtenAt = performance.now();
    if (text === this.written) return;
    try {
      writeJson(this.place.statusFile, { ...this.status, at: this.now() });
      this.written = text;
    } catch {
      this.written = '';
    }
  }
}
