/** Operations of pickles, so that tests can put some together that Python would not write. */

const encoder = new TextEncoder();

/** The bytes of a text. */
export const letters = (text: string): number[] => [...encoder.encode(text)];

/** A function or class, `module name`. */
export const named = (module: string, name: string): number[] => [
  0x63,
  ...letters(`${module}\n${name}\n`),
];

/** A short text. */
export const text = (value: string): number[] => {
  const bytes = letters(value);
  return [0x8c, bytes.length, ...bytes];
};

/** A whole number below 2³¹. */
export const whole = (value: number): number[] => [
  0x4a,
  ...new Uint8Array(Int32Array.of(value).buffer),
];

/** A tuple of values, each as operations. */
export const tuple = (...items: number[][]): number[] => [0x28, ...items.flat(), 0x74];

/** A list of values, each as operations. */
export const list = (...items: number[][]): number[] => [0x5d, 0x28, ...items.flat(), 0x65];

/** A dictionary of values by name. */
export const dictionary = (items: Record<string, number[]>): number[] => [
  0x7d,
  0x28,
  ...Object.entries(items).flatMap(([key, value]) => [...text(key), ...value]),
  0x75,
];

/** A call of a function with a tuple. */
export const call = (callee: number[], ...args: number[][]): number[] => [
  ...callee,
  ...tuple(...args),
  0x52,
];

/** A tensor of one axis that lies in a storage from its first number on, as PyTorch writes it. */
export const tensor = (kind: string, key: string, stored: number, length: number): number[] =>
  call(
    named("torch._utils", "_rebuild_tensor_v2"),
    [
      ...tuple(text("storage"), named("torch", kind), text(key), text("cpu"), whole(stored)),
      0x51,
    ],
    whole(0),
    tuple(whole(length)),
    tuple(whole(1)),
    [0x89],
    call(named("collections", "OrderedDict")),
  );

/** A whole pickle of protocol 2. */
export const pickle = (...operations: number[][]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from([0x80, 2, ...operations.flat(), 0x2e]);
