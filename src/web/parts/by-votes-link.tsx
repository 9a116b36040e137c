import type { Ballots } from '../ballots.js';
import { routes } from '../routes.js';

/** From a list that stands by date to the same papers by their votes, which is a search. */
export function ByVotesLink({ field, value, ballots }: { field: 'author' | 'category'; value: string; ballots?: Ballots }) {
  if (ballots === undefined) return null;
  const q = `${field}:"${value.replaceAll('"', ' ')}"`;
  return <> · <a href={routes.search({ q, order: 'votes' })}>{ballots.alone ? 'marked first' : 'most votes first'}</a></>;
}
