using System.Text.Json.Nodes;
using Modelwright.Runtime.Planning;
using Modelwright.Runtime.Pumping;

namespace Modelwright.Operator.Tracking;

/// <summary>
/// The records that wait to be sent: of each object the newest one, so that a server that is slow or away costs no more than the number of
/// objects. Taking one in never waits for anything. Used on the pump.
/// </summary>
public sealed class RecordQueue(TrackingLedger ledger, TimeProvider time) : IExternalEffectHandler
{
    /// <summary>The name of the effect.</summary>
    public const string EffectName = "record-run";

    private readonly Dictionary<string, QueuedRecord> waiting = new(StringComparer.Ordinal);
    private readonly AsyncSignal news = new(time);

    /// <inheritdoc />
    public string Name => EffectName;

    /// <summary>How many records wait.</summary>
    public int Count => waiting.Count;

    /// <summary>The effect.</summary>
    public static External Effect(TrackingRecord record, string hash, string? runId) =>
        new(EffectName, $"{record.Uid}/{hash}", new JsonObject { ["record"] = record.ToJson(), ["runId"] = runId, ["hash"] = hash });

    /// <inheritdoc />
    public Task HandleAsync(External effect, CancellationToken cancellationToken)
    {
        var record = TrackingRecord.Parse(effect.Argument["record"]!.AsObject());
        ledger.Queued(record.Uid, effect.Argument["hash"]!.GetValue<string>());
        Add(record, effect.Argument["runId"]?.GetValue<string>(), null);
        return Task.CompletedTask;
    }

    /// <summary>Takes a record in; an earlier one of the same object is replaced, but keeps its turn.</summary>
    public void Add(TrackingRecord record, string? runId, DateTimeOffset? giveUpTime)
    {
        var before = waiting.GetValueOrDefault(record.Uid);
        waiting[record.Uid] = new(record, runId ?? before?.RunId, before?.Due ?? time.GetUtcNow(), before?.Refusals ?? 0, giveUpTime);
        news.Set();
    }

    /// <summary>Puts a record back that could not be sent, unless there is a newer one.</summary>
    public void Return(QueuedRecord item)
    {
        if (waiting.TryGetValue(item.Record.Uid, out var newer))
            item = newer with { Due = item.Due, Refusals = item.Refusals, GiveUpTime = newer.GiveUpTime ?? item.GiveUpTime };
        waiting[item.Record.Uid] = item;
    }

    /// <summary>Takes out the record whose turn it is; null when none is due.</summary>
    public QueuedRecord? Take()
    {
        var now = time.GetUtcNow();
        var next = waiting.Values.Where(item => item.Due <= now).MinBy(item => item.Due);
        if (next is not null) waiting.Remove(next.Record.Uid);
        return next;
    }

    /// <summary>Waits until a record comes in or is due.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        TimeSpan? left = waiting.Count == 0 ? null : waiting.Values.Min(item => item.Due) - time.GetUtcNow();
        return news.WaitAsync(left, cancellationToken);
    }
}
