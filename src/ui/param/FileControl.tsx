import { embeddedNetworks } from '../../../models/catalog.ts';
import { sameJson } from '../../graph/document/json.ts';
import type { FileReference } from '../../graph/params/file.ts';
import { ChoiceField } from '../controls/ChoiceField.tsx';
import { storedNetworks } from '../networks/stored-networks.ts';
import { openDialog } from '../session/session-store.ts';
import { ClipFileControl } from './ClipFileControl.tsx';
import { type FileControlProps, ImageFileControl } from './ImageFileControl.tsx';

export function FileControl(props: FileControlProps) {
  switch (props.param.accept) {
    case 'image':
      return <ImageFileControl {...props} />;
    case 'clip':
      return <ClipFileControl {...props} />;
    case 'network':
      return <NetworkFileControl {...props} />;
  }
}

const openAnother = 'open-another';

/** The networks at hand, and the way to others. */
function NetworkFileControl(props: FileControlProps) {
  const { param, value, node } = props;
  const stored = storedNetworks.use();
  const offered: readonly { readonly reference: FileReference; readonly label: string }[] = [
    ...embeddedNetworks.map(({ name, title }) => ({
      reference: { from: 'bundled' as const, name },
      label: title,
    })),
    ...stored.map(({ title, reference }) => ({ reference, label: title })),
  ];
  const key = (reference: FileReference) => JSON.stringify(reference);
  // In a document its parts may stand in another order.
  const present = offered.find(({ reference }) => sameJson(reference, value));
  const options = [
    ...offered.map(({ reference, label }) => ({ value: key(reference), label })),
    ...(present ? [] : [{ value: key(value), label: param.words(value) }]),
    { value: openAnother, label: 'Open another network…' },
  ];
  return (
    <ChoiceField
      {...props}
      nameless
      value={key(present?.reference ?? value)}
      options={options}
      onChange={(chosen) => {
        if (chosen === openAnother) openDialog({ kind: 'networks', node });
        else void choose(node, JSON.parse(chosen) as FileReference);
      }}
    />
  );
}

/** The code comes with the first choice. */
async function choose(node: string, reference: FileReference): Promise<void> {
  const { chooseNetwork } = await import('../networks/choose-network.ts');
  await chooseNetwork(node, reference);
}
