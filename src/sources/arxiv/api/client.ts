import type { Fetcher } from '#lib/fetch';
import { ARXIV_LIMITS } from '../limits.js';
import { readAnswer, type Read } from '../read-answer.js';
import { QueryParser, type QueryAnswer } from './parse.js';

/** Asks arXiv's query API for papers by their ids. */
export class QueryClient {
  constructor(private readonly options: { fetcher: Fetcher; url: string }) {}

  /** The latest versions of these papers (version-less ids). Those that arXiv does not have are missing from the answer. */
  async papers(ids: readonly string[], signal?: AbortSignal): Promise<Read<QueryAnswer>> {
    const url = new URL(this.options.url);
    url.searchParams.set('id_list', ids.join(','));
    // Else it gives ten.
    url.searchParams.set('max_results', String(ids.length));
    // A malformed id is answered by status 400 and an entry that says so.
    const answer = await this.options.fetcher.request(url.href, { ...ARXIV_LIMITS, statuses: [400], signal });
    return await readAnswer(answer, new QueryParser());
  }
}
