/** Where somebody becomes the owner, and stops being it. */
export const ownerPatterns = {
  owner: '/owner',
  leave: '/owner/leave',
} as const;
