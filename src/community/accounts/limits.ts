const HOUR_SECONDS = 3600;

/** NIST SP 800-63B, 5.1.1: length is what counts; no rules about kinds of letters. */
export const SHORTEST_PASSWORD = 10;
export const LONGEST_PASSWORD = 128;
export const LONGEST_NAME = 60;
export const LONGEST_ABOUT = 500;
export const LONGEST_WHY = 500;
/** How long a browser stays signed in, counted from the last day on which its reader did something. */
export const SESSION_SECONDS = 90 * 24 * HOUR_SECONDS;
/** However much its reader does: then somebody says again who it is. */
export const LONGEST_SESSION_SECONDS = 365 * 24 * HOUR_SECONDS;
/** A session is prolonged once in this time at most. */
export const PROLONGED_EVERY_SECONDS = 24 * HOUR_SECONDS;
/** How long the link of a mail works that proves an address or leads to a new password. */
export const MAIL_SECONDS = 24 * HOUR_SECONDS;
/** How long the link works that signs in. */
export const LINK_SECONDS = HOUR_SECONDS / 2;
export const INVITATION_MS = 14 * 24 * HOUR_SECONDS * 1000;
