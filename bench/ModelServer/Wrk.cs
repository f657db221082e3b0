using System.Globalization;

namespace Modelwright.ModelServer.Bench;

/// <summary>Load by wrk (github.com/wg/wrk), which takes less of the processor than a generator in C#.</summary>
internal static class Wrk
{
    /// <summary>Runs wrk; same figures as <see cref="SocketLoad"/>.</summary>
    public static async Task<string> RunAsync(string folder, Uri target, string bodyFile, int connections, double seconds)
    {
        var script = Path.Combine(folder, Path.GetFileNameWithoutExtension(bodyFile) + ".lua");
        await File.WriteAllTextAsync(script, $$"""
            wrk.method = "POST"
            local f = io.open("{{bodyFile}}", "rb")
            wrk.body = f:read("*all")
            f:close()
            function done(summary, latency, requests)
              local errors = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.status + summary.errors.timeout
              io.write(string.format("load %.1f %d %.4f %.4f %d\n", summary.requests / (summary.duration / 1e6), errors,
                latency:percentile(50) / 1000, latency:percentile(99) / 1000, summary.requests))
            end
            """);
        return await Tools.OutputAsync("wrk", [
            "-t1", "-c", connections.ToString(CultureInfo.InvariantCulture), "-d", seconds.ToString(CultureInfo.InvariantCulture) + "s",
            "-s", script, target.ToString()]);
    }
}
