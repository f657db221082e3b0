namespace Modelwright.ModelServer.Execution;

/// <summary>A run was stopped because all who waited for it have gone.</summary>
internal sealed class RunAbandonedException() : OperationCanceledException("the run was stopped: nobody waits for its answer");
