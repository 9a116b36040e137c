import { categoryAlias, categoryGroups } from '#papers';

/** What a feed is asked for. */
export interface Topics {
  /** Archives first, then categories, as arXiv writes them: `['math', 'cs.LG']`. */
  names: readonly string[];
  /** The categories whose announcements belong to it, by both their codes. */
  categories: ReadonlySet<string>;
}

export class TopicError extends Error {}

const codes = categoryGroups().flatMap(({ categories }) => categories.map(({ code }) => code));
const archives = [...new Set(codes.map((code) => code.split('.')[0]!))];

/**
 * The topics of `cs.LG+math`, in any case of letters. Rules and words of errors: github.com/arXiv/arxiv-feed, feed/fetch_data.py.
 * @throws TopicError
 */
export function parseTopics(query: string): Topics {
  const asked = query.split('+');
  if (asked.some((topic) => topic.trim() === '')) throw new TopicError(`Invalid archive specification '${query}'. Correct format is one or more archive names delimited by '+'.`);
  const names = asked.map(nameOf).sort((a, b) => Number(a.includes('.')) - Number(b.includes('.')));
  const named = codes.filter((code) => names.includes(code) || names.includes(code.split('.')[0]!));
  return { names, categories: new Set(named.flatMap((code) => [code, categoryAlias(code) ?? code])) };
}

function nameOf(topic: string): string {
  const [archive = '', subject, ...more] = topic.toLowerCase().split('.');
  if (more.length > 0) throw new TopicError(`Bad archive/subject class structure '${topic}'. Valid names include an archive, possibly followed by a single period and subject class.`);
  if (!archives.includes(archive)) throw new TopicError(`Bad archive '${archive}'. Valid archive names are: ${archives.join(', ')}.`);
  const found = subject === undefined ? archive : [...codes, ...codes.flatMap((code) => categoryAlias(code) ?? [])].find((code) => code.toLowerCase() === `${archive}.${subject}`);
  if (found === undefined) throw new TopicError(`Bad subject class '${subject}'. Valid subject classes for the archive '${archive}' are: ${codes.filter((code) => code.startsWith(`${archive}.`)).join(', ')}.`);
  return found;
}
