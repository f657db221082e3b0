using System.Security.Cryptography;
using Modelwright.Statistics.Profiles;
using Modelwright.Statistics.Profiles.Json;

namespace Modelwright.ModelServer.Features;

/// <summary>The reference profile of the model's version, if it can be had; why not, else. It never keeps a model from serving.</summary>
/// <param name="Profile">The profile; null: there is none.</param>
/// <param name="Digest"><c>sha256:</c> and the digest of the file; null without a profile.</param>
/// <param name="Problem">Why there is no profile, for people.</param>
internal sealed record ProfileFile(ReferenceProfile? Profile, string? Digest, string? Problem)
{
    /// <summary>Reads a file.</summary>
    /// <param name="file">The file, or null: the version has no profile.</param>
    public static ProfileFile Read(string? file)
    {
        if (file is null) return Without("the version has no reference profile (MODELWRIGHT_PROFILE_FILE is not set)");
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            if (!stream.CanSeek) return Without($"{file} is not a regular file");
            if (stream.Length > ProfileJson.MaxBytes)
                return Without($"{file} has {stream.Length} bytes; a profile has at most {ProfileJson.MaxBytes}");
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return new ProfileFile(ProfileJson.Read(bytes), "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes)), null);
        }
        catch (FileNotFoundException)
        {
            return Without($"there is no {file}; the log of the container that fetches the model says why");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return Without($"{file} cannot be read: {e.Message}");
        }
        catch (InvalidProfileException e)
        {
            return Without($"{file}: {e.Message}");
        }
    }

    private static ProfileFile Without(string problem) => new(null, null, problem);
}
