const DEEPEST = 40;

/**
 * For each opening brace the place of the one that closes it, 0 elsewhere; escaped braces are none. Braces deeper than
 * any text needs count as unpaired, so that whoever follows the pairs goes only so deep.
 */
export function pairBraces(source: string): Int32Array {
  const pairs = new Int32Array(source.length);
  const open: number[] = [];
  for (let i = 0; i < source.length; i++) {
    const character = source.charCodeAt(i);
    if (character === 0x5c) i++;
    else if (character === 0x7b) open.push(i);
    else if (character === 0x7d) {
      const start = open.pop();
      if (start !== undefined && open.length < DEEPEST) pairs[start] = i;
    }
  }
  return pairs;
}
