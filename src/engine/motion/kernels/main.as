export { densify } from './densify';
export { halve, luma } from './plane';
export { linearise, sweep, weigh } from './refine';
export { agree, enlarge } from './result';
export { patches, search } from './search';
