import { useEffect, useState } from 'react';
import type { Path } from '../data/json.ts';
import type { ShownPicture } from '../data/worker.ts';
import { download } from './download.ts';
import { Empty } from './empty.tsx';

/** The pictures of the answer at their size. */
export function PicturesPanel(props: { pictures: readonly ShownPicture[]; onSelect(path: Path): void }) {
  if (props.pictures.length === 0) {
    return <Empty>Pictures of an answer show here. Ask for the dataUri of a picture.</Empty>;
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- arrow keys must be able to scroll it
    <section className="pictures-panel scroll" tabIndex={0} aria-label="Pictures of the answer">
      {props.pictures.map((picture) => (
        <Figure key={picture.path.join('/')} picture={picture} onSelect={props.onSelect} />
      ))}
    </section>
  );
}

function Figure({ picture, onSelect }: { picture: ShownPicture; onSelect(path: Path): void }) {
  const url = useObjectUrl(picture.bytes);
  const [size, setSize] = useState('');
  const kilobytes = (picture.bytes.size / 1024).toLocaleString('en', { maximumFractionDigits: 1 });
  const kind = picture.mediaType.replace(/^image\//, '').replace(/\+.*/, '');
  return (
    <figure>
      {url && (
        <img
          src={url}
          loading="lazy"
          decoding="async"
          alt={picture.label}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => setSize(`${naturalWidth} × ${naturalHeight}`)}
          onError={() => setSize('not a picture that this browser can show')}
        />
      )}
      <figcaption>
        <strong>{picture.label}</strong>
        <span>{[size, `${kilobytes} KB ${kind.toUpperCase()}`].filter(Boolean).join(', ')}</span>
        <button type="button" onClick={() => onSelect(picture.path)}>
          Show in JSON
        </button>
        <button type="button" onClick={() => download(`${picture.label.replace(/\W+/g, '-')}.${kind}`, picture.bytes)}>
          Download
        </button>
      </figcaption>
    </figure>
  );
}

/** An address for bytes, for as long as they are shown. */
function useObjectUrl(bytes: Blob): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(bytes);
    // oxlint-disable-next-line react/set-state-in-effect -- only an effect can free the address again
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes]);
  return url;
}
