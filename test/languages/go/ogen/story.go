package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"

	"onespec.test/languages/harness"
	"onespec.test/languages/queues"
)

// teller is the client as the story needs it, and a second one that can't keep to the document.
type teller struct{ client, xml *queues.Client }

func credentials(url string) harness.Credentials {
	return func(secret string) (harness.Queues, error) {
		var options []queues.ClientOption
		if secret == "" {
			options = append(options, queues.WithClient(edited(withoutToken)))
		}
		client, err := queues.NewClient(url, token(secret), options...)
		if err != nil {
			return nil, err
		}
		xml, err := queues.NewClient(url, token(secret), queues.WithClient(edited(asXML)))
		return teller{client, xml}, err
	}
}

func (t teller) Push(ctx context.Context, queue string, message harness.Message) error {
	return push(ctx, t.client, queue, message)
}

// PushXML sends a text and lets the transport change its content type: the generated union knows two.
func (t teller) PushXML(ctx context.Context, queue string) error {
	return push(ctx, t.xml, queue, harness.Message{Body: "<a/>"})
}

func push(ctx context.Context, client *queues.Client, queue string, message harness.Message) error {
	var body queues.PushRequest
	if text, ok := message.Body.(string); ok {
		body.SetTextMessage(textMessage(text, message.DelaySeconds))
	} else {
		json, err := jsonMessage(message.Body, message.DelaySeconds)
		if err != nil {
			return err
		}
		body.SetJsonMessage(json)
	}
	params := queues.QueuesMessagesPushParams{AccountID: harness.Account, QueueID: queues.Identifier(queue)}
	response, err := client.QueuesMessagesPush(ctx, body, params)
	_, err = success[queues.PushResponse](response, err)
	return err
}

func (t teller) BulkPush(ctx context.Context, queue string, messages []harness.Message, delaySeconds *int) error {
	body := &queues.BulkPushRequest{DelaySeconds: optional(delaySeconds)}
	for _, message := range messages {
		var item queues.QueueMessage
		if text, ok := message.Body.(string); ok {
			item.SetTextMessage(textMessage(text, message.DelaySeconds))
		} else {
			json, err := jsonMessage(message.Body, message.DelaySeconds)
			if err != nil {
				return err
			}
			item.SetJsonMessage(json)
		}
		body.Messages = append(body.Messages, item)
	}
	params := queues.QueuesMessagesBulkPushParams{AccountID: harness.Account, QueueID: queues.Identifier(queue)}
	response, err := t.client.QueuesMessagesBulkPush(ctx, body, params)
	_, err = success[queues.BulkPushResponse](response, err)
	return err
}

func (t teller) Pull(ctx context.Context, queue string, batchSize, visibilityTimeoutMs int) (harness.Batch, error) {
	var batch harness.Batch
	body := queues.NewOptPullRequest(queues.PullRequest{
		BatchSize:           queues.NewOptInt(batchSize),
		VisibilityTimeoutMs: queues.NewOptInt(visibilityTimeoutMs),
	})
	params := queues.QueuesMessagesPullParams{AccountID: harness.Account, QueueID: queues.Identifier(queue)}
	response, err := t.client.QueuesMessagesPull(ctx, body, params)
	answer, err := success[queues.PullResponse](response, err)
	if err != nil {
		return batch, err
	}
	batch.Backlog = answer.Result.Value.MessageBacklogCount.Value
	for _, message := range answer.Result.Value.Messages {
		batch.Deliveries = append(batch.Deliveries, harness.Delivery{
			LeaseID:     message.LeaseID.Value,
			Body:        message.Body.Value,
			ContentType: message.Metadata.Value.CFMinusContentMinusType.Value,
			Attempts:    message.Attempts.Value,
		})
	}
	return batch, nil
}

func (t teller) Ack(ctx context.Context, queue string, acks []string, retries map[string]int) (harness.Settled, error) {
	body := new(queues.AckRequest)
	for _, lease := range acks {
		body.Acks = append(body.Acks, queues.Ack{LeaseID: lease})
	}
	for lease, delay := range retries {
		body.Retries = append(body.Retries, queues.Retry{LeaseID: lease, DelaySeconds: queues.NewOptInt(delay)})
	}
	params := queues.QueuesMessagesAckParams{AccountID: harness.Account, QueueID: queues.Identifier(queue)}
	response, err := t.client.QueuesMessagesAck(ctx, body, params)
	answer, err := success[queues.AckResponse](response, err)
	if err != nil {
		return harness.Settled{}, err
	}
	return harness.Settled{
		Acked:    answer.Result.Value.AckCount.Value,
		Retried:  answer.Result.Value.RetryCount.Value,
		Warnings: answer.Result.Value.Warnings.Value,
	}, nil
}

func textMessage(text string, delaySeconds *int) queues.TextMessage {
	return queues.TextMessage{Body: text, DelaySeconds: optional(delaySeconds)}
}

func jsonMessage(value any, delaySeconds *int) (queues.JsonMessage, error) {
	text, err := json.Marshal(value)
	return queues.JsonMessage{Body: text, DelaySeconds: optional(delaySeconds)}, err
}

func optional(number *int) queues.OptInt {
	if number == nil {
		return queues.OptInt{}
	}
	return queues.NewOptInt(*number)
}

func withoutToken(request *http.Request) { request.Header.Del("Authorization") }

func asXML(request *http.Request) {
	body, _ := io.ReadAll(request.Body)
	body = bytes.Replace(body, []byte(`"content_type":"text"`), []byte(`"content_type":"xml"`), 1)
	request.Body, request.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
}
