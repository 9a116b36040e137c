import type { AddCommand } from './command.js';

export const addWork: AddCommand = (program, context) => {
  program
    .command('work')
    .description('do the work (imports) without serving pages')
    .action(() => context.work());
};
