export { addCommands } from './commands.js';
export type { CommandContext, RunningInstance, ServeOptions } from './command.js';
export type { Delivery, Instance, Search, SearchFollowing } from './instance.js';
export { settingsHelp } from './help.js';
