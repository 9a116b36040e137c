import type { TestContext } from 'node:test';
import { FixedClock } from '#lib';
import { inventPapers, Records, startArxiv, World, type ArxivStandIn, type Fault, type ListedPaper, type StandInOptions } from '../index.js';
import { all, parseXml, texts, type XmlNode } from './xml-tree.js';

/** Some weeks of papers around June 2026, in which every test's clock stands. */
export const PAPERS: readonly ListedPaper[] = inventPapers({ from: '2026-05-18', until: '2026-07-02', perDay: 40 });
/** With this seed everything that can happen to a paper has happened by that Wednesday. */
export const WORLD = new World(Records.of(PAPERS), 1);
/** Wednesday's edition is out, also in the feed. */
export const WEDNESDAY_NOON = '2026-06-10T16:00:00Z';

export interface Served {
  arxiv: ArxivStandIn;
  clock: FixedClock;
  /** Fetches an address of it, text and all. */
  get(path: string, init?: RequestInit): Promise<{ status: number; headers: Headers; text: string; xml: XmlNode }>;
  /** Whatever OAI-PMH answers to these arguments. */
  oai(query: string): Promise<XmlNode>;
  on(fault: Fault): number;
}

/** A stand-in with a standing clock, closed after the test. */
export async function serve(t: TestContext, options: Partial<StandInOptions> & { at?: string } = {}): Promise<Served> {
  const clock = new FixedClock(options.at ?? WEDNESDAY_NOON);
  const arxiv = await startArxiv({ world: WORLD, clock, ...options });
  t.after(() => arxiv.close());
  const get: Served['get'] = async (path, init) => {
    const response = await fetch(arxiv.origin + path, init);
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, get xml() { return parseXml(text); } };
  };
  return { arxiv, clock, get, oai: async (query) => (await get(`/oai?${query}`)).xml, on: (fault) => arxiv.faults.add(fault) };
}

/** What a harvester that trusts everything finds: ids page by page. */
export async function harvest({ oai }: Pick<Served, 'oai'>, query: string, betweenPages: () => void = () => {}): Promise<string[][]> {
  const pages: string[][] = [];
  const verb = new URLSearchParams(query).get('verb');
  for (let next: string | undefined = query; next !== undefined; ) {
    const page: XmlNode = await oai(next);
    pages.push(texts(page, 'identifier').map((id) => id.replace('oai:arXiv.org:', '')));
    const token = texts(page, 'resumptionToken')[0] ?? '';
    next = token === '' ? undefined : `verb=${verb}&resumptionToken=${encodeURIComponent(token)}`;
    betweenPages();
  }
  return pages;
}

/** The announcements of a feed in either form: `2606.00001v1 new`. */
export function announcedIn(feed: XmlNode): string[] {
  return [...all(feed, 'item'), ...all(feed, 'entry')].map((item) => {
    const id = texts(item, 'guid')[0] ?? texts(item, 'id')[0]!;
    return `${id.replace('oai:arXiv.org:', '')} ${texts(item, 'arxiv:announce_type')[0]}`;
  });
}
