import { Layout } from '../layout.js';
import { DateText } from '../parts/date.js';
import { MetaLine } from '../parts/meta-line.js';
import { Place } from '../parts/place.js';
import { SetText } from '../parts/set-text.js';
import { routes } from '../routes.js';
import type { SamplePaper } from '../sample.js';
import type { Frame } from '../viewer.js';
import { counted } from '../words.js';

/** What an edition looks like, before there is one. */
export function SamplePage({ frame, papers }: { frame: Frame; papers: SamplePaper[] }) {
  return (
    <Layout frame={frame} section="edition" title="Sample edition" description="A sample of what an edition looks like.">
      <header class="edition-head">
        <h1>Sample edition</h1>
        <p class="dateline">{counted(papers.length, 'paper')} of the past years, each in our own words</p>
      </header>
      <div class="notice">
        <p>
          This is a sample to look at. None of it is stored: it is in no search, export or feed, and it goes away when your
          first papers come.
        </p>
        {frame.viewer.owner ? (
          <form method="post" action={routes.hideSample()}><button>Put it away</button></form>
        ) : null}
      </div>
      <ol class="cards list" data-papers>
        {papers.map((paper, index) => <li><SampleCard paper={paper} place={index + 1} /></li>)}
      </ol>
    </Layout>
  );
}

function SampleCard({ paper, place }: { paper: SamplePaper; place: number }) {
  const { title, date, authors, organisation, about } = paper;
  const facts = [authors ? counted(authors, 'author') : null, organisation, date ? <DateText date={date} /> : null];
  return (
    <article class="card" aria-labelledby={`s${place}`}>
      <Place place={place} />
      <h2 id={`s${place}`} tabindex={-1}><SetText source={title} as="title" /></h2>
      <MetaLine facts={facts} />
      <p class="abstract">{about}</p>
    </article>
  );
}
