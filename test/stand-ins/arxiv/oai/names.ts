/** A name as arXiv's structured formats split it. */
export interface SplitName {
  keyname: string;
  forenames?: string;
  suffix?: string;
}

const SUFFIX = /^(?:jr|sr)\.?$|^(?:ii|iii|iv)$/i;
const PARTICLE = /^\p{Ll}/u;

/** `Laurens van der Maaten` is `van der Maaten`, `Laurens`; collaborations have no forenames. */
export function splitName(name: string): SplitName {
  const words = name.trim().split(/\s+/);
  const suffix = words.length > 2 && SUFFIX.test(words.at(-1)!) ? words.pop() : undefined;
  if (words.length < 2 || /collaboration|consortium|team/i.test(name)) return { keyname: words.join(' '), suffix };
  let split = words.length - 1;
  while (split > 1 && PARTICLE.test(words[split - 1]!)) split -= 1;
  return { keyname: words.slice(split).join(' '), forenames: words.slice(0, split).join(' '), suffix };
}
