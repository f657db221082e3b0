using System.CommandLine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Modelwright.Operator.Hosting;

// A stop drains first: running reconciliations (30 s), events, the lease.
var invocation = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(45) };
return await OperatorCommandLine.Create(RunAsync).Parse(args).InvokeAsync(invocation);

static async Task<int> RunAsync(ModelwrightOptions options, CancellationToken cancellationToken)
{
#pragma warning disable RS0030 // The entry point names the system clock; everything below takes it as a parameter.
    var time = TimeProvider.System;
#pragma warning restore RS0030
    using var host = ModelwrightHost.Create(options, time, logging => logging.AddSimpleConsole(console =>
    {
        console.SingleLine = true;
        console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
        console.UseUtcTimestamp = true;
    }));
    await host.StartAsync(cancellationToken);
    await host.WaitForShutdownAsync(cancellationToken);
    await host.StopAsync(CancellationToken.None);
    return Environment.ExitCode;
}
