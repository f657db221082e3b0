namespace Modelwright.Agent.Fetching;

/// <summary>A folder that is filled beside its place and moved there.</summary>
internal static class NewFolder
{
    /// <summary>Makes an empty folder; what a killed run left is removed.</summary>
    public static void At(string path) => Attempt(path, () =>
    {
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
        Directory.CreateDirectory(path);
    });

    /// <summary>Puts a folder in its place, instead of what was there.</summary>
    public static void Move(string from, string to) => Attempt(to, () =>
    {
        if (Directory.Exists(to)) Directory.Delete(to, recursive: true);
        Directory.Move(from, to);
    });

    /// <summary>Removes it if it is there; what cannot be removed stays for the next run.</summary>
    public static void Remove(string path)
    {
        try
        {
            if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static void Attempt(string path, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FetchException(FetchReason.Failed, $"{path} cannot be written: {e.Message}", e);
        }
    }
}
