import { excerpt } from '#lib/text';
import { categoryName } from '#papers';
import { type Condition, type Count, hasCondition, RANKED, withCondition, withoutCondition } from '#search';
import { isCategoryCode } from '../edition-query.js';
import { routes } from '../routes.js';
import type { SearchView } from '../search-view.js';
import { number } from '../words.js';

const SHOWN = 12;
const LONGEST_SHOWN = 80;

/** How the results spread over categories, years and sources; most counts add their filter to the query. */
export function SearchCounts({ view }: { view: SearchView }) {
  const { categories, years, sources } = view.results.counts;
  if (categories.length === 0 && years.length === 0) return null;
  return (
    <aside class="side" aria-label="Among these papers">
      <details class="counts-fold">
        <summary>Narrow by category or year</summary>
        <Counts view={view} title="Category" counts={categories} conditionOf={categoryCondition} />
        <Counts view={view} title="Year" counts={years} conditionOf={yearCondition} />
        {sources.length > 1 ? <Counts view={view} title="Source" counts={sources} conditionOf={sourceCondition} /> : null}
        {view.results.more ? <p class="hint">Counted among the {number(RANKED)} that are ranked, so about right.</p> : null}
      </details>
    </aside>
  );
}

function categoryCondition(code: string): Condition | undefined {
  return isCategoryCode(code) ? { kind: 'category', code } : undefined;
}

function yearCondition(year: string): Condition | undefined {
  return /^\d{4}$/.test(year) ? { kind: 'date', from: `${year}-01-01`, to: `${year}-12-31` } : undefined;
}

function sourceCondition(name: string): Condition {
  return { kind: 'source', name };
}

interface CountsProps {
  view: SearchView;
  title: string;
  counts: Count[];
  conditionOf(value: string): Condition | undefined;
}

function Counts({ view, title, counts, conditionOf }: CountsProps) {
  if (counts.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul class="counts">
        {counts.slice(0, SHOWN).map((count) => <CountLine view={view} count={count} condition={conditionOf(count.value)} />)}
      </ul>
    </section>
  );
}

/** A filter that is on is taken back by its own link. */
function CountLine({ view, count: { value, papers }, condition }: { view: SearchView; count: Count; condition?: Condition }) {
  const { parsed, address, period, results } = view;
  const counted = <span class="count">{results.more ? 'about ' : ''}{number(papers)}</span>;
  if (condition === undefined) return <li><span>{excerpt(value, LONGEST_SHOWN)}</span> {counted}</li>;
  const on = hasCondition(parsed, condition);
  const q = on ? withoutCondition(parsed, condition) : withCondition(parsed, condition);
  const title = condition.kind === 'category' ? categoryName(condition.code) : undefined;
  return (
    <li>
      <a href={routes.search({ q, order: address.order }, period)} aria-current={on ? 'true' : undefined} title={title}>{value}</a> {counted}
    </li>
  );
}
