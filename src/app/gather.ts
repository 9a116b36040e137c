import type { Instance } from '#cli';
import type { Config } from '#config';
import { createFetcher } from '#lib/fetch';
import { arxivPlaces, arxivRoads, gather, type Action, type ArxivAddresses } from '#sources';
import { VERSION } from './version.js';

/** Where arXiv is asked, and which of its hosts share a connection. */
export function placesOf(config: Config): { lanes: Record<string, string>; roads: ReturnType<typeof arxivPlaces> } {
  const roads = arxivPlaces(addressesOf(config));
  return { roads, lanes: Object.fromEntries(Object.values(roads.hosts).map((host) => [host, roads.lane])) };
}

function addressesOf({ arxivOaiUrl, arxivFeedUrl, arxivApiUrl }: Config): ArxivAddresses {
  // A server of feeds named without a path has them where arXiv's has.
  const feed = new URL(arxivFeedUrl).pathname === '/' ? `${arxivFeedUrl}/rss` : arxivFeedUrl;
  return { oai: arxivOaiUrl, feed, api: arxivApiUrl };
}

export interface GatherOptions {
  signal: AbortSignal;
  noteError?: (error: unknown) => void;
  onAction?: (action: Action) => void;
}

/** Gathers for an instance until told to stop. */
export async function gatherFor(instance: Instance, { signal, noteError, onAction }: GatherOptions): Promise<void> {
  const { config, clock, log, db, papers, settings, pacer, holder } = instance;
  const fetcher = createFetcher({ userAgent: userAgent(config), log, clock, pacer });
  const roads = arxivRoads(addressesOf(config), fetcher);
  const context = { db, clock, log, papers, settings, pacer, roads, offline: config.offline, choice: () => instance.choice() };
  await gather(context, { holder, signal, noteError, onAction });
}

/** Sources want to know whom to tell when something goes wrong: https://info.arxiv.org/help/robots.html */
export function userAgent({ contact, baseUrl }: Pick<Config, 'contact' | 'baseUrl'>): string {
  const reach = contact ?? baseUrl;
  return `Broadsheet/${VERSION} (${reach === undefined ? 'a daily paper of research, run by one of its readers; no contact was set' : reach.includes('@') ? `mailto:${reach}` : `+${reach}`})`;
}
