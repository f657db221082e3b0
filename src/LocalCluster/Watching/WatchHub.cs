using System.Collections.Concurrent;
using Modelwright.LocalCluster.Resources;
using Modelwright.LocalCluster.Storage;

namespace Modelwright.LocalCluster.Watching;

/// <summary>The open watches; wakes those whose resource was written.</summary>
internal sealed class WatchHub
{
    private readonly ConcurrentDictionary<WatchSession, byte> _sessions = new();

    public WatchHub(Store store) => store.Committed += Notify;

    public int Count => _sessions.Count;

    public void Add(WatchSession session) => _sessions[session] = 0;

    public void Remove(WatchSession session) => _sessions.TryRemove(session, out _);

    /// <summary>Ends all watches, as a server that shuts down does.</summary>
    public void CloseAll()
    {
        foreach (var session in _sessions.Keys) session.Close();
    }

    /// <summary>Ends the watches of resources that are not served any more.</summary>
    public void CloseUnserved(ResourceRegistry registry)
    {
        foreach (var session in _sessions.Keys)
        {
            if (session.Served.IsCustom && registry.Find(session.Served.Id) is null) session.Close();
        }
    }

    private void Notify(StoreEvent write)
    {
        foreach (var session in _sessions.Keys)
        {
            if (session.Resource == write.Key.Resource) session.Wake();
        }
    }
}
