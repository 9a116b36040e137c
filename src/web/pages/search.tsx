import { formatPeriod } from '#feed';
import { Layout } from '../layout.js';
import { FeedHead, usualTopic } from '../parts/feed-head.js';
import { searchTitle } from '../parts/search-head.js';
import { SearchResultsPart } from '../parts/search-results.js';
import type { SearchView } from '../search-view.js';
import type { Frame } from '../viewer.js';

export interface SearchPageProps {
  frame: Frame;
  view: SearchView;
}

/** What was found for a query. */
export function SearchPage({ frame, view }: SearchPageProps) {
  const { address, period } = view;
  const title = `${searchTitle(view)}${period ? ` in ${formatPeriod(period)}` : ''}`;
  return (
    <Layout frame={frame} title={title} search={{ search: address, period }} head={<><meta name="robots" content="noindex" /><FeedHead topic={usualTopic('search', address.q)} title={title} /></>}>
      <SearchResultsPart view={view} owner={frame.viewer.owner} />
    </Layout>
  );
}
