import { createHash } from 'node:crypto';
import type { RequestFaults } from '../faults/box.js';
import { damagePage } from '../faults/damage.js';
import { isThere, knownUpTo } from '../faults/hidden.js';
import type { World } from '../world/world.js';
import { attributes, element, type Piece } from '../xml.js';
import { entryOf, second } from './entry.js';
import { parseSearch } from './search.js';

/** What answers a query besides its arguments. */
export interface ApiContext {
  world: World;
  /** Milliseconds since 1970. */
  now: number;
  faults: RequestFaults;
}

interface ApiAnswer {
  status: number;
  pieces: Piece[];
}

class QueryError extends Error {}

const ID = /^((?:\d{4}\.\d{4,5})|(?:[a-z-]+(?:\.[A-Z]{2})?\/\d{7}))(?:v(\d+))?$/;
const NAMESPACES = {
  'xmlns:opensearch': 'http://a9.com/-/spec/opensearch/1.1/',
  'xmlns:arxiv': 'http://arxiv.org/schemas/atom',
  xmlns: 'http://www.w3.org/2005/Atom',
};

/** The answer to /api/query; what is wrong with a query is an entry of its own, with status 400. */
export function answerApi(given: URLSearchParams, context: ApiContext): ApiAnswer {
  try {
    return { status: 200, pieces: results(given, context) };
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    return { status: 400, pieces: errorFeed(error.message, context.now) };
  }
}

function results(given: URLSearchParams, context: ApiContext): Piece[] {
  const [start, most] = [numberIn(given, 'start', 0), numberIn(given, 'max_results', 10)];
  const asked = { search: searchIn(given), ids: (given.get('id_list') ?? '').trim() };
  const found = asked.ids === '' ? searched(asked.search, given, context) : named(asked.ids, asked.search, context);
  const entries = found.slice(start, start + most).map((entry) => entry());
  const query = `search_query=${asked.search}&id_list=${asked.ids}&start=${start}&max_results=${most}`;
  const address = `https://arxiv.org/api/query?search_query=${asked.search}&start=${start}&max_results=${most}&id_list=${asked.ids}`;
  return [
    `<?xml version='1.0' encoding='UTF-8'?>\n<feed${attributes(NAMESPACES)}>\n`,
    `  ${element('id', `https://arxiv.org/api/${createHash('sha1').update(query).digest('base64').slice(0, 27)}`)}\n`,
    `  ${element('title', `arXiv Query: ${query}`)}\n  ${element('updated', second(context.now))}\n`,
    `  <link${attributes({ href: address, type: 'application/atom+xml' })}/>\n`,
    openSearch(most, found.length, start),
    ...damagePage(entries, context.faults.use('malformed')),
    '</feed>\n',
  ];
}

function openSearch(perPage: number, total: number, start: number): string {
  return `  <opensearch:itemsPerPage>${perPage}</opensearch:itemsPerPage>\n  <opensearch:totalResults>${total}</opensearch:totalResults>\n  <opensearch:startIndex>${start}</opensearch:startIndex>\n`;
}

/** Entries are written only when they are on the page. */
type Entry = () => string;

function named(ids: string, search: string, { world, now, faults }: ApiContext): Entry[] {
  const at = knownUpTo(now, faults);
  const there = isThere(world, faults);
  const test = search === '' ? () => true : parseSearch(search);
  return ids.split(',').flatMap((text): Entry[] => {
    const [, id, version] = ID.exec(text.trim()) ?? [];
    if (id === undefined) throw new QueryError(`incorrect id format for ${text.trim()}`);
    const paper = world.find(id.replace(/\.[A-Z]{2}\//, '/'), at);
    if (paper === undefined || !there(paper) || !test(paper, at, world)) return [];
    const entry = entryOf(world.state(paper, at), version === undefined ? undefined : Number(version));
    return entry === undefined ? [] : [() => entry];
  });
}

function searched(search: string, given: URLSearchParams, { world, now, faults }: ApiContext): Entry[] {
  if (search === '') return [];
  const at = knownUpTo(now, faults);
  const [test, there] = [parseSearch(search), isThere(world, faults)];
  const papers = world.newestFirst(at).filter((paper) => there(paper) && test(paper, at, world));
  if (given.get('sortBy') === 'lastUpdatedDate') papers.sort((a, b) => updatedAt(world, b, at) - updatedAt(world, a, at));
  if (given.get('sortOrder') === 'ascending') papers.reverse();
  return papers.map((paper) => () => entryOf(world.state(paper, at))!);
}

function updatedAt(world: World, paper: number, at: number): number {
  return world.eventsBy(paper, at).findLast(({ submitted }) => submitted !== undefined)!.submitted!;
}

/** A search without a field searches all of them, and is repeated so. */
function searchIn(given: URLSearchParams): string {
  const search = (given.get('search_query') ?? '').trim();
  return search === '' || /[:()\s]/.test(search) ? search : `all:${search}`;
}

function numberIn(given: URLSearchParams, name: string, fallback: number): number {
  const text = given.get(name);
  if (text === null) return fallback;
  if (!/^-?\d+$/.test(text)) throw new QueryError(`${name} must be an integer`);
  if (Number(text) < 0) throw new QueryError(`${name} must be >= 0`);
  return Number(text);
}

function errorFeed(message: string, now: number): Piece[] {
  const address = `https://arxiv.org/api/errors#${message.replaceAll(' ', '_')}`;
  const entry = [
    `    ${element('id', address)}\n    ${element('title', 'Error')}\n    ${element('updated', second(now))}\n`,
    `    <link${attributes({ href: address, rel: 'alternate', type: 'text/html' })}/>\n    ${element('summary', message)}\n`,
    '    <author>\n      <name>arXiv api core</name>\n    </author>\n',
  ];
  return [
    `<?xml version='1.0' encoding='UTF-8'?>\n<feed${attributes(NAMESPACES)}>\n  <id>https://arxiv.org/</id>\n  <title>arXiv Search Results</title>\n`,
    `  ${element('updated', second(now))}\n${openSearch(1, 1, 0)}  <entry>\n`,
    ...entry,
    '  </entry>\n</feed>\n',
  ];
}
