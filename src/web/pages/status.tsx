import type { SearchStatus } from '#search';
import type { GatherStatus } from '#sources';
import { Layout } from '../layout.js';
import { GatherSwitch } from '../parts/gather-switch.js';
import { HarvestList } from '../parts/harvest-list.js';
import { isSearchBusy, SearchStatusSection } from '../parts/search-status.js';
import { RoadList } from '../parts/road-list.js';
import { routes } from '../routes.js';
import type { Frame } from '../viewer.js';
import { counted, dayInNewYork, exactDate, listed, longDay } from '../words.js';

export interface StatusPageProps {
  frame: Frame;
  status: GatherStatus;
  search: SearchStatus;
}

/** What is gathered, how it goes, and why the newest edition has as many papers as it has. */
export function StatusPage({ frame, status, search }: StatusPageProps) {
  const { day, about, next, roads, harvests, back } = status;
  const busy = status.standing === 'gathering' || isSearchBusy(search);
  return (
    <Layout frame={frame} title="Status" scripts={['progress']} head={busy ? <noscript><meta http-equiv="refresh" content="10" /></noscript> : null}>
      <header class="list-head">
        <h1>Status</h1>
        <p class="dateline">{standingWords(status)}</p>
      </header>
      <import-progress src={routes.status()} busy={busy ? '' : undefined} aria-live="off">
        <section class="status">
          <h2>Edition of <a href={routes.day(day)}>{longDay(day)}</a></h2>
          {about.length > 0 ? about.map((sentence) => <p>{sentence}</p>) : <p>Nothing to report.</p>}
          <p class="meta">
            The next one, for {longDay(next.day)}, is due <time datetime={next.instant} title={exactDate(next.instant)}>{dayInNewYork(next.instant)}, 20:00 New York</time>.
          </p>
        </section>
        <section class="status">
          <h2>arXiv</h2>
          <ClockWarning status={status} />
          <RoadList roads={roads} now={status.now} />
        </section>
        <SearchStatusSection status={search} />
        {back ? <section class="status"><h2>The way back</h2><p>{back.words}</p></section> : null}
        {harvests.length > 0 ? <HarvestList harvests={harvests} /> : null}
      </import-progress>
      {frame.viewer.owner ? <GatherSwitch status={status} from={routes.status()} /> : null}
    </Layout>
  );
}

function ClockWarning({ status: { clockAheadHours } }: { status: GatherStatus }) {
  if (clockAheadHours === undefined) return null;
  const way = clockAheadHours > 0 ? 'ahead of' : 'behind';
  return <p class="message">This machine’s clock is {counted(Math.abs(clockAheadHours), 'hour')} {way} arXiv’s. Editions come out by it: set it right.</p>;
}

function standingWords({ standing, pausedSince, categories }: GatherStatus): string {
  if (standing === 'offline') return 'Nothing is gathered: this paper was started with BROADSHEET_OFFLINE.';
  if (standing === 'paused') return `Gathering is paused${pausedSince ? ` since ${exactDate(pausedSince)}` : ''}.`;
  if (standing === 'no choice' || categories === undefined) return 'Nothing is gathered until the owner has chosen categories.';
  return `Gathering ${categories.length === 0 ? 'all of arXiv' : categories.length > 12 ? counted(categories.length, 'category', 'categories') : listed([...categories])}.`;
}
