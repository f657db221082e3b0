using System.Diagnostics;
using System.Text;

namespace Modelwright.EndToEnd.Tests.Support;

/// <summary>Runs a program to its end, with a deadline and everything it printed.</summary>
public static class Command
{
    /// <summary>The exit code and both outputs.</summary>
    public sealed record Result(int Exit, string Output, string Errors)
    {
        public override string ToString() => $"exit {Exit}\n{Output}{Errors}";
    }

    /// <summary>Runs it; a program that does not end in time is killed and the test fails with what it had printed.</summary>
    public static async Task<Result> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string? input = null,
        int seconds = 60)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        StringBuilder output = new(), errors = new();
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(errors, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (input is not null) await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end within {seconds} s:\n{output}{errors}");
        }

        return new(process.ExitCode, output.ToString(), errors.ToString());
    }

    private static void Append(StringBuilder text, string? line)
    {
        if (line is null) return;
        lock (text) text.AppendLine(line);
    }
}
