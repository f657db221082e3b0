namespace Modelwright.CrdGen;

/// <summary>A type that no structural schema can be made from; the message names the type's member and what to change.</summary>
/// <param name="path">Where in the kind, for example <c>Model.spec.serving.env[].name</c>.</param>
/// <param name="problem">What is wrong and what to do.</param>
public sealed class SchemaException(string path, string problem) : Exception($"{path}: {problem}")
{
    /// <summary>Where in the kind.</summary>
    public string Path { get; } = path;
}
