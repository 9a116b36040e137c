import type { Edition } from '#feed';
import type { EditionFilters } from '../routes.js';
import { counted, number } from '../words.js';
import { changed } from './filters.js';

/** What the page leaves out, each taken back with one click. */
export function ActiveFilters({ edition }: { edition: Edition }) {
  const active = activeFilters(edition.query);
  if (active.length === 0) return null;
  return (
    <p class="active-filters">
      {`${number(edition.matching)} of ${counted(edition.total, 'paper')}: `}
      {active.map(({ words, off }) => (
        <><a href={changed(edition, off)} aria-label={`Take back the filter “${words}”`}>{words}<span aria-hidden="true"> ×</span></a>{' '}</>
      ))}
      {active.length > 1 ? <a href={changed(edition, NONE)}>take all back</a> : null}
    </p>
  );
}

const NONE: EditionFilters = { category: undefined, kind: undefined, code: undefined };

function activeFilters({ category, kind, code }: EditionFilters): { words: string; off: EditionFilters }[] {
  return [
    ...(category ? [{ words: `in ${category}`, off: { category: undefined } }] : []),
    ...(kind ? [{ words: kind === 'new' ? 'new' : 'cross-lists', off: { kind: undefined } }] : []),
    ...(code ? [{ words: 'with code', off: { code: undefined } }] : []),
  ];
}
