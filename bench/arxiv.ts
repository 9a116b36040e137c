import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { start, type Settings } from './broadsheet.js';
import { ROOT } from './folders.js';

const STAND_IN = join(ROOT, 'dist', 'test', 'stand-ins', 'arxiv', 'main.js');
/** A quiet hour, after all of the base was announced. */
const BEGINS = '2026-06-30T05:00:00Z';

export interface RunningArxiv {
  /** What a Broadsheet needs to gather from it, by its clock. */
  settings: Settings;
  stop(): Promise<void>;
}

/** Starts a stand-in for arXiv in a process of its own, over a file of papers, its clock so many times as fast as real time. */
export async function startArxiv(file: string, speed: number): Promise<RunningArxiv> {
  const clock = `${BEGINS}@${speed}x${Date.now()}`;
  const child = start([process.execPath, STAND_IN, file, '--clock', clock], {});
  const origin = await addressOf(child);
  return {
    settings: { ARXIV_OAI_URL: `${origin}/oai`, ARXIV_FEED_URL: `${origin}/rss`, ARXIV_API_URL: `${origin}/api/query`, BROADSHEET_CLOCK: clock, BROADSHEET_CATEGORIES: 'cs.LG,cs.CL,cs.CV', BROADSHEET_OFFLINE: '0' },
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function addressOf(child: ChildProcess): Promise<string> {
  let said = '';
  for await (const piece of child.stdout!) {
    said += String(piece);
    const origin = / at (http:\S+)/.exec(said)?.[1];
    if (origin !== undefined) return origin;
  }
  throw new Error(`The stand-in for arXiv did not start:\n${said}`);
}
