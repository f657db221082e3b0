using Modelwright.Agent.Fetching;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Sources;

/// <summary>What errors of this machine's file system mean to whoever named the file.</summary>
internal static class FileFailures
{
    /// <summary>Does something with files; their errors become reasons.</summary>
    /// <exception cref="FetchException">The files are not there or cannot be read.</exception>
    public static T Translate<T>(ArtifactUri uri, Func<T> use)
    {
        try
        {
            return use();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FetchException(FetchReason.NotFound, $"{uri} does not exist", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new FetchException(FetchReason.AccessDenied, $"{uri} may not be read by this pod's user", e);
        }
        catch (IOException e)
        {
            throw new FetchException(FetchReason.Failed, $"{uri} cannot be read: {e.Message}", e);
        }
    }
}
