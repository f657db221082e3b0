using Microsoft.ML.OnnxRuntime;
using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Tensors;

namespace Modelwright.ModelServer.Execution;

/// <summary>Runs a session. Safe to use from several threads at once, as sessions are.</summary>
/// <param name="session">ONNX Runtime's session.</param>
/// <param name="signature">Its inputs and outputs.</param>
/// <param name="watch">Stops runs that take too long, and those that nobody waits for.</param>
/// <param name="pool">Where memory for outputs comes from.</param>
/// <param name="shapesFollow">Whether the shapes of outputs follow from those of the inputs alone.</param>
internal sealed class ModelRunner(
    InferenceSession session, ModelSignature signature, RunWatch watch, TensorPool pool, bool shapesFollow) : IModelRunner
{
    private readonly string[] inputNames = [.. signature.Inputs.Select(input => input.Name)];
    private readonly string[] outputNames = [.. signature.Outputs.Select(output => output.Name)];
    private volatile OutputPlan? plan;

    /// <inheritdoc />
    public RunOutputs Run(ReadOnlySpan<Tensor> inputs, ReadOnlySpan<CancellationToken> clients)
    {
        var run = watch.Begin(clients);
        try
        {
            return Run(run.Options, inputs, clients.Length);
        }
        catch (OnnxRuntimeException) when (run.Stop == RunStop.Deadline)
        {
            throw new RunTimeoutException("a run of the model", watch.Timeout);
        }
        catch (OnnxRuntimeException) when (run.Stop == RunStop.Abandoned)
        {
            throw new RunAbandonedException();
        }
        finally
        {
            watch.End(run);
        }
    }

    private RunOutputs Run(RunOptions options, ReadOnlySpan<Tensor> inputs, int holders)
    {
        var values = Values(inputs);
        if (plan?.Rent(inputs, pool) is { } tensors) return RunInto(options, tensors, values, holders);
        var outputs = new RunOutputs(session.Run(options, inputNames, values, outputNames), holders);
        if (shapesFollow) plan = OutputPlan.Learn(signature, inputs, outputs);
        return outputs;
    }

    private RunOutputs RunInto(RunOptions options, Tensor[] tensors, OrtValue[] values, int holders)
    {
        try
        {
            session.Run(options, inputNames, values, outputNames, Values(tensors));
            return new RunOutputs(tensors, pool, holders);
        }
        catch
        {
            foreach (var tensor in tensors) pool.Return(tensor);
            throw;
        }
    }

    private static OrtValue[] Values(ReadOnlySpan<Tensor> tensors)
    {
        var values = new OrtValue[tensors.Length];
        for (var i = 0; i < values.Length; i++) values[i] = tensors[i].Value;
        return values;
    }
}
