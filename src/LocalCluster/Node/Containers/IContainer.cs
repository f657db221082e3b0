namespace Modelwright.LocalCluster.Node.Containers;

/// <summary>A running container.</summary>
public interface IContainer
{
    /// <summary>The process id of its first process.</summary>
    int Pid { get; }

    /// <summary>Asks it to end (SIGTERM to its first process).</summary>
    void Terminate();

    /// <summary>Ends it and everything it started (SIGKILL to its process group).</summary>
    void Kill();
}
