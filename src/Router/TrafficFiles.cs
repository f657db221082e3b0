using System.Net.Security;
using Modelwright.Router.Access;
using Modelwright.Router.Listening;
using Modelwright.Router.Settings;

namespace Modelwright.Router;

/// <summary>The files that the traffic port depends on and that change while it serves: the certificate and the clients' tokens.</summary>
public sealed class TrafficFiles
{
    /// <summary>Reads what the options name.</summary>
    /// <exception cref="InvalidSettingException">A file cannot be read or used.</exception>
    public TrafficFiles(RouterOptions options, ILogger<TrafficFiles> logger)
    {
        if (options is { TlsCertificateFile: { } certificate, TlsKeyFile: { } key })
            Certificate = new("MODELWRIGHT_TLS_CERT_FILE and MODELWRIGHT_TLS_KEY_FILE", [certificate, key], TlsCertificate.Read, logger);
        if (options.ClientTokensFile is { } tokens)
            Tokens = new("MODELWRIGHT_CLIENT_TOKENS_FILE", [tokens], texts => ClientTokens.Read(texts[0]), logger);
    }

    /// <summary>How TLS handshakes are answered, or null: cleartext.</summary>
    public ChangingFiles<SslServerAuthenticationOptions>? Certificate { get; }

    /// <summary>The tokens of clients, or null: everybody may ask.</summary>
    public ChangingFiles<ClientTokens>? Tokens { get; }

    /// <summary>Whether there is anything that could change.</summary>
    public bool Any => Certificate is not null || Tokens is not null;

    /// <summary>Looks whether the files have changed.</summary>
    public void Look()
    {
        Certificate?.Look();
        Tokens?.Look();
    }
}
