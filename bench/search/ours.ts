import { join } from 'node:path';
import { DATABASE_FILE, openDatabase } from '#db';
import { createLogger } from '#lib';
import { openBuiltInEmbedder, parseQuery, Search, SearchIndex, type SearchRequest } from '#search';
import type { Indexed } from './indexed.js';
import type { Question } from './questions.js';

const TODAY = '2026-11-01';
const SINCE = '2025-01-01';

/** Our own search over a kept index, in this process. */
export class Ours {
  private asked = 0;

  private constructor(
    private readonly words: Search,
    private readonly whole: Search,
    readonly close: () => Promise<void>,
  ) {}

  static async open({ instance, index: folder, tables }: Indexed): Promise<Ours> {
    const db = await openDatabase({ file: join(instance, DATABASE_FILE), log: createLogger('warn', 'bench') });
    const index = new SearchIndex(folder);
    const embedder = await openBuiltInEmbedder(tables, 1);
    const close = async () => {
      index.close();
      await db.close();
    };
    return new Ours(new Search({ db, index, embedder: async () => undefined }), new Search({ db, index, embedder: async (name) => (name === embedder.name ? embedder : undefined) }), close);
  }

  byWords = ({ words }: Question) => this.find(this.words, words.join(' '), { limit: 20, glance: true });
  byWordsCounted = ({ words }: Question) => this.find(this.words, words.join(' '));
  byBoth = ({ words }: Question) => this.find(this.whole, words.join(' '));
  withFilters = ({ words, category, year }: Question) => this.find(this.whole, `${words.join(' ')} category:${category} year:${year}`);
  withPhrase = ({ words }: Question) => this.find(this.whole, `"${words.slice(0, 2).join(' ')}"`);
  asTyped = ({ words }: Question) => this.find(this.whole, words.join(' ').slice(0, -1), { limit: 6, glance: true });
  like = ({ number }: Question) => this.whole.similar(number);
  likeRecent = ({ number }: Question) => this.whole.similar(number, { since: SINCE });

  private async find(search: Search, text: string, request: Pick<SearchRequest, 'limit' | 'glance'> = { limit: 20 }) {
    // What was asked before, to find nothing cold, would be answered from memory.
    return await search.find({ query: { ...parseQuery(text, { today: TODAY }), text: `${text} ${(this.asked += 1)}` }, ...request });
  }
}
