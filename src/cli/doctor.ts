import { ConfigError, type Config } from '#config';
import { BroadsheetError } from '#lib';
import { say, type AddCommand, type CommandContext } from './command.js';
import { checkDatabase, checkFolder, checkNode, checkPort, type Finding } from './checks.js';
import { columns } from './format.js';

export const addDoctor: AddCommand = (program, context) => {
  program
    .command('doctor')
    .description('check configuration, data folder, database and port, and say what to do; changes nothing')
    .addHelpText('after', '\nEnds with 1 when something fails, so that scripts can tell.\n\nExample:\n  broadsheet doctor')
    .action(async () => {
      const findings = await examine(context);
      for (const line of columns(findings.map(({ state, name, words }) => [`${state.padEnd(4)}  ${name}`, words] as const))) say(line);
      const failed = findings.filter(({ state }) => state === 'fail').length;
      say(failed === 0 ? 'Broadsheet can run here.' : `${failed === 1 ? 'One thing stands' : `${failed} things stand`} in the way.`);
      if (failed > 0) process.exitCode = 1;
    });
};

async function examine(context: CommandContext): Promise<Finding[]> {
  const { config, findings } = readConfiguration(context);
  if (config === undefined) return [...findings, checkNode()];
  return [
    ...findings,
    checkNode(),
    ...(await inWords('data folder', () => checkFolder(config.data))),
    ...(await inWords('database', () => checkDatabase(config))),
    ...(await inWords('port', async () => [await checkPort(config, context.runningInstance())])),
  ];
}

/** A check that ends in an error has found something too. */
async function inWords(name: string, check: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof BroadsheetError)) throw error;
    return [{ state: 'fail', name, words: error.message }];
  }
}

function readConfiguration(context: CommandContext): { config?: Config; findings: Finding[] } {
  try {
    const config = context.config();
    return { config, findings: [{ state: 'ok', name: 'configuration', words: config.file === undefined ? 'from the environment' : `from the environment and ${config.file}` }] };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { findings: error.problems.map((words) => ({ state: 'fail', name: 'configuration', words })) };
  }
}
