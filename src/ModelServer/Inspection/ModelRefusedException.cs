namespace Modelwright.ModelServer.Inspection;

/// <summary>A model file that this server does not load, for a reason found by looking at it.</summary>
internal sealed class ModelRefusedException(ModelRefusal refusal, string message) : Exception(message)
{
    /// <summary>What kind of problem it is.</summary>
    public ModelRefusal Refusal { get; } = refusal;
}
