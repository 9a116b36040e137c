import { say, type AddCommand } from './command.js';
import { writeDump } from './dump.js';
import { bytes, counted } from './format.js';
import type { Instance } from './instance.js';
import { writeWhole } from './write-file.js';

export const addBackup: AddCommand = (program, context) => {
  program
    .command('backup')
    .argument('<file>', 'where to; always compressed with zstd')
    .description('write everything in the database to one file, beside a running instance')
    .addHelpText('after', '\nThe file holds keys of this instance, so only its owner may read it. It is replaced only when the new one is complete.\n\nExample:\n  broadsheet backup /backups/broadsheet-$(date +%F).zst')
    .action((file: string) => context.withInstance('backup', (instance) => backup(instance, file)));
};

async function backup(instance: Instance, file: string): Promise<void> {
  let size = 0;
  const rows = await writeDump(instance, 'backup', async (text) => {
    size = await writeWhole(file, text, { as: 'zstd', mode: 0o600 });
  });
  say(`Backed up ${counted(await instance.papers.count(), 'paper')} (${counted(rows, 'row')}, ${bytes(size)}) to ${file}.`);
  say(`To take it back: broadsheet restore ${file}`);
}
