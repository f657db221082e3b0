using System.Diagnostics;

namespace Modelwright.ModelServer.Bench;

/// <summary>How long a server takes from nothing to its first answer.</summary>
internal static class StartUp
{
    /// <summary>Seconds from starting the process to the answer to the first request; the median.</summary>
    public static async Task<double> MeasureAsync(Workload workload, int times)
    {
        var body = await File.ReadAllBytesAsync(workload.BodyFile);
        var seconds = new List<double>();
        for (var i = 0; i < times; i++)
        {
            var clock = Stopwatch.StartNew();
            using var server = Target.ModelServer(workload);
            using var client = new HttpClient();
            using var content = new ByteArrayContent(body);
            using var answer = await client.PostAsync(server.Address, content);
            answer.EnsureSuccessStatusCode();
            seconds.Add(clock.Elapsed.TotalSeconds);
        }

        return Report.Median(seconds);
    }
}
