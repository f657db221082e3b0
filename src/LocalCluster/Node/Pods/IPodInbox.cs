namespace Modelwright.LocalCluster.Node.Pods;

/// <summary>Takes what happened elsewhere (a process ended, a probe answered) to the node's thread.</summary>
internal interface IPodInbox
{
    /// <summary>Runs the action on the node's thread, soon.</summary>
    void Post(Action action);
}
