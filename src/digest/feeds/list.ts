import { signalsOf, VOTES_SIGNAL } from '#papers';
import { kindNamed, type FeedSources } from './kinds.js';
import { MOST_ENTRIES } from './options.js';
import type { FeedTopic, ListedPaper, ReadList } from './types.js';

/** A list as its options ask for it; undefined when there is no such list. */
export async function readList(sources: FeedSources, topic: FeedTopic): Promise<ReadList | undefined> {
  const { options } = topic;
  const kind = kindNamed(topic.kind);
  if (options.votes === 0) {
    const list = await kind?.read(sources, topic);
    return list && { ...list, cutAfter: cutAfter(list.papers, options.top) };
  }
  // Which papers have the votes is known only afterwards: as many as there may be are read, and cut then.
  const top = Math.max(MOST_ENTRIES, options.top);
  const list = await kind?.read(sources, { ...topic, options: { ...options, top } });
  return list && { ...list, papers: firstOfEach(await withVotes(sources, list.papers, options.votes), options.top), cutAfter: cutAfter(list.papers, top) };
}

async function withVotes({ db }: FeedSources, listed: readonly ListedPaper[], least: number): Promise<ListedPaper[]> {
  const signals = await signalsOf(db, VOTES_SIGNAL, listed.map(({ paper }) => paper.number));
  return listed.filter(({ paper }) => (signals.get(paper.number)?.value ?? 0) >= least);
}

/** A list of days may have been cut in each; another only at its end. The days come newest first. */
function cutAfter(listed: readonly ListedPaper[], top: number): ListedPaper | undefined {
  const full = [...Map.groupBy(listed.filter(({ replacement }) => replacement === undefined), ({ day }) => day).values()].find(({ length }) => length >= top);
  return full?.at(-1);
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
