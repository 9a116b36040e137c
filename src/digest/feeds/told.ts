import { DEFAULT_OPTIONS, writeOptions } from './options.js';
import type { FeedTopic } from './types.js';

/** The hub is sent one form with three addresses for each. */
const MOST_CATEGORIES = 50;
const TRENDING = ['day', 'week', 'month'];

/**
 * The lists of which a WebSub hub is told, each with those that change with it. Only these name the hub: a feed reader that relies
 * on a hub which nobody tells would wait for ever. Any other list would have to be read again and again to know whether it changed.
 */
export function toldTopics(categories: readonly string[]): { first: FeedTopic; others: FeedTopic[] }[] {
  return [
    { first: usual('latest', ''), others: categories.slice(0, MOST_CATEGORIES).map((code) => usual('category', code)) },
    ...TRENDING.map((window) => ({ first: usual('trending', window), others: [] })),
  ];
}

/** Whether the hub is told of this very feed: one with other options has an address of its own, which nobody tells of. */
export function isTold({ kind, name, options, reader }: FeedTopic, categories: readonly string[]): boolean {
  const told = toldTopics(categories).flatMap(({ first, others }) => [first, ...others]);
  return reader === undefined && String(writeOptions(options)) === '' && told.some((topic) => topic.kind === kind && topic.name === name);
}

function usual(kind: string, name: string): FeedTopic {
  return { kind, name, options: DEFAULT_OPTIONS };
}
