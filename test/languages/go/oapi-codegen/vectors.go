package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"

	"onespec.test/languages/harness"
	"onespec.test/languages/queues"
)

// caller calls operations by name, for the vectors.
type caller struct{ *queues.ClientWithResponses }

func connect(url string) (harness.Client, error) {
	client, err := queues.NewClientWithResponses(url)
	return caller{client}, err
}

func (c caller) Call(ctx context.Context, operation string, arguments harness.Arguments) (harness.Outcome, error) {
	account, queue := arguments.Path["account_id"], arguments.Path["queue_id"]
	switch operation {
	case "queues.messages.push":
		body, err := pushRequest(arguments.Body)
		if err != nil {
			return harness.Outcome{}, err
		}
		response, err := c.QueuesMessagesPushWithResponse(ctx, account, queue, body)
		return outcome(response, err)
	case "queues.messages.bulkPush":
		body, err := bulkPushRequest(arguments.Body)
		if err != nil {
			return harness.Outcome{}, err
		}
		response, err := c.QueuesMessagesBulkPushWithResponse(ctx, account, queue, body)
		return outcome(response, err)
	case "queues.messages.pull":
		if arguments.Body == nil {
			response, err := c.QueuesMessagesPullWithBodyWithResponse(ctx, account, queue, "application/json", http.NoBody)
			return outcome(response, err)
		}
		var body queues.PullRequest
		if err := json.Unmarshal(arguments.Body, &body); err != nil {
			return harness.Outcome{}, err
		}
		response, err := c.QueuesMessagesPullWithResponse(ctx, account, queue, body)
		return outcome(response, err)
	case "queues.messages.ack":
		var body queues.AckRequest
		if err := json.Unmarshal(arguments.Body, &body); err != nil {
			return harness.Outcome{}, err
		}
		response, err := c.QueuesMessagesAckWithResponse(ctx, account, queue, body)
		return outcome(response, err)
	}
	return harness.Outcome{}, fmt.Errorf("unknown operation %q", operation)
}

// outcome writes the typed answer back as JSON.
func outcome[T any](response answer[T], err error) (harness.Outcome, error) {
	if err != nil {
		return harness.Outcome{}, err
	}
	outcome := harness.Outcome{Status: response.StatusCode()}
	if failure := failure(response); failure != nil {
		outcome.Failure = &harness.Failure{Codes: codes(failure.Errors), Messages: messages(failure.Errors)}
	}
	if value := response.GetJSON200(); value != nil {
		outcome.Value, err = json.Marshal(value)
	}
	return outcome, err
}

// A generated union keeps the JSON it reads as it is. So that the types take part, these two go
// through the branch that the discriminator names, as a program does that makes a message.

func pushRequest(text json.RawMessage) (queues.PushRequest, error) {
	var read, made queues.PushRequest
	if err := json.Unmarshal(text, &read); err != nil {
		return made, err
	}
	value, err := read.ValueByDiscriminator()
	if err != nil {
		return made, err
	}
	switch value := value.(type) {
	case queues.TextMessage:
		err = made.FromTextMessage(value)
	case queues.JsonMessage:
		err = made.FromJsonMessage(value)
	}
	return made, err
}

func bulkPushRequest(text json.RawMessage) (queues.BulkPushRequest, error) {
	var request queues.BulkPushRequest
	if err := json.Unmarshal(text, &request); err != nil {
		return request, err
	}
	for i, message := range request.Messages {
		value, err := message.ValueByDiscriminator()
		if err != nil {
			return request, err
		}
		switch value := value.(type) {
		case queues.TextMessage:
			err = request.Messages[i].FromTextMessage(value)
		case queues.JsonMessage:
			err = request.Messages[i].FromJsonMessage(value)
		}
		if err != nil {
			return request, err
		}
	}
	return request, nil
}
