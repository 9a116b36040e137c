/** The set of arXiv's OAI-PMH that stands for everything. */
export const EVERYTHING = '';

const GROUPS: ReadonlySet<string> = new Set(['cs', 'econ', 'eess', 'math', 'q-bio', 'q-fin', 'stat']);
const PHYSICS: ReadonlySet<string> = new Set(['astro-ph', 'cond-mat', 'gr-qc', 'hep-ex', 'hep-lat', 'hep-ph', 'hep-th', 'math-ph', 'nlin', 'nucl-ex', 'nucl-th', 'physics', 'quant-ph']);

/**
 * The sets to harvest so that every paper of these categories is in one: whole archives, so that a category more costs
 * nothing when its archive is gathered already. No category: everything. Codes that are not arXiv's have no set.
 */
export function partsFor(categories: readonly string[]): string[] {
  if (categories.length === 0) return [EVERYTHING];
  const parts = categories.flatMap((category) => {
    const archive = category.split('.')[0]!;
    if (GROUPS.has(archive)) return [archive];
    return PHYSICS.has(archive) ? [`physics:${archive}`] : [];
  });
  return [...new Set(parts)].sort();
}

/** What to ask the announcement feed for: the categories, or every archive. */
export function topicsFor(categories: readonly string[]): string[] {
  if (categories.length === 0) return [...GROUPS, ...PHYSICS].sort();
  return [...new Set(categories.filter((category) => partsFor([category]).length > 0))].sort();
}
