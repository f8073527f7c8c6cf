package harness

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
)

// Queues is a client as the story needs it. Each tool's program has one, which does nothing but call
// the tool's own typed functions. A refusal of the service is a *Refused.
type Queues interface {
	Push(ctx context.Context, queue string, message Message) error
	// BulkPush takes a delay for messages that bring none; nil is none.
	BulkPush(ctx context.Context, queue string, messages []Message, delaySeconds *int) error
	Pull(ctx context.Context, queue string, batchSize, visibilityTimeoutMs int) (Batch, error)
	// Ack takes the delays of retries in seconds, by lease.
	Ack(ctx context.Context, queue string, acks []string, retries map[string]int) (Settled, error)
	// PushXML sends a content type that there is not.
	PushXML(ctx context.Context, queue string) error
}

// Message is one to send: a string as text, anything else as JSON.
type Message struct {
	Body         any
	DelaySeconds *int
}

// Batch is what a pull gives.
type Batch struct {
	Backlog    int
	Deliveries []Delivery
}

// Delivery is a message on loan.
type Delivery struct {
	LeaseID, Body, ContentType string
	Attempts                   int
}

// Settled is the answer to an acknowledgement. Where warnings are a list, their keys are "0", "1", …
type Settled struct {
	Acked, Retried int
	Warnings       map[string]string
}

// Refused is a refusal of the service, as the client shows it.
type Refused struct {
	Status int
	Codes  []int
}

func (r *Refused) Error() string { return fmt.Sprintf("refused with %d, codes %v", r.Status, r.Codes) }

// decoded gives a text as it is, and JSON without spaces.
func (d Delivery) decoded() (string, error) {
	if d.ContentType != "json" {
		return d.Body, nil
	}
	text, err := base64.StdEncoding.DecodeString(d.Body)
	if err != nil {
		return "", err
	}
	var value any
	if err := json.Unmarshal(text, &value); err != nil {
		return "", err
	}
	plain, err := json.Marshal(value)
	return string(plain), err
}
