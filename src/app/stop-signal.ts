const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;
const INTERRUPTED = 130;
const ORPHAN_MS = 30_000;

export interface StopOptions {
  /** How long a process whose parent is gone may take to finish, in milliseconds; nobody else would end it. */
  orphanMs?: number;
}

/**
 * Aborts when this process is asked to stop: by SIGTERM, Ctrl-C, a closed terminal, or, for a child with a channel to its
 * parent, by the end of the parent, however it ended. Asked a second time, a process without a parent ends at once; a child
 * does not, since Ctrl-C reaches it twice: from the terminal, and as its parent's SIGTERM.
 */
export function stopSignal({ orphanMs = ORPHAN_MS }: StopOptions = {}): AbortSignal {
  const stop = new AbortController();
  const isChild = process.send !== undefined;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (stop.signal.aborted && !isChild) process.exit(INTERRUPTED);
      stop.abort(signal);
    });
  }
  if (isChild) whenParentEnds(() => {
    stop.abort('the parent ended');
    setTimeout(() => process.exit(1), orphanMs).unref();
  });
  return stop.signal;
}

function whenParentEnds(act: () => void): void {
  process.once('disconnect', act);
  // The channel alone must not keep a child alive that has finished.
  process.channel?.unref();
  // The parent may have ended before anybody listened.
  if (!process.connected) act();
}
