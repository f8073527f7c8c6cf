package main

import (
	"context"
	"encoding/json"
	"fmt"

	"onespec.test/languages/harness"
	"onespec.test/languages/queues"
)

// caller calls operations by name, for the vectors.
type caller struct{ *queues.Client }

func connect(url string) (harness.Client, error) {
	client, err := queues.NewClient(url, token("any"))
	return caller{client}, err
}

func (c caller) Call(ctx context.Context, operation string, arguments harness.Arguments) (harness.Outcome, error) {
	account := queues.Identifier(arguments.Path["account_id"])
	queue := queues.Identifier(arguments.Path["queue_id"])
	switch operation {
	case "queues.messages.push":
		var body queues.PushRequest
		if err := json.Unmarshal(arguments.Body, &body); err != nil {
			return harness.Outcome{}, err
		}
		params := queues.QueuesMessagesPushParams{AccountID: account, QueueID: queue}
		response, err := c.QueuesMessagesPush(ctx, body, params)
		return outcome[queues.PushResponse](response, err)
	case "queues.messages.bulkPush":
		var body queues.BulkPushRequest
		if err := json.Unmarshal(arguments.Body, &body); err != nil {
			return harness.Outcome{}, err
		}
		params := queues.QueuesMessagesBulkPushParams{AccountID: account, QueueID: queue}
		response, err := c.QueuesMessagesBulkPush(ctx, &body, params)
		return outcome[queues.BulkPushResponse](response, err)
	case "queues.messages.pull":
		body, err := pullRequest(arguments.Body)
		if err != nil {
			return harness.Outcome{}, err
		}
		params := queues.QueuesMessagesPullParams{AccountID: account, QueueID: queue}
		response, err := c.QueuesMessagesPull(ctx, body, params)
		return outcome[queues.PullResponse](response, err)
	case "queues.messages.ack":
		var body queues.AckRequest
		if err := json.Unmarshal(arguments.Body, &body); err != nil {
			return harness.Outcome{}, err
		}
		params := queues.QueuesMessagesAckParams{AccountID: account, QueueID: queue}
		response, err := c.QueuesMessagesAck(ctx, &body, params)
		return outcome[queues.AckResponse](response, err)
	}
	return harness.Outcome{}, fmt.Errorf("unknown operation %q", operation)
}

// outcome writes the typed answer back as JSON.
func outcome[T any](response any, err error) (harness.Outcome, error) {
	if err != nil {
		return harness.Outcome{Status: told(err)}, err
	}
	if value, ok := response.(*T); ok {
		text, err := json.Marshal(value)
		return harness.Outcome{Status: 200, Value: text}, err
	}
	status, failure := refusal(response)
	if failure == nil {
		return harness.Outcome{}, fmt.Errorf("an unknown answer: %T", response)
	}
	return harness.Outcome{Status: status, Failure: typed(failure)}, nil
}

// pullRequest sets what is given and no more, as a program does. Reading the JSON into the generated
// type would fill in the document's default batch size, which is for servers.
func pullRequest(text json.RawMessage) (queues.OptPullRequest, error) {
	if text == nil {
		return queues.OptPullRequest{}, nil
	}
	var given struct {
		BatchSize           *int `json:"batch_size"`
		VisibilityTimeoutMs *int `json:"visibility_timeout_ms"`
	}
	err := json.Unmarshal(text, &given)
	return queues.NewOptPullRequest(queues.PullRequest{
		BatchSize:           optional(given.BatchSize),
		VisibilityTimeoutMs: optional(given.VisibilityTimeoutMs),
	}), err
}
