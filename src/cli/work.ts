import type { AddCommand } from './command.js';

export const addWork: AddCommand = (program, context) => {
  program
    .command('work')
    .description('do the work (imports, gathering, the search index) without serving pages')
    .option('--index', 'the search index only, and end when nothing is left to do')
    .action(({ index = false }: { index?: boolean }) => (index ? context.index() : context.work()));
};
