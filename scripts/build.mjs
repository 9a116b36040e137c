// Compiles and copies src, test, bench and eval to dist, and puts the program together. `node scripts/build.mjs` always builds; prepare.mjs only when needed.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { bundle } from './bundle.mjs';
import { root } from './bundled-node.mjs';
import { COMPILER_NOTES, filesUnder, forgetBuild, recordBuild, snapshot, TREES } from './freshness.mjs';
import { isMain } from './is-main.mjs';

const BROWSER_CODE = 'src/web/assets';
const COMPILED = /(?<!\.d)\.tsx?$/;

/**
 * Builds dist: compiled code, copies of all other files with their times, nothing whose source is gone; of these the program that is run.
 * @param {string} folder the checkout
 * @returns {Promise<string>} what the compiler or the bundler found wrong, empty when nothing
 */
export async function build(folder = root) {
  const before = snapshot(folder);
  forgetBuild(folder);
  forgetWhatIsMissing(folder);
  copyAssets(folder);
  const complaints = await Promise.all(projects(folder).map((project) => compile(folder, project)));
  removeOrphans(folder);
  const wrong = complaints.join('') || (await bundle(folder));
  if (wrong === '') recordBuild(folder, before);
  return wrong;
}

/**
 * Copies what is not compiled (SQL, style sheets, pictures, fixtures), where it changed, and keeps its time.
 * @param {string} folder the checkout
 * @returns {number} how many files were copied
 */
export function copyAssets(folder = root) {
  const assets = TREES.flatMap((tree) => filesUnder(path.join(folder, tree))).filter(isAsset);
  return assets.filter((file) => copyIfChanged(file, inDist(folder, file))).length;
}

/**
 * Removes the files of dist whose source is gone.
 * @param {string} folder the checkout
 * @returns {number} how many files were removed
 */
export function removeOrphans(folder = root) {
  const expected = new Set(TREES.flatMap((tree) => filesUnder(path.join(folder, tree))).flatMap((file) => outputs(folder, file)));
  const built = TREES.flatMap((tree) => filesUnder(path.join(folder, 'dist', tree)));
  const orphans = built.filter((file) => !expected.has(file));
  for (const file of orphans) fs.rmSync(file, { force: true });
  for (const place of new Set(orphans.map((file) => path.dirname(file)))) removeIfEmpty(place);
  return orphans.length;
}

function removeIfEmpty(place) {
  if (!fs.existsSync(place) || fs.readdirSync(place).length > 0) return;
  fs.rmdirSync(place);
  removeIfEmpty(path.dirname(place));
}

function isAsset(file) {
  return !/\.tsx?$/.test(file) && path.basename(file) !== 'tsconfig.json';
}

function inDist(folder, file) {
  return path.join(folder, 'dist', path.relative(folder, file));
}

function outputs(folder, file) {
  if (isAsset(file)) return [inDist(folder, file)];
  if (!COMPILED.test(file)) return [];
  const script = inDist(folder, file).replace(COMPILED, '.js');
  return [script, `${script}.map`];
}

function copyIfChanged(from, to) {
  const source = fs.statSync(from);
  const copy = fs.statSync(to, { throwIfNoEntry: false });
  if (copy && copy.size === source.size && Math.abs(copy.mtimeMs - source.mtimeMs) < 2) return false;
  fs.mkdirSync(path.dirname(to), { recursive: true });
  fs.copyFileSync(from, to);
  fs.utimesSync(to, source.atime, source.mtime);
  return true;
}

/** The compiler trusts its own notes about what it wrote; when that is no longer there, the notes must go. */
function forgetWhatIsMissing(folder) {
  const code = TREES.flatMap((tree) => filesUnder(path.join(folder, tree))).filter((file) => COMPILED.test(file));
  if (code.every((file) => fs.existsSync(outputs(folder, file)[0]))) return;
  for (const notes of COMPILER_NOTES) fs.rmSync(path.join(folder, 'dist', notes), { force: true });
}

function projects(folder) {
  const hasBrowserCode = filesUnder(path.join(folder, BROWSER_CODE)).some((file) => COMPILED.test(file));
  return hasBrowserCode ? ['.', BROWSER_CODE] : ['.'];
}

/** What `tsc -p project` complains about; empty when it is content. */
function compile(folder, project) {
  const compiler = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const pretty = process.stderr.isTTY ? 'true' : 'false';
  return new Promise((resolve) => {
    const tsc = spawn(process.execPath, [compiler, '-p', project, '--skipLibCheck', '--pretty', pretty], { cwd: folder });
    const said = [];
    for (const stream of [tsc.stdout, tsc.stderr]) stream.on('data', (chunk) => said.push(chunk));
    tsc.on('error', (error) => resolve(`The compiler does not start: ${error.message}\n`));
    tsc.on('close', (code) => {
      const text = Buffer.concat(said).toString();
      resolve(code === 0 ? '' : text || `The compiler ended with code ${code} and said nothing.\n`);
    });
  });
}

if (isMain(import.meta.url)) {
  const wrong = await build();
  if (wrong !== '') {
    process.stderr.write(wrong);
    process.exitCode = 1;
  }
}
