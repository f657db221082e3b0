using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Operator.TrainingRuns.Planning;

/// <summary>
/// What exit codes of the container that trains mean (docs/contracts.md, "Training container"; 64 to 78 are those of sysexits.h).
/// </summary>
internal static class ExitCodes
{
    public const int Usage = 64;
    public const int DataError = 65;
    public const int TemporaryFailure = 75;
    public const int Configuration = 78;
    public const int StoppedEarly = 80;

    /// <summary>128 and SIGKILL: what a container has that used more memory than it may.</summary>
    public const int Killed = 137;

    private const string OutOfMemory = "OOMKilled";

    /// <summary>Codes after which trying again is of no use, in order.</summary>
    public static IReadOnlyList<int> Final(TrainingRunSpec spec) =>
        [.. new[] { Usage, DataError, Configuration, StoppedEarly, Killed }.Concat(spec.InfeasibleExitCodes ?? []).Distinct().Order()];

    /// <summary>The reason that a container's end stands for; null for success.</summary>
    public static string? Reason(TrainingRunSpec spec, ContainerEnd end)
    {
        if (end.Reason == OutOfMemory) return TrainingRunReasons.OOMKilled;
        if (spec.InfeasibleExitCodes?.Contains(end.ExitCode) == true) return TrainingRunReasons.Infeasible;
        return end.ExitCode switch
        {
            0 => null,
            Usage or Configuration => TrainingRunReasons.Infeasible,
            DataError => TrainingRunReasons.DataInvalid,
            StoppedEarly => TrainingRunReasons.Pruned,
            _ => TrainingRunReasons.UserError,
        };
    }

    /// <summary>A code in words.</summary>
    public static string Describe(ContainerEnd end) => end switch
    {
        { Reason: OutOfMemory } => "the container used more memory than its limit and was killed",
        { ExitCode: Killed } => "the container was killed (exit code 137)",
        { ExitCode: > 128 and < 160 } => $"the container was ended by signal {end.ExitCode - 128} (exit code {end.ExitCode})",
        _ => $"the container ended with exit code {end.ExitCode}",
    };
}
