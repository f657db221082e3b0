using System.Globalization;
using Modelwright.Bench.Router;

// The load and the backend are to cost little beside what is measured: their sockets' continuations run where the event came.
Environment.SetEnvironmentVariable(ChildProgram.InPlaceCompletions, "1");

// backend: the server behind the proxies, in a process of its own. Otherwise: the measurement.
if (args is ["backend"]) return await EchoBackend.RunAsync();

var rounds = (int)Option("--rounds", 5, 1, 1_000);
var turn = TimeSpan.FromSeconds(Option("--seconds", 2, 0.1, 600));
await using var backend = await ChildProgram.StartAsync(Environment.ProcessPath!, ["backend"], null);
var proxies = new List<(string Name, ChildProgram Program)> { ("router", await Contenders.StartRouterAsync(backend.Url)) };
try
{
    // Another build of the router, or other settings, to compare a change with what was before it.
    if (Array.IndexOf(args, "--against") is >= 0 and var at && at + 1 < args.Length)
        proxies.Add(("against", await Contenders.StartRouterAsync(backend.Url, args[at + 1])));
    var others = new[] { ("nginx", Contenders.StartNginx(backend.Url)), ("haproxy", Contenders.StartHaproxy(backend.Url)) };
    foreach (var (name, starting) in others)
        if (starting is not null) proxies.Add((name, await starting));
        else Console.WriteLine($"no {name} on PATH, so it is not compared; on Debian: apt-get install --no-install-recommends {name}");
    await new Measurement(backend.Url, proxies, rounds, turn).RunAsync();
}
finally
{
    foreach (var (_, program) in proxies) await program.DisposeAsync();
}

return 0;

double Option(string name, double standard, double min, double max)
{
    var at = Array.IndexOf(args, name);
    if (at < 0) return standard;
    if (at + 1 < args.Length && double.TryParse(args[at + 1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
        && value >= min && value <= max)
        return value;
    throw new ArgumentException($"{name} takes a number from {min} to {max}");
}
