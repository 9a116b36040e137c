import type { Condition } from '../query/tree.js';

/** The words and phrases that conditions ask for, and those they deny, as written. */
export function conditionWords(condition: Condition | undefined): { asked: string[]; denied: string[] } {
  const found = { asked: [] as string[], denied: [] as string[] };
  if (condition !== undefined) collect(condition, 'asked', found);
  return found;
}

function collect(condition: Condition, as: 'asked' | 'denied', found: { asked: string[]; denied: string[] }): void {
  switch (condition.kind) {
    case 'word':
    case 'phrase':
      found[as].push(condition.text);
      return;
    case 'not':
      return collect(condition.condition, as === 'asked' ? 'denied' : 'asked', found);
    case 'and':
    case 'or':
      for (const one of condition.conditions) collect(one, as, found);
  }
}
