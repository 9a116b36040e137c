/** A person's name in the parts that reference formats want; they stand in reading order. */
export interface NameParts {
  given: string;
  family: string;
  suffix: string;
}

const SUFFIX = /^(?:[JS]r\.?|I{2,3}|IV)$/;

/**
 * Cuts a name in reading order: the last word is the family name, with the small words before it (`van der Maaten`).
 * A name of one word has only that, and so has one with a comma, whose order nobody knows.
 */
export function nameParts(name: string): NameParts {
  const words = name.split(' ');
  if (name.includes(',') || words.length === 1) return { given: '', family: name, suffix: '' };
  const suffix = words.length > 2 && SUFFIX.test(words.at(-1)!) ? words.pop()! : '';
  let start = words.length - 1;
  while (start > 1 && /^\p{Ll}+$/u.test(words[start - 1]!)) start -= 1;
  return { given: words.slice(0, start).join(' '), family: words.slice(start).join(' '), suffix };
}
