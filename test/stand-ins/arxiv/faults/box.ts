import { checkFault, FAULTS, type Fault, type FaultName, type Fields, type Protocol } from './faults.js';

/** A fault that was switched on, and what became of it. */
export type ActiveFault = Fault & {
  id: number;
  /** How many requests it was applied to. */
  applied: number;
};

/** Who must know when faults come and go: what acts on no single request. */
export interface FaultWatcher {
  added?(fault: ActiveFault): void;
  removed?(fault: ActiveFault): void;
}

/** The faults that are on. */
export class FaultBox {
  private faults: ActiveFault[] = [];
  private last = 0;

  constructor(private readonly watcher: FaultWatcher = {}) {}

  /** Switches a fault on. @returns its id, to switch it off by @throws InvalidInputError */
  add(fault: Fault): number {
    this.last += 1;
    const active: ActiveFault = { ...checkFault(fault), id: this.last, applied: 0 };
    this.faults.push(active);
    this.watcher.added?.(active);
    return active.id;
  }

  remove(id: number): boolean {
    const fault = this.faults.find((one) => one.id === id);
    if (fault === undefined) return false;
    this.faults = this.faults.filter((one) => one !== fault);
    this.watcher.removed?.(fault);
    return true;
  }

  clear(): void {
    for (const { id } of this.faults) this.remove(id);
  }

  /** All that were switched on and not off again, also those whose requests are used up. */
  list(): readonly Readonly<ActiveFault>[] {
    return this.faults;
  }

  /** What acts on a request at an instant of the server's own, unmoved clock. */
  of(protocol: Protocol, now: number): RequestFaults {
    return new RequestFaults(this.faults.filter((fault) => isInScope(fault, protocol, now)));
  }
}

function isInScope({ protocols, requests, from, until, applied }: ActiveFault, protocol: Protocol, now: number): boolean {
  if (protocols !== undefined && !protocols.includes(protocol)) return false;
  if (requests !== undefined && applied >= requests) return false;
  return now >= (from === undefined ? -Infinity : Date.parse(from)) && now < (until === undefined ? Infinity : Date.parse(until));
}

/** The faults of one request. Asking for one is applying it, and is counted once a request. */
export class RequestFaults {
  /** The names of those applied so far. */
  readonly used: FaultName[] = [];

  constructor(private readonly faults: readonly ActiveFault[]) {}

  /** What a fault is told, when it acts here. */
  use<N extends FaultName>(name: N): Fields<N> | undefined {
    const fault = this.faults.find((one) => one.fault === name);
    if (fault !== undefined && !this.used.includes(name)) {
      fault.applied += 1;
      this.used.push(name);
    }
    return this.look(name);
  }

  /** The same without applying it. */
  look<N extends FaultName>(name: N): Fields<N> | undefined {
    const fault = this.faults.find((one) => one.fault === name);
    return fault === undefined ? undefined : { ...FAULTS[name], ...fault };
  }
}
