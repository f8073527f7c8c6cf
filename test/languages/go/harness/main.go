package harness

import (
	"fmt"
	"os"
)

// Main is the command line of each generator's program: `vectors <file>` or `story <url>`.
func Main(connect func(url string) (Client, error), credentials func(url string) Credentials) {
	if err := run(connect, credentials); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(connect func(url string) (Client, error), credentials func(url string) Credentials) error {
	if len(os.Args) != 3 {
		return fmt.Errorf("usage: %s vectors <file> | story <url>", os.Args[0])
	}
	switch os.Args[1] {
	case "vectors":
		return RunVectors(os.Args[2], connect)
	case "story":
		return Tell(credentials(os.Args[2]))
	}
	return fmt.Errorf("unknown command %q", os.Args[1])
}
