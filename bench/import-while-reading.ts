import { setTimeout as sleep } from 'node:timers/promises';
import { begin } from './broadsheet.js';
import { copyInstance, largeSource, smallSource, type Benchmark } from './context.js';
import { removeFolder } from './folders.js';
import { indexedInstanceOf } from './indexed-instance.js';
import { choosePages, readingFigures, readPages } from './reading.js';
import { startServer } from './server.js';

const SECONDS = 30;
const WARM_UP_SECONDS = 3;
const UNDER_WAY_MS = 3_000;

/** Pages while an import runs in a process of its own, with 200,000 papers and their index there already. */
export const readingWhileImporting: Benchmark = {
  name: 'reading',
  async measure(context) {
    const folder = copyInstance(await indexedInstanceOf(smallSource(context), context.say));
    const { path } = await largeSource(context);
    const pages = choosePages(folder);
    const server = await startServer({ folder });
    try {
      await readPages(server, pages, WARM_UP_SECONDS);
      context.say('reading 20 pages a second, nothing else going on …');
      const quiet = await readPages(server, pages, SECONDS / 2);
      context.say('reading on while an import runs …');
      const importing = begin(['import', '--json', path], { BROADSHEET_DATA: folder });
      await sleep(UNDER_WAY_MS);
      const busy = await readPages(server, pages, SECONDS);
      importing.stop();
      const { output, seconds } = await importing.ended;
      const { records } = JSON.parse(output) as { records: number };
      return [...readingFigures('nothing else going on', quiet), ...readingFigures('during an import', busy), { what: 'the import meanwhile', values: [records / seconds], unit: 'records/s' }];
    } finally {
      await server.stop();
      removeFolder(folder);
    }
  },
};
