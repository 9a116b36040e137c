import { pipeline } from 'node:stream/promises';
import { say, type AddCommand } from './command.js';
import { writeDump } from './dump.js';
import { bytes, counted } from './format.js';
import type { Instance } from './instance.js';
import { writeWhole, writtenAs } from './write-file.js';

export const addExport: AddCommand = (program, context) => {
  program
    .command('export')
    .argument('[file]', 'where to; compressed when it ends in .gz or .zst; standard output without it')
    .description('write all papers, records, merges and settings as JSON lines, which "import" and "restore" take back')
    .addHelpText('after', '\nRuns beside a running instance. A file is replaced only when the new one is complete.\n\nExample:\n  broadsheet export papers.jsonl.zst\n  broadsheet export | grep \'"table":"papers"\' | wc -l')
    .action((file: string | undefined) => context.withInstance('export', (instance) => (file === undefined ? exportToOutput(instance) : exportToFile(instance, file))));
};

async function exportToFile(instance: Instance, file: string): Promise<void> {
  let size = 0;
  const rows = await writeDump(instance, 'export', async (text) => {
    size = await writeWhole(file, text, { as: writtenAs(file) });
  });
  say(`Exported ${counted(await instance.papers.count(), 'paper')} (${counted(rows, 'row')}, ${bytes(size)}) to ${file}.`);
}

async function exportToOutput(instance: Instance): Promise<void> {
  try {
    await writeDump(instance, 'export', (text) => pipeline(text, process.stdout, { end: false }));
  } catch (error) {
    // Whoever reads has enough, as `head` does; that is no failure to speak of.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error;
    process.exitCode = 1;
  }
}
