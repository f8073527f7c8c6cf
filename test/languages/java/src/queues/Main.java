// `queues.Main story <url>` tells the story against an emulator; `queues.Main vectors <file>` runs
// the vectors and prints what came of them as JSON. It speaks to no other host than the one given.
package queues;

import java.nio.file.Files;
import java.nio.file.Path;

public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    if (args.length == 2 && args[0].equals("story")) {
      new Story(args[1]).tell();
    } else if (args.length == 2 && args[0].equals("vectors")) {
      System.out.println(Vectors.run(Files.readString(Path.of(args[1]))));
    } else {
      throw new IllegalArgumentException("usage: story <url> | vectors <file>");
    }
  }
}
