namespace Modelwright.Runtime.Hosting;

/// <summary>Shows from other threads that the pump still turns.</summary>
internal sealed class Heartbeat(TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private long last = time.GetTimestamp();

    public bool IsAlive => time.GetElapsedTime(Volatile.Read(ref last)) < Limit;

    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            Volatile.Write(ref last, time.GetTimestamp());
            await Task.Delay(Period, time, stop);
        }
    }
}
