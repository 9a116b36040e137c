import { parseXml, XmlElement } from '@rgrove/parse-xml';
import { InvalidInputError, messageOf } from '#lib';
import { element, xmlText } from './xml.js';

/** One feed in a list of feeds. */
export interface Outline {
  title: string;
  /** The feed's address. */
  xmlUrl: string;
  /** The page with the same list. */
  htmlUrl?: string;
  /** What the list is, as the rest of an open address (`search.atom?q=tables`): an address with a secret does not say it. */
  list?: string;
}

const NAMESPACE = 'tag:broadsheet,2026:opml';
/** Nobody reads so many; a file of millions of outlines is an attack. */
const MOST_OUTLINES = 1_000;

/** Feeds as OPML 2.0 (http://opml.org/spec2.opml), which every feed reader takes in. */
export function writeOpml({ title, outlines }: { title: string; outlines: readonly Outline[] }): string {
  const lines = [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<opml version="2.0" xmlns:broadsheet="${NAMESPACE}">`,
    `<head><title>${xmlText(title)}</title></head>`,
    '<body>',
    ...outlines.map(({ title, xmlUrl, htmlUrl, list }) => element('outline', { type: 'rss', text: title, title, xmlUrl, htmlUrl, 'broadsheet:list': list })),
    '</body>',
    '</opml>',
  ];
  return `${lines.join('\n')}\n`;
}

/** The feeds that an OPML file names, in folders or not, each address once. @throws InvalidInputError when it is no OPML */
export function readOpml(text: string): Outline[] {
  const { root } = parsed(text);
  if (root?.name !== 'opml') throw new InvalidInputError('The file is no OPML: it should begin with an element <opml>. Export the list of feeds from your feed reader as OPML and send that file.');
  const found = new Map<string, Outline>();
  // A pile of its own: files may be nested deeper than calls can be.
  const waiting: XmlElement[] = [root];
  for (let next = waiting.pop(); next !== undefined && found.size < MOST_OUTLINES; next = waiting.pop()) {
    const outline = next.name === 'outline' ? outlineOf(next) : undefined;
    if (outline !== undefined && !found.has(outline.xmlUrl)) found.set(outline.xmlUrl, outline);
    waiting.push(...next.children.filter((child) => child instanceof XmlElement).reverse());
  }
  return [...found.values()];
}

function parsed(text: string) {
  try {
    return parseXml(text.toWellFormed().replace(/^\ufeff/, ''));
  } catch (error) {
    throw new InvalidInputError(`The file cannot be read as XML: ${messageOf(error).split('\n')[0]}`, { cause: error });
  }
}

function outlineOf({ attributes }: XmlElement): Outline | undefined {
  const xmlUrl = attributes['xmlUrl']?.trim();
  if (xmlUrl === undefined || xmlUrl === '') return undefined;
  return { title: attributes['title'] ?? attributes['text'] ?? xmlUrl, xmlUrl, htmlUrl: attributes['htmlUrl'], list: attributes['broadsheet:list'] };
}
