// Decides which test files run in which pass, from what they import.
import fs from 'node:fs';
import path from 'node:path';
import { filesUnder } from './freshness.mjs';

const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/g;
const ENVIRONMENT = /\bprocess\.env\.\w+/g;

/** The helpers that open a database or an app on one, and the variables that name them. */
const DATABASE = /(^|\/)(make-app|make-database|postgres)(\.js)?$|env\.TEST_DATABASE/;
const BROWSER = /^playwright|env\.BROADSHEET_TEST_BROWSER/;
const ONNX = /env\.BROADSHEET_TEST_ONNX/;

/**
 * Everything runs on SQLite first; then, what uses a database, on PostgreSQL. A file named x.postgres.test.ts is about
 * PostgreSQL and runs there only, x.sqlite.test.ts the other way round.
 * @param {string} folder the checkout, compiled
 * @param {string[]} words of which a file's path must contain one; empty for all files
 * @returns {{ sqlite: string[], postgres: string[], usesBrowser: boolean, usesOnnx: boolean }} compiled files
 */
export function plan(folder, words) {
  const files = testFiles(folder).filter((file) => isAskedFor(path.relative(folder, file), words));
  const uses = (file, what) => needsOf(folder, file).some((need) => what.test(need));
  return {
    sqlite: files.filter((file) => !file.includes('.postgres.test.')),
    postgres: files.filter((file) => !file.includes('.sqlite.test.') && uses(file, DATABASE)),
    usesBrowser: files.some((file) => uses(file, BROWSER)),
    usesOnnx: files.some((file) => uses(file, ONNX)),
  };
}

function testFiles(folder) {
  // Those of the whole program are the longest: started last, one of them would run alone at the end.
  const compiled = ['test', 'src', 'eval'].flatMap((tree) => filesUnder(path.join(folder, 'dist', tree)));
  return compiled.filter((file) => file.endsWith('.test.js'));
}

function isAskedFor(file, words) {
  const source = file.split(path.sep).join('/').replace(/^dist\//, '').replace(/\.js$/, '.ts');
  return words.length === 0 || words.some((word) => `${source}x`.includes(word.replace(/^\.\//, '').replace(/^dist\//, '')));
}

/** What a test imports and reads from the environment, itself or through the helpers under test/. */
function needsOf(folder, file, seen = new Set()) {
  if (seen.has(file) || !fs.existsSync(file)) return [];
  seen.add(file);
  const text = fs.readFileSync(file, 'utf8');
  const imports = [...text.matchAll(IMPORT)].map(([, specifier]) => specifier);
  const helpers = imports.map((specifier) => helperFile(folder, file, specifier)).filter((helper) => helper !== undefined);
  return [...imports, ...(text.match(ENVIRONMENT) ?? []), ...helpers.flatMap((helper) => needsOf(folder, helper, seen))];
}

function helperFile(folder, file, specifier) {
  const tests = path.join(folder, 'dist', 'test');
  if (specifier.startsWith('#test/')) return path.join(tests, `${specifier.slice('#test/'.length)}.js`);
  const found = specifier.startsWith('.') ? path.resolve(path.dirname(file), specifier) : undefined;
  return found?.startsWith(tests + path.sep) ? found : undefined;
}
