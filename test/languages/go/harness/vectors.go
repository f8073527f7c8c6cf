// Package harness is what the programs of both generators share: the vectors of vectors.json run
// against a client, and small helpers for the story. It knows nothing of any generated code.
package harness

import (
	"encoding/json"
	"fmt"
	"os"
)

// Vectors is the file vectors.json.
type Vectors struct {
	Format    int              `json:"format"`
	Requests  []RequestVector  `json:"requests"`
	Responses []ResponseVector `json:"responses"`
}

// RequestVector says what must go out for the arguments of a call.
type RequestVector struct {
	ID        string    `json:"id"`
	Operation string    `json:"operation"`
	Arguments Arguments `json:"arguments"`
	Request   Request   `json:"request"`
}

// Arguments is what a caller gives, by the document's names. A body that is nil is none.
type Arguments struct {
	Path map[string]string `json:"path"`
	Body json.RawMessage   `json:"body"`
}

// Request is what goes over the wire.
type Request struct {
	Method  string            `json:"method"`
	Path    string            `json:"path"`
	Query   [][2]string       `json:"query"`
	Headers map[string]string `json:"headers"`
	Body    json.RawMessage   `json:"body"`
}

// ResponseVector says what a client makes of an answer.
type ResponseVector struct {
	ID        string            `json:"id"`
	Operation string            `json:"operation"`
	Status    int               `json:"status"`
	Headers   map[string]string `json:"headers"`
	Body      string            `json:"body"`
	Outcome   WantedOutcome     `json:"outcome"`
}

// WantedOutcome has the kind "value", "error" or "unreadable".
type WantedOutcome struct {
	Kind     string          `json:"kind"`
	Body     json.RawMessage `json:"body"`
	Status   int             `json:"status"`
	Codes    []int           `json:"codes"`
	Messages []string        `json:"messages"`
}

// ReadVectors reads the file and refuses a format that this package does not know.
func ReadVectors(file string) (Vectors, error) {
	var vectors Vectors
	text, err := os.ReadFile(file)
	if err != nil {
		return vectors, err
	}
	if err := json.Unmarshal(text, &vectors); err != nil {
		return vectors, err
	}
	if vectors.Format != 1 {
		return vectors, fmt.Errorf("%s has format %d, not 1", file, vectors.Format)
	}
	return vectors, nil
}
