using System.Text.Json.Nodes;
using Modelwright.Runtime.Api;

namespace Modelwright.Runtime.Planning;

/// <summary>Make an object's whole status be this; sent only when it differs. What was there and is left out is removed.</summary>
public sealed record PatchStatus(ResourceType Type, ObjectKey Key, JsonObject Status) : Effect;
