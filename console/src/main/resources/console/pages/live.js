export { default } from "./coming.js";
