import { patterns } from '../routes.js';

/** Leads to where somebody has an account elsewhere, with the invitation that they were given, if any. */
export function ProviderButton({ to, words, invitation }: { to: string; words: string; invitation?: string }) {
  return (
    <form method="post" action={patterns.signInProvider}>
      <input type="hidden" name="to" value={to} />
      {invitation === undefined ? null : <input type="hidden" name="invitation" value={invitation} />}
      <button class="plain">{words}</button>
    </form>
  );
}
