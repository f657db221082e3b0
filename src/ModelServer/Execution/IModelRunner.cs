using Modelwright.ModelServer.Tensors;

namespace Modelwright.ModelServer.Execution;

/// <summary>Runs a model; safe to use from several threads at once.</summary>
internal interface IModelRunner
{
    /// <summary>
    /// Runs the model once on its inputs, for one request or more, and gives up once all of these are cancelled. Each lets go of the result
    /// once. Throws <see cref="RunTimeoutException"/> or <see cref="RunAbandonedException"/> when the run was stopped.
    /// </summary>
    RunOutputs Run(ReadOnlySpan<Tensor> inputs, ReadOnlySpan<CancellationToken> clients);
}
