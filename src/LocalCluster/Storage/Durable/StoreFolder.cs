namespace Modelwright.LocalCluster.Storage.Durable;

/// <summary>State in a folder: what was acknowledged is there after a crash, and the revision never goes back.</summary>
public static class StoreFolder
{
    /// <summary>
    /// Opens a folder, made if there is none, and recovers what it holds. The store owns the folder until it is disposed.
    /// </summary>
    /// <exception cref="StoreFolderException">
    /// Another server uses the folder, a newer program wrote it, or acknowledged writes are damaged.
    /// </exception>
    /// <exception cref="IOException">The folder cannot be read or written.</exception>
    public static Store Open(string folder, StoreFolderOptions? options = null)
    {
        options ??= new StoreFolderOptions();
        return Open(DiskFiles.Open(folder), options);
    }

    /// <summary>The same on any files; they are disposed with the store, or at once if opening fails.</summary>
    internal static Store Open(IStoreFiles files, StoreFolderOptions options)
    {
        try
        {
            var recovered = Recovery.Run(files, options.Log);
            return new Store(recovered.State, new FileJournal(files, recovered, options), options.Store, recovered.History);
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }
}
