// The program of the rows cloudflare-go: the official SDK, unchanged, told where the emulator is. It
// is written for v7; for v6 the runner changes the major version in the import paths, nothing else.
// What differs between the two stands in shape.go of each.
package main

import (
	"fmt"
	"os"
	"strings"

	"onespec.test/languages/harness"
)

func main() {
	forget()
	if len(os.Args) != 3 || os.Args[1] != "story" {
		fmt.Fprintf(os.Stderr, "usage: %s story <url>\n", os.Args[0])
		os.Exit(2)
	}
	if err := harness.Tell(credentials(os.Args[2])); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// forget removes what the SDK would read from the environment: the story brings its own credentials.
func forget() {
	for _, variable := range os.Environ() {
		if name, _, _ := strings.Cut(variable, "="); strings.HasPrefix(name, "CLOUDFLARE_") {
			_ = os.Unsetenv(name)
		}
	}
}
