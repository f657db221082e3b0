using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Modelwright.Bench.Router;

/// <summary>A server in a process of its own, ended with this object.</summary>
public sealed partial class ChildProgram : IAsyncDisposable
{
    private readonly Process process;
    private readonly string? folder;

    private ChildProgram(Process process, Uri url, string? folder) => (this.process, Url, this.folder) = (process, url, folder);

    /// <summary>Where it serves.</summary>
    public Uri Url { get; }

    /// <summary>The memory it holds, in MiB.</summary>
    public double MegabytesNow
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1048576.0;
        }
    }

    /// <summary>Processor time used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Starts a program and takes the first loopback address that it prints.</summary>
    public static async Task<ChildProgram> StartAsync(string file, string[] arguments, IReadOnlyDictionary<string, string>? environment,
        string? folder = null)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            if (Address().Match(line) is { Success: true } match)
            {
                // Whatever follows is read and forgotten, so that the pipe never fills.
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return new ChildProgram(process, new Uri($"http://{match.Value}"), folder);
            }

        throw new InvalidOperationException($"{file} ended before it served");
    }

    /// <summary>Starts the real router with one route to the backend.</summary>
    public static async Task<ChildProgram> StartRouterAsync(Uri backend)
    {
        var folder = Directory.CreateTempSubdirectory("modelwright-bench-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "m.json"),
            $$"""
            {"model":"m","revision":1,"hosts":["m"],
             "backends":[{"revision":"m-1","address":"{{backend.GetLeftPart(UriPartial.Authority)}}","weight":100}]}
            """);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return await StartAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "Modelwright.Router.dll")], new Dictionary<string, string>
        {
            ["MODELWRIGHT_NAMESPACE"] = "bench",
            ["MODELWRIGHT_ROUTER_PUBLIC_KEY"] = key.ExportSubjectPublicKeyInfoPem(),
            ["MODELWRIGHT_BIND_ADDRESS"] = "127.0.0.1",
            ["MODELWRIGHT_HTTP_PORT"] = "0",
            ["MODELWRIGHT_ADMIN_PORT"] = "0",
            ["MODELWRIGHT_ROUTES_DIR"] = folder,
        }, folder);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        if (folder is not null) Directory.Delete(folder, recursive: true);
    }

    [GeneratedRegex(@"127\.0\.0\.1:\d+")]
    private static partial Regex Address();
}
