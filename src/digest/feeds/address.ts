import { KINDS, kindNamed } from './kinds.js';
import { readOptions, writeOptions } from './options.js';
import { FEED_FORMATS, type FeedFormat, type FeedTopic } from './types.js';

/** What stands in the path in place of a kind where a secret says which list it is. */
const PRIVATE = 'private';
const LONGEST_NAME = 4_000;

/** A feed as its address names it. */
export type FeedAddress = { topic: FeedTopic; format: FeedFormat } | { token: string; format: FeedFormat };

/** An address below the place where feeds are: the path without encoding, and the query. */
export interface AddressParts {
  path: string;
  search: URLSearchParams;
}

/** Reads `category/cs.LG.atom` with its query; undefined where no feed can be. Whether there is such a list is not known yet. */
export function parseFeedAddress({ path, search }: AddressParts): FeedAddress | undefined {
  const format = FEED_FORMATS.find((one) => path.endsWith(`.${one}`));
  if (format === undefined) return undefined;
  const bare = path.slice(0, -format.length - 1);
  const [word = '', rest = ''] = split(bare);
  if (word === PRIVATE) return rest === '' ? undefined : { token: rest, format };
  const kind = kindNamed(word);
  if (kind === undefined || (kind.argument === 'path') !== (rest !== '')) return undefined;
  const name = (kind.argument === 'q' ? (search.get('q') ?? '') : rest).toWellFormed().trim();
  if (name.length > LONGEST_NAME || (kind.argument !== undefined && name === '')) return undefined;
  return kind.personal ? undefined : { topic: { kind: word, name, options: readOptions(search) }, format };
}

/** The address that `parseFeedAddress` reads back. */
export function feedAddress({ kind, name, options }: FeedTopic, format: FeedFormat): AddressParts {
  const inPath = KINDS[kind]?.argument === 'path';
  const search = new URLSearchParams([...(KINDS[kind]?.argument === 'q' ? [['q', name] as [string, string]] : []), ...writeOptions(options)]);
  return { path: `${kind}${inPath ? `/${name}` : ''}.${format}`, search };
}

/** The address of a list that only its secret opens. */
export function privateAddress(token: string, format: FeedFormat): AddressParts {
  return { path: `${PRIVATE}/${token}.${format}`, search: new URLSearchParams() };
}

function split(text: string): [string, string] {
  const slash = text.indexOf('/');
  return slash === -1 ? [text, ''] : [text.slice(0, slash), text.slice(slash + 1)];
}
