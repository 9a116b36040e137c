/** An OpenID Connect provider that readers may sign in with. */
export interface Provider {
  /** Its address; `/.well-known/openid-configuration` is below it. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What the button says. */
  name: string;
}

/** The one provider there is, in the tables and addresses. */
export const PROVIDER = 'provider';
