namespace Modelwright.LocalCluster.Storage.Durable;

/// <summary>
/// The folder that state is kept in, reduced to what the journal needs; tests put a disk in its place that fails and forgets.
/// </summary>
internal interface IStoreFiles : IDisposable
{
    /// <summary>For messages.</summary>
    string Folder { get; }

    IReadOnlyList<string> Names();

    Stream Read(string name);

    /// <summary>Makes an empty file, in place of one of that name.</summary>
    IAppendFile Create(string name);

    /// <summary>Renames a file over whatever has the new name.</summary>
    void Rename(string from, string to);

    void Delete(string name);

    /// <summary>Makes what was created, renamed and deleted before survive a power cut.</summary>
    void FlushNames();
}
