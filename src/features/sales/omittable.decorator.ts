export { IsOmittable } from '../../input/omittable.decorator.js';
