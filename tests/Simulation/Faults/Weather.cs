using Modelwright.Simulation.Operators;

namespace Modelwright.Simulation.Faults;

/// <summary>
/// What goes wrong in one storm, and how often; drawn from its seed, so that some seeds have a lot of little and others little of a lot.
/// </summary>
public sealed record Weather
{
    private static readonly CallFault[] Kinds =
        [CallFault.Refused, CallFault.ServerError, CallFault.Conflict, CallFault.TooManyRequests, CallFault.Silent, CallFault.Lost];

    /// <summary>Operator processes; with more than one they agree by lease.</summary>
    public required int Operators { get; init; }

    /// <summary>The share of calls that fail.</summary>
    public required double FailingCalls { get; init; }

    /// <summary>How they fail.</summary>
    public required IReadOnlyList<CallFault> CallFaults { get; init; }

    /// <summary>The longest a call is on its way, each way.</summary>
    public required TimeSpan Latency { get; init; }

    /// <summary>The longest that events are late; zero: never.</summary>
    public required TimeSpan LateEvents { get; init; }

    /// <summary>Watches break, and the server forgets its history.</summary>
    public required bool BrokenWatches { get; init; }

    /// <summary>Operators crash, are asked to stop, and are paused, some for longer than their lease.</summary>
    public required bool OperatorTrouble { get; init; }

    /// <summary>With operator trouble: the share of the moments before and after a write at which the operator dies or is paused.</summary>
    public required double StrikingWrites { get; init; }

    /// <summary>Routers do not hear the operator for a while, though they serve.</summary>
    public required bool DeafRouters { get; init; }

    /// <summary>Pods and their processes die, and people delete what the operator made. Without this, no request may ever fail.</summary>
    public required bool PodTrouble { get; init; }

    /// <summary>People change what the operator made, and the annotations that it keeps its records in.</summary>
    public required bool Meddling { get; init; }

    /// <inheritdoc />
    public override string ToString() =>
        $"weather: {Operators} operators; {FailingCalls:P0} of the calls fail ({string.Join(", ", CallFaults)}); latency to {Latency}; "
        + $"events late to {LateEvents}; broken watches {BrokenWatches}; operator trouble {OperatorTrouble}, at {StrikingWrites:P0} of the "
        + $"writes; deaf routers {DeafRouters}; pod trouble {PodTrouble}; meddling {Meddling}";

    /// <summary>Draws the weather.</summary>
    public static Weather Draw(Random random) => new()
    {
        Operators = random.Next(3) == 0 ? 2 : 1,
        FailingCalls = random.Next(3) switch { 0 => 0, 1 => 0.02, _ => 0.15 },
        CallFaults = [.. Kinds.Where(_ => random.Next(2) == 0).DefaultIfEmpty(CallFault.Refused)],
        Latency = random.Next(3) switch { 0 => TimeSpan.Zero, 1 => TimeSpan.FromMilliseconds(50), _ => TimeSpan.FromSeconds(2) },
        LateEvents = random.Next(2) == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(random.Next(1, 40)),
        BrokenWatches = random.Next(2) == 0,
        OperatorTrouble = random.Next(2) == 0,
        StrikingWrites = random.Next(3) switch { 0 => 0, 1 => 0.01, _ => 0.05 },
        DeafRouters = random.Next(3) == 0,
        PodTrouble = random.Next(2) == 0,
        Meddling = random.Next(3) == 0,
    };
}
