import type { Fetcher } from '#lib/fetch';
import { ARXIV_LIMITS } from '../limits.js';
import { readAnswer, type Read } from '../read-answer.js';
import { FeedParser, type Feed } from './parse.js';

/** Asks for arXiv's announcement feeds. */
export class FeedClient {
  constructor(private readonly options: { fetcher: Fetcher; url: string }) {}

  /** Today's feed of some categories (`cs.LG`) or archives (`cs`) together, each paper once. */
  async today(topics: readonly string[], signal?: AbortSignal): Promise<Read<Feed>> {
    const url = `${this.options.url.replace(/\/+$/, '')}/${topics.map(encodeURIComponent).join('+')}`;
    // Wrong topics are answered by status 400 and a feed that says why.
    const answer = await this.options.fetcher.request(url, { ...ARXIV_LIMITS, statuses: [400], signal });
    return await readAnswer(answer, new FeedParser(topics));
  }
}
