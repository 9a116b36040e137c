import type { Deed } from '#community';
import { Layout } from '../layout.js';
import { routes } from '../routes.js';
import type { Frame } from '../viewer.js';
import { exactDate, saidDate } from '../words.js';

const PAGE = 100;

/** What editors and administrators did, the newest first. */
export function LogPage({ frame, deeds }: { frame: Frame; deeds: Deed[] }) {
  const last = deeds.at(-1)?.number;
  return (
    <Layout frame={frame} title="What was decided">
      <header class="list-head">
        <h1>What was decided</h1>
        <p class="dateline">What editors and administrators of this paper did, and why. Nothing is taken out of it.</p>
      </header>
      <div class="list account">
        {deeds.length === 0 ? <p class="hint">Nothing so far. When somebody is given a role, suspended or restored, a mail is stopped or sent again, or what the paper holds or how it is ordered is changed, it stands here.</p> : (
          <ol class="rows log">{deeds.map((deed) => <li><Line deed={deed} /></li>)}</ol>
        )}
        {deeds.length === PAGE && last !== undefined ? <p><a href={routes.log(last)}>Earlier</a></p> : null}
      </div>
    </Layout>
  );
}

function Line({ deed }: { deed: Deed }) {
  return (
    <>
      <time datetime={deed.at} title={exactDate(deed.at)}>{saidDate(deed.at)}</time>:{' '}
      <bdi>{deed.by.name}</bdi> {deed.what}
      {deed.about === undefined ? (deed.hidden?.somebody ? ' somebody' : '') : <> <a href={routes.reader(deed.about.number)}><bdi>{deed.about.name}</bdi></a></>}
      {deed.hidden ? <>. <small>A private matter.</small></> : deed.why === '' ? '.' : <>: {deed.why}{deed.private ? <small> (private)</small> : null}</>}
    </>
  );
}
