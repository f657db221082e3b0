using Modelwright.ModelServer.Execution;
using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Tensors;

namespace Modelwright.ModelServer.Outputs;

/// <summary>
/// Counts what the model predicts since the process began, so that two revisions can be compared. The bins depend on no data: counts of any
/// two servers compare, and those of a revision's pods add up. Memory is bounded whatever the model gives.
/// </summary>
internal sealed class OutputCounters
{
    /// <summary>Outputs that are counted, the first ones.</summary>
    public const int MaxOutputs = 8;

    private readonly CountedOutput[] outputs;
    private readonly CounterStripe[] stripes;

    /// <param name="signature">The model's outputs.</param>
    /// <param name="stripes">Threads that may count at the same time without waiting.</param>
    public OutputCounters(ModelSignature signature, int stripes)
    {
        outputs = [.. signature.Outputs.Take(MaxOutputs).Select(Counted)];
        this.stripes = [.. Enumerable.Range(0, stripes).Select(_ => new CounterStripe(outputs))];
    }

    /// <summary>Counts the rows of an answered request, in all outputs, whichever it asked for.</summary>
    public void Count(InferResult result)
    {
        var first = (int)((uint)Thread.GetCurrentProcessorId() % (uint)stripes.Length);
        for (var i = 0; i < stripes.Length; i++)
            if (stripes[(first + i) % stripes.Length].TryCount(result)) return;
        stripes[first].Count(result);
    }

    /// <summary>What was counted so far. Of each request either all outputs are in it or none.</summary>
    public IReadOnlyList<OutputTotals> Totals()
    {
        var sums = new long[]?[outputs.Length][];
        for (var i = 0; i < sums.Length; i++) sums[i] = new long[]?[CountedOutput.Slots];
        foreach (var stripe in stripes) stripe.AddTo(sums);
        var totals = new List<OutputTotals>();
        for (var output = 0; output < outputs.Length; output++)
            for (var slot = 0; slot < CountedOutput.Slots; slot++)
                if (sums[output][slot] is { } tally) totals.Add(outputs[output].Totals(slot, tally));
        return totals;
    }

    private static CountedOutput Counted(TensorSignature output, int index) =>
        output.Datatype is Datatype.Float16 or Datatype.BFloat16 or Datatype.Float32 or Datatype.Float64
            ? new NumberOutput(index, output)
            : new CategoryOutput(index, output);
}
