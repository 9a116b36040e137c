import type { Edition, EditionOrder } from '#feed';
import { categoryName } from '#papers';
import type { Child } from 'hono/jsx';
import { isCategoryCode, withoutCursor } from '../edition-query.js';
import { type EditionFilters, routes } from '../routes.js';
import { number } from '../words.js';

/** How many categories stand in the line above the papers; the side column has all. */
const FIRST = 9;

export const ORDER_WORDS: Record<EditionOrder, string> = {
  suggested: 'suggested',
  newest: 'newest',
  category: 'by category',
};

/** Ways to see less of an edition, or in another order: plain links, each a state of the page's address. */
export function Filters({ edition }: { edition: Edition }) {
  return (
    <details class="filters">
      <summary>Filter and order</summary>
      <div class="filter-groups">
        <CategoryFilter edition={edition} />
        <KindFilter edition={edition} />
        <OrderChoice edition={edition} />
      </div>
    </details>
  );
}

function CategoryFilter({ edition }: { edition: Edition }) {
  const { category } = edition.query;
  const asked = edition.categories.filter((one) => isCategoryCode(one.category));
  const first = asked.slice(0, FIRST);
  const more = asked.length > FIRST;
  return (
    <Group label="Category" words="">
      <Choice edition={edition} change={{ category: undefined }} on={category === undefined} count={edition.total}>All</Choice>
      {first.map(({ category: code, count }) => (
        <Choice edition={edition} change={{ category: code }} on={category === code} count={count} title={categoryName(code)}>{code}</Choice>
      ))}
      {more ? <li><a href="#by-category">more</a></li> : null}
    </Group>
  );
}

function KindFilter({ edition }: { edition: Edition }) {
  const { kind, code } = edition.query;
  const { newCount, crossListCount, codeCount } = edition;
  const [twoKinds, hasCode] = [newCount > 0 && crossListCount > 0, codeCount > 0 || code];
  if (!twoKinds && !hasCode) return null;
  return (
    <Group label="Kind" words="Only">
      {twoKinds ? (
        <>
          <Toggle edition={edition} change={{ kind: 'new' }} on={kind === 'new'} count={newCount}>new</Toggle>
          <Toggle edition={edition} change={{ kind: 'cross-list' }} on={kind === 'cross-list'} count={crossListCount}>cross-lists</Toggle>
        </>
      ) : null}
      {hasCode ? <Toggle edition={edition} change={{ code: true }} on={Boolean(code)} count={codeCount}>with code</Toggle> : null}
    </Group>
  );
}

function OrderChoice({ edition }: { edition: Edition }) {
  const { order = 'suggested' } = edition.query;
  return (
    <Group label="Order" words="Order">
      {(Object.keys(ORDER_WORDS) as EditionOrder[]).map((name) => (
        <Choice edition={edition} change={{ order: name }} on={order === name}>{ORDER_WORDS[name]}</Choice>
      ))}
    </Group>
  );
}

interface ChoiceProps {
  edition: Edition;
  change: EditionFilters;
  on: boolean;
  count?: number;
  title?: string;
  children: Child;
}

/** One of several, of which one is always on. */
export function Choice({ edition, change, on, count, title, children }: ChoiceProps) {
  return (
    <li>
      <a href={changed(edition, change)} aria-current={on ? 'true' : undefined} title={title}>{children}</a>
      {count === undefined ? null : <span class="count"> {number(count)}</span>}
    </li>
  );
}

/** On or off: the link of one that is on turns it off. */
function Toggle({ edition, change, on, count, children }: ChoiceProps) {
  const off = Object.fromEntries(Object.keys(change).map((key) => [key, undefined]));
  return <Choice edition={edition} change={on ? off : change} on={on} count={count}>{children}</Choice>;
}

/** The page's address with some of its filters changed, from the first place on. */
export function changed({ query }: Edition, change: EditionFilters): string {
  const { period, limit: _limit, ...filters } = query;
  return routes.edition(period, { ...withoutCursor(filters), ...change });
}

function Group({ label, words, children }: { label: string; words: string; children: Child }) {
  return (
    <div class={`filter-group ${label.toLowerCase()}`}>
      {words ? <span class="term" aria-hidden="true">{words}</span> : null}
      <ul aria-label={label}>{children}</ul>
    </div>
  );
}
