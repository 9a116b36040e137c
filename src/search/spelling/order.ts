/** By code units, as the words of a dictionary are sorted. */
export function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
