using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using SessionOptions = Microsoft.ML.OnnxRuntime.SessionOptions;

namespace Modelwright.ModelServer.Bench;

/// <summary>ONNX Runtime alone: the model run over and over on one thread with one input that is never copied.</summary>
internal static class RunLoop
{
    /// <summary>Runs for a time; prints runs per second and microseconds of processor time per run.</summary>
    public static int Run(string model, double seconds)
    {
        var shape = Path.GetFileNameWithoutExtension(model).Split('@') is [_, var text]
            ? text : throw new ArgumentException($"no shape in {model}");
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        using var session = new InferenceSession(model, options);
        using var runOptions = new RunOptions();
        using var input = OrtValue.CreateTensorValueFromMemory(Workload.Values(shape), [.. shape.Split(',').Select(long.Parse)]);
        for (var i = 0; i < 50; i++) session.Run(runOptions, session.InputNames, [input], session.OutputNames).Dispose();
        var (clock, cpu, runs) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime, 0);
        while (clock.Elapsed.TotalSeconds < seconds)
        {
            for (var i = 0; i < 10; i++) session.Run(runOptions, session.InputNames, [input], session.OutputNames).Dispose();
            runs += 10;
        }

        var used = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMicroseconds;
        Console.WriteLine(FormattableString.Invariant($"runs {runs / clock.Elapsed.TotalSeconds:F1} {used / runs:F2}"));
        return 0;
    }
}
