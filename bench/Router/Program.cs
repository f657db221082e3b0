using Modelwright.Bench.Router;

// backend: the server behind the router, in a process of its own. Otherwise: the measurement.
if (args is ["backend"]) return await EchoBackend.RunAsync();

var rounds = args is ["--rounds", var text] && int.TryParse(text, out var given) && given is > 0 and <= 1_000 ? given : 5;
await using var backend = await ChildProgram.StartAsync(Environment.ProcessPath!, ["backend"], null);
await using var router = await ChildProgram.StartRouterAsync(backend.Url);
await Measurement.RunAsync(backend.Url, router, rounds);
return 0;
