import { statSync } from 'node:fs';
import { messageOf, systemClock } from '#lib';
import type { Embedder } from '../embed/embedder.js';
import { EmbedderError } from '../embed/errors.js';
import { DamagedIndexError } from '../index/errors.js';
import { GenerationWriter } from '../index/generation.js';
import { explainMachine, isPreempted } from '../index/machine.js';
import { keepDictionary } from './keep-dictionary.js';
import { keepFrequencies } from './keep-frequencies.js';
import { followsStore, keepMarks } from './belonging.js';
import { buildGeneration } from './build.js';
import type { FollowContext } from './context.js';
import { readPortion } from './portion.js';
import { readRequest } from './request.js';
import { StatusBoard } from './status.js';
import { takeInVectors, takeInWords } from './take-in.js';

/** Changes taken in at once while following. */
const WORDS_AT_ONCE = 2_000;
const VECTORS_AT_ONCE = 500;
/** How often it is asked which embedder should serve, and whether somebody wants a rebuilding. */
const CHOOSE_EVERY_MS = 2_000;
const A_MOMENT_MS = 1_000;
const DICTIONARY_EVERY_MS = 60_000;
const AFTER_FAILURE_MS = 15_000;
/** After so many tries following waits until the index is tidy. */
const MOST_PREEMPTED = 3;
/** A generation that does not serve any more is kept this long for those who still read it. */
export const KEEP_PREVIOUS_MS = 600_000;

/** Keeps one index up to date with the store, and makes another beside it when that is called for. One process at a time. */
export class Follower {
  readonly status: StatusBoard;
  private writer: GenerationWriter | undefined;
  private embedder: Embedder | undefined;
  /** The making of another generation; never rejects. */
  private making: Promise<void> | undefined;
  private made: { writer: GenerationWriter; embedder: Embedder | undefined } | undefined;
  private tidying: Promise<void> | undefined;
  /** How often a writing came in between. */
  private preempted = 0;
  private chooseAt = -Infinity;
  private consideredAt = -Infinity;
  private embedAt = -Infinity;
  private dictionaryAt = -Infinity;
  private readonly closing = new AbortController();
  private readonly signal: AbortSignal;

  constructor(
    private readonly context: FollowContext,
    private readonly options: { signal: AbortSignal; noteError?: (error: unknown) => void },
  ) {
    this.signal = AbortSignal.any([options.signal, this.closing.signal]);
    this.status = new StatusBoard(context.place, () => new Date(context.clock.now()).toISOString());
  }

  /** Whether something goes on beside the turns, or is about to. Asking whether another index should be made takes a moment. */
  get busy(): boolean {
    const isMaking = this.making !== undefined && performance.now() - this.consideredAt > A_MOMENT_MS;
    return isMaking || this.made !== undefined || this.tidying !== undefined;
  }

  /** Does what is due; false when nothing was. What it throws calls for `reset`. */
  async turn(): Promise<boolean> {
    this.writer ??= (await this.openCurrent()) ?? (await this.makeFirst());
    if (this.made !== undefined) await this.switchTo(this.made);
    const worked = (await this.followWords(this.writer)) || (await this.followVectors(this.writer));
    this.status.set({ papers: this.writer.papers });
    this.considerMaking(this.writer);
    if (!worked || this.writer.overdue) await this.keepTidy(this.writer);
    this.status.write();
    return worked;
  }

  /** Forgets what is open, after an error or a lost lease. */
  async reset(): Promise<void> {
    await this.tidying;
    this.writer?.close();
    this.writer = undefined;
    this.embedder = undefined;
  }

  /** Ends; what is being made is gone on with the next time. */
  async close(): Promise<void> {
    this.closing.abort();
    await this.making;
    this.made?.writer.close();
    await this.reset();
    this.status.write();
  }

  private async openCurrent(): Promise<GenerationWriter | undefined> {
    const { place, db } = this.context;
    const current = place.readCurrent();
    if (current === undefined) return undefined;
    const writer = await this.openOrSay(current.generation);
    if (writer === undefined) return undefined;
    if (await followsStore(db, current.generation, writer.cursor)) return writer;
    this.context.log.warn('the search index is of another database, or of a later state of this one; it is made anew');
    writer.close();
    return this.giveUp(current.generation);
  }

  private async openOrSay(name: string): Promise<GenerationWriter | undefined> {
    try {
      return await GenerationWriter.open(this.context.place, name);
    } catch (error) {
      if (!(error instanceof DamagedIndexError)) throw error;
      this.note(error);
      return this.giveUp(name);
    }
  }

  /** From now on the store is searched, until there is another index. */
  private giveUp(generation: string): undefined {
    this.context.place.forgetCurrent();
    this.context.place.removeGeneration(generation);
    return undefined;
  }

  /** Words first, so that they serve soon; the vectors follow beside it. */
  private async makeFirst(): Promise<GenerationWriter> {
    const { place, settings } = this.context;
    const writer = await this.make('there is no index yet', undefined, await readRequest(settings));
    place.writeCurrent({ generation: writer.facts.name });
    this.status.set({ rebuilding: undefined, papers: writer.papers });
    this.chooseAt = -Infinity;
    return writer;
  }

  private async make(reason: string, embedder: Embedder | undefined, request: string | undefined): Promise<GenerationWriter> {
    this.context.log.info({ embedder: embedder?.name }, `the search index is made: ${reason}`);
    const onProgress = (what: string, share: number) => this.status.rebuilding({ reason, ...(embedder === undefined ? {} : { embedder: embedder.name }) }, { what, share });
    onProgress('beginning', 0);
    return await buildGeneration(this.context, { embedder, request, signal: this.signal, onProgress });
  }

  private async followWords(writer: GenerationWriter): Promise<boolean> {
    const portion = await readPortion(this.context.db, writer.cursor.seq, WORDS_AT_ONCE);
    if (portion === undefined) return false;
    await takeInWords(writer, portion);
    return true;
  }

  private async followVectors(writer: GenerationWriter): Promise<boolean> {
    if (writer.facts.embedder === undefined || writer.cursor.vectorSeq >= writer.cursor.seq || performance.now() < this.embedAt) return false;
    const embedder = await this.embedderOf(writer);
    const portion = embedder && (await readPortion(this.context.db, writer.cursor.vectorSeq, VECTORS_AT_ONCE));
    if (embedder === undefined || portion === undefined) return false;
    try {
      await takeInVectors(writer, portion, embedder, this.signal);
      return true;
    } catch (error) {
      // Words go on; only an error of the embedder is one that waiting mends.
      if (this.signal.aborted || !(error instanceof EmbedderError)) throw error;
      this.note(error);
      this.embedAt = performance.now() + AFTER_FAILURE_MS;
      return false;
    }
  }

  private async embedderOf({ facts }: GenerationWriter): Promise<Embedder | undefined> {
    const wanted = facts.embedder;
    if (wanted === undefined) return undefined;
    if (this.embedder?.name === wanted.name) return this.embedder;
    const loaded = await this.context.embedders.load(wanted.name, wanted.dimensions);
    if (loaded?.dimensions === wanted.dimensions) return (this.embedder = loaded);
    // Another will be chosen; looked for again in case it comes back.
    this.embedAt = performance.now() + AFTER_FAILURE_MS;
    return undefined;
  }

  private considerMaking(writer: GenerationWriter): void {
    if (this.making !== undefined || this.made !== undefined || performance.now() < this.chooseAt) return;
    this.consideredAt = performance.now();
    this.chooseAt = this.consideredAt + CHOOSE_EVERY_MS;
    this.making = this.makeAnother(writer)
      .catch((error: unknown) => {
        if (this.signal.aborted) return;
        this.note(error);
        this.chooseAt = performance.now() + AFTER_FAILURE_MS;
      })
      .finally(() => {
        this.making = undefined;
        this.status.set({ training: undefined, rebuilding: undefined });
      });
  }

  /** Makes another generation when another embedder should serve, or when somebody wants it. */
  private async makeAnother({ facts, papers }: GenerationWriter): Promise<void> {
    const { settings, embedders } = this.context;
    const request = (await readRequest(settings)) ?? facts.request;
    const chosen = await embedders.choose({ papers, serving: facts.embedder }, this.signal, (what, share) => this.status.progress('training', what, share));
    this.status.set({ training: undefined, problem: embedders.problem?.() });
    const embedder = chosen === 'as it is' ? facts.embedder && (await embedders.load(facts.embedder.name, facts.embedder.dimensions)) : chosen;
    const another = chosen !== 'as it is' && chosen?.name !== facts.embedder?.name;
    if (!another && request === facts.request) return await this.keepWords(facts.name, papers);
    const reason = another ? `${nameOf(embedder)} take the place of ${nameOf(facts.embedder)}` : 'somebody asked for it';
    this.made = { writer: await this.make(reason, embedder, request), embedder };
  }

  /** Looked at now and then: what is counted of words is as good when it is a little old. */
  private async keepWords(generation: string, papers: number): Promise<void> {
    if (performance.now() < this.dictionaryAt) return;
    this.dictionaryAt = performance.now() + DICTIONARY_EVERY_MS;
    await keepDictionary(this.context.db, { path: this.context.place.dictionaryFile, papers, signal: this.signal });
    await keepFrequencies(this.context.place, generation, papers);
  }

  private async switchTo({ writer, embedder }: { writer: GenerationWriter; embedder: Embedder | undefined }): Promise<void> {
    const previous = this.writer?.facts.name;
    this.context.place.writeCurrent({ generation: writer.facts.name, previous });
    this.made = undefined;
    await this.reset();
    this.writer = writer;
    this.embedder = embedder;
    this.context.log.info({ papers: writer.papers, embedder: embedder?.name }, 'another search index serves');
  }

  /** Beside following, which goes first: what it writes meanwhile makes tidying begin anew, but not for ever. */
  private async keepTidy(writer: GenerationWriter): Promise<void> {
    if (this.making === undefined) this.removePrevious();
    if (!writer.untidy) return;
    this.tidying ??= this.tidy(writer).finally(() => (this.tidying = undefined));
    if (this.preempted >= MOST_PREEMPTED || writer.overdue) await this.tidying;
  }

  private async tidy(writer: GenerationWriter): Promise<void> {
    try {
      await writer.tidy();
      this.preempted = 0;
    } catch (error) {
      if (isPreempted(error)) this.preempted += 1;
      else this.note(error);
    }
  }

  private removePrevious(): void {
    const { place, embedders, db } = this.context;
    const current = place.readCurrent();
    if (current?.previous === undefined || systemClock.now() - statSync(place.currentFile).mtimeMs < KEEP_PREVIOUS_MS) return;
    place.removeGeneration(current.previous);
    place.writeCurrent({ generation: current.generation });
    const names = [this.writer?.facts.embedder?.name].filter((name) => name !== undefined);
    void Promise.all([embedders.keep(names), keepMarks(db, [current.generation])]).catch((error: unknown) => this.note(error));
  }

  private note(thrown: unknown): void {
    const error = explainMachine(thrown, this.context.place.folder);
    this.options.noteError?.(error);
    this.status.noteError(messageOf(error));
    this.context.log.warn({ err: error }, messageOf(error));
  }
}

function nameOf(embedder: { name: string } | undefined): string {
  return embedder === undefined ? 'words alone' : `vectors of ${embedder.name}`;
}
