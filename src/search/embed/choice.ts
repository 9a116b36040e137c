import type { Database } from '#db';
import type { Logger } from '#lib';
import { changesSince, papersByNumber } from '#papers';
import type { EmbedderSource, Situation } from '../follow/context.js';
import { openBuiltInEmbedder, removeTermTables, saveTermTable, termTableVersions } from './built-in/versions.js';
import type { BuiltInEmbedder } from './built-in/built-in-embedder.js';
import { NothingToLearnError, TermTableError } from './built-in/errors.js';
import { learnInThread } from './built-in/learn-in-thread.js';
import { decideLearning } from './built-in/policy.js';
import type { LearningPaper } from './built-in/sample.js';
import type { Embedder } from './embedder.js';
import type { Made } from './make.js';
import { recentPapers } from './recent-papers.js';

export interface ChoiceOptions {
  db: Database;
  log: Logger;
  /** Where the term tables are kept. */
  folder: string;
  /** What the owner named: `built-in`, `onnx:…`, `endpoint:…`. */
  wished: string;
  /** Makes the one that the owner named, with the built-in one to fall back on. */
  make(parts: { builtIn: Embedder | undefined; serving: Situation['serving']; signal: AbortSignal; onProgress(what: string, share: number): void }): Promise<Made>;
}

/** How often words of recent papers are compared with those that the table knows. */
const LOOK_AT_RECENT_MS = 3_600_000;
const RECENT = 1_000;
/** After an embedder could not be had, it is asked for again. */
const ASK_AGAIN_MS = 300_000;
const READ_AT_ONCE = 500;

const STEPS: Readonly<Record<string, string>> = { reading: 'reading papers to learn from' };

/** The embedders of an instance: the one that its owner named, else the built-in one, learned when the time has come. */
export class EmbedderChoice implements EmbedderSource {
  private readonly builtIns = new Map<number, BuiltInEmbedder>();
  private made: Made | undefined;
  private madeAt = -Infinity;
  private recent: { version: number; papers: number; unknownShare: number } | undefined;
  private recentAt = -Infinity;
  /** From so many papers nothing could be learned, and why. */
  private nothingToLearn: { papers: number; message: string } | undefined;

  constructor(private readonly options: ChoiceOptions) {}

  async load(name: string, dimensions: number): Promise<Embedder | undefined> {
    const version = /^built-in:(\d+)$/.exec(name)?.[1];
    if (version !== undefined) return await this.openBuiltIn(Number(version));
    const { embedder } = await this.makeWished({ papers: 0, serving: { name, dimensions } }, new AbortController().signal, () => {});
    return embedder?.name === name ? embedder : undefined;
  }

  async choose(situation: Situation, signal: AbortSignal, onProgress: (what: string, share: number) => void): Promise<Embedder | undefined | 'as it is'> {
    if (this.options.wished === 'built-in') return await this.chooseBuiltIn(situation, signal, onProgress);
    const { embedder, problem } = await this.makeWished(situation, signal, onProgress);
    if (problem === undefined) return embedder;
    // Vectors of the one that was named stay good while it is away.
    if (situation.serving?.name.startsWith(this.options.wished)) return 'as it is';
    return await this.chooseBuiltIn(situation, signal, onProgress);
  }

  async keep(names: readonly string[]): Promise<void> {
    const versions = await termTableVersions(this.options.folder);
    const unused = versions.slice(1).filter((version) => !names.includes(`built-in:${version}`));
    for (const version of unused) this.builtIns.delete(version);
    await removeTermTables(this.options.folder, unused);
  }

  problem(): string | undefined {
    return this.made?.problem?.message ?? this.nothingToLearn?.message;
  }

  async close(): Promise<void> {
    await this.made?.embedder?.close();
    for (const embedder of this.builtIns.values()) await embedder.close();
  }

  private async makeWished({ serving }: Situation, signal: AbortSignal, onProgress: (what: string, share: number) => void): Promise<Made> {
    const kept = this.made;
    if (kept !== undefined && (kept.problem === undefined || performance.now() - this.madeAt < ASK_AGAIN_MS)) return kept;
    const [newest] = await termTableVersions(this.options.folder);
    const builtIn = newest === undefined ? undefined : await this.openBuiltIn(newest);
    this.made = await this.options.make({ builtIn, serving, signal, onProgress });
    this.madeAt = performance.now();
    return this.made;
  }

  private async chooseBuiltIn(situation: Situation, signal: AbortSignal, onProgress: (what: string, share: number) => void): Promise<Embedder | undefined | 'as it is'> {
    const newest = await this.newestBuiltIn();
    const decision = decideLearning({ papers: situation.papers, recent: await this.lookAtRecent(newest) }, newest?.learned);
    if (!decision.learn || situation.papers === this.nothingToLearn?.papers) return newest ?? 'as it is';
    this.options.log.info(`vectors are learned: ${decision.why}`);
    return (await this.learn(situation.papers, signal, onProgress)) ?? newest ?? 'as it is';
  }

  private async learn(papers: number, signal: AbortSignal, onProgress: (what: string, share: number) => void): Promise<Embedder | undefined> {
    try {
      const table = await learnInThread(papersOf(this.options.db), {
        signal,
        onProgress: ({ step, done }) => onProgress(STEPS[step] ?? `learning: ${step}`, step === 'reading' ? Math.min(1, done / Math.max(1, papers)) : done),
      });
      this.nothingToLearn = undefined;
      return await this.openBuiltIn(await saveTermTable(this.options.folder, table));
    } catch (error) {
      if (!(error instanceof NothingToLearnError)) throw error;
      this.nothingToLearn = { papers, message: error.message };
      this.options.log.info(error.message);
      return undefined;
    }
  }

  /** The newest version that can be read; damaged ones are passed over, and replaced by what is learned next. */
  private async newestBuiltIn(): Promise<BuiltInEmbedder | undefined> {
    for (const version of await termTableVersions(this.options.folder)) {
      const embedder = await this.openBuiltIn(version);
      if (embedder !== undefined) return embedder;
    }
    return undefined;
  }

  private async openBuiltIn(version: number): Promise<BuiltInEmbedder | undefined> {
    const known = this.builtIns.get(version);
    if (known !== undefined) return known;
    try {
      const embedder = await openBuiltInEmbedder(this.options.folder, version);
      this.builtIns.set(version, embedder);
      return embedder;
    } catch (error) {
      if (!(error instanceof TermTableError)) throw error;
      return undefined;
    }
  }

  /** What the table says to the papers that changed last; looked at now and then. */
  private async lookAtRecent(embedder: BuiltInEmbedder | undefined): Promise<{ papers: number; unknownShare: number } | undefined> {
    if (embedder === undefined) return undefined;
    const version = Number(embedder.name.split(':')[1]);
    if (this.recent?.version === version && performance.now() - this.recentAt < LOOK_AT_RECENT_MS) return this.recent;
    const papers = await recentPapers(this.options.db, RECENT);
    this.recent = { version, papers: papers.length, unknownShare: embedder.unknownShare(papers) };
    this.recentAt = performance.now();
    return this.recent;
  }
}

/** All papers, as they are learned from. */
async function* papersOf(db: Database): AsyncGenerator<LearningPaper> {
  for (let seq = 0; ; ) {
    const changes = await changesSince(db, seq, READ_AT_ONCE);
    if (changes.length === 0) return;
    for (const { title, abstract, categories } of await papersByNumber(db, changes.map(({ number }) => number))) {
      yield { title, abstract, category: categories[0] };
    }
    seq = changes.at(-1)!.seq;
  }
}
