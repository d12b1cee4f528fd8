import type { CheckName } from './checks.ts';
import type { Fingerprint } from './fingerprint.ts';

/**
 * What the checks must give, computed by plain loops in double precision. Made by
 * `node --import tsx test/engine/backend/make-known-answers.ts`; known-answers.test.ts compares.
 */
export const knownAnswers: Record<CheckName, Fingerprint> = {
  'convolution, SAME, stride 2, with bias and ReLU': {
    rms: 2.0184352809132755,
    probes: [0, 0, 3.699379322079224, 1.9503809251190916],
    projection: 1.3272946567063346,
  },
  'convolution, VALID, stride 2': {
    rms: 1.7451980852931657,
    probes: [-2.9714970695485903, 0.7121728623988162, -0.851332039605154, 1.5408062495192212],
    projection: -1.7456264161116637,
  },
  'convolution 3x3': {
    rms: 2.0435948022348414,
    probes: [0, 5.095040605668586, 0, 1.9503809251190916],
    projection: 0.17209327254246765,
  },
  'convolution 1x1': {
    rms: 0.9690374122841822,
    probes: [-0.9639677103888573, -0.21983357424728922, 0.06827632459125255, 1.44923709279459],
    projection: -0.5435967965947893,
  },
  'convolution 1x7': {
    rms: 2.243709499403567,
    probes: [1.5798165349698365, -1.0171523832469944, -1.5563021295236723, -0.1605315122288289],
    projection: -0.717763816197997,
  },
  'input gradient of a convolution, stride 2': {
    rms: 1.6782823483842932,
    probes: [-0.13925286975685935, 0.587019653460402, 0.6113480489660503, 0.31504301297624693],
    projection: -0.8483927427919803,
  },
  'depthwise convolution': {
    rms: 0.8531409299251541,
    probes: [-1.081467694515183, -2.059237616800175, 0.04558410160242943, -0.22145964679559427],
    projection: -0.14628971690220718,
  },
  'max pooling': {
    rms: 0.9050342800947974,
    probes: [0.8588781356811523, 0.9671517014503479, 0.9939289689064026, 0.8539092540740967],
    projection: 0.14670851228451592,
  },
  'max pooling gradient': {
    rms: 0.2647299470553344,
    probes: [0, 0, 1.0391360521316528, -0.0747755765914917],
    projection: -0.11166471443778885,
  },
  'average pooling': {
    rms: 0.20791882517483715,
    probes: [0.6085371375083923, -0.005069706175062392, -0.18042845196194118, -0.4996904730796814],
    projection: -0.1161723331662247,
  },
  'concatenation and slicing': {
    rms: 0.590749945987281,
    probes: [0.3704490661621094, 0.2916679382324219, 0.6729523539543152, 0.9383829236030579],
    projection: 0.5050411293584233,
  },
  'matrix product': {
    rms: 2.759914751018028,
    probes: [-0.5583852340101174, -1.921684281653512, -0.7585253511081476, -2.3117317477582304],
    projection: 0.7393805038473429,
  },
  'ReLU mask': {
    rms: 4.1582432631518784e-7,
    probes: [-3.402609820568614e-7, 0, -5.185532359064382e-7, -8.52175617183093e-7],
    projection: 1.2672206706064575e-7,
  },
  'small magnitudes': {
    rms: 1.6003644840912666e-8,
    probes: [
      -3.642323515518723e-8, -3.575785176760623e-8, -2.785142848304655e-9, -1.432709545841533e-8,
    ],
    projection: 1.843356921130599e-9,
  },
  'sum over a million': {
    rms: 1048563.9575898647,
    probes: [1048563.9575898647, 1048563.9575898647, 1048563.9575898647, 1048563.9575898647],
    projection: 1014577.5979119613,
  },
};
