// Decides which test files run in which pass, from what they mention.
import fs from 'node:fs';
import path from 'node:path';
import { filesUnder } from './freshness.mjs';

const USES_DATABASE = /make-app|make-database|TEST_DATABASE|freshPostgres/;
const USES_BROWSER = /playwright|BROADSHEET_TEST_BROWSER/;
const IMPORT = /(?:from|import\()\s*['"](#test\/[^'"]+|\.{1,2}\/[^'"]+)['"]/g;

/**
 * Everything runs on SQLite first; then, what uses a database, on PostgreSQL. A file named x.postgres.test.ts is about
 * PostgreSQL and runs there only, x.sqlite.test.ts the other way round.
 * @param {string} folder the checkout, compiled
 * @param {string[]} words of which a file's path must contain one; empty for all files
 * @returns {{ sqlite: string[], postgres: string[], usesBrowser: boolean }} compiled files
 */
export function plan(folder, words) {
  const files = testFiles(folder).filter((file) => isAskedFor(path.relative(folder, file), words));
  const texts = new Map(files.map((file) => [file, textWithHelpers(folder, file)]));
  return {
    sqlite: files.filter((file) => !file.includes('.postgres.test.')),
    postgres: files.filter((file) => !file.includes('.sqlite.test.') && USES_DATABASE.test(texts.get(file))),
    usesBrowser: files.some((file) => USES_BROWSER.test(texts.get(file))),
  };
}

function testFiles(folder) {
  const compiled = ['src', 'test'].flatMap((tree) => filesUnder(path.join(folder, 'dist', tree)));
  return compiled.filter((file) => file.endsWith('.test.js'));
}

function isAskedFor(file, words) {
  const source = file.split(path.sep).join('/').replace(/^dist\//, '').replace(/\.js$/, '.ts');
  return words.length === 0 || words.some((word) => `${source}x`.includes(word.replace(/^\.\//, '').replace(/^dist\//, '')));
}

/** A test's own text and that of the helpers under test/ that it imports, and they import. */
function textWithHelpers(folder, file, seen = new Set()) {
  if (seen.has(file) || !fs.existsSync(file)) return '';
  seen.add(file);
  const text = fs.readFileSync(file, 'utf8');
  const helpers = [...text.matchAll(IMPORT)].map(([, name]) => resolveImport(folder, file, name));
  const inTest = helpers.filter((helper) => helper.startsWith(path.join(folder, 'dist', 'test') + path.sep));
  return [text, ...inTest.map((helper) => textWithHelpers(folder, helper, seen))].join('\n');
}

function resolveImport(folder, file, name) {
  if (name.startsWith('#test/')) return path.join(folder, 'dist', 'test', `${name.slice('#test/'.length)}.js`);
  return path.resolve(path.dirname(file), name);
}
