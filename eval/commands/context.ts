/** What every command is given. */
export interface EvalContext {
  /** Says on standard error what goes on. */
  say(words: string): void;
}
