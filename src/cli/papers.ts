import type { Command } from 'commander';
import { NotFoundError } from '#lib';
import type { Paper } from '#papers';
import { say, type AddCommand, type CommandContext } from './command.js';
import { describePaper } from './describe-paper.js';
import type { Instance } from './instance.js';

export const addPapers: AddCommand = (program, context) => {
  const papers = program.command('papers').description('show a paper with all its sources said, or say which papers are one');
  papers
    .command('show')
    .argument('<id>', 'arXiv id, DOI, the address of either, or source:id')
    .option('--json', 'everything as one JSON object')
    .description('show a paper: its ids, what each source said, its merges')
    .addHelpText('after', '\nExample:\n  broadsheet papers show 2401.01234')
    .action((id: string, { json = false }: { json?: boolean }) => context.withInstance('papers', (instance) => show(instance, { id, json })));
  addDecision(papers, context, { verb: 'merge', help: 'make two papers one, whatever the rules say; can be undone', done: sayMerged });
  addDecision(papers, context, { verb: 'unmerge', help: 'take two records of one paper apart; the rules never join them again', done: sayUnmerged });
};

interface Decision {
  verb: 'merge' | 'unmerge';
  help: string;
  done(pair: Pair): void;
}

interface Pair {
  a: string;
  b: string;
  /** The papers under which the two stand now. */
  papers: [Paper, Paper];
}

function addDecision(papers: Command, context: CommandContext, { verb, help, done }: Decision): void {
  papers
    .command(verb)
    .argument('<a>', 'any id of the one')
    .argument('<b>', 'any id of the other')
    .option('--why <reason>', 'kept in the journal')
    .description(help)
    .addHelpText('after', `\nExample:\n  broadsheet papers ${verb} 2401.01234 iclr2024:abCdEf --why "${verb === 'merge' ? 'same paper, other title' : 'a reply of the same title'}"`)
    .action((a: string, b: string, { why }: { why?: string }) =>
      context.withInstance('papers', async (instance) => {
        await instance.papers[verb]({ a, b, why });
        done({ a, b, papers: [await locate(instance, a), await locate(instance, b)] });
      }),
    );
}

function sayMerged({ a, b, papers: [one, other] }: Pair): void {
  if (one.number !== other.number) {
    say(`Noted, but what was said before about other records keeps them apart:\n  ${titled(one)}\n  ${titled(other)}`);
    return;
  }
  say(`${a} and ${b} are one paper now:\n  ${titled(one)}\nAll its ids lead there. To undo: broadsheet papers unmerge ${a} ${b}`);
}

function sayUnmerged({ a, b, papers: [one, other] }: Pair): void {
  say(`${a} and ${b} are two papers now:\n  ${titled(one)}\n  ${titled(other)}\nTo undo: broadsheet papers merge ${a} ${b}`);
}

function titled({ id, title }: Paper): string {
  return `${id}  ${title}`;
}

async function show(instance: Instance, { id, json }: { id: string; json: boolean }): Promise<void> {
  const paper = await locate(instance, id);
  const history = await instance.papers.history(paper.number);
  say(json ? JSON.stringify({ paper, ...history }, undefined, 2) : describePaper(paper, history).join('\n'));
}

/** The paper that an id leads to, in however many steps. @throws NotFoundError */
async function locate(instance: Pick<Instance, 'papers'>, id: string): Promise<Paper> {
  const found = await instance.papers.find(id);
  if (found === undefined) throw new NotFoundError(`There is no paper ${id}. Give its arXiv id, DOI, or the id in its address.`);
  return 'paper' in found ? found.paper : await locate(instance, found.movedTo);
}
