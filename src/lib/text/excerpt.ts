/**
 * The beginning of a plain text, at most so many characters (UTF-16 units, the ellipsis among them), cut after a word
 * where one ends in the second half, never inside a character.
 */
export function excerpt(text: string, characters: number): string {
  if (text.length <= characters) return text;
  if (characters < 1) return '';
  const head = wholeCharacters(text, characters - 1);
  const space = lastSpace(head);
  const endsAWord = /\s/.test(text.charAt(head.length));
  const cut = !endsAWord && space >= head.length / 2 ? head.slice(0, space) : head;
  return `${withoutEnding(cut)}…`;
}

function lastSpace(text: string): number {
  for (let at = text.length - 1; at >= 0; at--) if (/\s/.test(text.charAt(at))) return at;
  return -1;
}

function withoutEnding(text: string): string {
  let end = text.length;
  while (end > 0 && /[\s,;:.(–—-]/.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** The first `length` units of a text, fewer when the last would be half a surrogate pair or leave a mark behind. */
export function wholeCharacters(text: string, length: number): string {
  let end = length;
  while (end > 0 && end < text.length && /^[\p{M}\u200d\udc00-\udfff]/u.test(text.slice(end, end + 2))) end--;
  return text.slice(0, end);
}
