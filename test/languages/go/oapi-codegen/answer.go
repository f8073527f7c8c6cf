package main

import (
	"net/http"

	"onespec.test/languages/harness"
	"onespec.test/languages/queues"
)

// answer is what all generated responses have in common; T is the typed success.
type answer[T any] interface {
	StatusCode() int
	GetJSON200() *T
	GetJSON400() *queues.BadRequest
	GetJSON401() *queues.Unauthorized
	GetJSON403() *queues.Forbidden
	GetJSON404() *queues.NotFound
	GetJSON405() *queues.MethodNotAllowed
	GetJSON413() *queues.ContentTooLarge
	GetJSON429() *queues.TooManyRequests
	GetJSON5XX() *queues.ServerError
}

// failure gives the typed refusal; nil where the answer is none.
func failure[T any](response answer[T]) *queues.Failure {
	switch status := response.StatusCode(); {
	case status == http.StatusBadRequest:
		return response.GetJSON400()
	case status == http.StatusUnauthorized:
		return response.GetJSON401()
	case status == http.StatusForbidden:
		return response.GetJSON403()
	case status == http.StatusNotFound:
		return response.GetJSON404()
	case status == http.StatusMethodNotAllowed:
		return response.GetJSON405()
	case status == http.StatusRequestEntityTooLarge:
		return response.GetJSON413()
	case status == http.StatusTooManyRequests:
		return response.GetJSON429()
	case status >= 500:
		return response.GetJSON5XX()
	}
	return nil
}

// success gives the typed answer, or a refusal as an error.
func success[T any](response answer[T], err error) (*T, error) {
	if err != nil {
		return nil, err
	}
	if value := response.GetJSON200(); value != nil {
		return value, nil
	}
	refused := &harness.Refused{Status: response.StatusCode()}
	if failure := failure(response); failure != nil {
		refused.Codes = codes(failure.Errors)
	}
	return nil, refused
}

func codes(errors []queues.ApiMessage) []int {
	var codes []int
	for _, entry := range errors {
		codes = append(codes, entry.Code)
	}
	return codes
}

func messages(errors []queues.ApiMessage) []string {
	var messages []string
	for _, entry := range errors {
		messages = append(messages, entry.Message)
	}
	return messages
}
