namespace Modelwright.LocalCluster.Node.Containers;

/// <summary>Runs containers. The node decides; this does. Callbacks come on any thread.</summary>
public interface IContainerRuntime
{
    /// <summary>Starts a container; <paramref name="exited"/> is called once, when it and everything it started is gone.</summary>
    /// <exception cref="ContainerStartException">It cannot be started.</exception>
    IContainer Start(ContainerLaunch launch, Action<ContainerExit> exited);

    /// <summary>Runs a command beside a container and reports once; what runs longer than the timeout is killed.</summary>
    void Exec(ContainerLaunch launch, TimeSpan timeout, Action<ExecResult> done);
}
