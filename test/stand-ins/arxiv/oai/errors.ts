/** What OAI-PMH 2.0 calls errors, in arXiv's words (github.com/arXiv/oaipmh, oaipmh/data/oai_errors.py). */
const DESCRIPTIONS = {
  badArgument: 'The request includes illegal arguments, is missing required arguments, includes a repeated argument, or values for arguments have an illegal syntax.',
  badResumptionToken: 'The value of the resumptionToken argument is invalid or expired.',
  badVerb: 'Value of the verb argument is not a legal OAI-PMH verb, the verb argument is missing, or the verb argument is repeated.',
  cannotDisseminateFormat: 'The metadata format identified by the value given for the metadataPrefix argument is not supported by the item or by the repository.',
  idDoesNotExist: 'The value of the identifier argument is unknown or illegal in this repository.',
  noRecordsMatch: 'The combination of the values of the from, until, set and metadataPrefix arguments results in an empty list.',
};

export type OaiErrorCode = keyof typeof DESCRIPTIONS;

export class OaiError extends Error {
  constructor(
    readonly code: OaiErrorCode,
    reason = '',
  ) {
    super(`${DESCRIPTIONS[code]}${reason === '' ? '' : ` ${reason}`}`);
  }

  /** Errors in the arguments do not repeat them. */
  get repeatsArguments(): boolean {
    return this.code !== 'badArgument' && this.code !== 'badVerb';
  }
}
