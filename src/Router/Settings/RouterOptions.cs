using System.Net;

namespace Modelwright.Router.Settings;

/// <summary>Everything a router needs to know before it starts. Times are wall-clock, sizes are bytes.</summary>
public sealed record RouterOptions
{
    /// <summary>The namespace whose Models this router serves; part of the audience of admin tokens.</summary>
    public required string Namespace { get; init; }

    /// <summary>One or more PEM public keys (P-256); a token signed by any of them is accepted, so that keys can be rotated.</summary>
    public required string PublicKeyPem { get; init; }

    /// <summary>The address both ports listen on.</summary>
    public IPAddress BindAddress { get; init; } = IPAddress.Any;

    /// <summary>The port that carries traffic, HTTP/1.1 and cleartext HTTP/2; 0 takes a free one.</summary>
    public int HttpPort { get; init; } = 8080;

    /// <summary>The port of metrics, probes and routes; 0 takes a free one.</summary>
    public int AdminPort { get; init; } = 8081;

    /// <summary>The folder of route tables read at start, or null.</summary>
    public string? RoutesDirectory { get; init; }

    /// <summary>How often the folder is read again, and the files of the certificate and of the tokens.</summary>
    public TimeSpan RoutesPollInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the router goes on as before after SIGTERM, not ready, until nobody sends new connections.</summary>
    public TimeSpan DrainDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long requests in flight may take after that.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The largest request body; a larger one is answered 413.</summary>
    public long MaxRequestBytes { get; init; } = 67_108_864;

    /// <summary>The longest request line (HTTP/1.1), in bytes; a longer one is answered 414.</summary>
    public int MaxRequestLineBytes { get; init; } = 8_192;

    /// <summary>All of a request's headers together, in bytes; larger ones are answered 431.</summary>
    public int MaxHeaderBytes { get; init; } = 32_768;

    /// <summary>How many headers a request may have; more are answered 431.</summary>
    public int MaxHeaders { get; init; } = 100;

    /// <summary>The PEM file of the traffic port's certificate and its chain, or null: cleartext.</summary>
    public string? TlsCertificateFile { get; init; }

    /// <summary>The PEM file of the certificate's private key.</summary>
    public string? TlsKeyFile { get; init; }

    /// <summary>The file of the digests of clients' tokens, or null: everybody may ask.</summary>
    public string? ClientTokensFile { get; init; }

    /// <summary>The folder with the Secrets that routes name, a folder for each; null: there are none.</summary>
    public string? SecretsDirectory { get; init; }

    /// <summary>Whether backends get the client's token. Without <see cref="ClientTokensFile"/> they get the header as it is.</summary>
    public bool ForwardClientTokens { get; init; }

    /// <summary>The largest body kept for a replay; a larger one is streamed and never sent twice.</summary>
    public int MaxReplayBytes { get; init; } = 4_194_304;

    /// <summary>All bodies kept for a replay together.</summary>
    public long ReplayBudgetBytes { get; init; } = 134_217_728;

    /// <summary>The memory of all requests together that wait for Models that are scaled to zero.</summary>
    public long ActivationBudgetBytes { get; init; } = 134_217_728;

    /// <summary>How many client connections are open at once; more are closed when they arrive.</summary>
    public int MaxConnections { get; init; } = 20_000;

    /// <summary>How long a backend may be silent before the request is answered 504.</summary>
    public TimeSpan BackendTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>How long one attempt to connect to a backend may take.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long a connection to a backend is used. A Service balances connections, not requests: this bounds how long a new pod waits for
    /// its share and a pod that left goes on receiving.
    /// </summary>
    public TimeSpan ConnectionLifetime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a connection to a backend may be idle: below the shortest keep-alive of common servers (uvicorn: 5 s).</summary>
    public TimeSpan ConnectionIdleTimeout { get; init; } = TimeSpan.FromSeconds(4);
}
