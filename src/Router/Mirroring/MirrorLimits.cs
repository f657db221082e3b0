namespace Modelwright.Router.Mirroring;

/// <summary>What copies may cost a router.</summary>
public sealed record MirrorLimits
{
    /// <summary>Copies that are captured, under way or compared at once; more are dropped.</summary>
    public int Copies { get; init; } = 256;

    /// <summary>Bytes of requests and answers that all copies together hold; what does not fit is dropped or not compared.</summary>
    public long Bytes { get; init; } = 67_108_864;

    /// <summary>Answers that are unpacked and read at once.</summary>
    public int Comparisons { get; init; } = Math.Max(1, Environment.ProcessorCount / 2);
}
