using Modelwright.LocalCluster.Node.Processes;

namespace Modelwright.LocalCluster.Storage.Durable;

/// <summary>A folder on disk that this process has to itself. Only its owner may read it: state contains Secrets.</summary>
internal sealed class DiskFiles : IStoreFiles
{
    private const string LockName = "lock";

    private readonly FileStream _lock;

    private DiskFiles(string folder, FileStream @lock)
    {
        Folder = folder;
        _lock = @lock;
    }

    public string Folder { get; }

    public static DiskFiles Open(string folder)
    {
        folder = Path.GetFullPath(folder);
        if (!Directory.Exists(folder))
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
            else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            FlushFolder(Path.GetDirectoryName(folder)!);
        }

        return new DiskFiles(folder, Lock(folder));
    }

    public IReadOnlyList<string> Names() =>
        [.. Directory.EnumerateFiles(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public Stream Read(string name) =>
        new FileStream(At(name), new FileStreamOptions { BufferSize = 1 << 20, Options = FileOptions.SequentialScan });

    public IAppendFile Create(string name) => new DiskFile(At(name));

    public void Rename(string from, string to) => File.Move(At(from), At(to), overwrite: true);

    public void Delete(string name) => File.Delete(At(name));

    public void FlushNames() => FlushFolder(Folder);

    public void Dispose() => _lock.Dispose();

    private string At(string name) => Path.Combine(Folder, name);

    // The system drops the lock when the process ends, however it ends.
    private static FileStream Lock(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (File.Exists(Path.Combine(folder, LockName)))
        {
            throw new StoreFolderException(
                $"another server uses the state folder {folder}: stop that one first, or give this one a folder of its own", error);
        }
    }

    private static void FlushFolder(string folder)
    {
        // Windows keeps names in its file system's own journal.
        if (OperatingSystem.IsWindows()) return;
        var descriptor = Libc.Open(folder, Libc.CloseOnExec);
        if (descriptor < 0) throw new IOException($"cannot open the folder {folder} to flush it: {Libc.LastError}");
        try
        {
            if (Libc.Flush(descriptor) != 0) throw new IOException($"cannot flush the folder {folder}: {Libc.LastError}");
        }
        finally
        {
            _ = Libc.Close(descriptor);
        }
    }
}
