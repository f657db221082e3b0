using Microsoft.ML.OnnxRuntime;

namespace Modelwright.ModelServer.Models;

/// <summary>A model in memory.</summary>
/// <param name="Session">ONNX Runtime's session.</param>
/// <param name="Signature">Inputs and outputs.</param>
/// <param name="Digest"><c>sha256:</c> and the digest of the file, in hexadecimal.</param>
/// <param name="FileBytes">The size of the file.</param>
internal sealed record ServedModel(InferenceSession Session, ModelSignature Signature, string Digest, long FileBytes) : IDisposable
{
    /// <inheritdoc />
    public void Dispose() => Session.Dispose();
}
