import { useEffect, useMemo } from 'react';

export interface BlobPictureProps {
  readonly blob: Blob;
  readonly className?: string | undefined;
}

/** A picture that is kept in this browser. Says nothing: what stands around it does. */
export function BlobPicture({ blob, className }: BlobPictureProps) {
  const url = useMemo(() => URL.createObjectURL(blob), [blob]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return <img className={className} src={url} alt="" />;
}
