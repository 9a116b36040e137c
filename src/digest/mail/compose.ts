import { firstSeenOf } from '../feeds/first-seen.js';
import { kindNamed, type FeedSources } from '../feeds/kinds.js';
import { MOST_DAYS } from '../feeds/options.js';
import type { FeedOptions, ListedPaper } from '../feeds/types.js';
import { byTurns, isFresh, type Span } from './fresh.js';
import type { Choice, Section, Wanted } from './types.js';

/** A list as it is read for mails: enough of it that what one reader has had already leaves something. */
const READ: FeedOptions = { top: 100, days: MOST_DAYS, abstract: 'full', replacements: false };

/** Longer than the index is ever behind, but for one that is made anew. */
const LAG_MS = 3_600_000;

/** A list with what is new in it within a span, the best first. */
export interface FreshList {
  title: string;
  papers: number[];
}

/**
 * Reads what is new in lists. Thousands who subscribe to the same list at the same hour are served from one reading: lists are
 * remembered for as long as the reader is, which is one round of work.
 */
export class FreshLists {
  private readonly read = new Map<string, Promise<FreshList | undefined>>();

  constructor(private readonly sources: FeedSources) {}

  /** What is new in a list; undefined when there is no such list. */
  async of(wanted: Wanted, span: Span): Promise<FreshList | undefined> {
    const key = JSON.stringify([wanted.kind, wanted.name, span.since, span.until]);
    const known = this.read.get(key);
    if (known !== undefined) return await known;
    const reading = this.readFresh(wanted, span);
    this.read.set(key, reading);
    return await reading;
  }

  private async readFresh({ kind, name }: Wanted, span: Span): Promise<FreshList | undefined> {
    const found = kindNamed(kind);
    const list = await found?.read(this.sources, { kind, name, options: READ });
    if (list === undefined) return undefined;
    const seen = await firstSeenOf(this.sources.db, list.papers.map(({ paper }) => paper.number));
    const fresh = list.papers.filter((listed) => isFresh(listed, seen.get(listed.paper.number) ?? '', found?.lags ? earlier(span) : span));
    return { title: list.title, papers: byTurns(fresh).map(({ paper }: ListedPaper) => paper.number) };
  }
}

/** What the index had not taken in when it was last looked is looked for again; what was mailed is not mailed twice. */
function earlier({ since, until }: Span): Span {
  return { since: new Date(Date.parse(since) - LAG_MS).toISOString(), until };
}

/**
 * The sections of one mail: all lists by turns until it is full, so that a long list leaves room for the others; each paper once,
 * in the first list that has it, and none that was mailed before.
 */
export function composeSections(lists: readonly FreshList[], { top, mailed }: Pick<Choice, 'top'> & { mailed: ReadonlySet<number> }): Section[] {
  const taken = new Set<number>(mailed);
  const sections = lists.map(({ title }): Section => ({ title, papers: [] }));
  const waiting = lists.map(({ papers }) => [...papers]);
  let left = top;
  for (let more = true; more && left > 0; ) {
    more = false;
    for (const [index, papers] of waiting.entries()) {
      const next = left > 0 ? nextOf(papers, taken) : undefined;
      if (next === undefined) continue;
      taken.add(next);
      sections[index]!.papers.push(next);
      left -= 1;
      more = true;
    }
  }
  return sections.filter(({ papers }) => papers.length > 0);
}

function nextOf(papers: number[], taken: ReadonlySet<number>): number | undefined {
  for (let next = papers.shift(); next !== undefined; next = papers.shift()) if (!taken.has(next)) return next;
  return undefined;
}
