using System.Text.Json.Serialization;

namespace Modelwright.Router.Forwarding;

/// <summary>Serialises error bodies without reflection.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
public sealed partial class ErrorJson : JsonSerializerContext;
