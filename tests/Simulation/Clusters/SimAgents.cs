namespace Modelwright.Simulation.Clusters;

/// <summary>The agents that run beside containers that train, by the addresses of their pods.</summary>
public sealed class SimAgents
{
    private readonly Dictionary<string, string> running = new(StringComparer.Ordinal);

    /// <summary>An agent was asked to stop its container; the pod's address.</summary>
    public event Action<string> Asked = _ => { };

    /// <summary>What an agent says while its container trains (docs/contracts.md).</summary>
    public static string Report => """
        {"final":false,"metrics":[["auc","0.5",7]],"progress":{"percent":42,"step":7}}
        """;

    /// <summary>An agent answers at the address, to those who know the UID of its run.</summary>
    public bool Answers(string address, string runUid) => running.GetValueOrDefault(address) == runUid;

    /// <summary>It writes the stop file.</summary>
    public void Ask(string address) => Asked(address);

    internal void Start(string address, string runUid) => running[address] = runUid;

    internal void Stop(string address) => running.Remove(address);
}
