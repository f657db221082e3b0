using System.Diagnostics;

namespace Modelwright.Router.Tests.Support;

/// <summary>Waits for a condition, with a deadline that only a broken program reaches.</summary>
public static class Eventually
{
    public static Task Async(Func<bool> condition, string what) => Async(() => Task.FromResult(condition()), what);

    public static async Task Async(Func<Task<bool>> condition, string what)
    {
        var start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(start) > TimeSpan.FromSeconds(60)) throw new TimeoutException($"not within 60 s: {what}");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
