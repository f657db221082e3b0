using System.Text.Json.Nodes;

namespace Modelwright.Runtime.Planning;

/// <summary>
/// A named command outside the API, for example pushing a route, carried out by the <see cref="IExternalEffectHandler"/> of that name. It
/// must be idempotent, or its intent must be in the status first.
/// </summary>
/// <param name="Handler">The handler's name.</param>
/// <param name="IdempotencyKey">The same for every try of the same command.</param>
/// <param name="Argument">What the handler needs.</param>
public sealed record External(string Handler, string IdempotencyKey, JsonObject Argument) : Effect;
