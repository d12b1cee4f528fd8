import lists from './avoided-channels.json' with { type: 'json' };

/** Layer -> channels that objectives on the whole layer leave out unless told otherwise. */
export type AvoidedChannels = Readonly<Record<string, readonly number[]>>;

/** Of each embedded network that has such channels; a test holds the file against the networks. */
export const avoidedChannels: Readonly<Partial<Record<string, AvoidedChannels>>> = lists;
