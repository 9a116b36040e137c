import { canonicalCategory, categoryGroups } from '#papers';

/** Archives and groups stand among a paper's categories so that `cs` finds `cs.CV`; they are not counted as categories. */
const KNOWN = new Set(categoryGroups().flatMap(({ categories }) => categories.map(({ code }) => code)));
const ARCHIVES = new Set([...categoryGroups().map(({ code }) => code), ...[...KNOWN].filter((code) => code.includes('.')).map((code) => code.split('.')[0]!)]);

/** The categories under which a paper is counted: no archive or group beside them, each of two names of one (`math.IT`, `cs.IT`) once. */
export function countedCategories(codes: readonly string[]): string[] {
  return [...new Set(codes.filter((code) => KNOWN.has(code) || !ARCHIVES.has(code)).map((code) => canonicalCategory(code)))];
}
