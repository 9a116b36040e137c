import { signalsOf, VOTES_SIGNAL } from '#papers';
import { kindNamed, type FeedSources } from './kinds.js';
import { MOST_ENTRIES } from './options.js';
import type { FeedList, FeedTopic, ListedPaper } from './types.js';

/** A list as its options ask for it; undefined when there is no such list. */
export async function readList(sources: FeedSources, topic: FeedTopic): Promise<FeedList | undefined> {
  const { options } = topic;
  const kind = kindNamed(topic.kind);
  if (options.votes === 0) return await kind?.read(sources, topic);
  // Which papers have the votes is known only afterwards: as many as there may be are read, and cut then.
  const list = await kind?.read(sources, { ...topic, options: { ...options, top: MOST_ENTRIES } });
  return list && { ...list, papers: firstOfEach(await withVotes(sources, list.papers, options.votes), options.top) };
}

async function withVotes({ db }: FeedSources, listed: readonly ListedPaper[], least: number): Promise<ListedPaper[]> {
  const signals = await signalsOf(db, VOTES_SIGNAL, listed.map(({ paper }) => paper.number));
  return listed.filter(({ paper }) => (signals.get(paper.number)?.value ?? 0) >= least);
}

/** So many of each day, or of the whole where it is no list of days; new versions of older papers are none of them. */
function firstOfEach(listed: readonly ListedPaper[], top: number): ListedPaper[] {
  const counts = new Map<string | undefined, number>();
  return listed.filter(({ day, replacement }) => {
    if (replacement !== undefined) return true;
    const place = (counts.get(day) ?? 0) + 1;
    counts.set(day, place);
    return place <= top;
  });
}
