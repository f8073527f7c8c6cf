// The script of the emulator's page; runs in a browser as it is loaded. Shows texts as texts, never as
// HTML, and asks nobody but the server that it came from.
import { start } from "./page/start.ts";

start();
