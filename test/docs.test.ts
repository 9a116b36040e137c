import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { Readable } from 'node:stream';
import { describe, test } from 'node:test';
import { Command } from 'commander';
import { addCommands, type CommandContext } from '#cli';
import { SETTINGS, type Setting } from '#config';
import { COPIED } from '#db';
import { detectFormat, FILE_FORMATS, openInput, readRecords } from '#sources';
import { CONTENT_SECURITY_POLICY, patterns } from '#web';
import { ownerPatterns } from '#web/guard';
import { anchorsOf, blocksIn, codeIn, linksIn, readPages, root, rowsUnder, sectionsOf, spansIn, type Page } from './markdown.js';

const pages = readPages();

function page(path: string): string {
  const found = pages.find((one) => one.path === path);
  assert.ok(found, `${path} is missing`);
  return found.text;
}

/** Every piece of code in the documentation, and where it stands. */
const code = pages.flatMap(({ path, text }) => [...spansIn(text), ...blocksIn(text).flatMap((block) => block.code.split('\n'))].map((line) => ({ path, line: line.trim() })));

describe('settings', () => {
  const settings = Object.values(SETTINGS) as Setting<unknown>[];
  const known = settings.map(({ name, fallback }) => [name, fallback === undefined ? 'none' : `\`${String(fallback)}\``]);

  for (const path of ['README.md', 'docs/operations/configure.md']) {
    test(`${path} names each with its default, and no other`, () => {
      assert.deepEqual(rowsUnder('Setting', page(path)).map(([name, fallback]) => [codeIn(name), fallback]), known);
    });
  }

  test('configure.md says which can be given as a file', () => {
    const text = page('docs/operations/configure.md');
    for (const { name, secret } of settings) assert.equal(text.includes(`\`${name}_FILE\``), secret === true, name);
  });

  test('no page names a variable that does not exist', () => {
    const others = ['BROADSHEET_CONFIG', 'TEST_DATABASE_URL', 'BROADSHEET_TEST_BROWSER', 'BROADSHEET_TEST_ONNX', 'NAME'];
    const all = new Set([...settings.flatMap(({ name }) => [name, `${name}_FILE`]), ...others]);
    const named = code.flatMap(({ path, line }) => (line.match(/(?<![\w$/.-])(?:[A-Z]+_[A-Z_]+(?==|$)|[A-Z_]+(?==\S))/g) ?? []).map((name) => ({ path, name })));
    assert.ok(named.length > 20, 'variables are found');
    assert.deepEqual(named.filter(({ name }) => !all.has(name)), []);
  });
});

describe('commands', () => {
  const program = new Command('broadsheet');
  // Only the tree of commands is looked at; none is run.
  addCommands(program, {} as CommandContext);
  const commands = new Map(leavesOf(program, []).map(({ name, command }) => [name, command]));

  test('the README names each, and no other', () => {
    const documented = rowsUnder('Command', page('README.md')).map(([cell]) => nameIn(codeIn(cell)));
    assert.deepEqual(documented.toSorted(), [...commands.keys()].sort());
  });

  test('the README names every option, and no other', () => {
    for (const [cell, words = ''] of rowsUnder('Command', page('README.md'))) {
      const name = nameIn(codeIn(cell));
      const options = commands.get(name)!.options.map(({ long }) => long ?? '');
      const documented = `${cell} ${words}`.match(/--[a-z-]+/g) ?? [];
      assert.deepEqual([...new Set(documented)].sort(), options.sort(), name);
    }
  });

  test('every example calls a command that exists, with options that it has', () => {
    const calls = code.filter(({ line }) => /^(?:[A-Z_]+=\S+ )*(?:npx )?broadsheet [a-z]/.test(line)).map(({ path, line }) => ({ path, line: line.replace(/^.*?broadsheet /, '').split(/ [|#]|\s{4,}/)[0]! }));
    assert.ok(calls.length > 20, 'calls are found');
    for (const { path, line } of calls) {
      const command = commands.get(nameIn(`broadsheet ${line}`));
      assert.ok(command, `${path} calls "broadsheet ${line}"`);
      const options = new Set(['--help', ...command.options.map(({ long }) => long)]);
      assert.deepEqual((line.match(/(?<=\s)--[a-z-]+/g) ?? []).filter((option) => !options.has(option)), [], `${path}: broadsheet ${line}`);
    }
  });

  function leavesOf(command: Command, above: string[]): { name: string; command: Command }[] {
    return command.commands.flatMap((child) => {
      const path = [...above, child.name()];
      return child.commands.length > 0 ? leavesOf(child, path) : [{ name: path.join(' '), command: child }];
    });
  }

  /** `papers show` of `broadsheet papers show ID`. */
  function nameIn(call: string): string {
    const [, first = '', second = ''] = call.split(' ');
    return commands.has(`${first} ${second}`) ? `${first} ${second}` : first;
  }
});

test('the scripts of npm are documented, and those documented exist', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
  const wanted = Object.keys(scripts).filter((name) => !/^(pre|post)/.test(name));
  const called = new Set(code.flatMap(({ line }) => [...line.matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)].map(([, run, short]) => run ?? short!)));
  assert.deepEqual([...called].sort(), wanted.sort());
  const contributing = rowsUnder('Command', page('CONTRIBUTING.md')).map(([cell]) => codeIn(cell).replace(/^npm (run )?/, '').split(' ')[0]!);
  assert.deepEqual(contributing.toSorted(), wanted);
});

test('every address is documented, and no other', () => {
  const known = [...Object.values(patterns), ...Object.values(ownerPatterns), '/health', '/metrics'].map((pattern) => pattern.replace(/\{[^}]*\}/g, ''));
  const documented = rowsUnder('Address', page('docs/addresses.md')).map(([cell]) => codeIn(cell));
  assert.deepEqual(documented.toSorted(), [...new Set(known)].sort());
});

describe('formats', () => {
  const sections = sectionsOf(page('docs/formats.md'), 2);

  test('each has a section, in the order of the program', () => {
    assert.deepEqual(sections.map(({ heading }) => heading), [...FILE_FORMATS]);
  });

  for (const { heading, body } of sections) {
    test(`the example of ${heading} is recognised as that and can be read`, async () => {
      const bytes = Buffer.from(blocksIn(body)[0]?.code ?? '');
      const input = await openInput(Readable.from([bytes]));
      assert.equal(await detectFormat(input), heading);
      if (heading === 'broadsheet') return;
      const batches = await Array.fromAsync(readRecords(input));
      const items = batches.flatMap((batch) => batch.items);
      assert.ok(items.length > 0);
      for (const item of items) assert.ok('record' in item, 'error' in item ? item.error.message : '');
    });
  }

  test('the tables of an export are those that the program copies', () => {
    const words = { export: 'yes', backup: 'in a backup only' };
    const known = COPIED.flatMap(({ name, from }) => (from === 'move' ? [] : [[name, words[from]]]));
    assert.deepEqual(rowsUnder('Table', page('docs/formats.md')).map(([name, from]) => [codeIn(name), from]), known);
  });
});

test('every message that troubleshooting explains is one of the program', () => {
  const sources = ['src', 'scripts'].flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((name) => /(?<!\.test)\.(tsx?|mjs)$/.test(name)).map((name) => readFileSync(join(root, folder, name), 'utf8')));
  const program = sources.join('\n').replaceAll("\\'", "'");
  const quoted = [...page('docs/operations/troubleshooting.md').matchAll(/^> (.+)$/gm)].map(([, message]) => message!);
  assert.ok(quoted.length > 20, 'messages are found');
  const unknown = quoted.flatMap((message) => message.split('…').map((part) => part.trim())).filter((part) => !program.includes(part));
  assert.deepEqual(unknown, []);
});

test('SECURITY.md quotes the Content-Security-Policy that is sent', () => {
  assert.ok(blocksIn(page('SECURITY.md')).some((block) => block.code.trim() === CONTENT_SECURITY_POLICY));
});

describe('decisions', () => {
  const records = pages.filter(({ path }) => /^docs\/decisions\/(?!README)/.test(path));

  test('are numbered without a gap, and the index has them all', () => {
    const names = records.map(({ path }) => posix.basename(path));
    assert.deepEqual(names.map((name) => name.slice(0, 5)), names.map((_, index) => `${String(index + 1).padStart(4, '0')}-`));
    const index = rowsUnder('#', page('docs/decisions/README.md')).map(([cell, title]) => [linksIn(cell!)[0], title]);
    assert.deepEqual(index, records.map(({ path, text }) => [posix.basename(path), /^# (.+)$/m.exec(text)?.[1]]));
  });

  test('say context, decision and what would change it', () => {
    for (const { path, text } of records) assert.deepEqual(sectionsOf(text, 2).map(({ heading }) => heading), ['Context', 'Decision', 'What would change it'], path);
  });

  test('give a reason for every package that is used', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, Record<string, string>>;
    const named = new Set(records.flatMap(({ text }) => spansIn(text)));
    assert.deepEqual(Object.keys({ ...dependencies, ...devDependencies }).filter((name) => !named.has(name)), []);
  });
});

test('every link within the project leads somewhere', () => {
  const broken = pages.flatMap((from) => linksIn(from.text).filter((target) => !/^(https?|mailto):/.test(target) && !leads(from, target)).map((target) => `${from.path}: ${target}`));
  assert.deepEqual(broken, []);
});

function leads({ path, text }: Page, target: string): boolean {
  const [file = '', anchor] = target.split('#');
  const to = file === '' ? path : posix.join(dirname(path), file);
  if (!existsSync(join(root, to))) return false;
  return anchor === undefined || anchorsOf(file === '' ? text : page(to)).has(anchor);
}
