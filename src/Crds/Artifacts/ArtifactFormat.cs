using System.Text.Json.Serialization;

namespace Modelwright.Crds.Artifacts;

/// <summary>The file format of a model.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ArtifactFormat>))]
public enum ArtifactFormat
{
    /// <summary>One ONNX file with its weights inside.</summary>
    Onnx,
}
