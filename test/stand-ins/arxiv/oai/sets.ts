import { categoryAlias, categoryGroups, categoryName } from '#papers';

/*
 * arXiv's sets: groups (`cs`), archives (`cs:cs`, `physics:hep-th`) and categories (`cs:cs:LG`). Form as in arXiv's own
 * server, github.com/arXiv/oaipmh, oaipmh/processors/create_set_list.py.
 */

export interface OaiSet {
  spec: string;
  name: string;
}

const GROUPS: Record<string, string> = {
  cs: 'Computer Science', econ: 'Economics', eess: 'Electrical Engineering and Systems Science', math: 'Mathematics',
  physics: 'Physics', 'q-bio': 'Quantitative Biology', 'q-fin': 'Quantitative Finance', stat: 'Statistics',
};
const ARCHIVE_NAMES: Record<string, string> = { ...GROUPS, 'astro-ph': 'Astrophysics', 'cond-mat': 'Condensed Matter', nlin: 'Nonlinear Sciences' };

const archives = [...new Set(categoryGroups().flatMap(({ categories }) => categories.map(({ code }) => archiveOf(code))))];

/** All sets, as ListSets names them. */
export const SETS: readonly OaiSet[] = [
  ...Object.entries(GROUPS).map(([spec, name]) => ({ spec, name })),
  ...archives.map((archive) => ({ spec: `${groupOf(archive)}:${archive}`, name: ARCHIVE_NAMES[archive] ?? categoryName(archive)! })),
  ...categoryGroups().flatMap(({ categories }) => categories.filter(({ code }) => code.includes('.')).map(({ code, name }) => ({ spec: specOf(code), name }))),
];

/** The sets of a paper: one for each category and its other code; closed archives have none. */
export function setsOf(categories: readonly string[]): string[] {
  const both = categories.flatMap((category) => [category, categoryAlias(category) ?? category]);
  return [...new Set(both.filter((category) => archives.includes(archiveOf(category))).map(specOf))];
}

/** Whether a paper's categories put it into a set. */
export function inSet(categories: readonly string[], set: string): boolean {
  return setsOf(categories).some((spec) => spec === set || spec.startsWith(`${set}:`));
}

function specOf(category: string): string {
  return `${groupOf(archiveOf(category))}:${category.replace('.', ':')}`;
}

function archiveOf(category: string): string {
  return category.split('.')[0]!;
}

function groupOf(archive: string): string {
  return Object.hasOwn(GROUPS, archive) ? archive : 'physics';
}
