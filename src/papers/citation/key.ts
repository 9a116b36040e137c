import { foldLetters } from '../fold.js';
import type { Paper } from '../paper.js';
import { nameParts } from './name.js';
import { datePartsOf } from './place.js';

const SMALL_WORDS = new Set(
  'a an and are as at be by can do does for from how if in into is it its not of on or should that the to toward towards via we what when where which who why will with without'.split(' '),
);

/**
 * What authors of LaTeX cite the paper by: the first author's last name, the year, the first telling word of the title,
 * `lecun2024deep`. ASCII letters and digits only, never empty; two papers may have the same.
 */
export function citationKey(paper: Paper): string {
  const author = paper.authors[0] ? nameParts(paper.authors[0].name).family.split(' ').at(-1)! : (paper.organisation ?? '');
  const [year = ''] = datePartsOf(paper);
  const key = `${asciiWords(author).join('')}${year}${firstTellingWord(paper.title)}`;
  return /[a-z]/.test(key) ? key : `paper${asciiWords(paper.id).join('')}`;
}

function firstTellingWord(title: string): string {
  const words = asciiWords(title.replace(/\$[^$]*\$|\\[a-z]+/gi, ' '));
  return words.find((word) => !SMALL_WORDS.has(word)) ?? words[0] ?? '';
}

function asciiWords(text: string): string[] {
  return foldLetters(text).replace(/['’"`^\\{}]/g, '').match(/[a-z0-9]+/g) ?? [];
}
