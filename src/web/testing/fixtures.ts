import type { SavedSearch } from '#community';
import type { Edition, EditionEntry, EditionQuery } from '#feed';
import type { Paper } from '#papers';
import type { GatherStatus } from '#sources';
import type { ImportView } from '../app-context.js';
import type { Frame } from '../viewer.js';

/** A paper with everything a test does not care about filled in. */
export function paper(given: Partial<Paper> = {}): Paper {
  const number = given.number ?? 1;
  const id = given.id ?? `2606.0${String(1000 + number)}`;
  return {
    number,
    id,
    seq: number,
    ids: [{ scheme: 'arxiv', value: id }],
    title: 'Sorting letters by candle light',
    abstract: 'We sort letters by candle light and count how many we drop.',
    authors: [{ name: 'Ada Brown' }, { name: 'Ben Czerny' }],
    authorCount: given.authors?.length ?? 2,
    categories: ['cs.DS', 'cs.HC'],
    published: '2026-06-01T12:30:00Z',
    versions: [],
    withdrawn: false,
    links: [],
    sources: ['arxiv'],
    announcements: [{ day: '2026-06-03', kind: 'new', category: 'cs.DS', computed: false }],
    ...given,
  };
}

/** Text that would do harm if any of it reached a page as markup. */
export const HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)> \u202Egpj.exe </title></script>';

export function hostilePaper(): Paper {
  return paper({
    number: 666,
    id: "file:a'b&c",
    title: HOSTILE,
    abstract: `${HOSTILE} $\\href{javascript:alert(1)}{x}$ ${'{'.repeat(400)}`,
    comment: HOSTILE,
    authors: [{ name: HOSTILE, affiliation: HOSTILE }],
    organisation: HOSTILE,
    categories: [HOSTILE],
    ids: [{ scheme: HOSTILE, value: HOSTILE }, { scheme: 'doi', value: '10.1000/"><b>' }],
    journalRef: HOSTILE,
    licence: 'javascript:alert(1)',
    submitter: HOSTILE,
    reportNumber: HOSTILE,
    links: [{ kind: 'code', url: 'javascript:alert(1)' }, { kind: 'project', url: 'https://example.org/"><b>' }],
    sources: [HOSTILE],
  });
}

export function entry(place: number, given: Partial<EditionEntry> = {}): EditionEntry {
  return {
    place,
    paper: paper({ number: place }),
    kind: 'new',
    day: '2026-06-03',
    computed: false,
    score: { value: 1.65, terms: [{ name: 'authors', words: '2 authors', value: 1.65 }] },
    ...given,
  };
}

/** A day's edition that holds the given entries. */
export function edition(given: Partial<Edition> = {}, query: Partial<EditionQuery> = {}): Edition {
  const entries = given.entries ?? [entry(1), entry(2)];
  return {
    query: { period: { kind: 'day', key: '2026-06-03' }, ...query },
    total: entries.length,
    matching: entries.length,
    newCount: entries.length,
    crossListCount: 0,
    codeCount: 0,
    categories: [{ category: 'cs.DS', count: entries.length }],
    entries,
    previous: { kind: 'day', key: '2026-06-02' },
    next: { kind: 'day', key: '2026-06-04' },
    replacements: [],
    ...given,
  };
}

export function frame(given: Partial<Frame['site']> & { owner?: boolean } = {}): Frame {
  const { owner = true, ...site } = given;
  return {
    site: { name: 'Broadsheet', categories: ['cs.DS'], paperCount: 1234, readers: 1, ...site },
    viewer: { owner, theme: 'auto', ...(owner ? { reader: 1 } : {}) },
    path: '/papers/date/2026-06-03?category=cs.DS',
  };
}

export function importView(given: Partial<ImportView> = {}): ImportView {
  return {
    id: '1',
    name: 'letters.bib',
    state: 'done',
    started: '2026-06-03T07:12:00Z',
    read: 1200,
    saved: 1190,
    unchanged: 0,
    bad: 0,
    firstBad: [],
    ...given,
  };
}

export function savedSearch(given: Partial<SavedSearch> = {}): SavedSearch {
  return { number: 1, name: 'Letters by night', query: 'letters', seenPaper: 1, seenAt: '2026-06-01T08:00:00.000Z', removed: false, ...given };
}

/** Gathering on a good day. */
export function gatherStatus(given: Partial<GatherStatus> = {}): GatherStatus {
  return {
    source: 'arxiv',
    standing: 'no choice',
    now: '2026-06-03T00:10:00.000Z',
    categories: ['cs.DS'],
    day: '2026-06-03',
    about: ['The feed announced 2 papers (2 new, 0 cross-listed) and 0 replacements.'],
    next: { day: '2026-06-04', instant: '2026-06-04T00:00:00Z' },
    roads: [
      { road: 'feed', name: 'announcement feed', host: 'rss.arxiv.org', lastSuccess: '2026-06-03T00:05:00.000Z', lastTry: '2026-06-03T00:05:00.000Z', requests: 3, records: 2, nextTry: '2026-06-04T00:00:00.000Z' },
      { road: 'harvest', name: 'harvest (OAI-PMH)', host: 'oaipmh.arxiv.org', failingSince: '2026-06-03T00:06:00.000Z', error: 'oaipmh.arxiv.org is not available for now (status 503).', requests: 1, records: 0, nextTry: '2026-06-03T00:12:00.000Z' },
    ],
    harvests: [{ part: 'cs', purpose: 'newest', first: '2026-06-02', state: 'running', pages: 1, records: 612, total: 1184, bad: 1, badEntries: [{ words: 'A tag is not closed.', offset: 1234 }], started: '2026-06-03T00:05:30.000Z' }],
    ...given,
  };
}
