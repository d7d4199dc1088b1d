import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsOptional } from 'class-validator';
import { type Feature, FEATURE_NAMES, FEATURES } from '../../kernel/entitlements/features.js';

type FeatureChange = Partial<Record<Feature, boolean | null>>;

/** Features by name; null brings one back to what it is when nobody has said. */
export class FeaturesInput implements FeatureChange {
  [feature: string]: boolean | null | undefined;
}

for (const name of FEATURE_NAMES) {
  ApiPropertyOptional({ type: Boolean, nullable: true, default: FEATURES[name], example: true })(
    FeaturesInput.prototype,
    name,
  );
  IsOptional()(FeaturesInput.prototype, name);
  IsBoolean()(FeaturesInput.prototype, name);
}
