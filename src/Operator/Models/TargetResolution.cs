namespace Modelwright.Operator.Models;

/// <summary>What became of the spec: a revision to aim for, a problem, or something to wait for.</summary>
public sealed record TargetResolution
{
    /// <summary>The revision to aim for.</summary>
    public TargetRevision? Target { get; init; }

    /// <summary>Why there is none.</summary>
    public Problem? Problem { get; init; }

    /// <summary>What there is to wait for before there is one.</summary>
    public string? Waiting { get; init; }
}
