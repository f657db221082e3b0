using Modelwright.ModelServer.Bench;
using Modelwright.ModelServer.Native;

NativeEnvironment.DisableOnnxRuntimeTelemetry();
return args switch
{
    ["echo", var shape] => await EchoServer.RunAsync(shape),
    ["runs", var model, var seconds] => RunLoop.Run(model, double.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture)),
    ["load", var target, var body, var connections, var seconds] => await SocketLoad.RunAsync(
        new Uri(target), body, int.Parse(connections, System.Globalization.CultureInfo.InvariantCulture),
        double.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture)),
    _ => await Comparison.RunAsync(BenchOptions.Parse(args)),
};
