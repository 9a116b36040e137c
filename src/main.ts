import { Command } from 'commander';
import { addCommands, settingsHelp } from '#cli';
import { BroadsheetError } from '#lib';
import { commandContext } from '#app';

/** The command line: one file for each command in cli/. Without a command the pages are served. */
const program = new Command('broadsheet')
  .description('The daily paper of research that anyone can run')
  .version('0.1.0')
  .addHelpText('after', settingsHelp())
  .showHelpAfterError();

addCommands(program, commandContext);

try {
  await program.parseAsync(process.argv);
} catch (error) {
  if (error instanceof BroadsheetError) process.stderr.write(`${error.message}\n`);
  else process.stderr.write(`Broadsheet failed in a way it should not. Please report this:\n${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
}
