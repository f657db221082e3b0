using k8s.Models;
using Modelwright.Runtime.Caching;

namespace Modelwright.Operator.Experiments.Records;

/// <summary>Reads the records of Experiments, each version of a page once. Used on the pump only.</summary>
public sealed class RecordReader(CacheSet caches)
{
    private readonly Dictionary<string, Dictionary<string, (string Version, IReadOnlyList<RunRecord> Records)>> known =
        new(StringComparer.Ordinal);

    /// <summary>All records of the Experiment with the UID, by rising number.</summary>
    public IReadOnlyList<RunRecord> Read(string uid)
    {
        var before = known.GetValueOrDefault(uid);
        var pages = new Dictionary<string, (string, IReadOnlyList<RunRecord>)>(StringComparer.Ordinal);
        SortedDictionary<int, RunRecord> all = [];
        foreach (var page in caches.Store<V1ConfigMap>().OwnedBy(uid))
        {
            if (page.Data?.TryGetValue(RecordLayout.Key, out var text) != true) continue;
            var (name, version) = (page.Metadata.Name, page.Metadata.ResourceVersion);
            var records = before is not null && before.TryGetValue(name, out var seen) && seen.Version == version
                ? seen.Records
                : RecordText.Read(text);
            pages[name] = (version, records);
            foreach (var record in records) all[record.Number] = record;
        }

        known[uid] = pages;
        return [.. all.Values];
    }

    /// <summary>The Experiment is gone.</summary>
    public void Forget(string uid) => known.Remove(uid);
}
