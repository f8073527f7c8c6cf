package harness

import (
	"context"
	"encoding/json"
)

// Client calls operations by their operationId. Each generator's program has one, which does nothing
// but turn arguments into the generated types and the generated types into an Outcome.
type Client interface {
	Call(ctx context.Context, operation string, arguments Arguments) (Outcome, error)
}

// Outcome is what a client says of an answer. An answer that it can't read is an error instead.
type Outcome struct {
	// Status is the HTTP status; 0 where the client does not show it.
	Status int
	// Value is the typed answer, written back as JSON; nil where the answer is no success.
	Value json.RawMessage
	// Failure is the typed refusal; nil where there is none.
	Failure *Failure
}

// Failure is what a refusal says.
type Failure struct {
	Codes    []int
	Messages []string
}
