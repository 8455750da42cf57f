import { mirrored } from "../data/mirror.ts";

const first = "DMSO/r04c14f05p01-ch1sk1fk1fl1.tiff";

/** The folder of the four real CPJUMP1 example fields; undefined where there is no mirror. */
export const exampleImages: string | undefined = (await mirrored(first))?.slice(0, -first.length);
