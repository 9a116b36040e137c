/** What somebody is to this paper. Accounts, when they come, add roles here. */
export type Role = 'visitor' | 'owner';

const EVERYBODY: readonly Role[] = ['visitor', 'owner'];
const OWNER: readonly Role[] = ['owner'];

/** Who may do what, in the words that a refusal repeats ("Only the owner may …"). What is not listed nobody may do. */
const RULES = {
  'read the paper': EVERYBODY,
  'choose colours': EVERYBODY,
  'see the settings': OWNER,
  'choose categories': OWNER,
  'steer the gathering': OWNER,
  'see the imports': OWNER,
  'import a file': OWNER,
  'hide the sample': OWNER,
  'see the saved searches': OWNER,
  'save searches': OWNER,
  'keep feeds': OWNER,
  'keep hooks': OWNER,
  'give up being the owner': OWNER,
} satisfies Record<string, readonly Role[]>;

export type Action = keyof typeof RULES;

/** All actions there are. */
export const actions = Object.keys(RULES) as readonly Action[];

/** Whether somebody in this role may do this. */
export function may(role: Role, action: Action): boolean {
  return RULES[action].includes(role);
}
