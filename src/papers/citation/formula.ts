/**
 * Where the formula that the dollar at `open` begins ends: behind the next dollar, or, after two, behind the next two.
 * Nothing for a dollar without partner. Dollars after a backslash do not count.
 */
export function formulaEnd(text: string, open: number): number | undefined {
  if (text[open + 1] === '$') return endBehind(text, '$$', open + 2) ?? open + 2;
  return endBehind(text, '$', open + 1);
}

function endBehind(text: string, dollars: string, from: number): number | undefined {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text.startsWith(dollars, at)) return at + dollars.length;
  }
  return undefined;
}
