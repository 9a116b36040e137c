import type { Edition, EditionOrder } from '#feed';
import { counted, number } from '../words.js';

const ORDERS: Record<EditionOrder, string> = {
  suggested:
    'The order is a guess made before anybody voted: papers by more authors (up to 20), with a link to code, a short title ' +
    'or a colon in it come first, because readers have more often picked such papers. “Why here” gives the sum for each.',
  newest: 'The newest submission stands first.',
  category: 'Papers stand by their first category, within it in the suggested order.',
};

const BY_VOTES =
  'The order goes by the votes to be expected of each paper in the end: those it has, how long it has been here, and what was ' +
  'guessed before anybody voted, which counts the less the more votes there are. “Why here” gives the sum for each.';

/** What a reader may want to know of how an edition came to be, in sentences. */
export function aboutEdition(edition: Edition): string[] {
  const { newCount, crossListCount, query } = edition;
  const contents = [
    newCount > 0 ? `${number(newCount)} new` : '',
    crossListCount > 0 ? `${number(crossListCount)} cross-listed from elsewhere` : '',
  ].filter(Boolean);
  return [
    ...(contents.length > 1 ? [`It holds ${contents.join(' and ')}.`] : []),
    ...daysSaid(edition),
    edition.entries.some(({ voted }) => voted) && (query.order ?? 'suggested') === 'suggested' ? BY_VOTES : ORDERS[query.order ?? 'suggested'],
  ];
}

function daysSaid({ entries }: Edition): string[] {
  const computed = entries.filter((entry) => entry.computed).length;
  if (computed === 0) return [];
  const which = computed === entries.length ? 'The papers on this page' : `${counted(computed, 'paper')} on this page`;
  return [`${which} came without a day of announcement; it was worked out from when they were submitted.`];
}
