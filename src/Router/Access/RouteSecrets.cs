using System.Collections.Concurrent;
using System.Net.Security;
using Modelwright.Router.Listening;
using Modelwright.Router.Routes;

namespace Modelwright.Router.Access;

/// <summary>
/// The Secrets that routes name, as a folder of mounted ones has them: a folder for each Secret, a file for each key. What is missing is
/// missing for the Models that need it, and for no other. Safe for many threads.
/// </summary>
/// <param name="directory">The folder, or null: no Secret is there.</param>
/// <param name="changed">Called when a problem came or went.</param>
/// <param name="logger">Told of changes and problems.</param>
public sealed class RouteSecrets(string? directory, Action changed, ILogger<RouteSecrets> logger)
{
    private readonly ConcurrentDictionary<string, SecretFiles<SslServerAuthenticationOptions>> certificates = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SecretFiles<ClientTokens>> tokens = new(StringComparer.Ordinal);

    /// <summary>A route came into force: what it names is read before the first request that follows it.</summary>
    public void Follow(ModelRoute? route)
    {
        if (route?.Access?.Tls is { } tls && !certificates.ContainsKey(tls)) certificates[tls] = Read(Certificate(tls));
        if (route?.Access?.Tokens is { } accepted && !tokens.ContainsKey(accepted)) tokens[accepted] = Read(Accepted(accepted));
    }

    /// <summary>Looks whether the files have changed, and forgets those that no route names.</summary>
    public void Look(RouteTable table)
    {
        var before = Problems();
        Keep(certificates, table.Routes.Select(route => route.Access?.Tls));
        Keep(tokens, table.Routes.Select(route => route.Access?.Tokens));
        foreach (var files in certificates.Values) files.Look();
        foreach (var files in tokens.Values) files.Look();
        if (Problems() != before) changed();
    }

    /// <summary>
    /// How to answer a TLS handshake: with the certificate of the Model that has the name which the client asks for, else (a client that
    /// asks for an address names nobody) with the first Model's that has one. Null: there is none.
    /// </summary>
    public SslServerAuthenticationOptions? Handshake(string? serverName, RouteTable table)
    {
        if (serverName is { Length: > 0 } && table.Owner(serverName)?.Access?.Tls is { } named)
            return certificates.GetValueOrDefault(named)?.Current;
        return table.Routes.Where(route => route.Access?.Tls is not null).OrderBy(route => route.Model, StringComparer.Ordinal)
            .Select(route => certificates.GetValueOrDefault(route.Access!.Tls!)?.Current).FirstOrDefault(found => found is not null);
    }

    /// <summary>The tokens of a Secret; null when it is not there or cannot be used.</summary>
    public ClientTokens? Tokens(string secret) => tokens.GetValueOrDefault(secret)?.Current;

    /// <summary>Why the rule cannot be kept now: the Model's requests are refused. Null: it can.</summary>
    public string? Problem(AccessRule? rule) =>
        (rule?.Tls is { } tls ? certificates.GetValueOrDefault(tls)?.Problem : null)
        ?? (rule?.Tokens is { } accepted ? tokens.GetValueOrDefault(accepted)?.Problem : null);

    private static SecretFiles<T> Read<T>(SecretFiles<T> files)
        where T : class
    {
        files.Look();
        return files;
    }

    private static void Keep<T>(ConcurrentDictionary<string, T> all, IEnumerable<string?> named)
    {
        var kept = named.ToHashSet();
        foreach (var name in all.Keys)
            if (!kept.Contains(name))
                all.TryRemove(name, out _);
    }

    private SecretFiles<SslServerAuthenticationOptions> Certificate(string secret) =>
        new($"Secret {secret} (tls.crt, tls.key)", [Path(secret, "tls.crt"), Path(secret, "tls.key")], TlsCertificate.Read, logger);

    private SecretFiles<ClientTokens> Accepted(string secret) =>
        new($"Secret {secret} (tokens)", [Path(secret, "tokens")], texts => ClientTokens.Read(texts[0]), logger);

    // Names are checked before they get here: nothing in them leads out of the folder.
    private string Path(string secret, string key) => System.IO.Path.Combine(directory ?? "/nonexistent", secret, key);

    private string Problems() => string.Join('\n', certificates.OrderBy(entry => entry.Key, StringComparer.Ordinal)
        .Select(entry => entry.Value.Problem).Concat(tokens.OrderBy(entry => entry.Key, StringComparer.Ordinal)
        .Select(entry => entry.Value.Problem)));
}
