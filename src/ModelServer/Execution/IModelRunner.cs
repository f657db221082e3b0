using Modelwright.ModelServer.Tensors;

namespace Modelwright.ModelServer.Execution;

/// <summary>Runs a model; safe to use from several threads at once.</summary>
internal interface IModelRunner
{
    /// <summary>
    /// Runs the model once on its inputs; the result is shared by <paramref name="holders"/> requests, each of which lets go once.
    /// </summary>
    RunOutputs Run(ReadOnlySpan<Tensor> inputs, int holders);
}
