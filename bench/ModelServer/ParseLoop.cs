using System.Diagnostics;
using System.Text.Json;
using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Rest;
using Modelwright.ModelServer.Tensors;

namespace Modelwright.ModelServer.Bench;

/// <summary>The request parser beside System.Text.Json's reader on the same body, in alternation on one thread.</summary>
internal static class ParseLoop
{
    /// <summary>Microseconds per body: the parser's, the reader's.</summary>
    public static (double Parser, double Reader) Run(Workload workload, int rounds)
    {
        var body = File.ReadAllBytes(workload.BodyFile);
        long[] shape = [.. workload.Shape.Split(',').Select(_ => -1L)];
        using var pool = new TensorPool();
        var parser = new InferRequestParser(
            new ModelSignature([new TensorSignature(Workload.Input, Datatype.Float32, shape, isRankKnown: true)], []), pool);
        var values = new float[Workload.Values(workload.Shape).Length];
        List<double> ours = [], theirs = [];
        for (var round = 0; round < rounds + 2; round++)
        {
            ours.Add(Time(() => parser.Parse(body).Dispose()));
            theirs.Add(Time(() => Read(body, values)));
        }

        // The first rounds compile.
        return (Report.Median(ours.Skip(2)), Report.Median(theirs.Skip(2)));
    }

    private static double Time(Action action)
    {
        var (clock, cpu, count) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime, 0);
        for (; clock.ElapsedMilliseconds < 300; count++) action();
        return (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMicroseconds / count;
    }

    private static void Read(byte[] body, float[] values)
    {
        var json = new Utf8JsonReader(body);
        var (found, isData) = (0, false);
        while (json.Read())
        {
            if (json.TokenType == JsonTokenType.PropertyName) isData = json.ValueTextEquals("data"u8);
            else if (isData && json.TokenType == JsonTokenType.Number) values[found++] = json.GetSingle();
        }
    }
}
