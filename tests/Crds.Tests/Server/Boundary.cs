using System.Text.Json.Nodes;

namespace Modelwright.Crds.Tests.Server;

/// <summary>A bound of a schema, with an object just inside it and one just outside.</summary>
/// <param name="Name">The field's path and the keyword, for failures.</param>
/// <param name="Field">What the server's message must name.</param>
/// <param name="Inside">The accepted object; null where a CEL rule is tighter than the bound.</param>
/// <param name="Outside">The rejected object.</param>
internal sealed record Boundary(string Name, string Field, JsonObject? Inside, JsonObject Outside);
