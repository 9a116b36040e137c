import { may } from '#community';
import { formatPeriod } from '#feed';
import type { Ballots } from '../ballots.js';
import { Layout } from '../layout.js';
import { FeedHead, usualTopic } from '../parts/feed-head.js';
import { searchTitle } from '../parts/search-head.js';
import { SearchResultsPart } from '../parts/search-results.js';
import { queryToKeep } from '../search-links.js';
import type { SearchView } from '../search-view.js';
import { roleOfViewer, type Frame } from '../viewer.js';

export interface SearchPageProps {
  frame: Frame;
  view: SearchView;
  ballots?: Ballots;
}

/** What was found for a query. */
export function SearchPage({ frame, view, ballots }: SearchPageProps) {
  const { address, period } = view;
  const title = `${searchTitle(view)}${period ? ` in ${formatPeriod(period)}` : ''}`;
  return (
    <Layout frame={frame} title={title} search={{ search: address, period }} head={<><meta name="robots" content="noindex" /><FeedHead topic={usualTopic('search', queryToKeep(view))} title={title} /></>}>
      <SearchResultsPart view={view} keeps={may(roleOfViewer(frame.viewer), 'save searches')} ballots={ballots} />
    </Layout>
  );
}
