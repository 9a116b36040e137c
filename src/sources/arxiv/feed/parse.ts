import type { Cut } from '../../xml/cutter.js';
import { XmlReader } from '../../xml/reader.js';
import { readEntry } from '../entries.js';
import { wrongKind, type BadEntry } from '../errors.js';
import { newYorkDay } from './day.js';
import { itemOf, type FeedItem } from './item.js';

export type { FeedItem, Listing } from './item.js';

/** An announcement feed of one day. */
export interface Feed {
  /** The day it says it is of. It is today's even when what it holds is an earlier day's, and on days without an edition. */
  day?: string;
  items: FeedItem[];
  bad: BadEntry[];
  /** What it says instead, when it was asked for something that it does not have. */
  error?: string;
  /** True when it holds as many items as arXiv puts into a feed, so that some may be missing. */
  isFull: boolean;
  /** False when it ends before its own end. */
  isWhole: boolean;
}

/** github.com/arXiv/arxiv-feed, feed/database.py, state of 2026. Replacements by version 6 and later are never in it. */
const MOST_ITEMS = 2_000;
const SHAPE = { roots: ['rss', 'feed'], repeated: ['item', 'entry'], single: ['title', 'pubDate', 'lastBuildDate', 'updated', 'description', 'subtitle'] };

/** Reads a feed, RSS 2.0 or Atom, that comes in pieces. No bytes make it throw before its end. */
export class FeedParser {
  private readonly reader = new XmlReader(SHAPE);
  private readonly facts = new Map<string, string>();
  private readonly items: FeedItem[] = [];
  private readonly bad: BadEntry[] = [];

  /** @param topics the categories or archives that it was asked for */
  constructor(private readonly topics: readonly string[]) {}

  push(piece: Uint8Array): void {
    for (const cut of this.reader.push(piece)) this.take(cut);
  }

  /** @throws AnswerError when it was no feed at all */
  end(): Feed {
    if (!this.reader.isOfKind) throw wrongKind('an announcement feed', this.reader.beginning);
    for (const cut of this.reader.end()) this.take(cut);
    const { items, bad } = this;
    return { day: this.day(), items, bad, error: this.error(), isFull: items.length + bad.length >= MOST_ITEMS, isWhole: this.reader.isWhole };
  }

  private take(cut: Cut): void {
    const { name } = 'element' in cut ? cut.element : cut.damage;
    if (name === 'item' || name === 'entry') {
      const item = readEntry(cut, this.bad, (element) => itemOf(element, { topics: this.topics, day: this.day() }));
      if (item !== undefined) this.items.push(item);
    } else {
      const text = readEntry(cut, this.bad, (element) => element.text.trim());
      if (text !== undefined && !this.facts.has(name)) this.facts.set(name, text);
    }
  }

  private day(): string | undefined {
    return newYorkDay(this.facts.get('pubDate')) ?? newYorkDay(this.facts.get('lastBuildDate') ?? this.facts.get('updated')) ?? this.items[0]?.day;
  }

  private error(): string | undefined {
    if (!this.facts.get('title')?.startsWith('Feed error')) return undefined;
    return this.facts.get('description') ?? this.facts.get('subtitle') ?? this.facts.get('title');
  }
}

/** Reads a whole feed. @throws AnswerError when it is none */
export function parseFeed(bytes: Uint8Array, topics: readonly string[]): Feed {
  const parser = new FeedParser(topics);
  parser.push(bytes);
  return parser.end();
}
