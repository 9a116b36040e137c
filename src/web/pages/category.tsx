import { canonicalCategory, categoryAlias, categoryGroups, categoryName } from '#papers';
import type { PaperList } from '../app-context.js';
import type { Ballots } from '../ballots.js';
import { Layout } from '../layout.js';
import { ByVotesLink } from '../parts/by-votes-link.js';
import { FeedHead, FeedLink, usualTopic } from '../parts/feed-head.js';
import { Papers } from '../parts/paper-list.js';
import { type ListCursor, routes } from '../routes.js';
import type { Frame } from '../viewer.js';

export interface CategoryPageProps {
  frame: Frame;
  code: string;
  list: PaperList;
  cursor: ListCursor;
  ballots?: Ballots;
  /** The newest day that has an edition, to read this category of it. */
  latestDay?: string;
}

/** All that is stored in a category, newest first. */
export function CategoryPage({ frame, code, list, cursor, ballots, latestDay }: CategoryPageProps) {
  const name = categoryName(code);
  const alias = categoryAlias(code);
  const printed = frame.site.categories.length === 0 || frame.site.categories.includes(code);
  return (
    <Layout frame={frame} section="categories" title={name ? `${name} (${code})` : code} canonical={routes.category(code)} head={<FeedHead topic={usualTopic('category', code)} title={code} />}>
      <header class="list-head">
        <h1>{name ?? code}</h1>
        <p class="dateline">
          {name ? <><span class="code">{code}</span> · </> : null}
          {alias ? <>also <a href={routes.category(alias)}>{alias}</a> · </> : null}
          {list.papers.length > 0 ? 'all that is stored, newest first' : 'nothing stored is in this category'}
          {list.papers.length > 1 ? <ByVotesLink field="category" value={code} ballots={ballots} /> : null}
          {latestDay ? <> · <a href={routes.day(latestDay, { category: code, everything: !printed })}>in the latest edition</a></> : null}
          {list.papers.length > 0 ? <> · <FeedLink topic={usualTopic('category', code)} /></> : null}
        </p>
      </header>
      <div class="columns">
        <div>
          <Papers
            list={list}
          ballots={ballots}
            label={`Papers in ${code}`}
            start={routes.category(code)}
            next={list.next && routes.category(code, { after: list.next })}
            atStart={!cursor.after}
          />
        </div>
        <Siblings code={code} />
      </div>
    </Layout>
  );
}

/** The other categories of its group. */
function Siblings({ code }: { code: string }) {
  const group = categoryGroups().find(({ categories }) => categories.some((category) => category.code === canonicalCategory(code)));
  if (!group) return null;
  return (
    <aside class="side" aria-label={group.name}>
      <section>
        <h2>{group.name}</h2>
        <ul class="counts">
          {group.categories.map((category) => (
            <li>
              <a href={routes.category(category.code)} title={category.name} aria-current={category.code === code ? 'page' : undefined}>
                <span class="code">{category.code}</span> {category.name}
              </a>
            </li>
          ))}
        </ul>
      </section>
    </aside>
  );
}
