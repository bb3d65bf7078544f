import { authApis } from "./auth.js";
import { chromeApis } from "./chrome.js";
import type { ApiDefinition } from "./definition.js";
import { deviceApis } from "./device.js";
import { deviceFamilyApis } from "./device-families.js";
import { deviceStateApis } from "./device-state.js";
import { feedbackApis } from "./feedback.js";
import { fileApis } from "./file.js";
import { imageApis } from "./image.js";
import { locationApis } from "./location.js";
import { mediaFamilyApis } from "./media-families.js";
import { miniProgramApis } from "./mini-program.js";
import { paymentApis } from "./payment.js";
import { peopleFamilyApis } from "./people-families.js";
import { pickerApis } from "./picker.js";
import { requestApis } from "./request.js";
import { screenApis } from "./screen.js";
import { settingsApis } from "./settings.js";
import { socketApis } from "./socket.js";
import { storageApis } from "./storage.js";
import { transferApis } from "./transfer.js";

/** JSAPIs that the host answers, by name. What is not here fails with 1 (F-API-8). */
export const builtinApis: ReadonlyMap<string, ApiDefinition> = new Map(
  [
    authApis,
    chromeApis,
    deviceApis,
    deviceFamilyApis,
    deviceStateApis,
    feedbackApis,
    fileApis,
    imageApis,
    locationApis,
    mediaFamilyApis,
    miniProgramApis,
    paymentApis,
    peopleFamilyApis,
    pickerApis,
    requestApis,
    screenApis,
    settingsApis,
    socketApis,
    storageApis,
    transferApis,
  ].flatMap((family) => family.map((definition) => [definition.name, definition] as const)),
);
