using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Modelwright.Router;
using Modelwright.Router.Listening;
using Modelwright.Router.Settings;

const int InvalidSettings = 2;
SocketCompletions.PreferInPlace();
using var logging = LoggerFactory.Create(builder => builder
    .AddJsonConsole(console =>
        (console.UseUtcTimestamp, console.JsonWriterOptions) = (true, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
    .SetMinimumLevel(LogLevel.Information)
    // The router says itself what fails, with model and revision, and not once per request.
    .AddFilter("Microsoft", LogLevel.Warning)
    // Else the host makes an Activity and a log scope for every request, which nobody sees.
    .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None)
    .AddFilter("Yarp", LogLevel.None));
var logger = logging.CreateLogger("Modelwright.Router.Program");
try
{
    var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    void Leave(PosixSignalContext context)
    {
        context.Cancel = true;
        stop.TrySetResult();
    }

    using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Leave);
    using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Leave);
    await using var router = new RouterServer(
        EnvironmentSettings.Read(Environment.GetEnvironmentVariable), TimeProvider.System, RandomNumberGenerator.GetInt32, logging);
    await router.StartAsync();
    await stop.Task;
    await router.DrainAsync();
    return 0;
}
catch (Exception e) when (e is InvalidSettingException or FormatException)
{
    logger.LogCritical("cannot start: {Error}", e.Message);
    TerminationMessage.Write(Environment.GetEnvironmentVariable, "InvalidSettings", e.Message);
    return InvalidSettings;
}
catch (Exception e) when (e is IOException or SocketException)
{
    logger.LogCritical("cannot listen: {Error}", e.Message);
    TerminationMessage.Write(Environment.GetEnvironmentVariable, "CannotListen", e.Message);
    return InvalidSettings;
}
