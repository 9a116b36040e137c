import { readFileSync } from 'node:fs';
import { createRequire, findPackageJSON } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { EmbedderError } from '../errors.js';

const PACKAGE = '@huggingface/transformers';

/**
 * Where the library that runs ONNX models is: a file to be required. Nothing is loaded.
 * @param folder that has a package.json of its own for it; the folders above it are looked through as well
 * @throws EmbedderError saying what to type when it is not installed
 */
export function findLibrary(folder: string): string {
  const from = join(folder, 'package.json');
  // A small package of another name stands in the library's place where it was only wanted by somebody else's code.
  if (nameOf(from) !== PACKAGE) throw notInstalled(folder);
  return createRequire(from).resolve(PACKAGE);
}

function nameOf(from: string): unknown {
  try {
    const file = findPackageJSON(PACKAGE, pathToFileURL(from));
    return file === undefined ? undefined : (JSON.parse(readFileSync(file, 'utf8')) as { name?: unknown }).name;
  } catch {
    return undefined;
  }
}

function notInstalled(folder: string): EmbedderError {
  return new EmbedderError(`ONNX models need the package ${PACKAGE}, which is not installed. Type: npm ci --ignore-scripts --prefix "${folder}" (about 310 MB), and start again.`);
}
