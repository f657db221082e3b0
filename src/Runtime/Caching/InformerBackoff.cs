namespace Modelwright.Runtime.Caching;

/// <summary>
/// client-go's reflector constants: 0.8 s doubling to 30 s, jittered to at most twice that, forgotten after two quiet minutes.
/// </summary>
internal sealed class InformerBackoff(TimeProvider time, Random random)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.8);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ForgetAfter = TimeSpan.FromMinutes(2);
    private int failures;
    private long last;

    /// <summary>The delay after a failure; the first after a quiet time may be free.</summary>
    public TimeSpan Next(TimeSpan? atLeast = null, bool firstIsFree = false)
    {
        if (failures > 0 && time.GetElapsedTime(last) > ForgetAfter) failures = 0;
        last = time.GetTimestamp();
        if (firstIsFree && failures == 0)
        {
            failures = 1;
            return TimeSpan.Zero;
        }

        var delay = TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << Math.Min(failures++, 10)));
        delay *= 1 + random.NextDouble();
        return atLeast is { } asked && asked > delay ? asked : delay;
    }
}
