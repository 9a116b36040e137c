import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';

/** On what the figures were taken. */
export interface Machine {
  cores: number;
  processor: string;
  memoryGib: number;
  platform: string;
  node: string;
  sqlite: string;
  /** Processes that wanted a core in the last minute, before the benchmarks began: above 0.5, others are at work too. */
  load: number;
}

export function describeMachine(): Machine {
  return {
    cores: os.availableParallelism(),
    processor: os.cpus()[0]?.model.trim() ?? 'unknown',
    memoryGib: Math.round(os.totalmem() / 2 ** 30),
    platform: `${os.platform()} ${os.arch()}`,
    node: process.versions.node,
    sqlite: process.versions.sqlite ?? 'unknown',
    load: Math.round((os.loadavg()[0] ?? 0) * 100) / 100,
  };
}

/** `2 cores (…), 24 GiB, linux x64; Node 26.10.0, SQLite 3.53.0; load 0.1` */
export function machineLine(machine: Machine): string {
  const { cores, processor, memoryGib, platform, node, sqlite, load } = machine;
  return `${cores} cores (${processor}), ${memoryGib} GiB, ${platform}; Node ${node}, SQLite ${sqlite}; load ${load}`;
}

const TASKSET = ['/usr/bin/taskset', '/bin/taskset'].find((file) => existsSync(file));

/** Whether processes can be given a core of their own. */
export const canPin = process.platform === 'linux' && TASKSET !== undefined && os.availableParallelism() > 1;

/** The command that runs another one on one core, where the machine has several and a program to choose among them. */
export function onCore(core: number, command: readonly string[]): string[] {
  return canPin ? [TASKSET!, '-c', String(core), ...command] : [...command];
}

/** User and system seconds a running process has taken so far; undefined where the system does not say. */
export function cpuSeconds(pid: number): number | undefined {
  const stat = readProc(`${pid}/stat`);
  if (stat === undefined) return undefined;
  // The name in brackets may hold anything, so fields are counted from its end.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / CLOCK_TICKS;
}

const CLOCK_TICKS = 100;

/** Memory of a process and all its descendants in MB, shared pages divided among their users (PSS); undefined where the system does not say. */
export function treeMemory(pid: number): { pid: number; megabytes: number }[] | undefined {
  const rollup = readProc(`${pid}/smaps_rollup`);
  const kilobytes = /^Pss:\s+(\d+)/m.exec(rollup ?? '')?.[1];
  if (kilobytes === undefined) return undefined;
  const children = (readProc(`${pid}/task/${pid}/children`) ?? '').split(' ').filter((text) => text.trim() !== '');
  return [{ pid, megabytes: (Number(kilobytes) * 1024) / 1e6 }, ...children.flatMap((child) => treeMemory(Number(child)) ?? [])];
}

function readProc(path: string): string | undefined {
  try {
    return readFileSync(`/proc/${path}`, 'utf8');
  } catch {
    return undefined;
  }
}
