import type { Hook, HookCall, NewHook } from '#digest';

/** What the pages ask of hooks. */
export interface HookDesk {
  list(reader: number): Promise<{ hook: Hook; title?: string; calls: HookCall[] }[]>;
  add(reader: number, hook: NewHook): Promise<void>;
  test(reader: number, number: number): Promise<void>;
  turn(reader: number, number: number): Promise<void>;
  remove(reader: number, number: number): Promise<void>;
}
