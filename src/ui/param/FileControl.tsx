import type { FileParam, FileReference } from '../../graph/params/file.ts';
import type { ControlProps } from '../document/control-props.ts';
import { ImageFileControl } from './ImageFileControl.tsx';
import { NetworkFileControl } from './NetworkFileControl.tsx';

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
