using System.Globalization;
using Modelwright.ModelServer.Bench;
using Modelwright.ModelServer.Native;

NativeEnvironment.DisableOnnxRuntimeTelemetry();
return args switch
{
    ["echo", var shape] => await EchoServer.RunAsync(shape),
    ["runs", var model, var seconds] => RunLoop.Run(model, double.Parse(seconds, CultureInfo.InvariantCulture)),
    ["load", var target, var body, var connections, var seconds] => await SocketLoad.RunAsync(
        new Uri(target), body, int.Parse(connections, CultureInfo.InvariantCulture),
        double.Parse(seconds, CultureInfo.InvariantCulture)),
    ["features", var model, .. var rest] => Features(model, rest is [var rounds] ? int.Parse(rounds, CultureInfo.InvariantCulture) : 9),
    _ => await Comparison.RunAsync(BenchOptions.Parse(args)),
};

static int Features(string model, int rounds)
{
    var (counting, run) = FeatureLoop.Run(model, rounds);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"RESULT {{\"countingMicroseconds\":{counting:F3},\"runMicroseconds\":{run:F2},\"ratio\":{counting / run:F4}}}"));
    return 0;
}
