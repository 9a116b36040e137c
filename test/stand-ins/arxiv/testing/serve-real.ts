import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { harvest } from './serve.js';
import { all, parseXml } from './xml-tree.js';

const MAIN = join(import.meta.dirname, '../main.js');

export interface RealHarvest {
  papers: number;
  leftOut: number;
  /** Identifiers, as harvested. */
  ids: string[];
  /** Records on each page of the harvest. */
  sizes: number[];
  /** Most memory the process held, in kB; undefined where the system does not say. */
  peakKilobytes?: number;
}

/** Starts the stand-in as its own process with a file of records, and harvests from a day on. */
export async function harvestReal(file: string, from: string): Promise<RealHarvest> {
  const child = spawn(process.execPath, [MAIN, file, '--clock', `2026-06-10T16:00:00Z@1x${Date.now()}`], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    let said = '';
    child.stdout.on('data', (data: Buffer) => (said += data.toString()));
    while (!said.includes('BROADSHEET_CLOCK=')) await once(child.stdout, 'data');
    const [, papers, leftOut] = /with (\d+) papers \((\d+) records left out\)/.exec(said)!;
    const url = /ARXIV_OAI_URL=(\S+)/.exec(said)![1]!;
    const sizes: number[] = [];
    const oai = async (query: string) => {
      const page = parseXml(await (await fetch(`${url}?${query}`)).text());
      sizes.push(all(page, 'record').length);
      return page;
    };
    const ids = (await harvest({ oai }, `verb=ListRecords&metadataPrefix=arXivRaw&from=${from}`)).flat();
    return { papers: Number(papers), leftOut: Number(leftOut), ids, sizes, peakKilobytes: peakOf(child.pid!) };
  } finally {
    child.kill('SIGKILL');
  }
}

function peakOf(pid: number): number | undefined {
  const status = `/proc/${pid}/status`;
  const peak = existsSync(status) ? /VmHWM:\s+(\d+) kB/.exec(readFileSync(status, 'utf8'))?.[1] : undefined;
  return peak === undefined ? undefined : Number(peak);
}
