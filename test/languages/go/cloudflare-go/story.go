package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/cloudflare/cloudflare-go/v7"
	"github.com/cloudflare/cloudflare-go/v7/option"
	"github.com/cloudflare/cloudflare-go/v7/queues"

	"onespec.test/languages/harness"
)

// teller is the SDK as the story needs it.
type teller struct{ *queues.MessageService }

func credentials(url string) harness.Credentials {
	return func(token string) (harness.Queues, error) {
		// No retries, so that a 429 is seen; the SDK repeats it twice by default.
		options := []option.RequestOption{option.WithBaseURL(url), option.WithMaxRetries(0)}
		if token != "" {
			options = append(options, option.WithAPIToken(token))
		}
		return teller{cloudflare.NewClient(options...).Queues.Messages}, nil
	}
}

func (t teller) Push(ctx context.Context, queue string, message harness.Message) error {
	params := queues.MessagePushParams{AccountID: cloudflare.F(harness.Account)}
	if text, ok := message.Body.(string); ok {
		body := queues.MessagePushParamsBodyMqQueueMessageText{
			Body:        cloudflare.F(text),
			ContentType: cloudflare.F(queues.MessagePushParamsBodyMqQueueMessageTextContentTypeText),
		}
		if message.DelaySeconds != nil {
			body.DelaySeconds = cloudflare.F(float64(*message.DelaySeconds))
		}
		params.Body = body
	} else {
		body := queues.MessagePushParamsBodyMqQueueMessageJson{
			Body:        cloudflare.F(message.Body),
			ContentType: cloudflare.F(queues.MessagePushParamsBodyMqQueueMessageJsonContentTypeJson),
		}
		if message.DelaySeconds != nil {
			body.DelaySeconds = cloudflare.F(float64(*message.DelaySeconds))
		}
		params.Body = body
	}
	response, err := t.MessageService.Push(ctx, queue, params)
	if err != nil {
		return mapped(err)
	}
	return checkPushed(response)
}

func (t teller) BulkPush(ctx context.Context, queue string, messages []harness.Message, delaySeconds *int) error {
	var items []queues.MessageBulkPushParamsMessageUnion
	for _, message := range messages {
		items = append(items, item(message))
	}
	params := queues.MessageBulkPushParams{
		AccountID: cloudflare.F(harness.Account),
		Messages:  cloudflare.F(items),
	}
	if delaySeconds != nil {
		params.DelaySeconds = cloudflare.F(float64(*delaySeconds))
	}
	response, err := t.MessageService.BulkPush(ctx, queue, params)
	if err != nil {
		return mapped(err)
	}
	return checkBulkPushed(response)
}

func item(message harness.Message) queues.MessageBulkPushParamsMessageUnion {
	if text, ok := message.Body.(string); ok {
		item := queues.MessageBulkPushParamsMessagesMqQueueMessageText{
			Body:        cloudflare.F(text),
			ContentType: cloudflare.F(queues.MessageBulkPushParamsMessagesMqQueueMessageTextContentTypeText),
		}
		if message.DelaySeconds != nil {
			item.DelaySeconds = cloudflare.F(float64(*message.DelaySeconds))
		}
		return item
	}
	item := queues.MessageBulkPushParamsMessagesMqQueueMessageJson{
		Body:        cloudflare.F(message.Body),
		ContentType: cloudflare.F(queues.MessageBulkPushParamsMessagesMqQueueMessageJsonContentTypeJson),
	}
	if message.DelaySeconds != nil {
		item.DelaySeconds = cloudflare.F(float64(*message.DelaySeconds))
	}
	return item
}

func (t teller) Pull(ctx context.Context, queue string, batchSize, visibilityTimeoutMs int) (harness.Batch, error) {
	response, err := t.MessageService.Pull(ctx, queue, queues.MessagePullParams{
		AccountID:           cloudflare.F(harness.Account),
		BatchSize:           cloudflare.F(float64(batchSize)),
		VisibilityTimeoutMs: cloudflare.F(float64(visibilityTimeoutMs)),
	})
	if err != nil {
		return harness.Batch{}, mapped(err)
	}
	batch := harness.Batch{Backlog: int(response.MessageBacklogCount)}
	for _, message := range response.Messages {
		metadata, _ := message.Metadata.(map[string]any)
		contentType, _ := metadata["CF-Content-Type"].(string)
		batch.Deliveries = append(batch.Deliveries, harness.Delivery{
			LeaseID:     message.LeaseID,
			Body:        message.Body,
			ContentType: contentType,
			Attempts:    int(message.Attempts),
		})
	}
	return batch, checkPulled(response)
}

func (t teller) Ack(ctx context.Context, queue string, acks []string, retries map[string]int) (harness.Settled, error) {
	var done []queues.MessageAckParamsAck
	for _, lease := range acks {
		done = append(done, queues.MessageAckParamsAck{LeaseID: cloudflare.F(lease)})
	}
	var again []queues.MessageAckParamsRetry
	for lease, delay := range retries {
		again = append(again, queues.MessageAckParamsRetry{
			LeaseID:      cloudflare.F(lease),
			DelaySeconds: cloudflare.F(float64(delay)),
		})
	}
	response, err := t.MessageService.Ack(ctx, queue, queues.MessageAckParams{
		AccountID: cloudflare.F(harness.Account),
		Acks:      cloudflare.F(done),
		Retries:   cloudflare.F(again),
	})
	if err != nil {
		return harness.Settled{}, mapped(err)
	}
	return harness.Settled{
		Acked:    int(response.AckCount),
		Retried:  int(response.RetryCount),
		Warnings: warnings(response),
	}, nil
}

// PushXML uses the SDK's third form of a body, whose content type is any string.
func (t teller) PushXML(ctx context.Context, queue string) error {
	_, err := t.MessageService.Push(ctx, queue, queues.MessagePushParams{
		AccountID: cloudflare.F(harness.Account),
		Body: queues.MessagePushParamsBody{
			Body:        cloudflare.F[any]("<a/>"),
			ContentType: cloudflare.F(queues.MessagePushParamsBodyContentType("xml")),
		},
	})
	return mapped(err)
}

// mapped reads an error as the SDK documents it: a *cloudflare.Error has the status, the entries, and
// both messages of HTTP.
func mapped(err error) error {
	var failure *cloudflare.Error
	if !errors.As(err, &failure) {
		return err
	}
	answer := string(failure.DumpResponse(true))
	refused := &harness.Refused{Status: failure.StatusCode}
	for _, entry := range failure.Errors {
		if entry.Message == "" || !strings.Contains(answer, entry.Message) {
			return fmt.Errorf("the answer lacks %q: %s", entry.Message, answer)
		}
		refused.Codes = append(refused.Codes, int(entry.Code))
	}
	if !strings.Contains(failure.Error(), http.StatusText(failure.StatusCode)) {
		return fmt.Errorf("an error without the status's name: %w", failure)
	}
	return refused
}
