// Imported before a program that is measured: writes what its process used to the file USAGE names.
// Processes that it waited for are counted too, where the system tells (Linux).
import { readFileSync, writeFileSync } from "node:fs";

/** Of the fields of /proc/self/stat, behind the name in parentheses: user and system time of children. */
function childrensSeconds() {
  if (process.platform !== "linux") return 0;
  const stat = readFileSync("/proc/self/stat", "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const TICKS_A_SECOND = 100;
  return (Number(fields[13]) + Number(fields[14])) / TICKS_A_SECOND;
}

process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const seconds = (userCPUTime + systemCPUTime) / 1e6 + childrensSeconds();
  writeFileSync(process.env.USAGE, JSON.stringify({ seconds, megabytes: maxRSS / 1024 }));
});
