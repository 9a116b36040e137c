import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { test } from 'node:test';

const root = resolve(import.meta.dirname, '../..');
const source = join(root, 'src');

/** The house from left to right: a folder may import what stands left of it, never its equals or what stands right. */
const FLOORS = [['lib'], ['config'], ['db'], ['jobs'], ['papers'], ['sources', 'search', 'community'], ['feed', 'insight'], ['digest', 'assistant'], ['api', 'web', 'cli'], ['app'], ['main.ts']];

interface SourceFile {
  path: string;
  domain: string;
  text: string;
  imports: { specifier: string; typeOnly: boolean }[];
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/\.(test|fixture)\.tsx?$/.test(name) && !name.startsWith(join('web', 'assets')))
  .map((name): SourceFile => {
    const text = readFileSync(join(source, name), 'utf8');
    const found = text.matchAll(/^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gms);
    const imports = [...found].map(([, typeOnly, specifier]) => ({ specifier: specifier!, typeOnly: typeOnly !== undefined }));
    return { path: name, domain: name.split('/')[0]!, text, imports };
  });

function floorOf(domain: string): number {
  const floor = FLOORS.findIndex((floor) => floor.includes(domain));
  assert.notEqual(floor, -1, `src/${domain} has no place in the house: add it to FLOORS and to ARCHITECTURE.md`);
  return floor;
}

test('there is a house to look at', () => {
  assert.ok(files.length > 50, `only ${files.length} files found`);
});

test('arrows point one way, through the doors', () => {
  const wrong: string[] = [];
  for (const { path, domain, imports } of files) {
    for (const { specifier } of imports) {
      if (specifier.startsWith('#')) {
        const target = specifier.slice(1).split('/')[0]!;
        if (target === domain && domain !== 'lib') wrong.push(`${path} imports its own door ${specifier}: use a relative path`);
        else if (target !== domain && floorOf(target) >= floorOf(domain)) wrong.push(`${path} imports ${specifier}, which does not stand left of it`);
      } else if (specifier.startsWith('.')) {
        const target = relative(source, resolve(source, dirname(path), specifier)).split('/')[0]!;
        if (target !== domain && domain !== 'main.ts') wrong.push(`${path} reaches into ${specifier}: go through the door #${target}`);
      }
    }
  }
  assert.deepEqual(wrong, []);
});

test('no file imports itself in a circle', () => {
  const byPath = new Map(files.map((file) => [file.path.replace(/\.tsx?$/, ''), file]));
  const targets = ({ path, imports }: SourceFile) =>
    imports.flatMap(({ specifier, typeOnly }) => {
      if (!specifier.startsWith('.') || typeOnly) return [];
      return byPath.get(relative(source, resolve(source, dirname(path), specifier)).replace(/\.js$/, '')) ?? [];
    });
  const done = new Set<SourceFile>();
  const visit = (file: SourceFile, trail: SourceFile[]): void => {
    assert.ok(!trail.includes(file), `a circle: ${[...trail, file].map(({ path }) => path).join(' -> ')}`);
    if (done.has(file)) return;
    for (const target of targets(file)) visit(target, [...trail, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
});

test('domains know no HTTP and read no environment', () => {
  const edge = new Set(['web', 'api', 'app', 'cli', 'main.ts']);
  const wrong = files
    .filter(({ domain }) => !edge.has(domain))
    .flatMap(({ path, imports, text }) => [
      ...imports.filter(({ specifier }) => /^(hono|node:https?$|@hono)/.test(specifier) && !path.startsWith('lib/fetch')).map(({ specifier }) => `${path} imports ${specifier}`),
      ...(/process\.env/.test(text) ? [`${path} reads the environment`] : []),
    ]);
  assert.deepEqual(wrong, []);
});

test('files stay small enough to be read', () => {
  const long = files.map(({ path, text }) => ({ path, lines: text.split('\n').length })).filter(({ lines }) => lines > 500);
  assert.deepEqual(long, []);
});
