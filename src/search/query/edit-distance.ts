/**
 * The fewest insertions, deletions, replacements and swaps of neighbours that turn one word into the other, each
 * letter touched at most once (Damerau-Levenshtein in its restricted form, "optimal string alignment").
 */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const line = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = above[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1);
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1] ? before[column - 2]! + 1 : Infinity;
      line.push(Math.min(replaced, swapped, above[column]! + 1, line[column - 1]! + 1));
    }
    [before, above] = [above, line];
  }
  return above[b.length]!;
}

/** The candidate that a word was probably meant to be: one slip away, or two in a longer word; the first of equals. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const slips = (candidate: string) => (candidate.length >= 6 ? 2 : candidate.length >= 4 ? 1 : 0);
  const near = candidates.map((candidate) => ({ candidate, distance: editDistance(word, candidate) })).filter(({ candidate, distance }) => distance <= slips(candidate));
  return near.sort((a, b) => a.distance - b.distance)[0]?.candidate;
}
