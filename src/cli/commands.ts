import type { Command } from 'commander';
import type { AddCommand, CommandContext } from './command.js';
import { addDigest } from './digest.js';
import { addDoctor } from './doctor.js';
import { addExport } from './export.js';
import { addFeed } from './feed.js';
import { addGather } from './gather.js';
import { addImport } from './import.js';
import { addBackup } from './backup.js';
import { addMove } from './move.js';
import { addOwner } from './owner.js';
import { addPapers } from './papers.js';
import { addRebuild } from './rebuild.js';
import { addRestore } from './restore.js';
import { addServe } from './serve.js';
import { addStatus } from './status.js';
import { addWork } from './work.js';

/** All commands, in the order of `--help`. */
const COMMANDS: AddCommand[] = [addServe, addWork, addImport, addExport, addPapers, addStatus, addGather, addFeed, addDigest, addOwner, addBackup, addRestore, addMove, addRebuild, addDoctor];

export function addCommands(program: Command, context: CommandContext): void {
  for (const add of COMMANDS) add(program, context);
}
