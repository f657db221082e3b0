using Microsoft.ML.OnnxRuntime;
using Modelwright.ModelServer.Inspection;

namespace Modelwright.ModelServer.Models;

/// <summary>A model in memory.</summary>
/// <param name="Session">ONNX Runtime's session.</param>
/// <param name="Outline">What inspection learned of the file.</param>
/// <param name="Signature">Inputs and outputs.</param>
/// <param name="Digest"><c>sha256:</c> and the digest of the file, in hexadecimal.</param>
/// <param name="FileBytes">The size of the file.</param>
internal sealed record ServedModel(InferenceSession Session, ModelOutline Outline, ModelSignature Signature, string Digest,
    long FileBytes) : IDisposable
{
    /// <inheritdoc />
    public void Dispose() => Session.Dispose();
}
