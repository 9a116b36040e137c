import { InvalidInputError } from '#lib';
import { KINDS, kindNamed } from '../feeds/kinds.js';
import { parseTrending } from '../feeds/trending.js';
import { readVotes } from '../feeds/options.js';
import { checkedZone } from './schedule.js';
import { FREQUENCIES, type Choice, type Wanted } from './types.js';

export const MOST_TOPICS = 20;
export const MOST_PAPERS = 50;
const LONGEST_NAME = 1_000;

export const DEFAULT_CHOICE: Readonly<Choice> = { topics: [{ kind: 'latest', name: '' }], frequency: 'weekdays', weekday: 1, hour: 7, zone: 'UTC', top: 10, votes: 0, replacements: false, whenEmpty: 'nothing' };

/** The fields of a form about a subscription, each with all that was given for it. */
export type Fields = Readonly<Record<string, readonly string[]>>;

/** What a form says of a subscription. @throws InvalidInputError for what cannot be had */
export function readChoice(fields: Fields): Choice {
  const one = (name: string) => fields[name]?.[0]?.trim() ?? '';
  const topics = [
    ...(one('latest') === '1' ? [{ kind: 'latest', name: '' }] : []),
    ...linesOf(fields['categories']).flatMap((line) => line.split(/[\s,]+/)).map((name) => ({ kind: 'category', name })),
    ...linesOf(fields['authors']).map((name) => ({ kind: 'author', name })),
    ...linesOf(fields['organisations']).map((name) => ({ kind: 'organisation', name })),
    ...linesOf(fields['trending']).map((name) => ({ kind: 'trending', name })),
    ...linesOf(fields['saved']).map((name) => ({ kind: 'saved-search', name })),
    ...linesOf(fields['searches']).map((name) => ({ kind: 'search', name })),
  ];
  const frequency = FREQUENCIES.find((known) => known === one('frequency')) ?? DEFAULT_CHOICE.frequency;
  return {
    topics: checkedTopics(topics),
    frequency,
    weekday: wholeNumber(one('weekday'), { least: 1, most: 7, otherwise: DEFAULT_CHOICE.weekday }),
    hour: wholeNumber(one('hour'), { least: 0, most: 23, otherwise: DEFAULT_CHOICE.hour }),
    zone: checkedZone(one('zone') || DEFAULT_CHOICE.zone),
    top: wholeNumber(one('top'), { least: 1, most: MOST_PAPERS, otherwise: DEFAULT_CHOICE.top }),
    votes: readVotes(one('votes')),
    replacements: one('replacements') === '1',
    // Nobody wants to be told every hour that there is nothing.
    whenEmpty: one('whenEmpty') === 'word' && frequency !== 'news' ? 'word' : 'nothing',
  };
}

function linesOf(texts: readonly string[] = []): string[] {
  return texts.flatMap((text) => text.toWellFormed().split(/[\r\n]+/)).map((line) => line.replace(/[\s\p{Cc}]+/gu, ' ').trim()).filter((line) => line !== '');
}

function checkedTopics(topics: readonly Wanted[]): Wanted[] {
  const each = [...new Map(topics.filter(({ kind, name }) => kindNamed(kind) !== undefined && (kind !== 'trending' || parseTrending(name) !== undefined) && (name !== '') === (KINDS[kind]?.argument !== undefined)).map((topic) => [`${topic.kind} ${topic.name}`, topic])).values()];
  if (each.length === 0) throw new InvalidInputError('Choose at least one list: the latest editions, a category, an author, an organisation, a search, or what is trending.');
  if (each.length > MOST_TOPICS) throw new InvalidInputError(`A mail has at most ${MOST_TOPICS} lists; these are ${each.length}. Leave some out, or subscribe twice.`);
  const long = each.find(({ name }) => name.length > LONGEST_NAME);
  if (long !== undefined) throw new InvalidInputError(`"${long.name.slice(0, 40)}…" is too long for the name of a list: it has at most ${LONGEST_NAME} characters.`);
  return each;
}

function wholeNumber(text: string, { least, most, otherwise }: { least: number; most: number; otherwise: number }): number {
  return /^\d{1,4}$/.test(text) ? Math.min(Math.max(least, Number(text)), most) : otherwise;
}
