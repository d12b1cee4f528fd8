import type { Problem } from '../../common/result.ts';
import { describeLayers } from '../network/describe.ts';
import type { Size } from '../picture/picture.ts';
import type { NetworkTerm } from './objective.ts';

/** What is wrong with the numbers of a term, given the channels its layer has. */
export function checkTerm(term: NetworkTerm, picture: Size): Problem | null {
  switch (term.kind) {
    case 'layer':
    case 'guide':
      return term.channels ? checkChannels(term, term.channels, picture) : null;
    case 'neuron':
      return checkChannels(term, [term.channel], picture);
    case 'direction':
      return checkDirection(term, term.direction.length, picture);
    case 'style':
    case 'content':
      return null;
  }
}

function checkChannels(
  term: NetworkTerm,
  channels: readonly number[],
  picture: Size,
): Problem | null {
  const count = channelCount(term, picture);
  const where = `The layer ${term.layer} of ${term.network.name}`;
  if (channels.length === 0) {
    return {
      code: 'no-channels',
      message: `${where} is asked for none of its ${count} channels. Name at least one, or leave the choice out for all.`,
    };
  }
  const wrong = channels.find((c) => !Number.isInteger(c) || c < 0 || c >= count);
  return wrong === undefined ? null : unknownChannel(term, wrong, count);
}

/** @param count how many channels the layer has. */
export function unknownChannel(
  { network, layer }: Pick<NetworkTerm, 'network' | 'layer'>,
  channel: number,
  count: number,
): Problem {
  return {
    code: 'unknown-channel',
    message: `The layer ${layer} of ${network.name} has no channel ${channel}. It has ${count} channels: choose from 0 to ${count - 1}.`,
  };
}

function checkDirection(term: NetworkTerm, length: number, picture: Size): Problem | null {
  const count = channelCount(term, picture);
  if (length === count) return null;
  return {
    code: 'direction-length',
    message: `The direction has ${length} numbers, but the layer ${term.layer} of ${term.network.name} has ${count} channels. Give one number for each.`,
  };
}

function channelCount({ network, layer }: NetworkTerm, picture: Size): number {
  const found = describeLayers(network, picture).find(({ name }) => name === layer);
  if (!found) throw new Error(`${network.name} has no layer ${layer}; its program said it had.`);
  return found.channels;
}
