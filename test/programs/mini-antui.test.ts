import { faceDetection } from "./antui/face-detection.js";
import { shared } from "./antui/shared.js";
import { testLibrary } from "./library-suite.js";

testLibrary({ name: "mini-antui", root: "es", prefix: "", demos: [...shared, faceDetection] });
