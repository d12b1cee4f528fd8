/*
 * What Winograd's algorithm keeps in the scratch memory: the addresses of a window, halfway results,
 * the table of the products, then the transformed inputs [window², group, channels] and products
 * [window², group, outputs].
 */
export const halfwayAt: usize = 192;
export const tableAt: usize = 1024;
