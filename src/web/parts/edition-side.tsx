import type { Edition, Period } from '#feed';
import { categoryName } from '#papers';
import type { EditionDay } from '../app-context.js';
import { isCategoryCode } from '../edition-query.js';
import { monthOfPeriod, periodName } from '../period.js';
import { routes } from '../routes.js';
import type { Site } from '../viewer.js';
import { counted, monthName, number } from '../words.js';
import { aboutEdition } from './about-edition.js';
import { Calendar, MonthLinks } from './calendar.js';
import { changed } from './filters.js';
import { Glass } from './search-box.js';
import { SetText } from './set-text.js';

const FIRST_CATEGORIES = 12;

/** The narrow column: the month, what is in the edition, and how it was made. */
export function EditionSide({ edition, days, site, gathered }: { edition: Edition; days: EditionDay[]; site: Site; gathered: readonly string[] }) {
  const month = monthOfPeriod(edition.query.period);
  const here = edition.query.period.kind === 'day' ? edition.query.period.key : undefined;
  return (
    <aside class="side" aria-label="About this edition">
      <details open>
        <summary><h2>{monthName(month)}</h2></summary>
        <Calendar month={month} days={days} here={here} counts="on hover" />
        <MonthLinks month={month} />
      </details>
      {edition.query.period.kind === 'day' ? null : <SearchPeriod period={edition.query.period} />}
      {edition.categories.length > 0 ? <ByCategory edition={edition} /> : null}
      {edition.entries.length > 0 ? <About edition={edition} site={site} gathered={gathered} /> : null}
      {edition.replacements.length > 0 ? <Replacements edition={edition} /> : null}
    </aside>
  );
}

/** A day's papers are soon looked through; those of a week or month are not. */
function SearchPeriod({ period }: { period: Period }) {
  return (
    <section>
      <h2><label for="search-period">Search {period.kind === 'week' ? 'this week' : 'this month'}</label></h2>
      <form class="search-form" role="search" aria-label={`Search ${periodName(period)}`} method="get" action={routes.edition(period)}>
        <input type="search" id="search-period" name="q" maxlength={4000} required autocomplete="off" />
        <button aria-label={`Search ${periodName(period)}`}><Glass /></button>
      </form>
    </section>
  );
}

function ByCategory({ edition }: { edition: Edition }) {
  const asked = edition.categories.filter(({ category }) => isCategoryCode(category));
  const [first, rest] = [asked.slice(0, FIRST_CATEGORIES), asked.slice(FIRST_CATEGORIES)];
  return (
    <section id="by-category">
      <h2>By category</h2>
      <CategoryList edition={edition} categories={first} />
      {rest.length > 0 ? (
        <details class="rest">
          <summary>{counted(rest.length, 'more category', 'more categories')}</summary>
          <CategoryList edition={edition} categories={rest} />
        </details>
      ) : null}
    </section>
  );
}

function CategoryList({ edition, categories }: Pick<Edition, 'categories'> & { edition: Edition }) {
  return (
    <ul class="counts">
      {categories.map(({ category, count }) => (
        <li>
          <a href={changed(edition, { category })} title={categoryName(category)} aria-current={edition.query.category === category ? 'true' : undefined}>
            <span class="code">{category}</span> {categoryName(category) ?? ''}
          </a>
          <span class="count">{number(count)}</span>
        </li>
      ))}
    </ul>
  );
}

function About({ edition, site, gathered }: { edition: Edition; site: Site; gathered: readonly string[] }) {
  const everything = edition.query.everything ?? false;
  return (
    <section class="about">
      <h2>How this edition is made</h2>
      {[...gathered, ...aboutEdition(edition)].map((sentence) => <p>{sentence}</p>)}
      {site.categories.length > 0 ? (
        <p>
          <a href={changed(edition, { everything: !everything, category: undefined })}>
            {everything ? 'Only the chosen categories' : 'Show everything stored'}
          </a>
        </p>
      ) : null}
    </section>
  );
}

function Replacements({ edition: { replacements } }: { edition: Edition }) {
  return (
    <section>
      <details class="replacements">
        <summary><h2>{counted(replacements.length, 'new version')} of older papers</h2></summary>
        <ul>
          {replacements.map(({ id, title }) => <li><a href={routes.paper(id)}><SetText source={title} as="title" /></a></li>)}
        </ul>
      </details>
    </section>
  );
}
