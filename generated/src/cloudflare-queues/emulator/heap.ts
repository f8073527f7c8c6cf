// A binary heap whose items can be moved and taken out wherever they are, in logarithmic time.

/** Where an item is; the heap keeps it up to date. */
export interface Place<T> {
  readonly item: T;
  index: number;
}

/** Items of which the first one is known. */
export interface Heap<T> {
  first(): T | undefined;
  add(item: T): Place<T>;
  remove(place: Place<T>): void;
  /** To be called after what orders the item has changed. */
  moved(place: Place<T>): void;
}

/** Makes an empty heap. `before` says of two items whether the one goes before the other. */
export function heapOf<T>(before: (one: T, other: T) => boolean): Heap<T> {
  const places: Place<T>[] = [];
  const put = (place: Place<T>, index: number): void => {
    places[index] = place;
    place.index = index;
  };

  function rise(place: Place<T>): void {
    let { index } = place;
    while (index > 0) {
      const parent = places[(index - 1) >> 1]!;
      if (!before(place.item, parent.item)) break;
      const above = parent.index;
      put(parent, index);
      index = above;
    }
    put(place, index);
  }

  function sink(place: Place<T>): void {
    let { index } = place;
    for (;;) {
      const left = places[2 * index + 1];
      const right = places[2 * index + 2];
      const child = right && before(right.item, left!.item) ? right : left;
      if (!child || !before(child.item, place.item)) break;
      const below = child.index;
      put(child, index);
      index = below;
    }
    put(place, index);
  }

  const moved = (place: Place<T>): void => {
    rise(place);
    sink(place);
  };
  return {
    first: () => places[0]?.item,
    add(item) {
      const place = { item, index: places.length };
      rise(place);
      return place;
    },
    remove(place) {
      const last = places.pop()!;
      if (last === place) return;
      put(last, place.index);
      moved(last);
    },
    moved,
  };
}
