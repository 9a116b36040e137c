import { basename, dirname, resolve } from 'node:path';
import type { Config } from '#config';
import { copyDatabase, DATABASE_FILE, openDatabase, type Database, type TableName } from '#db';
import { InvalidInputError } from '#lib';
import { say, type AddCommand } from './command.js';
import { describeRows } from './dump.js';
import { columns, count } from './format.js';
import { progressLine } from './import-progress.js';
import type { Instance } from './instance.js';

export const addMove: AddCommand = (program, context) => {
  program
    .command('move')
    .requiredOption('--to <address>', 'postgres://user:password@host/database or sqlite:FILE; without papers, tables are made there')
    .description('copy everything into another database, with all numbers and addresses, and count it there')
    .addHelpText('after', '\nStop Broadsheet first. The present database is left as it is.\n\nExample:\n  broadsheet move --to postgres://broadsheet:secret@localhost/broadsheet\n  broadsheet move --to sqlite:data/broadsheet.db')
    .action(async ({ to }: { to: string }) => {
      const target = targetOf(to);
      const release = await context.holdFolder();
      await context.withInstance('move', (instance) => move(instance, target)).finally(release);
    });
};

/** Where to: an address of PostgreSQL, or a file. */
type Target = { url: string } | { file: string };

function targetOf(to: string): Target {
  if (/^postgres(ql)?:\/\//.test(to)) return { url: to };
  const file = /^sqlite:(?:\/\/)?(.+)$/.exec(to)?.[1];
  if (file === undefined) throw new InvalidInputError('--to expects postgres://user:password@host/database or sqlite:FILE.');
  return { file: resolve(file) };
}

async function move({ db, config, log }: Instance, target: Target): Promise<void> {
  const other = await openDatabase({ file: '', ...target, log });
  try {
    const counts = await copy(db, other);
    say(`Copied everything from ${db.place} to ${other.place}, and counted it in both:`);
    for (const line of columns([...counts].map(([table, rows]) => [table, count(rows)] as const), '  ')) say(line);
    say(adviceAfter(target, config));
    say(`${db.place} is as it was; keep it until you are content.`);
  } catch (error) {
    throw other.explain(error);
  } finally {
    await other.close();
  }
}

async function copy(from: Database, to: Database): Promise<Map<TableName, number>> {
  const show = progressLine(process.stderr);
  const started = performance.now();
  return await copyDatabase(from, to, (rows, table) => show.update(() => describeRows(rows, table, started))).finally(() => show.end());
}

function adviceAfter(target: Target, config: Config): string {
  const where = config.file ?? 'the environment';
  if ('url' in target) return `Now set DATABASE_URL to the address you gave, in ${where}, and start Broadsheet.`;
  const { file } = target;
  if (basename(file) !== DATABASE_FILE) return `Now rename ${file} to ${resolve(config.data, DATABASE_FILE)}, remove DATABASE_URL from ${where}, and start Broadsheet.`;
  const folder = dirname(file) === resolve(config.data) ? '' : ` set BROADSHEET_DATA to ${dirname(file)},`;
  return `Now remove DATABASE_URL from ${where},${folder} and start Broadsheet.`;
}
