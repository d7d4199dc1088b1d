/** How programs sign in. */
export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** The database of a server that many tenants share, and the role that programs sign in to it as. */
export interface SharedDatabase {
  readonly name: string;
  readonly login: Credentials;
  /** Whose it is: the id of a control database. The database carries it as its mark. */
  readonly platform: string;
}
