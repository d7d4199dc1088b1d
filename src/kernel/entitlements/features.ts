import type { TenantData } from '@tenantry/nest';

/**
 * What can be on or off for a company, and what it is when nobody has said. Modules are named here too: what carries
 * `@FeatureModule(name)` is there only for companies that have it.
 */
export const FEATURES = {
  multiLocation: false,
  sales: true,
  accounting: true,
  supply: true,
  people: true,
  clinic: true,
} as const satisfies Record<string, boolean>;

export type Feature = keyof typeof FEATURES;

export const FEATURE_NAMES = Object.keys(FEATURES) as Feature[];

declare module '@tenantry/nest' {
  /** What the platform keeps of a company beside what the library knows of any tenant. */
  interface TenantData {
    readonly adminEmail: string;
    /** ISO 4217; what the company's books begin with. */
    readonly currency: string;
    readonly plan: string | null;
    /** An instant. */
    readonly trialEndsAt: string | null;
    readonly maxUsers: number;
    /** Where it differs from FEATURES. */
    readonly features: Readonly<Partial<Record<Feature, boolean>>>;
  }
}

export const isOn = ({ features }: Pick<TenantData, 'features'>, feature: Feature): boolean =>
  features[feature] ?? FEATURES[feature];

export const featuresOf = (data: Pick<TenantData, 'features'>): Record<Feature, boolean> =>
  Object.fromEntries(FEATURE_NAMES.map((name) => [name, isOn(data, name)])) as Record<Feature, boolean>;

export const switchedOff = (data: Pick<TenantData, 'features'>): Feature[] =>
  FEATURE_NAMES.filter((name) => !isOn(data, name));
