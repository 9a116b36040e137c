import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';

const checkout = fileURLToPath(new URL('../..', import.meta.url));

/** A program that says which Node runs it, and then ends or waits as it is told. */
export const MAIN = `
const [what, value] = process.argv.slice(2);
if (what === 'wait') process.on('SIGTERM', () => process.exit(7)).on('SIGINT', () => process.exit(8));
if (what === 'wait') setInterval(() => {}, 1000);
process.stdout.write(\`\${process.versions.node} \${process.argv.slice(2).join(' ')}\\n\`);
if (what === 'end') process.exit(Number(value));
`;

/** A checkout with the real scripts and packages around a program of one file. */
export function makeCheckout(t: TestContext): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'broadsheet-setup-')));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of ['bin', 'scripts', 'package.json', 'package-lock.json', 'tsconfig.json']) {
    cpSync(join(checkout, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(checkout, 'node_modules'), join(folder, 'node_modules'), 'junction');
  write(folder, 'src/main.ts', MAIN);
  return folder;
}

/** Writes a file of the checkout, with the folders it is in. */
export function write(folder: string, file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

/** Runs a Node in the checkout and waits for its end. */
export function run(folder: string, node: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(node, args, { cwd: folder, encoding: 'utf8' });
  return { status, stdout, stderr };
}
