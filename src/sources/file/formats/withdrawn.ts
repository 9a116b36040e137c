const SUBJECT = '(?:paper|article|submission|manuscript|preprint|work|report|note|letter|thesis|document|contribution|this version|it)';
const HELPERS = '(?:\\s+(?:\\([^)]{0,40}\\)|has|have|had|is|was|were|be|been|being|now|also|hereby|therefore|thus|already|temporarily|voluntarily))*';
const STATEMENT = `\\b${SUBJECT}${HELPERS}\\s+withdrawn\\b(?! (?:from|prior)\\b)`;
const IN_COMMENT = new RegExp(`${STATEMENT}|^\\W*withdrawn\\b(?! from\\b)|\\bwithdrawn (?:by|due|because)\\b`, 'i');
const IN_ABSTRACT = new RegExp(`^\\W*(?:(?:this|the|our)\\s+)?(?:${STATEMENT}|withdrawn\\b)`, 'i');

/** Whether arXiv's comment says that the paper is withdrawn, or the abstract says nothing but that. arXiv has no field for it. */
export function saysWithdrawn(comment: string | undefined, abstract: string): boolean {
  return (comment !== undefined && IN_COMMENT.test(comment)) || IN_ABSTRACT.test(abstract);
}
