namespace Modelwright.EndToEnd.Tests.Support;

/// <summary>Waits for a condition by looking again and again, with a deadline.</summary>
public static class Eventually
{
    /// <summary>
    /// Returns once <paramref name="look"/> finds the condition; its second result is what it saw, for the failure's message.
    /// </summary>
    public static async Task HoldsAsync(string condition, Func<Task<(bool Holds, string Seen)>> look, int seconds = 60)
    {
        var deadline = DateTimeOffset.UtcNow.AddSeconds(seconds);
        while (true)
        {
            var (holds, seen) = await look();
            if (holds) return;
            if (DateTimeOffset.UtcNow > deadline) throw new TimeoutException($"not within {seconds} s: {condition}; last seen:\n{seen}");
            await Task.Delay(100);
        }
    }
}
