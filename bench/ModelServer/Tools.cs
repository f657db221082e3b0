using System.Diagnostics;

namespace Modelwright.ModelServer.Bench;

/// <summary>Child processes.</summary>
internal static class Tools
{
    /// <summary>This program with other arguments: what must not share the measured process.</summary>
    public static string[] Self(params string[] arguments) => [typeof(Tools).Assembly.Location, .. arguments];

    /// <summary>Runs a program to its end and returns what it printed.</summary>
    public static async Task<string> OutputAsync(string program, string[] arguments)
    {
        using var process = Start(program, arguments, new Dictionary<string, string>());
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? text : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{text}");
    }

    /// <summary>Starts a program whose output is read by the caller.</summary>
    public static Process Start(string program, string[] arguments, IReadOnlyDictionary<string, string> variables)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        foreach (var (name, value) in variables) start.Environment[name] = value;
        return Process.Start(start) ?? throw new InvalidOperationException($"cannot start {program}");
    }

    /// <summary>The words of the line that begins with a given one.</summary>
    public static string[] Line(string output, string first) =>
        output.Split('\n').Last(line => line.StartsWith(first + " ", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
