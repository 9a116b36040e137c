import { InvalidInputError } from '#lib';
import { say, type AddCommand } from './command.js';
import { columns, count, counted } from './format.js';
import { progressLine } from './import-progress.js';
import type { Instance } from './instance.js';

/** One thing that follows from other things and can be made anew. */
interface Rebuildable {
  help: string;
  run(instance: Instance): Promise<string>;
}

const REBUILDABLE: Readonly<Record<string, Rebuildable>> = {
  papers: { help: 'papers, their authors, categories and editions, from the records of the sources', run: rebuildPapers },
};

export const addRebuild: AddCommand = (program, context) => {
  program
    .command('rebuild')
    .argument('[name]', 'what to rebuild; without it, what there is')
    .description('make anew what follows from other things; only what is not as it should be is written')
    .addHelpText('after', '\nRuns beside a running instance.\n\nExample:\n  broadsheet rebuild papers')
    .action(async (name: string | undefined) => {
      if (name === undefined) return list();
      const chosen = Object.hasOwn(REBUILDABLE, name) ? REBUILDABLE[name] : undefined;
      if (chosen === undefined) throw new InvalidInputError(`"${name}" cannot be rebuilt. What can: ${Object.keys(REBUILDABLE).join(', ')}.`);
      await context.withInstance('rebuild', async (instance) => say(await chosen.run(instance)));
    });
};

function list(): void {
  say('What can be rebuilt:');
  for (const line of columns(Object.entries(REBUILDABLE).map(([name, { help }]) => [name, help] as const), '  ')) say(line);
}

async function rebuildPapers({ papers }: Instance): Promise<string> {
  const show = progressLine(process.stderr);
  const { healed } = await papers.rebuild(({ done, total }) => show.update(() => `${count(done)} of ${count(total)} papers`)).finally(() => show.end());
  const found = healed === 0 ? 'all are as their records say' : `${count(healed)} ${healed === 1 ? 'was' : 'were'} not as the records say, and ${healed === 1 ? 'is' : 'are'} now`;
  return `Looked at ${counted(await papers.count(), 'paper')}: ${found}.`;
}
