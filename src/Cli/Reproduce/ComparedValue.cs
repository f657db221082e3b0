namespace Modelwright.Cli.Reproduce;

/// <summary>One thing that a run and its repetition have in common, or not.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Recorded">In the record; null: not there.</param>
/// <param name="Again">In the repetition; null: not there.</param>
/// <param name="Allowed">How far it may be off, in words.</param>
/// <param name="Agrees">It is not further off.</param>
internal sealed record ComparedValue(string Name, string? Recorded, string? Again, string Allowed, bool Agrees)
{
    /// <summary>Both are the same, to the letter.</summary>
    public bool Same => Recorded is not null && Recorded == Again;
}
