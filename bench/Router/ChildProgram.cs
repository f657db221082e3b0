using System.Diagnostics;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Modelwright.Bench.Router;

/// <summary>A server in a process of its own, ended with this object; its folder, if it has one, goes with it.</summary>
public sealed partial class ChildProgram : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);
    private readonly Process process;
    private readonly string? folder;

    private ChildProgram(Process process, Uri url, string? folder) => (this.process, Url, this.folder) = (process, url, folder);

    /// <summary>.NET's variable for continuations of sockets where the event came.</summary>
    public const string InPlaceCompletions = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>Where it serves.</summary>
    public Uri Url { get; }

    /// <summary>The memory that it and its children hold, in MiB; pages that they share count once each.</summary>
    public double MegabytesNow => ProcessTree.MegabytesOf(process.Id);

    /// <summary>Processor time used so far, children included.</summary>
    public TimeSpan ProcessorTime => ProcessTree.ProcessorTimeOf(process.Id);

    /// <summary>Starts a program and takes the first loopback address that it prints.</summary>
    public static async Task<ChildProgram> StartAsync(string file, string[] arguments, IReadOnlyDictionary<string, string>? environment,
        string? folder = null)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true };
        // What this program set for its own sockets is not what a contender is shipped with.
        start.Environment.Remove(InPlaceCompletions);
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

    /// <summary>Starts a program that is told its address and says nothing, and waits until it accepts connections.</summary>
    public static async Task<ChildProgram> StartSilentAsync(string file, string[] arguments, Uri url, string folder)
    {
        var process = Process.Start(new ProcessStartInfo(file, arguments))!;
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < StartTimeout && !process.HasExited;
            await Task.Delay(20))
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(url.Host, url.Port);
                return new ChildProgram(process, url, folder);
            }
            catch (SocketException)
            {
                // Not yet.
            }

        throw new InvalidOperationException($"{file} does not serve at {url}");
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        if (folder is not null) Directory.Delete(folder, recursive: true);
    }

    [GeneratedRegex(@"127\.0\.0\.1:\d+")]
    private static partial Regex Address();
}
