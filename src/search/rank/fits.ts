/** Papers by number: those in the set, or all but those. */
export interface Fits {
  numbers: ReadonlySet<number>;
  /** True: all papers but these. */
  denied: boolean;
}

export const everything: Fits = { numbers: new Set(), denied: true };

export function opposite({ numbers, denied }: Fits): Fits {
  return { numbers, denied: !denied };
}

export function both(a: Fits, b: Fits): Fits {
  if (a.denied && b.denied) return { numbers: a.numbers.union(b.numbers), denied: true };
  if (a.denied) return { numbers: b.numbers.difference(a.numbers), denied: false };
  if (b.denied) return { numbers: a.numbers.difference(b.numbers), denied: false };
  return { numbers: a.numbers.intersection(b.numbers), denied: false };
}

export function either(a: Fits, b: Fits): Fits {
  return opposite(both(opposite(a), opposite(b)));
}

export function holds({ numbers, denied }: Fits, paper: number): boolean {
  return numbers.has(paper) !== denied;
}
