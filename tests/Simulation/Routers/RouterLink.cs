using Modelwright.Operator.Routers;
using Modelwright.Router.Routes;
using Modelwright.Simulation.Operators;
using RouteTable = Modelwright.Operator.Routers.RouteTable;

namespace Modelwright.Simulation.Routers;

/// <summary>One operator's way to the routers.</summary>
internal sealed class RouterLink(RouterNetwork network, CallGate gate, TimeProvider time) : IRouterClient
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    public Task<IReadOnlyDictionary<string, long>> ListAsync(RouterEndpoint router, CancellationToken cancellationToken) =>
        CallAsync(router, "GET", "routes", target => (IReadOnlyDictionary<string, long>)target.Routes
            .ToDictionary(route => route.Model, route => route.Revision, StringComparer.Ordinal), cancellationToken);

    public Task<PushOutcome> PutAsync(RouterEndpoint router, RouteTable table, CancellationToken cancellationToken) =>
        CallAsync(router, "PUT", $"{table.Model}:{table.Revision}", target => network.Put(target, table) switch
        {
            { Outcome: RouteOutcome.Applied or RouteOutcome.Unchanged } => new PushOutcome(table.Revision, null, null),
            { Outcome: RouteOutcome.Stale or RouteOutcome.Conflict } update => new PushOutcome(null, update.Revision, update.Message),
            var update => new PushOutcome(null, null, update.Message),
        }, cancellationToken);

    public Task<long?> DeleteAsync(RouterEndpoint router, string model, long revision, CancellationToken cancellationToken) =>
        CallAsync(router, "DELETE", $"{model}:{revision}", target =>
            network.Remove(target, model, revision) is { Outcome: RouteOutcome.Stale } update ? update.Revision : (long?)null,
            cancellationToken);

    /// <summary>A request that comes while the answer waits is told when that time is over, not at once as by a real router.</summary>
    public async Task<RouterActivity> ActivityAsync(
        RouterEndpoint router, long? seen, TimeSpan wait, CancellationToken cancellationToken)
    {
        var activity = await CallAsync(router, "GET", "activity", target => target.Activity(), cancellationToken);
        if (seen is null || activity.Calls != seen) return activity;
        await Task.Delay(wait, time, cancellationToken);
        return await CallAsync(router, "GET", "activity", target => target.Activity(), cancellationToken);
    }

    private async Task<T> CallAsync<T>(RouterEndpoint router, string verb, string path, Func<SimRouter, T> action, CancellationToken stop)
    {
        var call = gate.Begin(verb, $"router/{router.Address}/{path}", isWrite: verb != "GET");
        await gate.BeforeAsync(call, stop);
        if (call.Fault is CallFault.Refused or CallFault.ServerError or CallFault.Conflict)
            throw new RouterUnreachableException("the connection was refused");
        if (call.Fault == CallFault.Silent) throw await LateAsync(stop);
        var target = network.Find(router.Address);
        if (target is null || target.Namespace != router.Namespace) throw new RouterUnreachableException("the connection was refused");
        var answer = action(target);
        await gate.AfterAsync(call, 200, stop);
        if (call.Fault == CallFault.Lost) throw await LateAsync(stop);
        return answer;
    }

    private async Task<RouterUnreachableException> LateAsync(CancellationToken stop)
    {
        await Task.Delay(Deadline, time, stop);
        return new RouterUnreachableException($"no answer within {Deadline.TotalSeconds:0} s");
    }
}
