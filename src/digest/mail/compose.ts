import { announcementInstant } from '#papers';
import { firstSeenOf } from '../feeds/first-seen.js';
import { kindNamed, type FeedSources } from '../feeds/kinds.js';
import { readList } from '../feeds/list.js';
import { MOST_DAYS, MOST_ENTRIES } from '../feeds/options.js';
import type { FeedOptions, ListedPaper, ReadList } from '../feeds/types.js';
import { byTurns, instantIn, isFresh, type Span } from './fresh.js';
import type { Choice, Section, Wanted } from './types.js';

/** A list as it is read for mails: enough of it that what one reader has had already leaves something. */
const READ: FeedOptions = { top: MOST_ENTRIES, days: MOST_DAYS, abstract: 'full', replacements: false, votes: 0 };

/** Longer than the index is ever behind, but for one that is made anew. */
const LAG_MS = 3_600_000;

const DAY_MS = 24 * LAG_MS;
/** Votes come over days: a paper that must have some is looked for so long after it was announced. */
const VOTED_MS = 7 * DAY_MS;
/** New versions become known later than new papers: most sources tell of them apart. */
const VERSIONS_MS = 2 * DAY_MS;
/** Shorter than it is remembered what was mailed, or a paper could come twice. */
const RISEN_MS = 60 * DAY_MS;

/** A list that is read whole is read so much deeper each time, and never deeper than this. */
const DEEPER = 5;
const DEEPEST = 25_000;
/** What came into a list later than a week after it was announced is looked for in its first part only. */
const DEEP_MS = MOST_DAYS * DAY_MS;

/** What is read of a list, and for whom. */
export interface ListRequest extends Wanted {
  /** Whose it is, where it is one of a reader's own. */
  reader?: number;
  votes?: number;
}

/** A list with what is new in it within a span, the best first. */
export interface FreshList {
  title: string;
  papers: number[];
  /** Where they come for a new version: which, by the number of the paper. */
  versions?: ReadonlyMap<number, number>;
}

/**
 * Reads what is new in lists. Thousands who subscribe to the same list at the same hour are served from one reading: lists are
 * remembered for as long as the reader is, which is one round of work.
 */
export class FreshLists {
  private readonly read = new Map<string, Promise<FreshList | undefined>>();

  /** @param options `whole` looks for everything that is new; without it, as much of each list is read as any mail holds */
  constructor(
    private readonly sources: FeedSources,
    private readonly options: { whole?: boolean } = {},
  ) {}

  /** What is new in a list; undefined when there is no such list. */
  async of(wanted: ListRequest, span: Span): Promise<FreshList | undefined> {
    const key = JSON.stringify([wanted.kind, wanted.name, ownerOf(wanted), wanted.votes ?? 0, span.since, span.until]);
    const known = this.read.get(key);
    if (known !== undefined) return await known;
    const reading = this.readFresh(wanted, span);
    this.read.set(key, reading);
    return await reading;
  }

  /** Older papers of a list with a new version, also such as became known a while after it was announced; undefined for none. */
  async newVersionsIn(wanted: ListRequest, span: Span): Promise<FreshList | undefined> {
    const key = JSON.stringify(['versions', wanted.kind, wanted.name, wanted.votes ?? 0, span.since, span.until]);
    const known = this.read.get(key) ?? this.readVersions(wanted, { since: new Date(Date.parse(span.since) - VERSIONS_MS).toISOString(), until: span.until });
    this.read.set(key, known);
    return await known;
  }

  private async readVersions({ kind, name, votes = 0 }: ListRequest, { since, until }: Span): Promise<FreshList | undefined> {
    if (kindNamed(kind)?.replaces !== true) return undefined;
    const list = await readList(this.sources, { kind, name, options: { ...READ, top: 1, votes, replacements: true } });
    const found = (list?.papers ?? []).flatMap(({ paper, replacement }) => (replacement === undefined ? [] : [{ paper: paper.number, version: replacement.version, instant: new Date(announcementInstant(replacement.day)).toISOString() }]));
    const fresh = found.filter(({ instant }) => instant > since && instant <= until);
    return fresh.length === 0 ? undefined : { title: `${list!.title}: new versions`, papers: fresh.map(({ paper }) => paper), versions: new Map(fresh.map(({ paper, version }) => [paper, version])) };
  }

  private async readFresh(wanted: ListRequest, span: Span): Promise<FreshList | undefined> {
    for (let top = READ.top; ; top *= DEEPER) {
      const { kind, name, votes = 0 } = wanted;
      const list = await readList(this.sources, { kind, name, reader: ownerOf(wanted), options: { ...READ, votes, top } });
      if (list === undefined) return undefined;
      const fresh = await this.freshIn(list, reached(span, wanted));
      const deeper = this.options.whole === true && top < DEEPEST && mayHoldMore(list, span) && (fresh.length > 0 || votes > 0 || (await this.lastStored()) > span.since);
      if (!deeper) return { title: list.title, papers: byTurns(fresh).map(({ paper }) => paper.number) };
    }
  }

  private async freshIn({ papers }: ReadList, span: Span): Promise<ListedPaper[]> {
    const seen = await firstSeenOf(this.sources.db, papers.map(({ paper }) => paper.number));
    return papers.filter((listed) => isFresh(listed, seen.get(listed.paper.number) ?? '', span));
  }

  /** When the newest paper was stored: numbers are given out in that order. */
  private async lastStored(): Promise<string> {
    const row = await this.sources.db.kysely.selectFrom('papers').select('first_seen').orderBy('number', 'desc').limit(1).executeTakeFirst();
    return row?.first_seen ?? '';
  }
}

/** Whether what was not read of a list can be new: it goes on after a paper of this week. */
function mayHoldMore({ cutAfter }: ReadList, { since }: Span): boolean {
  const instant = cutAfter && instantIn(cutAfter);
  return instant !== undefined && Date.parse(instant) > Date.parse(since) - DEEP_MS;
}

/** Nobody else's lists are read: without a kind of their own there is no owner, and readers share what is read. */
function ownerOf({ kind, reader }: ListRequest): number | undefined {
  return kindNamed(kind)?.personal ? reader : undefined;
}

/** What the index had not taken in, or had too few votes, when it was last looked is looked for again; what was mailed is not mailed twice. */
function reached({ since, until }: Span, { kind, votes = 0 }: ListRequest): Span {
  const found = kindNamed(kind);
  const back = found?.rises ? RISEN_MS : votes > 0 ? VOTED_MS : found?.lags ? LAG_MS : 0;
  return { since: new Date(Date.parse(since) - back).toISOString(), until };
}

/**
 * The sections of one mail: all lists by turns until it is full, so that a long list leaves room for the others; each paper once,
 * in the first list that has it, and none that was mailed before but for a new version.
 */
export function composeSections(lists: readonly FreshList[], { top, mailed }: Pick<Choice, 'top'> & { mailed: ReadonlySet<number> }): Section[] {
  const here = new Set<number>();
  const sections = lists.map(({ title, versions }): Section => ({ title, papers: [], ...(versions && { versions: {} }) }));
  const waiting = lists.map(({ papers }) => [...papers]);
  let left = top;
  for (let more = true; more && left > 0; ) {
    more = false;
    for (const [index, papers] of waiting.entries()) {
      const wanted = (paper: number) => !here.has(paper) && (lists[index]!.versions !== undefined || !mailed.has(paper));
      const next = left > 0 ? nextOf(papers, wanted) : undefined;
      if (next === undefined) continue;
      here.add(next);
      const section = sections[index]!;
      section.papers.push(next);
      if (section.versions) section.versions[next] = lists[index]!.versions!.get(next)!;
      left -= 1;
      more = true;
    }
  }
  return sections.filter(({ papers }) => papers.length > 0);
}

function nextOf(papers: number[], wanted: (paper: number) => boolean): number | undefined {
  for (let next = papers.shift(); next !== undefined; next = papers.shift()) if (wanted(next)) return next;
  return undefined;
}
