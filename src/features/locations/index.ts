/** What other features may use of locations. */
export { LocationAccess } from './location-access.service.js';
export { LocationService } from './location.service.js';
export { subtreeOf } from './location.tree.js';
export { LocationsModule } from './locations.module.js';
