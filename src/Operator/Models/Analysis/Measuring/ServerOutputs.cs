namespace Modelwright.Operator.Models.Analysis.Measuring;

/// <summary>What a model server answered to <c>GET /v1/outputs</c>.</summary>
/// <param name="Start">Names the process: counts of another one began at zero.</param>
/// <param name="Revision">The revision that it serves.</param>
/// <param name="Outputs">What is counted, in the model's order.</param>
public sealed record ServerOutputs(string Start, string Revision, IReadOnlyList<OutputCounters> Outputs)
{
    /// <summary>The output and element that a metric means, or the one of that label.</summary>
    public OutputCounters? Find(string label) => Outputs.FirstOrDefault(output => output.Label == label);

    /// <summary>The output and element that a metric means.</summary>
    public OutputCounters? Find(MetricPlan plan) => plan.Output is null
        ? Outputs is [var first, ..] ? first : null
        : Outputs.FirstOrDefault(output => output.Name == plan.Output && (output.Element ?? 0) == (plan.Element ?? 0));
}
