import { SetMetadata } from '@nestjs/common';
import type { Feature } from './features.js';

export const FEATURE_OF_MODULE = 'entitlements:feature';

/**
 * On a module: companies without this feature don't have its routes (403 `feature_not_enabled`), nor see them in their
 * document.
 */
export const FeatureModule = (feature: Feature) => SetMetadata(FEATURE_OF_MODULE, feature);
