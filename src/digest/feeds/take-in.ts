import { readOpml, type Outline } from './opml.js';
import { parseFeedAddress } from './address.js';
import type { FeedTopic } from './types.js';

/** What an OPML file brings: lists of this paper, and feeds that are not ours to give. */
export interface TakenIn {
  topics: FeedTopic[];
  /** Addresses with a secret: whoever sent the file knows them, and they may be of this paper. */
  tokens: string[];
  others: Outline[];
}

/** Where feeds stand on every Broadsheet. */
const PLACE = /\/feeds\/(.+)$/s;

/** Reads a list of feeds as OPML: each that a Broadsheet gave, here or elsewhere, is a list that can be kept here. @throws InvalidInputError */
export function takenFrom(opml: string): TakenIn {
  const taken: TakenIn = { topics: [], tokens: [], others: [] };
  for (const outline of readOpml(opml)) {
    const address = outline.list === undefined ? addressOf(outline.xmlUrl) : relativeAddress(outline.list);
    if (address === undefined) taken.others.push(outline);
    else if ('token' in address) taken.tokens.push(address.token);
    else taken.topics.push(address.topic);
  }
  return taken;
}

function addressOf(xmlUrl: string) {
  const url = URL.parse(xmlUrl);
  const below = url === null ? undefined : PLACE.exec(url.pathname)?.[1];
  return below === undefined ? undefined : relativeAddress(`${below}${url!.search}`);
}

/** Reads what stands behind the place of feeds, encoded as in an address. */
function relativeAddress(text: string) {
  const [path = '', query = ''] = text.split(/\?(.*)/s);
  try {
    return parseFeedAddress({ path: decodeURIComponent(path), search: new URLSearchParams(query) });
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
