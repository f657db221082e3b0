namespace Modelwright.ModelServer.Execution;

/// <summary>Why a run was told to stop.</summary>
internal enum RunStop
{
    /// <summary>It was not.</summary>
    None,

    /// <summary>It took longer than a run may.</summary>
    Deadline,

    /// <summary>Nobody waits for its answer any more.</summary>
    Abandoned,
}
