namespace Modelwright.Cli.Demo.Data;

/// <summary>A trained model of the sample.</summary>
/// <param name="Name">For example <c>v1</c>.</param>
/// <param name="Algorithm">What trained it, for people.</param>
/// <param name="File">The ONNX file's absolute path.</param>
/// <param name="Digest"><c>sha256:</c> and 64 hex digits.</param>
/// <param name="Accuracy">Share of the held-out rows it got right when it was trained, from 0 to 1.</param>
public sealed record SampleVersion(string Name, string Algorithm, string File, string Digest, double Accuracy);
