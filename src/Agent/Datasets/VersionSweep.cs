using Modelwright.Agent.Fetching;
using Modelwright.Agent.Uploads;

namespace Modelwright.Agent.Datasets;

/// <summary>
/// Clears away copies of versions that nothing refers to any more. A copy is a Dataset's own when it put it there and no other did; of one
/// that several share only the own mark goes. <c>version.json</c> goes first, so that what is left half is not taken for whole, and the
/// mark last, so that the next sweep finds what this one left.
/// </summary>
internal sealed class VersionSweep(IArtifactStore store, string owner, TimeProvider time, Action<string> log)
{
    private const int MaxFolders = 10_000;
    private const int MaxOwners = 100;
    private const int MaxNames = 100;
    private const int MaxRemoved = 50;
    private const int HexDigits = 64;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Clears away; whether nothing is left to do. What does not work is said in the log and left for the next time.</summary>
    /// <param name="keep">The beginnings of digests whose copies stay.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<bool> RunAsync(IReadOnlyCollection<string> keep, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        var removed = 0;
        try
        {
            var folders = await store.NamesAsync("", MaxFolders, cancellation);
            foreach (var name in folders.Where(IsVersion).Order(StringComparer.Ordinal))
            {
                if (keep.Any(beginning => name.StartsWith(beginning, StringComparison.Ordinal))) continue;
                if (removed == MaxRemoved || time.GetElapsedTime(start) > Patience)
                {
                    log($"{removed} copies were cleared away; more will be at the next look");
                    return false;
                }

                if (await RemoveAsync(name, cancellation)) removed++;
            }

            log($"{removed} copies that nothing refers to were cleared away");
            return folders.Count < MaxFolders;
        }
        catch (FetchException e)
        {
            // Data is worth more than space: the look has found what it was made for.
            log($"copies that nothing refers to cannot be cleared away: {e.Message}");
            return false;
        }
    }

    private async Task<bool> RemoveAsync(string version, CancellationToken cancellation)
    {
        var owners = await store.NamesAsync($"{version}{VersionStore.Owners}/", MaxOwners, cancellation);
        if (!owners.Contains(owner)) return false;
        var mark = $"{version}{VersionStore.Owners}/{owner}";
        if (owners.Count > 1)
        {
            await store.RemoveAsync(mark, cancellation);
            return false;
        }

        await store.RemoveAsync(version + VersionStore.Whole, cancellation);
        foreach (var name in await store.NamesAsync(version, MaxNames, cancellation))
        {
            if (name == $"{VersionStore.Owners}/") continue;

            // Another Dataset may put the same version there meanwhile: its mark comes first, and from then on what is missing is its own.
            if (await IsSharedAsync(version, cancellation)) return false;
            await store.RemoveAsync(version + name, cancellation);
        }

        if (await IsSharedAsync(version, cancellation)) return false;
        await store.RemoveAsync(mark, cancellation);
        await store.RemoveAsync(version, cancellation);
        log($"the copy {version.TrimEnd('/')} was cleared away");
        return true;
    }

    private async Task<bool> IsSharedAsync(string version, CancellationToken cancellation) =>
        (await store.NamesAsync($"{version}{VersionStore.Owners}/", MaxOwners, cancellation)).Count > 1;

    private static bool IsVersion(string name) =>
        name.Length == HexDigits + 1 && name[^1] == '/' && name[..HexDigits].All(char.IsAsciiHexDigitLower);
}
