using Modelwright.Operator.Routers;

namespace Modelwright.Operator.Tests.Sketch;

/// <summary>A router pod of the sketch: what it does, and what the operator has heard of it.</summary>
internal sealed class SketchRouter(string name)
{
    public string Name { get; } = name;

    public bool Ready { get; set; } = true;

    public DateTimeOffset ReadyTime { get; set; } = Samples.Start - TimeSpan.FromMinutes(1);

    /// <summary>The pod is on its way out.</summary>
    public bool Leaving { get; set; }

    /// <summary>The table that it really follows.</summary>
    public RouteTable? Follows { get; set; }

    /// <summary>The operator has pushed to it, or asked it, since both run.</summary>
    public bool Known { get; set; }

    /// <summary>It follows what this operator process pushed.</summary>
    public bool Pushed { get; set; }

    /// <summary>The Secrets that it has mounted.</summary>
    public IReadOnlyList<string> Secrets { get; set; } = [];

    public long? Conflict { get; set; }

    public string? Failure { get; set; }

    public RouterFact Fact() => new()
    {
        Name = Name,
        Standing = Known ? RouterStanding.Follows : RouterStanding.Unknown,
        Leaving = Leaving,
        Secrets = Secrets,
        Ready = Ready,
        ReadyTime = ReadyTime,
        Follows = Known ? Follows?.Revision : null,
        Pushed = Known && Pushed,
        Conflict = Conflict,
        Failure = Failure,
    };

    /// <summary>What the real router answers (docs/contracts.md), and what the ledger makes of it.</summary>
    public void Take(RouteTable table)
    {
        Known = true;
        Failure = null;
        if (Follows is { } current
            && (current.Revision > table.Revision || (current.Revision == table.Revision && !current.SameContent(table))))
        {
            (Conflict, Pushed) = (current.Revision, false);
            return;
        }

        (Follows, Conflict, Pushed) = (table, null, true);
    }
}
