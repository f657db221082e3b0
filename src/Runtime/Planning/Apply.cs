using System.Text.Json.Nodes;
using Modelwright.Runtime.Api;

namespace Modelwright.Runtime.Planning;

/// <summary>
/// Make an object be as the body says, by server-side apply; sent only when something differs. The body names apiVersion, kind,
/// metadata.name and (for namespaced kinds) metadata.namespace, and only the fields that the operator means to own.
/// </summary>
/// <param name="Type">The kind; it must be cached (owned or watched by a controller).</param>
/// <param name="Body">Built as JSON: KubernetesClient's models write zero values, and so would claim fields.</param>
/// <param name="Force">Take over fields of other managers. True for the operator's own children, false for objects of people.</param>
public sealed record Apply(ResourceType Type, JsonObject Body, bool Force = true) : Effect;
