using System.Text.Json.Serialization;

namespace Modelwright.Router.Routes;

/// <summary>
/// How route tables are read: unknown and repeated members are refused, because a router that acknowledges what it does not
/// understand would be worse than one that refuses it.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false,
    MaxDepth = 8)]
[JsonSerializable(typeof(RouteDocument))]
public sealed partial class RouteJson : JsonSerializerContext;
