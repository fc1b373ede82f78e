import type { Output } from "../host/host.ts";
import type { Progress } from "../write/finish.ts";

/**
 * A turning wheel on a terminal. Ours, because clack's takes Ctrl-C away from the process and ends
 * it with exit code 0.
 */
export function spinner(output: Output): Progress {
  let timer: NodeJS.Timeout | undefined;
  let turn = 0;
  return {
    start(title) {
      output.out("\u2502\n");
      const draw = (): void => {
        output.out(`\r\u001B[K${"|/-\\"[turn % 4]}  ${title}`);
        turn += 1;
      };
      draw();
      timer = setInterval(draw, 120);
    },
    stop(title, good) {
      clearInterval(timer);
      output.out(`\r\u001B[K${good ? "\u25C7" : "\u25B2"}  ${title}\n`);
    },
  };
}
