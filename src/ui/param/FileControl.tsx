import { embeddedNetworks } from '../../../models/catalog.ts';
import type { FileParam, FileReference } from '../../graph/params/file.ts';
import { ChoiceField } from '../controls/ChoiceField.tsx';
import type { ControlProps } from '../document/control-props.ts';
import { fileTitle } from '../document/file-names.ts';
import { chooseNetwork } from '../networks/open-network.ts';
import { storedNetworks } from '../networks/stored-networks.ts';
import { openDialog } from '../session/session-store.ts';
import { ImageFileControl } from './ImageFileControl.tsx';

export interface FileControlProps extends ControlProps {
  readonly param: FileParam;
  readonly value: FileReference;
}

export function FileControl({ param, ...props }: FileControlProps) {
  return param.accept === 'image' ? (
    <ImageFileControl {...props} />
  ) : (
    <NetworkFileControl {...props} />
  );
}

export interface NetworkFileControlProps extends ControlProps {
  readonly value: FileReference;
}

const openAnother = 'open-another';

/** The networks at hand, and the way to others. */
function NetworkFileControl(props: NetworkFileControlProps) {
  const { value, node } = props;
  const stored = storedNetworks.use();
  const offered: readonly { readonly reference: FileReference; readonly label: string }[] = [
    ...embeddedNetworks.map(({ name, title }) => ({
      reference: { from: 'bundled' as const, name },
      label: title,
    })),
    ...stored.map(({ title, reference }) => ({ reference, label: title })),
  ];
  const key = (reference: FileReference) => JSON.stringify(reference);
  const present = offered.some(({ reference }) => key(reference) === key(value));
  const options = [
    ...offered.map(({ reference, label }) => ({ value: key(reference), label })),
    ...(present ? [] : [{ value: key(value), label: fileTitle(value) }]),
    { value: openAnother, label: 'Open another network…' },
  ];
  return (
    <ChoiceField
      {...props}
      value={key(value)}
      options={options}
      onChange={(chosen) => {
        if (chosen === openAnother) openDialog({ kind: 'networks', node });
        else chooseNetwork(node, JSON.parse(chosen) as FileReference);
      }}
    />
  );
}
