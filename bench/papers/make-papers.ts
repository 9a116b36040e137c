import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { KEPT } from '../folders.js';
import { readBase, type Base } from './base.js';
import { papersByDay, timeOfDay, versionTimes } from './dates.js';
import { Ingredients } from './mix.js';
import { Random } from './random.js';
import { writeLines } from './write-lines.js';

const SEED = 20260603;
/** Above all that arXiv gives in a month, so that no made paper is taken for a real one. */
const NUMBERS_ABOVE = 50_000;

/**
 * A file of `count` papers in the form of arXiv's metadata snapshot (JSON lines, oldest first, as arXiv gives it out),
 * recombined from the base so that vocabulary and lengths stay as they are there. The same bytes in every run; kept for the next.
 */
export async function makePapers(base: Base, count: number): Promise<string> {
  const path = join(KEPT, `made-${count}-from-${base.real ? 'real' : 'invented'}.jsonl`);
  if (!existsSync(path)) await writeLines(path, snapshotLines(base, count));
  return path;
}

async function* snapshotLines(base: Base, count: number): AsyncGenerator<object> {
  const random = new Random(SEED);
  const ingredients = new Ingredients(endless(base), random);
  const numbers = new Map<string, number>();
  for (const { day, papers } of papersByDay(count, random)) {
    const times = Array.from({ length: papers }, () => timeOfDay(day, random)).sort((a, b) => a - b);
    for (const time of times) {
      const month = new Date(time).toISOString().slice(2, 7).replace('-', '');
      const number = (numbers.get(month) ?? NUMBERS_ABOVE) + 1;
      numbers.set(month, number);
      yield await snapshotLine(`${month}.${String(number).padStart(5, '0')}`, time, { ingredients, random });
    }
  }
}

/** The base over and over. */
async function* endless(base: Base) {
  for (;;) yield* readBase(base);
}

async function snapshotLine(id: string, submitted: number, { ingredients, random }: { ingredients: Ingredients; random: Random }): Promise<object> {
  const { title, abstract, authors, categories, comment, hasDoi } = await ingredients.mix();
  const versions = versionTimes(submitted, random).map((time, index) => ({ version: `v${index + 1}`, created: new Date(time).toUTCString() }));
  return {
    id,
    submitter: authors[0] ?? null,
    authors: authors.join(', '),
    title: wrapped(title, '  '),
    comments: comment ?? null,
    'journal-ref': null,
    doi: hasDoi ? `10.5555/bench.${id}` : null,
    'report-no': null,
    categories: categories.join(' '),
    license: 'http://creativecommons.org/licenses/by/4.0/',
    abstract: `  ${wrapped(abstract, '')}\n`,
    versions,
    update_date: new Date(versions.at(-1)!.created).toISOString().slice(0, 10),
    authors_parsed: authors.map((name) => [name.slice(name.lastIndexOf(' ') + 1), name.slice(0, Math.max(0, name.lastIndexOf(' '))), '']),
  };
}

/** Broken into lines of about 75 characters, as arXiv's own are. */
function wrapped(text: string, indent: string): string {
  return text.replace(/(.{60,75}) /g, `$1\n${indent}`);
}
