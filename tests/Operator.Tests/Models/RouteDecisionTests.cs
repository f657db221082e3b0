using CsCheck;
using Modelwright.Operator.Models.Planning;
using Modelwright.Operator.Routers;

namespace Modelwright.Operator.Tests.Models;

public sealed class RouteDecisionTests
{
    private static readonly string?[] Revisions = ["fraud-1", "fraud-2", null];

    /// <summary>A router as it really is, beside what is known of it.</summary>
    private sealed record Truth(RouterFact Fact, RouteTable? Sends);

    private static readonly Gen<RouteTable[]> Histories =
        Gen.OneOf(Revisions).Array[1, 5].Select(backends => backends.Select((backend, index) => Table(index + 1, backend)).ToArray());

    private static Gen<Truth> Routers(RouteTable[] history) =>
        from table in Gen.Frequency<RouteTable?>(
            (1, Gen.Const((RouteTable?)null)), (6, Gen.Int[0, history.Length - 1].Select(index => (RouteTable?)history[index])))
        from strange in Gen.Frequency((5, Gen.Const(false)), (1, Gen.Const(true)))
        from backend in Gen.OneOf(Revisions)
        from standing in Gen.Frequency((1, RouterStanding.Down), (2, RouterStanding.Unknown), (6, RouterStanding.Follows))
        from leaving in Gen.Bool
        from ready in Gen.Bool
        let sends = strange && table is not null ? Table(table.Revision, backend) : table
        select new Truth(new()
        {
            Name = "router",
            Standing = standing,
            Leaving = leaving,
            Ready = ready,
            Follows = standing == RouterStanding.Follows ? sends?.Revision : null,
            Pushed = standing == RouterStanding.Follows && !strange && table is not null,
        }, standing == RouterStanding.Down ? null : sends);

    private static readonly Gen<(RouteTable[] History, Truth[] Routers)> Worlds =
        from history in Histories
        from routers in Routers(history).Array[0, 4]
        select (history, routers);

    private static RouteTable Table(long revision, string? backend) =>
        new("fraud", revision, ["fraud"], backend is null ? [] : [new(backend, $"http://{backend}:8080", 100)]);

    [Fact]
    public void Free_only_where_no_process_sends_to_the_revision_ready_or_not_leaving_or_not() => Worlds.Sample(world =>
    {
        var written = world.History[^1];
        var decision = new RouteDecision(written, written, [.. world.Routers.Select(router => router.Fact)]);
        foreach (var revision in Revisions.OfType<string>())
        {
            var sent = world.Routers.Any(router => router.Sends?.Weight(revision) > 0);
            if (decision.Free(revision)) (sent || written.Weight(revision) > 0).ShouldBeFalse();
            var settled = world.Routers.All(router =>
                router.Fact.Standing == RouterStanding.Down || router.Fact.Acknowledged(written.Revision));
            if (settled && written.Weight(revision) == 0) decision.Free(revision).ShouldBeTrue();
        }
    }, iter: 5000);

    [Fact]
    public void Free_of_nothing_while_no_route_is_written() =>
        new RouteDecision(null, Table(1, "fraud-1"), []).Free("fraud-2").ShouldBeFalse();
}
