import type { Fetcher } from '#lib/fetch';
import { ARXIV_LIMITS } from '../limits.js';
import { readAnswer, type Read } from '../read-answer.js';
import { OaiParser, type OaiPage } from './parse.js';

export type MetadataFormat = 'arXivRaw' | 'arXiv';

/** Records that changed on some days, both included; without days or set: all of them. */
export interface ListRequest {
  metadataPrefix?: MetadataFormat;
  /** A group, an archive or a category of arXiv's: `cs`, `physics:hep-th`, `cs:cs:LG` (github.com/arXiv/oaipmh, state of 2026). */
  set?: string;
  from?: string;
  until?: string;
}

/** Asks arXiv's OAI-PMH, one request at a time. Errors of the protocol are in the page, all others are thrown as `fetcher` and `readAnswer` do. */
export class OaiClient {
  constructor(private readonly options: { fetcher: Fetcher; url: string }) {}

  /** The first page of a list. */
  list({ metadataPrefix = 'arXivRaw', set, from, until }: ListRequest, signal?: AbortSignal): Promise<Read<OaiPage>> {
    return this.ask({ verb: 'ListRecords', metadataPrefix, from, until, set }, signal);
  }

  /** The page that a token names; it says everything, so nothing else may be given. */
  resume(token: string, signal?: AbortSignal): Promise<Read<OaiPage>> {
    return this.ask({ verb: 'ListRecords', resumptionToken: token }, signal);
  }

  /** One record by its version-less arXiv id. */
  record(id: string, signal?: AbortSignal): Promise<Read<OaiPage>> {
    return this.ask({ verb: 'GetRecord', identifier: `oai:arXiv.org:${id}`, metadataPrefix: 'arXivRaw' }, signal);
  }

  identify(signal?: AbortSignal): Promise<Read<OaiPage>> {
    return this.ask({ verb: 'Identify' }, signal);
  }

  private async ask(query: Record<string, string | undefined>, signal?: AbortSignal): Promise<Read<OaiPage>> {
    const url = withQuery(this.options.url, query);
    return await readAnswer(await this.options.fetcher.request(url, { ...ARXIV_LIMITS, signal }), new OaiParser());
  }
}

function withQuery(base: string, query: Record<string, string | undefined>): string {
  const url = new URL(base);
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
}
