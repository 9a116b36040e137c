import { excerpt } from '#lib/text';
import type { Paper } from '#papers';
import { routes } from '../routes.js';
import { counted, number } from '../words.js';

/** The first few authors, then how many more; where none is named, how many there are, if that is known. */
export function AuthorLine({ paper, most = 4 }: { paper: Paper; most?: number }) {
  const { authors, authorCount } = paper;
  if (authors.length === 0) return authorCount > 0 ? <span class="authors">{counted(authorCount, 'author')}</span> : null;
  const total = Math.max(authorCount, authors.length);
  // "and 1 more" is as long as a name.
  const shown = authors.slice(0, total <= most + 1 ? most + 1 : most);
  const rest = total - shown.length;
  return (
    <span class="authors">
      {shown.map(({ name }, index) => <>{index > 0 ? ', ' : ''}<AuthorLink name={name} /></>)}
      {rest > 0 ? ` and ${number(rest)} more` : ''}
    </span>
  );
}

/** No person's: what is longer is some other text, which no address could ask for. */
const LONGEST_NAME = 200;

/** A name that leads to the author's papers. */
export function AuthorLink({ name }: { name: string }) {
  if (name.length > LONGEST_NAME) return <span class="author">{excerpt(name, LONGEST_NAME)}</span>;
  return <a class="author" href={routes.author(name)}>{name}</a>;
}
