/**
 * Channels that `npm run -s flesh-channels` adds to those it finds by rule, as network -> layer ->
 * channels. Drawn bodies do not find them: they respond to people as photographs show them, to bare
 * legs, arms and backs. Judged by a person who looked at what each channel of these two layers dreams
 * alone: on the photograph of mountains (320 px, 4 octaves, colour 0.9) and, for NanoDet, from noise.
 * A channel is listed if its forms read as bare limbs or bodies; clothed figures, faces, heads and
 * animals are not.
 */
export const fleshByEye: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>> = {
  nanodet: {
    concat_42: [9, 23, 38, 52, 57, 59, 80, 96, 104, 107, 115, 121, 123, 124],
  },
  ssd: {
    block_11_expand_relu: [
      4, 7, 10, 11, 14, 17, 18, 24, 27, 36, 70, 90, 111, 121, 123, 124, 136, 137, 139, 141, 143,
      144, 149, 152, 155, 160, 163, 164, 165, 166, 184, 187, 190, 192, 193, 195, 200, 202, 204, 214,
      215, 220, 221, 225, 235, 243, 249, 256, 278, 283, 293, 299, 302, 306, 317, 318, 326, 340, 358,
      362, 365, 366, 371, 406, 412, 424, 437, 438, 441, 445, 459, 484, 491, 494, 502, 510, 514, 516,
      517, 522, 523, 546, 547, 548, 549, 550, 553, 570, 571,
    ],
  },
};
