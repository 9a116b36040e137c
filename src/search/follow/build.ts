import { messageOf } from '#lib';
import type { Embedder } from '../embed/embedder.js';
import { DamagedIndexError } from '../index/errors.js';
import { GenerationWriter, type Batch } from '../index/generation.js';
import { INDEX_FORMAT, newGenerationName, type GenerationFacts } from '../index/place.js';
import { Analyst } from './analyst.js';
import { followsStore, markGeneration } from './belonging.js';
import type { FollowContext } from './context.js';
import { readPortion } from './portion.js';
import { prepare } from './take-in.js';

export interface BuildOptions {
  embedder: Embedder | undefined;
  /** Which wish of an owner it fulfils. */
  request?: string;
  signal: AbortSignal;
  /** Papers written at once: fewer and larger pieces than while following. */
  atOnce?: number;
  onProgress(what: string, share: number): void;
}

const WRITE_AT_ONCE = 5_000;
/**
 * From so many papers on the index has a search of its own for vectors: looking at every one takes a millisecond for each 2,000 to
 * 4,000, in which this process answers nobody else.
 */
const APPROXIMATE_FROM = 25_000;

/** Makes a generation of all papers, indexes and all, up to the store's last change; goes on with one that was begun. */
export async function buildGeneration(context: FollowContext, options: BuildOptions): Promise<GenerationWriter> {
  const { signal, onProgress } = options;
  const writer = (await resume(context, options)) ?? (await begin(context, options));
  try {
    await fill(context, writer, options);
    onProgress('making the indexes', 0);
    await writer.makeIndexes((made, total) => {
      signal.throwIfAborted();
      onProgress('making the indexes', made / total);
    });
    await fill(context, writer, options);
    return writer;
  } catch (error) {
    writer.close();
    throw error;
  }
}

/** While threads analyse two portions, the next is read and embedded here, and the engine's threads write the one before. */
async function fill({ db }: FollowContext, writer: GenerationWriter, { embedder, signal, atOnce = WRITE_AT_ONCE, onProgress }: BuildOptions): Promise<void> {
  const total = await lastSeq(db);
  const analyst = new Analyst();
  let [earlier, writing] = [Promise.resolve(), Promise.resolve()];
  const write = async (batch: Promise<Batch>, seq: number) => {
    await writer.apply(await batch, { seq, vectorSeq: seq });
    onProgress(embedder === undefined ? 'taking in papers' : `taking in papers, with vectors of ${embedder.name}`, Math.min(1, seq / Math.max(1, total)));
  };
  try {
    for (let seq = writer.cursor.seq; ; ) {
      signal.throwIfAborted();
      const portion = await readPortion(db, seq, atOnce);
      if (portion === undefined) return await writing;
      seq = portion.last;
      const batch = prepare(writer, portion, { analyst, embedder, signal });
      const before = writing;
      writing = batch.then(async () => await before).then(async () => await write(batch, portion.last));
      // What it throws is thrown where it is waited for.
      writing.catch(() => {});
      await earlier;
      earlier = before;
    }
  } finally {
    await analyst.close();
    // Whoever is told of an error closes what is written to.
    await writing.catch(() => {});
  }
}

async function lastSeq(db: FollowContext['db']): Promise<number> {
  const counter = await db.kysely.selectFrom('counters').select('value').where('name', '=', 'seq').executeTakeFirst();
  return Number(counter?.value ?? 0);
}

async function begin({ db, place }: FollowContext, { embedder, request }: BuildOptions): Promise<GenerationWriter> {
  const { count } = await db.kysely.selectFrom('papers').select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  const facts: GenerationFacts = {
    format: INDEX_FORMAT,
    name: newGenerationName(),
    approximate: embedder !== undefined && Number(count) >= APPROXIMATE_FROM,
    ...(embedder === undefined ? {} : { embedder: { name: embedder.name, dimensions: embedder.dimensions } }),
    ...(request === undefined ? {} : { request }),
  };
  await markGeneration(db, facts.name);
  return await GenerationWriter.create(place, facts);
}

/** One that was begun for the same purpose before the process ended. */
async function resume({ db, place, log }: FollowContext, { embedder, request }: BuildOptions): Promise<GenerationWriter | undefined> {
  const current = place.readCurrent();
  for (const name of place.generations()) {
    if (name === current?.generation || name === current?.previous) continue;
    const own = place.generation(name);
    const [facts, cursor] = [own.readFacts(), own.readCursor()];
    const same = facts?.format === INDEX_FORMAT && facts.embedder?.name === embedder?.name && facts.embedder?.dimensions === embedder?.dimensions && facts.request === request;
    if (same && cursor !== undefined && (await followsStore(db, name, cursor))) {
      try {
        return await GenerationWriter.open(place, name);
      } catch (error) {
        if (!(error instanceof DamagedIndexError)) throw error;
        log.warn({ generation: name }, `a half-made search index cannot be gone on with and is begun anew: ${messageOf(error)}`);
      }
    }
    place.removeGeneration(name);
  }
  return undefined;
}
