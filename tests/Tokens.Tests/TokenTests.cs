using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Modelwright.Testing;

namespace Modelwright.Tokens.Tests;

/// <summary>A verifier, the operator's key and a clock that stands still.</summary>
public abstract class TokenTests : IDisposable
{
    protected const string Header = """{"alg":"ES256","typ":"JWT"}""";
    private readonly PublicKeys keys;

    protected TokenTests()
    {
        keys = PublicKeys.Parse(Key.PublicPem);
        Verifier = new TokenVerifier(keys, "modelwright-router/ns", Clock);
    }

    protected OperatorKey Key { get; } = new();

    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    protected TokenVerifier Verifier { get; }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        keys.Dispose();
        Key.Dispose();
    }

    protected string? Problem(string token) => Verifier.Problem($"Bearer {token}");

    protected string Claims(Action<JsonObject>? change = null)
    {
        var claims = OperatorKey.Claims(Clock.GetUtcNow());
        change?.Invoke(claims);
        return claims.ToJsonString();
    }
}
