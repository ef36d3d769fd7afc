// Command vault-dev is a development-mode secret server for contract tests: in
// memory, unsealed, with a known root token, KV version 2 at secret/, and the
// transit and database engines and AppRole and Kubernetes login ready to be mounted over the HTTP API.
//
// It imports the server's core instead of its command line, because the latter
// pulls in, and so compiles, every cloud and database plugin.
package main

import (
	"context"
	"encoding/base64"
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"

	"github.com/hashicorp/go-hclog"
	kubernetes "github.com/hashicorp/vault-plugin-auth-kubernetes"
	"github.com/hashicorp/vault/builtin/credential/approle"
	"github.com/hashicorp/vault/builtin/logical/database"
	"github.com/hashicorp/vault/builtin/logical/transit"
	"github.com/hashicorp/vault/helper/namespace"
	vaulthttp "github.com/hashicorp/vault/http"
	"github.com/hashicorp/vault/internalshared/configutil"
	"github.com/hashicorp/vault/plugins/database/postgresql"
	"github.com/hashicorp/vault/sdk/helper/consts"
	"github.com/hashicorp/vault/sdk/logical"
	"github.com/hashicorp/vault/sdk/physical/inmem"
	"github.com/hashicorp/vault/vault"
)

// builtins is the plugin registry: PostgreSQL, for the database engine. The core
// dereferences its registry, so nil would panic; the engines themselves are
// handed to it as factories.
type builtins struct{}

const postgresPlugin = "postgresql-database-plugin"

func (builtins) Contains(name string, kind consts.PluginType) bool {
	return name == postgresPlugin && kind == consts.PluginTypeDatabase
}
func (builtins) IsBuiltinEntPlugin(string, consts.PluginType) bool { return false }
func (builtins) Keys(kind consts.PluginType) []string {
	if kind == consts.PluginTypeDatabase {
		return []string{postgresPlugin}
	}
	return nil
}
func (b builtins) Get(name string, kind consts.PluginType) (func() (any, error), bool) {
	return postgresql.New, b.Contains(name, kind)
}
func (builtins) DeprecationStatus(string, consts.PluginType) (consts.DeprecationStatus, bool) {
	return consts.Supported, true
}

func main() {
	listen := flag.String("listen", "127.0.0.1:0", "loopback address to serve on; port 0 picks a free one")
	cert := flag.String("tls-cert", "", "PEM certificate chain; with -tls-key, serve HTTPS")
	key := flag.String("tls-key", "", "PEM private key of -tls-cert")
	uninitialized := flag.Bool("uninitialized", false, "leave initialization and unsealing to the API's clients")
	level := flag.String("log-level", "warn", "level of the server's own log, on standard error")
	flag.Parse()

	// Taken from the environment so that it does not show in a process list.
	wantedToken := os.Getenv("VAULT_DEV_ROOT_TOKEN_ID")
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()

	logger := hclog.New(&hclog.LoggerOptions{Output: os.Stderr, Level: hclog.LevelFromString(*level)})
	storage, err := inmem.NewInmem(nil, logger)
	check(err)
	core, err := vault.NewCore(&vault.CoreConfig{
		Physical:    storage,
		StorageType: "inmem",
		LogicalBackends: map[string]logical.Factory{
			"transit":  transit.Factory,
			"database": database.Factory,
		},
		CredentialBackends: map[string]logical.Factory{
			"approle":    approle.Factory,
			"kubernetes": kubernetes.Factory,
		},
		BuiltinRegistry: builtins{},
		DisableMlock:    true, // needs a privilege, and nothing here is secret
		Logger:          logger,
	})
	check(err)

	listener, err := net.Listen("tcp", *listen)
	check(err)
	server := &http.Server{Handler: vaulthttp.Handler.Handler(&vault.HandlerProperties{
		Core:           core,
		ListenerConfig: &configutil.Listener{Address: listener.Addr().String()},
	})}
	scheme, serve := "http", func() error { return server.Serve(listener) }
	if *cert != "" {
		scheme, serve = "https", func() error { return server.ServeTLS(listener, *cert, *key) }
	}
	unsealKey, rootToken := "", ""
	if !*uninitialized {
		unsealKey, rootToken = initialize(core, wantedToken)
	}
	go func() {
		if err := serve(); err != http.ErrServerClosed {
			log.Fatal(err)
		}
	}()

	// The socket already listens, so whoever reads this last line may connect.
	fmt.Printf("VAULT_UNSEAL_KEY=%s\nVAULT_TOKEN=%s\nVAULT_ADDR=%s://%s\n", unsealKey, rootToken, scheme, listener.Addr())
	<-ctx.Done()
	server.Close()
	check(core.Shutdown())
}

// initialize does what the command line's -dev flag does: one unseal key share,
// a root token of the caller's choice if one is given, and KV version 2 at secret/.
func initialize(core *vault.Core, rootToken string) (unsealKey, token string) {
	ctx := namespace.RootContext(context.Background())
	init, err := core.Initialize(ctx, &vault.InitParams{
		BarrierConfig: &vault.SealConfig{SecretShares: 1, SecretThreshold: 1, StoredShares: 1},
	})
	check(err)
	// Encoded first, because the core wipes the slice that it unseals with.
	unsealKey = base64.StdEncoding.EncodeToString(init.SecretShares[0])
	_, err = core.Unseal(init.SecretShares[0])
	check(err)

	do := func(path string, data map[string]any) {
		resp, err := core.HandleRequest(ctx, &logical.Request{
			Operation: logical.UpdateOperation, ClientToken: init.RootToken, Path: path, Data: data,
		})
		check(err)
		check(resp.Error())
	}
	do("sys/mounts/secret", map[string]any{"type": "kv", "options": map[string]string{"version": "2"}})
	if rootToken == "" {
		return unsealKey, init.RootToken
	}
	do("auth/token/create", map[string]any{
		"id": rootToken, "policies": []string{"root"}, "no_parent": true, "no_default_policy": true,
	})
	do("auth/token/revoke-self", nil)
	return unsealKey, rootToken
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
