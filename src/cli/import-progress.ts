import type { ImportStatus } from '#sources';
import { count, counted } from './format.js';

const EVERY_MS = 250;

/** A line of a terminal that is written over; where there is no terminal, a line every ten seconds. */
export function progressLine(stream: NodeJS.WriteStream): { update(line: () => string): void; end(): void } {
  let last = performance.now();
  let shown = false;
  return {
    update(line) {
      const now = performance.now();
      if (now - last < (stream.isTTY ? EVERY_MS : EVERY_MS * 40)) return;
      last = now;
      shown = true;
      stream.write(stream.isTTY ? `\r\u001b[2K${line()}` : `${line()}\n`);
    },
    end() {
      if (shown && stream.isTTY) stream.write('\r\u001b[2K');
    },
  };
}

/** `12,300 records · 8,100 a second · 34 % · about 2 min left · 3 bad lines` */
export function describeProgress(status: ImportStatus, seconds: number): string {
  const rate = status.records / Math.max(seconds, 0.001);
  const part = status.totalBytes > 0 ? status.readBytes / status.totalBytes : undefined;
  const left = part === undefined || part <= 0 ? undefined : (seconds / part) * (1 - part);
  return [
    counted(status.records, 'record'),
    `${count(Math.round(rate))} a second`,
    part === undefined ? '' : `${Math.floor(part * 100)} %`,
    left === undefined ? '' : `about ${duration(left)} left`,
    status.bad === 0 ? '' : counted(status.bad, 'bad line'),
  ]
    .filter((text) => text !== '')
    .join(' · ');
}

/** What an import came to, with the first bad lines. */
export function describeResult(status: ImportStatus): string {
  const ended = status.state === 'interrupted' ? 'Stopped; run the same import again to go on from here.' : `Imported ${status.name}.`;
  const lines = [
    ended,
    `${counted(status.records, 'record')} read: ${count(status.added)} new papers, ${count(status.changed)} changed or joined one, ${count(status.unchanged)} said nothing new.`,
  ];
  if (status.bad > 0) {
    lines.push(`${counted(status.bad, 'line')} could not be used${status.bad > status.badLines.length ? '; the first ones' : ''}:`);
    lines.push(...status.badLines.map(({ line, reason }) => `  line ${line}: ${reason}`));
  }
  return lines.join('\n');
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 360) / 10} h`;
}
