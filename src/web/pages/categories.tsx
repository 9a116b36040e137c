import { type CategoryGroup, categoryGroups } from '#papers';
import { isCategoryCode } from '../edition-query.js';
import { Layout } from '../layout.js';
import { routes } from '../routes.js';
import type { Frame } from '../viewer.js';
import { number } from '../words.js';

export interface CategoriesPageProps {
  frame: Frame;
  /** How many stored papers are in each category. */
  counts: ReadonlyMap<string, number>;
}

/** Every category by group, with what is stored of it. */
export function CategoriesPage({ frame, counts }: CategoriesPageProps) {
  const known = new Set(categoryGroups().flatMap(({ categories }) => categories.map(({ code }) => code)));
  const others = [...counts.keys()].filter((code) => !known.has(code) && isCategoryCode(code)).sort();
  const printed = frame.site.categories.length;
  return (
    <Layout frame={frame} section="categories" title="Categories">
      <header class="list-head">
        <h1>Categories</h1>
        <p class="dateline">
          {printed > 0 ? `Editions hold ${number(printed)} of them, set in bold.` : 'Editions hold all of them.'} The figure is how many papers are stored.
        </p>
      </header>
      <div class="groups">
        {categoryGroups().map((group) => <Group frame={frame} group={group} counts={counts} />)}
        {others.length > 0 ? (
          <Group frame={frame} counts={counts} group={{ code: 'other', name: 'Other codes', categories: others.map((code) => ({ code, name: '' })) }} />
        ) : null}
      </div>
    </Layout>
  );
}

function Group({ frame, group, counts }: CategoriesPageProps & { group: CategoryGroup }) {
  return (
    <section>
      <h2>{group.name}</h2>
      <ul class="counts">
        {group.categories.map(({ code, name }) => (
          <li class={frame.site.categories.includes(code) ? 'printed' : undefined}>
            <a href={routes.category(code)}><span class="code">{code}</span> {name}</a>
            {counts.has(code) ? <span class="count">{number(counts.get(code)!)}</span> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
