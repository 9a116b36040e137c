import fs from 'node:fs';
import { pathToFileURL } from 'node:url';

/**
 * Whether a module is the script that was started, and not imported by another.
 * @param {string} url its `import.meta.url`
 * @returns {boolean}
 */
export function isMain(url) {
  const started = process.argv[1];
  return started !== undefined && fs.existsSync(started) && pathToFileURL(fs.realpathSync(started)).href === url;
}
