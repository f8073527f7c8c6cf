package main

import (
	"context"
	"net/http"

	ht "github.com/ogen-go/ogen/http"
	"github.com/ogen-go/ogen/ogenerrors"

	"onespec.test/languages/queues"
)

// token is the credential of a client. A token can be given, or an e-mail address with a key; the
// generated client asks for all three and sends what it is given.
type token string

func (t token) APIToken(context.Context, queues.OperationName) (queues.APIToken, error) {
	return queues.APIToken{Token: string(t)}, nil
}

func (token) APIEmail(context.Context, queues.OperationName) (queues.APIEmail, error) {
	return queues.APIEmail{}, ogenerrors.ErrSkipClientSecurity
}

func (token) APIKey(context.Context, queues.OperationName) (queues.APIKey, error) {
	return queues.APIKey{}, ogenerrors.ErrSkipClientSecurity
}

// edited changes requests on their way out, to what the generated client does not let out by itself.
type edited func(*http.Request)

func (edit edited) Do(request *http.Request) (*http.Response, error) {
	edit(request)
	return http.DefaultClient.Do(request)
}

var _ ht.Client = edited(nil)
