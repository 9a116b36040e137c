import type { Fetcher } from '#lib/fetch';
import { parseArxivId } from '#papers';
import type { FeedPage, FoundPapers, HarvestPage, PageRequest, Roads } from '../gather/roads.js';
import { TokenRefusedError } from '../gather/roads.js';
import type { BadEntry as Shown, Road } from '../gather/types.js';
import type { ArxivAddresses } from './addresses.js';
import { QueryClient } from './api/client.js';
import { AnswerError, type BadEntry } from './errors.js';
import { FeedClient } from './feed/client.js';
import { mergeFeeds, portionsOf } from './feed/portions.js';
import { OaiClient } from './oai/client.js';
import type { OaiPage } from './oai/parse.js';
import type { Read } from './read-answer.js';

/** arXiv's three services as gathering asks them. They share one connection: arXiv asks that of everybody. */
export function arxivRoads(addresses: ArxivAddresses, fetcher: Fetcher): Roads {
  const oai = new OaiClient({ fetcher, url: addresses.oai });
  const feed = new FeedClient({ fetcher, url: addresses.feed });
  const api = new QueryClient({ fetcher, url: addresses.api });
  return {
    ...arxivPlaces(addresses),
    feed: (topics, signal) => askFeed(feed, topics, signal),
    page: async (request, signal) => pageOf(await askPage(oai, request, signal)),
    papers: (ids, signal) => askPapers(api, ids, signal),
  };
}

/** What is known of arXiv's services without asking them. */
export function arxivPlaces({ oai, feed, api }: ArxivAddresses): { source: string; lane: string; hosts: Record<Road, string> } {
  return { source: 'arxiv', lane: 'arxiv', hosts: { feed: new URL(feed).host, harvest: new URL(oai).host, paper: new URL(api).host } };
}

async function askPage(oai: OaiClient, request: PageRequest, signal: AbortSignal): Promise<Read<OaiPage>> {
  if ('token' in request) return await oai.resume(request.token, signal);
  return await oai.list({ set: request.part === '' ? undefined : request.part, from: request.first, until: request.last }, signal);
}

function pageOf({ page, brokenOff }: Read<OaiPage>): HarvestPage {
  const { error } = page;
  if (error?.code === 'badResumptionToken') throw new TokenRefusedError(`arXiv knows the place no more where its list was left (${error.message || error.code}).`);
  // Nothing changed on these days: an empty page, not a failure.
  if (error !== undefined && error.code !== 'noRecordsMatch') throw new AnswerError(`arXiv's OAI-PMH says ${error.code}: ${error.message.slice(0, 300)}`);
  return {
    records: page.records.map(({ record }) => record),
    bad: page.bad.map(shown),
    token: page.token?.value,
    total: page.token?.completeListSize,
    serverAt: page.responseDate,
    brokenOff,
  };
}

async function askFeed(client: FeedClient, topics: readonly string[], signal: AbortSignal): Promise<FeedPage> {
  const pages: FeedPage[] = [];
  for (const portion of portionsOf(topics)) {
    const { page, brokenOff } = await client.today(portion, signal);
    if (page.error !== undefined) throw new AnswerError(`arXiv has no feed of ${portion.join(', ')}: ${page.error.slice(0, 300)}`);
    const full = page.isFull ? [{ words: 'The feed holds as many entries as arXiv puts into one; others may be missing, and come from the harvest.' }] : [];
    pages.push({ day: page.day, items: page.items.map(({ record, kind }) => ({ record, kind })), bad: [...page.bad.map(shown), ...full], brokenOff });
    if (brokenOff !== undefined) break;
  }
  return mergeFeeds(pages);
}

async function askPapers(client: QueryClient, ids: readonly string[], signal: AbortSignal): Promise<FoundPapers> {
  const { page, brokenOff } = await client.papers(ids, signal);
  if (page.error !== undefined) throw new AnswerError(`arXiv's query API says: ${page.error.slice(0, 300)}`);
  if (brokenOff !== undefined) throw new AnswerError(brokenOff);
  return { records: page.records, bad: page.bad.map(shown) };
}

function shown({ offset, identifier, reason }: BadEntry): Shown {
  const id = identifier === undefined ? undefined : parseArxivId(identifier.replace(/^oai:arXiv\.org:/i, ''))?.id;
  return { words: identifier === undefined ? reason : `${identifier}: ${reason}`, id, offset };
}
