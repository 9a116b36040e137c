import type { SavedSearch } from '#community';
import { FEED_FORMATS, feedAddress, FORMATS, type FeedTopic, type KeptFeed, MOST_DAYS, MOST_ENTRIES, MOST_VOTES, privateAddress, trendingTitle } from '#digest';
import { CHOOSABLE, choiceFields } from '../feed-choice.js';
import { Layout } from '../layout.js';
import { FeedHead, usualTopic } from '../parts/feed-head.js';
import { routes } from '../routes.js';
import type { Frame } from '../viewer.js';
import { counted } from '../words.js';

/** A feed of the reader's own, with what it is called; nothing when its list is gone. */
export interface NamedFeed {
  feed: KeptFeed;
  title?: string;
}

/** What became of an OPML file. */
export interface OpmlResult {
  kept: number;
  known: number;
  /** Titles of feeds that no Broadsheet gave. */
  others: string[];
}

export interface FeedsPageProps {
  frame: Frame;
  /** What the form asked for. */
  chosen?: { topic: FeedTopic; title: string };
  /** True when the form asked for something that is no list. */
  unreadable?: boolean;
  /** The reader's own; nothing for a visitor. */
  own?: { feeds: NamedFeed[]; searches: SavedSearch[] };
  taken?: OpmlResult;
}

/** Where any list is made into a feed, and a reader's own feeds are kept. */
export function FeedsPage({ frame, chosen, unreadable = false, own, taken }: FeedsPageProps) {
  return (
    <Layout frame={frame} title="Feeds" canonical={routes.feeds()} head={<FeedHead topic={usualTopic('latest')} title="Latest papers" />}>
      <header class="list-head">
        <h1>Feeds</h1>
        <p class="dateline">Every list of this paper can be read in a feed reader: paste an address into yours.{own ? <> Channels and programs are told by <a href={routes.hooks()}>hooks</a>.</> : null}</p>
        {taken ? <Taken taken={taken} /> : null}
      </header>
      <div class="list feeds">
        {chosen ? <Chosen {...chosen} keeps={own !== undefined} /> : <Usual frame={frame} />}
        <Chooser topic={chosen?.topic} unreadable={unreadable} />
        {own ? <Own own={own} /> : null}
        <Opml own={own !== undefined} />
      </div>
    </Layout>
  );
}

function Formats({ addresses }: { addresses: { words: string; href: string }[] }) {
  return <span class="feed-formats">{addresses.map(({ words, href }, index) => <>{index > 0 ? ' · ' : ''}<a href={href}>{words}</a></>)}</span>;
}

function openFormats(topic: FeedTopic) {
  return FEED_FORMATS.map((format) => ({ words: FORMATS[format].name, href: routes.feed(feedAddress(topic, format)) }));
}

function Usual({ frame: { site } }: { frame: Frame }) {
  const topics = [usualTopic('latest'), usualTopic('trending', 'week'), ...site.categories.map((code) => usualTopic('category', code))];
  return (
    <section>
      <h2>{site.categories.length > 0 ? 'The paper and its categories' : 'The paper'}</h2>
      <ul class="feed-list">
        {topics.map((topic) => <li><span>{topic.kind === 'latest' ? 'The latest editions' : (trendingTitle(topic.kind === 'trending' ? topic.name : '') ?? topic.name)}</span> <Formats addresses={openFormats(topic)} /></li>)}
      </ul>
    </section>
  );
}

function Chosen({ topic, title, keeps }: { topic: FeedTopic; title: string; keeps: boolean }) {
  return (
    <section>
      <h2>{title}</h2>
      <p><Formats addresses={openFormats(topic)} /></p>
      {keeps ? (
        <form method="post" action={routes.keepFeed()} class="actions">
          {Object.entries(choiceFields(topic)).map(([name, value]) => <input type="hidden" name={name} value={value} />)}
          <button>Keep it among my feeds</button>
        </form>
      ) : null}
    </section>
  );
}

function Chooser({ topic, unreadable }: { topic?: FeedTopic; unreadable: boolean }) {
  const options = topic?.options;
  return (
    <section>
      <h2>Choose a feed</h2>
      {unreadable ? <p class="notice" role="alert">There is no such list: say which category, author, organisation or search it is to be, or for trending a window such as week or month/cs.CL.</p> : null}
      <form method="get" action={routes.feeds()} class="fields">
        <p>
          <label for="list">A feed of</label>
          <select id="list" name="list">{CHOOSABLE.map(({ kind, words }) => <option value={kind} selected={kind === topic?.kind}>{words}</option>)}</select>
        </p>
        <p>
          <label for="name">Which one</label>
          <input id="name" name="name" value={topic?.name} maxlength={4000} placeholder="cs.CL, a name, a query, or week" />
        </p>
        <p>
          <label for="top">At most</label>
          <span><input id="top" name="top" type="number" min={1} max={MOST_ENTRIES} value={String(options?.top ?? 50)} /> papers, of the latest editions in each</span>
        </p>
        <p>
          <label for="days">Editions back</label>
          <input id="days" name="days" type="number" min={1} max={MOST_DAYS} value={String(options?.days ?? 2)} />
        </p>
        <p>
          <label for="votes">With at least</label>
          <span><input id="votes" name="votes" type="number" min={0} max={MOST_VOTES} value={String(options?.votes ?? 0)} /> votes</span>
        </p>
        <p>
          <label for="abstract">Abstracts</label>
          <Select name="abstract" now={options?.abstract} choices={[['full', 'whole'], ['summary', 'the first lines'], ['none', 'none']]} />
        </p>
        <p>
          <label for="kind">Announced as</label>
          <Select name="kind" now={options?.kind} choices={[['', 'new or cross-list'], ['new', 'new only'], ['cross-list', 'cross-list only']]} />
        </p>
        <p>
          <span></span>
          <label><input type="checkbox" name="replacements" value="1" checked={options?.replacements} /> new versions of older papers, too</label>
        </p>
        <p><span></span><button>Show its address</button></p>
      </form>
    </section>
  );
}

function Select({ name, now, choices }: { name: string; now?: string; choices: [value: string, words: string][] }) {
  return <select id={name} name={name}>{choices.map(([value, words]) => <option value={value} selected={value === now}>{words}</option>)}</select>;
}

function Own({ own: { feeds, searches } }: { own: NonNullable<FeedsPageProps['own']> }) {
  const kept = new Set(feeds.flatMap(({ feed: { topic } }) => (topic.kind === 'saved-search' ? [topic.name] : [])));
  const others = searches.filter(({ number }) => !kept.has(String(number)));
  return (
    <section>
      <h2>My feeds</h2>
      {feeds.length === 0 ? <p>None so far. What is kept here has an address of its own that only you know, and that you can take back.</p> : (
        <>
          <p class="hint">Their addresses hold a secret: whoever knows one reads that list. A new address makes the old one worthless.</p>
          <ul class="feed-list">{feeds.map((feed) => <li><OwnFeed {...feed} /></li>)}</ul>
        </>
      )}
      {others.length > 0 ? (
        <>
          <h3>Searches I keep</h3>
          <ul class="feed-list">{others.map((search) => <li><span>{search.name}</span> <KeepSearch search={search} /></li>)}</ul>
        </>
      ) : null}
    </section>
  );
}

function OwnFeed({ feed: { number, token }, title }: NamedFeed) {
  const addresses = FEED_FORMATS.map((format) => ({ words: FORMATS[format].name, href: routes.feed(privateAddress(token, format)) }));
  return (
    <>
      <span>{title ?? 'A list that is gone'}</span> {title === undefined ? null : <Formats addresses={addresses} />}
      <details class="save-search">
        <summary>Change it</summary>
        <form method="post" action={routes.changeKeptFeed(number, 'address')}><button>Give it a new address</button></form>
        <form method="post" action={routes.changeKeptFeed(number, 'remove')}><button>Remove it</button></form>
      </details>
    </>
  );
}

function KeepSearch({ search }: { search: SavedSearch }) {
  return (
    <form method="post" action={routes.keepFeed()}>
      <input type="hidden" name="list" value="saved-search" />
      <input type="hidden" name="name" value={String(search.number)} />
      <button aria-label={`Make it a feed: ${search.name}`}>Make it a feed</button>
    </form>
  );
}

function Opml({ own }: { own: boolean }) {
  return (
    <section>
      <h2>For feed readers</h2>
      <p><a href={routes.feedsOpml()} download="broadsheet.opml">{own ? 'My feeds as OPML' : 'These feeds as OPML'}</a>, which every feed reader takes in.</p>
      {own ? (
        <form method="post" action={routes.takeOpml()} enctype="multipart/form-data" class="actions">
          <label for="opml">Take in feeds from an OPML file</label>
          <p><input type="file" id="opml" name="opml" accept=".opml,.xml,text/xml,text/x-opml" required /></p>
          <button>Take it in</button>
          <p class="hint">Lists of any Broadsheet are kept here as yours; other feeds are left out. At most 64 kB.</p>
        </form>
      ) : null}
    </section>
  );
}

function Taken({ taken: { kept, known, others } }: { taken: OpmlResult }) {
  return (
    <div class="notice" role="status">
      <p>
        {counted(kept, 'feed')} taken in{known > 0 ? `, ${counted(known, 'feed')} known already` : ''}.
        {others.length > 0 ? ` Left out, as no Broadsheet gave them: ${others.slice(0, 10).join(', ')}${others.length > 10 ? ` and ${others.length - 10} more` : ''}.` : ''}
      </p>
    </div>
  );
}
