// Finds the library that runs ONNX models for the tests, and gets it from the npm registry when it is not there.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './bundled-node.mjs';
import { npmCleanInstall } from './install.mjs';

const OPTIONAL = path.join(root, 'optional', 'onnx');
const CACHE = path.join(root, 'node_modules', '.cache', 'onnx');
const FILES = ['package.json', 'package-lock.json'];

/**
 * A folder with the packages of optional/onnx: the one BROADSHEET_TEST_ONNX names, else the owner's own installation,
 * else a copy beside the other packages, which is made on first use.
 * @param {(words: string) => void} say
 * @returns {string | undefined} nothing when they cannot be had; the tests that need them then say that they were skipped
 */
export function findOnnx(say) {
  if (process.env.BROADSHEET_TEST_ONNX) return process.env.BROADSHEET_TEST_ONNX;
  if (fs.existsSync(path.join(OPTIONAL, 'node_modules', '@huggingface', 'transformers'))) return OPTIONAL;
  const stamp = path.join(CACHE, 'installed');
  const wanted = createHash('sha256').update(FILES.map((name) => fs.readFileSync(path.join(OPTIONAL, name))).join('\n')).digest('hex');
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted) return CACHE;
  say('Getting @huggingface/transformers from the npm registry, for the tests of ONNX models (310 MB on disk) …');
  try {
    fs.mkdirSync(CACHE, { recursive: true });
    for (const name of FILES) fs.copyFileSync(path.join(OPTIONAL, name), path.join(CACHE, name));
    npmCleanInstall(CACHE);
    fs.writeFileSync(stamp, wanted);
    return CACHE;
  } catch (error) {
    say(`It could not be had (${error.status ? `npm ended with code ${error.status}; what it said is above` : error.message}). The tests of ONNX models will be skipped.`);
    return undefined;
  }
}
