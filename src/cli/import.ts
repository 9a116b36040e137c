import { runImport, type ImportStatus } from '#sources';
import { describeProgress, describeResult, progressLine } from './import-progress.js';
import { note, say, type AddCommand } from './command.js';
import type { Instance } from './instance.js';

export const addImport: AddCommand = (program, context) => {
  program
    .command('import')
    .argument('<file>', 'the file, or - for standard input')
    .option('--format <name>', 'snapshot, list, seed, bibtex, ris, csl or broadsheet, when the file does not tell')
    .option('--json', 'print the result as JSON')
    .description("take in a file of papers: arXiv's metadata snapshot, JSON lines, BibTeX, RIS, CSL-JSON, an export; plain, gzip or zstd")
    .addHelpText('after', '\nExample:\n  broadsheet import arxiv-metadata-oai-snapshot.json.gz\n  cat library.bib | broadsheet import -')
    .action((file: string, options: { format?: string; json?: boolean }) =>
      context.withInstance('import', async (instance) => {
        const alone = context.runningInstance() === undefined;
        const status = await importFile(instance, file, { ...options, alone });
        say(options.json ? JSON.stringify(status) : describeResult(status));
        if (status.state === 'interrupted') process.exitCode = 130;
        else if (status.records === 0 && status.bad > 0) process.exitCode = 1;
      }),
    );
};

async function importFile(instance: Instance, file: string, options: { format?: string; alone: boolean }): Promise<ImportStatus> {
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  const show = progressLine(process.stderr);
  const started = performance.now();
  try {
    return await runImport(instance, {
      source: file === '-' ? process.stdin : file,
      ...options,
      signal: stop.signal,
      onProgress: (status) => show.update(() => describeProgress(status, (performance.now() - started) / 1000)),
    });
  } catch (error) {
    note('Papers read before this are in; running the same import again goes on from there.');
    throw error;
  } finally {
    show.end();
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}
