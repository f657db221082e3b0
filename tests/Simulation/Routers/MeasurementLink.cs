using Modelwright.Operator.Models.Analysis.Measuring;
using Modelwright.Simulation.Operators;

namespace Modelwright.Simulation.Routers;

/// <summary>One operator's way to the routers' counters. Nothing else is there to be measured.</summary>
internal sealed class MeasurementLink(RouterNetwork network, CallGate gate, TimeProvider time) : IMeasurementClient
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(3);

    public async Task<string> RouterAsync(string @namespace, string address, string model, CancellationToken cancellationToken)
    {
        var call = gate.Begin("GET", $"router/{address}/counters/{model}", isWrite: false);
        await gate.BeforeAsync(call, cancellationToken);
        if (call.Fault is CallFault.Silent or CallFault.Lost)
        {
            await Task.Delay(Deadline, time, cancellationToken);
            throw Unanswered($"no answer within {Deadline.TotalSeconds:0} s");
        }

        if (call.Fault != CallFault.None || network.Find(address) is not { } router || router.Namespace != @namespace)
            throw Unanswered("the connection was refused");
        var counters = router.Counters(model);
        await gate.AfterAsync(call, counters is null ? 404 : 200, cancellationToken);
        return counters ?? throw Unanswered("answered 404");
    }

    public Task<string> ServerAsync(string address, CancellationToken cancellationToken) =>
        throw Unanswered("the connection was refused");

    public Task<string> FeaturesAsync(string address, CancellationToken cancellationToken) =>
        throw Unanswered("the connection was refused");

    public Task<string> QueryAsync(string query, CancellationToken cancellationToken) => throw Unanswered("there is no Prometheus");

    private static MeasurementException Unanswered(string message) => new(message) { Unanswered = true };
}
