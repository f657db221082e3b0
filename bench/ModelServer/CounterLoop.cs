using System.Diagnostics;
using Modelwright.ModelServer.Execution;
using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Outputs;
using Modelwright.ModelServer.Tensors;

namespace Modelwright.ModelServer.Bench;

/// <summary>Counting what a small tabular model gave, a label and three probabilities, over and over on one thread.</summary>
internal static class CounterLoop
{
    private const int Requests = 1_000_000;

    /// <summary>Microseconds of processor time per request.</summary>
    public static double Run(int rounds)
    {
        using var pool = new TensorPool();
        var (label, probabilities) = (pool.Rent(Datatype.Int64, [1], 1), pool.Rent(Datatype.Float32, [1, 3], 3));
        label.Elements<long>()[0] = 1;
        Workload.Values("3").CopyTo(probabilities.Elements<float>());
        using var result = new InferResult(new RunOutputs([label, probabilities], pool, 1), 0, -1);
        var counters = new OutputCounters(
            new ModelSignature([], [new("label", Datatype.Int64, [-1], true), new("probabilities", Datatype.Float32, [-1, 3], true)]),
            Environment.ProcessorCount);
        var times = new List<double>();
        for (var round = 0; round < rounds + 2; round++)
        {
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            for (var i = 0; i < Requests; i++) counters.Count(result);
            times.Add((Process.GetCurrentProcess().TotalProcessorTime - before).TotalMicroseconds / Requests);
        }

        // The first rounds compile.
        return Report.Median(times.Skip(2));
    }
}
