package harness

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"
)

// Report is printed as JSON for the runner to read.
type Report struct {
	Passed   int      `json:"passed"`
	All      int      `json:"all"`
	Failures []string `json:"failures"`
}

// RunVectors runs all vectors of a file with a client for a server of its own, and prints the report.
func RunVectors(file string, connect func(url string) (Client, error)) error {
	vectors, err := ReadVectors(file)
	if err != nil {
		return err
	}
	wire := newWire()
	defer wire.server.Close()
	client, err := connect(wire.url())
	if err != nil {
		return err
	}
	report := Report{Failures: []string{}}
	for _, vector := range vectors.Requests {
		report.count("request "+vector.ID, wire.request(client, vector))
	}
	path := vectors.Requests[0].Arguments.Path
	for _, vector := range vectors.Responses {
		report.count("response "+vector.ID, wire.response(client, vector, path, bodyFor(vectors, vector.Operation)))
	}
	return json.NewEncoder(os.Stdout).Encode(report)
}

func (r *Report) count(id string, err error) {
	r.All++
	if err == nil {
		r.Passed++
		return
	}
	r.Failures = append(r.Failures, id+": "+err.Error())
}

// bodyFor gives a body that the operation takes, for a call of which only the answer matters.
func bodyFor(vectors Vectors, operation string) json.RawMessage {
	for _, vector := range vectors.Requests {
		if vector.Operation == operation && vector.Arguments.Body != nil {
			return vector.Arguments.Body
		}
	}
	return nil
}

func (w *wire) request(client Client, vector RequestVector) error {
	w.answer = ResponseVector{Status: 200, Headers: map[string]string{"content-type": "application/json"}, Body: `{"success":true}`}
	w.last = nil
	_, err := call(client, vector.Operation, vector.Arguments)
	if w.last == nil {
		return fmt.Errorf("nothing went out: %w", err)
	}
	return errors.Join(err, w.last.compare(vector.Request))
}

func (w *wire) response(client Client, vector ResponseVector, path map[string]string, body json.RawMessage) error {
	w.answer = vector
	outcome, err := call(client, vector.Operation, Arguments{path, body})
	return vector.Outcome.judge(outcome, err)
}

func call(client Client, operation string, arguments Arguments) (Outcome, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	return client.Call(ctx, operation, arguments)
}

func (w WantedOutcome) judge(got Outcome, err error) error {
	switch w.Kind {
	case "value":
		if err != nil || got.Value == nil {
			return fmt.Errorf("no value: %+v, %w", got, err)
		}
		return sameJSON(got.Value, w.Body)
	case "error":
		return w.judgeError(got, err)
	case "unreadable":
		if err == nil && (got.Value != nil || got.Failure != nil) {
			return fmt.Errorf("an answer that nobody can read was read: %+v", got)
		}
		return nil
	}
	return fmt.Errorf("unknown kind %q", w.Kind)
}

func (w WantedOutcome) judgeError(got Outcome, err error) error {
	if got.Value != nil {
		return fmt.Errorf("a value: %s", got.Value)
	}
	if got.Status != w.Status {
		return fmt.Errorf("status %d, not %d: %w", got.Status, w.Status, err)
	}
	if len(w.Codes) == 0 {
		return nil
	}
	if got.Failure == nil {
		return fmt.Errorf("no typed refusal: %w", err)
	}
	if !slices.Equal(got.Failure.Codes, w.Codes) || !slices.Equal(got.Failure.Messages, w.Messages) {
		return fmt.Errorf("%+v, not %v %q", *got.Failure, w.Codes, w.Messages)
	}
	return nil
}
