namespace Modelwright.Operator.TrainingRuns.Resources;

/// <summary>Where a training container finds and leaves things (docs/contracts.md, "Training container").</summary>
internal static class TrainingFolders
{
    public const string Input = "/modelwright/input";
    public const string Data = Input + "/data";
    public const string Parameters = Input + "/params.json";
    public const string Context = Input + "/context.json";
    public const string Output = "/modelwright/output";
    public const string Model = Output + "/model";
    public const string Checkpoint = "/modelwright/checkpoint";
    public const string Control = "/modelwright/control";
    public const string StopFile = Control + "/stop";
    public const string Store = "/modelwright/store";
    public const string Source = "/modelwright/source";
    public const string TerminationLog = "/dev/termination-log";
}
