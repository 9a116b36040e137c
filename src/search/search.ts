import type { SearchContext } from './context.js';
import { corrected, corrections, type Corrected } from './correct.js';
import { findInIndex } from './find.js';
import type { OpenIndex } from './index/search-index.js';
import { heldWords } from './rank/held-words.js';
import { sampleFrequencies, type TermFrequencies } from './rank/term-weights.js';
import type { ParsedQuery } from './query/tree.js';
import type { SearchRequest, SearchResults } from './results.js';
import { similarAuthors, type SimilarAuthor } from './similar/authors.js';
import { similarPapers, type SimilarRequest, type SimilarResults } from './similar/papers.js';
import { similarTexts } from './similar/texts.js';
import type { PaperText } from './embed/embedder.js';
import { findInStore } from './store/find.js';

/** Finds papers, and what is like them. */
export class Search {
  private frequencies: { generation: string; sampled: Promise<TermFrequencies> } | undefined;

  constructor(private readonly context: SearchContext) {}

  /** The papers a query finds, the best first. */
  async find(request: SearchRequest): Promise<SearchResults> {
    const mended = request.asWritten ? undefined : await this.mended(request.query);
    if (mended === undefined) return await this.findAsWritten(request);
    const results = await this.findAsWritten({ ...request, query: mended.query });
    return results.total > 0 ? { ...results, corrected: mended.corrected } : await this.findAsWritten(request);
  }

  /** The papers most like one of the store, which is not among them. Nothing while there is no index. */
  async similar(paper: number, request: SimilarRequest = {}): Promise<SimilarResults> {
    return await this.withIndex((index, frequencies) => similarPapers({ context: this.context, index, frequencies }, paper, request));
  }

  /** The papers most like texts that somebody brings. @throws InvalidInputError when they say nothing */
  async similarTo(texts: readonly PaperText[], request: SimilarRequest = {}): Promise<SimilarResults> {
    return await this.withIndex((index, frequencies) => similarTexts({ context: this.context, index, frequencies }, texts, request));
  }

  /** Who writes about what an author writes about. */
  async similarAuthors(name: string, limit = 10): Promise<SimilarAuthor[]> {
    const index = await this.context.index.open();
    return index === undefined ? [] : await similarAuthors({ context: this.context, index, frequencies: await this.frequenciesOf(index) }, name, limit);
  }

  private async mended(query: ParsedQuery): Promise<Corrected | undefined> {
    const speller = await this.context.speller?.();
    const words = speller ? corrections(query, speller) : [];
    if (words.length === 0) return undefined;
    return corrected(query, words, await this.held(words.map(({ written }) => written)));
  }

  private async held(words: readonly string[]): Promise<ReadonlySet<string>> {
    const index = await this.context.index.open();
    try {
      return index === undefined ? new Set() : await heldWords(index, words);
    } catch (error) {
      if (!isEngineError(error)) throw error;
      this.context.onError?.(error);
      return new Set();
    }
  }

  private async findAsWritten(request: SearchRequest): Promise<SearchResults> {
    const index = await this.context.index.open();
    if (index === undefined) return await findInStore(this.context, request);
    try {
      return await findInIndex(this.context, index, request);
    } catch (error) {
      if (!isEngineError(error)) throw error;
      // Damage shows itself where it is read; the worker makes the index anew.
      this.context.onError?.(error);
      return await findInStore(this.context, request);
    }
  }

  private async withIndex(work: (index: OpenIndex, frequencies: TermFrequencies) => Promise<SimilarResults>): Promise<SimilarResults> {
    const index = await this.context.index.open();
    return index === undefined ? { hits: [], vectors: false } : await work(index, await this.frequenciesOf(index));
  }

  /** Counted once for a generation; which terms are rare changes slowly. */
  private async frequenciesOf(index: OpenIndex): Promise<TermFrequencies> {
    if (this.frequencies?.generation !== index.generation) this.frequencies = { generation: index.generation, sampled: sampleFrequencies(index) };
    const { sampled } = this.frequencies;
    sampled.catch(() => (this.frequencies = undefined));
    return await sampled;
  }
}

/** The engine throws plain errors of its own; those with a meaning are ours. */
function isEngineError(error: unknown): boolean {
  return error instanceof Error && error.constructor === Error;
}
