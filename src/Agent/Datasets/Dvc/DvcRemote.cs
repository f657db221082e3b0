using Modelwright.Agent.Datasets.Sources;
using Modelwright.Agent.Sources;
using Modelwright.Agent.Training;

namespace Modelwright.Agent.Datasets.Dvc;

/// <summary>
/// A DVC remote: objects by their MD5, below <c>files/md5</c> since version 3, before at its top; the first two digits are a folder.
/// </summary>
internal sealed class DvcRemote(LookContext context, TaskOutput place)
{
    private readonly SourceFactory _sources = context.SourcesOf("remote");

    /// <summary>An object.</summary>
    /// <param name="pointer">The pointer that leads to it.</param>
    /// <param name="key">Its name: an MD5, with <c>.dir</c> for a list.</param>
    /// <param name="budget">What all objects may have together.</param>
    public IArtifactSource Object(DvcPointer pointer, string key, DvcBudget budget)
    {
        string[] paths = [$"files/md5/{key[..2]}/{key[2..]}", $"{key[..2]}/{key[2..]}"];
        IEnumerable<string> ordered = pointer.IsLegacy ? paths.Reverse() : paths;
        return new DvcObject([.. ordered.Select(Place)], key[..32], pointer.IsLegacy, budget);
    }

    private IArtifactSource Place(string path)
    {
        var uri = context.Parse($"{place.Uri.TrimEnd('/')}/{path}");
        return _sources.Create(uri, context.Request(uri.ToString(), place.Root));
    }
}
