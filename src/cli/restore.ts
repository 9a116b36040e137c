import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '#config';
import { DATABASE_FILE, restoreDatabase } from '#db';
import { createLogger, EnvironmentError, isoNow, systemClock } from '#lib';
import { say, type AddCommand } from './command.js';
import { readingDump } from './dump.js';
import { counted, instant } from './format.js';

export const addRestore: AddCommand = (program, context) => {
  program
    .command('restore')
    .argument('<file>', 'a backup or an export; - for standard input')
    .option('--replace', 'keep what is there now under another name, and put the backup in its place')
    .description('make the database what a backup says; nothing changes unless all of it could be read')
    .addHelpText('after', '\nStop Broadsheet first. Backups of older versions are brought up to date.\n\nExample:\n  broadsheet restore /backups/broadsheet-2026-06-03.zst')
    .action(async (file: string, { replace = false }: { replace?: boolean }) => {
      const config = context.config();
      makeFolder(config.data);
      const release = await context.holdFolder();
      await restore(config, { file, replace }).finally(release);
    });
};

async function restore(config: Config, { file, replace }: { file: string; replace: boolean }): Promise<void> {
  const asideAs = replace ? isoNow(systemClock).replace(/[-:]|\.\d+/g, '') : undefined;
  const place = { url: config.databaseUrl, file: join(config.data, DATABASE_FILE), log: createLogger(config.logLevel, 'restore') };
  await readingDump(file, async (dump, onProgress) => {
    const { rows, aside } = await restoreDatabase({ ...place, dump, asideAs, onProgress });
    say(`Restored ${counted(rows, 'row')} from ${dump.name}, made ${instant(dump.header.made)}.`);
    if (aside !== undefined) say(`What was there before is kept: ${aside}. Delete it when you no longer need it.`);
  });
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new EnvironmentError(`The data folder ${folder} cannot be made. Give this user the right to, or choose another with BROADSHEET_DATA.`, { cause: error });
  }
}
