import { KINDS, kindNamed, readOptions, writeOptions, type FeedTopic } from '#digest';

/** The list that the form of the page of feeds asks for; undefined when it names none. */
export function readFeedChoice(search: URLSearchParams): FeedTopic | undefined {
  const kind = search.get('list') ?? '';
  const name = (search.get('name') ?? '').toWellFormed().trim() || (USUAL[kind] ?? '');
  const argument = kindNamed(kind)?.argument;
  if (kindNamed(kind) === undefined || (argument !== undefined && name === '') || name.length > 4_000) return undefined;
  return { kind, name: argument === undefined ? '' : name, options: readOptions(search) };
}

/** What a field left empty means, where it can be left so. */
const USUAL: Readonly<Record<string, string>> = { trending: 'week' };

/** The fields by which `readFeedChoice` reads a list back. */
export function choiceFields({ kind, name, options }: FeedTopic): Record<string, string> {
  return { list: kind, ...(name === '' ? {} : { name }), ...Object.fromEntries(writeOptions(options)) };
}

/** What each kind of list is called where one is chosen; kinds of readers' own lists are chosen where those lists are. */
export const CHOOSABLE: readonly { kind: string; words: string }[] = [
  { kind: 'latest', words: 'the latest editions' },
  { kind: 'category', words: 'a category' },
  { kind: 'author', words: 'an author' },
  { kind: 'organisation', words: 'an organisation' },
  { kind: 'search', words: 'a search' },
  { kind: 'trending', words: 'what is trending' },
].filter(({ kind }) => Object.hasOwn(KINDS, kind));
