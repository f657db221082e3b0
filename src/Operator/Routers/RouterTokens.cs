using Modelwright.Operator.Tokens;

namespace Modelwright.Operator.Routers;

/// <summary>The tokens that routers ask for, one per namespace.</summary>
public sealed class RouterTokens(Func<RouterKey> keys, TimeProvider time)
{
    private readonly OperatorTokens tokens = new(keys, time);

    /// <summary>A token for the routers of a namespace.</summary>
    public string For(string @namespace) => tokens.For($"modelwright-router/{@namespace}");
}
