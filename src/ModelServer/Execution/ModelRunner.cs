using Microsoft.ML.OnnxRuntime;
using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Tensors;

namespace Modelwright.ModelServer.Execution;

/// <summary>Runs a session. Safe to use from several threads at once, as sessions are.</summary>
internal sealed class ModelRunner(InferenceSession session, ModelSignature signature) : IModelRunner, IDisposable
{
    private readonly string[] inputNames = [.. signature.Inputs.Select(input => input.Name)];
    private readonly string[] outputNames = [.. signature.Outputs.Select(output => output.Name)];
    private readonly RunOptions options = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };

    /// <inheritdoc />
    public RunOutputs Run(ReadOnlySpan<Tensor> inputs, int holders)
    {
        var values = new OrtValue[inputs.Length];
        for (var i = 0; i < values.Length; i++) values[i] = inputs[i].Value;
        return new RunOutputs(session.Run(options, inputNames, values, outputNames), holders);
    }

    /// <summary>Makes runs in progress, and all later ones, fail soon.</summary>
    public void Terminate() => options.Terminate = true;

    public void Dispose() => options.Dispose();
}
