using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Artifacts;

/// <summary>A model file: where it is and how to read it.</summary>
public abstract record Artifact : FileReference
{
    /// <summary>The format of the file.</summary>
    [WhenUnset(ArtifactFormat.Onnx)]
    public ArtifactFormat? Format { get; init; }
}
