/** Values that Keras gave; see `fixtures/make_keras.py`. */
export const keras = JSON.parse(
  await Deno.readTextFile(new URL("./fixtures/keras.json", import.meta.url)),
);
