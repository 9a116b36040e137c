import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { EnvironmentError } from '#lib';
import { routes } from './routes.js';

/** A static file as it is sent. */
export interface Asset {
  body: string;
  type: string;
}

const STYLES = ['tokens', 'base', 'frame', 'card', 'vote', 'edition', 'paper', 'search', 'forms', 'accounts', 'pages', 'delivery', 'math', 'print'];
const SCRIPTS = ['page', 'search', 'vote', 'copy', 'chooser', 'progress', 'late', 'passkey', 'zone'];

let loaded: { hash: string; files: Map<string, Asset> } | undefined;

/** The address of a file in `assets/`; it changes when any of them changes, so browsers may keep it for ever. */
export function asset(name: string): string {
  return routes.asset(load().hash, name);
}

/**
 * A file by the two parts of its address. A page from before an upgrade asks with an old hash: it gets the new file,
 * which is not `current` under that address and must not be kept.
 */
export function findAsset(hash: string, name: string): (Asset & { current: boolean }) | undefined {
  const { files, hash: current } = load();
  const file = files.get(name);
  return file && { ...file, current: hash === current };
}

function load(): NonNullable<typeof loaded> {
  if (loaded) return loaded;
  const files = new Map<string, Asset>([
    // One sheet on the wire, many short files to read.
    ['style.css', { body: STYLES.map((name) => read(`${name}.css`)).join('\n'), type: 'text/css' }],
    ['icon.svg', { body: read('icon.svg'), type: 'image/svg+xml' }],
    ...SCRIPTS.map((name): [string, Asset] => [`${name}.js`, { body: read(`${name}.js`), type: 'text/javascript' }]),
  ]);
  const digest = createHash('sha256').update([...files.values()].map(({ body }) => body).join('\0'));
  return (loaded = { hash: digest.digest('hex').slice(0, 12), files });
}

function read(name: string): string {
  try {
    return readFileSync(new URL(`./assets/${name}`, import.meta.url), 'utf8');
  } catch (cause) {
    throw new EnvironmentError(`The file assets/${name} of the pages is missing: build again with "npm run build".`, { cause });
  }
}
