// The command line on a SQLite file that refuses to grow beyond so many pages of 8 kB: `page-limit.fixture.js PAGES COMMAND…`.
import { Command } from 'commander';
import { addCommands } from '#cli';
import { commandContext, createInstance } from '#app';
import { readConfig } from '#config';
import { messageOf } from '#lib';

const [pages, ...args] = process.argv.slice(2);
const program = new Command('broadsheet');

addCommands(program, {
  ...commandContext,
  withInstance: async (name, run) => {
    const instance = await createInstance(readConfig(process.env), { process: name, maxPages: Number(pages) });
    await run(instance).finally(() => instance.close());
  },
});

try {
  await program.parseAsync(args, { from: 'user' });
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
}
