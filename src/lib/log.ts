import { pino, type Logger } from 'pino';

export type { Logger } from 'pino';
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Structured log lines (one JSON object a line) on standard error, so that standard output stays for answers. */
export function createLogger(level: LogLevel, process_: string): Logger {
  return pino(
    {
      level,
      base: { process: process_ },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}
