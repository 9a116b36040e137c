import { announcementDay, type Announcement, type PartialDate, type Version } from '#papers';

/** New in the primary category and cross-listed in the others, on one day. */
export function announcedOn(day: string, categories: readonly string[], computed: boolean): Announcement[] {
  return categories.map((category, index) => ({ day, kind: index === 0 ? 'new' : 'cross-list', category, computed }));
}

/**
 * When arXiv must have announced a paper, by the times of its versions: the first as new and cross-listed, each later one
 * as a replacement in the primary category. Only versions whose day is known count.
 */
export function computedAnnouncements(versions: readonly Version[], categories: readonly string[]): Announcement[] {
  const [primary] = categories;
  if (primary === undefined) return [];
  return versions.filter(({ submitted }) => hasDay(submitted)).flatMap(({ number, submitted }): Announcement[] => {
    const day = announcementDay(submitted);
    return number === 1 ? announcedOn(day, categories, true) : [{ day, kind: 'replacement', category: primary, computed: true }];
  });
}

function hasDay(date: PartialDate): boolean {
  return date.length >= '2026-05-31'.length;
}
