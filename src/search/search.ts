import type { SearchContext } from './context.js';
import { corrected, corrections, variations, type Corrected } from './correct.js';
import { findInIndex } from './find.js';
import { KeptResults } from './kept-results.js';
import type { OpenIndex } from './index/search-index.js';
import { heldWords } from './rank/held-words.js';
import { isDamage } from './index/errors.js';
import { areWords, haveUsual, readAsPerson } from './person.js';
import { sampleFrequencies, type TermFrequencies } from './rank/term-weights.js';
import { keptFrequencies } from './similar/frequencies.js';
import type { ParsedQuery } from './query/tree.js';
import type { SearchRequest, SearchResults } from './results.js';
import { similarAuthors, type SimilarAuthor } from './similar/authors.js';
import { similarPapers, type SimilarRequest, type SimilarResults, type Surroundings } from './similar/papers.js';
import { similarTexts } from './similar/texts.js';
import type { PaperText } from './embed/embedder.js';
import { findInStore } from './store/find.js';

/** How often it is looked whether the worker has counted terms. */
const LOOK_MS = 30_000;

/** Finds papers, and what is like them. */
export class Search {
  /** How usual terms are, as the worker counted it; where it has not, as it was sampled here. */
  private counted: { generation: string; frequencies: TermFrequencies | undefined; lookedAt: number } | undefined;
  private sampled: { generation: string; read: Promise<TermFrequencies> } | undefined;

  private readonly kept = new KeptResults();

  constructor(private readonly context: SearchContext) {}

  /** The papers a query finds, the best first. */
  async find(request: SearchRequest): Promise<SearchResults> {
    const index = await this.context.index.open();
    if (index === undefined) return await this.findMended(request);
    return await this.kept.find(this.context.index.place.generation(index.generation), request, () => this.findMended(request));
  }

  /** Another text whenever a search may find something else, but for what follows the votes; undefined while that cannot be told. */
  async stamp(): Promise<string | undefined> {
    const index = await this.context.index.open();
    return index && this.kept.stampOf(this.context.index.place.generation(index.generation));
  }

  private async findMended(request: SearchRequest): Promise<SearchResults> {
    const papers = await this.findCorrected(request);
    return areWords(request.query, papers) ? papers : ((await this.findPerson(request)) ?? papers);
  }

  /** The papers of whom the words of a query name; undefined where they name nobody, or nobody who wrote what is asked for. */
  private async findPerson(request: SearchRequest): Promise<SearchResults | undefined> {
    const read = async (index: OpenIndex) => (request.glance === true && this.haveUsual(index, request.query) ? undefined : await readAsPerson(index, request.query));
    const person = request.asWritten ? undefined : await this.inIndex({ work: read, otherwise: async () => undefined });
    if (person === undefined) return undefined;
    const { name, query: { text: query, tree } } = person;
    const results = await this.findAsWritten({ ...request, query: person.query });
    return results.total > 0 ? { ...results, person: { name, query, tree } } : undefined;
  }

  private async findCorrected(request: SearchRequest): Promise<SearchResults> {
    const mended = request.asWritten ? undefined : await this.mended(request.query);
    if (mended === undefined) return await this.findAsWritten(request);
    const results = await this.findAsWritten({ ...request, query: mended.query, added: mended.added });
    return results.total > 0 ? { ...results, corrected: mended.corrected } : await this.findAsWritten(request);
  }

  /** The papers most like one of the store, which is not among them. Nothing while there is no index. */
  async similar(paper: number, request: SimilarRequest = {}): Promise<SimilarResults> {
    return await this.inIndex({ work: async (index) => await similarPapers(await this.surroundings(index), paper, request), otherwise: nothingAlike });
  }

  /** The papers most like texts that somebody brings. @throws InvalidInputError when they say nothing */
  async similarTo(texts: readonly PaperText[], request: SimilarRequest = {}): Promise<SimilarResults> {
    return await this.inIndex({ work: async (index) => await similarTexts(await this.surroundings(index), texts, request), otherwise: nothingAlike });
  }

  /** Who writes about what an author writes about. */
  async similarAuthors(name: string, limit = 10): Promise<SimilarAuthor[]> {
    return await this.inIndex({ work: async (index) => await similarAuthors(await this.surroundings(index), name, limit), otherwise: async () => [] });
  }

  private async mended(query: ParsedQuery): Promise<Corrected | undefined> {
    const speller = await this.context.speller?.();
    if (speller === undefined) return undefined;
    const [words, varied] = [corrections(query, speller), variations(query, speller)];
    if (words.length === 0 && varied.length === 0) return undefined;
    return corrected(query, words, { held: await this.held(words.map(({ written }) => written)), varied });
  }

  private async held(words: readonly string[]): Promise<ReadonlySet<string>> {
    return await this.inIndex({ work: (index) => heldWords(index, words), otherwise: async () => new Set<string>() });
  }

  private async findAsWritten(request: SearchRequest): Promise<SearchResults> {
    return await this.inIndex({ work: (index) => findInIndex(this.context, index, request), otherwise: () => findInStore(this.context, request) });
  }

  /** Answers from the index; otherwise where there is none, or where it shows itself damaged, which is told so that it is mended. */
  private async inIndex<Answer>({ work, otherwise }: { work(index: OpenIndex): Promise<Answer>; otherwise(): Promise<Answer> }): Promise<Answer> {
    const index = await this.context.index.open();
    if (index === undefined) return await otherwise();
    try {
      return await work(index);
    } catch (error) {
      if (!isDamage(error)) throw error;
      this.context.onError?.(error);
      this.context.onDamage?.(error, index.generation);
      return await otherwise();
    }
  }

  private async surroundings(index: OpenIndex): Promise<Surroundings> {
    return { context: this.context, index, frequencies: await this.frequenciesOf(index) };
  }

  /** Nobody who types waits until it is counted how usual terms are: where the worker has not, no word is taken for a name. */
  private haveUsual(index: OpenIndex, query: ParsedQuery): boolean {
    const frequencies = this.countedFor(index);
    return frequencies === undefined || haveUsual(query, frequencies);
  }

  /** Read once for a generation; which terms are rare changes slowly. */
  private countedFor(index: OpenIndex): TermFrequencies | undefined {
    const { generation, frequencies, lookedAt = -Infinity } = this.counted ?? {};
    const isKnown = generation === index.generation && (frequencies !== undefined || performance.now() - lookedAt < LOOK_MS);
    if (!isKnown) this.counted = { generation: index.generation, frequencies: keptFrequencies(this.context.index.place, index), lookedAt: performance.now() };
    return this.counted?.frequencies;
  }

  private async frequenciesOf(index: OpenIndex): Promise<TermFrequencies> {
    const counted = this.countedFor(index);
    if (counted !== undefined) return counted;
    if (this.sampled?.generation !== index.generation) this.sampled = { generation: index.generation, read: sampleFrequencies(index) };
    const { read } = this.sampled;
    read.catch(() => (this.sampled = undefined));
    return await read;
  }
}

async function nothingAlike(): Promise<SimilarResults> {
  return { hits: [], vectors: false };
}
