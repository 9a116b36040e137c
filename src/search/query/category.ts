import { categoryAlias, categoryGroups, categoryName } from '#papers';
import { nearest } from './edit-distance.js';

/** What a value of `category:` turned out to be. */
export type CategoryRead = { code: string } | { unknown: string; meant?: string };

const groups = categoryGroups();
const subjects = groups.flatMap((group) => group.categories);
const archives = new Set([...groups.map((group) => group.code), ...subjects.map(({ code }) => code.split('.')[0]!)]);
const codes = [...archives, ...subjects.flatMap(({ code }) => [code, categoryAlias(code) ?? code])];
const byLowerCase = new Map(codes.map((code) => [code.toLowerCase(), code]));
const byName = new Map(subjects.map(({ code, name }) => [name.toLowerCase(), code]));

/**
 * Reads a category as readers write it: in any case, `cs.*` for an archive. What has the form of arXiv's codes, or is
 * nearly one, or is a category's name, is unknown; any other word may be a category of another source.
 */
export function readCategory(value: string): CategoryRead {
  const code = value.replace(/[\s.*\\]+$/, '');
  const known = byLowerCase.get(code.toLowerCase());
  if (known !== undefined) return { code: known };
  if (categoryName(code.toLowerCase()) !== undefined) return { code: code.toLowerCase() };
  const named = byName.get(value.toLowerCase());
  if (named !== undefined) return { unknown: value, meant: named };
  const near = nearest(code.toLowerCase(), [...byLowerCase.keys()].filter((other) => other.length >= 4));
  const [archive = '', subject] = code.toLowerCase().split('.');
  if (near === undefined && !(subject !== undefined && archives.has(archive))) return { code };
  return { unknown: value, ...(near === undefined ? {} : { meant: byLowerCase.get(near)! }) };
}
