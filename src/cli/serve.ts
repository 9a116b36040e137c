import type { AddCommand, ServeOptions } from './command.js';

export const addServe: AddCommand = (program, context) => {
  program
    .command('serve', { isDefault: true })
    .description('serve the pages, with a worker beside them (the default)')
    .option('--open', 'open the front page in a browser')
    .option('--import <file>', 'import a file of papers once running')
    .option('--no-worker', 'serve pages only; "broadsheet work" does the work elsewhere')
    .action((options: ServeOptions) => context.serve(options));
};
