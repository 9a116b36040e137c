import type { Database } from '#db';
import { isObject, readJson, writeJson } from '../index/json-file.js';
import { Place } from '../index/place.js';

/** How far something is that takes a while. */
export interface Progress {
  /** In words: `making the index of words`. */
  what: string;
  /** From 0 to 1. */
  share: number;
  since: string;
}

/** What the worker says about itself, in a file that all processes of an instance can read. */
export interface WorkerStatus {
  /** Papers in the index that serves, or in the one that is being made where none serves yet. */
  papers: number;
  /** A new index is being made beside the one that serves. */
  rebuilding?: Progress & { reason: string };
  training?: Progress;
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
  /** Changed papers whose vectors are not made yet. */
  vectorsBehind: number;
  /** The last wish for a rebuilding that was fulfilled. */
  fulfilled?: string;
}

/** Reads how search stands; works in every process, also when no worker runs. */
export async function searchStatus(db: Database, folder: string): Promise<SearchStatus> {
  const place = new Place(folder);
  const worker = readJson(place.statusFile, isStatus) ?? { papers: 0, at: '' };
  const current = place.readCurrent();
  const own = current === undefined ? undefined : place.generation(current.generation);
  const [facts, cursor] = [own?.readFacts(), own?.readCursor()];
  const embedder = facts?.embedder?.name;
  return {
    ...worker,
    serving: facts !== undefined,
    behind: await countChanges(db, cursor?.seq ?? 0),
    vectorsBehind: embedder === undefined || cursor === undefined || cursor.vectorSeq >= cursor.seq ? 0 : await countChanges(db, cursor.vectorSeq),
    ...(embedder === undefined ? {} : { embedder }),
    ...(facts?.request === undefined ? {} : { fulfilled: facts.request }),
  };
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

  rebuilding(reason: string, what: string, share: number): void {
    const since = this.status.rebuilding?.reason === reason ? this.status.rebuilding.since : this.now();
    this.set({ rebuilding: { reason, what, share, since } });
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
