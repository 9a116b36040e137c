/** What somebody is to this paper. The owner is the first administrator. */
export const ROLES = ['visitor', 'reader', 'editor', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

const EVERYBODY: readonly Role[] = ROLES;
const READERS: readonly Role[] = ['reader', 'editor', 'administrator'];
const EDITORS: readonly Role[] = ['editor', 'administrator'];
const ADMINISTRATORS: readonly Role[] = ['administrator'];

/** Who may do what, in the words that a refusal repeats ("Only readers may …"). What is not listed nobody may do. */
const RULES = {
  'read the paper': EVERYBODY,
  'choose colours': EVERYBODY,
  'sign in': EVERYBODY,
  'see readers': EVERYBODY,
  'see the log': EVERYBODY,
  'see the saved searches': READERS,
  'save searches': READERS,
  vote: READERS,
  'keep feeds': READERS,
  'keep hooks': READERS,
  'see their account': READERS,
  'change their account': READERS,
  'see the imports': EDITORS,
  'import a file': EDITORS,
  'suspend readers': EDITORS,
  'steer mails': EDITORS,
  'see the settings': ADMINISTRATORS,
  'choose categories': ADMINISTRATORS,
  'steer the gathering': ADMINISTRATORS,
  'choose what orders': ADMINISTRATORS,
  'hide the sample': ADMINISTRATORS,
  'administer readers': ADMINISTRATORS,
  'see private matters': ADMINISTRATORS,
  'give up being the owner': ADMINISTRATORS,
} satisfies Record<string, readonly Role[]>;

export type Action = keyof typeof RULES;

/** All actions there are. */
export const actions = Object.keys(RULES) as readonly Action[];

/** Whether somebody in this role may do this. */
export function may(role: Role, action: Action): boolean {
  return RULES[action].includes(role);
}

/** The least role that may do this. */
export function leastRole(action: Action): Role {
  return ROLES.find((role) => may(role, action)) ?? 'administrator';
}

/** The role that a row of `readers` says; the owner is an administrator. */
export function roleOf(stored: string): Role {
  if (stored === 'owner') return 'administrator';
  return ROLES.find((role) => role === stored && role !== 'visitor') ?? 'reader';
}

/** Whether somebody may suspend, restore or change somebody else: only those below, but for administrators among themselves. */
export function mayRule(role: Role, other: Role): boolean {
  return role === 'administrator' || ROLES.indexOf(role) > ROLES.indexOf(other);
}
