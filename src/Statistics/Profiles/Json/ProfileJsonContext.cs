using System.Text.Json.Serialization;

namespace Modelwright.Statistics.Profiles.Json;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ReferenceProfile))]
internal sealed partial class ProfileJsonContext : JsonSerializerContext;
