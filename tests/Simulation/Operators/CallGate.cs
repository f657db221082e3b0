using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Operators;

/// <summary>
/// Every call of one operator passes here, on its way out and on its way back: the place to listen, to delay, to break and to crash.
/// </summary>
internal sealed class CallGate(string name, TimeProvider time, Trace trace)
{
    private readonly List<Call> calls = [];

    /// <summary>All calls so far.</summary>
    public IReadOnlyList<Call> Calls => calls;

    /// <summary>Decides what goes wrong; null: nothing.</summary>
    public Func<Call, CallFault>? Faults { get; set; }

    /// <summary>How long a call is on its way, each way; null: no time passes.</summary>
    public Func<Call, TimeSpan>? Latency { get; set; }

    /// <summary>Called before (false) and after (true) every write reaches its goal; true: the process dies at that moment.</summary>
    public Func<Call, bool, bool>? Dies { get; set; }

    /// <summary>Ends the process.</summary>
    public Action Kill { get; set; } = () => { };

    public Call Begin(string verb, string target, bool isWrite)
    {
        var call = new Call(name, calls.Count, verb, target, isWrite, time.GetUtcNow());
        call.Fault = Faults?.Invoke(call) ?? CallFault.None;
        calls.Add(call);
        return call;
    }

    public async Task BeforeAsync(Call call, CancellationToken stop)
    {
        await TravelAsync(call, stop);
        trace.Add(name, call.Fault == CallFault.None ? $"> {call}" : $"> {call} [{call.Fault}]");
        if (call.IsWrite && Dies?.Invoke(call, false) == true) await DieAsync();
    }

    public async Task AfterAsync(Call call, int status, CancellationToken stop)
    {
        call.Status = status;
        trace.Add(name, $"< {call} {status}");
        if (call.IsWrite && Dies?.Invoke(call, true) == true) await DieAsync();
        await TravelAsync(call, stop);
    }

    // Even without latency others may come between: the continuation is a turn of its own.
    private async Task TravelAsync(Call call, CancellationToken stop)
    {
        if (Latency?.Invoke(call) is { Ticks: > 0 } delay) await Task.Delay(delay, time, stop);
        else await Task.Yield();
        stop.ThrowIfCancellationRequested();
    }

    private async Task DieAsync()
    {
        Kill();
        await new TaskCompletionSource().Task;
    }
}
