using System.Diagnostics;
using Modelwright.ModelServer.Execution;
using Modelwright.ModelServer.Features;
using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Tensors;
using Modelwright.Statistics.Profiles;

namespace Modelwright.ModelServer.Bench;

/// <summary>
/// Counting a request's features in the bins of a profile, beside the run that it is counted with, in alternation on one thread: a model of
/// this size, every input and its first output a column of the profile.
/// </summary>
internal static class FeatureLoop
{
    private const int Batch = 2_000;
    private static readonly string[] Islands = ["Biscoe", "Dream", "Torgersen"];

    /// <summary>Microseconds of processor time per request: counting, and the model's run.</summary>
    public static (double Counting, double Run) Run(string model, int rounds)
    {
        using var served = ModelLoader.Load(model, int.MaxValue, intraOpThreads: 1);
        using var pool = new TensorPool();
        using var watch = new RunWatch(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(30), TimeProvider.System);
        var runner = new ModelRunner(served.Session, served.Signature, watch, pool, shapesFollow: true);
        var inputs = served.Signature.Inputs.Select(input => Input(input, pool)).ToArray();
        var plan = FeaturePlan.Make(Profile(served.Signature, inputs), served.Signature);
        if (plan.PassedOver.Count > 0) throw new InvalidOperationException($"not counted: {string.Join(", ", plan.PassedOver)}");
        var counters = new FeatureCounters(plan, [], Environment.ProcessorCount);
        var (counting, running) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds + 3; round++)
        {
            running.Add(Time(() => runner.Run(inputs, [CancellationToken.None]).Release()));
            using var result = new InferResult(runner.Run(inputs, [CancellationToken.None]), 0, -1);
            counting.Add(Time(() => counters.Count(inputs, result, isCopy: false)));
        }

        // The first rounds compile.
        return (Report.Median(counting.Skip(3)), Report.Median(running.Skip(3)));
    }

    private static double Time(Action action)
    {
        var (clock, cpu, count) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime, 0);
        while (clock.ElapsedMilliseconds < 200)
        {
            for (var i = 0; i < Batch; i++) action();
            count += Batch;
        }

        return (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMicroseconds / count;
    }

    private static Tensor Input(TensorSignature input, TensorPool pool)
    {
        long[] shape = [.. input.Shape.Select(dimension => dimension < 0 ? 1 : dimension)];
        var tensor = pool.Rent(input.Datatype, shape, (int)TensorShape.ElementCount(shape));
        if (input.Datatype == Datatype.Bytes)
            for (var i = 0; i < tensor.Count; i++) tensor.SetText(i, "Torgersen"u8);
        else Workload.Values($"{tensor.Count}").CopyTo(tensor.Elements<float>());
        return tensor;
    }

    // Ten bins per number, three words per word.
    private static ReferenceProfile Profile(ModelSignature signature, Tensor[] inputs)
    {
        var columns = new List<ColumnProfile>();
        for (var i = 0; i < inputs.Length; i++)
            for (var element = 0; element < inputs[i].Count; element++)
                columns.Add(Column(inputs[i].Count == 1 ? signature.Inputs[i].Name : $"{signature.Inputs[i].Name} {element}",
                    signature.Inputs[i].Datatype));
        columns.Add(Column(FeaturePlan.Prediction, signature.Outputs[FeaturePlan.PredictionOutput(signature)].Datatype));
        return new ReferenceProfile(1_000, columns);
    }

    private static ColumnProfile Column(string name, Datatype datatype)
    {
        var profiler = new TableProfiler([new ColumnSpec(name)]);
        for (var i = 0; i < 1_000; i++)
            profiler.AddRow([datatype == Datatype.Bytes ? Islands[i % 3] : $"0.{i:D3}"]);
        return profiler.Build().Columns[0];
    }
}
